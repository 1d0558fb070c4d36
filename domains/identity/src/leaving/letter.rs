//! Who asks by letter to be erased has the same right as who presses the button. The operator begins it for them: the same
//! seven days, in which the person is told and may take it back, so that a forged letter erases nobody; the same things
//! that must end first; the same erasing. The log of what staff did has who began it and why.

use db::{No, Rx, Tx};
use kernel::{Account, Cx, Id, Refusal, Time};
use serde::Deserialize;
use utoipa::ToSchema;

use super::COOLING;
use super::ask::{self, View, barred};
use crate::account::{self, LEAVING_ASKED, fact, tell};
use crate::{audit, staff};

type AccountId = Id<Account>;

/// Why somebody is erased, or is not after all.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LeavingReason)]
pub struct Letter {
    /// How it was asked for and how the operator knew whom they heard; for the audit log, 1 to 500 letters.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// What would become of somebody who is to be erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prospect {
    /// What they are called.
    pub handle: String,
    /// When it happens, or is looked at again, if it was asked for already.
    pub asked: Option<Time>,
    /// When it would happen if it were asked for now.
    pub due: Time,
    /// What must end before it may even be asked for.
    pub bar: Option<Refusal>,
}

fn operator(cx: &Cx) -> Result<(), Refusal> {
    if cx.actor.is_admin() { Ok(()) } else { Err(Refusal::missing("account")) }
}

/// What would become of an account. Only the operator sees it.
///
/// # Errors
/// Missing: there is no such account, it is erased already, or somebody else asks.
pub fn prospect(rx: &mut Rx, cx: &Cx, id: &AccountId) -> Result<Prospect, No> {
    operator(cx)?;
    let handle = account::handle_of(rx, *id)?;
    let asked = ask::is_leaving(rx, cx, *id)?;
    Ok(Prospect { handle, asked, due: cx.now + COOLING, bar: barred(rx, cx, id)?.map(|bar| bar.refusal) })
}

/// Begins somebody's seven days for them, and tells them. Where it has begun already it is as it was.
///
/// # Errors
/// `reason`; missing; what must end first, as for themselves; `own_account`: the operator has a button for that.
pub fn ask_for(tx: &mut Tx, cx: &Cx, (id, letter): &(AccountId, Letter)) -> Result<View, No> {
    operator(cx)?;
    let why = staff::reason(&letter.reason)?;
    staff::not_oneself(cx, *id)?;
    account::handle_of(tx, *id)?;
    account::locked(tx, cx, *id)?;
    let is_new = ask::is_leaving(tx, cx, *id)?.is_none();
    if is_new {
        tell(tx, cx, fact(cx, *id, LEAVING_ASKED))?;
        audit(tx, cx, "account.leaving_asked", &id.address(), why)?;
    }
    ask::begun(tx, cx, *id)
}

/// Takes it back for them, as they could themselves: for who changed their mind by letter, too.
///
/// # Errors
/// Missing where nothing was asked; `not_now` once it has begun; `own_account`.
pub fn take_back_for(tx: &mut Tx, cx: &Cx, id: &AccountId) -> Result<(), No> {
    operator(cx)?;
    staff::not_oneself(cx, *id)?;
    account::handle_of(tx, *id)?;
    ask::taken_back(tx, cx, *id)?;
    audit(tx, cx, "account.leaving_taken_back", &id.address(), "")
}
