//! Refunds: money given back, never more than was captured.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::events::{EventData, EventKind};
use super::{Booked, Books, Desk, Ending, Refusal, Verdict, fields};
use crate::clock;

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// Neither gone nor refused; its amount is spoken for.
    Pending,
    /// The money went back.
    Succeeded,
    /// It did not; its amount can be refunded again.
    Failed,
}

impl RefundStatus {
    /// The status as the contract and the file write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

impl ToSql for RefundStatus {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for RefundStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<RefundStatus> {
        let word = value.as_str()?;
        let all = [Self::Pending, Self::Succeeded, Self::Failed];
        all.into_iter().find(|status| status.word() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// What a merchant asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRefund {
    /// The merchant's own id, and the idempotency key.
    pub reference: String,
    /// The payment's reference.
    pub payment: String,
    /// Minor units of the payment's currency.
    pub amount: i64,
}

/// A refund as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refund {
    /// The merchant's own id.
    pub reference: String,
    /// The payment's reference.
    pub payment: String,
    /// Minor units.
    pub amount: i64,
    /// The payment's currency.
    pub currency: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// When it was asked for.
    #[serde(serialize_with = "clock::write")]
    pub created_at: Timestamp,
    /// When it ended.
    #[serde(serialize_with = "clock::write_if_any")]
    pub settled_at: Option<Timestamp>,
}

/// Every refund with its payment's currency; the callers add their `WHERE` or `ORDER BY`.
pub(super) const REFUNDS: &str = "
    SELECT r.reference, r.payment, r.amount, p.currency, r.status, r.created_at, r.settled_at
      FROM refunds r JOIN payments p ON p.reference = r.payment";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Refund> {
    Ok(Refund {
        reference: row.get(0)?,
        payment: row.get(1)?,
        amount: row.get(2)?,
        currency: row.get(3)?,
        status: row.get(4)?,
        created_at: clock::instant(row.get(5)?)?,
        settled_at: row.get::<_, Option<i64>>(6)?.map(clock::instant).transpose()?,
    })
}

impl Books {
    /// Books a refund, or finds it when the same was booked before.
    ///
    /// # Errors
    /// When a field is not allowed, the payment is unknown, the reference is used, or the payment's succeeded and
    /// pending refunds would exceed what was captured.
    pub fn create_refund(&mut self, new: &NewRefund, now: Timestamp) -> Result<Booked<Refund>, Refusal> {
        fields::reference("reference", &new.reference)?;
        fields::amount(new.amount)?;
        self.act(now, |desk| desk.create_refund(new))
    }

    /// A refund as it stands.
    ///
    /// # Errors
    /// When there is none of this reference.
    pub fn refund(&mut self, reference: &str, now: Timestamp) -> Result<Refund, Refusal> {
        self.act(now, |desk| desk.refund(reference))
    }

    /// Ends a pending refund by hand.
    ///
    /// # Errors
    /// When there is none of this reference, or it has ended.
    pub fn settle_refund(
        &mut self,
        reference: &str,
        verdict: Verdict,
        now: Timestamp,
    ) -> Result<Refund, Refusal> {
        self.act(now, |desk| {
            match desk.refund(reference)?.status {
                RefundStatus::Pending => desk.end_refund(reference, verdict, desk.now)?,
                _ => return Err(Refusal::AlreadySettled(reference.to_owned())),
            }
            desk.refund(reference)
        })
    }
}

impl Desk<'_> {
    fn create_refund(&self, new: &NewRefund) -> Result<Booked<Refund>, Refusal> {
        if let Some(was) = self.find_refund(&new.reference)? {
            return match was.payment == new.payment && was.amount == new.amount {
                true => Ok(Booked { thing: was, first: false, withheld: false }),
                false => Err(Refusal::ReferenceReused(new.reference.clone())),
            };
        }
        let payment = self.payment(&new.payment)?;
        let wanted = payment.refunded + payment.refund_pending + payment.charged_back + new.amount;
        if wanted > payment.captured {
            return Err(Refusal::ExceedsCapture { wanted, captured: payment.captured });
        }
        let ending = self.behaviour(&[&new.reference, &new.payment])?.refunds;
        let plan = ending.plan(self.now);
        self.tx.execute(
            "INSERT INTO refunds (reference, payment, amount, status, created_at, settle_due, verdict)
             VALUES (?1, ?2, ?3, 'pending', ?4, ?5, ?6)",
            params![
                new.reference,
                new.payment,
                new.amount,
                self.now,
                plan.map(|(due, _)| due),
                plan.map(|(_, verdict)| verdict)
            ],
        )?;
        if let Some((due, verdict)) = plan
            && due <= self.now
        {
            self.end_refund(&new.reference, verdict, due)?;
        }
        Ok(Booked {
            thing: self.refund(&new.reference)?,
            first: true,
            withheld: ending == Ending::TimeoutAfterEffect,
        })
    }

    /// A pending refund ends at `at`; one that has ended stays as it is.
    pub(super) fn end_refund(&self, reference: &str, verdict: Verdict, at: i64) -> Result<(), Refusal> {
        let (status, kind) = match verdict {
            Verdict::Succeed => (RefundStatus::Succeeded, EventKind::RefundSucceeded),
            Verdict::Fail => (RefundStatus::Failed, EventKind::RefundFailed),
        };
        let changed = self.tx.execute(
            "UPDATE refunds SET status = ?2, settled_at = ?3 WHERE reference = ?1 AND status = 'pending'",
            params![reference, status, at],
        )?;
        if changed == 0 {
            return Ok(());
        }
        let refund = self.refund(reference)?;
        let facts = EventData {
            reference,
            payment: Some(&refund.payment),
            destination: None,
            status: refund.status.word(),
            amount: refund.amount,
            currency: &refund.currency,
            capture: None,
            chargeback: None,
        };
        self.emit(kind, &facts, at)
    }

    fn refund(&self, reference: &str) -> Result<Refund, Refusal> {
        let unknown = || Refusal::Unknown { what: "refund", reference: reference.to_owned() };
        self.find_refund(reference)?.ok_or_else(unknown)
    }

    fn find_refund(&self, reference: &str) -> Result<Option<Refund>, Refusal> {
        let mut row = self.tx.prepare_cached(&format!("{REFUNDS} WHERE r.reference = ?1"))?;
        Ok(row.query_row([reference], read).optional()?)
    }
}
