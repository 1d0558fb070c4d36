//! The beta function, its regularised incomplete form, and the beta distribution's quantiles.

use super::gamma::ln_gamma;
use super::loader::beta_term;

/// ln B(a, b) for a, b > 0.
pub fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// I_x(a, b), the distribution function of Beta(a, b) at x in [0, 1]; NaN for a ≤ 0, b ≤ 0 or x outside.
///
/// Lentz's continued fraction (NIST DLMF 8.17.22) with Loader's prefactor; relative error about 1e-13 also for
/// a and b of a million.
///
/// ```
/// let half = stats::special::regularized_beta(2.0, 2.0, 0.5);
/// assert!((half - 0.5).abs() < 1e-15);
/// ```
pub fn regularized_beta(a: f64, b: f64, x: f64) -> f64 {
    regularized_beta_of(a, b, x, 1.0 - x)
}

/// As [`regularized_beta`], for a caller that knows 1 − x better than subtraction would.
pub(super) fn regularized_beta_of(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && x >= 0.0 && y >= 0.0) {
        return f64::NAN;
    }
    // The fraction converges fast on the near side of the mean; the far side is one minus the other tail.
    if x * (a + b + 2.0) <= a + 1.0 {
        beta_term(a, b, x, y) / a * continued_fraction(a, b, x, y)
    } else {
        1.0 - beta_term(b, a, y, x) / b * continued_fraction(b, a, y, x)
    }
}

/// Density of Beta(a, b) at x inside (0, 1).
pub(crate) fn beta_density(a: f64, b: f64, x: f64) -> f64 {
    let y = 1.0 - x;
    beta_term(a, b, x, y) / (x * y)
}

/// About √max(a, b) steps are needed at the worst x; this is enough for a and b of 10¹⁰.
const MOST_STEPS: u32 = 200_000;

/// The even part of the fraction of DLMF 8.17.22, by the modified Lentz method.
///
/// Its elements are written with λ = a − (a+b)x = (a+b)y − b, whichever loses less, as DiDonato and Morris do (ACM TOMS 708), so that nothing
/// cancels where x is nearly one, which is where Student's t with many degrees of freedom lives.
fn continued_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let lambda = if a < b { a - (a + b) * x } else { (a + b) * y - b };
    let mut fraction = (1.0 + lambda) / (a + 1.0);
    let (mut c, mut d) = (fraction, 0.0);
    for step in 1..=MOST_STEPS {
        let m = f64::from(step);
        let (here, before) = (a + 2.0 * m, a + 2.0 * m - 1.0);
        let over = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * x * x
            / ((before - 1.0) * before * before * here);
        let under =
            (m + m * (b - m) * x / before + (a + m) / (here + 1.0) * (lambda + 1.0 + m * (1.0 + y))) / here;
        d = 1.0 / (under + over * d);
        c = under + over / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    1.0 / fraction
}

/// The x in [0, 1] with I_x(a, b) = p, for a, b > 0 and p in [0, 1]; NaN elsewhere.
///
/// Newton's method kept inside a shrinking bracket, to the last places of x.
///
/// ```
/// let x = stats::special::beta_quantile(3.0, 5.0, 0.2);
/// assert!((stats::special::regularized_beta(3.0, 5.0, x) - 0.2).abs() < 1e-14);
/// ```
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..1_100 {
        let miss = regularized_beta(a, b, x) - p;
        if miss > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - miss / beta_density(a, b, x);
        let inside = newton >= low && newton <= high;
        // Far tails span hundreds of powers of ten, so the fallback halves the exponent there.
        let middle = if low > 0.0 && high > 4.0 * low { (low * high).sqrt() } else { 0.5 * (low + high) };
        let next = if inside { newton } else { middle };
        if (next - x).abs() <= 1e-16 * x {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tails_of_the_incomplete_beta_add_up_to_one() {
        for (a, b) in [(0.5, 0.5), (2.0, 9000.0), (31.0, 271.0), (1e6, 2e6)] {
            for x in [0.001, 0.1, 0.3334, 0.9] {
                let both = regularized_beta(a, b, x) + regularized_beta_of(b, a, 1.0 - x, x);
                assert!((both - 1.0).abs() < 1e-12, "{a} {b} {x}");
            }
        }
    }

    #[test]
    fn a_beta_of_one_and_b_has_its_closed_form() {
        for x in [1e-9_f64, 0.02, 0.5, 0.98] {
            let closed = -(7.5 * (-x).ln_1p()).exp_m1();
            assert!((regularized_beta(1.0, 7.5, x) / closed - 1.0).abs() < 1e-13);
        }
    }

    #[test]
    fn quantiles_undo_the_distribution_function_in_both_tails() {
        for (a, b) in [(0.5, 0.5), (1.0, 1000.0), (25.5, 85.5), (30_000.0, 2_000_000.0), (0.1, 3.0)] {
            for p in [1e-14, 0.025, 0.5, 0.975, 0.999] {
                let back = regularized_beta(a, b, beta_quantile(a, b, p));
                assert!((back / p - 1.0).abs() < 1e-9, "{a} {b} {p}: {back}");
            }
        }
        assert_eq!(beta_quantile(2.0, 3.0, 0.0), 0.0);
        assert!(beta_quantile(2.0, 3.0, 1.5).is_nan() && regularized_beta(0.0, 1.0, 0.5).is_nan());
    }
}
