//! What may become of a payment, and what is told of it.

use rusqlite::params;

use super::{Choice, NewPayment, Payment, PaymentStatus};
use crate::books::events::{EventData, EventKind};
use crate::books::script::Behaviour;
use crate::books::{Booked, Desk, Outcome, Refusal};

/// What paying would do to a payment as it stands.
pub(super) enum Door {
    /// Capture.
    Open,
    /// Nothing: it was captured, and that counts.
    AlreadyPaid,
}

impl Desk<'_> {
    pub(super) fn create_payment(&self, new: &NewPayment) -> Result<Booked<Payment>, Refusal> {
        let behaviour = self.behaviour(&[&new.reference])?;
        if let Some(was) = self.find_payment(&new.reference)? {
            let same = was.amount == new.amount
                && was.currency == new.currency
                && was.return_url == new.return_url
                && was.expires_at.as_millisecond() == new.expires_at.as_millisecond()
                && was.description == new.description;
            return match same {
                true => Ok(Booked { thing: was, first: false, withheld: false }),
                false => Err(Refusal::ReferenceReused(new.reference.clone())),
            };
        }
        if new.expires_at.as_millisecond() <= self.now {
            return Err(Refusal::Invalid { field: "expires_at", why: "must be in the future" });
        }
        self.tx.execute(
            "INSERT INTO payments
                 (reference, token, status, amount, currency, description, return_url, created_at, expires_at)
             VALUES (?1, ?2, 'created', ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                new.reference,
                self.token(&new.reference),
                new.amount,
                new.currency,
                new.description,
                new.return_url,
                self.now,
                new.expires_at.as_millisecond()
            ],
        )?;
        Ok(Booked {
            thing: self.payment(&new.reference)?,
            first: true,
            withheld: behaviour.outcome == Outcome::TimeoutAfterEffect,
        })
    }

    pub(super) fn choose(&self, reference: &str, choice: Choice) -> Result<Payment, Refusal> {
        let payment = self.payment(reference)?;
        let behaviour = self.behaviour(&[reference])?;
        match choice {
            Choice::Decline => self.decline_if_open(&payment)?,
            Choice::Pay | Choice::Later(_) => self.pay(&payment, choice, behaviour)?,
        }
        self.payment(reference)
    }

    fn pay(&self, payment: &Payment, choice: Choice, behaviour: Behaviour) -> Result<(), Refusal> {
        match door(payment.status, behaviour)? {
            Door::AlreadyPaid => return Ok(()),
            Door::Open => {}
        }
        match (choice, behaviour.outcome) {
            (_, Outcome::Decline) => self.decline(payment),
            (Choice::Later(wait), _) | (_, Outcome::Delay { ms: wait }) => {
                self.capture_at(payment, self.now + wait.ms())
            }
            _ => self.capture(payment, self.now),
        }
    }

    /// Lets a yes that was on its way arrive. Where the payment has closed meanwhile it is lost, as a bank's late
    /// yes to a closed payment is.
    pub(in crate::books) fn capture_if_open(&self, reference: &str, at: i64) -> Result<(), Refusal> {
        let payment = self.payment(reference)?;
        match door(payment.status, self.behaviour(&[reference])?) {
            Ok(Door::Open) => self.capture(&payment, at),
            Ok(Door::AlreadyPaid) | Err(_) => {
                self.set_capture_due(reference, None)?;
                Ok(())
            }
        }
    }

    /// Time is up at `at`, unless the payment has left `created` by then.
    pub(in crate::books) fn expire(&self, reference: &str, at: i64) -> Result<(), Refusal> {
        let changed = self.tx.execute(
            "UPDATE payments SET status = 'expired' WHERE reference = ?1 AND status = 'created'",
            [reference],
        )?;
        if changed == 0 {
            return Ok(());
        }
        self.tell(EventKind::PaymentExpired, &self.payment(reference)?, None, at)
    }

    fn capture_at(&self, payment: &Payment, due: i64) -> Result<(), Refusal> {
        if payment.capture_due.is_none() {
            self.set_capture_due(&payment.reference, Some(due))?;
        }
        Ok(())
    }

    fn capture(&self, payment: &Payment, at: i64) -> Result<(), Refusal> {
        let regret = self.behaviour(&[&payment.reference])?.chargebacks;
        self.tx.execute(
            "INSERT INTO captures (payment, amount, at, regret_due) VALUES (?1, ?2, ?3, ?4)",
            params![payment.reference, payment.amount, at, regret.plan(at)],
        )?;
        let id = self.capture_id(self.tx.last_insert_rowid());
        self.set_status(&payment.reference, PaymentStatus::Captured)?;
        self.tell(EventKind::PaymentCaptured, &self.payment(&payment.reference)?, Some(&id), at)
    }

    fn decline_if_open(&self, payment: &Payment) -> Result<(), Refusal> {
        match payment.status {
            PaymentStatus::Created => self.decline(payment),
            PaymentStatus::Declined => Ok(()),
            PaymentStatus::Captured => Err(Refusal::AlreadyCaptured),
            closed @ (PaymentStatus::Expired | PaymentStatus::Voided) => Err(Refusal::PaymentClosed(closed)),
        }
    }

    fn decline(&self, payment: &Payment) -> Result<(), Refusal> {
        if payment.status == PaymentStatus::Captured {
            // Only a second capture can come here: the bank refuses it, and the first one stands.
            return Ok(());
        }
        self.set_status(&payment.reference, PaymentStatus::Declined)?;
        self.tell(EventKind::PaymentDeclined, &self.payment(&payment.reference)?, None, self.now)
    }

    pub(super) fn void(&self, reference: &str) -> Result<Booked<Payment>, Refusal> {
        let payment = self.payment(reference)?;
        match payment.status {
            PaymentStatus::Captured => Err(Refusal::AlreadyCaptured),
            PaymentStatus::Voided => Ok(Booked { thing: payment, first: false, withheld: false }),
            PaymentStatus::Created | PaymentStatus::Declined | PaymentStatus::Expired => {
                let behaviour = self.behaviour(&[reference])?;
                self.set_status(reference, PaymentStatus::Voided)?;
                let withheld = behaviour.outcome == Outcome::TimeoutAfterEffect;
                Ok(Booked { thing: self.payment(reference)?, first: true, withheld })
            }
        }
    }

    fn tell(
        &self,
        kind: EventKind,
        payment: &Payment,
        capture: Option<&str>,
        at: i64,
    ) -> Result<(), Refusal> {
        let facts = EventData {
            reference: &payment.reference,
            payment: None,
            destination: None,
            status: payment.status.word(),
            amount: payment.amount,
            currency: &payment.currency,
            capture,
            chargeback: None,
        };
        self.emit(kind, &facts, at)
    }
}

/// Whether a payment that stands so can be paid under this script.
pub(super) fn door(status: PaymentStatus, behaviour: Behaviour) -> Result<Door, Refusal> {
    match status {
        PaymentStatus::Created => Ok(Door::Open),
        PaymentStatus::Expired if behaviour.late_payments => Ok(Door::Open),
        PaymentStatus::Captured if behaviour.second_captures => Ok(Door::Open),
        PaymentStatus::Captured => Ok(Door::AlreadyPaid),
        closed => Err(Refusal::PaymentClosed(closed)),
    }
}
