//! `gbstats_*` and `cookie_cats*`: tests of two arms from their sums, or from rows of people.

use super::super::file::{Allowed, GoldenFile, Outcome, number};
use super::super::table::Table;
use super::given::{alpha, count_of, csv_name, elements, leading_number, members, needed};
use serde_json::Value;
use stats::compare::proportions::{Share, pooled_z_test};
use stats::compare::{Arm, Cuped, Effect, Joint, Moments, Prior, cuped};
use stats::sequential::{DEFAULT_PLANNED, sample_ratio_fixed};

/// A `gbstats_*` file: each metric of the inputs has its tests in `expected`.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for (metric, tests) in members(file.expected()) {
        let input = &file.inputs()[metric];
        let arms = arms(input).map_err(|reason| format!("{metric}: {reason}"))?;
        check_tests(&mut outcome, file, metric, &arms, tests);
        if let Some(adjusted) = arms.cuped {
            let allowed = file.relative(&[], 1e-9);
            for (name, got) in
                [("theta", adjusted.theta), ("variance_ratio_adjusted_over_raw", adjusted.variance_ratio)]
            {
                if !tests[name].is_null() {
                    outcome.near_json(name, got, &tests[name], allowed);
                }
            }
        }
    }
    Ok(outcome)
}

/// A `cookie_cats*` file: rows of people with an arm and outcomes that are true or false.
pub fn check_rows(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    let (column, [control, treatment]) = arms_of(file, &table)?;
    let arm_of = table.texts(&column)?;
    let size = |arm: &str| arm_of.iter().filter(|name| **name == arm).count() as u64;
    let sizes = [size(&control), size(&treatment)];
    let expected = file.expected();
    let mut outcome = Outcome::default();
    let refused = |refusal: stats::Invalid| refusal.to_string();
    for (name, want) in members(expected) {
        match name {
            "n" => {
                outcome.exact("control's people", Some(sizes[0] as f64), number(&want["a"]));
                outcome.exact("treatment's people", Some(sizes[1] as f64), number(&want["b"]));
            }
            "srm" => {
                let p = sample_ratio_fixed(&sizes, &[0.5, 0.5]).map_err(refused)?;
                outcome.near_json("srm", p, want, file.relative(&[], 1e-9));
            }
            metric => {
                let values = table.numbers(metric)?;
                let of = |arm: &str| -> Vec<f64> {
                    let people = arm_of.iter().zip(&values).filter(|(name, _)| **name == arm);
                    people.map(|(_, value)| *value).collect()
                };
                check_rows_metric(&mut outcome, file, metric, [of(&control), of(&treatment)], want)?;
            }
        }
    }
    outcome.given("rows", arm_of.len() as f64, &file.inputs()["rows"]);
    Ok(outcome)
}

/// One outcome over rows: a share if everybody has 0 or 1, else a mean.
fn check_rows_metric(
    outcome: &mut Outcome,
    file: &GoldenFile,
    metric: &str,
    values: [Vec<f64>; 2],
    want: &Value,
) -> Result<(), String> {
    let refused = |refusal: stats::Invalid| refusal.to_string();
    for (arm, values) in ["a", "b"].iter().zip(&values) {
        if !want[*arm].is_null() {
            let (n, sum) = (values.len() as f64, values.iter().sum::<f64>());
            outcome.exact(&format!("{metric} n"), Some(n), number(&want[*arm]["n"]));
            outcome.exact(&format!("{metric} sum"), Some(sum), number(&want[*arm]["sum"]));
        }
    }
    let shares = values.iter().flatten().all(|value| *value == 0.0 || *value == 1.0);
    let moments = values.map(|values| values.into_iter().collect::<Moments>());
    let arm = |moments: &Moments| match shares {
        true => Arm::proportion(moments.n, moments.sum as u64),
        false => Arm::mean(moments),
    };
    let arms = Arms {
        control: arm(&moments[0]).map_err(refused)?,
        treatment: arm(&moments[1]).map_err(refused)?,
        cuped: None,
    };
    check_tests(outcome, file, metric, &arms, want);
    if !want["ztest"].is_null() {
        // The reference asks for control against treatment, so its z has the other sign than the effect.
        let share = |moments: &Moments| Share::new(moments.sum as u64, moments.n).map_err(refused);
        let (z, p) = pooled_z_test(&share(&moments[0])?, &share(&moments[1])?);
        outcome.near_json(&format!("{metric} z"), z, &want["ztest"]["z"], file.relative(&[], 1e-9));
        outcome.near_json(&format!("{metric} z's p"), p, &want["ztest"]["p"], file.relative(&[], 1e-9));
    }
    Ok(())
}

