//! statsmodels 0.15's score interval of a difference, with its slip, so that its golden figures can be told from
//! a fault of ours.
//!
//! Its cubic for the restricted likelihood has (x₀δ − N − 2x₀)δ + X for the linear coefficient where Miettinen and
//! Nurminen (1985) have (n₀δ − N − 2x₀)δ + X. The ends move by about 1e-5.

use stats::Interval;
use stats::compare::proportions::Share;
use stats::special::normal_quantile;

/// The interval as statsmodels finds it.
pub fn score_difference(before: &Share, after: &Share, alpha: f64) -> Interval {
    let z = normal_quantile(1.0 - 0.5 * alpha);
    let estimate = after.rate() - before.rate();
    let end = |outside: f64| {
        let (mut near, mut far) = (estimate, outside);
        for _ in 0..200 {
            let middle = 0.5 * (near + far);
            match score(before, after, middle).abs() < z {
                true => near = middle,
                false => far = middle,
            }
        }
        near
    };
    Interval { low: end(-1.0), high: end(1.0) }
}

fn score(before: &Share, after: &Share, delta: f64) -> f64 {
    let (x0, n0) = (before.successes() as f64, before.people() as f64);
    let (x1, n1) = (after.successes() as f64, after.people() as f64);
    let (x, n) = (x0 + x1, n0 + n1);
    let square = (n1 + 2.0 * n0) * delta - n - x;
    let slip = (x0 * delta - n - 2.0 * x0) * delta + x;
    let rest = x0 * delta * (1.0 - delta);
    let third = square / (3.0 * n);
    let q = third.powi(3) - slip * square / (6.0 * n * n) + rest / (2.0 * n);
    let radius = (third * third - slip / (3.0 * n)).sqrt().copysign(q);
    let angle = (std::f64::consts::PI + (q / radius.powi(3)).acos()) / 3.0;
    let p0 = 2.0 * radius * angle.cos() - third;
    let p1 = p0 + delta;
    let variance = (p1 * (1.0 - p1) / n1 + p0 * (1.0 - p0) / n0) * n / (n - 1.0);
    (after.rate() - before.rate() - delta) / variance.sqrt()
}
