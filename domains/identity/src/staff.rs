//! What the operator does to accounts: roles and bans. Each is noted in the audit log, and each ends everything
//! that the account had opened.

use db::{No, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Refusal, Role, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::account::{self, BAN_LIFTED, BANNED, ROLE_CHANGED, fact, tell};
use crate::audit;

type AccountId = Id<Account>;

/// Letters of a reason, as people read it.
const LONGEST_REASON: usize = 500;

sql! {
    VIEW = "SELECT id, handle, role, banned, ban_reason FROM account WHERE id = $1";
    SET_ROLE = "UPDATE account SET role = $2 WHERE id = $1";
    BAN = "UPDATE account SET banned = $2, ban_reason = $3 WHERE id = $1";
    LIFT = "UPDATE account SET banned = NULL, ban_reason = NULL WHERE id = $1";
}

/// A role, as a body names it.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
enum RoleName {
    Member,
    Staff,
    Admin,
}

/// Which role an account is to have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRole {
    role: RoleName,
    /// For the audit log, 1 to 500 letters.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Why an account is closed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBan {
    /// Told to whoever signs in with the right password, and kept in the audit log; 1 to 500 letters.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// An account as the operator sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountStanding {
    id: AccountId,
    handle: String,
    role: String,
    banned_at: Option<Time>,
    ban_reason: Option<String>,
}
row!(AccountStanding { id, handle, role, banned_at, ban_reason });

impl NewRole {
    fn role(&self) -> Role {
        match self.role {
            RoleName::Member => Role::Member,
            RoleName::Staff => Role::Staff,
            RoleName::Admin => Role::Admin,
        }
    }
}

pub(crate) fn reason(text: &str) -> Result<&str, Refusal> {
    let reason = text.trim();
    if (1..=LONGEST_REASON).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    let detail = format!("A reason has 1 to {LONGEST_REASON} letters; whoever it concerns will read it.");
    Err(Refusal::field("/reason", "reason", detail))
}

/// So that the last operator does not lock the market from inside, and nobody is pushed to do it to themselves.
pub(crate) fn not_oneself(cx: &Cx, account: Id<Account>) -> Result<(), Refusal> {
    if cx.actor.account() != Some(account) {
        return Ok(());
    }
    Err(Refusal::conflict(
        "own_account",
        "Another operator must do this to your account. Nothing was changed.",
    ))
}

/// Gives an account another role. What it had opened ends: a weaker session must not become stronger unseen.
pub(crate) fn set_role(
    tx: &mut Tx,
    cx: &Cx,
    (id, ask): &(AccountId, NewRole),
) -> Result<AccountStanding, No> {
    let why = reason(&ask.reason)?;
    not_oneself(cx, *id)?;
    let account = account::locked(tx, cx, *id)?;
    let (was, now) = (account.role()?, ask.role());
    if was != now {
        tx.run(&SET_ROLE, &params![*id, now.word()])?;
        account::end_all(tx, &account)?;
        let changed = fact(cx, *id, ROLE_CHANGED);
        tell(tx, cx, Happened { was: Some(was.word()), now: Some(now.word()), ..changed })?;
        audit(tx, cx, "account.role_changed", &id.address(), &format!("{}: {why}", now.word()))?;
    }
    Ok(tx.one(&VIEW, &params![*id])?)
}

/// Closes an account. Its credentials stop at once.
pub(crate) fn ban(tx: &mut Tx, cx: &Cx, (id, ask): &(AccountId, NewBan)) -> Result<AccountStanding, No> {
    let why = reason(&ask.reason)?;
    not_oneself(cx, *id)?;
    let account = account::locked(tx, cx, *id)?;
    if account.ban_reason.as_deref() != Some(why) {
        let since = account.banned.unwrap_or(cx.now);
        tx.run(&BAN, &params![*id, since, why])?;
        account::end_all(tx, &account)?;
        if account.banned.is_none() {
            tell(tx, cx, fact(cx, *id, BANNED))?;
        }
        audit(tx, cx, "account.banned", &id.address(), why)?;
    }
    Ok(tx.one(&VIEW, &params![*id])?)
}

/// Opens it again. Its owner signs in anew.
pub(crate) fn lift_ban(tx: &mut Tx, cx: &Cx, id: &AccountId) -> Result<AccountStanding, No> {
    not_oneself(cx, *id)?;
    let account = account::locked(tx, cx, *id)?;
    if account.banned.is_some() {
        tx.run(&LIFT, &params![*id])?;
        tell(tx, cx, fact(cx, *id, BAN_LIFTED))?;
        audit(tx, cx, "account.ban_lifted", &id.address(), "")?;
    }
    Ok(tx.one(&VIEW, &params![*id])?)
}
