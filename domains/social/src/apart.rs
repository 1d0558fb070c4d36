//! Keeping apart: a block hides two from each other, a mute keeps one out of the other's feeds and tells nobody.

use db::{Broken, No, Rx, Tx, params, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Page, Scope, Time, Uid};
use web::Paging;

use crate::circles;
use crate::follows::{self, Line, named, other_than_me};
use crate::voice::Voice;
use crate::words::{NEWEST, start};

sql! {
    BLOCK = "INSERT INTO block (blocker, whom_kind, whom, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (blocker, whom) DO NOTHING";
    UNBLOCK = "DELETE FROM block WHERE blocker = $1 AND whom = $2";
    HAS_BLOCKED = "SELECT since FROM block WHERE blocker = $1 AND whom = $2";
    ARE_APART = "SELECT since FROM block
        WHERE (blocker = $1 AND whom = $2) OR (blocker = $2 AND whom = $1)
        LIMIT 1";
    /// All of both sides: whom somebody blocked, and who blocked them.
    APART_FROM = "SELECT whom FROM block WHERE blocker = $1
        UNION
        SELECT blocker FROM block WHERE whom = $1";
    BLOCKED = "SELECT whom_kind, whom, since FROM block
        WHERE blocker = $1 AND (since < $2 OR (since = $2 AND whom < $3))
        ORDER BY since DESC, whom DESC
        LIMIT $4";
    MUTE = "INSERT INTO mute (muter, whom_kind, whom, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (muter, whom) DO NOTHING";
    UNMUTE = "DELETE FROM mute WHERE muter = $1 AND whom = $2";
    HAS_MUTED = "SELECT since FROM mute WHERE muter = $1 AND whom = $2";
    MUTED = "SELECT whom_kind, whom, since FROM mute
        WHERE muter = $1 AND (since < $2 OR (since = $2 AND whom < $3))
        ORDER BY since DESC, whom DESC
        LIMIT $4";
}

/// Blocks somebody: from now on neither sees the other, they follow each other no longer, and neither is in a circle of
/// the other's. Again is the same.
///
/// # Errors
/// Nobody is signed in; `yourself`; there is no such person or shop.
pub fn block(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let (me, whom) = (other_than_me(cx, *whom)?, *whom);
    whom.named(tx)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&BLOCK, &params![me, whom.kind(), whom.uid(), family.at])? == 0 {
        return Ok(());
    }
    follows::drop(tx, me, whom)?;
    if let Voice::Person(them) = whom {
        follows::drop(tx, them, Voice::Person(me))?;
        circles::part(tx, me, them)?;
    }
    told(tx, cx, me, whom, ("block", "blocked"), family.at)
}

/// Takes a block back. What it ended does not begin again by itself.
///
/// # Errors
/// Nobody is signed in.
pub fn unblock(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&UNBLOCK, &params![me, whom.uid()])? == 0 {
        return Ok(());
    }
    told(tx, cx, me, *whom, ("block", "unblocked"), family.at)
}

/// Keeps somebody out of one's feeds. Again is the same.
///
/// # Errors
/// Nobody is signed in; `yourself`; there is no such person or shop for whoever asks.
pub fn mute(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let me = other_than_me(cx, *whom)?;
    whom.named(tx)?;
    if are(tx, me, *whom)? && !has_blocked(tx, me, *whom)? {
        return Err(follows::missing(*whom).into());
    }
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&MUTE, &params![me, whom.kind(), whom.uid(), family.at])? == 0 {
        return Ok(());
    }
    told(tx, cx, me, *whom, ("mute", "muted"), family.at)
}

/// Takes a mute back.
///
/// # Errors
/// Nobody is signed in.
pub fn unmute(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&UNMUTE, &params![me, whom.uid()])? == 0 {
        return Ok(());
    }
    told(tx, cx, me, *whom, ("mute", "unmuted"), family.at)
}

fn told(
    tx: &mut Tx,
    cx: &Cx,
    me: Id<Account>,
    whom: Voice,
    (process, event): (&'static str, &'static str),
    at: Time,
) -> Result<(), No> {
    let happened = Happened::to(process, whom.uid(), event, at).note("whom", whom.to_string());
    Ok(facts::record(tx, cx, me.uid(), &[happened])?)
}

/// Whether an account has blocked somebody.
///
/// # Errors
/// What broke in the database.
pub fn has_blocked(rx: &mut Rx, blocker: Id<Account>, whom: Voice) -> Result<bool, Broken> {
    Ok(rx.opt::<Time>(&HAS_BLOCKED, &params![blocker, whom.uid()])?.is_some())
}

/// Whether two do not see each other, whoever of them wanted it.
///
/// # Errors
/// What broke in the database.
pub fn are(rx: &mut Rx, one: Id<Account>, other: Voice) -> Result<bool, Broken> {
    Ok(rx.opt::<Time>(&ARE_APART, &params![one, other.uid()])?.is_some())
}

/// Everybody whom whoever asks does not see, whoever of the two wanted it; nobody where nobody is signed in.
///
/// # Errors
/// What broke in the database.
pub fn all_from(rx: &mut Rx, cx: &Cx) -> Result<Vec<Uid>, Broken> {
    match cx.actor.account() {
        Some(me) => rx.all(&APART_FROM, &params![me]),
        None => Ok(Vec::new()),
    }
}

/// Whether an account keeps somebody out of its feeds.
///
/// # Errors
/// What broke in the database.
pub fn has_muted(rx: &mut Rx, muter: Id<Account>, whom: Voice) -> Result<bool, Broken> {
    Ok(rx.opt::<Time>(&HAS_MUTED, &params![muter, whom.uid()])?.is_some())
}

/// Whom whoever asks blocked, the latest first.
///
/// # Errors
/// Nobody is signed in; a cursor of another list.
pub fn blocked(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (since, id) = start(paging, NEWEST)?;
    let rows = rx.all(&BLOCKED, &params![me, since, id, paging.limit.probe()])?;
    named(rx, rows, paging)
}

/// Whom whoever asks muted, the latest first.
///
/// # Errors
/// Nobody is signed in; a cursor of another list.
pub fn muted(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (since, id) = start(paging, NEWEST)?;
    let rows = rx.all(&MUTED, &params![me, since, id, paging.limit.probe()])?;
    named(rx, rows, paging)
}
