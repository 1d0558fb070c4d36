//! Who will come back: a calibrated probability for each person, and whether it is worth having.
//!
//! The usual features are ln(1 + orders), days since the last, age in days, and counts of engagement. Fit on
//! one period and judge on a later one; never on rows that the fit has seen.
//!
//! ```
//! use stats::propensity::{Scored, Use, judge_against_recency, logistic};
//!
//! // One feature: weeks since the last order. Whether they came back after.
//! let weeks: Vec<f64> = (0..40).map(|k| f64::from(k % 20)).collect();
//! let back: Vec<bool> = (0..40).map(|k| k % 20 < 7 || k % 6 == 0).collect();
//! let model = logistic(&weeks, 1, &back)?;
//! assert!(model.probability(&[1.0]) > model.probability(&[15.0]));
//!
//! let scored = |score: &dyn Fn(f64) -> f64| -> Vec<Scored> {
//!     weeks.iter().zip(&back).map(|(week, came)| Scored { score: score(*week), came: *came }).collect()
//! };
//! let (by_model, by_recency) = (scored(&|week| model.probability(&[week])), scored(&|week| -week));
//! // A model of recency alone orders people as recency does, so it is refused.
//! assert!(matches!(judge_against_recency(&by_model, &by_recency)?, Use::SortByRecency { .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod logistic;
mod score;

pub use logistic::{Logistic, NoLogistic, logistic};
pub(crate) use score::quantile_of_sorted;
pub use score::{
    CalibrationLine, Decile, LEAST_GAIN, OneSided, Scored, Use, auc, brier, calibration_line, deciles,
    judge_against_recency, log_loss,
};
