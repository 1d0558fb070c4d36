//! Student's t distribution with a real number of degrees of freedom (Welch's are fractions).

use super::beta::regularized_beta_of;
use super::loader::beta_term;
use super::normal::{normal_quantile, normal_sf};

/// P(T > t) for `df` > 0; the normal tail for df = ∞; NaN for df ≤ 0.
///
/// ½ I_y(df/2, ½) with y = df/(df + t²), where 1 − y = t²/(df + t²) is formed without subtraction.
///
/// ```
/// // One degree of freedom is Cauchy's distribution.
/// let tail = stats::special::student_sf(1.0, 1.0);
/// assert!((tail - 0.25).abs() < 1e-15);
/// ```
pub fn student_sf(t: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return normal_sf(t);
    }
    if t < 0.0 {
        return 1.0 - student_sf(-t, df);
    }
    let whole = df + t * t;
    if whole == f64::INFINITY {
        return if df > 0.0 { 0.0 } else { f64::NAN };
    }
    0.5 * regularized_beta_of(0.5 * df, 0.5, df / whole, t * t / whole)
}

/// Density at t > 0.
fn density(t: f64, df: f64) -> f64 {
    let whole = df + t * t;
    beta_term(0.5 * df, 0.5, df / whole, t * t / whole) / t
}

/// The t with P(T ≤ t) = p, for p in (0, 1) and df > 0; ∓∞ at 0 and 1; NaN elsewhere.
///
/// Newton's method on the tail, kept inside a bracket that starts at the normal quantile (t is never nearer to
/// zero than that).
///
/// ```
/// let t = stats::special::student_quantile(0.975, 10.0);
/// assert!((t - 2.228_138_851_986_273).abs() < 1e-13);
/// ```
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p < 0.5 {
        return -student_quantile(1.0 - p, df);
    }
    let normal = normal_quantile(p);
    if df == f64::INFINITY || normal == 0.0 || normal == f64::INFINITY {
        return normal;
    }
    let tail = 1.0 - p;
    let mut low = normal;
    let mut high = 2.0 * normal;
    while student_sf(high, df) > tail {
        low = high;
        high *= 2.0;
    }
    let mut t = low;
    for _ in 0..200 {
        let miss = student_sf(t, df) - tail;
        if miss > 0.0 {
            low = low.max(t);
        } else {
            high = high.min(t);
        }
        let newton = t + miss / density(t, df);
        let next = if newton >= low && newton <= high { newton } else { 0.5 * (low + high) };
        if (next - t).abs() <= 2e-16 * t {
            return next;
        }
        t = next;
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_undo_the_tail_for_few_and_for_many_degrees_of_freedom() {
        for df in [0.7, 1.0, 3.3, 29.7, 84_123.9, 1e9] {
            for p in [0.51, 0.8, 0.975, 0.9995] {
                let t = student_quantile(p, df);
                assert!((student_sf(t, df) / (1.0 - p) - 1.0).abs() < 1e-11, "{df} {p}");
                assert_eq!(student_quantile(0.25, df), -student_quantile(0.75, df));
            }
        }
    }

    #[test]
    fn many_degrees_of_freedom_approach_the_normal() {
        assert!((student_quantile(0.975, 1e12) - normal_quantile(0.975)).abs() < 1e-11);
        assert_eq!(student_quantile(0.975, f64::INFINITY), normal_quantile(0.975));
        assert_eq!(student_sf(2.0, f64::INFINITY), normal_sf(2.0));
    }

    #[test]
    fn edges_are_answered_and_nonsense_is_not_a_number() {
        assert_eq!(student_quantile(0.5, 4.0), 0.0);
        assert_eq!(student_quantile(1.0, 4.0), f64::INFINITY);
        assert_eq!(student_sf(f64::INFINITY, 4.0), 0.0);
        assert!((student_sf(-1.0, 1.0) - 0.75).abs() < 1e-15);
        assert!(student_quantile(0.9, 0.0).is_nan() && student_quantile(1.2, 3.0).is_nan());
    }
}
