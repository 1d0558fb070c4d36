//! What the floors above ask of a payment: to begin it, to leave it, to look at it, to try again.

use db::{No, Tx, params, sql};
use kernel::{Account, Cx, Digest, Id, Money, Ref, Refusal, Span, Time, Uid};
use process::{Life, step};
use serde::{Deserialize, Serialize};

use super::chargeback::Bearing;
use super::jobs::Look;
use super::{Books, LOOK, Payment, PaymentEvent, PaymentState, Role, WaiterState, Waiting};
use crate::Gateways;

sql! {
    CHARGED = "SELECT charged FROM payment_waiter WHERE payment = $1 AND id = $2 AND kind = $3";
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

/// Who is told when a payment is there, and when a payer's bank took money back: two kinds of job for each kind of
/// thing (the prefix of its id). A waiter leaves its address only, so that payments know nothing of orders.
#[derive(Clone, Debug, Default)]
pub struct Waiters(pub Vec<Told>);

/// The jobs that tell one kind of waiter.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The prefix of the waiter's id.
    pub prefix: &'static str,
    /// Of the money; its payload is [`Paid`].
    pub paid: &'static str,
    /// That it has to bear more of what a bank took: it asks [`charged`] how much in all.
    pub charged: &'static str,
}

impl Waiters {
    fn of(&self, to: &Ref) -> Option<Told> {
        self.0.iter().find(|told| told.prefix == to.kind).copied()
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
    if let Some(waiter) = new.waiters.iter().find(|waiter| told.of(&waiter.to).is_none()) {
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
        charged: 0,
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
        chargebacks: Vec::new(),
        lost: 0,
        bearing: Bearing::default(),
    };
    let books = Books { payment, refunds: Vec::new() };
    runner::found(tx, cx, new.payment.uid(), books, |_, books, at, plan| books.start(at, plan))
}

/// Tells every waiter of the money, whether it still waits or not.
pub(super) fn tell(tx: &mut Tx, cx: &Cx, payment: &Payment, late: bool) -> Result<(), No> {
    for waiting in &payment.waiters {
        let job = told(cx, &waiting.to)?.paid;
        let amount = Money::new(waiting.amount, payment.amount.currency);
        let paid = Paid { payment: payment.life.id, amount, late };
        jobs::enqueue(tx, cx, jobs::New { subject: waiting.to.clone(), ..jobs::New::of(job, &paid) })?;
    }
    Ok(())
}

/// Tells each waiter that has to bear more than before.
pub(super) fn tell_charged(tx: &mut Tx, cx: &Cx, before: &[Waiting], payment: &Payment) -> Result<(), No> {
    let grown = payment.waiters.iter().zip(before).filter(|(now, then)| now.charged > then.charged);
    for (waiting, _) in grown {
        let job = told(cx, &waiting.to)?.charged;
        jobs::enqueue(tx, cx, jobs::New { subject: waiting.to.clone(), ..jobs::New::of(job, &()) })?;
    }
    Ok(())
}

fn told(cx: &Cx, to: &Ref) -> Result<Told, No> {
    let nobody = || db::Broken::Stored(format!("nobody is wired to tell {to} of its money"));
    Ok(cx.wired::<Waiters>()?.of(to).ok_or_else(nobody)?)
}

/// What a waiter has to bear in all of what payers' banks took back: it never shrinks. A waiter that asks under its own
/// lock, when it hears of its money and when it is told, misses nothing.
///
/// # Errors
/// What broke.
pub fn charged(rx: &mut db::Rx, payment: Id<Payment>, waiter: &Ref) -> Result<i64, No> {
    Ok(rx.opt(&CHARGED, &params![payment, waiter.id, waiter.kind.clone()])?.unwrap_or(0))
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
