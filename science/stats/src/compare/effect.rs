//! The difference of two arms and what may be said of it.

use super::Arm;
use super::bayes::{Posterior, Prior};
use crate::sequential::{self, stretch};
use crate::special::{student_quantile, student_sf};
use crate::{Interval, Invalid};

/// Treatment minus control, in the metric's units or as a share of control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The difference.
    pub estimate: f64,
    /// Its variance, above 0.
    pub variance: f64,
    /// People in both arms.
    pub people: u64,
    /// Welch's and Satterthwaite's degrees of freedom.
    pub degrees_of_freedom: f64,
    /// What a prior's relative scale is multiplied by: control's plain mean, or 1 for a relative effect.
    pub scale: f64,
}

/// An interval and the p-value of no difference that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// Differences that are not spoken against.
    pub interval: Interval,
    /// Two-sided p of no difference, in [0, 1].
    pub p: f64,
}

impl Effect {
    /// `treatment` − `control`, variance s_a²/n_a + s_b²/n_b.
    ///
    /// # Errors
    /// Neither arm varies, so nothing can be said of chance.
    pub fn absolute(control: &Arm, treatment: &Arm) -> Result<Self, Invalid> {
        let variance = control.error_squared() + treatment.error_squared();
        Self::of(control, treatment, treatment.mean - control.mean, variance, control.plain_mean)
    }

    /// The difference as a share of control's plain mean, with the delta method's variance at plain means:
    /// s_b²/(n_b A²) + s_a² B²/(n_a A⁴).
    ///
    /// # Errors
    /// Neither arm varies, or control's mean is 0.
    pub fn relative(control: &Arm, treatment: &Arm) -> Result<Self, Invalid> {
        let (a, b) = (control.plain_mean, treatment.plain_mean);
        Invalid::unless(a != 0.0, "control's mean", "other than 0 for a relative effect", a)?;
        let variance = treatment.error_squared() / (a * a) + control.error_squared() * b * b / a.powi(4);
        Self::of(control, treatment, (treatment.mean - control.mean) / a, variance, 1.0)
    }

    fn of(control: &Arm, treatment: &Arm, estimate: f64, variance: f64, scale: f64) -> Result<Self, Invalid> {
        Invalid::unless(
            variance > 0.0 && variance.is_finite(),
            "the effect's variance",
            "above 0",
            variance,
        )?;
        let (a, b) = (control.error_squared(), treatment.error_squared());
        let shares = a * a / (control.n - 1) as f64 + b * b / (treatment.n - 1) as f64;
        Ok(Self {
            estimate,
            variance,
            people: control.n + treatment.n,
            degrees_of_freedom: (a + b) * (a + b) / shares,
            scale,
        })
    }

    /// Brings effects of separate stages together, each weighted by its people.
    ///
    /// Where the treated share changes from stage to stage while the metric drifts, a pooled comparison mixes
    /// the two (Simpson's paradox; Kohavi, Tang & Xu 2020, ch. 15); this does not. `None` for no stage.
    pub fn stratified(stages: &[Effect]) -> Option<Self> {
        let people: u64 = stages.iter().map(|stage| stage.people).sum();
        let weight = |stage: &Effect| stage.people as f64 / people as f64;
        let sum = |of: &dyn Fn(&Effect) -> f64| stages.iter().map(of).sum::<f64>();
        let variance = sum(&|stage| weight(stage).powi(2) * stage.variance);
        let shares =
            sum(&|stage| (weight(stage).powi(2) * stage.variance).powi(2) / stage.degrees_of_freedom);
        (!stages.is_empty()).then(|| Self {
            estimate: sum(&|stage| weight(stage) * stage.estimate),
            variance,
            people,
            degrees_of_freedom: variance * variance / shares,
            scale: sum(&|stage| weight(stage) * stage.scale),
        })
    }

    /// The estimate's standard error.
    pub fn standard_error(&self) -> f64 {
        self.variance.sqrt()
    }

    /// Welch's test (1947) at level `alpha` in (0, 1). It holds for one look that was planned beforehand, and
    /// for no other: peeked at 399 times it is wrong 46 times in 100 where 5 were promised.
    ///
    /// # Errors
    /// `alpha` outside (0, 1).
    pub fn fixed(&self, alpha: f64) -> Result<Test, Invalid> {
        Invalid::unless_alpha(alpha)?;
        let t = self.estimate.abs() / self.standard_error();
        let reach = student_quantile(1.0 - 0.5 * alpha, self.degrees_of_freedom) * self.standard_error();
        Ok(Test {
            interval: Interval::around(self.estimate, reach),
            p: 2.0 * student_sf(t, self.degrees_of_freedom),
        })
    }

