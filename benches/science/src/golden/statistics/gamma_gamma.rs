//! `gamma_gamma_*`: what purchases are worth, and lifetime value (lifetimes).

use super::super::file::{GoldenFile, Outcome, number};
use super::super::table::Table;
use super::bgnbd::{model as bgnbd_model, repeats_of};
use super::given::{csv_name, elements, members, needed, setting};
use serde_json::Value;
use stats::purchases::{BgNbd, Customer, GammaGamma, Horizon, Spender, fit_gamma_gamma, lifetime_value};

/// A fit on a CSV of frequency and monetary_value, and answers at the parameters that the file gives.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    let fit = fit_gamma_gamma(&spenders(&table)?).map_err(|refusal| refusal.to_string())?;
    let expected = file.expected();
    let mut outcome = Outcome::default();
    let polished = file.relative(&["polished_optimum_rel"], 1e-6);
    let loose = file.relative(&["lifetimes_params_rel"], 1e-3);
    for (place, allowed) in [("polished_optimum", polished), ("lifetimes_params", loose)] {
        for (name, got) in [("p", fit.model.p), ("q", fit.model.q), ("v", fit.model.v)] {
            if !expected[place][name].is_null() {
                outcome.near_json(&format!("{place} {name}"), got, &expected[place][name], allowed);
            }
        }
    }
    for name in ["polished_mean_nll", "nll"] {
        if let Some(want) = number(&expected[name]) {
            outcome.near(name, -fit.mean_log_likelihood, want, polished);
        }
    }
    let given = ["lifetimes_params", "polished_optimum", "params"];
    let model = given.iter().find_map(|name| model(&expected[*name])).unwrap_or(fit.model);
    check_values(&mut outcome, file, &model)?;
    check_lifetimes(&mut outcome, file, &model)?;
    Ok(outcome)
}

fn spenders(table: &Table) -> Result<Vec<Spender>, String> {
    let (repeats, values) = (table.numbers("frequency")?, table.numbers("monetary_value")?);
    repeats
        .into_iter()
        .zip(values)
        .map(|(x, mean_value)| Ok(Spender { repeats: repeats_of(x)?, mean_value, weight: 1.0 }))
        .collect()
}

fn model(value: &Value) -> Option<GammaGamma> {
    Some(GammaGamma { p: number(&value["p"])?, q: number(&value["q"])?, v: number(&value["v"])? })
}

fn check_values(outcome: &mut Outcome, file: &GoldenFile, model: &GammaGamma) -> Result<(), String> {
    let allowed = file.relative(&["expected_rel"], 1e-8);
    for row in elements(&file.expected()["customers"]) {
        let repeats = repeats_of(needed(row, "frequency")?)?;
        let got = model.expected_value(repeats, needed(row, "monetary_value")?);
        outcome.near_json("expected value", got, &row["expected_average_profit"], allowed);
    }
    Ok(())
}

/// lifetimes counts in months: of 4.345 weeks, 30 days or 720 hours by the `freq` of the call.
fn check_lifetimes(outcome: &mut Outcome, file: &GoldenFile, spends: &GammaGamma) -> Result<(), String> {
    let expected = file.expected();
    let listed: Vec<&Value> = members(expected)
        .filter(|(name, _)| name.starts_with("clv"))
        .flat_map(|(_, rows)| elements(rows))
        .collect();
    if listed.is_empty() {
        return Ok(());
    }
    let buys: BgNbd =
        bgnbd_model(&expected["bgnbd_params_used"]).ok_or("the file gives no bgnbd_params_used")?;
    let horizon = Horizon {
        periods: setting(file, &["time", "months"]).unwrap_or(12.0) as u32,
        period_length: month_length(file),
        discount: setting(file, &["discount_rate"]).unwrap_or(0.01),
    };
    let allowed = file.relative(&["clv_rel"], 1e-8);
    for row in listed {
        let customer = Customer {
            repeats: repeats_of(needed(row, "frequency")?)?,
            recency: needed(row, "recency")?,
            age: needed(row, "T")?,
        };
        let worth = lifetime_value(&buys, spends, &customer, needed(row, "monetary_value")?, &horizon)
            .map_err(|refusal| refusal.to_string())?;
        outcome.near_json("lifetime value", worth, &row["clv"], allowed);
    }
    Ok(())
}

fn month_length(file: &GoldenFile) -> f64 {
    let named = |letter: &str| {
        file.inputs()["freq"] == letter
            || ["'", "\""].iter().any(|quote| file.call().contains(&format!("freq={quote}{letter}{quote}")))
    };
    match () {
        () if named("D") => 30.0,
        () if named("H") => 720.0,
        () if named("M") => 1.0,
        () => 4.345,
    }
}
