//! Retention tables: daily in three senses, weekly, in 24-hour windows, and pooled with Wilson's band.

use super::super::file::{Allowed, GoldenFile, Outcome};
use super::events::{self, Row};
use super::{cell, count, elements, members, needed, nothing_unknown, text};
use behaviour::{Activity, Calendar, Classes, Cohort, Day, Event, Period, Timelines, Week, Window, Z95};
use serde_json::Value;
use std::collections::BTreeSet;

/// The senses of being back, as the files name them.
const SENSES: [&str; 3] = ["classic", "unbounded", "bracket"];

/// Checks a `cohort_retention` file.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let calendar = Calendar::of(text(file, &["tz", "zone", "timezone"]).unwrap_or("UTC"))
        .map_err(|error| error.to_string())?;
    let as_of: Day = needed(file, &["as_of_local_date", "as_of"])?
        .parse()
        .map_err(|error: behaviour::NotADay| error.to_string())?;
    let rows = qualifying(file, events::read(file)?)?;
    let mut activity = Activity::new();
    for row in &rows {
        activity.note(row.person, calendar.day(row.at));
    }
    let expected = file.expected();
    let mut outcome = Outcome::default();
    nothing_unknown(
        &mut outcome,
        file,
        &["n_events", "n_users", "daily", "pooled_mature", "weekly", "rolling_24h"],
    );
    count(&mut outcome, "n_events", rows.len() as u64, &expected["n_events"]);
    count(&mut outcome, "n_users", activity.people() as u64, &expected["n_users"]);
    daily(&mut outcome, file, &activity, as_of)?;
    weekly(&mut outcome, expected, &activity.weekly(), as_of.week())?;
    rolling(&mut outcome, expected, &rows, calendar.start_of(as_of))?;
    Ok(outcome)
}

/// The events that make a person active: all of them, or those that the inputs name.
fn qualifying(file: &GoldenFile, rows: Vec<Row>) -> Result<Vec<Row>, String> {
    let inputs = file.inputs();
    let named = ["event", "events", "qualifying_event", "qualifying_events"].map(|name| &inputs[name]);
    let names: Vec<&str> = named
        .into_iter()
        .flat_map(|value| value.as_str().into_iter().chain(elements(value).iter().filter_map(Value::as_str)))
        .collect();
    match (inputs["any_event"].as_bool().unwrap_or(names.is_empty()), names.is_empty()) {
        (true, _) => Ok(rows),
        (false, true) => Err("any_event is false, and no event is named".to_owned()),
        (false, false) => Ok(rows.into_iter().filter(|row| names.contains(&row.name.as_str())).collect()),
    }
}

fn daily(outcome: &mut Outcome, file: &GoldenFile, activity: &Activity, as_of: Day) -> Result<(), String> {
    let expected = file.expected();
    let keys = window_keys(expected);
    let windows: Vec<Window> =
        keys.iter().map(|(sense, key)| window(sense, key)).collect::<Result<_, _>>()?;
    let table = activity.retention(&windows, as_of);
    for want in elements(&expected["daily"]) {
        let began = day(&want["cohort"])?;
        let row = row_of(&table.rows, began);
        count(outcome, &format!("{began} size"), row.map_or(0, |row| row.size), &want["size"]);
        for (place, (sense, key)) in keys.iter().enumerate() {
            let want = &want[sense.as_str()];
            if want.get(key).is_some() {
                let got = row.map_or_else(|| whole_or_open(&want[key]), |row| row.back[place]);
                cell(outcome, &format!("{began} {sense} {key}"), got, &want[key]);
            }
        }
    }
    let rate_allowed = file.absolute(&["rate_abs"], 1e-12);
    let band_allowed = file.absolute(&["wilson_abs"], 1e-12);
    for ((sense, key), share) in keys.iter().zip(table.pooled()) {
        let name = format!("{sense}:{key}");
        let want = &expected["pooled_mature"][&name];
        if want.is_null() {
            continue;
        }
        count(outcome, &format!("{name} num"), share.hits(), &want["num"]);
        count(outcome, &format!("{name} den"), share.of(), &want["den"]);
        figure(outcome, &format!("{name} rate"), share.rate(), want.get("rate"), rate_allowed);
        let band = share.wilson(Z95);
        figure(outcome, &format!("{name} low"), band.map(|b| b.low), want.get("wilson_lo"), band_allowed);
        figure(outcome, &format!("{name} high"), band.map(|b| b.high), want.get("wilson_hi"), band_allowed);
    }
    Ok(())
}

