//! Erasing: a job that asks what stands in the way, closes the account, lets every domain take its part away in small
//! steps, and comes again an hour later for what was on its way meanwhile, and then every day until that has ended: an
//! order that was confirmed in the very instant of closing keeps its address for as long as it has to arrive, and no day
//! longer.

use std::sync::Arc;

use db::{No, Tx, params, sql};
use domain::{Erasing, Footprint, SLICE, again};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Account, Actor, Cx, Id};
use process::step;

use super::ask::{Erasures, barred};
use super::{ERASE, LAST_LOOK, LOOK_AGAIN, Leaving, LeavingEvent, LeavingRole, LeavingState};
use crate::account::{self, ERASED, fact, tell};
use crate::guess;

sql! {
    /// Nobody signs in any more, and whoever is signed in is not.
    CLOSE = "UPDATE account SET epoch = epoch + 1, password = '' WHERE id = $1";
    CREDENTIALS = "DELETE FROM credential
        WHERE id IN (SELECT id FROM credential WHERE account = $1 ORDER BY id LIMIT 200)";
    CODES = "DELETE FROM recovery_code WHERE account = $1";
    PASSKEYS = "DELETE FROM passkey WHERE account = $1";
    CHALLENGES = "DELETE FROM passkey_challenge WHERE owner = $1";
    ADDRESSES = "DELETE FROM address WHERE id IN (SELECT id FROM address WHERE account = $1 ORDER BY id LIMIT 200)";
    /// What staff wrote of somebody goes; that they did something, and to which account, stays.
    NOTES = "UPDATE audit SET note = ''
        WHERE id IN (SELECT id FROM audit WHERE about = $1 AND note <> '' ORDER BY at LIMIT 200)";
    /// The handle is free again. What stands for it is none that anybody could have: it has a hyphen.
    BLANK = "UPDATE account
        SET handle = $2, name = '', language = 'en', password = '', role = 'member', epoch = epoch + 1, banned = NULL,
            ban_reason = NULL, face = NULL, erased = $3
        WHERE id = $1 AND erased IS NULL";
}

/// What erases.
pub(crate) const ERASING: Kind = Kind::new(ERASE, erasing);

fn erasing(job: JobCx) -> Running {
    Box::pin(async move {
        let id = job.subject::<Leaving>()?;
        let Some((account, is_barred)) = job.db.write(&Actor::Engine, (job.lease, id), begin).await? else {
            return job.finish().await;
        };
        let erasures = Arc::clone(job.wired::<Erasures>()?);
        for erase in &erasures.steps {
            let mut place = Some(Footprint::default());
            while let Some(from) = place {
                place = job.db.write(&Actor::Engine, (job.lease, *erase, account, from), one).await?;
            }
        }
        for erase in &erasures.apart {
            let traffic =
                erasures.traffic.get().ok_or_else(|| Retry::later("this node has no traffic store"))?;
            let mut place = Some(Footprint::default());
            while let Some(from) = place {
                place = traffic.write(&Actor::Engine, (account, from), *erase).await?;
            }
        }
        Ok(job.db.write(&Actor::Engine, (job.lease, id, is_barred), finish).await?)
    })
}

/// Whose things are to be taken away now, and whether some of them must be let end first, so that it has to be come back
/// to; nobody's where something must end before any is, or it was taken back.
fn begin(
    tx: &mut Tx,
    cx: &Cx,
    (lease, id): &(Lease, Id<Leaving>),
) -> Result<Option<(Id<Account>, bool)>, No> {
    lease.still_mine(tx, cx)?;
    runner::run::<Leaving, _>(tx, cx, id.uid(), |tx, leaving, at, plan| {
        let account = leaving.account;
        let state = leaving.life.state;
        if state == LeavingState::Erasing {
            return Ok(Some((account, false)));
        }
        if !matches!(state, LeavingState::Due | LeavingState::Again) {
            return Ok(None);
        }
        // Asked before anything is taken away: what ends after this question is come back to.
        let is_barred = barred(tx, cx, &account)?.is_some();
        if state == LeavingState::Again {
            return Ok(Some((account, is_barred)));
        }
        let event = if is_barred { LeavingEvent::Bar } else { LeavingEvent::Begin };
        if is_barred {
            leaving.due = at + LOOK_AGAIN;
        } else {
            close(tx, account)?;
        }
        step::<Leaving>(leaving, *id, event, &[LeavingRole::Engine], at, plan)
            .map_err(kernel::Refusal::from)?;
        Ok((!is_barred).then_some((account, false)))
    })
}

fn close(tx: &mut Tx, account: Id<Account>) -> Result<(), No> {
    tx.run(&CLOSE, &params![account])?;
    for ways_in in [&CODES, &PASSKEYS, &CHALLENGES] {
        tx.run(ways_in, &params![account])?;
    }
    Ok(())
}

type Step = (Lease, Erasing, Id<Account>, Footprint);

fn one(tx: &mut Tx, cx: &Cx, (lease, erase, account, place): &Step) -> Result<Option<Footprint>, No> {
    lease.still_mine(tx, cx)?;
    erase(tx, cx, &(*account, *place))
}

fn finish(tx: &mut Tx, cx: &Cx, (lease, id, is_barred): &(Lease, Id<Leaving>, bool)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    let (event, next) =
        if *is_barred { (LeavingEvent::Bar, LOOK_AGAIN) } else { (LeavingEvent::Finish, LAST_LOOK) };
    runner::run::<Leaving, _>(tx, cx, id.uid(), |_, leaving, at, plan| {
        leaving.due = at + next;
        Ok(step::<Leaving>(leaving, *id, event, &[LeavingRole::Engine], at, plan)
            .map_err(kernel::Refusal::from)?)
    })?;
    Ok(done)
}

/// This domain's part: the ways in, the addresses, what staff wrote, and the name last.
pub(crate) fn erase(
    tx: &mut Tx,
    cx: &Cx,
    (id, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    let mut taken = Vec::new();
    for part in [&CREDENTIALS, &ADDRESSES, &NOTES] {
        taken.push(tx.run(part, &params![*id])?);
    }
    if taken.iter().any(|rows| *rows >= SLICE) {
        return Ok(again(*place, &taken));
    }
    close(tx, *id)?;
    let account = account::locked(tx, cx, *id)?;
    guess::forget(tx, &account.handle)?;
    account::face::forget(tx, cx, *id)?;
    if tx.run(&BLANK, &params![*id, format!("gone-{}", cx.id::<Leaving>()), cx.now])? > 0 {
        tell(tx, cx, fact(cx, *id, ERASED))?;
    }
    Ok(None)
}
