//! `bgnbd_*`: BG/NBD fits and what they say of customers (lifetimes).

use super::super::file::{Allowed, GoldenFile, Outcome, number, shared};
use super::super::table::Table;
use super::given::{csv_name, elements, leading_number, members, needed, setting};
use super::holdout;
use serde_json::Value;
use stats::purchases::{BgNbd, BgNbdFit, Cell, Customer, fit_bg_nbd_penalised, into_cells};

/// A fit on a CSV of frequency, recency and T; a file of transactions is a holdout.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    if table.has("date") {
        return holdout::check(file, &table);
    }
    let cells = cells(&table)?;
    let penalty = setting(file, &["penalizer", "penalizer_coef", "penalty"]).unwrap_or(0.0);
    let fit = fit_bg_nbd_penalised(&cells, penalty).map_err(|refusal| refusal.to_string())?;
    let mut outcome = Outcome::default();
    check_fit(&mut outcome, file, &fit);
    check_lifetimes_own(&mut outcome, file, &fit, &cells);
    let given = ["lifetimes_params", "polished_optimum", "params"];
    let model = given.iter().find_map(|name| model(&file.expected()[*name]));
    check_answers(&mut outcome, file, &model.unwrap_or(fit.model))?;
    outcome.given("distinct cells", cells.len() as f64, &file.inputs()["n_groups"]);
    outcome.given("customers", fit.customers, &file.inputs()["n"]);
    Ok(outcome)
}

/// Customers of a table in their distinct cells; a weights column counts.
pub fn cells(table: &Table) -> Result<Vec<Cell>, String> {
    let (repeats, recency, age) =
        (table.numbers("frequency")?, table.numbers("recency")?, table.numbers("T")?);
    let weights = ["weight", "weights"].into_iter().find(|name| table.has(name));
    let customers: Vec<Customer> = (0..repeats.len())
        .map(|row| Ok(Customer { repeats: repeats_of(repeats[row])?, recency: recency[row], age: age[row] }))
        .collect::<Result<_, String>>()?;
    let Some(weights) = weights.map(|name| table.numbers(name)).transpose()? else {
        return Ok(into_cells(&customers));
    };
    Ok(customers.into_iter().zip(weights).map(|(customer, weight)| Cell { customer, weight }).collect())
}

/// The 2,357 customers of CDNOW, in weeks, from the shared golden folder.
pub fn cdnow_cells() -> Result<Vec<Cell>, String> {
    let folder = shared().ok_or("the shared folder is not there")?.join("data/golden/retention");
    cells(&Table::read(&folder.join("cdnow_summary.csv"))?)
}

/// A frequency as the count that it is.
pub fn repeats_of(frequency: f64) -> Result<u32, String> {
    let whole = frequency >= 0.0 && frequency.fract() == 0.0 && frequency < f64::from(u32::MAX);
    if whole { Ok(frequency as u32) } else { Err(format!("{frequency} is no number of purchases")) }
}

/// r, alpha, a and b, if they are all there.
pub fn model(value: &Value) -> Option<BgNbd> {
    let part = |name: &str| number(&value[name]);
    Some(BgNbd { r: part("r")?, alpha: part("alpha")?, a: part("a")?, b: part("b")? })
}

/// Compares parameters by name.
pub fn check_parameters(outcome: &mut Outcome, what: &str, got: &BgNbd, want: &Value, allowed: Allowed) {
    for (name, got) in [("r", got.r), ("alpha", got.alpha), ("a", got.a), ("b", got.b)] {
        if !want[name].is_null() {
            outcome.near_json(&format!("{what} {name}"), got, &want[name], allowed);
        }
    }
}

