//! `./bench fit`: what it costs to fit a base of customers, and whether it ever fails.

use crate::chance::Chance;
use crate::golden::cdnow_cells;
use serde_json::{Value, json};
use stats::purchases::{BgNbd, BgNbdFit, Cell, Customer, NoFit, fit_bg_nbd, into_cells};
use std::process::ExitCode;

/// Times five fits of each size and prints a line each; answers 1 if a bar is missed.
pub fn run(_words: &[String]) -> ExitCode {
    let mut lines = Vec::new();
    match cdnow_cells() {
        Ok(cells) => lines.push(timed("CDNOW, 2,357 customers", &cells, 0.05)),
        Err(reason) => eprintln!("CDNOW is left out: {reason}"),
    }
    let truth = BgNbd { r: 0.25, alpha: 31.0, a: 0.8, b: 2.4 };
    let days = simulated(&truth, 1_000_000, 1);
    // Whole days, as a shop counts them, fall into few cells; times to the second into one a repeat customer.
    lines.push(timed("a million customers in days", &days, 5.0));
    let whole: Vec<Customer> = customers(&truth, 1_000_000, 1);
    lines.push(timed("a million customers to the second", &into_cells(&whole), 5.0));
    let failures = failures(500);
    lines.push(json!({"set": "500 simulated bases", "failures": failures, "ok": failures == 0}));
    lines.iter().for_each(|line| println!("{line}"));
    ExitCode::from(u8::from(lines.iter().any(|line| line["ok"] == json!(false))))
}

fn timed(set: &str, cells: &[Cell], bar_s: f64) -> Value {
    let mut seconds = Vec::new();
    let mut last = None;
    for _ in 0..5 {
        let (result, took) = measured(|| fit_bg_nbd(cells));
        seconds.push(took);
        last = result.ok();
    }
    seconds.sort_by(f64::total_cmp);
    let Some(BgNbdFit { model, steps, steepness, penalty, .. }) = last else {
        return json!({"set": set, "ok": false});
    };
    json!({
        "set": set,
        "cells": cells.len(),
        "median_s": seconds[2],
        "bar_s": bar_s,
        "steps": steps,
        "steepness": steepness,
        "penalty": penalty,
        "r": model.r, "alpha": model.alpha, "a": model.a, "b": model.b,
        "ok": seconds[2] <= bar_s,
    })
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time; nothing depends on what it reads")]
fn measured<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begin = std::time::Instant::now();
    let result = work();
    (result, begin.elapsed().as_secs_f64())
}

/// Customers as the model has them, first bought between 150 and 270 days ago.
fn customers(truth: &BgNbd, count: u32, seed: u64) -> Vec<Customer> {
    let mut chance = Chance::seeded(seed);
    (0..count)
        .map(|_| {
            let rate = chance.gamma(truth.r) / truth.alpha;
            let leaves = chance.beta(truth.a, truth.b);
            let age = 150.0 + 120.0 * chance.uniform();
            let (mut repeats, mut recency) = (0, 0.0);
            let mut at = chance.exponential() / rate;
            while at < age {
                repeats += 1;
                recency = at;
                if chance.uniform() < leaves {
                    break;
                }
                at += chance.exponential() / rate;
            }
            Customer { repeats, recency, age }
        })
        .collect()
}

/// As [`customers`], times rounded to whole days and brought into their cells.
fn simulated(truth: &BgNbd, count: u32, seed: u64) -> Vec<Cell> {
    let mut days = customers(truth, count, seed);
    for customer in &mut days {
        customer.recency = customer.recency.floor();
        customer.age = customer.age.floor();
    }
    into_cells(&days)
}

/// How many of `sets` bases of 500 to 1,500 customers, each of other parameters, could not be fitted.
fn failures(sets: u64) -> usize {
    (0..sets).filter(|seed| fit_of(*seed).is_err()).count()
}

fn fit_of(seed: u64) -> Result<BgNbdFit, NoFit> {
    let mut chance = Chance::seeded(1_000_000 + seed);
    let mut between = |low: f64, high: f64| low * (high / low).powf(chance.uniform());
    let truth = BgNbd {
        r: between(0.1, 2.5),
        alpha: between(10.0, 200.0),
        a: between(0.2, 4.0),
        b: between(0.6, 10.0),
    };
    fit_bg_nbd(&simulated(&truth, between(500.0, 1_500.0) as u32, seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_simulated_base_of_five_hundred_fails_to_be_fitted() {
        assert_eq!(failures(500), 0);
    }

    #[test]
    fn a_large_base_finds_the_parameters_that_made_it() {
        let truth = BgNbd { r: 0.6, alpha: 40.0, a: 0.9, b: 2.5 };
        let fit = fit_bg_nbd(&simulated(&truth, 20_000, 5)).unwrap();
        let errors = fit.standard_errors.unwrap();
        for (got, want, error) in [
            (fit.model.r, truth.r, errors.r),
            (fit.model.a, truth.a, errors.a),
            (fit.model.b, truth.b, errors.b),
        ] {
            assert!((got - want).abs() < 4.0 * error, "{got} for {want}, error {error}");
        }
        assert_eq!(fit.penalty, 0.0);
    }
}
