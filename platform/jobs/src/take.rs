//! Taking jobs that are due.

use db::{No, Tx, params, row, sql};
use kernel::{Cx, Id, Ref, Time, Uid};

use crate::{Job, Kind, Lease};

sql! {
    /// Ready and due by our clock, or leased and the lease over by the shared one: one index serves both.
    DUE = "SELECT id, subject_kind, subject, payload, state, due, fence, attempts
        FROM job
        WHERE kind = $1 AND due <= CASE WHEN state = 'leased' THEN CAST($3 AS BIGINT) ELSE CAST($2 AS BIGINT) END
            AND due <= $4
        ORDER BY due, id
        LIMIT $5";
    /// Of several who saw the same row, the fence lets one through; no locks, no SKIP LOCKED.
    TAKE = "UPDATE job SET state = 'leased', due = $4, fence = fence + 1, attempts = attempts + 1
        WHERE id = $1 AND fence = $2 AND due <= $3";
    /// A job whose attempts all ended with their worker's silence may well be what silences them.
    BURY = "UPDATE job SET state = 'dead', due = NULL, ended = $4, last_error = $5
        WHERE id = $1 AND fence = $2 AND due <= $3 AND state = 'leased'";
}

const SILENT: &str = "the lease ran out: the worker died, or was too slow, on every attempt";

/// So many of a kind.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub kind: Kind,
    pub room: usize,
}

/// The kinds there is room for, and how many of all together.
pub(crate) struct Take {
    pub wanted: Vec<Wanted>,
    pub most: usize,
}

/// A job in hand.
pub(crate) struct Held {
    pub kind: Kind,
    pub subject: Ref,
    pub payload: String,
    pub attempt: u32,
    pub lease: Lease,
}

/// What was found.
pub(crate) struct Taken {
    /// The longest due first.
    pub jobs: Vec<Held>,
    /// There may be more.
    pub more: bool,
}

struct Found {
    id: Id<Job>,
    subject_kind: String,
    subject: Uid,
    payload: String,
    state: String,
    due: Time,
    fence: i64,
    attempts: u32,
}
row!(Found { id, subject_kind, subject, payload, state, due, fence, attempts });

/// Leases the jobs that are due longest, whatever their kind. Without a witness on purpose: were the connection
/// lost while saving, another holder's lease of the same number could pass for ours. The jobs then wait until
/// the lease that nobody uses is over.
pub(crate) fn take(tx: &mut Tx, cx: &Cx, take: &Take) -> Result<Taken, No> {
    let limit = |room: usize| i64::try_from(room.min(take.most)).unwrap_or(i64::MAX);
    let shared = tx.shared_now(cx)?;
    let (mut found, mut more) = (Vec::new(), false);
    for wanted in &take.wanted {
        let due = tx.all::<Found>(
            &DUE,
            &params![wanted.kind.name, cx.now, shared, cx.now.max(shared), limit(wanted.room)],
        )?;
        more |= due.len() == wanted.room.min(take.most);
        found.extend(due.into_iter().map(|job| (wanted.kind, job)));
    }
    found.sort_by_key(|(_, job)| (job.due, job.id));
    found.truncate(take.most);
    // Rows in one order for everybody: two who take at the same time wait, but not for each other.
    found.sort_by_key(|(_, job)| job.id);
    let mut jobs = Vec::new();
    for (kind, job) in found {
        let leased = job.state == "leased";
        if leased && job.attempts >= kind.most_attempts {
            tx.run(&BURY, &params![job.id, job.fence, shared, cx.now, SILENT])?;
            continue;
        }
        let due_by = if leased { shared } else { cx.now };
        if tx.run(&TAKE, &params![job.id, job.fence, due_by, shared + kind.lease])? == 1 {
            jobs.push((job.due, held(kind, job)));
        }
    }
    jobs.sort_by_key(|(due, held)| (*due, held.lease.job));
    Ok(Taken { jobs: jobs.into_iter().map(|(_, held)| held).collect(), more })
}

fn held(kind: Kind, job: Found) -> Held {
    Held {
        kind,
        subject: Ref { kind: job.subject_kind.into(), id: job.subject },
        payload: job.payload,
        attempt: job.attempts.saturating_add(1),
        lease: Lease { job: job.id, fence: job.fence + 1, length: kind.lease },
    }
}
