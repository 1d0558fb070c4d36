//! Runs a family: one command, one family, one lock (architecture, idea 1).
//!
//! [`run`] locks the root, loads the rows, lets what is due happen first, lets the command act, delivers what
//! its moves send inside the family, stores what changed, and carries the plan out in one order: stock by
//! hold, money in the order it was said, jobs, facts. [`found`] does the same for a family that is born.
//! A domain writes only [`Stored`]: how its rows are read and written.

mod carry;
mod clocks;
mod run;
mod sinks;
mod sweep;
mod waiting;

pub use clocks::Ticks;
pub use run::{Stored, found, run, show};
pub use sinks::{Ledger, Sinks, Stock};
pub use sweep::{Kind, KnownWords, Swept, astray, due_roots, sweep, unknown_words};
pub use waiting::{Ring, Ringing, clocks_of, ringing};

use db::{Migration, Sql};

/// The clocks' table.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "runner/0001_clocks", sql: include_str!("../migrations/0001_clocks.sql") }];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[clocks::STATEMENTS, sweep::STATEMENTS, waiting::STATEMENTS];
