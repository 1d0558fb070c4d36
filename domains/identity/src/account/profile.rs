//! What an account says of itself, to its owner and to everybody.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, No, Rx, Tx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Refusal, Scope, Time, Uid};
pub use locale::Language;
use media::{Portrait, PortraitView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

type AccountId = Id<Account>;

/// Letters of a name.
const LONGEST_NAME: usize = 60;

sql! {
    MINE = "SELECT a.id, a.handle, a.name, a.language, a.role, a.created,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_code r WHERE r.account = a.id AND r.used IS NULL), a.face
        FROM account a
        WHERE a.id = $1";
    /// A closed account's past stays under its name and without a picture; what it is now is nobody's business.
    PUBLIC = "SELECT id, handle, name, CASE WHEN banned IS NULL THEN face END FROM account
        WHERE id = ANY($1) AND erased IS NULL";
    /// Who is found by a search: nobody whose account the operator closed.
    FINDABLE = "SELECT id, handle, name, face FROM account
        WHERE id = ANY($1) AND banned IS NULL AND erased IS NULL";
    FINDABLE_AFTER = "SELECT id, handle, name, face FROM account WHERE id > $1 AND banned IS NULL AND erased IS NULL
        ORDER BY id LIMIT $2";
    SET_NAME = "UPDATE account SET name = $2 WHERE id = $1";
    SET_LANGUAGE = "UPDATE account SET language = $2 WHERE id = $1";
}

/// An account as its owner sees it.
#[derive(Serialize, ToSchema)]
pub struct Profile {
    /// Its id.
    id: AccountId,
    /// Public, and the name to sign in with.
    handle: String,
    /// Public.
    name: String,
    /// The BCP 47 tag of the owner's language.
    language: String,
    /// `member`, `staff` or `admin`.
    role: String,
    /// Since when.
    created_at: Time,
    /// Recovery codes that were not used yet; make new ones before there are none.
    recovery_codes_left: i64,
    /// The picture beside the name, if its owner shows one. Public.
    #[schema(value_type = Option<PortraitView>)]
    face: Option<Portrait>,
}
row!(Profile { id, handle, name, language, role, created_at, recovery_codes_left, face });

impl Profile {
    /// Its id.
    pub fn id(&self) -> Id<Account> {
        self.id
    }
    /// What it is called.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
    /// Its name to sign in with.
    pub(crate) fn handle(&self) -> &str {
        &self.handle
    }
    /// Since when it is.
    pub(crate) fn created_at(&self) -> Time {
        self.created_at
    }
    /// The picture beside its name.
    pub(crate) fn face(&self) -> Option<Portrait> {
        self.face
    }
    /// Recovery codes that were not used yet.
    pub(crate) fn recovery_codes_left(&self) -> i64 {
        self.recovery_codes_left
    }
}

/// An account as everybody sees it.
#[derive(Serialize, ToSchema)]
pub struct PublicProfile {
    /// Its id.
    id: AccountId,
    /// Its handle.
    handle: String,
    /// Its name.
    name: String,
    /// The picture beside it, if its owner shows one.
    #[schema(value_type = Option<PortraitView>)]
    face: Option<Portrait>,
}
row!(PublicProfile { id, handle, name, face });

impl PublicProfile {
    /// Its id.
    pub fn id(&self) -> Id<Account> {
        self.id
    }
    /// Its handle.
    pub fn handle(&self) -> &str {
        &self.handle
    }
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The picture beside it.
    pub fn face(&self) -> Option<Portrait> {
        self.face
    }
}

/// What an owner may change of their account by themselves. Everything else moves by its own route or not at
/// all (F27).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// 1 to 60 letters.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    /// The owner's language.
    #[serde(default)]
    language: Option<Language>,
}

impl Change {
    /// Another name.
    pub(crate) fn name(name: String) -> Self {
        Self { name: Some(name), language: None }
    }

    /// Another language.
    pub(crate) fn language(language: Language) -> Self {
        Self { name: None, language: Some(language) }
    }
}

/// Reads a name: 1 to 60 letters, no control characters; spaces around it are dropped.
///
/// # Errors
/// `name`.
pub(crate) fn name(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    if (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
        return Ok(name.to_owned());
    }
    let detail = format!("A name has 1 to {LONGEST_NAME} letters and no control characters.");
    Err(Refusal::field("/name", "name", detail))
}

pub(crate) fn of(rx: &mut Rx, id: Id<Account>) -> Result<Profile, No> {
    Ok(rx.opt(&MINE, &params![id])?.ok_or_else(|| Refusal::missing("account"))?)
}

/// The language its owner chose.
pub(crate) fn language_of(rx: &mut Rx, id: Id<Account>) -> Result<Option<Language>, No> {
    Ok(of(rx, id)?.language.parse().ok())
}

pub(crate) fn me(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Profile, No> {
    of(rx, cx.account(Scope::AccountRead)?)
}

/// What everybody may know of an account.
///
/// # Errors
/// There is no such account.
pub fn public(rx: &mut Rx, _: &Cx, id: &AccountId) -> Result<PublicProfile, No> {
    let found = rx.opt(&PUBLIC, &params![Val::list([*id])])?;
    Ok(found.ok_or_else(|| Refusal::missing("account"))?)
}

/// The same of several accounts, read at once; who does not exist is not among them.
///
/// # Errors
/// What broke in the database.
pub fn publics(rx: &mut Rx, ids: &BTreeSet<AccountId>) -> Result<BTreeMap<AccountId, PublicProfile>, Broken> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found: Vec<PublicProfile> = rx.all(&PUBLIC, &params![Val::list(ids.iter().copied())])?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// What everybody may know of those of these accounts that a search may find.
///
/// # Errors
/// What broke in the database.
pub fn findable(rx: &mut Rx, ids: &BTreeSet<AccountId>) -> Result<Vec<PublicProfile>, Broken> {
    rx.all(&FINDABLE, &params![Val::list(ids.iter().copied())])
}

/// The same of so many accounts behind an id, in the order of ids.
///
/// # Errors
/// What broke in the database.
pub fn findable_after(rx: &mut Rx, after: Uid, most: i64) -> Result<Vec<PublicProfile>, Broken> {
    rx.all(&FINDABLE_AFTER, &params![after, most])
}

pub(crate) fn change(tx: &mut Tx, cx: &Cx, change: &Change) -> Result<Profile, No> {
    let id = cx.account(Scope::AccountWrite)?;
    if let Some(text) = &change.name {
        let name = name(text)?;
        super::locked(tx, cx, id)?;
        if public(tx, cx, &id)?.name != name {
            tx.run(&SET_NAME, &params![id, name])?;
            super::tell(tx, cx, super::fact(cx, id, super::RENAMED))?;
        }
    }
    if let Some(language) = change.language {
        tx.run(&SET_LANGUAGE, &params![id, language.word()])?;
    }
    of(tx, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_any_short_text_in_any_script() {
        assert_eq!(name("  José Rizal "), Ok("José Rizal".to_owned()));
        assert_eq!(name("王小明"), Ok("王小明".to_owned()));
        for bad in ["", "   ", "a\nb", &"x".repeat(61)] {
            assert_eq!(name(bad).unwrap_err().code, "name", "{bad:?}");
        }
    }
}
