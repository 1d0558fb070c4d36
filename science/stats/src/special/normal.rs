//! The standard normal distribution.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// φ(z), the density.
pub fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}

/// Φ(z) = P(Z ≤ z).
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// P(Z > z), exact in the far tail where 1 − Φ(z) would be zero.
pub fn normal_sf(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// Φ⁻¹(p) for p in (0, 1); ∓∞ at 0 and 1; NaN outside.
///
/// Abramowitz & Stegun 26.2.23 (4.5e-4) polished by Halley's method on `erfc`.
///
/// ```
/// let z = stats::special::normal_quantile(0.975);
/// assert!((z - 1.959_963_984_540_054).abs() < 1e-15);
/// ```
pub fn normal_quantile(p: f64) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.5 {
        return 0.0;
    }
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    if p == 0.0 {
        return f64::NEG_INFINITY;
    }
    let t = (-2.0 * p.ln()).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..3 {
        // Newton's step is u; Halley's divides it by 1 + z·u/2, because φ′ = −zφ.
        let u = (normal_cdf(z) - p) / normal_density(z);
        z -= u / (1.0 + 0.5 * z * u);
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_undo_the_distribution_function_down_to_the_smallest_tails() {
        for p in [1e-300, 1e-100, 1e-10, 0.001, 0.3, 0.499_999] {
            assert!((normal_cdf(normal_quantile(p)) / p - 1.0).abs() < 1e-11, "{p}");
        }
        assert_eq!(normal_quantile(0.25), -normal_quantile(0.75));
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(-0.1).is_nan() && normal_quantile(1.1).is_nan());
    }

    #[test]
    fn both_tails_mirror_each_other() {
        for z in [-3.0, -0.5, 0.0, 1.96, 9.0] {
            assert_eq!(normal_sf(z), normal_cdf(-z));
        }
    }
}
