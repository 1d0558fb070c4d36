//! What the floors above ask of a payment: to begin it, to leave it, to look at it, to try again.

use db::{No, Tx, params, sql};
use kernel::{Account, Cx, Digest, Id, Money, Ref, Refusal, Span, Time, Uid};
use process::{Life, step};
use serde::{Deserialize, Serialize};

use super::jobs::Look;
use super::{Books, LOOK, Payment, PaymentEvent, PaymentState, Role, WaiterState, Waiting};
use crate::Gateways;

sql! {
    OF_WAITER = "SELECT payment FROM payment_waiter WHERE id = $1 AND kind = $2 AND state = 'waits' ORDER BY payment";
}

/// What the operator decides about payments and payouts.
#[derive(Clone, PartialEq, Debug)]
pub struct Terms {
    /// An open payment is asked for this often, so that lost webhooks lose nothing (F09).
    pub look_every: Span,
    /// The least that is sent to a shop, by currency; any amount in a currency that is not named.
    pub least_payout: Vec<Money>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { look_every: Span::minutes(2), least_payout: Vec::new() }
    }
}

/// Who is told when a payment is there: the kind of job for each kind of thing (the prefix of its id). A waiter
/// leaves its address only, so that payments know nothing of orders.
#[derive(Clone, Debug, Default)]
pub struct Waiters(pub Vec<(&'static str, &'static str)>);

impl Waiters {
    fn job(&self, to: &Ref) -> Option<&'static str> {
        self.0.iter().find(|(prefix, _)| *prefix == to.kind).map(|(_, job)| *job)
    }
}

/// What a waiter's job is given; its subject is the waiter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Paid {
    /// Which payment.
    pub payment: Id<Payment>,
    /// The waiter's own part; it lies in `clearing/<checkout>`.
    pub amount: Money,
    /// Whether the payment had expired, been voided or closed before: the waiter may have gone on without it.
    pub late: bool,
}

/// Somebody who waits for a part of the money.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiter {
    /// Its address.
    pub to: Ref,
    /// Its part.
    pub amount: Money,
}

/// A payment to begin.
#[derive(Clone, PartialEq, Debug)]
pub struct New {
    /// Made by the caller.
    pub payment: Id<Payment>,
    /// Whose clearing purse the money comes to.
    pub checkout: Uid,
    /// The buyer, if signed in.
    pub account: Option<Id<Account>>,
    /// The buyer's secret, hashed, if a guest.
    pub guest: Option<Digest>,
    /// The gateway's name.
    pub gateway: String,
    /// The sum of the waiters' parts.
    pub amount: Money,
    /// Who is told.
    pub waiters: Vec<Waiter>,
    /// No payment from this instant on.
    pub expires_at: Time,
    /// Where the payer is sent afterwards.
    pub return_url: String,
}

/// Begins a payment, in the command that makes its waiters: a new family, so the caller may hold another.
///
/// # Errors
/// `no_gateway`; `not_wired` if a waiter is of a kind that nobody tells; `split` if the parts are not the whole.
pub fn begin(tx: &mut Tx, cx: &Cx, new: New) -> Result<(), No> {
    if cx.wired::<Gateways>()?.get(&new.gateway).is_none() {
        let known = cx.wired::<Gateways>()?.0.iter().map(|gateway| gateway.name());
        let detail = "This market has no such way to pay; nothing was changed.";
        return Err(Refusal::field("/method", "no_gateway", detail).allowing(known).into());
    }
    let told = cx.wired::<Waiters>()?;
    if let Some(waiter) = new.waiters.iter().find(|waiter| told.job(&waiter.to).is_none()) {
        let detail = format!("Nobody would tell {} of its money; nothing was changed.", waiter.to);
        return Err(Refusal::new(kernel::RefusalKind::Unavailable, "not_wired", detail).into());
    }
    let zero = Money::zero(new.amount.currency);
    let sum = new.waiters.iter().try_fold(zero, |sum, waiter| sum.plus(waiter.amount));
    if new.amount.amount <= 0 || sum != Ok(new.amount) || new.waiters.iter().any(|w| w.amount.amount <= 0) {
        let detail = "The parts of a payment are not its whole; nothing was changed.";
        return Err(Refusal::invalid("split", detail).into());
    }
    let waiters = new.waiters.into_iter().map(|Waiter { to, amount }| Waiting {
        to,
        amount: amount.amount,
        state: WaiterState::Waits,
    });
    let payment = Payment {
        life: Life::new(new.payment, PaymentState::Created, cx.now),
        checkout: new.checkout,
        account: new.account,
        guest: new.guest,
        gateway: new.gateway,
        amount: new.amount,
        return_url: new.return_url,
        begun_at: cx.now,
        expires_at: new.expires_at,
        attempt: 1,
        hosted_url: None,
        waiters: waiters.collect(),
        captures: Vec::new(),
    };
    let books = Books { payment, refunds: Vec::new() };
    runner::found(tx, cx, new.payment.uid(), books, |_, books, at, plan| books.start(at, plan))
}

