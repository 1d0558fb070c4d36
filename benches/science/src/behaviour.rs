//! `./bench behaviour`: retention tables and funnels over many events, beside DuckDB on the same file.
//!
//! Events come from our own generator, or from any Parquet file with `user_id`, `ts` (Unix seconds) and `ev`
//! (0 to 63). "Cold" is from the file with decoding included, both on two threads, the file in the page
//! cache; "warm" asks bitmaps that are already built. Each figure is one JSON line; the door answers 1 if a
//! bar is missed or a cell differs. Bars are those of ten (or a hundred) million events.

mod duckdb;
mod event_file;
mod generator;
mod measure;

use behaviour::{
    Activity, Calendar, Classes, Cohorts, Day, Event, Funnel, FunnelReport, Period, Timelines, Window,
};
use duckdb::{Asked, DuckDb};
use event_file::EventFile;
use generator::Generator;
use measure::{median, resident_bytes, seconds};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The shop's zone. Manila has kept one distance from UTC for decades, so that DuckDB may add it plainly, its
/// fastest form; ours takes the same path for any zone.
const ZONE: &str = "Asia/Manila";
const ZONE_OFFSET_S: i64 = 8 * 3_600;
/// The last column of the table: days 0 to 30.
const LAST_COLUMN: u32 = 30;
const FUNNEL_STEPS: u8 = 4;
const FUNNEL_WINDOW_S: u64 = 7 * 86_400;
const TEN_MILLION: u64 = 10_000_000;
const HUNDRED_MILLION: u64 = 100_000_000;
const SEED: u64 = 20_260_101;
const MB: f64 = 1e6;

const USAGE: &str =
    "usage: ./bench behaviour [--events N] [--file EVENTS.parquet] [--rounds N] [--hundred-million]";

/// What the words after `./bench behaviour` ask for.
struct Wish {
    events: u64,
    file: Option<PathBuf>,
    rounds: usize,
    hundred_million: bool,
}

impl Wish {
    fn of(words: &[String]) -> Result<Self, String> {
        let mut wish = Self { events: TEN_MILLION, file: None, rounds: 5, hundred_million: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            let number = |text: &String| {
                text.replace('_', "").parse::<u64>().map_err(|_| format!("{text:?} is no number"))
            };
            match word.as_str() {
                "--events" => wish.events = number(value()?)?.max(1),
                "--file" => wish.file = Some(PathBuf::from(value()?)),
                "--rounds" => wish.rounds = usize::try_from(number(value()?)?.max(1)).unwrap_or(1),
                "--hundred-million" => wish.hundred_million = true,
                other => return Err(format!("{other:?} is not understood")),
            }
        }
        Ok(wish)
    }
}

