//! The books as a whole, for the operator: what each kind of account holds, whether all of it comes to nothing, who
//! has how much of one kind, and one transfer.

use db::{Broken, Rx, params, row, sql};
use kernel::{Currency, Cursor, Id, Limit, Money, Page, Time, Uid};

use crate::Transfer;

sql! {
    /// Both sides of every transfer by kind. What stands in an account is what came less what left.
    BY_ACCOUNT = "SELECT kind, currency, CAST(SUM(came) AS BIGINT), CAST(SUM(went) AS BIGINT) FROM (
            SELECT credit_kind AS kind, currency, SUM(amount) AS came, 0 AS went FROM transfer
            GROUP BY credit_kind, currency
            UNION ALL
            SELECT debit_kind, currency, 0, SUM(amount) FROM transfer GROUP BY debit_kind, currency
        ) AS sides
        GROUP BY kind, currency ORDER BY currency, kind";
    /// The guarded purses beside it, as they are kept.
    KEPT = "SELECT kind, currency, CAST(SUM(balance) AS BIGINT) FROM purse GROUP BY kind, currency";
    OWNERS = "SELECT owner, balance, currency FROM purse
        WHERE kind = $1 AND balance > 0 AND (balance < $2 OR (balance = $2 AND owner < $3))
        ORDER BY balance DESC, owner DESC
        LIMIT $4";
    TRANSFER = "SELECT id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at, root
        FROM transfer WHERE id = $1";
}

/// What one kind of account holds in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The kind.
    pub kind: String,
    /// Of which currency.
    pub currency: Currency,
    /// What came into accounts of this kind.
    pub came: i64,
    /// What left them.
    pub went: i64,
    /// What its purses say they hold, where it is guarded.
    pub kept: Option<i64>,
}

impl Account {
    /// What came less what went.
    pub fn stands(&self) -> Money {
        Money::new(self.came - self.went, self.currency)
    }

    /// Whether its purses say the same; an open account has none.
    pub fn agrees(&self) -> bool {
        self.kept.is_none_or(|kept| kept == self.came - self.went)
    }
}

/// All accounts by kind and currency.
///
/// # Errors
/// What broke in the database.
pub fn by_account(rx: &mut Rx) -> Result<Vec<Account>, Broken> {
    let kept = rx.all::<(String, Currency, i64)>(&KEPT, &[])?;
    let rows = rx.all::<(String, Currency, i64, i64)>(&BY_ACCOUNT, &[])?;
    let account = |(kind, currency, came, went): (String, Currency, i64, i64)| {
        let mine = kept.iter().find(|(known, of, _)| (known, of) == (&kind, &currency));
        Account { kept: mine.map(|(.., sum)| *sum), kind, currency, came, went }
    };
    Ok(rows.into_iter().map(account).collect())
}

/// What all accounts of a currency come to: nothing, or the books are wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trial {
    /// Of which currency.
    pub currency: Currency,
    /// The sum over all accounts.
    pub sum: i64,
}

/// The trial balance of accounts that were read.
pub fn trial(accounts: &[Account]) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    for account in accounts {
        let stands = account.stands();
        match trials.iter_mut().find(|trial| trial.currency == stands.currency) {
            Some(trial) => trial.sum += stands.amount,
            None => trials.push(Trial { currency: stands.currency, sum: stands.amount }),
        }
    }
    trials
}

/// Who has how much of a guarded kind, the most first.
///
/// # Errors
/// What broke in the database.
pub fn owners(
    rx: &mut Rx,
    kind: &str,
    limit: Limit,
    after: Option<(i64, Uid)>,
) -> Result<Page<(Uid, Money)>, Broken> {
    let (balance, owner) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<(Uid, i64, Currency)>(&OWNERS, &params![kind, balance, owner, limit.probe()])?;
    let page = Page::cut(rows, limit, |(owner, balance, _)| Cursor::of(*balance, *owner));
    Ok(page.map(|(owner, balance, currency)| (owner, Money::new(balance, currency))))
}

/// One transfer, whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Whole {
    /// Which.
    pub id: Id<Transfer>,
    /// The kind of the account it left.
    pub debit_kind: String,
    /// And whose.
    pub debit_owner: Uid,
    /// The kind of the account it came to.
    pub credit_kind: String,
    /// And whose.
    pub credit_owner: Uid,
    /// How much.
    pub amount: i64,
    /// Of which currency.
    pub currency: Currency,
    /// What for.
    pub code: String,
    /// When.
    pub at: Time,
    /// The family whose fact tells of it.
    pub root: Option<Uid>,
}
row!(Whole { id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at, root });

/// One transfer.
///
/// # Errors
/// What broke in the database.
pub fn transfer(rx: &mut Rx, id: Id<Transfer>) -> Result<Option<Whole>, Broken> {
    rx.opt(&TRANSFER, &params![id])
}