/// The fit against the optimum, polished to a gradient of nothing.
fn check_fit(outcome: &mut Outcome, file: &GoldenFile, fit: &BgNbdFit) {
    let expected = file.expected();
    let polished = file.relative(&["polished_optimum_rel"], 1e-6);
    check_parameters(outcome, "optimum", &fit.model, &expected["polished_optimum"], polished);
    let mean_nll = -fit.log_likelihood / fit.customers;
    for (name, got) in
        [("polished_mean_nll_unscaled", mean_nll), ("polished_total_ll_unscaled", fit.log_likelihood)]
    {
        if let Some(want) = number(&expected[name]) {
            outcome.near(name, got, want, polished);
        }
    }
}

/// The fit against where lifetimes stopped, which is a little earlier.
///
/// Of its variance matrix only the diagonal is compared, by way of the standard errors: lifetimes 0.11.3 scales
/// rows and columns back to natural parameters differently, so its matrix is not symmetric, as a covariance
/// must be.
fn check_lifetimes_own(outcome: &mut Outcome, file: &GoldenFile, fit: &BgNbdFit, cells: &[Cell]) {
    let expected = file.expected();
    let allowed = file.relative(&["lifetimes_params_rel"], 1e-3);
    check_parameters(outcome, "lifetimes", &fit.model, &expected["lifetimes_params"], allowed);
    if let Some(errors) = fit.standard_errors {
        check_parameters(outcome, "standard error of", &errors, &expected["standard_errors"], allowed);
    }
    let longest = cells.iter().fold(0.0_f64, |most, cell| most.max(cell.customer.age));
    if let Some(scale) = number(&expected["time_scale"]) {
        outcome.near("time scale", 1.0 / longest, scale, Allowed::Relative(1e-12));
    }
    if let Some(want) = number(&expected["lifetimes_nll_mean_scaled_time"]) {
        let BgNbd { r, alpha, a, b } = fit.model;
        let repeats: f64 = cells.iter().map(|cell| cell.weight * f64::from(cell.customer.repeats)).sum();
        let scaled = -(fit.log_likelihood + repeats * longest.ln()) / fit.customers;
        let squares = r * r + (alpha / longest).powi(2) + a * a + b * b;
        outcome.near("lifetimes' objective", scaled + fit.penalty * squares, want, allowed);
    }
}

/// What a model says of customers, at the parameters that the file gives, so that no optimiser's noise enters.
fn check_answers(outcome: &mut Outcome, file: &GoldenFile, model: &BgNbd) -> Result<(), String> {
    let alive = file.absolute(&["p_alive_abs"], 1e-9);
    let relative = file.relative(&["expected_rel"], 1e-8);
    let listed = members(file.expected()).filter(|(name, _)| name.starts_with("customers"));
    for row in listed.flat_map(|(_, rows)| elements(rows)) {
        let customer = Customer {
            repeats: repeats_of(needed(row, "frequency")?)?,
            recency: needed(row, "recency")?,
            age: needed(row, "T")?,
        };
        if !row["p_alive"].is_null() {
            outcome.near_json("P(alive)", model.probability_alive(&customer), &row["p_alive"], alive);
        }
        for (horizon, want) in members(&row["expected"]) {
            let t = leading_number(horizon).ok_or_else(|| format!("{horizon} is no horizon"))?;
            // Null is where scipy's 2F1 overflowed; ours must still be a number.
            outcome.near_json(&format!("E[X({t})]"), model.expected_purchases(&customer, t), want, relative);
        }
    }
    for (horizon, want) in members(&file.expected()["expected_purchases_new_customer"]) {
        let t = leading_number(horizon).ok_or_else(|| format!("{horizon} is no horizon"))?;
        outcome.near_json(&format!("E[X({t})] of a new customer"), model.expected_of_new(t), want, relative);
    }
    for (key, want) in members(&file.expected()["prob_n_purchases"]) {
        let both = key.split_once('@').and_then(|(n, t)| Some((n.parse::<u32>().ok()?, leading_number(t)?)));
        let (n, t) = both.ok_or_else(|| format!("{key} is no count and horizon"))?;
        outcome.near_json(&format!("P(X({t}) = {n})"), model.probability_of(n, t), want, relative);
    }
    Ok(())
}
