//! The product-limit estimate (Kaplan & Meier 1958) with Greenwood's variance.

use super::{Spell, in_order};
use crate::special::normal_quantile;
use crate::{Interval, Invalid};

/// The curve at one distinct duration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The duration.
    pub time: f64,
    /// Spells watched up to here.
    pub at_risk: u64,
    /// Spells that ended here.
    pub events: u64,
    /// Spells watched no longer than here.
    pub censored: u64,
    /// S(t) = Π (1 − dᵢ/nᵢ).
    pub survival: f64,
    /// Greenwood's sum V = Σ dᵢ/(nᵢ(nᵢ−dᵢ)); infinite once everything has ended.
    pub greenwood: f64,
    /// The Nelson–Aalen cumulative hazard Σ dᵢ/nᵢ.
    pub hazard: f64,
}

impl Step {
    /// The pointwise log-log band S^exp(±z √V / ln S) (Kalbfleisch & Prentice), which stays within [0, 1]. `alpha` is
    /// what may be missed on both sides together.
    pub fn band(&self, alpha: f64) -> Interval {
        if self.survival <= 0.0 || self.survival >= 1.0 {
            return Interval { low: self.survival, high: self.survival };
        }
        let ln_s = self.survival.ln();
        let reach = normal_quantile(1.0 - 0.5 * alpha) * self.greenwood.sqrt() / ln_s;
        let ends = [(ln_s * reach.exp()).exp(), (ln_s * (-reach).exp()).exp()];
        Interval { low: ends[0].min(ends[1]), high: ends[0].max(ends[1]) }
    }
}

/// The mean of min(T, τ): the area under the curve up to τ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// ∫₀^τ S(t) dt.
    pub mean: f64,
    /// Variance of min(T, τ) itself, 2∫ t S dt − mean²: how spread people are.
    pub spread: f64,
    /// Standard error of the mean by Greenwood's sum: how well it is known.
    pub standard_error: f64,
}

/// A survival curve: constant between its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    steps: Vec<Step>,
}

/// Slack when S is compared with a level: a product of fractions misses 1/2 by its last places.
const ROUNDING: f64 = 1e-12;

impl Survival {
    /// Estimates the curve. Its first step is at 0. An empty slice gives a curve that stays at one.
    ///
    /// # Errors
    /// A negative or infinite duration.
    pub fn of(spells: &[Spell]) -> Result<Self, Invalid> {
        let ordered = in_order(spells)?;
        let mut at_risk = ordered.len() as u64;
        let start =
            Step { time: 0.0, at_risk, events: 0, censored: 0, survival: 1.0, greenwood: 0.0, hazard: 0.0 };
        let mut steps: Vec<Step> = vec![start];
        for same in ordered.chunk_by(|one, other| one.duration == other.duration) {
            let before = steps[steps.len() - 1];
            let events = same.iter().filter(|spell| spell.ended).count() as u64;
            let (n, d) = (at_risk as f64, events as f64);
            let step = Step {
                time: same[0].duration,
                at_risk,
                events,
                censored: same.len() as u64 - events,
                survival: before.survival * (1.0 - d / n),
                greenwood: if events == 0 { before.greenwood } else { before.greenwood + d / (n * (n - d)) },
                hazard: before.hazard + d / n,
            };
            match same[0].duration == 0.0 {
                true => steps[0] = step,
                false => steps.push(step),
            }
            at_risk -= same.len() as u64;
        }
        Ok(Self { steps })
    }

    /// The steps in the order of time: zero, then every distinct duration.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that holds at `time` (the last one not after it; the first for a negative time).
    pub fn step_at(&self, time: f64) -> &Step {
        let after = self.steps.partition_point(|step| step.time <= time);
        &self.steps[after.saturating_sub(1)]
    }

    /// S(time). One minus it is the probability of a repeat within `time`.
    pub fn at(&self, time: f64) -> f64 {
        self.step_at(time).survival
    }

    /// The first time at which S ≤ `level`; infinite if it never falls so far. Level ½ is the median.
    pub fn quantile(&self, level: f64) -> f64 {
        self.first_time(|step| step.survival <= level + ROUNDING)
    }

    /// The interval of [`Self::quantile`]: where each end of the band first falls to `level`.
    pub fn quantile_interval(&self, level: f64, alpha: f64) -> (f64, f64) {
        let low = self.first_time(|step| step.band(alpha).low <= level + ROUNDING);
        let high = self.first_time(|step| step.band(alpha).high <= level + ROUNDING);
        (low, high)
    }

