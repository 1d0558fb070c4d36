//! Asking for a job, inside the command that wants it.

use db::{Broken, Tx, params, sql};
use kernel::{Cx, Id, Ref, Time};
use serde::Serialize;

sql! {
    ASK = "INSERT INTO job (id, kind, subject_kind, subject, payload, once, state, due, fence, attempts, created)
        VALUES ($1, $2, $3, $4, $5, $6, 'ready', $7, 0, 0, $8)
        ON CONFLICT (kind, once) DO NOTHING";
    ASKED_BEFORE = "SELECT id FROM job WHERE kind = $1 AND once = $2";
}

/// The hint that there is a job.
pub const TOPIC: &str = "jobs";

/// The address of a job.
pub struct Job;
impl kernel::Kind for Job {
    const PREFIX: &'static str = "job";
}

/// A job to be done.
pub struct New<'a, P> {
    /// The name of its [`Kind`](crate::Kind).
    pub kind: &'static str,
    /// What it is about.
    pub subject: Ref,
    /// What the handler needs besides, stored as JSON: ids and amounts, nobody's name or address, because done
    /// jobs are kept for a while.
    pub payload: &'a P,
    /// Not before this instant; at once if none.
    pub run_at: Option<Time>,
    /// The same key for the same kind is the same job: asked again, nothing is added, also when it is done and
    /// still kept, or dead. What must be once for ever needs a unique row of its own.
    pub key: Option<&'a str>,
}

impl<'a, P> New<'a, P> {
    /// At once, about the job's own kind as a whole, as often as it is asked.
    pub fn of(kind: &'static str, payload: &'a P) -> Self {
        let subject = Ref { kind: kind.into(), id: kernel::Uid::default() };
        Self { kind, subject, payload, run_at: None, key: None }
    }
}

/// Leaves a job for after the commit; gives its id, or the id of the one that its key asked for before. Workers
/// of every node are given a hint.
///
/// # Errors
/// The payload cannot be JSON (a map whose keys are no texts); the engine refused a statement.
pub fn enqueue<P: Serialize>(tx: &mut Tx, cx: &Cx, new: New<P>) -> Result<Id<Job>, Broken> {
    let payload = serde_json::to_string(new.payload)
        .map_err(|error| Broken::Stored(format!("the payload of {} is no JSON: {error}", new.kind)))?;
    let id = cx.id::<Job>();
    let due = new.run_at.unwrap_or(cx.now);
    let asked = params![id, new.kind, new.subject.kind, new.subject.id, payload, new.key, due, cx.now,];
    if tx.run(&ASK, &asked)? == 0 {
        return tx.one(&ASKED_BEFORE, &params![new.kind, new.key]);
    }
    if due <= cx.now {
        tx.after_commit(bus::hint(cx, TOPIC, new.kind.as_bytes()));
    }
    Ok(id)
}
