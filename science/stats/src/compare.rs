//! Two arms from their sums alone.
//!
//! Each person adds to an arm's sums once; nothing else is kept. From the sums come the arm's mean and variance
//! ([`Arm`]), from two arms their difference ([`Effect`]), and from that what may be said: a fixed-horizon
//! interval for the planned end, an always-valid one for every look before it, a Bayesian one for comparison.
//!
//! ```
//! use stats::compare::{Arm, Effect};
//!
//! // Control: 880 of 4,200 bought again. Treatment: 945 of 4,150.
//! let (control, treatment) = (Arm::proportion(4_200, 880)?, Arm::proportion(4_150, 945)?);
//! let effect = Effect::absolute(&control, &treatment)?;
//! assert!((effect.estimate - 0.0182).abs() < 1e-4);
//!
//! // A single look at the planned end would call it better at 5 %; a look at any time may not.
//! assert!(effect.fixed(0.05)?.interval.low > 0.0);
//! assert!(effect.always_valid(0.05, 5_000.0)?.interval.holds(0.0));
//! # Ok::<(), stats::Invalid>(())
//! ```

mod arm;
mod bayes;
mod cluster;
mod cuped;
mod effect;
mod log_ratio;
mod moments;
pub mod proportions;
mod winsorise;

pub use arm::Arm;
pub use bayes::{Posterior, Prior};
pub use cluster::{ClusterTotals, Clustered, LEAST_CLUSTERS, compare_clusters};
pub use cuped::{Cuped, cuped};
pub use effect::{Effect, Test};
pub use log_ratio::relative_by_log;
pub use moments::{Joint, Moments};
pub use winsorise::{WINSORISE_AT, winsorising_cap};
