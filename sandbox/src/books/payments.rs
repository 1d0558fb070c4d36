//! Payments: created by the merchant, paid or declined by the payer, voided by the merchant, expired by time.

mod rows;
mod rules;

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

use super::{Booked, Books, Chargeback, Refusal, Wait, fields};
use crate::clock;
use rules::{Door, door};

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Waits for the payer.
    Created,
    /// The whole amount was taken.
    Captured,
    /// The payer or the bank said no.
    Declined,
    /// Nobody paid in time.
    Expired,
    /// The merchant closed it.
    Voided,
}

impl PaymentStatus {
    const ALL: [PaymentStatus; 5] =
        [Self::Created, Self::Captured, Self::Declined, Self::Expired, Self::Voided];

    /// The status as the contract and the file write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Captured => "captured",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Voided => "voided",
        }
    }
}

impl ToSql for PaymentStatus {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for PaymentStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<PaymentStatus> {
        let word = value.as_str()?;
        PaymentStatus::ALL.into_iter().find(|status| status.word() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// What a merchant asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPayment {
    /// The merchant's own id, and the idempotency key.
    pub reference: String,
    /// Minor units.
    pub amount: i64,
    /// Three capital letters.
    pub currency: String,
    /// Where the payer's browser goes afterwards.
    pub return_url: String,
    /// From this instant on the payment cannot be paid.
    #[serde(deserialize_with = "clock::read")]
    pub expires_at: Timestamp,
    /// What the page tells the payer.
    #[serde(default)]
    pub description: Option<String>,
}

/// A payment as it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Payment {
    /// The merchant's own id.
    pub reference: String,
    /// Where it stands.
    pub status: PaymentStatus,
    /// Minor units.
    pub amount: i64,
    /// Three capital letters.
    pub currency: String,
    /// What the page tells the payer.
    pub description: Option<String>,
    /// Where the payer's browser goes afterwards.
    pub return_url: String,
    /// When it was asked for.
    #[serde(serialize_with = "clock::write")]
    pub created_at: Timestamp,
    /// From this instant on it cannot be paid.
    #[serde(serialize_with = "clock::write")]
    pub expires_at: Timestamp,
    /// What was taken, in the order of taking; more than one only where second captures are scripted.
    pub captures: Vec<Capture>,
    /// The sum of the captures, in minor units.
    pub captured: i64,
    /// The sum of succeeded refunds, in minor units.
    pub refunded: i64,
    /// The sum of pending refunds, in minor units.
    pub refund_pending: i64,
    /// What the payer's bank took back, in the order of taking.
    pub chargebacks: Vec<Chargeback>,
    /// The sum of the chargebacks, in minor units.
    pub charged_back: i64,
    /// The secret end of the hosted page's address.
    #[serde(skip)]
    pub token: String,
    /// When a payer's yes that is on its way arrives.
    #[serde(skip)]
    pub capture_due: Option<Timestamp>,
}

/// Money taken once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capture {
    /// The gateway's id, unique also between files.
    pub id: String,
    /// Minor units.
    pub amount: i64,
    /// When it was taken.
    #[serde(serialize_with = "clock::write")]
    pub captured_at: Timestamp,
}

/// What the hosted page has to know.
#[derive(Debug, Clone, PartialEq)]
pub struct PayerView {
    /// The payment as it stands.
    pub payment: Payment,
    /// Whether choosing to pay would do anything: it is open, or the script leaves it open.
    pub payable: bool,
}

/// What the payer can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Pay now.
    Pay,
    /// Do not pay.
    Decline,
    /// Pay, but let the money arrive a while later.
    Later(Wait),
}

impl Books {
    /// Books a payment, or finds it when the same was booked before.
    ///
    /// # Errors
    /// When a field is not allowed, the payment would already be expired, or the reference is used.
    pub fn create_payment(&mut self, new: &NewPayment, now: Timestamp) -> Result<Booked<Payment>, Refusal> {
        fields::reference("reference", &new.reference)?;
        fields::amount(new.amount)?;
        fields::currency(&new.currency)?;
        fields::return_url(&new.return_url)?;
        if let Some(description) = &new.description {
            fields::words("description", description)?;
        }
        self.act(now, |desk| desk.create_payment(new))
    }

    /// A payment as it stands.
    ///
    /// # Errors
    /// When there is none of this reference.
    pub fn payment(&mut self, reference: &str, now: Timestamp) -> Result<Payment, Refusal> {
        self.act(now, |desk| desk.payment(reference))
    }

    /// What the hosted page shows whose address ends in this token.
    ///
    /// # Errors
    /// When there is none.
    pub fn payer_view(&mut self, token: &str, now: Timestamp) -> Result<PayerView, Refusal> {
        self.act(now, |desk| {
            let payment = desk.payment(&desk.reference_of(token)?)?;
            let behaviour = desk.behaviour(&[&payment.reference])?;
            let open = matches!(door(payment.status, behaviour), Ok(Door::Open));
            Ok(PayerView { payable: open && payment.capture_due.is_none(), payment })
        })
    }

    /// The payer chose. Paying again captures nothing more, unless second captures are scripted.
    ///
    /// # Errors
    /// When the payment can no longer be paid, or is declined after it was captured.
    pub fn choose(&mut self, reference: &str, choice: Choice, now: Timestamp) -> Result<Payment, Refusal> {
        self.act(now, |desk| desk.choose(reference, choice))
    }

    /// Closes a payment: afterwards no capture can follow.
    ///
    /// # Errors
    /// When it was captured.
    pub fn void(&mut self, reference: &str, now: Timestamp) -> Result<Booked<Payment>, Refusal> {
        self.act(now, |desk| desk.void(reference))
    }
}
