//! `./bench aa [RUNS]`: what happens when an experiment or a rollout is looked at all the time.
//!
//! Each line is a setting with the share of runs that raised a false alarm, or found a true harm. Looks are
//! every hundred people. It answers 1 if a bar is missed: at most 5 % false alarms, harm of twice the rate at 2 %
//! in a 5 % stage halted in at least 95 % with a median of at most 13,000 people.

mod rollout;
mod split;

use rayon::prelude::*;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Runs a setting unless the command says otherwise.
const RUNS: u64 = 10_000;
/// People between two looks.
const LOOK: u64 = 100;
/// Shares of people treated: half, and the stages of a rollout.
const SHARES: [f64; 4] = [0.5, 0.01, 0.05, 0.25];

/// Runs the door; the first word, if any, is the number of runs.
pub fn run(words: &[String]) -> ExitCode {
    let runs = match words.first().map(|word| word.parse::<u64>()) {
        None => RUNS,
        Some(Ok(runs)) if runs > 0 => runs,
        Some(_) => {
            eprintln!("usage: ./bench aa [RUNS]");
            return ExitCode::from(2);
        }
    };
    let mut all_good = true;
    let mut say = |line: Value| {
        all_good &= line["ok"] != json!(false);
        println!("{line}");
    };
    for metric in split::METRICS {
        for share in SHARES {
            // So long that the smaller arm, too, gets where it may speak.
            let people = (5_000.0 / share).clamp(20_000.0, 200_000.0) as u64;
            say(split::judge(&split::Setting { metric, share, people }, runs).line());
        }
    }
    say(rollout::harm(runs).line());
    for (people_harmed, rate) in [(false, 0.01), (false, 0.05), (true, 0.02)] {
        say(rollout::whole(people_harmed, rate, runs).line());
    }
    ExitCode::from(u8::from(!all_good))
}

/// Every run of a setting, each from its own seed, in the order of the seeds.
fn runs_of<T: Send>(runs: u64, one: impl Fn(u64) -> T + Sync + Send) -> Vec<T> {
    (0..runs).into_par_iter().map(one).collect()
}

/// The share of `hits` among `all`.
fn share(hits: usize, all: usize) -> f64 {
    hits as f64 / all as f64
}
