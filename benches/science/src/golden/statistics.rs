//! Golden files whose subject is statistics: one check a kind, each reading its inputs from the file.

mod bandit;
mod bgnbd;
mod bucketing;
mod cluster;
mod gamma_gamma;
mod given;
mod holdout;
mod multiple;
mod power;
mod propensity;
mod proportions;
mod rows;
mod sample_ratio;
mod score_slip;
mod special;
mod survival;
mod two_sample;
mod uplift;

pub use bgnbd::cdnow_cells;

use super::file::{GoldenFile, Outcome};

/// Checks one kind of file; an error is something that could not be read.
type Check = fn(&GoldenFile) -> Result<Outcome, String>;

/// Kinds by how a file's name begins; the first that fits is taken.
const KINDS: &[(&str, Check)] = &[
    ("bandit", bandit::check),
    ("bgnbd", bgnbd::check),
    ("bucketing", bucketing::check),
    ("churn", propensity::check),
    ("logit", propensity::check),
    ("cluster", cluster::check),
    ("cookie_cats", two_sample::check_rows),
    ("gamma_gamma", gamma_gamma::check),
    ("gbstats", two_sample::check),
    ("km", survival::check),
    ("logrank", survival::check_log_rank),
    ("multiple", multiple::check),
    ("power", power::check),
    ("proportions", proportions::check),
    ("special", special::check),
    ("srm", sample_ratio::check),
    ("tea_tasting", rows::check),
    ("uplift", uplift::check),
    ("qini", uplift::check),
];

/// Checks `file` if its kind belongs to statistics; `None` says that it is somebody else's.
pub fn check(kind: &str, file: &GoldenFile) -> Option<Outcome> {
    let (_, check) = KINDS.iter().find(|(begins, _)| kind.starts_with(begins))?;
    Some(check(file).unwrap_or_else(Outcome::refused))
}
