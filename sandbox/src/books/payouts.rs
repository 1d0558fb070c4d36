//! Payouts: money sent to a seller. Born pending, ended a moment later at the earliest, as with a bank.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::events::{EventData, EventKind};
use super::{Booked, Books, Desk, Ending, Refusal, Verdict, fields};
use crate::clock;

/// Where a payout stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutStatus {
    /// On its way.
    Pending,
    /// Arrived.
    Paid,
    /// Came back.
    Failed,
}

impl PayoutStatus {
    /// The status as the contract and the file write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Failed => "failed",
        }
    }
}

impl ToSql for PayoutStatus {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for PayoutStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<PayoutStatus> {
        let word = value.as_str()?;
        let all = [Self::Pending, Self::Paid, Self::Failed];
        all.into_iter().find(|status| status.word() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// What a merchant asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPayout {
    /// The merchant's own id, and the idempotency key.
    pub reference: String,
    /// The account to pay, in whatever words the merchant uses.
    pub destination: String,
    /// Minor units.
    pub amount: i64,
    /// Three capital letters.
    pub currency: String,
}

/// A payout as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payout {
    /// The merchant's own id.
    pub reference: String,
    /// The account to pay.
    pub destination: String,
    /// Minor units.
    pub amount: i64,
    /// Three capital letters.
    pub currency: String,
    /// Where it stands.
    pub status: PayoutStatus,
    /// When it was asked for.
    #[serde(serialize_with = "clock::write")]
    pub created_at: Timestamp,
    /// When it ended.
    #[serde(serialize_with = "clock::write_if_any")]
    pub settled_at: Option<Timestamp>,
}

/// Every payout; the callers add their `WHERE` or `ORDER BY`.
pub(super) const PAYOUTS: &str = "
    SELECT reference, destination, amount, currency, status, created_at, settled_at
      FROM payouts";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Payout> {
    Ok(Payout {
        reference: row.get(0)?,
        destination: row.get(1)?,
        amount: row.get(2)?,
        currency: row.get(3)?,
        status: row.get(4)?,
        created_at: clock::instant(row.get(5)?)?,
        settled_at: row.get::<_, Option<i64>>(6)?.map(clock::instant).transpose()?,
    })
}

impl Books {
    /// Books a payout, or finds it when the same was booked before.
    ///
    /// # Errors
    /// When a field is not allowed, or the reference is used.
    pub fn create_payout(&mut self, new: &NewPayout, now: Timestamp) -> Result<Booked<Payout>, Refusal> {
        fields::reference("reference", &new.reference)?;
        fields::words("destination", &new.destination)?;
        fields::amount(new.amount)?;
        fields::currency(&new.currency)?;
        self.act(now, |desk| desk.create_payout(new))
    }

    /// A payout as it stands.
    ///
    /// # Errors
    /// When there is none of this reference.
    pub fn payout(&mut self, reference: &str, now: Timestamp) -> Result<Payout, Refusal> {
        self.act(now, |desk| desk.payout(reference))
    }

    /// Ends a pending payout by hand.
    ///
    /// # Errors
    /// When there is none of this reference, or it has ended.
    pub fn settle_payout(
        &mut self,
        reference: &str,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<Payout, Refusal> {
        self.act(now, |desk| {
            match desk.payout(reference)?.status {
                PayoutStatus::Pending => desk.end_payout(reference, verdict, desk.now)?,
                _ => return Err(Refusal::AlreadySettled(reference.to_owned())),
            }
            desk.payout(reference)
        })
    }
}

impl Desk<'_> {
    fn create_payout(&self, new: &NewPayout) -> Result<Booked<Payout>, Refusal> {
        if let Some(was) = self.find_payout(&new.reference)? {
            let same = was.destination == new.destination
                && was.amount == new.amount
                && was.currency == new.currency;
            return match same {
                true => Ok(Booked { thing: was, first: false, withheld: false }),
                false => Err(Refusal::ReferenceReused(new.reference.clone())),
            };
        }
        let ending = self.behaviour(&[&new.reference])?.payouts;
        let plan = ending.plan(self.now);
        self.tx.execute(
            "INSERT INTO payouts
                 (reference, destination, amount, currency, status, created_at, settle_due, verdict)
             VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?7)",
            params![
                new.reference,
                new.destination,
                new.amount,
                new.currency,
                self.now,
                plan.map(|(due, _)| due),
                plan.map(|(_, verdict)| verdict)
            ],
        )?;
        Ok(Booked {
            thing: self.payout(&new.reference)?,
            first: true,
            withheld: ending == Ending::TimeoutAfterEffect,
        })
    }

    /// A pending payout ends at `at`; one that has ended stays as it is.
    pub(super) fn end_payout(&self, reference: &str, verdict: Verdict, at: i64) -> Result<(), Refusal> {
        let (status, kind) = match verdict {
            Verdict::Succeed => (PayoutStatus::Paid, EventKind::PayoutPaid),
            Verdict::Fail => (PayoutStatus::Failed, EventKind::PayoutFailed),
        };
        let changed = self.tx.execute(
            "UPDATE payouts SET status = ?2, settled_at = ?3 WHERE reference = ?1 AND status = 'pending'",
            params![reference, status, at],
        )?;
        if changed == 0 {
            return Ok(());
        }
        let payout = self.payout(reference)?;
        let facts = EventData {
            reference,
            payment: None,
            destination: Some(&payout.destination),
            status: payout.status.word(),
            amount: payout.amount,
            currency: &payout.currency,
            capture: None,
            chargeback: None,
        };
        self.emit(kind, &facts, at)
    }

    fn payout(&self, reference: &str) -> Result<Payout, Refusal> {
        let unknown = || Refusal::Unknown { what: "payout", reference: reference.to_owned() };
        self.find_payout(reference)?.ok_or_else(unknown)
    }

    fn find_payout(&self, reference: &str) -> Result<Option<Payout>, Refusal> {
        let mut row = self.tx.prepare_cached(&format!("{PAYOUTS} WHERE reference = ?1"))?;
        Ok(row.query_row([reference], read).optional()?)
    }
}
