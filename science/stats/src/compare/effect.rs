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
    /// Its variance if neither arm varied less than people of both arms together; at least `variance`.
    pub cautious_variance: f64,
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
        Self::of(control, treatment, treatment.mean - control.mean, [1.0, 1.0], control.plain_mean)
    }

    /// The difference as a share of control's plain mean, with the delta method's variance at plain means:
    /// s_b²/(n_b A²) + s_a² B²/(n_a A⁴).
    ///
    /// # Errors
    /// Neither arm varies, or control's mean is 0.
    pub fn relative(control: &Arm, treatment: &Arm) -> Result<Self, Invalid> {
        let (a, b) = (control.plain_mean, treatment.plain_mean);
        Invalid::unless(a != 0.0, "control's mean", "other than 0 for a relative effect", a)?;
        let slopes = [b * b / a.powi(4), 1.0 / (a * a)];
        Self::of(control, treatment, (treatment.mean - control.mean) / a, slopes, 1.0)
    }

    /// `slopes` are the squared derivatives of the estimate by control's and treatment's mean.
    fn of(
        control: &Arm,
        treatment: &Arm,
        estimate: f64,
        slopes: [f64; 2],
        scale: f64,
    ) -> Result<Self, Invalid> {
        let (a, b) = (control.error_squared(), treatment.error_squared());
        let variance = a * slopes[0] + b * slopes[1];
        Invalid::unless(
            variance > 0.0 && variance.is_finite(),
            "the effect's variance",
            "above 0",
            variance,
        )?;
        let together = together(control, treatment);
        let at_least = |arm: &Arm| arm.variance.max(together) / arm.n as f64;
        let shares = a * a / (control.n - 1) as f64 + b * b / (treatment.n - 1) as f64;
        Ok(Self {
            estimate,
            variance,
            cautious_variance: at_least(control) * slopes[0] + at_least(treatment) * slopes[1],
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
        let cautious_variance = sum(&|stage| weight(stage).powi(2) * stage.cautious_variance);
        let shares =
            sum(&|stage| (weight(stage).powi(2) * stage.variance).powi(2) / stage.degrees_of_freedom);
        (!stages.is_empty()).then(|| Self {
            estimate: sum(&|stage| weight(stage) * stage.estimate),
            variance,
            cautious_variance,
            people,
            degrees_of_freedom: variance * variance / shares,
            scale: sum(&|stage| weight(stage) * stage.scale),
        })
    }

    /// The same effect with its cautious variance: what a verdict at any time is built on.
    ///
    /// A small arm that has not yet met a large order looks both poorer and steadier than it is, so its own variance
    /// makes false alarms. Measured with skewed money, 5 % treated and 2,000 looks: 11.4 % false alarms at 5 %
    /// without this, 0.1 % with it; for conversions it changes little.
    pub fn cautious(self) -> Self {
        Self { variance: self.cautious_variance, ..self }
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

/// Variance of one person's value if the arms are one crowd: within the arms and between them.
fn together(control: &Arm, treatment: &Arm) -> f64 {
    let share = treatment.n as f64 / (control.n + treatment.n) as f64;
    let between = share * (1.0 - share) * (treatment.mean - control.mean).powi(2);
    (1.0 - share) * control.variance + share * treatment.variance + between
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
    fn an_arm_that_varies_less_than_the_crowd_is_given_the_crowd_s_variance() {
        // The crowd of both: 10 of 100 people, whose variance is 0.1·0.9.
        let (control, treatment) = (Arm::proportion(80, 10).unwrap(), Arm::proportion(20, 0).unwrap());
        let effect = Effect::absolute(&control, &treatment).unwrap();
        assert!((effect.variance - 0.125 * 0.875 / 80.0).abs() < 1e-16);
        assert!((effect.cautious_variance - 0.125 * 0.875 / 80.0 - 0.09 / 20.0).abs() < 1e-16);
        assert_eq!(effect.cautious().variance, effect.cautious_variance);
        // The crowd's 0.11·0.89 is less than control varies, more than treatment does.
        let treatment = Arm::proportion(20, 1).unwrap();
        let relative = Effect::relative(&control, &treatment).unwrap();
        let by_hand =
            0.125 * 0.875 / 80.0 * 0.05 * 0.05 / 0.125_f64.powi(4) + 0.11 * 0.89 / 20.0 / (0.125 * 0.125);
        assert!((relative.cautious_variance / by_hand - 1.0).abs() < 1e-14);
        let (control, treatment) = arms();
        let alike = Effect::absolute(&control, &treatment).unwrap();
        assert!((alike.cautious_variance / alike.variance - 1.0).abs() < 0.03);
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
        assert_eq!(alone.cautious_variance, stages[0].cautious_variance);
        assert!((alone.degrees_of_freedom / stages[0].degrees_of_freedom - 1.0).abs() < 1e-12);
    }
}
