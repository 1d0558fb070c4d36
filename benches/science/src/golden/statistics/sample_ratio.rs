//! `srm*`: splits against their plan, at one look (scipy) and at every look (savvi).

use super::super::file::{GoldenFile, Outcome, number};
use super::given::{count, elements, members, numbers};
use serde_json::Value;
use stats::sequential::{CONCENTRATION, CountProcess, RunningMinimum, p_of_ln_e, sample_ratio_fixed};

/// A list of [people, shares] is one look each; named cases with batches are a process.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    if file.inputs().is_array() { check_fixed(file) } else { check_sequential(file) }
}

fn check_fixed(file: &GoldenFile) -> Result<Outcome, String> {
    let allowed = file.relative(&[], 1e-9);
    let mut outcome = Outcome::default();
    let (inputs, expected) = (elements(file.inputs()), elements(file.expected()));
    outcome.exact("splits", inputs.len(), expected.len());
    for (place, (input, want)) in inputs.iter().zip(expected).enumerate() {
        let people = counts(&input[0])?;
        let p = sample_ratio_fixed(&people, &numbers(&input[1])?).map_err(|refusal| refusal.to_string())?;
        let answers: Vec<(&str, &Value)> =
            if want.is_object() { members(want).collect() } else { vec![("p", want)] };
        for (name, want) in answers {
            outcome.near_json(&format!("split {place} by {name}"), p, want, allowed);
        }
    }
    Ok(outcome)
}

fn check_sequential(file: &GoldenFile) -> Result<Outcome, String> {
    let allowed = file.absolute(&["log_e_abs"], 1e-8);
    let mut outcome = Outcome::default();
    for (case, want) in members(file.expected()) {
        let input = &file.inputs()[case];
        let k = number(&input["k"]).unwrap_or(CONCENTRATION);
        let process = CountProcess::with_concentration(&numbers(&input["theta"])?, k)
            .map_err(|refusal| format!("{case}: {refusal}"))?;
        for (arm, (share, alpha)) in process.shares().iter().zip(elements(&want["alpha_0"])).enumerate() {
            outcome.near_json(&format!("{case}: prior of arm {arm}"), k * share, alpha, allowed);
        }
        let mut so_far = vec![0_u64; process.shares().len()];
        let mut running = RunningMinimum::default();
        for (place, step) in elements(&want["steps"]).iter().enumerate() {
            for (sum, batch) in so_far.iter_mut().zip(counts(&step["batch"])?) {
                *sum += batch;
            }
            let ln_e = process.ln_e(&so_far);
            outcome.near_json(&format!("{case}: ln E at {place}"), ln_e, &step["log_e"], allowed);
            let p = running.look(p_of_ln_e(ln_e));
            if !step["p_running"].is_null() {
                outcome.near_json(&format!("{case}: p at {place}"), p, &step["p_running"], allowed);
            }
        }
    }
    Ok(outcome)
}

fn counts(value: &Value) -> Result<Vec<u64>, String> {
    elements(value).iter().map(count).collect()
}
