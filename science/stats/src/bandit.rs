//! Which picture or wording to show more: Thompson's weights by quadrature.
//!
//! For choosing among creatives only. It never backs a claim about retention: its arms' shares follow their
//! results, so the arms are no longer comparable. A fixed uniform part keeps an unbiased estimate.
//!
//! ```
//! use stats::bandit::{Tried, p_best};
//! let arms = [Tried { successes: 30, failures: 270 }, Tried { successes: 45, failures: 255 }];
//! let best = p_best(&arms);
//! assert!((best[1] - 0.97).abs() < 0.01);
//! ```

use crate::Invalid;
use crate::special::{beta_density, beta_quantile, integrate, regularized_beta};

/// What an arm has shown so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// People who did it.
    pub successes: u64,
    /// People who did not.
    pub failures: u64,
}

/// A beta distribution of an arm's rate.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Belief {
    a: f64,
    b: f64,
}

/// Each arm's probability to be the best under uniform priors; they sum to 1. Within about 1e-11.
pub fn p_best(arms: &[Tried]) -> Vec<f64> {
    p_best_with_prior(arms, 1.0, 1.0)
}

/// As [`p_best`] with a Beta(`a`, `b`) prior on every arm's rate, a and b above 0.
///
/// ∫ fᵢ(x) Πⱼ≠ᵢ Fⱼ(x) dx over what arm i's rate can be, split where any arm's belief is steep.
pub fn p_best_with_prior(arms: &[Tried], a: f64, b: f64) -> Vec<f64> {
    let beliefs: Vec<Belief> =
        arms.iter().map(|arm| Belief { a: a + arm.successes as f64, b: b + arm.failures as f64 }).collect();
    let marks: Vec<f64> = beliefs
        .iter()
        .flat_map(|belief| {
            [1e-13, 1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1.0 - 1e-6]
                .map(|share| beta_quantile(belief.a, belief.b, share))
        })
        .collect();
    (0..beliefs.len()).map(|arm| p_that_best(arm, &beliefs, &marks)).collect()
}

fn p_that_best(arm: usize, beliefs: &[Belief], marks: &[f64]) -> f64 {
    let Belief { a, b } = beliefs[arm];
    let others = || beliefs.iter().enumerate().filter(move |(other, _)| *other != arm);
    let density = |x: f64| {
        let all_below: f64 = others().map(|(_, other)| regularized_beta(other.a, other.b, x)).product();
        beta_density(a, b, x) * all_below
    };
    let low = beta_quantile(a, b, 1e-13);
    let high = 1.0 - beta_quantile(b, a, 1e-13);
    integrate(density, low, high, marks, 1e-11)
}

/// Trials every arm needs before any is preferred.
pub const LEAST_TRIALS: u64 = 100;
/// The part of people who are given an arm by equal chance for ever; only they estimate the rates.
pub const UNIFORM_PART: f64 = 0.10;

/// Shares of the adaptive part of people, summing to 1: `floor` + (1 − k·`floor`)·P(best), or equal shares until
/// every arm has [`LEAST_TRIALS`]. The other [`UNIFORM_PART`] of people is shared equally whatever this says.
///
/// # Errors
/// No arm, or a floor outside [0, 1/k] (0.01 to 0.05 is usual).
pub fn thompson_weights(arms: &[Tried], floor: f64) -> Result<Vec<f64>, Invalid> {
    let equal = 1.0 / arms.len() as f64;
    Invalid::unless(!arms.is_empty(), "the number of arms", "at least 1", 0.0)?;
    Invalid::unless(
        (0.0..=equal).contains(&floor),
        "the floor",
        "between 0 and one arm's equal share",
        floor,
    )?;
    if arms.iter().any(|arm| arm.successes + arm.failures < LEAST_TRIALS) {
        return Ok(vec![equal; arms.len()]);
    }
    let free = 1.0 - arms.len() as f64 * floor;
    Ok(p_best(arms).into_iter().map(|best| floor + free * best).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(successes: u64, failures: u64) -> Tried {
        Tried { successes, failures }
    }

    #[test]
    fn equal_arms_are_equally_likely_best_and_all_sum_to_one() {
        for arms in [
            vec![tried(30, 270); 4],
            vec![tried(0, 0), tried(3, 9_000), tried(2, 8_000)],
            vec![tried(50_000, 950_000), tried(5, 95), tried(51_000, 951_000)],
        ] {
            let best = p_best(&arms);
            assert!((best.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{best:?}");
        }
        p_best(&[tried(30, 270); 4]).iter().for_each(|p| assert!((p - 0.25).abs() < 1e-11));
    }

    #[test]
    fn two_arms_have_a_closed_form() {
        // P(B > A) for whole parameters (Miller 2015): Σᵢ B(a₁+i, b₁+b₂)/((b₂+i) B(1+i, b₂) B(a₁, b₁)).
        use crate::special::ln_beta;
        let (a1, b1, a2, b2) = (12.0, 91.0, 20.0, 83.0);
        let closed: f64 = (0..20)
            .map(f64::from)
            .map(|i| {
                (ln_beta(a1 + i, b1 + b2) - (b2 + i).ln() - ln_beta(1.0 + i, b2) - ln_beta(a1, b1)).exp()
            })
            .sum();
        assert_eq!(a2, 20.0);
        assert!((p_best(&[tried(11, 90), tried(19, 82)])[1] - closed).abs() < 1e-11);
    }

    #[test]
    fn nothing_is_preferred_before_a_hundred_trials_each() {
        assert_eq!(thompson_weights(&[tried(0, 99), tried(50, 50)], 0.01).unwrap(), [0.5, 0.5]);
        let weights = thompson_weights(&[tried(0, 100), tried(50, 50)], 0.01).unwrap();
        assert!((weights[0] - 0.01).abs() < 1e-9 && (weights[1] - 0.99).abs() < 1e-9);
        assert_eq!(thompson_weights(&[tried(7, 200)], 0.0).unwrap().len(), 1);
        assert!(thompson_weights(&[], 0.01).is_err());
        assert!(thompson_weights(&[tried(1, 1); 3], 0.34).is_err());
    }
}
