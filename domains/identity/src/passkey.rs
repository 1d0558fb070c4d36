//! Passkeys: keys that stay with their owner's devices and sign somebody in without a password. `ceremony` is what is
//! checked, `challenge` what is asked; here is what the account keeps of them and does with them.

mod ceremony;
pub(crate) mod challenge;

pub use ceremony::Relying;
pub(crate) use ceremony::{Made, Shown, refused};
pub(crate) use challenge::{Challenge, Purpose};

use db::{Broken, No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cursor, Cx, Id, Kind, Page, Refusal, Scope, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::account::{self, New, PASSKEY_ADDED, PASSKEY_REMOVED, SIGNED_IN, Standing, fact, profile, tell};
use crate::credential::Presented;
use crate::fresh::{self, Fresh};
use crate::recent::Place;
use crate::session::{Opened, open};
use ceremony::{Known, NewKey};

/// A passkey of an account.
pub struct Passkey;
impl Kind for Passkey {
    const PREFIX: &'static str = "psk";
}

type PasskeyId = Id<Passkey>;

/// More devices than this are no one person's.
const MOST: i64 = 20;

sql! {
    INSERT = "INSERT INTO passkey (id, account, credential, public_key, algorithm, signatures, name, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (credential) DO NOTHING";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) FROM passkey WHERE account = $1";
    CREDENTIALS = "SELECT credential FROM passkey WHERE account = $1 ORDER BY created, id";
    /// Whoever knows a credential's name may ask whose it is: only its owner's key can answer.
    BY_CREDENTIAL = "SELECT id, account, public_key, algorithm, signatures FROM passkey WHERE credential = $1";
    SIGNED = "UPDATE passkey SET signatures = $3, used = $4 WHERE id = $1 AND account = $2";
    NEWEST = "SELECT id, name, created, used
        FROM passkey
        WHERE account = $1 AND (created, id) < ($2, $3)
        ORDER BY created DESC, id DESC
        LIMIT $4";
    ONE = "SELECT id, name, created, used FROM passkey WHERE id = $1 AND account = $2";
    NAME = "UPDATE passkey SET name = $3 WHERE id = $1 AND account = $2";
    REMOVE = "DELETE FROM passkey WHERE id = $1 AND account = $2";
}

/// A passkey as its owner sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Passkey)]
pub(crate) struct View {
    id: PasskeyId,
    /// What its owner calls it.
    name: String,
    created_at: Time,
    /// When it last signed.
    used_at: Option<Time>,
}
row!(View { id, name, created_at, used_at });

impl View {
    pub(crate) fn id(&self) -> PasskeyId {
        self.id
    }
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
    pub(crate) fn created_at(&self) -> Time {
        self.created_at
    }
    pub(crate) fn used_at(&self) -> Option<Time> {
        self.used_at
    }
}

struct Stored {
    id: PasskeyId,
    account: Id<Account>,
    public_key: Vec<u8>,
    algorithm: i64,
    signatures: u32,
}
row!(Stored { id, account, public_key, algorithm, signatures });

/// Somebody who signs up without a password.
pub(crate) struct SignUp {
    pub new: New,
    /// What the passkey is called at first.
    pub called: String,
    pub made: Made,
}

/// The names that the account's authenticators have for its passkeys.
pub(crate) fn credentials_of(rx: &mut Rx, account: Id<Account>) -> Result<Vec<Vec<u8>>, Broken> {
    rx.all::<Vec<u8>>(&CREDENTIALS, &params![account])
}

fn count(rx: &mut Rx, account: Id<Account>) -> Result<i64, Broken> {
    Ok(rx.opt::<i64>(&COUNT, &params![account])?.unwrap_or_default())
}

/// Keeps a new one. A credential that somebody has already is refused like any other that is not right.
fn keep(tx: &mut Tx, cx: &Cx, account: Id<Account>, (name, key): (&str, &NewKey)) -> Result<PasskeyId, No> {
    let id = cx.id::<Passkey>();
    let (credential, public_key) = (key.credential.as_slice(), key.public_key.as_slice());
    let row = params![id, account, credential, public_key, key.algorithm, key.signatures, name, cx.now];
    match tx.run(&INSERT, &row)? {
        0 => Err(refused().into()),
        _ => Ok(id),
    }
}

/// An account whose way in is a passkey, and its first session.
///
/// # Errors
/// `handle_taken`, `passkey_refused`, `passkey_expired`.
pub(crate) fn sign_up(tx: &mut Tx, cx: &Cx, ask: &SignUp) -> Result<Opened, No> {
    let (challenge, key) = ask.made.check(cx.wired::<Relying>()?.party()?)?;
    let id = challenge::take(tx, cx, &challenge, (Purpose::SignUp, &Presented(None)))?;
    account::create_as(tx, cx, id, &ask.new)?;
    keep(tx, cx, id, (&ask.called, &key))?;
    open(tx, cx, id, account::FIRST_EPOCH)
}