fn weekly(
    outcome: &mut Outcome,
    expected: &Value,
    weekly: &Activity<Week>,
    as_of: Week,
) -> Result<(), String> {
    let listed = elements(&expected["weekly"]);
    let columns = listed.iter().map(|want| elements(&want["weeks"]).len()).max().unwrap_or(0);
    let Some(last) = columns.checked_sub(1).and_then(|last| u32::try_from(last).ok()) else { return Ok(()) };
    let table = weekly.retention(&Window::each_to(last), as_of);
    for want in listed {
        let began = day(&want["week"])?.week();
        let row = row_of(&table.rows, began);
        count(outcome, &format!("week {began} size"), row.map_or(0, |row| row.size), &want["size"]);
        for (place, want) in elements(&want["weeks"]).iter().enumerate() {
            let got = row.map_or_else(|| whole_or_open(want), |row| row.back[place]);
            cell(outcome, &format!("week {began}, {place} later"), got, want);
        }
    }
    Ok(())
}

fn rolling(outcome: &mut Outcome, expected: &Value, rows: &[Row], as_of_s: i64) -> Result<(), String> {
    let keys: Vec<&str> = members(&expected["rolling_24h"]).map(|(key, _)| key).collect();
    let windows: Vec<u32> = keys.iter().map(|key| number(key)).collect::<Result<_, _>>()?;
    let events: Vec<Event> =
        rows.iter().map(|row| Event { person: row.person, at: row.at, class: 0 }).collect();
    let any = Classes::ALL;
    let shares = behaviour::rolling_retention(&Timelines::of(&events), any, any, &windows, as_of_s);
    for (key, share) in keys.iter().zip(shares) {
        let want = &expected["rolling_24h"][key];
        count(outcome, &format!("24 h, window {key}, eligible"), share.of(), &want["eligible"]);
        count(outcome, &format!("24 h, window {key}, retained"), share.hits(), &want["retained"]);
    }
    Ok(())
}

/// Every (sense, key) that the daily rows or the pooled line ask for.
fn window_keys(expected: &Value) -> Vec<(String, String)> {
    let mut keys = BTreeSet::new();
    for want in elements(&expected["daily"]) {
        for sense in SENSES {
            keys.extend(members(&want[sense]).map(|(key, _)| (sense.to_owned(), key.to_owned())));
        }
    }
    let pooled = members(&expected["pooled_mature"]).filter_map(|(name, _)| name.split_once(':'));
    keys.extend(pooled.map(|(sense, key)| (sense.to_owned(), key.to_owned())));
    keys.into_iter().collect()
}

fn window(sense: &str, key: &str) -> Result<Window, String> {
    match (sense, key.split_once('-')) {
        ("classic", _) => Ok(Window::on(number(key)?)),
        ("unbounded", _) => Ok(Window::since(number(key)?)),
        ("bracket", Some((low, high))) => Ok(Window::between(number(low)?, number(high)?)),
        _ => Err(format!("{sense} {key} is no window that is known")),
    }
}

fn number(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("{text:?} is no number of days"))
}

/// A date of the file as a day.
pub fn day(value: &Value) -> Result<Day, String> {
    let text = value.as_str().ok_or_else(|| format!("{value} is no date"))?;
    text.parse().map_err(|error: behaviour::NotADay| error.to_string())
}

fn row_of<P: Period>(rows: &[Cohort<P>], began: P) -> Option<&Cohort<P>> {
    rows.iter().find(|row| row.began == began)
}

/// Nobody came first in that period, so nobody is back: 0 if the file calls the cell known.
fn whole_or_open(want: &Value) -> Option<u64> {
    (!want.is_null()).then_some(0)
}

/// Compares a figure that both sides may lack, if the file has it at all.
pub fn figure(outcome: &mut Outcome, what: &str, got: Option<f64>, want: Option<&Value>, allowed: Allowed) {
    match (got, want) {
        (_, None) => {}
        (Some(got), Some(want)) if !want.is_null() => outcome.near_json(what, got, want, allowed),
        (got, Some(want)) => outcome.exact(what, got.is_none(), want.is_null()),
    }
}
