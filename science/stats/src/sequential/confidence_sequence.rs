//! The asymptotic confidence sequence (Waudby-Smith et al., arXiv 2103.06476, eq. 9 and 155).

use crate::Invalid;

/// People for whom the sequence is made tightest, unless the plan says otherwise.
pub const DEFAULT_PLANNED: f64 = 5_000.0;
/// Conversions (for money: buyers) that the arm with fewer must have before an interval is shown.
pub const LEAST_CONVERSIONS: u64 = 25;

/// ρ = √((−2 ln α + ln(1 − 2 ln α))/N*): makes the sequence tightest near N* = `planned` people.
///
/// It must be fixed at the start; choosing it after a look undoes the promise.
///
/// # Errors
/// `alpha` outside (0, 1), or `planned` not above 0.
pub fn rho(alpha: f64, planned: f64) -> Result<f64, Invalid> {
    Invalid::unless_alpha(alpha)?;
    Invalid::unless(
        planned > 0.0 && planned.is_finite(),
        "the planned number of people",
        "above 0",
        planned,
    )?;
    let twice = -2.0 * alpha.ln();
    Ok(((twice + twice.ln_1p()) / planned).sqrt())
}

/// Half-width of the interval over √(V N): √(2(Nρ²+1)/(Nρ)² · ln(√(Nρ²+1)/α)), after N = `people` people.
pub fn stretch(people: f64, rho: f64, alpha: f64) -> f64 {
    let grown = people * rho * rho + 1.0;
    (2.0 * grown / (people * rho).powi(2) * (grown.sqrt() / alpha).ln()).sqrt()
}

/// p_N = min(1, √(Nρ²+1) exp(−ρ² N d²/(2V(Nρ²+1)))) for an estimate d with variance V after N people.
pub fn p_value(estimate: f64, variance: f64, people: f64, rho: f64) -> f64 {
    let grown = people * rho * rho + 1.0;
    let exponent = -rho * rho * people * estimate * estimate / (2.0 * variance * grown);
    (grown.sqrt() * exponent.exp()).min(1.0)
}

/// The smallest p-value so far: with an always-valid one, each look may keep what earlier looks have shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunningMinimum {
    smallest: f64,
}

impl Default for RunningMinimum {
    /// Before the first look nothing speaks against equality: 1.
    fn default() -> Self {
        Self { smallest: 1.0 }
    }
}

impl RunningMinimum {
    /// Takes in a look and answers the smallest p so far, in [0, 1]. A p that is not a number says nothing.
    pub fn look(&mut self, p: f64) -> f64 {
        self.smallest = self.smallest.min(p);
        self.smallest
    }

    /// The smallest so far.
    pub fn p(&self) -> f64 {
        self.smallest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_tightest_relative_to_its_error_near_the_planned_number() {
        let rho = rho(0.05, 5_000.0).unwrap();
        let twice = -2.0 * 0.05_f64.ln();
        assert!((rho * rho * 5_000.0 - twice - (twice + 1.0).ln()).abs() < 1e-12);
        // In standard errors: stretch·√N.
        let reach = |people: f64| stretch(people, rho, 0.05) * people.sqrt();
        assert!(reach(5_000.0) < reach(500.0) && reach(5_000.0) < reach(50_000.0));
        assert!((reach(5_000.0) / 3.05 - 1.0).abs() < 0.01);
    }

    #[test]
    fn the_running_minimum_never_rises() {
        let mut running = RunningMinimum::default();
        assert_eq!(running.p(), 1.0);
        assert_eq!([0.4, 0.9, f64::NAN, 0.2, 0.3].map(|p| running.look(p)), [0.4, 0.4, 0.4, 0.2, 0.2]);
        assert_eq!(running.p(), 0.2);
    }

    #[test]
    fn a_plan_for_nobody_is_refused() {
        assert_eq!(
            rho(0.05, 0.0).unwrap_err().to_string(),
            "the planned number of people must be above 0, but is 0"
        );
        assert!(rho(0.0, 100.0).is_err() && rho(0.05, f64::INFINITY).is_err());
    }
}
