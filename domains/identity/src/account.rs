//! Accounts: signing up, what an account says of itself, and the one number that ends all its credentials.

mod admin;
pub mod face;
pub(crate) mod profile;
mod settle;

pub use admin::create_admin;
pub(crate) use profile::{Change, change, me};
pub use profile::{Language, Profile, PublicProfile, findable, findable_after, public, publics};
pub use settle::{Newcomer, settle};

use std::str::FromStr as _;

use db::{Broken, No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Refusal, Role, Time};

use crate::{Handle, Hashed};

/// How facts name the kind of thing, and the kind of the family.
pub const PROCESS: &str = "account";
/// Facts of an account. None of them carries a name, an address or a reason in somebody's own words.
pub const CREATED: &str = "created";
/// It is called otherwise; what it is called now is read.
pub const RENAMED: &str = "renamed";
/// A session was opened with the password.
pub const SIGNED_IN: &str = "signed_in";
/// And everything older ended.
pub const PASSWORD_CHANGED: &str = "password_changed";
/// A recovery code set a new password, and everything older ended.
pub const RECOVERED: &str = "recovered";
/// A new set of recovery codes took the place of the old.
pub const CODES_MADE: &str = "codes_made";
/// A program was given a token.
pub const TOKEN_MADE: &str = "token_made";
/// One more passkey opens it.
pub const PASSKEY_ADDED: &str = "passkey_added";
/// One passkey opens it no more.
pub const PASSKEY_REMOVED: &str = "passkey_removed";
/// Its role, in `was` and `now`.
pub const ROLE_CHANGED: &str = "role_changed";
/// The operator closed the account.
pub const BANNED: &str = "banned";
/// The operator opened it again.
pub const BAN_LIFTED: &str = "ban_lifted";
/// The operator was asked by letter to erase it, and began the seven days.
pub const LEAVING_ASKED: &str = "leaving_asked";
/// Staff took the picture beside its name away.
pub const FACE_TAKEN: &str = "face_taken";
/// It is nobody's any more.
pub const ERASED: &str = "erased";

/// The epoch of a new account.
pub(crate) const FIRST_EPOCH: i64 = 1;

sql! {
    INSERT = "INSERT INTO account (id, handle, name, language, password, role, epoch, created)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
        ON CONFLICT (handle) DO NOTHING";
    BY_ID = "SELECT id, handle, password, role, epoch, banned, ban_reason FROM account WHERE id = $1";
    BY_HANDLE = "SELECT id, handle, password, role, epoch, banned, ban_reason FROM account WHERE handle = $1";
    LEFT = "SELECT 1 FROM account WHERE id = $1 AND erased IS NOT NULL";
    HANDLE = "SELECT handle FROM account WHERE id = $1 AND erased IS NULL";
    STAFF = "SELECT id FROM account WHERE role IN ('staff', 'admin') AND banned IS NULL AND erased IS NULL ORDER BY id";
    SET_PASSWORD = "UPDATE account SET password = $2 WHERE id = $1";
    END_ALL = "UPDATE account SET epoch = epoch + 1 WHERE id = $1";
}

/// What a new account is made of. The password was hashed before the command; who has a passkey needs none.
pub(crate) struct New {
    pub handle: Handle,
    pub name: String,
    pub language: Language,
    pub password: Option<Hashed>,
    pub role: Role,
}

/// An account as the rules see it.
pub(crate) struct Standing {
    pub id: Id<Account>,
    pub handle: String,
    password: String,
    role: String,
    pub epoch: i64,
    pub banned: Option<Time>,
    pub ban_reason: Option<String>,
}
row!(Standing { id, handle, password, role, epoch, banned, ban_reason });

impl Standing {
    /// Nothing where the only ways in are passkeys.
    pub(crate) fn hashed(&self) -> Option<Hashed> {
        self.has_password().then(|| Hashed::stored(self.password.clone()))
    }

    /// Whether a password is one of its ways in.
    pub(crate) fn has_password(&self) -> bool {
        !self.password.is_empty()
    }

    pub(crate) fn role(&self) -> Result<Role, Broken> {
        role(&self.role)
    }

    /// Said only to somebody who has shown that the account is theirs.
    ///
    /// # Errors
    /// `banned`, with the operator's reason.
    pub(crate) fn is_open(&self) -> Result<(), Refusal> {
        let Some(since) = self.banned else { return Ok(()) };
        let reason = self.ban_reason.as_deref().unwrap_or_default();
        let detail = format!(
            "The operator closed this account on {since}: {reason} Write to the operator if this is a mistake."
        );
        Err(Refusal::forbidden("banned", detail))
    }
}