/// The column of arms and its two names: as the call says, "name (a) … name (b)", or in alphabetical order.
fn arms_of(file: &GoldenFile, table: &Table) -> Result<(String, [String; 2]), String> {
    let known = ["version", "variant", "arm", "group"].into_iter().find(|name| table.has(name));
    let column = known.ok_or("the CSV has no column of arms")?.to_owned();
    let before = |mark: &str| {
        let at = file.call().find(mark)?;
        file.call()[..at].split_whitespace().next_back().map(str::to_owned)
    };
    if let (Some(control), Some(treatment)) = (before("(a)"), before("(b)")) {
        return Ok((column, [control, treatment]));
    }
    let mut names = table.texts(&column)?;
    names.sort_unstable();
    names.dedup();
    match names[..] {
        [control, treatment] => Ok((column, [control.to_owned(), treatment.to_owned()])),
        _ => Err(format!("{column} has {} arms, not two", names.len())),
    }
}

struct Arms {
    control: Arm,
    treatment: Arm,
    cuped: Option<Cuped>,
}

/// The two arms of an input, by the shape of their sums.
fn arms(input: &Value) -> Result<Arms, String> {
    let refused = |refusal: stats::Invalid| refusal.to_string();
    let (a, b) = (&input["a"], &input["b"]);
    if !a["post"].is_null() {
        let joint = |arm: &Value| joint(arm, "post", "pre");
        let adjusted = cuped(&joint(a)?, &joint(b)?).map_err(refused)?;
        let Cuped { control, treatment, .. } = adjusted;
        return Ok(Arms { control, treatment, cuped: Some(adjusted) });
    }
    let arm = |arm: &Value| -> Result<Arm, String> {
        match () {
            () if !arm["m"].is_null() => Arm::ratio(&joint(arm, "m", "d")?).map_err(refused),
            () if !arm["sum_squares"].is_null() => Arm::mean(&moments(arm)?).map_err(refused),
            () => Arm::proportion(count_of(arm, "n")?, count_of(arm, "sum")?).map_err(refused),
        }
    };
    Ok(Arms { control: arm(a)?, treatment: arm(b)?, cuped: None })
}

fn moments(value: &Value) -> Result<Moments, String> {
    Ok(Moments {
        n: count_of(value, "n")?,
        sum: needed(value, "sum")?,
        sum_squares: needed(value, "sum_squares")?,
    })
}

fn joint(value: &Value, first: &str, second: &str) -> Result<Joint, String> {
    Ok(Joint {
        first: moments(&value[first])?,
        second: moments(&value[second])?,
        sum_products: needed(value, &format!("{first}_{second}_sum_of_products"))?,
    })
}

/// Every member that names a test: `welch_…`, `sequential_…_N5000`, `bayes_flat_…`, `bayes_prior_N(m,s)_…`, each
/// absolute or relative.
fn check_tests(outcome: &mut Outcome, file: &GoldenFile, metric: &str, arms: &Arms, tests: &Value) {
    for (name, want) in members(tests).filter(|(_, want)| want.is_object()) {
        let effect = match () {
            () if name.contains("relative") => Effect::relative(&arms.control, &arms.treatment),
            () if name.contains("absolute") => Effect::absolute(&arms.control, &arms.treatment),
            () => continue,
        };
        let what = format!("{metric} {name}");
        match effect {
            // gbstats refuses where any arm has no variance; ours only where neither has. Its figures are then
            // placeholders.
            _ if want["error"].is_string() => outcome.exact(&what, true, true),
            Ok(effect) => check_test(outcome, file, &what, name, &effect, want),
            Err(refusal) => outcome.complain(format!("{what}: {refusal}")),
        }
    }
}

