//! How many people an experiment needs, and how many days.
//!
//! ```
//! use stats::power::{Days, Design, days_needed};
//!
//! // 30-day repurchase is 20 %; is five percent more worth waiting for?
//! let design = Design::default();
//! let control = design.people_for_shares(0.20, 0.21)?;
//! assert!((control - 25_580.0).abs() < 1.0);
//! assert_eq!(days_needed(900.0, 2.0 * control)?, Days::Enough(57));
//! # Ok::<(), stats::Invalid>(())
//! ```

use crate::Invalid;
use crate::special::{normal_cdf, normal_quantile, normal_sf};

/// What the experiment shall be able to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// Probability of a false alarm, two-sided; in (0, 1).
    pub alpha: f64,
    /// Probability to see the effect if it is there; in (alpha, 1).
    pub power: f64,
    /// People in treatment for each in control; above 0.
    pub ratio: f64,
}

impl Default for Design {
    /// 5 % two-sided, 80 % power, equal arms.
    fn default() -> Self {
        Self { alpha: 0.05, power: 0.8, ratio: 1.0 }
    }
}

impl Design {
    fn check(&self) -> Result<(), Invalid> {
        Invalid::unless_alpha(self.alpha)?;
        let fine = self.power > self.alpha && self.power < 1.0;
        Invalid::unless(fine, "power", "between alpha and 1", self.power)?;
        Invalid::unless(self.ratio > 0.0 && self.ratio.is_finite(), "the ratio", "above 0", self.ratio)
    }

    /// People in control to tell share `p1` from `p0`, by arcsines (Cohen 1988), where variances are equal.
    ///
    /// # Errors
    /// A share outside (0, 1), equal shares, or a design that cannot be.
    pub fn people_for_shares(&self, p0: f64, p1: f64) -> Result<f64, Invalid> {
        self.check()?;
        let h = cohens_h(p0, p1)?.abs();
        Invalid::unless(h > 0.0, "the difference of the shares", "other than 0", 0.0)?;
        // Closed but for the far tail; that tail is below 1e-5 and a few Newton steps take it in.
        let z = normal_quantile(1.0 - 0.5 * self.alpha);
        let mut reach = z + normal_quantile(self.power);
        for _ in 0..20 {
            let slope = crate::special::normal_density(reach - z) - crate::special::normal_density(reach + z);
            reach -= (both_tails(reach, z) - self.power) / slope;
        }
        Ok((reach / h).powi(2) * (1.0 + 1.0 / self.ratio))
    }

    /// Power of telling `p1` from `p0` with `control` people in control, by arcsines.
    ///
    /// # Errors
    /// A share outside (0, 1), nobody, or a design that cannot be.
    pub fn power_for_shares(&self, p0: f64, p1: f64, control: f64) -> Result<f64, Invalid> {
        self.check()?;
        Invalid::unless(control > 0.0, "people in control", "above 0", control)?;
        let reach = cohens_h(p0, p1)?.abs() * (control / (1.0 + 1.0 / self.ratio)).sqrt();
        Ok(both_tails(reach, normal_quantile(1.0 - 0.5 * self.alpha)))
    }

    /// People in control to tell share `p1` from `p0` by the plain difference with unpooled variances:
    /// (z_{α/2} + z_β)² (p₀q₀ + p₁q₁/ratio)/(p₁−p₀)².
    ///
    /// # Errors
    /// A share outside (0, 1), equal shares, or a design that cannot be.
    pub fn people_for_difference(&self, p0: f64, p1: f64) -> Result<f64, Invalid> {
        cohens_h(p0, p1)?;
        self.people_for_means(p0 * (1.0 - p0), p1 * (1.0 - p1), p1 - p0)
    }

    /// People in control to see a difference of `difference` between means of people with these variances (after
    /// CUPED: the adjusted ones).
    ///
    /// # Errors
    /// A variance below 0, a difference of 0, or a design that cannot be.
    pub fn people_for_means(&self, control: f64, treatment: f64, difference: f64) -> Result<f64, Invalid> {
        self.check()?;
        Invalid::unless(control >= 0.0, "control's variance", "at least 0", control)?;
        Invalid::unless(treatment >= 0.0, "treatment's variance", "at least 0", treatment)?;
        let some = difference != 0.0 && difference.is_finite();
        Invalid::unless(some, "the difference", "other than 0", difference)?;
        let z = normal_quantile(1.0 - 0.5 * self.alpha) + normal_quantile(self.power);
        Ok((z / difference).powi(2) * (control + treatment / self.ratio))
    }

