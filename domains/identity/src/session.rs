//! Sessions of people: opened with a password, a passkey or a recovery code, ended by rest, by age, by their owner, and by
//! whatever raises the account's epoch.

use db::{No, Rx, Tx, params, row, sql};
use kernel::{Account, Cursor, Cx, Digest, Id, Page, Refusal, Scope, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::account::{self, PASSWORD_CHANGED, SIGNED_IN, fact, tell};
use crate::credential::{Presented, living};
use crate::fresh::Fresh;
use crate::proof::Proven;
use crate::recent::Place;
use crate::{Hashed, Session, Terms};

type SessionId = Id<Session>;
type AccountId = Id<Account>;

sql! {
    OPEN = "INSERT INTO credential (id, account, kind, secret, epoch, created, seen, idle, until, ends)
        VALUES ($1, $2, 'session', $3, $4, $5, $5, $6, $7, $8)";
    NEWEST = "SELECT c.id, c.created, c.seen, c.until
        FROM credential c
        JOIN account a ON a.id = c.account
        WHERE c.account = $1 AND c.kind = 'session' AND c.epoch = a.epoch AND c.until > $2
          AND (c.created, c.id) < ($3, $4)
        ORDER BY c.created DESC, c.id DESC
        LIMIT $5";
    END = "DELETE FROM credential WHERE id = $1 AND account = $2 AND kind = 'session'";
    END_THIS = "DELETE FROM credential WHERE secret = $1 AND kind = 'session'";
    END_ALL = "DELETE FROM credential WHERE account = $1 AND kind = 'session'";
}

/// A session just opened. The secret is shown here and never again.
#[derive(Serialize, ToSchema)]
pub struct Opened {
    /// Names the session, to end it.
    id: SessionId,
    /// Whose it is.
    account: AccountId,
    /// For `Authorization: Bearer`, or for the cookie of a page.
    secret: String,
    /// When it ends, however much it is used.
    ends_at: Time,
    /// Seconds of rest after which it ends before that.
    idle_seconds: i64,
}

impl Opened {
    /// Whose it is.
    pub(crate) fn account(&self) -> Id<Account> {
        self.account
    }

    /// The secret, for the cookie of a page.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// When it ends, however much it is used.
    pub(crate) fn ends_at(&self) -> Time {
        self.ends_at
    }
}

/// A session as its owner sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct View {
    id: SessionId,
    created_at: Time,
    /// To the minute.
    seen_at: Time,
    /// When it ends, if it is not used before.
    until: Time,
    /// Whether this is the session that asks.
    is_current: bool,
}

impl View {
    pub(crate) fn id(&self) -> SessionId {
        self.id
    }
    pub(crate) fn created_at(&self) -> Time {
        self.created_at
    }
    pub(crate) fn seen_at(&self) -> Time {
        self.seen_at
    }
    pub(crate) fn is_current(&self) -> bool {
        self.is_current
    }
}

struct Stored {
    id: SessionId,
    created: Time,
    seen: Time,
    until: Time,
}
row!(Stored { id, created, seen, until });

/// Opens a session for an account under its lock. Every session has a new secret: nothing that somebody knew
/// before signing in is worth anything after (F40).
pub(crate) fn open(tx: &mut Tx, cx: &Cx, account: Id<Account>, epoch: i64) -> Result<Opened, No> {
    let terms = *cx.wired::<Terms>()?;
    let (id, secret) = (cx.id::<Session>(), cx.secret());
    let ends = cx.now + terms.session_longest;
    let until = (cx.now + terms.session_idle).min(ends);
    let row = params![id, account, secret.digest(), epoch, cx.now, terms.session_idle, until, ends];
    tx.run(&OPEN, &row)?;
    let idle_seconds = terms.session_idle.micros() / 1_000_000;
    Ok(Opened { id, account, secret: secret.reveal().to_owned(), ends_at: ends, idle_seconds })
}

/// With the password.
pub(crate) fn sign_in(tx: &mut Tx, cx: &Cx, proven: &Proven) -> Result<Opened, No> {
    let account = proven.locked(tx, cx)?;
    tell(tx, cx, facts::Happened { by: Some("owner"), ..fact(cx, account.id, SIGNED_IN) })?;
    open(tx, cx, account.id, account.epoch)
}

/// A new password ends everything the old one opened, also the session that asks; it gets a new one.
pub(crate) fn change_password(
    tx: &mut Tx,
    cx: &Cx,
    (fresh, password): &(Fresh, Hashed),
) -> Result<Opened, No> {
    let account = fresh.locked(tx, cx)?;
    account::set_password(tx, account.id, password)?;
    let epoch = account::end_all(tx, &account)?;
    tell(tx, cx, fact(cx, account.id, PASSWORD_CHANGED))?;
    open(tx, cx, account.id, epoch)
}

/// The account's sessions, newest first.
pub(crate) fn mine(
    rx: &mut Rx,
    cx: &Cx,
    (presented, paging): &(Presented, Paging),
) -> Result<Page<View>, No> {
    let account = cx.account(Scope::AccountRead)?;
    let current = match presented.0 {
        Some(secret) => living(rx, cx, &secret)?.map(|living| living.id),
        None => None,
    };
    let Place { at, id } = Place::of(paging)?;
    let rows = rx.all::<Stored>(&NEWEST, &params![account, cx.now, at, id, paging.limit.probe()])?;
    let page = Page::cut(rows, paging.limit, |row| Cursor::of(row.created.micros(), row.id.uid()));
    Ok(page.map(|row| View {
        id: row.id,
        created_at: row.created,
        seen_at: row.seen,
        until: row.until,
        is_current: current == Some(row.id.uid()),
    }))
}

/// Ends one.
pub(crate) fn end(tx: &mut Tx, cx: &Cx, session: &SessionId) -> Result<(), No> {
    let account = cx.account(Scope::AccountWrite)?;
    match tx.run(&END, &params![*session, account])? {
        0 => Err(Refusal::missing("session").into()),
        _ => Ok(()),
    }
}

/// Ends the one of this secret: whoever has it may. Twice is as once.
pub(crate) fn end_this(tx: &mut Tx, _: &Cx, secret: &Digest) -> Result<(), No> {
    tx.run(&END_THIS, &params![*secret])?;
    Ok(())
}

/// Ends all, also the one that asks.
pub(crate) fn end_all(tx: &mut Tx, cx: &Cx, (): &()) -> Result<(), No> {
    let account = cx.account(Scope::AccountWrite)?;
    tx.run(&END_ALL, &params![account])?;
    Ok(())
}
