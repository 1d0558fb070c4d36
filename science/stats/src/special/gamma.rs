//! The gamma function's logarithm and its first two derivatives.

/// ln Γ(x) for x > 0, from the `libm` crate.
///
/// ```
/// assert!((stats::special::ln_gamma(5.0) - 24_f64.ln()).abs() < 1e-14);
/// ```
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Below this argument the recurrence is climbed first: the series' eighth term is then under 1e-17.
const SERIES_FROM: f64 = 12.0;

/// ψ(x) = d ln Γ(x)/dx for x > 0; NaN elsewhere.
///
/// Recurrence ψ(x) = ψ(x+1) − 1/x up to 12, then the asymptotic series (NIST DLMF 5.11.2).
///
/// ```
/// // ψ(1) is minus Euler's constant.
/// assert!((stats::special::digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-14);
/// ```
pub fn digamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    let (mut x, mut below) = (x, 0.0);
    while x < SERIES_FROM {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    // Bernoulli numbers B₂ₖ/(2k).
    const TERMS: [f64; 7] =
        [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32760.0, 1.0 / 12.0];
    x.ln() - 0.5 / x - polynomial(&TERMS, square) * square - below
}

/// ψ′(x) = d² ln Γ(x)/dx² for x > 0; NaN elsewhere.
///
/// Recurrence ψ′(x) = ψ′(x+1) + 1/x² up to 12, then the asymptotic series (NIST DLMF 5.15.8).
///
/// ```
/// use std::f64::consts::PI;
/// assert!((stats::special::trigamma(1.0) - PI * PI / 6.0).abs() < 1e-14);
/// ```
pub fn trigamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    let (mut x, mut below) = (x, 0.0);
    while x < SERIES_FROM {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    // Bernoulli numbers B₂ₖ.
    const TERMS: [f64; 7] =
        [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0];
    1.0 / x + 0.5 * square + polynomial(&TERMS, square) * square / x + below
}

/// Σ cₖ xᵏ by Horner's rule, lowest power first.
pub(super) fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_and_trigamma_are_the_derivatives_of_ln_gamma() {
        for x in [0.05, 0.243, 1.0, 2.426, 11.9, 12.1, 170.5] {
            let h = 1e-4 * x;
            let slope = (ln_gamma(x + h) - ln_gamma(x - h)) / (2.0 * h);
            assert!((digamma(x) - slope).abs() < 1e-6 * (1.0 + slope.abs()), "digamma({x})");
            let bend = (digamma(x + h) - digamma(x - h)) / (2.0 * h);
            assert!((trigamma(x) - bend).abs() < 1e-6 * (1.0 + bend.abs()), "trigamma({x})");
        }
    }

    #[test]
    fn known_values_of_digamma_and_trigamma_hold_to_the_last_places() {
        use std::f64::consts::{LN_2, PI};
        const EULER: f64 = 0.577_215_664_901_532_9;
        assert!((digamma(0.5) + EULER + 2.0 * LN_2).abs() < 4e-15);
        assert!((trigamma(0.5) - PI * PI / 2.0).abs() < 4e-15);
        assert!(digamma(0.0).is_nan() && digamma(-1.0).is_nan() && trigamma(f64::NAN).is_nan());
    }
}