    /// The smallest difference that `people` in control can show, of means with these variances.
    ///
    /// # Errors
    /// Nobody, a variance below 0, or a design that cannot be.
    pub fn least_difference(&self, control: f64, treatment: f64, people: f64) -> Result<f64, Invalid> {
        Invalid::unless(people > 0.0, "people in control", "above 0", people)?;
        Ok((self.people_for_means(control, treatment, 1.0)? / people).sqrt())
    }
}

/// h = 2 asin √p₁ − 2 asin √p₀ (Cohen 1988).
///
/// # Errors
/// A share outside (0, 1).
pub fn cohens_h(p0: f64, p1: f64) -> Result<f64, Invalid> {
    for p in [p0, p1] {
        Invalid::unless(p > 0.0 && p < 1.0, "a share", "between 0 and 1", p)?;
    }
    Ok(2.0 * (p1.sqrt().asin() - p0.sqrt().asin()))
}

/// P(|Z + reach| > z).
fn both_tails(reach: f64, z: f64) -> f64 {
    normal_sf(z - reach) + normal_cdf(-z - reach)
}

/// Longer than this is not called an experiment.
pub const MOST_DAYS: u32 = 90;

/// Days until enough people have come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// So many, at most [`MOST_DAYS`].
    Enough(u32),
    /// More: ask for a larger effect, a nearer metric, or do without.
    TooLong(u32),
}

/// Whole days until `people` of all arms have come, at `people_a_day`.
///
/// # Errors
/// Nobody a day, or a number of people that is not finite.
pub fn days_needed(people_a_day: f64, people: f64) -> Result<Days, Invalid> {
    Invalid::unless(people_a_day > 0.0, "people a day", "above 0", people_a_day)?;
    Invalid::unless(people >= 0.0 && people.is_finite(), "people needed", "at least 0 and finite", people)?;
    let days = (people / people_a_day).ceil().min(f64::from(u32::MAX)) as u32;
    Ok(if days <= MOST_DAYS { Days::Enough(days) } else { Days::TooLong(days) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_people_asked_for_have_the_power_asked_for() {
        for (alpha, power, ratio) in [(0.05, 0.8, 1.0), (0.01, 0.95, 0.25), (0.2, 0.25, 1.0)] {
            let design = Design { alpha, power, ratio };
            let people = design.people_for_shares(0.05, 0.055).unwrap();
            assert!((design.power_for_shares(0.05, 0.055, people).unwrap() - power).abs() < 1e-12);
        }
    }

    #[test]
    fn the_least_difference_is_the_one_whose_people_there_are() {
        let design = Design { ratio: 0.5, ..Design::default() };
        let people = design.people_for_means(4.0, 5.0, 0.3).unwrap();
        assert!((design.least_difference(4.0, 5.0, people).unwrap() - 0.3).abs() < 1e-14);
    }

    #[test]
    fn ninety_days_are_an_experiment_and_ninety_one_are_not() {
        assert_eq!(days_needed(100.0, 9_000.0).unwrap(), Days::Enough(90));
        assert_eq!(days_needed(100.0, 9_000.1).unwrap(), Days::TooLong(91));
        assert_eq!(days_needed(1e-300, 1e300).unwrap(), Days::TooLong(u32::MAX));
        assert_eq!(days_needed(5.0, 0.0).unwrap(), Days::Enough(0));
    }

    #[test]
    fn a_design_that_cannot_be_is_refused() {
        let design = Design::default();
        assert!(design.people_for_shares(0.2, 0.2).is_err());
        assert!(design.people_for_shares(0.0, 0.2).is_err());
        assert!(Design { power: 0.01, ..design }.people_for_shares(0.1, 0.2).is_err());
        assert!(Design { ratio: 0.0, ..design }.people_for_means(1.0, 1.0, 0.1).is_err());
        assert!(days_needed(10.0, f64::NAN).is_err());
    }
}
