//! What a command wrote, read off the tables: two copies of a market, before and after, are compared row by row.
//! So the limit programs commit exactly the rows that the market does, whatever its migrations say today.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags};

use crate::Failure;

/// One value of a row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number, a time, a truth value.
    Int(i64),
    /// Words.
    Text(String),
    /// Ids, digests, secrets.
    Bytes(Vec<u8>),
}

impl Cell {
    fn of(value: Value) -> Result<Self, Failure> {
        match value {
            Value::Null => Ok(Self::Null),
            Value::Integer(number) => Ok(Self::Int(number)),
            Value::Text(text) => Ok(Self::Text(text)),
            Value::Blob(bytes) => Ok(Self::Bytes(bytes)),
            Value::Real(number) => Err(format!("the market keeps no fractions, but here is {number}").into()),
        }
    }
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A column as the migrations declare it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `BYTEA`, `BIGINT`, `TEXT` or `BOOLEAN`: the words of both engines.
    pub kind: String,
    /// Its place in the primary key, from 1; 0 for none.
    pub key: u32,
}

type Row = Vec<Cell>;

struct Table {
    name: String,
    columns: Vec<Column>,
    rows: BTreeMap<Row, Row>,
}

/// What is done to rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// New rows.
    Insert,
    /// Changed columns, then the key.
    Update,
    /// The key.
    Delete,
}

impl Verb {
    const ALL: [Self; 3] = [Self::Insert, Self::Update, Self::Delete];

    /// For people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Insert => "inserted",
            Self::Update => "updated",
            Self::Delete => "deleted",
        }
    }
}

/// Everything of one kind that was done to one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The table.
    pub table: String,
    /// What was done.
    pub verb: Verb,
    /// The columns that are written.
    pub set: Vec<Column>,
    /// The columns that say which row; none for new rows.
    pub key: Vec<Column>,
    /// A row is what `set` becomes, then `key`.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The share of order `number` of `orders`: rows are in the order of their keys, and keys begin with their
    /// instant.
    pub fn of(&self, number: usize, orders: usize) -> &[Row] {
        let at = |number: usize| number * self.rows.len() / orders;
        &self.rows[at(number)..at(number + 1)]
    }

    /// Every column of a row, in the row's order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.set.iter().chain(&self.key)
    }
}

/// What so many orders wrote, tables in the order of the migrations: a row comes after those it refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// How many orders.
    pub orders: usize,
    /// What they wrote.
    pub sheets: Vec<Sheet>,
}

impl Written {
    /// Compares two copies of a market, between which `orders` orders were confirmed.
    ///
    /// # Errors
    /// A file that cannot be read; a table without a primary key.
    pub fn between(before: &Path, after: &Path, orders: usize) -> Result<Self, Failure> {
        let (before, after) = (tables(before)?, tables(after)?);
        let mut sheets = Vec::new();
        for verb in Verb::ALL {
            for (old, new) in before.iter().zip(&after) {
                if old.name != new.name || old.columns != new.columns {
                    return Err("the two markets have different tables".into());
                }
                sheets.extend(sheet(verb, old, new));
            }
        }
        Ok(Self { orders, sheets })
    }

    /// How many rows an order writes, over all tables.
    pub fn rows_of_one(&self) -> f64 {
        self.sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>() as f64 / self.orders as f64
    }
}

fn sheet(verb: Verb, old: &Table, new: &Table) -> Option<Sheet> {
    let columns = &new.columns;
    let is_key = |at: &usize| columns[*at].key > 0;
    let key: Vec<usize> = (0..columns.len()).filter(is_key).collect();
    let (set, rows): (Vec<usize>, Vec<&Row>) = match verb {
        Verb::Insert => {
            let fresh = new.rows.iter().filter(|(key, _)| !old.rows.contains_key(*key)).map(|(_, row)| row);
            ((0..columns.len()).collect(), fresh.collect())
        }
        Verb::Update => {
            let pairs: Vec<(&Row, &Row)> = new
                .rows
                .iter()
                .filter_map(|(key, row)| Some((old.rows.get(key)?, row)))
                .filter(|(before, row)| before != row)
                .collect();
            // One statement for the table: every column that changed in any row is written in each.
            let changed = |at: &usize| pairs.iter().any(|(before, row)| before[*at] != row[*at]);
            ((0..columns.len()).filter(changed).collect(), pairs.into_iter().map(|(_, row)| row).collect())
        }
        Verb::Delete => {
            let gone = old.rows.iter().filter(|(key, _)| !new.rows.contains_key(*key)).map(|(_, row)| row);
            (Vec::new(), gone.collect())
        }
    };
    let key = if verb == Verb::Insert { Vec::new() } else { key };
    let places: Vec<usize> = set.iter().chain(&key).copied().collect();
    let pick = |places: &[usize]| places.iter().map(|at| columns[*at].clone()).collect();
    let rows: Vec<Row> =
        rows.into_iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect();
    (!rows.is_empty()).then(|| Sheet {
        table: new.name.clone(),
        verb,
        set: pick(&set),
        key: pick(&key),
        rows,
    })
}

