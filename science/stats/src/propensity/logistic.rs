//! Logistic regression by iteratively reweighted least squares (McCullagh & Nelder 1989).

use crate::optimise::Cholesky;

/// A fitted model: ln(p/(1−p)) = β₀ + Σ βₖ xₖ.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic {
    /// β₀.
    pub constant: f64,
    /// β, one a feature.
    pub slopes: Vec<f64>,
    /// Standard error of β₀.
    pub constant_error: f64,
    /// Standard errors of β.
    pub slope_errors: Vec<f64>,
    /// Σ ln P(y).
    pub log_likelihood: f64,
    /// Rounds until no coefficient moved by more than 1e-12 of itself.
    pub rounds: u32,
}

/// Why there is no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoLogistic {
    /// The features are not `width` finite numbers a row.
    #[error("each row needs {width} finite features")]
    Shape {
        /// Features a row.
        width: usize,
    },
    /// All outcomes are the same, so every slope is as good as another.
    #[error("everybody had the same outcome")]
    OneOutcome,
    /// One feature is a sum of others, or there are more features than rows.
    #[error("the features repeat each other")]
    Collinear,
    /// Some sum of features parts the outcomes without error, so the slopes grow for ever.
    #[error("the features tell the outcomes apart without error, so no finite slope is best")]
    Separated,
}

/// Rounds after which slopes are taken to grow for ever; a well-posed fit takes six to nine.
const MOST_ROUNDS: u32 = 50;
/// Relative noise of a sum of logarithms, within which a likelihood has not fallen.
const ROUNDING: f64 = 1e-12;

impl Logistic {
    /// P(y | features), in (0, 1). Missing features count as 0 and superfluous ones are passed over.
    pub fn probability(&self, features: &[f64]) -> f64 {
        let log_odds: f64 = self.constant + self.slopes.iter().zip(features).map(|(b, x)| b * x).sum::<f64>();
        logistic_curve(log_odds)
    }
}

