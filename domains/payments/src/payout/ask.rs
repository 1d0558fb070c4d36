//! Asking for a payout, and the job that asks the gateway.

use db::{No, Rx, Tx, params, row, sql};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Actor, Currency, Cx, Id, Money, Refusal, Time, Uid};
use ledger::kind;
use process::{Life, Purse, Words as _, step};

use super::destination::usable;
use super::{Owed, Payout, PayoutEvent, PayoutRole, PayoutState, SEND, heard};
use crate::outside::{ask, asking};
use crate::payment::begin::Terms;
use crate::{MoveStatus, NewPayout, Trouble};

sql! {
    BRIEF = "SELECT gateway, destination, amount, currency, state, version, since FROM payout WHERE id = $1";
}

pub(crate) const SENDING: Kind = asking(SEND, sending);

/// A payout to be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    /// Whose money.
    pub shop: Uid,
    /// Made by the caller, once a request.
    pub payout: Id<Payout>,
    /// How much.
    pub amount: Money,
}

/// What a shop may have paid out now, and why it is that much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payable {
    /// What is available to it in the books.
    pub available: Money,
    /// The market's part of orders paid at the door, which goes off first.
    pub cash: Money,
    /// What buyers' banks took back after the shop had its share, which goes off as well.
    pub back: Money,
    /// The rest.
    pub free: Money,
    /// The least that is sent.
    pub least: Money,
}

/// What a shop may have paid out now. Who may know is for the caller to have decided.
///
/// # Errors
/// What broke in the database.
pub fn payable(rx: &mut Rx, cx: &Cx, shop: Uid, currency: Currency) -> Result<Payable, No> {
    let least = cx.wired::<Terms>()?.least_payout.iter().find(|least| least.currency == currency);
    let least = Money::new(least.map_or(1, |least| least.amount.max(1)), currency);
    let mut debt = |kind| -> Result<Money, No> {
        let owes = ledger::open_balance(rx, Purse { kind, of: shop }, currency)?;
        Ok(Money::new(owes.amount.max(0), currency))
    };
    let (cash, back) = (debt(kind::CASH)?, debt(kind::RECEIVABLE)?);
    let available = ledger::balance(rx, Purse { kind: kind::AVAILABLE, of: shop }, currency)?;
    let free = available.amount.saturating_sub(cash.amount).saturating_sub(back.amount).max(0);
    Ok(Payable { available, cash, back, free: Money::new(free, currency), least })
}

/// Sends a shop its money. What it owes, on orders paid at the door or because banks took money back, is settled from
/// `available` first. Who may ask
/// is for the caller to have decided.
///
/// # Errors
/// `no_destination`, `destination_cooling`, `below_minimum`, `insufficient`; nothing was moved.
pub fn payout(tx: &mut Tx, cx: &Cx, new: &Ask) -> Result<(), No> {
    // The shop's payouts wait for each other here, so that a debt is settled once.
    let (gateway, destination) = usable(tx, cx, new.shop)?;
    let Payable { available, cash, back, free, least } = payable(tx, cx, new.shop, new.amount.currency)?;
    let owed = Owed { cash, back };
    if new.amount.amount < least.amount {
        let detail = format!("A payout is at least {least}; nothing was moved.");
        return Err(Refusal::field("/amount/amount", "below_minimum", detail).into());
    }
    if new.amount.amount > free.amount {
        let detail = format!(
            "At most {free} can be paid out now: {available} less {cash} owed on cash orders and {back} that buyers' \
             banks took back."
        );
        return Err(Refusal::conflict("insufficient", detail).into());
    }
    let row = Payout {
        life: Life::new(new.payout, PayoutState::Asked, cx.now),
        shop: new.shop,
        gateway,
        destination,
        amount: new.amount,
        asked_at: cx.now,
    };
    runner::found(tx, cx, new.payout.uid(), row, |_, payout, at, plan| {
        payout.start(owed, at, plan).map_err(|fault| crate::payment::broken(&fault))
    })
}