    /// The asymptotic confidence sequence at level `alpha`, tightest near `planned` people: it may be looked at
    /// after every person. See [`crate::sequential`] for when it may be shown.
    ///
    /// # Errors
    /// `alpha` outside (0, 1), or `planned` not above 0.
    pub fn always_valid(&self, alpha: f64, planned: f64) -> Result<Test, Invalid> {
        let rho = sequential::rho(alpha, planned)?;
        let people = self.people as f64;
        let reach = (self.variance * people).sqrt() * stretch(people, rho, alpha);
        Ok(Test {
            interval: Interval::around(self.estimate, reach),
            p: sequential::p_value(self.estimate, self.variance, people, rho),
        })
    }

    /// What to believe of the effect after a normal prior.
    pub fn bayesian(&self, prior: &Prior) -> Posterior {
        prior.updated_by(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arms() -> (Arm, Arm) {
        (Arm::proportion(4_200, 880).unwrap(), Arm::proportion(4_150, 945).unwrap())
    }

    #[test]
    fn exchanging_the_arms_turns_the_effect_around() {
        let (control, treatment) = arms();
        let (forth, back) = (
            Effect::absolute(&control, &treatment).unwrap(),
            Effect::absolute(&treatment, &control).unwrap(),
        );
        assert_eq!(forth.estimate, -back.estimate);
        let (forth, back) = (forth.fixed(0.05).unwrap(), back.fixed(0.05).unwrap());
        assert_eq!((forth.p, forth.interval.low), (back.p, -back.interval.high));
    }

    #[test]
    fn the_p_value_is_alpha_where_the_interval_ends_at_zero() {
        let (control, treatment) = arms();
        let effect = Effect::absolute(&control, &treatment).unwrap();
        let p = effect.fixed(0.05).unwrap().p;
        assert!(effect.fixed(p).unwrap().interval.low.abs() < 1e-14);
        // The always-valid p is the level whose sequence, of the same rho, ends at zero.
        let rho = sequential::rho(0.05, 5_000.0).unwrap();
        let p = effect.always_valid(0.05, 5_000.0).unwrap().p;
        let people = effect.people as f64;
        let reach = (effect.variance * people).sqrt() * stretch(people, rho, p);
        assert!((effect.estimate - reach).abs() < 1e-12);
    }

    #[test]
    fn an_effect_that_does_not_vary_is_refused() {
        let never = Arm::proportion(50, 0).unwrap();
        assert!(Effect::absolute(&never, &never).is_err());
        let some = Arm::proportion(50, 5).unwrap();
        assert!(Effect::relative(&never, &some).is_err());
        assert!(Effect::absolute(&never, &some).is_ok());
        assert!(Effect::absolute(&never, &some).unwrap().fixed(1.0).is_err());
    }

    #[test]
    fn stages_that_grow_while_the_rate_falls_do_not_fool_the_stratified_effect() {
        // Nothing works, but in the second stage half instead of 1 % are treated and everybody buys less.
        let stage = |control: (u64, u64), treatment: (u64, u64)| {
            let control = Arm::proportion(control.0, control.1).unwrap();
            Effect::absolute(&control, &Arm::proportion(treatment.0, treatment.1).unwrap()).unwrap()
        };
        let stages = [stage((99_000, 19_800), (1_000, 200)), stage((50_000, 5_000), (50_000, 5_000))];
        let pooled = stage((149_000, 24_800), (51_000, 5_200));
        assert!(pooled.fixed(0.05).unwrap().p < 1e-100);
        let together = Effect::stratified(&stages).unwrap();
        assert!(together.estimate.abs() < 1e-15 && together.fixed(0.05).unwrap().p > 0.99);
        assert_eq!(together.people, 200_000);
        assert_eq!(Effect::stratified(&[]), None);
        let alone = Effect::stratified(&stages[..1]).unwrap();
        assert!((alone.degrees_of_freedom / stages[0].degrees_of_freedom - 1.0).abs() < 1e-12);
    }
}
