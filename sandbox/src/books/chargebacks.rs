//! Chargebacks: a payer's bank takes a captured payment back, whatever the merchant has refunded of it meanwhile.

use jiff::Timestamp;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::events::{EventData, EventKind};
use super::{Books, Desk, Payment, Refusal, Wait, fields};
use crate::clock;

/// What the payer's bank takes back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewChargeback {
    /// The payment's reference.
    pub reference: String,
    /// Minor units of the payment's currency; all that was captured and not yet charged back when absent.
    #[serde(default)]
    pub amount: Option<i64>,
}

/// Money that a bank took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chargeback {
    /// The gateway's id, unique also between files.
    pub id: String,
    /// Minor units.
    pub amount: i64,
    /// When it was taken.
    #[serde(serialize_with = "clock::write")]
    pub charged_back_at: Timestamp,
}

/// Whether payers' banks take captures back by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Regret {
    /// Only by hand.
    #[default]
    Never,
    /// All of a capture, a while after it.
    Delay {
        /// How long after.
        ms: Wait,
    },
}

impl Regret {
    /// When a capture of `now` is taken back of itself, in milliseconds after 1970.
    pub(super) fn plan(self, now: i64) -> Option<i64> {
        match self {
            Regret::Never => None,
            Regret::Delay { ms } => Some(now + ms.ms()),
        }
    }
}

impl Books {
    /// The payer's bank takes money back. The merchant is told, not asked.
    ///
    /// # Errors
    /// When the payment is unknown, or its chargebacks would come to more than was captured.
    pub fn charge_back(&mut self, new: &NewChargeback, now: Timestamp) -> Result<Payment, Refusal> {
        if let Some(amount) = new.amount {
            fields::amount(amount)?;
        }
        self.act(now, |desk| {
            let payment = desk.payment(&new.reference)?;
            let amount = new.amount.unwrap_or(payment.captured - payment.charged_back);
            let wanted = payment.charged_back + amount;
            if amount == 0 || wanted > payment.captured {
                return Err(Refusal::ChargebackExceedsCapture { wanted, captured: payment.captured });
            }
            desk.charge_back(&payment, amount, desk.now)?;
            desk.payment(&new.reference)
        })
    }
}

impl Desk<'_> {
    /// Takes back a capture whose time has come, as far as that has not been done by hand.
    pub(super) fn regret(&self, reference: &str, seq: i64, at: i64) -> Result<(), Refusal> {
        self.tx.execute("UPDATE captures SET regret_due = NULL WHERE seq = ?1", [seq])?;
        let payment = self.payment(reference)?;
        let amount = payment.amount.min(payment.captured - payment.charged_back);
        if amount > 0 { self.charge_back(&payment, amount, at) } else { Ok(()) }
    }

    fn charge_back(&self, payment: &Payment, amount: i64, at: i64) -> Result<(), Refusal> {
        self.tx.execute(
            "INSERT INTO chargebacks (payment, amount, at) VALUES (?1, ?2, ?3)",
            params![payment.reference, amount, at],
        )?;
        let id = self.chargeback_id(self.tx.last_insert_rowid());
        let facts = EventData {
            reference: &payment.reference,
            payment: None,
            destination: None,
            status: payment.status.word(),
            amount,
            currency: &payment.currency,
            capture: None,
            chargeback: Some(&id),
        };
        self.emit(EventKind::PaymentChargedBack, &facts, at)
    }

    pub(super) fn chargebacks(&self, payment: &str) -> Result<Vec<Chargeback>, Refusal> {
        let mut rows = self
            .tx
            .prepare_cached("SELECT seq, amount, at FROM chargebacks WHERE payment = ?1 ORDER BY seq")?;
        let chargebacks = rows.query_map([payment], |row| {
            Ok(Chargeback {
                id: self.chargeback_id(row.get(0)?),
                amount: row.get(1)?,
                charged_back_at: clock::instant(row.get(2)?)?,
            })
        })?;
        Ok(chargebacks.collect::<Result<_, _>>()?)
    }

    fn chargeback_id(&self, seq: i64) -> String {
        format!("cbk_{:011x}{seq:08x}", self.born)
    }
}