/// Lets a parked payout be asked for again, by staff who looked at the gateway. Its routes are theirs.
///
/// # Errors
/// Missing; `not_now` unless it is parked.
pub fn revive(tx: &mut Tx, cx: &Cx, id: &Id<Payout>) -> Result<(), No> {
    fire(tx, cx, *id, |_| Some(PayoutEvent::Revive), PayoutRole::Staff).map(|_| ())
}

fn fire(
    tx: &mut Tx,
    cx: &Cx,
    id: Id<Payout>,
    choose: impl FnOnce(PayoutState) -> Option<PayoutEvent>,
    by: PayoutRole,
) -> Result<PayoutState, No> {
    runner::run::<Payout, _>(tx, cx, id.uid(), |_, payout, at, plan| match choose(payout.life.state) {
        None => Ok(payout.life.state),
        Some(event) => Ok(step::<Payout>(payout, id, event, &[by], at, plan).map_err(Refusal::from)?),
    })
}

/// What a job needs to know of a payout before it asks.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub gateway: String,
    destination: String,
    amount: i64,
    currency: Currency,
    state: String,
    version: i64,
    since: Time,
}
row!(Brief { gateway, destination, amount, currency, state, version, since });

pub(crate) fn brief(rx: &mut Rx, _: &Cx, id: &Id<Payout>) -> Result<Option<Brief>, No> {
    Ok(rx.opt(&BRIEF, &params![*id])?)
}

fn sending(job: JobCx) -> Running {
    Box::pin(async move {
        let id = job.subject::<Payout>()?;
        let round = job.payload::<Option<u32>>()?.unwrap_or(0);
        let brief = job.db.read(&Actor::Engine, id, brief).await?;
        let Some(brief) = brief else { return Err(Retry::never("there is no such payout")) };
        let state = PayoutState::parse(&brief.state).map_err(Retry::never)?;
        if !matches!(state, PayoutState::Asked | PayoutState::Sent) {
            return job.finish().await;
        }
        let new = NewPayout {
            reference: id.to_string(),
            destination: brief.destination,
            amount: Money::new(brief.amount, brief.currency),
        };
        let fresh = job.attempt == 1 && brief.version == 0;
        let answer = ask(&job, &brief.gateway, brief.since, move |gateway| {
            match if fresh { Err(Trouble::Missing) } else { gateway.payout_status(&new.reference) } {
                Err(Trouble::Missing) if state == PayoutState::Asked => gateway.payout(&new),
                known => known,
            }
        });
        let status = match answer.await? {
            Ok(status) => status,
            Err(Trouble::Refused(_)) => MoveStatus::Failed,
            Err(_) => return Err(Retry::later("the gateway forgot a payout it had accepted")),
        };
        Ok(job.db.write(&Actor::Engine, (job.lease, id, status, round), save).await?)
    })
}

fn save(
    tx: &mut Tx,
    cx: &Cx,
    (lease, id, status, round): &(Lease, Id<Payout>, MoveStatus, u32),
) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    if apply(tx, cx, *id, *status)? {
        let every = cx.wired::<Terms>()?.look_every.micros() << (*round).min(6);
        let again = Some(round.saturating_add(1));
        let new = jobs::New {
            subject: id.address(),
            run_at: Some(cx.now + kernel::Span::from_micros(every)),
            ..jobs::New::of(SEND, &again)
        };
        jobs::enqueue(tx, cx, new)?;
    }
    Ok(done)
}

/// Applies what was fetched. Answers whether it is on its way, so that it must be asked for again.
pub(crate) fn apply(tx: &mut Tx, cx: &Cx, id: Id<Payout>, status: MoveStatus) -> Result<bool, No> {
    Ok(fire(tx, cx, id, |state| heard(status, state), PayoutRole::Gateway)? == PayoutState::Sent)
}
