//! A normal belief about the effect, updated by the estimate.

use super::Effect;
use crate::special::{normal_cdf, normal_density, normal_quantile};
use crate::{Interval, Invalid};

/// What was believed of the relative effect before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prior {
    /// Nothing: the estimate speaks alone.
    Flat,
    /// Normal around `mean` with `deviation`, both as shares of control's mean.
    Normal {
        /// Expected relative effect.
        mean: f64,
        /// Its standard deviation, above 0.
        deviation: f64,
    },
}

/// What is believed after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    /// Expected effect.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
    /// P(the effect is above 0). Never shown alone: it is always near something.
    pub chance_above: f64,
    /// E max(effect, 0): what staying with control costs.
    pub risk_of_control: f64,
    /// E max(−effect, 0): what taking the treatment costs.
    pub risk_of_treatment: f64,
}

impl Prior {
    /// Precision-weighted mean of prior and estimate. The prior's scale follows the effect's.
    pub(super) fn updated_by(&self, effect: &Effect) -> Posterior {
        let (mean, variance) = match *self {
            Prior::Flat => (effect.estimate, effect.variance),
            Prior::Normal { mean, deviation } => {
                let before = 1.0 / (deviation * effect.scale).powi(2);
                let new = 1.0 / effect.variance;
                let variance = 1.0 / (before + new);
                (variance * (before * mean * effect.scale + new * effect.estimate), variance)
            }
        };
        let deviation = variance.sqrt();
        let z = mean / deviation;
        let risk = |z: f64| deviation * (normal_density(z) + z * normal_cdf(z));
        Posterior {
            mean,
            variance,
            chance_above: normal_cdf(z),
            risk_of_control: risk(z),
            risk_of_treatment: risk(-z),
        }
    }
}

impl Posterior {
    /// The central interval that holds the effect with probability 1 − `alpha`.
    ///
    /// # Errors
    /// `alpha` outside (0, 1).
    pub fn interval(&self, alpha: f64) -> Result<Interval, Invalid> {
        Invalid::unless_alpha(alpha)?;
        Ok(Interval::around(self.mean, normal_quantile(1.0 - 0.5 * alpha) * self.variance.sqrt()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Arm;
    use super::*;

    #[test]
    fn the_risks_differ_by_the_mean_and_a_tight_prior_holds_it_back() {
        let effect =
            Effect::absolute(&Arm::proportion(400, 88).unwrap(), &Arm::proportion(415, 94).unwrap()).unwrap();
        let flat = effect.bayesian(&Prior::Flat);
        assert_eq!((flat.mean, flat.variance), (effect.estimate, effect.variance));
        assert!((flat.risk_of_control - flat.risk_of_treatment - flat.mean).abs() < 1e-15);
        let tight = effect.bayesian(&Prior::Normal { mean: 0.0, deviation: 0.01 });
        assert!(tight.mean > 0.0 && tight.mean < 0.1 * flat.mean);
        assert!(tight.interval(0.05).unwrap().high < flat.interval(0.05).unwrap().high);
    }
}
