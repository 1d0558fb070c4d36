//! `./bench recsys DIR...`: what the recommenders find and cost on folders of acts.
//!
//! A folder holds `train.txt` and `test.txt` (a line a person: the person's id, then item ids) and perhaps
//! `social.txt` (the person's id, then ids of friends). The library chooses everything by itself from
//! the training part; the test part is only counted. Every line printed is one JSON object.

mod bars;
mod cost;
mod feed;
mod folder;

use std::path::Path;
use std::process::ExitCode;

use ::recsys::metrics::{Quality, mean, quality};
use ::recsys::{Circle, Part, Query, Recipe, Recommender, Result, Room, Weights};
use rayon::prelude::*;
use serde_json::{Value, json};

use cost::{Cost, Meter};
use folder::Folder;

/// Places that are judged.
const PLACES: usize = 20;

/// People who are asked for when only costs are wanted.
const TIMED: usize = 2_000;

/// People who are asked for with one room.
const FEWEST_A_ROOM: usize = 256;

/// The seed of every draw: a run of the bench can be repeated.
const SEED: u64 = 20;

/// Runs the door on the given folders. Exit code 1 when a folder could not be judged, 2 when none was named.
///
/// With `--costs` first nothing is chosen: each part is fitted under the default recipe and asked for two
/// thousand people, which is what the comparison with `implicit` repeats. `--feed` alone times pages and
/// events on a catalogue of a hundred thousand made-up items.
pub fn run(words: &[String]) -> ExitCode {
    if words == ["--feed"] {
        return match feed::run() {
            Ok(all_good) => ExitCode::from(u8::from(!all_good)),
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        };
    }
    let (costs_only, dirs) = match words.split_first() {
        Some((first, dirs)) if first == "--costs" => (true, dirs),
        _ => (false, words),
    };
    if dirs.is_empty() {
        eprintln!(
            "usage: ./bench recsys --feed | [--costs] DIR...   (each with train.txt, test.txt and perhaps social.txt)"
        );
        return ExitCode::from(2);
    }
    let mut failed = false;
    for dir in dirs {
        let judged = Folder::read(Path::new(dir)).and_then(|set| {
            let judged = if costs_only {
                parts(&set, Recipe::default(), &set.some_tested(TIMED))
            } else {
                judge(&set)
            };
            judged.map_err(|error| error.to_string())
        });
        if let Err(problem) = judged {
            eprintln!("{dir}: {problem}");
            failed = true;
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn judge(set: &Folder) -> Result<()> {
    let meter = Meter::start();
    let recipe = Recipe::choose(&set.train, set.social.as_ref(), SEED)?;
    let choosing = meter.stop();
    let people = set.tested();
    parts(set, recipe, &people)?;
    let meter = Meter::start();
    let recommender = Recommender::fit(&set.train, recipe)?;
    let cost = meter.stop().after(choosing);
    let mut blend = line(set, &people, "blend", &recommender, cost)?;
    if set.social.is_some() {
        let lone = |part| Recipe { cold: Weights::only(part), warm: Weights::only(Part::Popular), ..recipe };
        blend["cold_popularity"] = cold(set, &Recommender::fit(&set.train, lone(Part::Popular))?)?;
        blend["cold_friends"] = cold(set, &Recommender::fit(&set.train, lone(Part::Friends))?)?;
        blend["cold_blend"] = cold(set, &recommender)?;
    }
    println!("{blend}");
    let found = |key: &str| blend[key].as_f64().unwrap_or_default();
    let found = Quality { recall: found("recall20"), ndcg: found("ndcg20") };
    bars::standing(&set.name, found).iter().for_each(|standing| eprintln!("{standing}"));
    eprintln!("{}: warm {}; cold {}", set.name, named(&recipe.warm), named(&recipe.cold));
    Ok(())
}

/// A line for each part alone.
fn parts(set: &Folder, recipe: Recipe, people: &[u32]) -> Result<()> {
    let parts = recipe.parts(&set.train);
    for part in parts.into_iter().filter(|part| part.from_past() || *part == Part::Popular) {
        let alone = Weights::only(part);
        let meter = Meter::start();
        let recommender = Recommender::fit(&set.train, Recipe { warm: alone, cold: alone, ..recipe })?;
        let cost = meter.stop();
        println!("{}", line(set, people, part.name(), &recommender, cost)?);
    }
    Ok(())
}

fn named(weights: &Weights) -> String {
    weights
        .active()
        .map(|(part, weight)| format!("{} {weight:.2}", part.name()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// One method's line: quality over everybody with a test item, and costs.
fn line(set: &Folder, people: &[u32], method: &str, recommender: &Recommender, fit: Cost) -> Result<Value> {
    // Who looks for friends pays for it; a method that does not listen to them need not.
    let listens = recommender.recipe().warm.active().any(|(part, _)| part.from_circle());
    let graph = set.social.as_ref().filter(|_| listens);
    let meter = Meter::start();
    let found = over(people, |person, room| {
        let past: Vec<(u32, f32)> = set.train.row(person as usize).iter().collect();
        let circle = graph.map(|graph| Circle::around(person, graph, &set.train));
        let query = Query { past: &past, person: Some(person), circle: circle.as_ref(), without: &[] };
        let ranking = recommender.recommend(&query, PLACES, room)?;
        Ok(quality(&ranking, set.test.row(person as usize).columns, PLACES))
    })?;
    let asked = meter.stop();
    Ok(json!({
        "set": set.name,
        "method": method,
        "recall20": rounded(found.recall),
        "ndcg20": rounded(found.ndcg),
        "fit_cpu_s": (fit.cpu_s * 1e3).round() / 1e3,
        "recommend_us": (asked.cpu_s * 1e7 / people.len().max(1) as f64).round() / 10.0,
        "peak_mb": fit.peak_mb.round(),
    }))
}

/// Recall@20 of people as if they had come today: no past is known, only their friends. Counted over
/// people who have a friend and a test item; what they did in the training part is left out of the
/// ranking, as it cannot be among the test items.
fn cold(set: &Folder, recommender: &Recommender) -> Result<Value> {
    let Some(graph) = &set.social else { return Ok(Value::Null) };
    let people: Vec<u32> =
        set.tested().into_iter().filter(|&person| !graph.row(person as usize).is_empty()).collect();
    let found = over(&people, |person, room| {
        let circle = Circle::around(person, graph, &set.train);
        let known = set.train.row(person as usize).columns;
        let query = Query { circle: Some(&circle), without: known, ..Query::default() };
        let ranking = recommender.recommend(&query, PLACES, room)?;
        Ok(quality(&ranking, set.test.row(person as usize).columns, PLACES))
    })?;
    Ok(rounded(found.recall).into())
}

fn over(people: &[u32], each: impl Fn(u32, &mut Room) -> Result<Option<Quality>> + Sync) -> Result<Quality> {
    let found: Vec<Option<Quality>> = people
        .par_iter()
        // A server's thread keeps its room; a new one for every few people would be what is measured.
        .with_min_len(FEWEST_A_ROOM)
        .map_init(Room::default, |room, &person| each(person, room))
        .collect::<Result<_>>()?;
    Ok(mean(&found.into_iter().flatten().collect::<Vec<_>>()))
}

fn rounded(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}
