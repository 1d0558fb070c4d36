//! The jobs of a payment: opening it at the gateway, looking at it there, closing it there.

use db::{No, Rx, Tx, params, row, sql};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Actor, Currency, Cx, Id, Money, Ref, Refusal, Span, Time};
use process::Words as _;
use serde::{Deserialize, Serialize};

use super::begin::{Terms, of_waiter, unwanted};
use super::news::{News, apply};
use super::{CLOSE, LOOK, OPEN, Payment, PaymentState, UNWANTED, WATCH};
use crate::outside::{ask, asking};
use crate::reference::numbered;
use crate::{NewPayment, Trouble};

sql! {
    BRIEF = "SELECT gateway, attempt, amount, currency, return_url, expires_at, state, since
        FROM payment WHERE id = $1";
}

pub(crate) const OPENING: Kind = asking(OPEN, opening);
pub(crate) const LOOKING: Kind = asking(LOOK, looking);
pub(crate) const CLOSING: Kind = asking(CLOSE, closing);
pub(crate) const WATCHING: Kind = asking(WATCH, watching);
pub(crate) const LEAVING: Kind = Kind::new(UNWANTED, leaving);

/// What a look is at.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Look {
    /// Which attempt; the current one if none.
    pub attempt: Option<i64>,
    /// How often it was looked at by itself; none for a look that somebody asked for, which is once.
    pub round: Option<u32>,
}

/// What a job needs to know of a payment before it asks.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub gateway: String,
    pub attempt: i64,
    pub amount: i64,
    pub currency: Currency,
    pub return_url: String,
    pub expires_at: Time,
    pub state: String,
    pub since: Time,
}
row!(Brief { gateway, attempt, amount, currency, return_url, expires_at, state, since });

pub(crate) fn brief(rx: &mut Rx, _: &Cx, id: &Id<Payment>) -> Result<Brief, No> {
    Ok(rx.opt(&BRIEF, &params![*id])?.ok_or_else(|| Refusal::missing("payment"))?)
}

fn opening(job: JobCx) -> Running {
    Box::pin(async move {
        let id = job.subject::<Payment>()?;
        let brief = job.db.read(&Actor::Engine, id, brief).await?;
        let state = PaymentState::parse(&brief.state).map_err(Retry::never)?;
        if state != PaymentState::Created {
            // Opened without our hearing of it, while we gave it up: nobody may pay it any more.
            return if job.attempt > 1 && state.is_given_up() {
                close(job).await
            } else {
                job.finish().await
            };
        }
        let attempt = brief.attempt;
        let new = NewPayment {
            reference: numbered(id, attempt),
            amount: Money::new(brief.amount, brief.currency),
            return_url: brief.return_url,
            expires_at: brief.expires_at,
        };
        let first = job.attempt == 1;
        let answer = ask(&job, &brief.gateway, brief.since, move |gateway| {
            // Whoever asked before may have been heard: look before asking again, by the same reference.
            match if first { Err(Trouble::Missing) } else { gateway.payment(&new.reference) } {
                Err(Trouble::Missing) => gateway.create(&new),
                known => known,
            }
        });
        let news = news(answer.await?);
        let saved = Saved { lease: job.lease, payment: id, attempt, news, round: Some(0) };
        Ok(job.db.write(&Actor::Engine, saved, save).await?)
    })
}

fn looking(job: JobCx) -> Running {
    Box::pin(async move {
        let (id, look) = (job.subject::<Payment>()?, job.payload::<Look>()?);
        let brief = job.db.read(&Actor::Engine, id, brief).await?;
        let attempt = look.attempt.unwrap_or(brief.attempt);
        if look.round.is_some() && (attempt != brief.attempt || !is_open(&brief.state)) {
            return job.finish().await;
        }
        let reference = numbered(id, attempt);
        let answer = ask(&job, &brief.gateway, job.now(), move |gateway| gateway.payment(&reference));
        let news = news(answer.await?);
        let round = look.round.map(|round| round.saturating_add(1));
        let saved = Saved { lease: job.lease, payment: id, attempt, news, round };
        Ok(job.db.write(&Actor::Engine, saved, save).await?)
    })
}

/// Days after the capture on which a paid payment is looked at: a chargeback may come for some four months, and its
/// webhook may be lost (F09).
const WATCHES: [i64; 7] = [1, 3, 7, 14, 30, 60, 120];

