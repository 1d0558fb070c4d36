//! Jobs: what a command asks to be done after its commit, mostly of the world outside. A job is a row written in
//! the command's transaction; workers lease it, and what it brings about is saved together with its end, once.
//!
//! ```no_run
//! # use db::{Db, No, Tx};
//! # use jobs::{Done, JobCx, Kind, Lease, New, Retry, Running};
//! # use kernel::{Actor, Cx, Ref};
//! # struct Shipped; struct Carrier;
//! # impl Carrier { async fn ask(&self, _: &Ref) -> Result<String, std::io::Error> { Ok(String::new()) } }
//! # fn carrier(_: &Db) -> &Carrier { &Carrier }
//! const TRACK: Kind = Kind::new("shipping/track", track);
//!
//! /// In any command: asked if and only if the command is saved.
//! fn ship(tx: &mut Tx, cx: &Cx, parcel: &Ref) -> Result<(), No> {
//!     jobs::enqueue(tx, cx, New { subject: parcel.clone(), ..New::of(TRACK.name, &()) })?;
//!     Ok(())
//! }
//!
//! /// Between transactions: reads what to do, asks the world, then saves.
//! fn track(job: JobCx) -> Running {
//!     Box::pin(async move {
//!         let place = carrier(&job.db).ask(&job.subject).await.map_err(Retry::later)?;
//!         Ok(job.db.write(&Actor::Engine, (job.lease, place), note_place).await?)
//!     })
//! }
//!
//! /// The effect and the job's end in one transaction; refused whole if the lease was lost meanwhile.
//! fn note_place(tx: &mut Tx, cx: &Cx, (lease, place): &(Lease, String)) -> Result<Done, No> {
//!     let done = lease.finish(tx, cx)?;
//!     // … write the place …
//!     # let _ = place;
//!     Ok(done)
//! }
//! ```

mod backoff;
mod enqueue;
mod kind;
mod lease;
mod operate;
mod run;
mod take;
mod workers;

pub use backoff::Backoff;
pub use enqueue::{Job, New, TOPIC, enqueue};
pub use kind::{Done, JobCx, Kind, Kinds, Retry, Running, TwoOfOneName};
pub use lease::{Lease, inherit};
pub use operate::{Count, Dead, Letter, Opened, State, census, dead, letter, put_away, revive, sweep};
pub use run::{Ran, run_due};
pub use workers::{Settings, Workers};

/// The table of jobs.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "jobs/0001_jobs", sql: include_str!("../migrations/0001_jobs.sql") }];

/// Every statement, for the test that prepares them on both engines.
pub const STATEMENTS: &[&[&db::Sql]] =
    &[enqueue::STATEMENTS, lease::STATEMENTS, operate::STATEMENTS, take::STATEMENTS];
