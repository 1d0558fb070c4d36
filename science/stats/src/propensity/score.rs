//! How good scores are: order (AUC), distance (Brier, log-loss), honesty (calibration), and whether to use them.

use super::logistic::{Logistic, NoLogistic, logistic};

/// One person's score and what happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// A probability in [0, 1], or for the AUC anything that sorts.
    pub score: f64,
    /// Whether they came.
    pub came: bool,
}

/// All outcomes are the same, so there is no order to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("everybody had the same outcome, so there is no order to judge")]
pub struct OneSided;

/// P(a person who came has a higher score than one who did not), ties counting half (Mann & Whitney 1947).
///
/// # Errors
/// Everybody had the same outcome.
pub fn auc(scored: &[Scored]) -> Result<f64, OneSided> {
    let came = scored.iter().filter(|person| person.came).count() as f64;
    let stayed = scored.len() as f64 - came;
    if came == 0.0 || stayed == 0.0 {
        return Err(OneSided);
    }
    let mut ordered = scored.to_vec();
    ordered.sort_by(|one, other| one.score.total_cmp(&other.score));
    let (mut below, mut wins) = (0.0, 0.0);
    for tied in ordered.chunk_by(|one, other| one.score == other.score) {
        let here = tied.iter().filter(|person| person.came).count() as f64;
        let not = tied.len() as f64 - here;
        wins += here * (below + 0.5 * not);
        below += not;
    }
    Ok(wins / (came * stayed))
}

/// Mean (p − y)², in [0, 1]; smaller is better (Brier 1950). NaN for nobody.
pub fn brier(scored: &[Scored]) -> f64 {
    mean(scored, |person| (person.score - f64::from(u8::from(person.came))).powi(2))
}

/// Mean −ln P(y), natural logarithm; infinite if a certainty was wrong. NaN for nobody.
pub fn log_loss(scored: &[Scored]) -> f64 {
    mean(scored, |person| if person.came { -person.score.ln() } else { -(-person.score).ln_1p() })
}

fn mean(scored: &[Scored], loss: impl Fn(&Scored) -> f64) -> f64 {
    scored.iter().map(loss).sum::<f64>() / scored.len() as f64
}

/// A tenth of the people by score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decile {
    /// How many; with ties not quite a tenth.
    pub n: usize,
    /// What was promised.
    pub mean_score: f64,
    /// What happened.
    pub rate: f64,
}

/// Promised against happened by tenths of the score, lowest first.
///
/// The edges are the 10 %, 20 %, … quantiles by linear interpolation; equal scores stay together, on the lower
/// side of an edge they meet, and a tenth that is thereby empty is left out.
pub fn deciles(scored: &[Scored]) -> Vec<Decile> {
    let mut ordered = scored.to_vec();
    ordered.sort_by(|one, other| one.score.total_cmp(&other.score));
    let scores: Vec<f64> = ordered.iter().map(|person| person.score).collect();
    let mut start = 0;
    let mut tenths = Vec::with_capacity(10);
    for tenth in 1..=10_u32 {
        let edge = quantile_of_sorted(&scores, f64::from(tenth) / 10.0);
        let end = scores.partition_point(|score| *score <= edge).max(start);
        let people = &ordered[start..end];
        if !people.is_empty() {
            tenths.push(Decile {
                n: people.len(),
                mean_score: mean(people, |person| person.score),
                rate: mean(people, |person| f64::from(u8::from(person.came))),
            });
        }
        start = end;
    }
    tenths
}

/// The quantile of sorted numbers, linear between neighbours (Hyndman & Fan's type 7); NaN for none.
pub(crate) fn quantile_of_sorted(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// Cox's line through the scores: ln odds of coming = `constant` + `slope` · ln odds promised.
///
/// A calibrated model has constant 0 and slope 1; a slope under 1 promises too boldly (overfitted).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationLine {
    /// 0 if the level is right.
    pub constant: f64,
    /// 1 if the boldness is right.
    pub slope: f64,
}

/// Fits Cox's line (1958) to probabilities strictly between 0 and 1.
///
/// # Errors
/// Those of the logistic fit, as when all scores are the same.
pub fn calibration_line(scored: &[Scored]) -> Result<CalibrationLine, NoLogistic> {
    let promised: Vec<f64> = scored.iter().map(|person| (person.score / (1.0 - person.score)).ln()).collect();
    let came: Vec<bool> = scored.iter().map(|person| person.came).collect();
    let Logistic { constant, slopes, .. } = logistic(&promised, 1, &came)?;
    Ok(CalibrationLine { constant, slope: slopes[0] })
}

/// By how much a model's AUC must beat that of recency alone to be of use.
pub const LEAST_GAIN: f64 = 0.005;

/// Whether a model may be used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Use {
    /// It orders people better than the days since they last came.
    Model {
        /// The model's AUC.
        auc: f64,
        /// Recency's.
        recency_auc: f64,
    },
    /// It adds nothing: sort by recency.
    SortByRecency {
        /// The model's AUC.
        auc: f64,
        /// Recency's.
        recency_auc: f64,
    },
}

