//! The log-rank test of equal survival in several groups (Mantel 1966).

use super::{Spell, in_order};
use crate::Invalid;
use crate::optimise::Cholesky;
use crate::special::chi_squared_sf;

/// The test's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    /// χ² = (O−E)ᵀ V⁻ (O−E).
    pub chi_squared: f64,
    /// Groups that could be compared, less one.
    pub degrees_of_freedom: u32,
    /// P(χ² at least so large if survival is equal).
    pub p: f64,
    /// Observed minus expected events, by group.
    pub excess: Vec<f64>,
}

/// Why no test was made.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NothingToCompare {
    /// A duration was refused.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Fewer than two groups were ever at risk together when something happened.
    #[error("fewer than two groups were at risk together when something happened")]
    NoOverlap,
}

/// Compares the survival of two or more groups.
///
/// At each event time the events are shared out as the groups' numbers at risk would have them, with the
/// hypergeometric covariance d (n−d)/(n−1) · (nⱼ/n)(δⱼₖ − nₖ/n). A group never at risk together with another at
/// an event says nothing and is left out.
///
/// # Errors
/// A refused duration, or nothing to compare.
///
/// ```
/// use stats::survival::{Spell, log_rank};
/// let ended = |days: &[f64]| days.iter().map(|&duration| Spell { duration, ended: true }).collect::<Vec<_>>();
/// let (fast, slow) = (ended(&[1.0, 2.0, 3.0, 4.0]), ended(&[10.0, 20.0, 30.0, 40.0]));
/// let test = log_rank(&[&fast, &slow])?;
/// assert!(test.p < 0.01 && test.excess[0] > 0.0);
/// # Ok::<(), stats::survival::NothingToCompare>(())
/// ```
pub fn log_rank(groups: &[&[Spell]]) -> Result<LogRank, NothingToCompare> {
    let size = groups.len();
    let mut at_risk: Vec<f64> = groups.iter().map(|group| group.len() as f64).collect();
    let mut everyone: Vec<(usize, Spell)> = Vec::new();
    for (group, spells) in groups.iter().enumerate() {
        everyone.extend(in_order(spells)?.into_iter().map(|spell| (group, spell)));
    }
    everyone.sort_by(|(_, one), (_, other)| one.duration.total_cmp(&other.duration));

    let mut excess = vec![0.0; size];
    let mut covariance = vec![0.0; size * size];
    for same in everyone.chunk_by(|(_, one), (_, other)| one.duration == other.duration) {
        let events = same.iter().filter(|(_, spell)| spell.ended).count() as f64;
        let n: f64 = at_risk.iter().sum();
        if events > 0.0 {
            same.iter().filter(|(_, spell)| spell.ended).for_each(|(group, _)| excess[*group] += 1.0);
            let spread = if n > 1.0 { events * (n - events) / (n - 1.0) } else { 0.0 };
            for j in 0..size {
                let share = at_risk[j] / n;
                excess[j] -= events * share;
                for k in 0..size {
                    let same_group = f64::from(u8::from(j == k));
                    covariance[j * size + k] += spread * share * (same_group - at_risk[k] / n);
                }
            }
        }
        same.iter().for_each(|(group, _)| at_risk[*group] -= 1.0);
    }
    test(excess, &covariance)
}

/// The rows of V sum to zero, so one group is left out and the rest inverted.
fn test(excess: Vec<f64>, covariance: &[f64]) -> Result<LogRank, NothingToCompare> {
    let size = excess.len();
    let informative: Vec<usize> = (0..size).filter(|&j| covariance[j * size + j] > 0.0).collect();
    let Some((_, kept)) = informative.split_last().filter(|(_, kept)| !kept.is_empty()) else {
        return Err(NothingToCompare::NoOverlap);
    };
    let matrix: Vec<f64> =
        kept.iter().flat_map(|&j| kept.iter().map(move |&k| covariance[j * size + k])).collect();
    let score: Vec<f64> = kept.iter().map(|&j| excess[j]).collect();
    let solved = Cholesky::of(&matrix, kept.len()).ok_or(NothingToCompare::NoOverlap)?.solve(&score);
    let chi_squared: f64 = solved.iter().zip(&score).map(|(solved, score)| solved * score).sum();
    let degrees_of_freedom = kept.len() as u32;
    let p = chi_squared_sf(chi_squared, f64::from(degrees_of_freedom));
    Ok(LogRank { chi_squared, degrees_of_freedom, p, excess })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(durations: &[(f64, bool)]) -> Vec<Spell> {
        durations.iter().map(|&(duration, ended)| Spell { duration, ended }).collect()
    }

    #[test]
    fn the_order_of_the_groups_does_not_change_the_test() {
        let one = spells(&[(1.0, true), (4.0, true), (9.0, false), (9.0, true)]);
        let two = spells(&[(2.0, true), (4.0, true), (5.0, true), (12.0, false)]);
        let three = spells(&[(3.0, false), (7.0, true), (11.0, true)]);
        let forth = log_rank(&[&one, &two, &three]).unwrap();
        let back = log_rank(&[&three, &one, &two]).unwrap();
        assert!((forth.chi_squared - back.chi_squared).abs() < 1e-14);
        assert_eq!(forth.degrees_of_freedom, 2);
        assert!(forth.excess.iter().sum::<f64>().abs() < 1e-14);
    }

    #[test]
    fn a_group_split_by_chance_of_naming_is_no_difference() {
        let same = spells(&[(1.0, true), (2.0, true), (5.0, false)]);
        let test = log_rank(&[&same, &same]).unwrap();
        assert!(test.chi_squared.abs() < 1e-15 && test.p > 0.999_999);
    }

    #[test]
    fn a_group_that_was_never_at_risk_is_left_out_and_no_overlap_is_said() {
        let some = spells(&[(1.0, true), (2.0, true), (3.0, false)]);
        let other = spells(&[(2.0, true), (2.5, true), (4.0, true)]);
        let with_nobody = log_rank(&[&some, &[], &other]).unwrap();
        assert_eq!(with_nobody.degrees_of_freedom, 1);
        assert_eq!(with_nobody.chi_squared, log_rank(&[&some, &other]).unwrap().chi_squared);
        assert_eq!(log_rank(&[&some, &[]]).unwrap_err(), NothingToCompare::NoOverlap);
        assert_eq!(log_rank(&[]).unwrap_err(), NothingToCompare::NoOverlap);
    }
}
