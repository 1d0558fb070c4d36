//! One attempt at one job, and running what is due without workers.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use db::{Db, No};
use kernel::Actor;

use crate::lease::{Failure, Verdict, fail, runs};
use crate::take::{Held, Take, Wanted, take};
use crate::{Done, JobCx, Kinds, Retry, Running};

/// How an attempt ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    Done,
    Again,
    Dead,
    /// Another worker has it, or its end could not be saved and the next holder will find out.
    Left,
}

/// Runs a job in hand to the end of this attempt. Whatever the handler does, this comes back and says so.
pub(crate) async fn attempt(db: &Db, held: Held) -> End {
    let Held { kind, subject, payload, attempt, lease } = held;
    let job = JobCx { kind: kind.name, subject, attempt, lease, db: db.clone(), payload };
    let mut running = caught(kind.run, job);
    let outcome = loop {
        match tokio::time::timeout(kind.lease.to_std(), &mut running).await {
            Ok(outcome) => break outcome,
            // By the injected clock and the row, which know of steps that were saved.
            Err(_) if db.read(&Actor::Engine, lease, runs).await == Ok(true) => {}
            Err(_) => break Err(Retry::later("it took longer than its lease and saved no step")),
        }
    };
    drop(running);
    let retry = match outcome {
        Ok(Done(())) => return End::Done,
        Err(retry) => retry,
    };
    let why = retry.why().to_owned();
    let failure = Failure { lease, attempt, most_attempts: kind.most_attempts, backoff: kind.backoff, retry };
    let (kind, job) = (kind.name, lease.job);
    match db.write(&Actor::Engine, failure, fail).await {
        Ok(Verdict::Again(at)) => {
            tracing::info!(kind, %job, attempt, %at, why, "a job failed and waits");
            End::Again
        }
        Ok(Verdict::Dead) => {
            tracing::error!(kind, %job, attempt, why, "a job was given up");
            End::Dead
        }
        Ok(Verdict::Overtaken) => {
            tracing::warn!(kind, %job, attempt, why, "a job was overtaken: its lease was too short");
            End::Left
        }
        Err(no) => {
            tracing::error!(kind, %job, attempt, why, %no, "a failed job waits for the end of its lease");
            End::Left
        }
    }
}

/// The handler, with a panic of its made one more failure. What it owned is dropped, and what it began in the
/// database is undone there.
fn caught(run: fn(JobCx) -> Running, job: JobCx) -> Running {
    let begun = catch_unwind(AssertUnwindSafe(|| run(job)));
    Box::pin(async move {
        let mut running = begun.map_err(|panic| panicked(&*panic))?;
        poll_fn(|cx| {
            catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx)))
                .unwrap_or_else(|panic| Poll::Ready(Err(panicked(&*panic))))
        })
        .await
    })
}

fn panicked(panic: &(dyn Any + Send)) -> Retry {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Retry::later(format!("the handler panicked: {}", words.unwrap_or("without words")))
}

/// How many attempts ended how.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Ran {
    /// Done.
    pub done: usize,
    /// To be tried again.
    pub again: usize,
    /// Given up.
    pub dead: usize,
    /// Left to another holder.
    pub left: usize,
}

/// So many are leased at once.
const ARMFUL: usize = 32;

/// Runs what is due, the longest due first, one after the other, until nothing is or `limit` were attempted. Also
/// what these jobs ask for in turn, once those that were due with them are done. With a manual clock and a seed, one
/// run is like the next: for tests, the demo and simulations.
///
/// # Errors
/// The next job could not be leased.
pub async fn run_due(db: &Db, kinds: &Kinds, limit: usize) -> Result<Ran, No> {
    let db = db.background();
    let mut ran = Ran::default();
    let mut left = limit;
    while left > 0 {
        let most = left.min(ARMFUL);
        let before = left;
        let wanted = kinds.iter().map(|kind| Wanted { kind, room: most }).collect();
        let taken = db.write(&Actor::Engine, Take { wanted, most }, take).await?;
        for held in taken.jobs {
            left -= 1;
            match attempt(&db, held).await {
                End::Done => ran.done += 1,
                End::Again => ran.again += 1,
                End::Dead => ran.dead += 1,
                End::Left => ran.left += 1,
            }
        }
        if !taken.more && left == before {
            break;
        }
    }
    Ok(ran)
}
