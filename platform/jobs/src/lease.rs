//! A holder's proof that a job is his, and what he may do with it.
//!
//! A lease may end while its holder sleeps, and another worker goes on (reliability.md F47). So time alone
//! protects nothing: each lease has a fence, one more than the last, and each statement of a holder names his
//! own. Whoever was overtaken changes no row, and his whole command is refused.

use db::{No, Tx, params, sql};
use kernel::{Cx, Id, Refusal, Span, Time};

use crate::{Backoff, Done, Job, Retry};

sql! {
    /// Locks the row as well: nobody overtakes before this command is saved.
    HOLD_ON = "UPDATE job SET due = $3 WHERE id = $1 AND fence = $2 AND state = 'leased'";
    FINISH = "UPDATE job SET state = 'done', due = NULL, ended = $3
        WHERE id = $1 AND fence = $2 AND state = 'leased'";
    FINISHED = "SELECT fence FROM job WHERE id = $1 AND fence = $2 AND state = 'done'";
    WAIT = "UPDATE job SET state = 'ready', due = $3, last_error = $4
        WHERE id = $1 AND fence = $2 AND state = 'leased'";
    GIVE_UP = "UPDATE job SET state = 'dead', due = NULL, ended = $3, last_error = $4
        WHERE id = $1 AND fence = $2 AND state = 'leased'";
    /// An attempt that the market itself broke off is none.
    GIVE_BACK = "UPDATE job SET state = 'ready', due = $3, attempts = attempts - 1
        WHERE id = $1 AND fence = $2 AND state = 'leased'";
    INHERIT = "UPDATE job SET due = $1 WHERE state = 'leased' AND due > $1";
    ENDS = "SELECT due FROM job WHERE id = $1 AND fence = $2 AND state = 'leased'";
}

/// What an operator is shown of an error, in characters.
const LONGEST_ERROR: usize = 2_000;

/// Proof of holding a job: plain data, to be carried into commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lease {
    pub(crate) job: Id<Job>,
    pub(crate) fence: i64,
    pub(crate) length: Span,
}

impl Lease {
    /// Asked first by a command that saves one step of several; with the step, the lease begins anew.
    ///
    /// # Errors
    /// Refused with `lease_lost` when another worker took over: undo everything.
    pub fn still_mine(&self, tx: &mut Tx, cx: &Cx) -> Result<(), No> {
        let until = tx.shared_now(cx)? + self.length;
        let changed = tx.run(&HOLD_ON, &params![self.job, self.fence, until])?;
        if changed == 1 { Ok(()) } else { Err(lost()) }
    }

    /// Ends the job in the command that saves its effect. First, so that nothing else is done in vain.
    ///
    /// It also names the row that proves this transaction, should the connection be lost while saving: nobody
    /// else can end the job under this fence.
    ///
    /// # Errors
    /// Refused with `lease_lost` when another worker took over, or the job has ended: undo everything.
    pub fn finish(&self, tx: &mut Tx, cx: &Cx) -> Result<Done, No> {
        if tx.run(&FINISH, &params![self.job, self.fence, cx.now])? != 1 {
            return Err(lost());
        }
        tx.witness(&FINISHED, &params![self.job, self.fence]);
        Ok(Done(()))
    }
}

fn lost() -> No {
    Refusal::conflict("lease_lost", "Another worker took this job over; nothing was changed.").into()
}

/// An attempt that came to nothing.
pub(crate) struct Failure {
    pub lease: Lease,
    pub attempt: u32,
    pub most_attempts: u32,
    pub backoff: Backoff,
    pub retry: Retry,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    Again(Time),
    Dead,
    /// Another worker has it; his word counts.
    Overtaken,
}

/// Puts a failed job back to wait, or gives it up.
pub(crate) fn fail(tx: &mut Tx, cx: &Cx, failure: &Failure) -> Result<Verdict, No> {
    let Lease { job, fence, .. } = failure.lease;
    let wait = match failure.retry {
        Retry::Never { .. } => None,
        _ if failure.attempt >= failure.most_attempts => None,
        Retry::After { span, .. } => Some(span),
        Retry::Later { .. } => Some(cx.chance(|chance| failure.backoff.wait(failure.attempt, chance))),
    };
    let (sql, at, verdict) = match wait {
        Some(wait) => (&WAIT, cx.now + wait, Verdict::Again(cx.now + wait)),
        None => (&GIVE_UP, cx.now, Verdict::Dead),
    };
    let changed = tx.run(sql, &params![job, fence, at, words(failure.retry.why())])?;
    Ok(if changed == 1 { verdict } else { Verdict::Overtaken })
}

/// No engine's TEXT takes a NUL, and an error that cannot be stored would keep its job for ever.
fn words(why: &str) -> String {
    why.chars().take(LONGEST_ERROR).map(|letter| if letter == '\0' { '\u{fffd}' } else { letter }).collect()
}

/// Hands over what a stopping node has not ended. What its handlers still try to save is refused.
pub(crate) fn give_back(tx: &mut Tx, cx: &Cx, leases: &Vec<Lease>) -> Result<(), No> {
    for lease in leases {
        tx.run(&GIVE_BACK, &params![lease.job, lease.fence, cx.now])?;
    }
    Ok(())
}

/// Ends every lease, so that what a dead process had in hand is done at once; says how many there were. For the start
/// of a process that alone may write this store. Were it not alone, the fence would still keep effects single.
///
/// # Errors
/// What broke in the database.
pub fn inherit(tx: &mut Tx, cx: &Cx, (): &()) -> Result<u64, No> {
    Ok(tx.run(&INHERIT, &params![cx.now])?)
}

/// Whether the lease still runs: not lost, not over.
pub(crate) fn runs(rx: &mut db::Rx, cx: &Cx, lease: &Lease) -> Result<bool, No> {
    let ends = rx.opt::<Time>(&ENDS, &params![lease.job, lease.fence])?;
    let now = rx.shared_now(cx)?;
    Ok(ends.is_some_and(|ends| now < ends))
}
