//! The limit programs: what each engine, and bare axum, can do at most with the same rows and the same bytes.

pub mod bare;
pub mod postgres;
pub mod sqlite;

use std::time::Duration;

use crate::Failure;
use crate::rows::Sheet;

/// Where a limit program's time went.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Spent {
    /// From the first row to the last commit.
    pub whole: Duration,
    /// Of that, inside `COMMIT`; only SQLite tells, where one thread does everything.
    pub committing: Duration,
    /// How many commits.
    pub commits: usize,
}

/// Every row was there to be changed: a limit that changes nothing would be no limit.
fn met(written: usize, wanted: usize, sheet: &Sheet) -> Result<(), Failure> {
    if written == wanted {
        return Ok(());
    }
    let (verb, table) = (sheet.verb.word(), &sheet.table);
    Err(format!("{written} of {wanted} rows of {table} were {verb}: this is another market's file").into())
}
