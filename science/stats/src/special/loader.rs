//! Loader's saddle-point form of the gamma and beta densities: no difference of large logarithms.
//!
//! C. Loader, "Fast and accurate computation of binomial probabilities" (2000).

use super::gamma::{ln_gamma, polynomial};
use std::f64::consts::PI;

/// From here the series below is right to 1e-17 (its next term is 1.8e-3·x⁻¹³).
const SERIES_FROM: f64 = 16.0;

/// What Stirling's formula leaves: ln Γ(x+1) − (x+½) ln x + x − ½ ln 2π, for x > 0.
fn stirling_error(x: f64) -> f64 {
    if x < SERIES_FROM {
        return ln_gamma(x + 1.0) - (x + 0.5) * x.ln() + x - 0.5 * (2.0 * PI).ln();
    }
    const TERMS: [f64; 6] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    polynomial(&TERMS, 1.0 / (x * x)) / x
}

/// x ln(x/m) + m − x, the deviance of x from its mean m, without cancellation where they are close.
fn deviance(x: f64, mean: f64) -> f64 {
    if (x - mean).abs() >= 0.1 * (x + mean) {
        return x * (x / mean).ln() + mean - x;
    }
    // With v = (x−m)/(x+m): ln(x/m) = 2 atanh v, so the deviance is (x−m)v + 2x Σ v^(2k+1)/(2k+1), k ≥ 1.
    let v = (x - mean) / (x + mean);
    let (mut sum, mut power) = ((x - mean) * v, 2.0 * x * v);
    for odd in (3..).step_by(2) {
        power *= v * v;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// xᵃ e⁻ˣ / Γ(a+1) for a > 0 and x > 0.
pub(super) fn poisson_term(a: f64, x: f64) -> f64 {
    (-stirling_error(a) - deviance(a, x)).exp() / (2.0 * PI * a).sqrt()
}

/// xᵃ yᵇ / B(a, b) for a, b > 0, with y = 1 − x given apart so that neither is rounded away.
pub(super) fn beta_term(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 || y <= 0.0 {
        return 0.0;
    }
    let n = a + b;
    let exponent =
        stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    exponent.exp() * (a * b / (2.0 * PI * n)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_equal_their_plain_formulas_where_those_are_good() {
        for (a, b, x) in [(0.5, 0.5, 0.3), (3.2, 7.1, 0.45), (20.0, 0.5, 0.97)] {
            let plain =
                (a * f64::ln(x) + b * (-x).ln_1p() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)).exp();
            assert!((beta_term(a, b, x, 1.0 - x) / plain - 1.0).abs() < 1e-13);
            let plain = (a * f64::ln(x) - x - ln_gamma(a + 1.0)).exp();
            assert!((poisson_term(a, x) / plain - 1.0).abs() < 1e-13);
        }
    }

    #[test]
    fn both_branches_of_stirling_error_and_deviance_meet() {
        let (below, above) = (stirling_error(15.999_999_999), stirling_error(16.0));
        assert!((below / above - 1.0).abs() < 1e-9);
        let (x, mean) = (110.0, 90.0);
        assert!((deviance(x, mean * 1.000_000_1) / deviance(x, mean * 0.999_999_9) - 1.0).abs() < 1e-5);
        assert_eq!(deviance(7.0, 7.0), 0.0);
    }
}
