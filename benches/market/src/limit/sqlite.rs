//! SQLite's limit: one connection, prepared statements, groups of orders in one transaction, `synchronous=FULL`.

use std::path::Path;

use kernel::clock::Stopwatch;
use rusqlite::{Connection, Statement, params_from_iter};

use super::{Spent, met};
use crate::Failure;
use crate::rows::{Column, Sheet, Verb, Written};

/// The same settings as the market's own writer (platform/db/src/sqlite.rs), so that only its work differs.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864;
    PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;";

/// Writes what the first `orders` orders wrote, `group` of them a transaction.
///
/// # Errors
/// The engine refused a row: then these are not the rows of this file's market.
pub fn commit(path: &Path, written: &Written, orders: usize, group: usize) -> Result<Spent, Failure> {
    let file = Connection::open(path)?;
    file.execute_batch(SETTINGS)?;
    let mut statements: Vec<Statement<'_>> =
        written.sheets.iter().map(|sheet| file.prepare(&text(sheet))).collect::<Result<_, _>>()?;
    let (mut begin, mut save) = (file.prepare("BEGIN IMMEDIATE")?, file.prepare("COMMIT")?);
    let mut spent = Spent::default();
    let watch = Stopwatch::start();
    for first in (0..orders).step_by(group.max(1)) {
        begin.execute([])?;
        for number in first..(first + group.max(1)).min(orders) {
            for (sheet, statement) in written.sheets.iter().zip(&mut statements) {
                for row in sheet.of(number, written.orders) {
                    met(statement.execute(params_from_iter(row))?, 1, sheet)?;
                }
            }
        }
        let saving = Stopwatch::start();
        save.execute([])?;
        spent.committing += saving.elapsed();
        spent.commits += 1;
    }
    spent.whole = watch.elapsed();
    Ok(spent)
}

fn text(sheet: &Sheet) -> String {
    let names = |columns: &[Column], between: &str, suffix: &str| {
        let words: Vec<String> =
            columns.iter().map(|column| format!("\"{}\"{suffix}", column.name)).collect();
        words.join(between)
    };
    let Sheet { table, set, key, .. } = sheet;
    match sheet.verb {
        Verb::Insert => {
            let marks = vec!["?"; set.len()].join(", ");
            format!("INSERT INTO \"{table}\" ({}) VALUES ({marks})", names(set, ", ", ""))
        }
        Verb::Update => {
            format!(
                "UPDATE \"{table}\" SET {} WHERE {}",
                names(set, ", ", " = ?"),
                names(key, " AND ", " = ?")
            )
        }
        Verb::Delete => format!("DELETE FROM \"{table}\" WHERE {}", names(key, " AND ", " = ?")),
    }
}