/// Refuses a model whose AUC is at most recency's + [`LEAST_GAIN`], both on the same people of a later period.
///
/// # Errors
/// Everybody had the same outcome.
pub fn judge_against_recency(model: &[Scored], recency: &[Scored]) -> Result<Use, OneSided> {
    let (auc, recency_auc) = (auc(model)?, auc(recency)?);
    Ok(match auc > recency_auc + LEAST_GAIN {
        true => Use::Model { auc, recency_auc },
        false => Use::SortByRecency { auc, recency_auc },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(rows: &[(f64, bool)]) -> Vec<Scored> {
        rows.iter().map(|&(score, came)| Scored { score, came }).collect()
    }

    #[test]
    fn the_auc_counts_pairs_and_halves_ties() {
        let people = scored(&[(0.1, false), (0.4, true), (0.4, false), (0.8, true)]);
        // Pairs: .4>.1, .4=.4, .8>.1, .8>.4.
        assert_eq!(auc(&people).unwrap(), 3.5 / 4.0);
        let backwards: Vec<Scored> = people.iter().map(|p| Scored { score: -p.score, ..*p }).collect();
        assert_eq!(auc(&backwards).unwrap(), 0.5 / 4.0);
        assert_eq!(auc(&people[..1]).unwrap_err(), OneSided);
    }

    #[test]
    fn brier_and_log_loss_are_means_over_people() {
        let people = scored(&[(0.25, false), (0.75, true), (0.5, true)]);
        assert!((brier(&people) - (0.0625 + 0.0625 + 0.25) / 3.0).abs() < 1e-16);
        assert!((log_loss(&people) + (2.0 * 0.75_f64.ln() + 0.5_f64.ln()) / 3.0).abs() < 1e-16);
        assert_eq!(log_loss(&scored(&[(0.0, true)])), f64::INFINITY);
    }

    #[test]
    fn deciles_hold_everybody_once_and_ties_together() {
        let people = scored(&(0..25).map(|k| (f64::from(k / 2), k % 3 == 0)).collect::<Vec<_>>());
        let tenths = deciles(&people);
        assert_eq!(tenths.iter().map(|tenth| tenth.n).sum::<usize>(), 25);
        assert!(tenths.windows(2).all(|pair| pair[0].mean_score < pair[1].mean_score));
        assert_eq!(deciles(&scored(&[(0.3, true); 7])).len(), 1);
        assert!(deciles(&[]).is_empty());
    }

    #[test]
    fn twenty_people_with_twenty_scores_make_ten_pairs() {
        let people = scored(&(0..20).map(|k| (f64::from(k), k % 4 == 0)).collect::<Vec<_>>());
        let tenths = deciles(&people);
        assert!(tenths.iter().all(|tenth| tenth.n == 2));
        assert_eq!(tenths.iter().map(|tenth| tenth.mean_score).sum::<f64>(), 95.0);
        assert_eq!(tenths[4], Decile { n: 2, mean_score: 8.5, rate: 0.5 });
    }

    #[test]
    fn a_quantile_lies_between_its_neighbours_in_their_proportion() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        for (share, value) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.75, 5.0), (1.0, 8.0)] {
            assert_eq!(quantile_of_sorted(&sorted, share), value);
        }
        assert!(quantile_of_sorted(&[], 0.5).is_nan());
    }

    #[test]
    fn a_bold_model_has_a_calibration_slope_under_one() {
        // Promises 0.1 and 0.9 where 0.3 and 0.7 come true.
        let people: Vec<Scored> = (0..200)
            .map(|k| {
                let (score, rate) = if k % 2 == 0 { (0.1, 3) } else { (0.9, 7) };
                Scored { score, came: (k / 2) % 10 < rate }
            })
            .collect();
        let line = calibration_line(&people).unwrap();
        assert!((line.slope - (7.0_f64 / 3.0).ln() / 9.0_f64.ln()).abs() < 1e-10);
        assert!(line.constant.abs() < 1e-10);
    }

    #[test]
    fn a_model_is_used_only_beyond_the_least_gain_over_recency() {
        let order = |wins: u32| -> Vec<Scored> {
            // One person who came, above `wins` of 1,000 who did not.
            let mut people = scored(&vec![(2.0, false); 1000 - wins as usize]);
            people.extend(scored(&vec![(0.0, false); wins as usize]));
            people.push(Scored { score: 1.0, came: true });
            people
        };
        let judge = |model, recency| judge_against_recency(&order(model), &order(recency)).unwrap();
        assert_eq!(judge(800, 750), Use::Model { auc: 0.8, recency_auc: 0.75 });
        assert_eq!(judge(754, 750), Use::SortByRecency { auc: 0.754, recency_auc: 0.75 });
        assert_eq!(judge(0, 750), Use::SortByRecency { auc: 0.0, recency_auc: 0.75 });
        // Exactly the least gain is not beyond it.
        assert_eq!(judge(5, 0), Use::SortByRecency { auc: 0.005, recency_auc: 0.0 });
    }
}
