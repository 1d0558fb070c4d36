//! The exact e-process of counts (Lindon & Malek 2022, "Anytime-valid inference for multinomial count data").

use crate::Invalid;
use crate::special::{ln_gamma, regularized_beta};

/// k: how firmly the alternatives are held near the planned shares.
pub const CONCENTRATION: f64 = 100.0;

/// Tests whether events fall on the arms in their planned shares, however often it is asked.
///
/// ln E = ln B(kθ + n) − ln B(kθ) − Σ nᵢ ln θᵢ, a ratio of a Dirichlet mixture's likelihood to that of θ. Under
/// θ the expectation of E stays 1, so P(E ever reaches 1/α) ≤ α (Ville 1939). It depends on the counts alone,
/// not on their order. Count each person's first event only, so that counts are independent; E-values of
/// separate stages multiply, so their ln E add up.
#[derive(Debug, Clone, PartialEq)]
pub struct CountProcess {
    shares: Vec<f64>,
    concentration: f64,
}

impl CountProcess {
    /// A process for arms of these planned shares (above 0; brought to sum 1), with k = [`CONCENTRATION`].
    ///
    /// # Errors
    /// Fewer than two arms, or a share not above 0.
    pub fn new(shares: &[f64]) -> Result<Self, Invalid> {
        Self::with_concentration(shares, CONCENTRATION)
    }

    /// As [`Self::new`] with another k above 0.
    ///
    /// # Errors
    /// Fewer than two arms, or a share or k not above 0.
    pub fn with_concentration(shares: &[f64], concentration: f64) -> Result<Self, Invalid> {
        Invalid::unless(shares.len() >= 2, "the number of arms", "at least 2", shares.len() as f64)?;
        let fine = concentration > 0.0 && concentration.is_finite();
        Invalid::unless(fine, "k", "above 0 and finite", concentration)?;
        for share in shares {
            Invalid::unless(
                *share > 0.0 && share.is_finite(),
                "an arm's share",
                "above 0 and finite",
                *share,
            )?;
        }
        let whole: f64 = shares.iter().sum();
        Ok(Self { shares: shares.iter().map(|share| share / whole).collect(), concentration })
    }

    /// The planned shares, summing to 1.
    pub fn shares(&self) -> &[f64] {
        &self.shares
    }

    /// ln E after `counts` events by arm; arms left out have none.
    pub fn ln_e(&self, counts: &[u64]) -> f64 {
        let counts = self.shares.iter().zip(counts.iter().copied().chain(std::iter::repeat(0)));
        let mut all = 0.0;
        let by_arm: f64 = counts
            .map(|(share, count)| {
                let (prior, n) = (self.concentration * share, count as f64);
                all += n;
                ln_gamma(prior + n) - ln_gamma(prior) - n * share.ln()
            })
            .sum();
        by_arm + ln_gamma(self.concentration) - ln_gamma(self.concentration + all)
    }
}

impl CountProcess {
    /// ln E of one `arm` having *more* than its planned share, after `counts` events by arm.
    ///
    /// The mixture is kept to alternatives above the planned share θ: E times P(p > θ | counts)/P(p > θ) for
    /// p ~ Beta(kθ, k(1−θ)). Under any share up to θ its expectation stays at most 1, so P(E ever reaches 1/α) ≤ α
    /// also here, and nothing is spent on the side that nobody fears: harm is found sooner than by the two-sided
    /// process. An arm that is not there has no evidence against it: 0.
    pub fn ln_e_of_more(&self, counts: &[u64], arm: usize) -> f64 {
        let Some(share) = self.shares.get(arm) else {
            return 0.0;
        };
        let count = |place: usize| counts.get(place).copied().unwrap_or(0) as f64;
        let others: f64 = (0..self.shares.len()).filter(|place| *place != arm).map(count).sum();
        let (a, b) = (self.concentration * share, self.concentration * (1.0 - share));
        let above = |more: f64, less: f64| regularized_beta(b + less, a + more, 1.0 - share);
        // So surprisingly few that no double holds it: as good as none.
        let after = above(count(arm), others).max(f64::MIN_POSITIVE);
        self.ln_e(counts) + (after / above(0.0, 0.0)).ln()
    }
}

