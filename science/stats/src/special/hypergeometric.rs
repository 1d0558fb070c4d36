//! Gauss's hypergeometric function on the part of the real line that purchase models need.

/// Terms after which a sum is given up: enough for z up to about 0.99999.
const MOST_TERMS: u32 = 4_000_000;

/// ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0; NaN elsewhere, or if the series does not settle.
///
/// Gauss's series, after Euler's transformation (1−z)^(c−a−b) ₂F₁(c−a, c−b; c; z) where that has the smaller
/// parameters (NIST DLMF 15.2.1, 15.8.1). For positive parameters all terms are positive.
///
/// ```
/// // ₂F₁(1, 1; 2; z) = −ln(1−z)/z
/// let value = stats::special::hypergeometric_2f1(1.0, 1.0, 2.0, 0.5);
/// assert!((value - 2.0 * 2_f64.ln()).abs() < 1e-15);
/// ```
pub fn hypergeometric_2f1(a: f64, b: f64, c: f64, z: f64) -> f64 {
    if !(c > 0.0 && (0.0..1.0).contains(&z)) {
        return f64::NAN;
    }
    let excess = c - a - b;
    if excess < 0.0 {
        return (excess * (-z).ln_1p()).exp() * gauss_series(c - a, c - b, c, z);
    }
    gauss_series(a, b, c, z)
}

/// Σ (a)ₙ(b)ₙ/(c)ₙ zⁿ/n!.
fn gauss_series(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let first = 1.0;
    sum_by_ratio(first, |n| (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z)
}

/// Σ tₙ from `first` on, with tₙ₊₁ = tₙ·ratio(n). NaN if it has not settled after [`MOST_TERMS`].
///
/// It stops when what a geometric tail could still add is below the last place of the sum.
pub(crate) fn sum_by_ratio(first: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut sum, mut term) = (first, first);
    for n in 0..MOST_TERMS {
        let factor = ratio(f64::from(n));
        term *= factor;
        sum += term;
        if factor.abs() < 1.0 && term.abs() <= 1e-17 * sum.abs() * (1.0 - factor.abs()) {
            return sum;
        }
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms_hold() {
        for z in [0.0, 0.1, 0.55, 0.97, 0.999] {
            // ₂F₁(a, b; b; z) = (1−z)⁻ᵃ
            let power = (1.0_f64 - z).powf(-2.3);
            assert!((hypergeometric_2f1(2.3, 4.1, 4.1, z) / power - 1.0).abs() < 1e-12, "{z}");
            // ₂F₁(½, 1; 3/2; z) with z = x²: atanh(x)/x
            let x = f64::sqrt(z).max(1e-12);
            let closed = x.atanh() / x;
            assert!((hypergeometric_2f1(0.5, 1.0, 1.5, x * x) / closed - 1.0).abs() < 1e-12, "{z}");
        }
    }

    #[test]
    fn outside_its_range_it_is_not_a_number() {
        assert!(hypergeometric_2f1(1.0, 1.0, 2.0, 1.0).is_nan());
        assert!(hypergeometric_2f1(1.0, 1.0, 2.0, -0.5).is_nan());
        assert!(hypergeometric_2f1(1.0, 1.0, 0.0, 0.5).is_nan());
    }
}
