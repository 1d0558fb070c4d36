//! The gateway's own books: one SQLite file, one connection, every act a method that is told the time.
//!
//! Nothing here knows of HTTP, so a demo may step a gateway inside its own process: create, [`Books::choose`],
//! then hand [`Books::due_deliveries`] to the market and [`Books::record_attempts`] back.

mod chargebacks;
mod due;
mod events;
mod fields;
mod payments;
mod payouts;
mod refunds;
mod report;
mod schema;
mod script;

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use chargebacks::{Chargeback, NewChargeback, Regret};
pub use events::{Attempt, Delivery};
pub use payments::{Capture, Choice, NewPayment, PayerView, Payment, PaymentStatus};
pub use payouts::{NewPayout, Payout, PayoutStatus};
pub use refunds::{NewRefund, Refund, RefundStatus};
pub use report::{CurrencyTotal, EventCount, PaymentLine, Report, report};
pub use schema::OpenError;
pub use script::{Ending, Outcome, Script, Verdict, Wait, WebhookMode};

/// The books of one gateway. Every method commits durably before it returns.
pub struct Books {
    db: Connection,
    /// When the file was made, in milliseconds after 1970: it goes into capture and event ids, so that the ids
    /// of a new file never meet those of an old one in somebody's inbox.
    born: i64,
    /// What hosted page addresses are derived from; without it nobody guesses one.
    secret: Vec<u8>,
}

/// Why an act was not booked. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A field is well-formed, but not allowed.
    #[error("`{field}` {why}.")]
    Invalid {
        /// The field's name as the caller wrote it.
        field: &'static str,
        /// The rest of the sentence: what it must be.
        why: &'static str,
    },
    /// No such payment, refund, payout or page.
    #[error("There is no {what} `{reference}` here.")]
    Unknown {
        /// `payment`, `refund`, `payout` or `page`.
        what: &'static str,
        /// What was asked for.
        reference: String,
    },
    /// The reference already stands for something else: an idempotency key used twice.
    #[error("`{0}` was used before with other fields. Repeat those exactly, or take a new reference.")]
    ReferenceReused(String),
    /// The money came first.
    #[error("This payment was captured already. Refund it instead.")]
    AlreadyCaptured,
    /// The payment can no longer be paid.
    #[error("This payment is {} and can no longer be paid.", .0.word())]
    PaymentClosed(PaymentStatus),
    /// Refunds would be more than what was captured and not charged back.
    #[error("The refunds would come to {wanted}, and only {captured} was captured.")]
    ExceedsCapture {
        /// Succeeded and pending refunds and chargebacks with this one, in minor units.
        wanted: i64,
        /// The sum of the payment's captures, in minor units.
        captured: i64,
    },
    /// A bank takes back no more than was taken.
    #[error("The chargebacks would come to {wanted}, and only {captured} was captured.")]
    ChargebackExceedsCapture {
        /// All chargebacks with this one, in minor units.
        wanted: i64,
        /// The sum of the payment's captures, in minor units.
        captured: i64,
    },
    /// The refund or payout has ended before.
    #[error("`{0}` has ended already.")]
    AlreadySettled(String),
    /// The file could not be read or written.
    #[error("The gateway's file could not be used, and nothing was booked.")]
    Broken(#[from] rusqlite::Error),
}

/// What an act left in the books, and how to answer for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked<T> {
    /// The payment, refund or payout as it is now.
    pub thing: T,
    /// Whether this call booked it; false when it repeated an earlier one.
    pub first: bool,
    /// Whether the script wants the answer withheld from the caller.
    pub withheld: bool,
}

impl<T> Booked<T> {
    /// The same booking, told in other words.
    pub(crate) fn map<U>(self, tell: impl FnOnce(T) -> U) -> Booked<U> {
        Booked { thing: tell(self.thing), first: self.first, withheld: self.withheld }
    }
}

impl Books {
    /// Opens the file, making it when it is absent.
    ///
    /// # Errors
    /// When the file cannot be used, or belongs to something else.
    pub fn open(path: &Path, secret: &str, now: Timestamp) -> Result<Books, OpenError> {
        Books::over(schema::connect(path)?, secret, now)
    }

    /// Opens the file for a market that is lived through quickly: nothing waits for the disk before [`Books::rest`], and
    /// no webhook is owed to anybody. A file that was not rested may be damaged by a power cut.
    ///
    /// # Errors
    /// When the file cannot be used, or belongs to something else.
    pub fn open_to_live(path: &Path, secret: &str, now: Timestamp) -> Result<Books, OpenError> {
        let db = schema::connect(path)?;
        db.execute_batch("PRAGMA synchronous = OFF;")?;
        Books::over(db, secret, now)?.silent(now)
    }