fn tables(path: &Path) -> Result<Vec<Table>, Failure> {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut names = file.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    names.into_iter().map(|name| table(&file, name)).collect()
}

fn table(file: &Connection, name: String) -> Result<Table, Failure> {
    let mut declared = file.prepare("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns: Vec<Column> = declared
        .query_map([&name], |row| Ok(Column { name: row.get(0)?, kind: row.get(1)?, key: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    let mut key: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].key > 0).collect();
    key.sort_by_key(|at| columns[*at].key);
    if key.is_empty() {
        return Err(format!("the table {name} has no primary key").into());
    }
    let mut all = file.prepare(&format!("SELECT * FROM \"{name}\""))?;
    let mut found = all.query([])?;
    let mut rows = BTreeMap::new();
    while let Some(row) = found.next()? {
        let row: Row = (0..columns.len()).map(|at| Cell::of(row.get(at)?)).collect::<Result<_, Failure>>()?;
        rows.insert(key.iter().map(|at| row[*at].clone()).collect(), row);
    }
    Ok(Table { name, columns, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limit;

    const SCHEMA: &str =
        "CREATE TABLE parent (id BYTEA NOT NULL PRIMARY KEY, seen BIGINT NOT NULL, note TEXT);
        CREATE TABLE child (
            parent BYTEA NOT NULL REFERENCES parent (id), place BIGINT NOT NULL, kept BOOLEAN NOT NULL,
            PRIMARY KEY (parent, place));
        INSERT INTO parent VALUES (x'01', 1, NULL), (x'02', 1, 'two'), (x'03', 1, 'three');
        INSERT INTO child VALUES (x'03', 1, true);";
    const CHANGE: &str = "INSERT INTO parent VALUES (x'04', 1, 'four'), (x'05', 1, NULL);
        INSERT INTO child VALUES (x'04', 1, true), (x'04', 2, false), (x'05', 1, true), (x'05', 2, true);
        UPDATE parent SET seen = 2 WHERE id = x'01'; UPDATE parent SET note = NULL WHERE id = x'02';
        DELETE FROM child WHERE parent = x'03';";

    #[test]
    fn what_was_written_is_read_off_and_written_again_to_the_same_rows() {
        let folder = testkit::Folder::new("rows");
        let at = |name: &str| folder.path().join(name);
        Connection::open(at("before")).unwrap().execute_batch(SCHEMA).unwrap();
        std::fs::copy(at("before"), at("after")).unwrap();
        std::fs::copy(at("before"), at("again")).unwrap();
        Connection::open(at("after")).unwrap().execute_batch(CHANGE).unwrap();

        let written = Written::between(&at("before"), &at("after"), 2).unwrap();
        let told: Vec<(&str, &str, usize)> =
            written.sheets.iter().map(|sheet| (&*sheet.table, sheet.verb.word(), sheet.rows.len())).collect();
        assert_eq!(
            told,
            [
                ("parent", "inserted", 2),
                ("child", "inserted", 4),
                ("parent", "updated", 2),
                ("child", "deleted", 1)
            ]
        );
        assert_eq!(written.sheets[1].of(1, 2).len(), 2);
        assert_eq!(written.rows_of_one(), 4.5);

        let spent = limit::sqlite::commit(&at("again"), &written, 2, 1).unwrap();
        assert_eq!(spent.commits, 2);
        assert_eq!(Written::between(&at("after"), &at("again"), 2).unwrap().sheets, []);
        assert_eq!(Written::between(&at("before"), &at("again"), 2).unwrap(), written);
    }

    #[test]
    fn a_limit_that_finds_no_row_to_change_is_no_limit() {
        let folder = testkit::Folder::new("other");
        let at = |name: &str| folder.path().join(name);
        Connection::open(at("before")).unwrap().execute_batch(SCHEMA).unwrap();
        std::fs::copy(at("before"), at("after")).unwrap();
        std::fs::copy(at("before"), at("other")).unwrap();
        Connection::open(at("after")).unwrap().execute_batch("DELETE FROM child").unwrap();
        Connection::open(at("other")).unwrap().execute_batch("DELETE FROM child").unwrap();
        let written = Written::between(&at("before"), &at("after"), 1).unwrap();
        let why = limit::sqlite::commit(&at("other"), &written, 1, 1).unwrap_err().to_string();
        assert_eq!(why, "0 of 1 rows of child were deleted: this is another market's file");
    }
}
