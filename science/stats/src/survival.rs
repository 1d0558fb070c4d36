//! How long until something happens, when for some it has not happened yet.
//!
//! Durations may be in any unit, the same throughout; answers are in that unit.
//!
//! ```
//! use stats::survival::{Spell, Survival};
//!
//! // Days from the first to the second order; the last two have not come back yet.
//! let gaps = [(12.0, true), (30.0, true), (41.0, true), (90.0, false), (90.0, false)];
//! let spells: Vec<Spell> = gaps.iter().map(|&(duration, ended)| Spell { duration, ended }).collect();
//! let curve = Survival::of(&spells)?;
//! assert_eq!(curve.quantile(0.5), 41.0);
//! assert!((1.0 - curve.at(30.0) - 0.4).abs() < 1e-15); // the 30-day repeat probability
//! # Ok::<(), stats::Invalid>(())
//! ```

mod kaplan_meier;
mod log_rank;

pub use kaplan_meier::{RestrictedMean, Step, Survival};
pub use log_rank::{LogRank, NothingToCompare, log_rank};

use crate::Invalid;

/// One observed duration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// Time watched, at least 0.
    pub duration: f64,
    /// Whether it ended then (true) or was only watched until then (false, censored).
    pub ended: bool,
}

/// Spells in the order of their durations, or a refusal of one that is negative or not finite.
fn in_order(spells: &[Spell]) -> Result<Vec<Spell>, Invalid> {
    for spell in spells {
        let fine = spell.duration >= 0.0 && spell.duration.is_finite();
        Invalid::unless(fine, "a duration", "at least 0 and finite", spell.duration)?;
    }
    let mut ordered = spells.to_vec();
    ordered.sort_by(|one, other| one.duration.total_cmp(&other.duration));
    Ok(ordered)
}