/// Runs the door.
pub fn run(words: &[String]) -> ExitCode {
    let judged =
        Wish::of(words).map_err(|reason| format!("{reason}\n{USAGE}")).and_then(|wish| measured(&wish));
    match judged {
        Ok(all_good) => ExitCode::from(u8::from(!all_good)),
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

/// Takes every measure; false if one is not good enough.
fn measured(wish: &Wish) -> Result<bool, String> {
    let calendar = Calendar::of(ZONE).map_err(|error| error.to_string())?;
    if wish.hundred_million {
        return Ok(hundred_million(&calendar));
    }
    let folder = scratch_folder()?;
    let path = match &wish.file {
        Some(path) => path.clone(),
        None => generated(&folder, wish.events)?,
    };
    let file = EventFile::open(&path)?;
    let duckdb = DuckDb::installed(&folder)
        .inspect_err(|reason| eprintln!("no comparison with DuckDB: {reason}"))
        .ok();
    let bars = file.rows() == TEN_MILLION;
    let table = tables(&file, &calendar, duckdb.as_ref(), wish.rounds, bars)?;
    let funnel = funnels(&file, duckdb.as_ref(), wish.rounds, bars)?;
    Ok(table && funnel)
}

fn tables(
    file: &EventFile,
    calendar: &Calendar,
    duckdb: Option<&DuckDb>,
    rounds: usize,
    bars: bool,
) -> Result<bool, String> {
    let (mut ours, mut theirs, mut different) = (Vec::new(), Vec::new(), None);
    let mut activity = Activity::new();
    for _ in 0..rounds {
        let (cold, took_s) = seconds(|| {
            let activity = file.activity(calendar)?;
            let table = daily(&activity);
            Ok::<_, String>((activity, table))
        });
        let (built, table) = cold?;
        ours.push(took_s);
        activity = built;
        if let Some(duckdb) = duckdb {
            let answer =
                duckdb.ask(&Asked::Retention { offset_s: ZONE_OFFSET_S, last: LAST_COLUMN }, file.path())?;
            theirs.push(answer.seconds);
            different = different.max(Some(differing_cells(&table, &answer.rows)));
        }
    }
    let (cold, duckdb_cold) = (median(&mut ours), (!theirs.is_empty()).then(|| median(&mut theirs)));
    activity.shrink();
    let warm = warm_s(&activity, 21);
    let no_slower = duckdb_cold.is_none_or(|theirs| cold <= theirs);
    Ok([
        line("daily retention cold, s", file.rows(), cold, duckdb_cold, bars.then_some(1.5), no_slower),
        line(
            "cells that differ from DuckDB",
            file.rows(),
            Value::from(different),
            None,
            None,
            different == Some(0),
        ),
        line("daily retention warm, s", file.rows(), warm, None, bars.then_some(0.020), true),
        line("bitmaps, MB", file.rows(), activity.heap_bytes() as f64 / MB, None, None, true),
    ]
    .iter()
    .all(|good| *good))
}

fn funnels(file: &EventFile, duckdb: Option<&DuckDb>, rounds: usize, bars: bool) -> Result<bool, String> {
    let steps = (0..FUNNEL_STEPS).map(Classes::one).collect();
    let funnel = Funnel::new(steps, FUNNEL_WINDOW_S).map_err(|error| error.to_string())?;
    let mut cold = Vec::new();
    let mut report = None;
    for _ in 0..rounds {
        let (walked, took_s) = seconds(|| walked(&funnel, file));
        cold.push(took_s);
        report = Some(walked?);
    }
    let reached: Vec<i64> = report.iter().flat_map(FunnelReport::reached).map(u64::cast_signed).collect();
    let asked = Asked::Funnel { steps: FUNNEL_STEPS, window_s: FUNNEL_WINDOW_S };
    let answer = duckdb.map(|duckdb| duckdb.ask(&asked, file.path())).transpose()?;
    let theirs_s = answer.as_ref().map(|answer| answer.seconds);
    let same = answer.is_some_and(|answer| answer.rows.concat() == reached);
    Ok([
        line("7-day funnel cold, s", file.rows(), median(&mut cold), theirs_s, bars.then_some(4.0), true),
        line("funnel equal to DuckDB's, people reached", file.rows(), json!(reached), None, None, same),
    ]
    .iter()
    .all(|good| *good))
}

fn walked(funnel: &Funnel, file: &EventFile) -> Result<FunnelReport, String> {
    let parts: Vec<Vec<Event>> = file.events()?;
    Ok(funnel.run(&Timelines::gather(parts.iter().flatten().copied())))
}

/// A hundred million events straight into bitmaps, in no order at all.
fn hundred_million(calendar: &Calendar) -> bool {
    let before = resident_bytes();
    let (activity, build_s) = seconds(|| {
        let mut activity = Activity::new();
        let mut cursor = calendar.cursor();
        for made in Generator::new(HUNDRED_MILLION, SEED) {
            activity.note(made.person, cursor.day(made.at.into()));
        }
        activity.shrink();
        activity
    });
    let resident = resident_bytes().saturating_sub(before) as f64 / MB;
    let warm = warm_s(&activity, 7);
    let (_, audience_s) = activity.span().map_or(((), 0.0), |(first, last)| {
        seconds(|| drop(std::hint::black_box(activity.audience(first, last.plus(1)))))
    });
    [
        line("generated and built, s", HUNDRED_MILLION, build_s, None, None, true),
        line("daily retention warm, s", HUNDRED_MILLION, warm, None, Some(0.400), true),
        line("bitmaps resident, MB", HUNDRED_MILLION, resident, None, Some(150.0), true),
        line("DAU, WAU and MAU of every day, s", HUNDRED_MILLION, audience_s, None, None, true),
    ]
    .iter()
    .all(|good| *good)
}

/// The table as of the day after the last event, when every cell that can hold anybody is known.
fn daily(activity: &Activity) -> Cohorts {
    let as_of = activity.span().map_or(Day(0), |(_, last)| last.plus(1));
    activity.retention(&Window::each_to(LAST_COLUMN), as_of)
}

fn warm_s(activity: &Activity, runs: usize) -> f64 {
    let mut took: Vec<f64> =
        (0..runs).map(|_| seconds(|| drop(std::hint::black_box(daily(activity)))).1).collect();
    median(&mut took)
}

/// How many cells of either table the other lacks or holds otherwise. DuckDB's rows are (cohort, offset,
/// people) where there are any.
fn differing_cells(table: &Cohorts, rows: &[Vec<i64>]) -> usize {
    let ours: BTreeMap<(i64, i64), i64> = table
        .rows
        .iter()
        .flat_map(|row| {
            (0..).zip(&row.back).map(move |(n, people)| ((i64::from(row.began.index()), n), people))
        })
        .filter_map(|(cell, people)| Some((cell, people.filter(|people| *people > 0)?.cast_signed())))
        .collect();
    let theirs: BTreeMap<(i64, i64), i64> =
        rows.iter().filter_map(|row| Some(((*row.first()?, *row.get(1)?), *row.get(2)?))).collect();
    let missing = theirs.iter().filter(|(cell, people)| ours.get(cell) != Some(people)).count();
    missing + ours.keys().filter(|cell| !theirs.contains_key(cell)).count()
}

/// Prints one figure and says whether it is good: within its bar, if it has one, and `also`.
fn line(
    figure: &str,
    events: u64,
    ours: impl Into<Value>,
    duckdb: Option<f64>,
    bar: Option<f64>,
    also: bool,
) -> bool {
    let ours = ours.into();
    let within = bar.is_none_or(|bar| ours.as_f64().is_some_and(|ours| ours <= bar));
    let ok = within && also;
    println!(
        "{}",
        json!({ "figure": figure, "events": events, "ours": ours, "duckdb": duckdb, "bar": bar, "ok": ok })
    );
    ok
}

/// The file of so many generated events, made once.
fn generated(folder: &Path, events: u64) -> Result<PathBuf, String> {
    let path = folder.join(format!("events-{events}-{SEED}.parquet"));
    if !path.is_file() {
        let mut made: Vec<_> = Generator::new(events, SEED).collect();
        made.sort_unstable();
        event_file::write(&path, &made)?;
    }
    Ok(path)
}

/// A folder beside the built program: what is in it can be made again.
fn scratch_folder() -> Result<PathBuf, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let built = program.ancestors().nth(2).unwrap_or(Path::new("."));
    let folder = built.join("behaviour-bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_read_on_two_threads_is_what_the_generator_made() {
        let path = std::env::temp_dir().join(format!("rialto-events-{}.parquet", std::process::id()));
        let mut made: Vec<_> = Generator::new(20_000, 7).collect();
        made.sort_unstable();
        event_file::write(&path, &made).unwrap();
        let file = EventFile::open(&path).unwrap();
        let calendar = Calendar::of(ZONE).unwrap();
        let mut whole = Activity::new();
        let mut events = Vec::new();
        for made in Generator::new(20_000, 7) {
            whole.note(made.person, calendar.day(made.at.into()));
            events.push(Event { person: made.person, at: made.at.into(), class: made.class });
        }
        assert_eq!(file.rows(), 20_000);
        assert_eq!(file.activity(&calendar).unwrap(), whole);
        let read = Timelines::gather(file.events().unwrap().iter().flatten().copied());
        assert_eq!(read, Timelines::of(&events));
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_cell_that_one_side_lacks_or_holds_otherwise_is_counted_once() {
        let mut activity = Activity::new();
        for (person, day) in [(1, 5), (1, 6), (2, 5)] {
            activity.note(person, Day(day));
        }
        let table = daily(&activity);
        assert_eq!(differing_cells(&table, &[vec![5, 0, 2], vec![5, 1, 1]]), 0);
        assert_eq!(differing_cells(&table, &[vec![5, 0, 2], vec![5, 1, 2]]), 1);
        assert_eq!(differing_cells(&table, &[vec![5, 0, 2], vec![5, 9, 1]]), 2);
    }
}
