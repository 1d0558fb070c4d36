//! What staff and the operator did: written in the transaction of the deed, never changed.

use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Cursor, Cx, Id, Page, Ref, Refusal, RefusalKind, Time, Uid};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::AuditEntry;
use crate::recent::Place;

/// Letters of a note.
const LONGEST_NOTE: usize = 1_000;

sql! {
    INSERT = "INSERT INTO audit (id, at, actor, what, about_kind, about, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    NEWEST = "SELECT id, at, actor, what, about_kind, about, note
        FROM audit
        WHERE (at, id) < ($1, $2)
        ORDER BY at DESC, id DESC
        LIMIT $3";
}

type AuditEntryId = Id<AuditEntry>;

/// Something that staff did.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct Entry {
    /// Which.
    pub id: AuditEntryId,
    /// When.
    pub at: Time,
    /// The account that did it, or `operator` for the command line.
    pub actor: String,
    /// What was done, such as `account.banned`.
    pub what: String,
    /// The id of what it was done to.
    pub about: String,
    /// Why, in the words of who did it.
    pub note: String,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (id, at, actor, what) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let about = Ref { kind: row.take::<String>()?.into(), id: row.take::<Uid>()? }.to_string();
        Ok(Self { id, at, actor, what, about, note: row.take()? })
    }
}

/// Notes that the actor did `what` (`domain.done`) to `about`, and why.
///
/// # Errors
/// `note_long`, or what broke; the deed is then undone with it.
pub fn audit(tx: &mut Tx, cx: &Cx, what: &'static str, about: &Ref, note: &str) -> Result<(), No> {
    if note.chars().count() > LONGEST_NOTE {
        let detail = format!("A reason has at most {LONGEST_NOTE} letters.");
        return Err(Refusal::new(RefusalKind::Invalid, "note_long", detail).into());
    }
    let id = cx.id::<AuditEntry>();
    tx.run(&INSERT, &params![id, cx.now, cx.actor.name(), what, about.kind.as_ref(), about.id, note])?;
    Ok(())
}

/// The log, newest first. Its routes are the operator's.
///
/// # Errors
/// A cursor of another list.
pub fn entries(rx: &mut Rx, _: &Cx, paging: &Paging) -> Result<Page<Entry>, No> {
    let Place { at, id } = Place::of(paging)?;
    let rows = rx.all(&NEWEST, &params![at, id, paging.limit.probe()])?;
    Ok(Page::cut(rows, paging.limit, |entry: &Entry| Cursor::of(entry.at.micros(), entry.id.uid())))
}
