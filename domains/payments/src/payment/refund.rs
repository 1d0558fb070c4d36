//! Giving money back: what the floors above ask, and the job that asks the gateway.

use db::{Broken, No, Rx, Tx, params, row, sql};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Actor, Currency, Cx, Id, Money, Ref, Refusal, Time};
use process::{Process as _, Words as _, step};

use super::begin::{Terms, tell_charged};
use super::{Books, Payment, REFUND, Refund, RefundEvent, RefundState, Role};
use crate::outside::{ask, asking};
use crate::reference::numbered;
use crate::{MoveStatus, NewRefund, Trouble};

sql! {
    BRIEF = "SELECT refund.payment, refund.attempt, refund.amount - refund.withheld - refund.cut, payment.currency, payment.gateway,
            refund.failures, refund.state, refund.version, refund.since
        FROM refund JOIN payment ON payment.id = refund.payment WHERE refund.id = $1";
    PAYMENT = "SELECT payment FROM refund WHERE id = $1";
    STANDS = "SELECT state, since FROM refund WHERE id = $1";
}

pub(crate) const SENDING: Kind = asking(REFUND, sending);

/// Money to give back.
#[derive(Clone, PartialEq, Debug)]
pub struct GiveBack {
    /// Of which payment.
    pub payment: Id<Payment>,
    /// Whose money it is: the waiter's address.
    pub waiter: Ref,
    /// Made by the caller before its first try; the same again is no second refund.
    pub refund: Id<Refund>,
    /// How much; it lies in the checkout's clearing purse until the gateway says that it has arrived.
    pub amount: Money,
    /// Why, as a stable word.
    pub why: &'static str,
}

/// Promises a waiter's money back, less what a payer's bank has taken of it: `clearing → gateway` is posted when the gateway says that it is done. It locks the payment,
/// so an order calls it from a job.
///
/// # Errors
/// `exceeds_capture` if all refunds together would be more than was captured; nothing was changed.
pub fn refund(tx: &mut Tx, cx: &Cx, ask: &GiveBack) -> Result<(), No> {
    runner::run::<Books, _>(tx, cx, ask.payment.uid(), |_, books, at, plan| {
        if ask.amount.currency != books.payment.amount.currency {
            let detail = "A payment is given back in its own currency; nothing was changed.";
            return Err(Refusal::field("/amount/currency", "currency", detail).into());
        }
        books.give_back(ask.refund, &ask.waiter, ask.amount.amount, ask.why, at, plan)
    })
}

/// Where a refund stands and since when, if it was asked for. Whose it is, is for the caller to know.
///
/// # Errors
/// What broke in the database.
pub fn refund_stands(rx: &mut Rx, id: Id<Refund>) -> Result<Option<(RefundState, Time)>, Broken> {
    let Some((state, since)) = rx.opt::<(String, Time)>(&STANDS, &params![id])? else { return Ok(None) };
    let state = RefundState::parse(&state).map_err(|word| Broken::Stored(word.to_string()))?;
    Ok(Some((state, since)))
}

/// Lets a parked refund be tried again, by staff who looked at the gateway.
pub(super) fn revive(tx: &mut Tx, cx: &Cx, id: &Id<Refund>) -> Result<(), No> {
    let payment = tx.opt::<Id<Payment>>(&PAYMENT, &params![*id])?;
    let payment = payment.ok_or_else(|| Refusal::missing(Refund::NAME))?;
    runner::run::<Books, _>(tx, cx, payment.uid(), |_, books, at, plan| {
        step::<Refund>(books, *id, RefundEvent::Revive, &[Role::Staff], at, plan).map_err(Refusal::from)?;
        Ok(())
    })
}

/// What a job needs to know of a refund before it asks.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    payment: Id<Payment>,
    attempt: i64,
    amount: i64,
    currency: Currency,
    pub gateway: String,
    failures: i64,
    state: String,
    version: i64,
    since: Time,
}
row!(Brief { payment, attempt, amount, currency, gateway, failures, state, version, since });

pub(crate) fn brief(rx: &mut Rx, _: &Cx, id: &Id<Refund>) -> Result<Option<Brief>, No> {
    Ok(rx.opt(&BRIEF, &params![*id])?)
}

fn sending(job: JobCx) -> Running {
    Box::pin(async move {
        let id = job.subject::<Refund>()?;
        let round = job.payload::<Option<u32>>()?.unwrap_or(0);
        let brief = job.db.read(&Actor::Engine, id, brief).await?;
        let Some(brief) = brief else { return Err(Retry::never("there is no such refund")) };
        let state = RefundState::parse(&brief.state).map_err(Retry::never)?;
        if !matches!(state, RefundState::Asked | RefundState::Pending) {
            return job.finish().await;
        }
        let new = NewRefund {
            reference: numbered(id, brief.failures + 1),
            payment: numbered(brief.payment, brief.attempt),
            amount: Money::new(brief.amount, brief.currency),
        };
        let fresh = job.attempt == 1 && brief.version == 0;
        let answer = ask(&job, &brief.gateway, brief.since, move |gateway| {
            match if fresh { Err(Trouble::Missing) } else { gateway.refund_status(&new.reference) } {
                Err(Trouble::Missing) if state == RefundState::Asked => gateway.refund(&new),
                known => known,
            }
        });
        let status = match answer.await? {
            Ok(status) => status,
            Err(Trouble::Refused(_)) => MoveStatus::Failed,
            Err(_) => return Err(Retry::later("the gateway forgot a refund it had accepted")),
        };
        let saved = Saved { lease: job.lease, refund: id, tried: brief.failures + 1, status, round };
        Ok(job.db.write(&Actor::Engine, saved, save).await?)
    })
}

struct Saved {
    lease: Lease,
    refund: Id<Refund>,
    tried: i64,
    status: MoveStatus,
    round: u32,
}

fn save(tx: &mut Tx, cx: &Cx, saved: &Saved) -> Result<Done, No> {
    let done = saved.lease.finish(tx, cx)?;
    if apply(tx, cx, saved.refund, saved.tried, saved.status)? {
        // A bank may take days: each wait is twice the last, up to 64 times the usual.
        let every = cx.wired::<Terms>()?.look_every.micros() << saved.round.min(6);
        let again = Some(saved.round.saturating_add(1));
        let new = jobs::New {
            subject: saved.refund.address(),
            run_at: Some(cx.now + kernel::Span::from_micros(every)),
            ..jobs::New::of(REFUND, &again)
        };
        jobs::enqueue(tx, cx, new)?;
    }
    Ok(done)
}

/// Applies what was fetched about one try of a refund. Answers whether it is on its way, so that it must be asked
/// for again.
pub(crate) fn apply(
    tx: &mut Tx,
    cx: &Cx,
    id: Id<Refund>,
    tried: i64,
    status: MoveStatus,
) -> Result<bool, No> {
    let payment = tx.opt::<Id<Payment>>(&PAYMENT, &params![id])?;
    let payment = payment.ok_or_else(|| Refusal::missing(Refund::NAME))?;
    runner::run::<Books, _>(tx, cx, payment.uid(), |tx, books, at, plan| {
        let before = books.payment.waiters.clone();
        let pending = books.hear_refund(id, tried, status, at, plan)?;
        tell_charged(tx, cx, &before, &books.payment)?;
        Ok(pending)
    })
}