/// Whose passkey signed this, for this purpose. Of a credential that nobody has, as of one that signed something else,
/// nothing more is said.
fn signed(
    tx: &mut Tx,
    cx: &Cx,
    shown: &Shown,
    (purpose, presented): (Purpose, &Presented),
) -> Result<Id<Account>, No> {
    let party = cx.wired::<Relying>()?.party()?;
    let stored = tx.opt::<Stored>(&BY_CREDENTIAL, &params![shown.credential()?])?.ok_or_else(refused)?;
    let user = stored.account.uid().0;
    let (public_key, signatures) = (stored.public_key.as_slice(), stored.signatures);
    let known = Known { public_key, algorithm: stored.algorithm, signatures, user: &user };
    let (challenge, signatures) = shown.check(party, &known)?;
    let owner = challenge::take(tx, cx, &challenge, (purpose, presented))?;
    if purpose == Purpose::Prove && owner != stored.account {
        return Err(refused().into());
    }
    tx.run(&SIGNED, &params![stored.id, stored.account, signatures, cx.now])?;
    Ok(stored.account)
}

/// With a passkey, which also says whose account it is.
///
/// # Errors
/// `passkey_refused`, `passkey_expired`; `banned`.
pub(crate) fn sign_in(tx: &mut Tx, cx: &Cx, shown: &Shown) -> Result<Opened, No> {
    let id = signed(tx, cx, shown, (Purpose::SignIn, &Presented(None)))?;
    let account = account::locked(tx, cx, id)?;
    account.is_open()?;
    tell(tx, cx, Happened { by: Some("owner"), ..fact(cx, id, SIGNED_IN) })?;
    open(tx, cx, id, account.epoch)
}

/// The session that asks has shown a passkey: a fresh proof, as by the password.
///
/// # Errors
/// `passkey_refused`, `passkey_expired`; `session_only`.
pub(crate) fn prove(
    tx: &mut Tx,
    cx: &Cx,
    (presented, shown): &(Presented, Shown),
) -> Result<fresh::View, No> {
    let account = signed(tx, cx, shown, (Purpose::Prove, presented))?;
    fresh::note(tx, cx, (presented, account))
}

/// A new passkey for the account that asks, which has just shown that it is its owner's.
///
/// # Errors
/// `proof_needed`, `name`, `too_many_passkeys`, `passkey_refused`, `passkey_expired`.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, (fresh, name, made): &(Fresh, String, Made)) -> Result<View, No> {
    let account = owner(tx, cx, fresh)?;
    let name = profile::name(name)?;
    if count(tx, account.id)? >= MOST {
        let detail = format!("An account has at most {MOST} passkeys. Remove one that you no longer use.");
        return Err(Refusal::conflict("too_many_passkeys", detail).into());
    }
    let (challenge, key) = made.check(cx.wired::<Relying>()?.party()?)?;
    challenge::take(tx, cx, &challenge, (Purpose::Add, fresh.presented()))?;
    let id = keep(tx, cx, account.id, (&name, &key))?;
    tell(tx, cx, fact(cx, account.id, PASSKEY_ADDED))?;
    one(tx, account.id, id)
}

/// The account that asks, locked, after a fresh proof.
fn owner(tx: &mut Tx, cx: &Cx, fresh: &Fresh) -> Result<Standing, No> {
    let account = account::locked(tx, cx, cx.account(Scope::AccountWrite)?)?;
    fresh.check(tx, cx)?;
    Ok(account)
}

fn one(rx: &mut Rx, account: Id<Account>, id: PasskeyId) -> Result<View, No> {
    Ok(rx.opt::<View>(&ONE, &params![id, account])?.ok_or_else(|| Refusal::missing("passkey"))?)
}

/// The account's passkeys, newest first.
pub(crate) fn mine(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<View>, No> {
    let account = cx.account(Scope::AccountRead)?;
    let Place { at, id } = Place::of(paging)?;
    let rows = rx.all::<View>(&NEWEST, &params![account, at, id, paging.limit.probe()])?;
    Ok(Page::cut(rows, paging.limit, |row| Cursor::of(row.created_at.micros(), row.id.uid())))
}

/// Calls one something else.
///
/// # Errors
/// `name`; missing.
pub(crate) fn rename(tx: &mut Tx, cx: &Cx, (id, name): &(PasskeyId, String)) -> Result<View, No> {
    let account = cx.account(Scope::AccountWrite)?;
    tx.run(&NAME, &params![*id, account, profile::name(name)?])?;
    one(tx, account, *id)
}

/// Removes one, unless it is the last way in.
///
/// # Errors
/// `proof_needed`, `last_way_in`; missing.
pub(crate) fn remove(tx: &mut Tx, cx: &Cx, (fresh, id): &(Fresh, PasskeyId)) -> Result<(), No> {
    let account = owner(tx, cx, fresh)?;
    one(tx, account.id, *id)?;
    if !account.has_password() && count(tx, account.id)? == 1 {
        let detail = "This passkey is the only way into the account. Add another, or set a password, and then remove it.";
        return Err(Refusal::conflict("last_way_in", detail).into());
    }
    tx.run(&REMOVE, &params![*id, account.id])?;
    tell(tx, cx, fact(cx, account.id, PASSKEY_REMOVED)).map_err(No::from)
}