fn check_test(
    outcome: &mut Outcome,
    file: &GoldenFile,
    what: &str,
    name: &str,
    effect: &Effect,
    want: &Value,
) {
    let allowed =
        Allowed::Either(file.stated(&["abs"]).unwrap_or(1e-9), file.stated(&["rel"]).unwrap_or(1e-9));
    let alpha = alpha(file);
    if name.starts_with("bayes") {
        return check_bayes(outcome, what, &effect.bayesian(&prior_of(name)), alpha, want, allowed);
    }
    let test = match name.starts_with("sequential") {
        true => effect.always_valid(alpha, planned_in(name)),
        false => effect.fixed(alpha),
    };
    let test = match test {
        Ok(test) => test,
        Err(refusal) => return outcome.complain(format!("{what}: {refusal}")),
    };
    outcome.near_json(&format!("{what}: effect"), effect.estimate, &want["expected"], allowed);
    if let [low, high] = elements(&want["ci"]) {
        outcome.near_json(&format!("{what}: lower end"), test.interval.low, low, allowed);
        outcome.near_json(&format!("{what}: upper end"), test.interval.high, high, allowed);
    }
    if !want["se"].is_null() {
        outcome.near_json(&format!("{what}: standard error"), effect.standard_error(), &want["se"], allowed);
    }
    check_p(outcome, file, what, test.p, &want["p_value"]);
}

/// gbstats forms p as 2(1 − cdf), which has no digits left below 1e-12; above, it is compared relatively.
fn check_p(outcome: &mut Outcome, file: &GoldenFile, what: &str, got: f64, want: &Value) {
    match number(want) {
        None => {}
        Some(want) if want < 1e-12 => outcome.exact(&format!("{what}: p below 1e-12"), got < 1e-12, true),
        Some(want) => {
            let floor = file.stated(&["p_floor"]).unwrap_or(1e-14);
            let share = file.stated(&["rel"]).unwrap_or(1e-9);
            outcome.near(&format!("{what}: p"), got, want, Allowed::Either(floor, share));
        }
    }
}

fn check_bayes(
    outcome: &mut Outcome,
    what: &str,
    posterior: &stats::compare::Posterior,
    alpha: f64,
    want: &Value,
    allowed: Allowed,
) {
    outcome.near_json(&format!("{what}: mean"), posterior.mean, &want["expected"], allowed);
    if let (Ok(interval), [low, high]) = (posterior.interval(alpha), elements(&want["ci"])) {
        outcome.near_json(&format!("{what}: lower end"), interval.low, low, allowed);
        outcome.near_json(&format!("{what}: upper end"), interval.high, high, allowed);
    }
    outcome.near_json(&format!("{what}: chance"), posterior.chance_above, &want["chance_to_win"], allowed);
    if let [control, treatment] = elements(&want["risk"]) {
        outcome.near_json(&format!("{what}: risk of control"), posterior.risk_of_control, control, allowed);
        outcome.near_json(
            &format!("{what}: risk of treatment"),
            posterior.risk_of_treatment,
            treatment,
            allowed,
        );
    }
}

/// The planned number of people in `…_N5000`.
fn planned_in(name: &str) -> f64 {
    let after = name.rsplit_once("_N").and_then(|(_, digits)| leading_number(digits));
    after.unwrap_or(DEFAULT_PLANNED)
}

/// Mean and deviation in `…N(0,0.3)…`; without them the prior is flat.
fn prior_of(name: &str) -> Prior {
    let inside = name.split_once("N(").and_then(|(_, rest)| rest.split_once(')'));
    let both = inside.and_then(|(inside, _)| inside.split_once(','));
    let parsed = both.and_then(|(mean, deviation)| {
        Some((mean.trim().parse().ok()?, deviation.trim().parse::<f64>().ok().filter(|sd| *sd > 0.0)?))
    });
    parsed.map_or(Prior::Flat, |(mean, deviation)| Prior::Normal { mean, deviation })
}
