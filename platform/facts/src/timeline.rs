//! Reading facts back: the timeline of a thing and of a family.

use db::{Broken, Rx, params, sql};
use kernel::{Digest, Time, Uid};

use crate::Fact;
use crate::record::columns;

sql! {
    OF_ROOT = concat!("SELECT ", columns!(), " FROM fact WHERE root = $1 ORDER BY seq LIMIT 500");
    LAST = "SELECT COALESCE(MAX(seq), 0) FROM fact WHERE root = $1";
    LEAVES_UNTIL = "SELECT pos, leaf FROM fact WHERE pos > $1 AND at <= $2 ORDER BY pos LIMIT 1000";
    OF_THING = concat!("SELECT ", columns!(), " FROM fact WHERE id = $1 ORDER BY at, seq LIMIT 500");
}

/// Everything that happened in a family, oldest first; at most 500. Whoever shows it has checked that the
/// person may see the family.
///
/// # Errors
/// What broke in the database.
pub fn of_root(rx: &mut Rx, root: Uid) -> Result<Vec<Fact>, Broken> {
    rx.all(&OF_ROOT, &params![root])
}

/// How far a family's history goes: the number of its last fact, 0 where there is none.
///
/// # Errors
/// What broke in the database.
pub fn last_of(rx: &mut Rx, root: Uid) -> Result<i64, Broken> {
    rx.one(&LAST, &params![root])
}

/// Everything that happened to one thing, oldest first; at most 500.
///
/// # Errors
/// What broke in the database.
pub fn of_thing(rx: &mut Rx, id: Uid) -> Result<Vec<Fact>, Broken> {
    rx.all(&OF_THING, &params![id])
}

/// Up to 1,000 facts of until an instant, behind a place in the log: their places and their leaves, which say all of
/// them. Two histories are one if all of these are.
///
/// # Errors
/// What broke in the database.
pub fn leaves(rx: &mut Rx, after: i64, until: Time) -> Result<Vec<(i64, Digest)>, Broken> {
    rx.all(&LEAVES_UNTIL, &params![after, until])
}
