//! What waits for a clock, for whoever looks after the market.

use db::{No, Rx, params, row, sql};
use kernel::{Cx, Time, Uid};

sql! {
    RINGING = "SELECT process, name, COUNT(*), MIN(at) FROM clock WHERE at IS NOT NULL
        GROUP BY process, name ORDER BY process, name";
    OF_ROOT = "SELECT process, name, at, rung FROM clock WHERE root = $1 ORDER BY process, name";
}

/// How many things of a process wait for one of its clocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ringing {
    /// The process.
    pub process: String,
    /// The clock.
    pub clock: String,
    /// How many.
    pub count: i64,
    /// When the first rings; before now, it is late.
    pub first: Time,
}
row!(Ringing { process, clock, count, first });

/// Every clock that will ring, by its kind: as many rows as there are kinds, read over what waits and nothing that is
/// over.
///
/// # Errors
/// What broke in the database.
pub fn ringing(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Ringing>, No> {
    Ok(rx.all(&RINGING, &[])?)
}

/// One clock of a family.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ring {
    /// The process.
    pub process: String,
    /// The clock.
    pub clock: String,
    /// When it rings, if it will.
    pub at: Option<Time>,
    /// When it has rung, if it has.
    pub rung: Option<Time>,
}
row!(Ring { process, clock, at, rung });

/// The clocks of a family. Who may see them is for the caller to decide.
///
/// # Errors
/// What broke in the database.
pub fn clocks_of(rx: &mut Rx, root: Uid) -> Result<Vec<Ring>, No> {
    Ok(rx.all(&OF_ROOT, &params![root])?)
}
