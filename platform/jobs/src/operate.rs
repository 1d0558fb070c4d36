//! What an operator sees and does: how much waits, what died, and once more.

use db::{No, Rx, Tx, params, sql};
use kernel::{Cursor, Cx, Id, Limit, Page, Ref, Refusal, Time, Uid};

use crate::{Job, TOPIC};

sql! {
    /// Done jobs are not counted: nobody waits for them, and they are many.
    CENSUS = "SELECT kind, state, COUNT(*), MIN(due) FROM job WHERE due IS NOT NULL GROUP BY kind, state
        UNION ALL
        SELECT kind, state, COUNT(*), MIN(ended) FROM job
            WHERE ended IS NOT NULL AND state = 'dead' GROUP BY kind, state
        ORDER BY 1, 2";
    DEAD = "SELECT id, kind, subject_kind, subject, attempts, created, ended, last_error
        FROM job
        WHERE state = 'dead' AND ended IS NOT NULL AND (ended, id) < ($1, $2)
        ORDER BY ended DESC, id DESC
        LIMIT $3";
    LETTER = "SELECT id, kind, subject_kind, subject, attempts, created, ended, last_error, payload
        FROM job WHERE id = $1 AND state = 'dead' AND ended IS NOT NULL";
    /// It was given up and stays undone: known for as long as a done one, then forgotten.
    AWAY = "UPDATE job SET state = 'done', ended = $2 WHERE id = $1 AND state = 'dead'";
    REVIVE = "UPDATE job SET state = 'ready', due = $2, attempts = 0, ended = NULL
        WHERE id = $1 AND state = 'dead'";
    SWEEP = "DELETE FROM job WHERE id IN (
        SELECT id FROM job WHERE state = 'done' AND ended IS NOT NULL AND ended < $1 ORDER BY ended, id LIMIT $2
    )";
}

/// How many done jobs one command forgets, so that nobody waits long behind it.
pub(crate) const SLICE: u64 = 500;

/// Where a job stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// Waits for its time or a worker.
    Ready,
    /// A worker has it.
    Leased,
    /// Given up: somebody must look.
    Dead,
}

impl State {
    /// The stored word, also the label of the metric.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Leased => "leased",
            Self::Dead => "dead",
        }
    }
}

/// How many jobs of one kind stand alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// The name of the kind; perhaps one that this binary does not know.
    pub kind: String,
    /// Where they stand.
    pub state: State,
    /// How many.
    pub count: i64,
    /// Ready: the earliest that one is due; before now, it is late. Leased: the first lease to end. Dead: since
    /// when the first is.
    pub oldest: Time,
}

impl db::FromRow for Count {
    fn from_row(row: &mut db::Row) -> Result<Self, db::Broken> {
        let (kind, word) = (row.take()?, row.take::<String>()?);
        let state = [State::Ready, State::Leased, State::Dead].into_iter().find(|state| state.word() == word);
        let state = state.ok_or_else(|| db::Broken::Stored(format!("a job is {word}")))?;
        Ok(Self { kind, state, count: row.take()?, oldest: row.take()? })
    }
}

/// How much waits, by kind and state, in that order. For `/metrics` and `verify`.
///
/// # Errors
/// The engine refused a statement.
pub fn census(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Count>, No> {
    Ok(rx.all(&CENSUS, &[])?)
}

/// A job that was given up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// Which.
    pub id: Id<Job>,
    /// The name of its kind.
    pub kind: String,
    /// What it was about.
    pub subject: Ref,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was asked for.
    pub created: Time,
    /// When it was given up.
    pub ended: Time,
    /// What the last attempt said.
    pub last_error: String,
}

impl db::FromRow for Letter {
    fn from_row(row: &mut db::Row) -> Result<Self, db::Broken> {
        let (id, kind) = (row.take()?, row.take()?);
        let subject = Ref { kind: row.take::<String>()?.into(), id: row.take()? };
        let (attempts, created, ended) = (row.take()?, row.take()?, row.take()?);
        Ok(Self { id, kind, subject, attempts, created, ended, last_error: row.take()? })
    }
}

/// Which page of the dead letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dead {
    /// How many.
    pub limit: Limit,
    /// Where the last page ended.
    pub after: Option<Cursor>,
}

/// What was given up, the latest first.
///
/// # Errors
/// The actor is not staff; the cursor is not of this list.
pub fn dead(rx: &mut Rx, cx: &Cx, page: &Dead) -> Result<Page<Letter>, No> {
    staff_only(cx)?;
    let newest = Cursor::of(i64::MAX, Uid([u8::MAX; 16]));
    let (ended, id) = page.after.as_ref().unwrap_or(&newest).parts().map_err(|error| {
        Refusal::field("/after", "cursor", format!("Begin again without `after`: {error}."))
    })?;
    let rows = rx.all::<Letter>(&DEAD, &params![ended, id, page.limit.probe()])?;
    Ok(Page::cut(rows, page.limit, |letter| Cursor::of(letter.ended.micros(), letter.id.uid())))
}

/// Lets a dead job be tried again, now and as often as a new one. Its fence goes on: nothing that an earlier
/// holder may still try to save can pass.
///
/// # Errors
/// The actor is not staff; no dead job has this id.
pub fn revive(tx: &mut Tx, cx: &Cx, id: &Id<Job>) -> Result<(), No> {
    staff_only(cx)?;
    if tx.run(&REVIVE, &params![*id, cx.now])? == 0 {
        return Err(Refusal::missing("dead job").into());
    }
    tx.after_commit(bus::hint(cx, TOPIC, b""));
    Ok(())
}

/// A dead letter opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// What stands on it.
    pub letter: Letter,
    /// What was asked: JSON of ids and amounts.
    pub payload: String,
}

impl db::FromRow for Opened {
    fn from_row(row: &mut db::Row) -> Result<Self, db::Broken> {
        Ok(Self { letter: Letter::from_row(row)?, payload: row.take()? })
    }
}

/// One dead letter with what is in it.
///
/// # Errors
/// The actor is not staff; no dead job has this id.
pub fn letter(rx: &mut Rx, cx: &Cx, id: &Id<Job>) -> Result<Opened, No> {
    staff_only(cx)?;
    rx.opt(&LETTER, &params![*id])?.ok_or_else(|| Refusal::missing("dead job").into())
}

/// Puts a dead letter away: nobody tries it again, and it is not counted among the dead any more.
///
/// # Errors
/// The actor is not staff; no dead job has this id.
pub fn put_away(tx: &mut Tx, cx: &Cx, id: &Id<Job>) -> Result<(), No> {
    staff_only(cx)?;
    if tx.run(&AWAY, &params![*id, cx.now])? == 0 {
        return Err(Refusal::missing("dead job").into());
    }
    Ok(())
}

fn staff_only(cx: &Cx) -> Result<(), Refusal> {
    if cx.actor.is_staff() {
        return Ok(());
    }
    Err(Refusal::forbidden("staff_only", "Only the market's staff may see and revive jobs."))
}

/// Forgets jobs that were done before an instant, at most 500 at a time; says how many. The dead stay until they
/// are revived.
///
/// # Errors
/// The engine refused a statement.
pub fn sweep(tx: &mut Tx, _: &Cx, before: &Time) -> Result<u64, No> {
    Ok(tx.run(&SWEEP, &params![*before, i64::try_from(SLICE).unwrap_or(i64::MAX)])?)
}
