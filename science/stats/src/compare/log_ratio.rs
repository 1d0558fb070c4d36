//! A relative effect on the logarithmic scale, where its interval cannot fall below −100 %.

use super::Arm;
use crate::special::student_quantile;
use crate::{Interval, Invalid};

/// B/A − 1 with the interval exp(ln(B/A) ± t √(s_a²/(n_a A²) + s_b²/(n_b B²))) − 1 at level `alpha`, t with
/// Welch's degrees of freedom of the two logarithms; A and B are the arms' (adjusted) means.
///
/// # Errors
/// A mean not above 0, no variance, or `alpha` outside (0, 1).
pub fn relative_by_log(control: &Arm, treatment: &Arm, alpha: f64) -> Result<(f64, Interval), Invalid> {
    Invalid::unless_alpha(alpha)?;
    let logarithm = |arm: &Arm| -> Result<Arm, Invalid> {
        Invalid::unless(arm.mean > 0.0, "an arm's mean", "above 0 for a logarithm", arm.mean)?;
        Arm::of(arm.n, arm.mean.ln(), arm.variance / (arm.mean * arm.mean))
    };
    let effect = super::Effect::absolute(&logarithm(control)?, &logarithm(treatment)?)?;
    let reach = student_quantile(1.0 - 0.5 * alpha, effect.degrees_of_freedom) * effect.standard_error();
    let logs = Interval::around(effect.estimate, reach);
    Ok((effect.estimate.exp_m1(), Interval { low: logs.low.exp_m1(), high: logs.high.exp_m1() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanging_the_arms_gives_the_inverse_ratio() {
        let (a, b) = (Arm::proportion(400, 88).unwrap(), Arm::proportion(415, 94).unwrap());
        let ((forth, up), (back, down)) =
            (relative_by_log(&a, &b, 0.05).unwrap(), relative_by_log(&b, &a, 0.05).unwrap());
        assert!(((1.0 + forth) * (1.0 + back) - 1.0).abs() < 1e-14);
        assert!(((1.0 + up.low) * (1.0 + down.high) - 1.0).abs() < 1e-14);
        assert!(relative_by_log(&Arm::proportion(40, 0).unwrap(), &b, 0.05).is_err());
    }
}
