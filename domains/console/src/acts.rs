//! What staff do at the desk: each act is a command of a floor below and a line of the audit log, or neither.

use db::{No, Tx};
use facts::Listener;
use jobs::Job;
use kernel::{Cx, Id, Ref, Refusal, Uid};
use media::Unwanted;
use payments::Payout;
use serde::Deserialize;
use social::Voice;
use utoipa::ToSchema;

use crate::House;

/// Letters of a reason.
const LONGEST: usize = 500;

/// What is done with a thing that was given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Decision)]
pub(crate) enum What {
    /// Once more.
    Retry,
    /// Never again.
    Away,
}

fn reason(text: &str) -> Result<&str, Refusal> {
    let reason = text.trim();
    if (1..=LONGEST).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    let detail = format!("Say why in 1 to {LONGEST} letters: it stands in the log of what staff did.");
    Err(Refusal::field("/reason", "reason_needed", detail))
}

pub(crate) fn staff(cx: &Cx) -> Result<(), Refusal> {
    if cx.actor.is_staff() { Ok(()) } else { Err(Refusal::missing("page")) }
}

/// A dead letter, tried again or put away.
pub(crate) fn letter(tx: &mut Tx, cx: &Cx, (id, what, why): &(Id<Job>, What, String)) -> Result<(), No> {
    staff(cx)?;
    let why = reason(why)?;
    match what {
        What::Retry => {
            jobs::revive(tx, cx, id)?;
            identity::audit(tx, cx, "job.revived", &id.address(), why)
        }
        What::Away => {
            jobs::put_away(tx, cx, id)?;
            identity::audit(tx, cx, "job.put_away", &id.address(), why)
        }
    }
}

/// Which parked fact: its listener, its place, and the family it blocks.
#[derive(Clone, Debug)]
pub(crate) struct Stuck {
    pub listener: String,
    pub pos: i64,
    pub root: Uid,
    pub what: What,
    pub why: String,
}

/// A parked fact, heard once more or let go of.
pub(crate) fn parked(tx: &mut Tx, cx: &Cx, stuck: &Stuck) -> Result<(), No> {
    staff(cx)?;
    let why = reason(&stuck.why)?;
    let about = Ref { kind: "fact".into(), id: stuck.root };
    let note = format!("{} at {}: {why}", stuck.listener, stuck.pos);
    match stuck.what {
        What::Retry => {
            let listeners = &cx.wired::<House>()?.listeners;
            let known = listeners.iter().find(|listener| listener.name == stuck.listener);
            let listener: Listener = *known.ok_or_else(|| {
                let detail = "This binary has no listener of that name; a node that has it must try.";
                Refusal::conflict("no_listener", detail)
            })?;
            if !facts::unpark(tx, cx, &(listener, stuck.root))? {
                return Err(Refusal::missing("parked fact").into());
            }
            identity::audit(tx, cx, "fact.heard_again", &about, &note)
        }
        What::Away => {
            if !facts::put_away(tx, cx, &(stuck.listener.clone(), stuck.pos))? {
                return Err(Refusal::missing("parked fact").into());
            }
            identity::audit(tx, cx, "fact.put_away", &about, &note)
        }
    }
}

/// A payout that nobody knows about, asked for again.
pub(crate) fn payout(tx: &mut Tx, cx: &Cx, (id, why): &(Id<Payout>, String)) -> Result<(), No> {
    staff(cx)?;
    let why = reason(why)?;
    payments::revive_payout(tx, cx, id)?;
    identity::audit(tx, cx, "payout.revived", &id.address(), why)
}

/// A picture beside a name that must not be seen: whose, what is wrong with it, and why in the words of staff.
pub(crate) type Face = (Voice, Unwanted, String);

/// Takes it away. Whoever showed it is told what is wrong with it, and may show another.
pub(crate) fn face(tx: &mut Tx, cx: &Cx, (of, unwanted, why): &Face) -> Result<(), No> {
    staff(cx)?;
    let note = format!("{}: {}", unwanted.word(), reason(why)?);
    match of {
        Voice::Person(account) => {
            identity::account::face::take_down(tx, cx, &(*account, *unwanted))?;
            identity::audit(tx, cx, "account.face_taken", &account.address(), &note)
        }
        Voice::Shop(shop) => {
            catalog::shops::face::take_down(tx, cx, &(*shop, *unwanted))?;
            identity::audit(tx, cx, "shop.face_taken", &shop.address(), &note)
        }
    }
}
