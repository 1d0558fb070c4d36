//! The gateway's own view of every payment, refund and payout: what a market's books are compared with.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;

use super::{Books, OpenError, PaymentStatus, Payout, Refund, Refusal, payouts, refunds, schema};

/// The whole of the books, each list in the order of references.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Every payment.
    pub payments: Vec<PaymentLine>,
    /// Every refund.
    pub refunds: Vec<Refund>,
    /// Every payout.
    pub payouts: Vec<Payout>,
    /// What moved in each currency.
    pub totals: Vec<CurrencyTotal>,
    /// What was told.
    pub events: EventCount,
}

/// One payment in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentLine {
    /// The merchant's own id.
    pub reference: String,
    /// Where it stands.
    pub status: PaymentStatus,
    /// What was asked for, in minor units.
    pub amount: i64,
    /// Three capital letters.
    pub currency: String,
    /// How often money was taken.
    pub capture_count: i64,
    /// How much, in minor units.
    pub captured: i64,
    /// Succeeded refunds, in minor units.
    pub refunded: i64,
    /// Pending refunds, in minor units.
    pub refund_pending: i64,
    /// Chargebacks, in minor units.
    pub charged_back: i64,
}

/// What moved in one currency, in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CurrencyTotal {
    /// Three capital letters.
    pub currency: String,
    /// Taken from payers.
    pub captured: i64,
    /// Given back.
    pub refunded: i64,
    /// Taken back by payers' banks.
    pub charged_back: i64,
    /// Sent to sellers and arrived.
    pub paid_out: i64,
}

/// How much was told, and how much of it has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EventCount {
    /// Events there ever were.
    pub made: i64,
    /// Deliveries not yet answered with 2xx.
    pub owed: i64,
}

const PAYMENTS: &str = "
    SELECT p.reference, p.status, p.amount, p.currency,
           (SELECT COUNT(*) FROM captures c WHERE c.payment = p.reference),
           (SELECT COALESCE(SUM(c.amount), 0) FROM captures c WHERE c.payment = p.reference),
           (SELECT COALESCE(SUM(r.amount), 0) FROM refunds r
             WHERE r.payment = p.reference AND r.status = 'succeeded'),
           (SELECT COALESCE(SUM(r.amount), 0) FROM refunds r
             WHERE r.payment = p.reference AND r.status = 'pending'),
           (SELECT COALESCE(SUM(b.amount), 0) FROM chargebacks b WHERE b.payment = p.reference)
      FROM payments p
     ORDER BY p.reference";

const TOTALS: &str = "
    SELECT currency, SUM(captured), SUM(refunded), SUM(charged_back), SUM(paid_out)
      FROM (SELECT p.currency AS currency, c.amount AS captured, 0 AS refunded, 0 AS charged_back, 0 AS paid_out
              FROM captures c JOIN payments p ON p.reference = c.payment
            UNION ALL
            SELECT p.currency, 0, r.amount, 0, 0
              FROM refunds r JOIN payments p ON p.reference = r.payment
             WHERE r.status = 'succeeded'
            UNION ALL
            SELECT p.currency, 0, 0, b.amount, 0
              FROM chargebacks b JOIN payments p ON p.reference = b.payment
            UNION ALL
            SELECT currency, 0, 0, 0, amount
              FROM payouts
             WHERE status = 'paid')
     GROUP BY currency
     ORDER BY currency";

const EVENTS: &str = "
    SELECT (SELECT COUNT(*) FROM events),
           (SELECT COUNT(*) FROM deliveries WHERE delivered_at IS NULL)";

/// Reads a gateway's file without a gateway: also beside a running one, and after one was killed. What has come
/// due since the gateway last acted is not in it.
///
/// # Errors
/// When there is no such file, or it is not a gateway's.
pub fn report(path: &Path) -> Result<Report, OpenError> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    schema::check(&db)?;
    let snapshot = db.unchecked_transaction()?;
    Ok(read(&snapshot)?)
}

impl Books {
    /// Everything as it stands.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn report(&mut self, now: Timestamp) -> Result<Report, Refusal> {
        self.act(now, |desk| Ok(read(&desk.tx)?))
    }
}

/// The caller's transaction makes the parts one snapshot.
fn read(db: &Connection) -> rusqlite::Result<Report> {
    let payments = db
        .prepare(PAYMENTS)?
        .query_map([], |row| {
            Ok(PaymentLine {
                reference: row.get(0)?,
                status: row.get(1)?,
                amount: row.get(2)?,
                currency: row.get(3)?,
                capture_count: row.get(4)?,
                captured: row.get(5)?,
                refunded: row.get(6)?,
                refund_pending: row.get(7)?,
                charged_back: row.get(8)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let totals = db
        .prepare(TOTALS)?
        .query_map([], |row| {
            Ok(CurrencyTotal {
                currency: row.get(0)?,
                captured: row.get(1)?,
                refunded: row.get(2)?,
                charged_back: row.get(3)?,
                paid_out: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let refunds = db
        .prepare(&format!("{} ORDER BY r.reference", refunds::REFUNDS))?
        .query_map([], refunds::read)?
        .collect::<Result<_, _>>()?;
    let payouts = db
        .prepare(&format!("{} ORDER BY reference", payouts::PAYOUTS))?
        .query_map([], payouts::read)?
        .collect::<Result<_, _>>()?;
    let events = db.query_row(EVENTS, [], |row| Ok(EventCount { made: row.get(0)?, owed: row.get(1)? }))?;
    Ok(Report { payments, refunds, payouts, totals, events })
}