/// Tells every waiter of the money, whether it still waits or not.
pub(super) fn tell(tx: &mut Tx, cx: &Cx, payment: &Payment, late: bool) -> Result<(), No> {
    let told = cx.wired::<Waiters>()?;
    for waiting in &payment.waiters {
        let job = told.job(&waiting.to).ok_or_else(|| {
            db::Broken::Stored(format!("nobody is wired to tell {} of its money", waiting.to))
        })?;
        let amount = Money::new(waiting.amount, payment.amount.currency);
        let paid = Paid { payment: payment.life.id, amount, late };
        jobs::enqueue(tx, cx, jobs::New { subject: waiting.to.clone(), ..jobs::New::of(job, &paid) })?;
    }
    Ok(())
}

/// A waiter wants the money no longer. When none is left, the payment is closed at the gateway. What was captured
/// before, or comes all the same, is told to every waiter. A caller that holds another family leaves the job
/// [`crate::UNWANTED`] about the waiter instead.
///
/// # Errors
/// No such payment; what broke.
pub fn unwanted(tx: &mut Tx, cx: &Cx, payment: Id<Payment>, waiter: &Ref) -> Result<(), No> {
    runner::run::<Books, _>(tx, cx, payment.uid(), |_, books, at, plan| {
        let waits = |waiting: &&mut Waiting| waiting.to == *waiter && waiting.state == WaiterState::Waits;
        if let Some(waiting) = books.payment.waiters.iter_mut().find(waits) {
            waiting.state = WaiterState::Left;
            // A no is the table's: somebody still waits, or there is nothing open any more.
            let _ = step::<Payment>(books, payment, PaymentEvent::Leave, &[Role::Engine], at, plan);
        }
        Ok(())
    })
}

/// The payments that this thing waits for.
pub(super) fn of_waiter(rx: &mut db::Rx, _: &Cx, waiter: &Ref) -> Result<Vec<Id<Payment>>, No> {
    Ok(rx.all(&OF_WAITER, &params![waiter.id, waiter.kind.clone()])?)
}

/// Asks the gateway how a payment stands, by a job: the buyer came back from its page. Asked often within five
/// seconds, it is asked once.
///
/// # Errors
/// What broke.
pub fn look(tx: &mut Tx, cx: &Cx, payment: Id<Payment>) -> Result<(), No> {
    let key = format!("{payment}:{}", cx.now.seconds() / 5);
    let look = Look { attempt: None, round: None };
    let new = jobs::New { subject: payment.address(), key: Some(&key), ..jobs::New::of(LOOK, &look) };
    jobs::enqueue(tx, cx, new)?;
    Ok(())
}

/// Opens a declined payment once more, under a reference of its own.
///
/// # Errors
/// `not_now` unless it was declined; `too_many_tries`.
pub fn try_again(tx: &mut Tx, cx: &Cx, payment: Id<Payment>) -> Result<(), No> {
    runner::run::<Books, _>(tx, cx, payment.uid(), |_, books, at, plan| {
        if books.payment.life.state == PaymentState::Declined {
            books.payment.attempt += 1;
            books.payment.hosted_url = None;
        }
        step::<Payment>(books, payment, PaymentEvent::TryAgain, &[Role::Buyer], at, plan)
            .map_err(Refusal::from)?;
        Ok(())
    })
}