fn logistic_curve(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Fits the model to `outcomes` with `width` features a row, given row after row.
///
/// Features are centred and scaled within, so their units do not matter. Standard errors come from the inverse
/// information.
///
/// # Errors
/// See [`NoLogistic`].
pub fn logistic(features: &[f64], width: usize, outcomes: &[bool]) -> Result<Logistic, NoLogistic> {
    let rows = outcomes.len();
    if features.len() != rows * width || features.iter().any(|feature| !feature.is_finite()) {
        return Err(NoLogistic::Shape { width });
    }
    let came = outcomes.iter().filter(|came| **came).count();
    if came == 0 || came == rows {
        return Err(NoLogistic::OneOutcome);
    }
    let (design, scales) = standardised(features, width, rows)?;
    let mut beta = vec![0.0; width + 1];
    let mut sums = Sums::of(&design, outcomes, &beta);
    for round in 1..=MOST_ROUNDS {
        let information = Cholesky::of(&sums.information, width + 1).ok_or(match round {
            1 => NoLogistic::Collinear,
            _ => NoLogistic::Separated,
        })?;
        let mut step = information.solve(&sums.score);
        let mut next = moved(&beta, &step);
        let mut next_sums = Sums::of(&design, outcomes, &next);
        // The likelihood has one summit; a step that overshoots it is halved.
        while next_sums.log_likelihood < sums.log_likelihood - ROUNDING * sums.log_likelihood.abs() {
            step.iter_mut().for_each(|part| *part *= 0.5);
            next = moved(&beta, &step);
            next_sums = Sums::of(&design, outcomes, &next);
        }
        (beta, sums) = (next, next_sums);
        let still = beta.iter().zip(&step).all(|(beta, step)| step.abs() <= 1e-12 * beta.abs().max(1e-3));
        if still {
            return Ok(unscaled(&sums, &beta, &scales, round));
        }
    }
    Err(NoLogistic::Separated)
}

fn moved(beta: &[f64], step: &[f64]) -> Vec<f64> {
    beta.iter().zip(step).map(|(beta, step)| beta + step).collect()
}

/// A feature's mean and spread.
struct Scale {
    mean: f64,
    spread: f64,
}

/// The design with a leading 1, its features centred and scaled.
fn standardised(
    features: &[f64],
    width: usize,
    rows: usize,
) -> Result<(Vec<Vec<f64>>, Vec<Scale>), NoLogistic> {
    let column = |k: usize| features.iter().skip(k).step_by(width.max(1)).copied();
    let mut scales = Vec::with_capacity(width);
    for k in 0..width {
        let mean = column(k).sum::<f64>() / rows as f64;
        let spread = (column(k).map(|x| (x - mean).powi(2)).sum::<f64>() / rows as f64).sqrt();
        // A constant feature repeats β₀.
        if spread <= 1e-12 * mean.abs() {
            return Err(NoLogistic::Collinear);
        }
        scales.push(Scale { mean, spread });
    }
    let row = |at: usize| {
        let scaled = features[at * width..(at + 1) * width].iter().zip(&scales);
        std::iter::once(1.0).chain(scaled.map(|(x, scale)| (x - scale.mean) / scale.spread)).collect()
    };
    Ok(((0..rows).map(row).collect(), scales))
}

/// The score Xᵀ(y−p) and the information XᵀWX at one β, W = p(1−p).
struct Sums {
    score: Vec<f64>,
    information: Vec<f64>,
    log_likelihood: f64,
}

impl Sums {
    fn of(design: &[Vec<f64>], outcomes: &[bool], beta: &[f64]) -> Self {
        let size = beta.len();
        let mut sums =
            Self { score: vec![0.0; size], information: vec![0.0; size * size], log_likelihood: 0.0 };
        for (row, came) in design.iter().zip(outcomes) {
            let log_odds: f64 = row.iter().zip(beta).map(|(x, b)| x * b).sum();
            let p = logistic_curve(log_odds);
            // ln p or ln(1−p), without rounding either to zero.
            sums.log_likelihood -= (if *came { -log_odds } else { log_odds }).exp().ln_1p();
            let (miss, weight) = (f64::from(u8::from(*came)) - p, p * logistic_curve(-log_odds));
            for j in 0..size {
                sums.score[j] += miss * row[j];
                for k in 0..size {
                    sums.information[j * size + k] += weight * row[j] * row[k];
                }
            }
        }
        sums
    }
}

/// Back to the features' own units. The constant's variance needs the raw design's information.
fn unscaled(sums: &Sums, beta: &[f64], scales: &[Scale], rounds: u32) -> Logistic {
    let slopes: Vec<f64> = beta[1..].iter().zip(scales).map(|(b, scale)| b / scale.spread).collect();
    let constant = beta[0] - slopes.iter().zip(scales).map(|(slope, scale)| slope * scale.mean).sum::<f64>();
    let (constant_error, slope_errors) = Cholesky::of(&sums.information, beta.len())
        .map(|information| {
            let variances = information.inverse_diagonal();
            let errors =
                variances[1..].iter().zip(scales).map(|(v, scale)| v.sqrt() / scale.spread).collect();
            // β₀ = β·g with g = (1, −mean/spread, …): its variance is gᵀ I⁻¹ g.
            let g: Vec<f64> =
                std::iter::once(1.0).chain(scales.iter().map(|scale| -scale.mean / scale.spread)).collect();
            let variance: f64 = information.solve(&g).iter().zip(&g).map(|(a, b)| a * b).sum();
            (variance.sqrt(), errors)
        })
        .unwrap_or((f64::INFINITY, vec![f64::INFINITY; scales.len()]));
    Logistic { constant, slopes, constant_error, slope_errors, log_likelihood: sums.log_likelihood, rounds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_binary_feature_gives_the_log_odds_of_a_two_by_two_table() {
        // 30 of 100 without the feature, 45 of 90 with it.
        let row = |k: usize| (f64::from(u8::from(k >= 100)), if k < 100 { k < 30 } else { k < 145 });
        let (features, outcomes): (Vec<f64>, Vec<bool>) = (0..190).map(row).unzip();
        let model = logistic(&features, 1, &outcomes).unwrap();
        assert!((model.constant - (30.0_f64 / 70.0).ln()).abs() < 1e-12);
        assert!((model.slopes[0] + (30.0_f64 / 70.0).ln()).abs() < 1e-12);
        // Woolf's error of a log odds ratio.
        let woolf = f64::sqrt(1.0 / 30.0 + 1.0 / 70.0 + 1.0 / 45.0 + 1.0 / 45.0);
        assert!((model.slope_errors[0] / woolf - 1.0).abs() < 1e-12);
        assert!((model.constant_error / f64::sqrt(1.0 / 30.0 + 1.0 / 70.0) - 1.0).abs() < 1e-12);
        assert!((model.probability(&[1.0]) - 0.5).abs() < 1e-13);
        let likelihood = 30.0 * 0.3_f64.ln() + 70.0 * 0.7_f64.ln() + 90.0 * 0.5_f64.ln();
        assert!((model.log_likelihood / likelihood - 1.0).abs() < 1e-13);
    }

    #[test]
    fn what_has_no_finite_best_is_refused_by_its_reason() {
        let outcomes = [false, false, false, true, true, true];
        let apart = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(logistic(&apart, 1, &outcomes).unwrap_err(), NoLogistic::Separated);
        assert_eq!(logistic(&[1.0; 6], 1, &outcomes).unwrap_err(), NoLogistic::Collinear);
        let twice: Vec<f64> =
            [1.0, 4.0, 2.0, 3.0, 0.0, 6.0].iter().flat_map(|x| [*x, 2.0 * x + 1.0]).collect();
        assert_eq!(logistic(&twice, 2, &outcomes).unwrap_err(), NoLogistic::Collinear);
        assert_eq!(logistic(&apart, 1, &[true; 6]).unwrap_err(), NoLogistic::OneOutcome);
        assert_eq!(logistic(&apart, 2, &outcomes).unwrap_err(), NoLogistic::Shape { width: 2 });
        assert_eq!(logistic(&[f64::NAN; 6], 1, &outcomes).unwrap_err(), NoLogistic::Shape { width: 1 });
    }

    #[test]
    fn one_feature_thousands_of_times_the_others_does_not_hide_the_summit() {
        // One of 42 came, and one feature is thousands of times the others: a full step overshoots on the way.
        let features = [
            0.7, 2.6, -14.8, 0.2, -32.2, 0.2, -2.1, -11.6, -1.0, -0.2, -0.0, -1.7, -0.4, -0.0, -45.3, -0.1,
            1.1, -0.2, 0.8, 1.1, -2.3, 0.6, 0.2, -1.0, -0.0, -10.0, 16484.9, 1.4, 1.5, 15.4, -0.9, -0.7,
            11.5, 1.0, 1.5, -0.3, -0.1, 4.8, -7.4, -1.9, -2.3, 0.1,
        ];
        let outcomes: Vec<bool> = (0..42).map(|k| k == 2).collect();
        let model = logistic(&features, 1, &outcomes).unwrap();
        let design: Vec<Vec<f64>> = features.iter().map(|x| vec![1.0, *x]).collect();
        let sums = Sums::of(&design, &outcomes, &[model.constant, model.slopes[0]]);
        assert!(sums.score.iter().all(|slope| slope.abs() < 1e-7), "{:?}", sums.score);
    }

    #[test]
    fn a_model_without_features_is_the_base_rate() {
        let model = logistic(&[], 0, &[true, false, false, false]).unwrap();
        assert!((model.probability(&[]) - 0.25).abs() < 1e-14);
    }
}