/// A stored role.
pub(crate) fn role(word: &str) -> Result<Role, Broken> {
    Role::from_str(word).map_err(|()| Broken::Stored(format!("role {word}")))
}

/// Makes an account, and the family of its facts.
///
/// # Errors
/// `handle_taken`. Handles are public, so that answer tells nobody anything new.
pub(crate) fn create(tx: &mut Tx, cx: &Cx, new: &New) -> Result<Profile, No> {
    create_as(tx, cx, cx.id(), new)
}

/// The same under an id that a passkey already knows.
pub(crate) fn create_as(tx: &mut Tx, cx: &Cx, id: Id<Account>, new: &New) -> Result<Profile, No> {
    let (language, role) = (new.language.word(), new.role.word());
    let row = params![
        id,
        new.handle.as_str(),
        &new.name,
        language,
        new.password.as_ref().map_or("", Hashed::phc),
        role,
        cx.now
    ];
    if tx.run(&INSERT, &row)? == 0 {
        let detail = "Somebody else has this handle. Nothing was made; please choose another.";
        let taken = Refusal::conflict("handle_taken", detail);
        return Err(Refusal { field: Some("/handle".into()), ..taken }.into());
    }
    tx.found(cx, id.uid(), PROCESS)?;
    tell(
        tx,
        cx,
        Happened { by: Some("owner"), now: Some(role), ..Happened::to(PROCESS, id.uid(), CREATED, cx.now) },
    )?;
    profile::of(tx, id)
}

/// The account of this handle. What cannot be a handle is nobody's.
pub(crate) fn by_handle(rx: &mut Rx, handle: &str) -> Result<Option<Standing>, Broken> {
    rx.opt(&BY_HANDLE, &params![handle])
}

/// The account of this id.
pub(crate) fn by_id(rx: &mut Rx, id: Id<Account>) -> Result<Option<Standing>, Broken> {
    rx.opt(&BY_ID, &params![id])
}

/// The account of this handle, if there is one. Handles are public.
///
/// # Errors
/// What broke in the database.
pub fn account_called(rx: &mut Rx, handle: &str) -> Result<Option<Id<Account>>, Broken> {
    Ok(by_handle(rx, handle)?.map(|account| account.id))
}

/// The market's staff: for telling them something.
///
/// # Errors
/// What broke in the database.
pub fn staff(rx: &mut Rx) -> Result<Vec<Id<Account>>, Broken> {
    rx.all(&STAFF, &[])
}

/// An account's handle.
///
/// # Errors
/// There is no such account, or it is nobody's any more.
pub fn handle_of(rx: &mut Rx, id: Id<Account>) -> Result<String, No> {
    Ok(rx.opt(&HANDLE, &params![id])?.ok_or_else(|| Refusal::missing("account"))?)
}

/// Whether whoever had an account has left the market for good.
///
/// # Errors
/// What broke in the database.
pub fn has_left(rx: &mut Rx, id: Id<Account>) -> Result<bool, Broken> {
    Ok(rx.opt::<i64>(&LEFT, &params![id])?.is_some())
}

/// Locks an account's family and reads it: two commands on one account follow each other.
///
/// # Errors
/// Missing.
pub(crate) fn locked(tx: &mut Tx, cx: &Cx, id: Id<Account>) -> Result<Standing, No> {
    let missing = || No::from(Refusal::missing("account"));
    tx.lock(cx, id.uid()).map_err(|no| if no.is_missing() { missing() } else { no })?;
    by_id(tx, id)?.ok_or_else(missing)
}

/// Ends every session and token of an account, in the same instant everywhere; answers the epoch of the next.
pub(crate) fn end_all(tx: &mut Tx, account: &Standing) -> Result<i64, Broken> {
    tx.run(&END_ALL, &params![account.id])?;
    Ok(account.epoch + 1)
}

/// Sets another password.
pub(crate) fn set_password(tx: &mut Tx, account: Id<Account>, password: &Hashed) -> Result<(), Broken> {
    tx.run(&SET_PASSWORD, &params![account, password.phc()])?;
    Ok(())
}

/// Writes a fact of an account whose family the command holds.
pub(crate) fn tell(tx: &mut Tx, cx: &Cx, happened: Happened) -> Result<(), Broken> {
    let at = tx.holds(happened.id).map_or(cx.now, |family| family.at);
    facts::record(tx, cx, happened.id, &[Happened { at, ..happened }])
}

/// A fact that says no more than that it happened.
pub(crate) fn fact(cx: &Cx, account: Id<Account>, event: &'static str) -> Happened {
    Happened::to(PROCESS, account.uid(), event, cx.now)
}