/// Leaves the next look at a payment whose money came `WATCHES[round]` days before it.
pub(super) fn watch(tx: &mut Tx, cx: &Cx, payment: Id<Payment>, round: usize) -> Result<(), No> {
    let Some(day) = WATCHES.get(round) else { return Ok(()) };
    let before = round.checked_sub(1).map_or(0, |last| WATCHES[last]);
    let new = jobs::New {
        subject: payment.address(),
        run_at: Some(cx.now + Span::days(day - before)),
        ..jobs::New::of(WATCH, &round)
    };
    jobs::enqueue(tx, cx, new)?;
    Ok(())
}

fn watching(job: JobCx) -> Running {
    Box::pin(async move {
        let (id, round) = (job.subject::<Payment>()?, job.payload::<usize>()?);
        let brief = job.db.read(&Actor::Engine, id, brief).await?;
        let mut seen = Vec::new();
        for attempt in 1..=brief.attempt {
            let reference = numbered(id, attempt);
            let answer = ask(&job, &brief.gateway, job.now(), move |gateway| gateway.payment(&reference));
            seen.push((attempt, news(answer.await?)));
        }
        Ok(job.db.write(&Actor::Engine, (job.lease, id, seen, round), save_watch).await?)
    })
}

type Watched = (Lease, Id<Payment>, Vec<(i64, News)>, usize);

fn save_watch(tx: &mut Tx, cx: &Cx, (lease, payment, seen, round): &Watched) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    for (attempt, news) in seen {
        apply(tx, cx, *payment, *attempt, news)?;
    }
    watch(tx, cx, *payment, round + 1)?;
    Ok(done)
}

fn closing(job: JobCx) -> Running {
    Box::pin(close(job))
}

async fn close(job: JobCx) -> Result<Done, Retry> {
    let id = job.subject::<Payment>()?;
    let brief = job.db.read(&Actor::Engine, id, brief).await?;
    let (attempt, reference) = (brief.attempt, numbered(id, brief.attempt));
    let answer = ask(&job, &brief.gateway, brief.since, move |gateway| gateway.void(&reference));
    let saved = Saved { lease: job.lease, payment: id, attempt, news: news(answer.await?), round: None };
    Ok(job.db.write(&Actor::Engine, saved, save).await?)
}

fn leaving(job: JobCx) -> Running {
    fn leave(tx: &mut Tx, cx: &Cx, (payment, waiter): &(Id<Payment>, Ref)) -> Result<(), No> {
        unwanted(tx, cx, *payment, waiter)
    }
    Box::pin(async move {
        // One family a command; each is a no-op the second time.
        for payment in job.db.read(&Actor::Engine, job.subject.clone(), of_waiter).await? {
            job.db.write(&Actor::Engine, (payment, job.subject.clone()), leave).await?;
        }
        job.finish().await
    })
}

fn is_open(state: &str) -> bool {
    [PaymentState::Created, PaymentState::Action].iter().any(|open| open.word() == state)
}

pub(crate) fn news(answer: Result<crate::Seen, Trouble>) -> News {
    match answer {
        Ok(seen) => News::Seen(seen),
        Err(Trouble::Missing) => News::Missing,
        // `ask` gives no unknown back.
        Err(Trouble::Refused(_) | Trouble::Unknown(_)) => News::Refused,
    }
}

struct Saved {
    lease: Lease,
    payment: Id<Payment>,
    attempt: i64,
    news: News,
    round: Option<u32>,
}

fn save(tx: &mut Tx, cx: &Cx, saved: &Saved) -> Result<Done, No> {
    let done = saved.lease.finish(tx, cx)?;
    let goes_on = apply(tx, cx, saved.payment, saved.attempt, &saved.news)?;
    if let (true, Some(round)) = (goes_on, saved.round) {
        let every = cx.wired::<Terms>()?.look_every;
        let again = Look { attempt: Some(saved.attempt), round: Some(round) };
        let new = jobs::New {
            subject: saved.payment.address(),
            run_at: Some(cx.now + every),
            ..jobs::New::of(LOOK, &again)
        };
        jobs::enqueue(tx, cx, new)?;
    }
    Ok(done)
}