    fn first_time(&self, low_enough: impl Fn(&Step) -> bool) -> f64 {
        self.steps.iter().find(|step| low_enough(step)).map_or(f64::INFINITY, |step| step.time)
    }

    /// The restricted mean up to `tau` (Irwin 1949). Beyond the last step the curve is taken as constant.
    ///
    /// # Errors
    /// `tau` not above 0 or not finite.
    pub fn restricted_mean(&self, tau: f64) -> Result<RestrictedMean, Invalid> {
        Invalid::unless(tau > 0.0 && tau.is_finite(), "tau", "above 0 and finite", tau)?;
        let (mut area, mut moment, mut variance) = (0.0, 0.0, 0.0);
        // Backwards, so that `area` is at each step the area from there to tau.
        let mut end = tau;
        for step in self.steps.iter().rev().filter(|step| step.time < tau) {
            area += step.survival * (end - step.time);
            moment += step.survival * (end * end - step.time * step.time);
            let (n, d) = (step.at_risk as f64, step.events as f64);
            // Where everything ended nothing is left to vary.
            if d > 0.0 && d < n {
                variance += area * area * d / (n * (n - d));
            }
            end = step.time;
        }
        Ok(RestrictedMean { mean: area, spread: moment - area * area, standard_error: variance.sqrt() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(durations: &[(f64, bool)]) -> Vec<Spell> {
        durations.iter().map(|&(duration, ended)| Spell { duration, ended }).collect()
    }

    #[test]
    fn without_censoring_the_curve_is_the_share_still_there() {
        let curve = Survival::of(&spells(&[(3.0, true), (1.0, true), (2.0, true), (2.0, true), (8.0, true)]))
            .unwrap();
        let seen: Vec<(f64, f64)> = curve.steps().iter().map(|step| (step.time, step.survival)).collect();
        for ((time, survival), (t, s)) in seen.iter().zip([(0.0, 1.0), (1.0, 0.8), (2.0, 0.4), (3.0, 0.2)]) {
            assert_eq!(*time, t);
            assert!((survival - s).abs() < 1e-15);
        }
        assert_eq!(curve.at(8.0), 0.0);
        assert_eq!(curve.steps()[4].band(0.05), Interval { low: 0.0, high: 0.0 });
        assert_eq!(curve.at(-1.0), 1.0);
        // The mean of all, once tau is beyond the last.
        let mean = curve.restricted_mean(10.0).unwrap();
        assert!((mean.mean - 3.2).abs() < 1e-14);
        assert!((mean.spread - (1.0 + 4.0 + 4.0 + 9.0 + 64.0) / 5.0 + 3.2 * 3.2).abs() < 1e-13);
    }

    #[test]
    fn a_median_reached_exactly_is_not_missed_by_rounding() {
        for n in 2..60_u32 {
            let all: Vec<Spell> =
                (1..=2 * n).map(|day| Spell { duration: f64::from(day), ended: true }).collect();
            assert_eq!(Survival::of(&all).unwrap().quantile(0.5), f64::from(n), "{n}");
        }
    }

    #[test]
    fn those_watched_from_the_start_and_no_longer_count_at_zero() {
        let curve = Survival::of(&spells(&[(0.0, false), (5.0, true), (5.0, false)])).unwrap();
        assert_eq!((curve.steps()[0].at_risk, curve.steps()[0].censored), (3, 1));
        assert_eq!((curve.steps()[1].at_risk, curve.at(5.0)), (2, 0.5));
        assert_eq!(curve.quantile(0.2), f64::INFINITY);
    }

    #[test]
    fn nobody_gives_a_flat_curve_and_nonsense_is_refused() {
        let nobody = Survival::of(&[]).unwrap();
        assert_eq!((nobody.at(100.0), nobody.quantile(0.5)), (1.0, f64::INFINITY));
        assert_eq!(nobody.restricted_mean(30.0).unwrap().mean, 30.0);
        assert_eq!(
            Survival::of(&spells(&[(-1.0, true)])).unwrap_err().to_string(),
            "a duration must be at least 0 and finite, but is -1"
        );
        assert!(nobody.restricted_mean(0.0).is_err());
    }
}
