//! The chi-squared distribution's upper tail, by the regularised incomplete gamma function.

use super::loader::poisson_term;

/// P(χ² with `df` degrees of freedom ≥ x), for df > 0 and x ≥ 0; 1 for x ≤ 0; NaN for df ≤ 0.
///
/// ```
/// // Two degrees of freedom are an exponential with mean 2.
/// let tail = stats::special::chi_squared_sf(6.0, 2.0);
/// assert!((tail - (-3.0_f64).exp()).abs() < 1e-16);
/// ```
pub fn chi_squared_sf(x: f64, df: f64) -> f64 {
    if df == 1.0 && x > 0.0 {
        return libm::erfc((0.5 * x).sqrt());
    }
    regularized_gamma_q(0.5 * df, 0.5 * x)
}

/// Q(a, x) = Γ(a, x)/Γ(a) for a > 0; 1 for x ≤ 0; NaN for a ≤ 0.
///
/// Series below a + 1, Legendre's continued fraction above (NIST DLMF 8.11.4, 8.9.2).
pub fn regularized_gamma_q(a: f64, x: f64) -> f64 {
    if a.is_nan() || a <= 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x < a + 1.0 {
        1.0 - poisson_term(a, x) * series(a, x)
    } else {
        poisson_term(a, x) * a * fraction(a, x)
    }
}

/// Σ xᵏ/((a+1)…(a+k)), k ≥ 0: positive terms, so nothing is lost.
fn series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut divisor) = (1.0, 1.0, a);
    while term > sum * 1e-17 {
        divisor += 1.0;
        term *= x / divisor;
        sum += term;
    }
    sum
}

/// Legendre's fraction for Γ(a, x) eˣ x⁻ᵃ by the modified Lentz method; x > a + 1 keeps it positive.
fn fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut value = d;
    for step in 1..100_000_u32 {
        let k = f64::from(step);
        let top = -k * (k - a);
        b += 2.0;
        d = 1.0 / (top * d + b);
        c = b + top / c;
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_of_a_have_a_closed_form() {
        // Q(3, x) = e⁻ˣ (1 + x + x²/2)
        for x in [0.01_f64, 1.0, 3.9, 4.1, 25.0, 300.0] {
            let closed = (-x).exp() * (1.0 + x + 0.5 * x * x);
            assert!((regularized_gamma_q(3.0, x) / closed - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn one_degree_of_freedom_agrees_with_the_general_way() {
        for x in [0.2, 1.3, 3.84, 40.0, 1000.0] {
            let general = regularized_gamma_q(0.5, 0.5 * x);
            assert!((chi_squared_sf(x, 1.0) / general - 1.0).abs() < 1e-12, "{x}");
        }
        assert_eq!(chi_squared_sf(0.0, 1.0), 1.0);
        assert_eq!(chi_squared_sf(-1.0, 4.0), 1.0);
        assert!(chi_squared_sf(1.0, 0.0).is_nan());
    }
}
