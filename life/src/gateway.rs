//! The practice gateway stepped in this process, at the market's own instants: the same books that its server keeps.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::HeaderMap;
use jiff::Timestamp;
use kernel::clock::{Clock, Manual};
use kernel::{Id, Time};
use payments::{
    Capture, Chargeback, Event, Forged, Gateway, MoveStatus, NewPayment, NewPayout, NewRefund, Payment, Seen,
    SeenStatus, Trouble,
};
use sandbox::{Books, Choice, NewChargeback, PaymentStatus, PayoutStatus, RefundStatus, Refusal};

/// A gateway whose payers do what they are told.
pub struct Practice {
    books: Mutex<Books>,
    clock: Arc<Manual>,
    /// What its hosted pages' addresses begin with.
    url: String,
}

impl Practice {
    /// Over these books, at the hours of this clock; `url` is where its pages will be once it serves them.
    pub fn new(books: Books, clock: Arc<Manual>, url: impl Into<String>) -> Self {
        Self { books: Mutex::new(books), clock, url: url.into() }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        // A panic leaves no act half-booked: its transaction is gone.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        timestamp(self.clock.now())
    }

    fn seen(&self, payment: sandbox::Payment) -> Seen {
        let status = match payment.status {
            PaymentStatus::Created => SeenStatus::Open,
            PaymentStatus::Captured => SeenStatus::Captured,
            PaymentStatus::Declined => SeenStatus::Declined,
            PaymentStatus::Expired => SeenStatus::Expired,
            PaymentStatus::Voided => SeenStatus::Voided,
        };
        let captures = payment.captures.into_iter().map(|made| Capture { id: made.id, amount: made.amount });
        let back =
            payment.chargebacks.into_iter().map(|made| Chargeback { id: made.id, amount: made.amount });
        Seen {
            status,
            hosted_url: format!("{}/pay/{}", self.url, payment.token),
            captures: captures.collect(),
            chargebacks: back.collect(),
        }
    }

    /// What a payer does on the page of an attempt, counted from one; answers whether it could be done.
    ///
    /// # Errors
    /// The gateway's file cannot be used.
    pub(crate) fn choose(&self, payment: Id<Payment>, attempt: u8, choice: Choice) -> Result<bool, Trouble> {
        let reference = reference(payment, attempt);
        could(self.books().choose(&reference, choice, self.now()))
    }

    /// The payer's bank takes all of an attempt's money back; answers whether there was any.
    ///
    /// # Errors
    /// The gateway's file cannot be used.
    pub(crate) fn charge_back(&self, payment: Id<Payment>, attempt: u8) -> Result<bool, Trouble> {
        let new = NewChargeback { reference: reference(payment, attempt), amount: None };
        could(self.books().charge_back(&new, self.now()))
    }

    /// Saves what it has booked, for the gateway that goes on as a server.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn rest(&self) -> Result<(), Refusal> {
        self.books().rest(self.now())
    }
}

/// What the market calls an attempt at the gateway.
fn reference(payment: Id<Payment>, attempt: u8) -> String {
    if attempt <= 1 { payment.to_string() } else { format!("{payment}.{attempt}") }
}

fn could<T>(answer: Result<T, Refusal>) -> Result<bool, Trouble> {
    match answer {
        Ok(_) => Ok(true),
        Err(Refusal::Broken(why)) => Err(Trouble::Unknown(why.to_string())),
        Err(_) => Ok(false),
    }
}

fn timestamp(at: Time) -> Timestamp {
    Timestamp::from_microsecond(at.micros()).unwrap_or(Timestamp::MAX)
}

fn trouble(refusal: Refusal) -> Trouble {
    match refusal {
        Refusal::Unknown { .. } => Trouble::Missing,
        Refusal::Broken(why) => Trouble::Unknown(why.to_string()),
        no => Trouble::Refused(no.to_string()),
    }
}

impl Gateway for Practice {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn create(&self, new: &NewPayment) -> Result<Seen, Trouble> {
        let new = sandbox::NewPayment {
            reference: new.reference.clone(),
            amount: new.amount.amount,
            currency: new.amount.currency.code().into(),
            return_url: new.return_url.clone(),
            expires_at: timestamp(new.expires_at),
            description: None,
        };
        let booked = self.books().create_payment(&new, self.now()).map_err(trouble)?;
        Ok(self.seen(booked.thing))
    }

    fn payment(&self, reference: &str) -> Result<Seen, Trouble> {
        let payment = self.books().payment(reference, self.now()).map_err(trouble)?;
        Ok(self.seen(payment))
    }

    fn void(&self, reference: &str) -> Result<Seen, Trouble> {
        let voided = self.books().void(reference, self.now());
        match voided {
            Ok(booked) => Ok(self.seen(booked.thing)),
            Err(Refusal::AlreadyCaptured) => self.payment(reference),
            Err(no) => Err(trouble(no)),
        }
    }

    fn refund(&self, new: &NewRefund) -> Result<MoveStatus, Trouble> {
        let new = sandbox::NewRefund {
            reference: new.reference.clone(),
            payment: new.payment.clone(),
            amount: new.amount.amount,
        };
        let booked = self.books().create_refund(&new, self.now()).map_err(trouble)?;
        Ok(refunded(booked.thing.status))
    }

    fn refund_status(&self, reference: &str) -> Result<MoveStatus, Trouble> {
        let refund = self.books().refund(reference, self.now()).map_err(trouble)?;
        Ok(refunded(refund.status))
    }

    fn payout(&self, new: &NewPayout) -> Result<MoveStatus, Trouble> {
        let new = sandbox::NewPayout {
            reference: new.reference.clone(),
            destination: new.destination.clone(),
            amount: new.amount.amount,
            currency: new.amount.currency.code().into(),
        };
        let booked = self.books().create_payout(&new, self.now()).map_err(trouble)?;
        Ok(paid_out(booked.thing.status))
    }

    fn payout_status(&self, reference: &str) -> Result<MoveStatus, Trouble> {
        let payout = self.books().payout(reference, self.now()).map_err(trouble)?;
        Ok(paid_out(payout.status))
    }

    /// Nobody sends webhooks inside one process.
    fn hear(&self, _: &HeaderMap, _: &[u8], _: Time) -> Result<Option<Event>, Forged> {
        Err(Forged)
    }
}

fn refunded(status: RefundStatus) -> MoveStatus {
    match status {
        RefundStatus::Pending => MoveStatus::Pending,
        RefundStatus::Succeeded => MoveStatus::Settled,
        RefundStatus::Failed => MoveStatus::Failed,
    }
}

fn paid_out(status: PayoutStatus) -> MoveStatus {
    match status {
        PayoutStatus::Pending => MoveStatus::Pending,
        PayoutStatus::Paid => MoveStatus::Settled,
        PayoutStatus::Failed => MoveStatus::Failed,
    }
}