    /// The same in memory, forgotten when dropped.
    ///
    /// # Errors
    /// When SQLite has no memory left.
    pub fn in_memory_to_live(secret: &str, now: Timestamp) -> Result<Books, OpenError> {
        Books::in_memory(secret, now)?.silent(now)
    }

    fn silent(mut self, now: Timestamp) -> Result<Books, OpenError> {
        let never = Script { webhooks: Some(WebhookMode::Never {}), ..Script::of(script::EVERYTHING) };
        match self.direct(never, now) {
            Ok(_) => Ok(self),
            Err(Refusal::Broken(why)) => Err(why.into()),
            Err(_) => Err(OpenError::Foreign), // nothing else is refused of a script for everything
        }
    }

    /// After [`Books::open_to_live`]: webhooks are owed again, and all that was booked is on the disk.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn rest(&mut self, now: Timestamp) -> Result<(), Refusal> {
        self.forget_scripts(now)?;
        self.db.execute_batch("PRAGMA synchronous = FULL;")?;
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Books that are forgotten when dropped, for a demo or a test.
    ///
    /// # Errors
    /// When SQLite has no memory left.
    pub fn in_memory(secret: &str, now: Timestamp) -> Result<Books, OpenError> {
        Books::over(Connection::open_in_memory()?, secret, now)
    }

    fn over(db: Connection, secret: &str, now: Timestamp) -> Result<Books, OpenError> {
        let born = schema::lay(&db, now.as_millisecond())?;
        Ok(Books { db, born, secret: secret.as_bytes().to_vec() })
    }

    /// Lets happen what is due by `now`: expiries, delayed captures, refunds and payouts that end.
    /// Every other method does so first.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn step(&mut self, now: Timestamp) -> Result<(), Refusal> {
        self.transact(now, |desk| desk.settle_due())
    }

    /// One act at one instant. What was due commits on its own first: a refusal rolls its own act back, and must
    /// not take back the state it was judged by.
    fn act<T>(
        &mut self,
        now: Timestamp,
        act: impl FnOnce(&Desk) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.step(now)?;
        self.transact(now, act)
    }

    fn transact<T>(
        &mut self,
        now: Timestamp,
        act: impl FnOnce(&Desk) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let desk = Desk { tx, now: now.as_millisecond(), born: self.born, secret: &self.secret };
        let done = act(&desk)?;
        desk.tx.commit()?;
        Ok(done)
    }
}

/// One open transaction at one instant. It holds the file's write lock from its first moment, so what it has
/// read stays true until it commits.
struct Desk<'b> {
    tx: Transaction<'b>,
    /// Milliseconds after 1970.
    now: i64,
    born: i64,
    secret: &'b [u8],
}

#[cfg(test)]
mod tests {
    use rusqlite::ErrorCode;

    use super::*;

    fn payment(reference: &str) -> NewPayment {
        NewPayment {
            reference: reference.to_owned(),
            amount: 1,
            currency: "PHP".to_owned(),
            return_url: format!("http://localhost/{}", "x".repeat(1900)),
            expires_at: Timestamp::from_second(1_000_000).unwrap(),
            description: None,
        }
    }

    #[test]
    fn a_commit_that_fails_is_no_answer_and_books_nothing() {
        let mut books = Books::in_memory("secret", Timestamp::UNIX_EPOCH).unwrap();
        books.db.commit_hook(Some(|| true)).unwrap();
        let refused = books.create_payment(&payment("p"), Timestamp::UNIX_EPOCH);
        assert!(matches!(refused, Err(Refusal::Broken(_))));
        books.db.commit_hook(None::<fn() -> bool>).unwrap();
        let gone = books.payment("p", Timestamp::UNIX_EPOCH);
        assert!(matches!(gone, Err(Refusal::Unknown { .. })));
        assert!(books.create_payment(&payment("p"), Timestamp::UNIX_EPOCH).unwrap().first);
    }

    #[test]
    fn a_full_disk_refuses_the_act_and_keeps_what_was_answered() {
        let mut books = Books::in_memory("secret", Timestamp::UNIX_EPOCH).unwrap();
        let pages: i64 = books.db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        books.db.pragma_update(None, "max_page_count", pages + 4).unwrap();
        let mut answered = 0;
        let refusal = loop {
            match books.create_payment(&payment(&format!("p{answered}")), Timestamp::UNIX_EPOCH) {
                Ok(_) => answered += 1,
                Err(why) => break why,
            }
        };
        assert!(
            matches!(refusal, Refusal::Broken(why) if why.sqlite_error_code() == Some(ErrorCode::DiskFull))
        );
        assert!(answered > 0);
        books.db.pragma_update(None, "max_page_count", pages + 400).unwrap();
        assert_eq!(books.report(Timestamp::UNIX_EPOCH).unwrap().payments.len(), answered);
        assert!(books.create_payment(&payment("later"), Timestamp::UNIX_EPOCH).unwrap().first);
    }
}
