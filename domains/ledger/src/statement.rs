//! A shop's statement: every transfer that made what is its own more or less, each with the family that tells why. What
//! is its own is `pending` and `available` together, so a release from one to the other is no line of it.

use db::{Broken, Rx, params, row, sql};
use kernel::{Currency, Cursor, Id, Limit, Money, Page, Time, Uid};

use crate::Transfer;

sql! {
    LINES = "SELECT id, code, at, root, CASE
            WHEN credit_owner = $1 AND credit_kind IN ('pending', 'available') THEN amount ELSE -amount END
        FROM transfer
        WHERE ((debit_owner = $1 AND debit_kind IN ('pending', 'available'))
                OR (credit_owner = $1 AND credit_kind IN ('pending', 'available')))
            AND code <> 'release' AND currency = $2
            AND (at < $3 OR (at = $3 AND id < $4))
        ORDER BY at DESC, id DESC
        LIMIT $5";
    /// What the lines up to one come to: the balance beside it.
    STOOD = "SELECT CAST(COALESCE(SUM(CASE
            WHEN credit_owner = $1 AND credit_kind IN ('pending', 'available') THEN amount ELSE -amount END), 0) AS BIGINT)
        FROM transfer
        WHERE ((debit_owner = $1 AND debit_kind IN ('pending', 'available'))
                OR (credit_owner = $1 AND credit_kind IN ('pending', 'available')))
            AND code <> 'release' AND currency = $2
            AND (at < $3 OR (at = $3 AND id <= $4))";
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The transfer.
    pub id: Id<Transfer>,
    /// What for: a code of the chart.
    pub code: String,
    /// When.
    pub at: Time,
    /// The family that tells why: an order, a payout. Transfers of before it was kept have none.
    pub root: Option<Uid>,
    /// By how much it changed what is the owner's: below nothing where it went.
    pub amount: i64,
}
row!(Line { id, code, at, root, amount });

/// The lines of one owner in one currency, newest first.
///
/// # Errors
/// What broke in the database.
pub fn statement(
    rx: &mut Rx,
    (owner, currency): (Uid, Currency),
    limit: Limit,
    after: Option<(i64, Uid)>,
) -> Result<Page<Line>, Broken> {
    let (at, id) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<Line>(&LINES, &params![owner, currency, at, id, limit.probe()])?;
    Ok(Page::cut(rows, limit, |line| Cursor::of(line.at.micros(), line.id.uid())))
}

/// What was the owner's after a line, from the lines alone: after the newest it is what the purses say.
///
/// # Errors
/// What broke in the database.
pub fn stood(rx: &mut Rx, (owner, currency): (Uid, Currency), line: &Line) -> Result<Money, Broken> {
    let n = rx.one::<i64>(&STOOD, &params![owner, currency, line.at, line.id])?;
    Ok(Money::new(n, currency))
}
