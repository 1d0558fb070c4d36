//! `proportions*`: tests and intervals of shares (statsmodels).

use super::super::file::{Allowed, GoldenFile, Outcome};
use super::given::{alpha, count_of, elements, members};
use super::score_slip;
use serde_json::Value;
use stats::compare::proportions::{
    Share, agresti_caffo_difference, agresti_coull, clopper_pearson, jeffreys, katz_ratio,
    newcombe_difference, pooled_z_test, score_difference, wald_difference, wilson,
};
use stats::{Interval, Invalid};

/// Each row gives two shares, before (`c0` of `n0`) and after, and their tests and intervals.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for row in elements(file.expected()) {
        let share = |successes: &str, people: &str| {
            Share::new(count_of(row, successes)?, count_of(row, people)?)
                .map_err(|refusal| refusal.to_string())
        };
        check_row(&mut outcome, file, &share("c0", "n0")?, &share("c1", "n1")?, row);
    }
    Ok(outcome)
}

fn check_row(outcome: &mut Outcome, file: &GoldenFile, before: &Share, after: &Share, row: &Value) {
    let allowed = file.absolute(&["abs"], 1e-10);
    let alpha = alpha(file);
    let (z, p) = pooled_z_test(before, after);
    for (name, want) in members(row) {
        let interval = match name {
            "c0" | "n0" | "c1" | "n1" => continue,
            "z" | "p" => {
                outcome.near_json(name, if name == "z" { z } else { p }, want, allowed);
                continue;
            }
            // Null is where statsmodels' solver was badly bracketed; ours must have the ends all the same.
            "diff_score" => {
                check_score(outcome, file, before, after, want);
                continue;
            }
            _ => match interval_named(name, before, after, alpha) {
                Some(interval) => interval,
                None => {
                    outcome.complain(format!("{name} is not understood"));
                    continue;
                }
            },
        };
        compare(outcome, name, interval, want, allowed);
    }
}

/// Our score interval is Miettinen and Nurminen's; statsmodels' has a slip (see [`super::score_slip`]). Figures that
/// ours does not meet must be the slip's, and ours within a tenth of the interval from them (the slip weighs more the fewer
/// people there are).
fn check_score(outcome: &mut Outcome, file: &GoldenFile, before: &Share, after: &Share, want: &Value) {
    let (tolerance, alpha) = (file.absolute(&["score_abs"], 1e-6), alpha(file));
    let ours = score_difference(before, after, alpha);
    let mut plain = Outcome::default();
    compare(&mut plain, "diff_score", ours, want, tolerance);
    let (Ok(ours), false) = (ours, plain.ok()) else {
        return outcome.join(plain);
    };
    let near = Allowed::Absolute(0.1 * (ours.high - ours.low));
    let slipped = score_slip::score_difference(before, after, alpha);
    let mut apart = Outcome::default();
    compare(&mut apart, "diff_score", Ok(ours), want, near);
    outcome.exact("diff_score is about ours", apart.ok(), true);
    compare(outcome, "diff_score with the slip", Ok(slipped), want, tolerance);
}

fn interval_named(
    name: &str,
    before: &Share,
    after: &Share,
    alpha: f64,
) -> Option<Result<Interval, Invalid>> {
    // One share's interval says in its number which of the two it is of.
    let of_one = |share: &Share, method: &str| match method {
        "wilson" => Some(wilson(share, alpha)),
        "beta" => Some(clopper_pearson(share, alpha)),
        "jeffreys" => Some(jeffreys(share, alpha)),
        "agresti_coull" => Some(agresti_coull(share, alpha)),
        _ => None,
    };
    match name {
        "diff_wald" => Some(wald_difference(before, after, alpha)),
        "diff_agresti-caffo" => Some(agresti_caffo_difference(before, after, alpha)),
        "diff_newcomb" => Some(newcombe_difference(before, after, alpha)),
        "ratio_log" => Some(katz_ratio(before, after, alpha)),
        _ => match name.split_once('_')? {
            ("ci0", method) => of_one(before, method),
            ("ci1", method) => of_one(after, method),
            _ => None,
        },
    }
}

fn compare(
    outcome: &mut Outcome,
    name: &str,
    interval: Result<Interval, Invalid>,
    want: &Value,
    allowed: Allowed,
) {
    match (interval, elements(want)) {
        (Ok(got), [low, high]) => {
            outcome.near_json(&format!("{name}: lower end"), got.low, low, allowed);
            outcome.near_json(&format!("{name}: upper end"), got.high, high, allowed);
        }
        (Ok(got), []) if want.is_null() => {
            outcome.exact(&format!("{name} exists"), got.low.is_finite() && got.high.is_finite(), true);
        }
        // Neither has an answer.
        (Err(_), []) if want.is_null() => outcome.exact(&format!("{name} is refused"), true, true),
        (Ok(_), _) => outcome.complain(format!("{name}: expected {want}, which is no interval")),
        (Err(refusal), _) => outcome.complain(format!("{name}: {refusal}")),
    }
}
