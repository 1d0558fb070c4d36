//! Reading the books. Who may see which purse is for the caller to decide: a shop's own, or staff.

use db::{Broken, Rx, params, row, sql};
use kernel::{Currency, Cursor, Limit, Money, Page, Time, Uid};
use process::Purse;

use crate::Transfer;
use crate::chart::{NET_SALES, net};

sql! {
    BALANCES = "SELECT kind, balance, currency FROM purse WHERE owner = $1 ORDER BY kind, currency";
    BALANCE = "SELECT balance FROM purse WHERE kind = $1 AND owner = $2 AND currency = $3";
    OPEN = "SELECT CAST(
            COALESCE((SELECT SUM(amount) FROM transfer WHERE debit_kind = $1 AND debit_owner = $2 AND currency = $3), 0)
            - COALESCE((SELECT SUM(amount) FROM transfer WHERE credit_kind = $1 AND credit_owner = $2 AND currency = $3), 0)
        AS BIGINT)";
    MOVEMENTS = "SELECT id, code, at, amount, currency, debit_kind, credit_kind, debit_owner = $1
        FROM transfer
        WHERE ((debit_owner = $1 AND debit_kind = $2) OR (credit_owner = $1 AND credit_kind = $2))
            AND (at < $3 OR (at = $3 AND id < $4))
        ORDER BY at DESC, id DESC
        LIMIT $5";
    TOTALS = "SELECT code, currency, COUNT(*), CAST(SUM(amount) AS BIGINT) FROM transfer
        GROUP BY code, currency ORDER BY code, currency";
    SALES = NET_SALES;
    ALL_SALES = concat!("SELECT currency, CAST(SUM(", net!(), ") AS BIGINT) FROM transfer
        GROUP BY currency ORDER BY currency");
    OF_ONE = concat!("SELECT at, currency, CAST(", net!(), " AS BIGINT) FROM transfer WHERE id = $1");
}

/// What is in one purse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balance {
    /// The kind of purse.
    pub kind: String,
    /// How much.
    pub money: Money,
}

/// What is in the guarded purses of one owner.
///
/// # Errors
/// What broke in the database.
pub fn balances(rx: &mut Rx, owner: Uid) -> Result<Vec<Balance>, Broken> {
    let rows = rx.all::<(String, i64, Currency)>(&BALANCES, &params![owner])?;
    Ok(rows.into_iter().map(|(kind, n, currency)| Balance { kind, money: Money::new(n, currency) }).collect())
}

/// What is in a guarded purse.
///
/// # Errors
/// What broke in the database.
pub fn balance(rx: &mut Rx, purse: Purse, currency: Currency) -> Result<Money, Broken> {
    let n = rx.opt::<i64>(&BALANCE, &params![purse.kind, purse.of, currency])?;
    Ok(Money::new(n.unwrap_or(0), currency))
}

/// The debit balance of an open account: what it has in hand (above zero) or owes (below).
///
/// # Errors
/// What broke in the database.
pub fn open_balance(rx: &mut Rx, purse: Purse, currency: Currency) -> Result<Money, Broken> {
    Ok(Money::new(rx.one::<i64>(&OPEN, &params![purse.kind, purse.of, currency])?, currency))
}

/// One movement of a purse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The transfer.
    pub id: kernel::Id<Transfer>,
    /// What for.
    pub code: String,
    /// When.
    pub at: Time,
    /// How much.
    pub amount: i64,
    /// Of which currency.
    pub currency: Currency,
    /// The kind of the purse it left.
    pub from: String,
    /// The kind of the purse it came to.
    pub to: String,
    /// Whether it left the purse that was asked about.
    pub out: bool,
}
row!(Movement { id, code, at, amount, currency, from, to, out });

/// The movements of one purse, newest first.
///
/// # Errors
/// What broke in the database.
pub fn movements(
    rx: &mut Rx,
    purse: Purse,
    limit: Limit,
    after: Option<(i64, Uid)>,
) -> Result<Page<Movement>, Broken> {
    let (at, id) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<Movement>(&MOVEMENTS, &params![purse.of, purse.kind, at, id, limit.probe()])?;
    Ok(Page::cut(rows, limit, |movement| Cursor::of(movement.at.micros(), movement.id.uid())))
}

/// Net sales in `[from, to)`: [`NET_SALES`].
///
/// # Errors
/// What broke in the database.
pub fn net_sales(rx: &mut Rx, currency: Currency, from: Time, to: Time) -> Result<Money, Broken> {
    Ok(Money::new(rx.one::<i64>(&SALES, &params![currency, from, to])?, currency))
}

/// Net sales of all time, by currency: sums of the same expression.
///
/// # Errors
/// What broke in the database.
pub fn all_net_sales(rx: &mut Rx) -> Result<Vec<(Currency, i64)>, Broken> {
    rx.all(&ALL_SALES, &[])
}

/// What one transfer adds to net sales, and when; mostly nothing.
///
/// # Errors
/// What broke in the database.
pub fn net_of(rx: &mut Rx, id: kernel::Id<Transfer>) -> Result<Option<(Time, Money)>, Broken> {
    let row = rx.opt::<(Time, Currency, i64)>(&OF_ONE, &params![id])?;
    Ok(row.map(|(at, currency, net)| (at, Money::new(net, currency))))
}

/// How often and how much each code has moved: the operator's page and the tests' sums.
///
/// # Errors
/// What broke in the database.
pub fn by_code(rx: &mut Rx) -> Result<Vec<(String, Currency, i64, i64)>, Broken> {
    rx.all(&TOTALS, &[])
}
