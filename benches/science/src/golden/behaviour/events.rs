//! The events of a golden file's CSV, with persons and event names as numbers.

use super::super::file::GoldenFile;
use super::super::table::Table;
use super::needed;
use std::collections::BTreeMap;

/// One event of the CSV.
pub struct Row {
    /// A number for the person, in the order of the persons' names.
    pub person: u32,
    /// Unix seconds.
    pub at: i64,
    /// The event's name; empty if the CSV has none.
    pub name: String,
}

const PERSON: &[&str] = &["user_id", "user", "person", "person_id", "id"];
const TIME: &[&str] = &["ts_utc", "ts", "timestamp", "time", "at"];
const NAME: &[&str] = &["event", "ev", "name", "event_name", "class"];

/// Reads the CSV that the inputs name.
pub fn read(file: &GoldenFile) -> Result<Vec<Row>, String> {
    let table = file.table(needed(file, &["csv", "events", "events_csv"])?)?;
    let people = table.texts(column(&table, PERSON)?)?;
    let times = table.texts(column(&table, TIME)?)?;
    let names = match column(&table, NAME) {
        Ok(name) => table.texts(name)?,
        Err(_) => vec![""; people.len()],
    };
    let numbers = numbered(&people);
    let row = |((person, time), name): ((&&str, &str), &str)| {
        Ok(Row { person: numbers[*person], at: instant(time)?, name: name.to_owned() })
    };
    people.iter().zip(times).zip(names).map(row).collect()
}

/// The first of `names` that is a column of the table.
pub fn column<'a>(table: &Table, names: &[&'a str]) -> Result<&'a str, String> {
    let found = names.iter().find(|name| table.has(name));
    found.copied().ok_or_else(|| format!("the table has no column {}", names.join(" or ")))
}

/// A number for each name, ascending with it.
pub fn numbered<'a>(names: &[&'a str]) -> BTreeMap<&'a str, u32> {
    let sorted: BTreeMap<&str, u32> = names.iter().map(|name| (*name, 0)).collect();
    sorted.into_keys().zip(0..).collect()
}

/// Unix seconds of `2026-03-02T04:29:38Z`, of `2026-03-02 04:29:38` (taken as UTC), or of a plain number.
fn instant(text: &str) -> Result<i64, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(seconds);
    }
    let as_utc = || {
        let local: jiff::civil::DateTime = text.parse().ok()?;
        jiff::tz::Offset::UTC.to_timestamp(local).ok()
    };
    let timestamp: Option<jiff::Timestamp> = text.parse().ok().or_else(as_utc);
    timestamp.map(|timestamp| timestamp.as_second()).ok_or_else(|| format!("{text:?} is not a time"))
}
