//! Several questions at once.
//!
//! One outcome is named beforehand and tested at its level; with more than two arms it is tested by [`holm`].
//! Secondary outcomes go by [`benjamini_hochberg`] at q = 0.05. Guardrails are never corrected away.
//!
//! ```
//! let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06];
//! let found = stats::multiple::benjamini_hochberg(&p);
//! assert_eq!(found.iter().filter(|adjusted| **adjusted <= 0.05).count(), 2);
//! ```

/// Adjusted p-values that control the share of false findings among the found, for independent or positively
/// dependent tests (Benjamini & Hochberg 1995). A finding is one at or below q. Order as given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    step_up(p, 1.0)
}

/// As [`benjamini_hochberg`] under any dependence (Benjamini & Yekutieli 2001): Σ 1/i times as strict.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    step_up(p, (1..=p.len()).map(|i| 1.0 / i as f64).sum())
}

/// Adjusted p-values that control the chance of even one false finding (Holm 1979).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut most = 0.0_f64;
    for (rank, place) in ascending(p).into_iter().enumerate() {
        most = most.max((p.len() - rank) as f64 * p[place]);
        adjusted[place] = most.min(1.0);
    }
    adjusted
}

/// As [`holm`], uniformly stricter: each p times their number.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    p.iter().map(|p_value| (p_value * p.len() as f64).min(1.0)).collect()
}

/// min over j ≥ i of factor·(m/j)·p₍ⱼ₎.
fn step_up(p: &[f64], factor: f64) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, place) in ascending(p).into_iter().enumerate().rev() {
        least = least.min(factor * p.len() as f64 / (rank + 1) as f64 * p[place]);
        adjusted[place] = least;
    }
    adjusted
}

/// Places of the p-values from small to large.
fn ascending(p: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..p.len()).collect();
    places.sort_by(|one, other| p[*one].total_cmp(&p[*other]));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_adjusts_as_its_paper_says() {
        let p = [0.04, 0.01, 0.03];
        let near = |got: Vec<f64>, want: [f64; 3]| {
            got.iter().zip(want).for_each(|(got, want)| assert!((got - want).abs() < 1e-15, "{got} {want}"));
        };
        near(benjamini_hochberg(&p), [0.04, 0.03, 0.04]);
        near(benjamini_yekutieli(&p), [0.04, 0.03, 0.04].map(|p| p * 11.0 / 6.0));
        near(holm(&p), [0.06, 0.03, 0.06]);
        near(bonferroni(&p), [0.12, 0.03, 0.09]);
    }

    #[test]
    fn no_adjusted_p_exceeds_one_and_no_question_has_no_answer() {
        for method in [benjamini_hochberg, benjamini_yekutieli, holm, bonferroni] {
            assert_eq!(method(&[]), Vec::<f64>::new());
            assert_eq!(method(&[0.3]), [0.3]);
            assert!(method(&[0.9, 0.95, 0.99]).iter().all(|p| *p <= 1.0));
        }
    }
}