/// The always-valid p-value 1/E, in [0, 1].
pub fn p_of_ln_e(ln_e: f64) -> f64 {
    (-ln_e).exp().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_events_nothing_is_said_and_shares_need_not_sum_to_one() {
        let process = CountProcess::new(&[1.0, 1.0, 2.0]).unwrap();
        assert_eq!(process.shares(), [0.25, 0.25, 0.5]);
        assert_eq!(process.ln_e(&[0, 0, 0]), 0.0);
        assert_eq!(process.ln_e(&[]), 0.0);
        assert_eq!(p_of_ln_e(-3.0), 1.0);
        assert!((p_of_ln_e(1000_f64.ln()) - 0.001).abs() < 1e-17);
    }

    /// Of E over all outcomes of thirty events of which each falls to the first arm with probability `share`.
    fn expectation(share: f64, ln_e: impl Fn(&[u64]) -> f64) -> f64 {
        (0..=30_u64)
            .map(|k| {
                let (x, n) = (k as f64, 30.0);
                let ln_choose = ln_gamma(n + 1.0) - ln_gamma(x + 1.0) - ln_gamma(n - x + 1.0);
                let ln_probability = ln_choose + x * share.ln() + (n - x) * (-share).ln_1p();
                (ln_probability + ln_e(&[k, 30 - k])).exp()
            })
            .sum()
    }

    #[test]
    fn its_expectation_under_the_planned_shares_is_one() {
        let process = CountProcess::with_concentration(&[0.05, 0.95], 20.0).unwrap();
        assert!((expectation(0.05, |counts| process.ln_e(counts)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn evidence_of_more_has_expectation_one_at_the_planned_share_and_less_below_it() {
        let process = CountProcess::with_concentration(&[0.05, 0.95], 20.0).unwrap();
        let of_more = |counts: &[u64]| process.ln_e_of_more(counts, 0);
        assert!((expectation(0.05, of_more) - 1.0).abs() < 1e-12);
        assert!(expectation(0.03, of_more) < 0.9);
        assert!(expectation(0.10, of_more) > 1.5);
    }

    #[test]
    fn evidence_of_more_is_sooner_than_of_either_side_and_none_for_less() {
        let process = CountProcess::new(&[0.05, 0.95]).unwrap();
        let gain = process.ln_e_of_more(&[40, 250], 0) - process.ln_e(&[40, 250]);
        assert!(gain > 0.5 && gain < 1.0, "{gain}");
        assert!(process.ln_e(&[5, 995]) > 10.0 && process.ln_e_of_more(&[5, 995], 0) < 0.0);
        assert!(process.ln_e_of_more(&[0, 900_000], 0).is_finite());
        // The other arm's side, an arm that is not there, and no events at all.
        assert!(process.ln_e_of_more(&[5, 995], 1) > 10.0);
        assert_eq!(process.ln_e_of_more(&[5, 995], 2), 0.0);
        assert_eq!(process.ln_e_of_more(&[], 0), 0.0);
        // One of three arms against the other two together.
        let three = CountProcess::new(&[0.2, 0.3, 0.5]).unwrap();
        let two = CountProcess::new(&[0.2, 0.8]).unwrap();
        let extra =
            |process: &CountProcess, counts: &[u64]| process.ln_e_of_more(counts, 0) - process.ln_e(counts);
        assert!((extra(&three, &[30, 30, 50]) - extra(&two, &[30, 80])).abs() < 1e-12);
    }

    #[test]
    fn arms_and_shares_that_cannot_be_are_refused() {
        assert!(CountProcess::new(&[1.0]).is_err());
        assert!(CountProcess::new(&[0.0, 1.0]).is_err());
        assert!(CountProcess::with_concentration(&[0.5, 0.5], 0.0).is_err());
    }

    proptest! {
        #[test]
        fn one_event_more_multiplies_by_its_predicted_share_over_the_planned(
            share in 0.01_f64..0.99, a in 0_u64..5_000, b in 0_u64..5_000,
        ) {
            let process = CountProcess::new(&[share, 1.0 - share]).unwrap();
            let step = process.ln_e(&[a + 1, b]) - process.ln_e(&[a, b]);
            let predicted = (100.0 * share + a as f64) / (100.0 + (a + b) as f64);
            prop_assert!((step - (predicted / share).ln()).abs() < 1e-9);
        }
    }
}
