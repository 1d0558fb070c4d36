//! `bandit_*`: probabilities to be best and Thompson weights (scipy's quadrature).

use super::super::file::{GoldenFile, Outcome, number};
use super::given::{count, elements, numbers, setting};
use stats::bandit::{LEAST_TRIALS, Tried, p_best_with_prior, thompson_weights};

/// Arms as [successes, failures].
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let arms = elements(&file.inputs()["successes_failures"])
        .iter()
        .map(|arm| Ok(Tried { successes: count(&arm[0])?, failures: count(&arm[1])? }))
        .collect::<Result<Vec<Tried>, String>>()?;
    let prior = numbers(&file.inputs()["prior"])?;
    let (a, b) = match prior[..] {
        [a, b] if a > 0.0 && b > 0.0 => (a, b),
        _ => (1.0, 1.0),
    };
    let best = p_best_with_prior(&arms, a, b);
    let allowed = file.absolute(&["abs"], 1e-9);
    let expected = file.expected();
    let mut outcome = Outcome::default();
    outcome.exact("arms", best.len(), elements(&expected["p_best"]).len());
    for (arm, (got, want)) in best.iter().zip(elements(&expected["p_best"])).enumerate() {
        outcome.near_json(&format!("P(arm {arm} is best)"), *got, want, allowed);
    }
    if let Some(sum) = number(&expected["sum"]) {
        outcome.near("their sum", best.iter().sum(), sum, allowed);
    }
    let wanted = elements(&expected["weights"]);
    if !wanted.is_empty() {
        let floor = setting(file, &["floor"]).unwrap_or(0.01);
        let weights = weights(&arms, &best, floor, (a, b))?;
        for (arm, (got, want)) in weights.iter().zip(wanted).enumerate() {
            outcome.near_json(&format!("weight of arm {arm}"), *got, want, allowed);
        }
    }
    Ok(outcome)
}

/// The library's weights; where it would not prefer any arm yet, or the prior is another than its own, the plain
/// formula.
fn weights(arms: &[Tried], best: &[f64], floor: f64, prior: (f64, f64)) -> Result<Vec<f64>, String> {
    let enough = arms.iter().all(|arm| arm.successes + arm.failures >= LEAST_TRIALS);
    if enough && prior == (1.0, 1.0) {
        return thompson_weights(arms, floor).map_err(|refusal| refusal.to_string());
    }
    let free = 1.0 - arms.len() as f64 * floor;
    Ok(best.iter().map(|best| floor + free * best).collect())
}
