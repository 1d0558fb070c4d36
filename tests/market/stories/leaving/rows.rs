//! Every row of every table of both stores, as the data map lists them: a table that comes tomorrow is read here too.

use std::collections::{BTreeMap, BTreeSet};

use app::product::product;
use db::{Broken, Db, FromRow, FromVal, No, Row, Rx, Sql, Val};
use domain::Erase;
use kernel::{Actor, Cx, Uid};
use market_tests::Market;

/// A column, and what erasing a person does to it.
#[derive(Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub erase: Erase,
}

/// A table as it stands.
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: BTreeSet<Vec<Vec<u8>>>,
}

/// By name.
pub type Rows = BTreeMap<&'static str, Table>;

struct Any(Vec<u8>);

impl FromVal for Any {
    fn from_val(val: Val) -> Option<Self> {
        Some(Self(match val {
            Val::Null => Vec::new(),
            Val::Int(n) => n.to_string().into_bytes(),
            Val::Bool(b) => i64::from(b).to_string().into_bytes(),
            Val::Real(x) => x.to_string().into_bytes(),
            Val::Text(text) => text.into_bytes(),
            Val::Bytes(bytes) => bytes,
            Val::Uid(Uid(bytes)) => bytes.to_vec(),
            Val::List(_) => return None,
        }))
    }
}

struct Whole(Vec<Vec<u8>>);

impl FromRow for Whole {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let mut columns = Vec::new();
        while let Ok(Any(bytes)) = row.take() {
            columns.push(bytes);
        }
        Ok(Self(columns))
    }
}

fn read(rx: &mut Rx, _: &Cx, sql: &&'static Sql) -> Result<Vec<Vec<Vec<u8>>>, No> {
    Ok(rx.all::<Whole>(sql, &[])?.into_iter().map(|whole| whole.0).collect())
}

/// A statement of a test lives as long as the test.
fn statement(text: String) -> &'static Sql {
    Box::leak(Box::new(Sql::new(Box::leak(text.into_boxed_str()), "a test")))
}

/// The columns of each table, in the order of the map.
fn columns() -> BTreeMap<&'static str, Vec<Column>> {
    let mut tables: BTreeMap<&'static str, Vec<Column>> = BTreeMap::new();
    for entry in product().data_map() {
        let names = entry.columns.split(',').map(str::trim);
        let columns = names.map(|name| Column { name, erase: entry.erase });
        tables.entry(entry.table).or_default().extend(columns);
    }
    tables
}

/// All there is.
pub fn all(market: &Market) -> Rows {
    let apart: String = product().traffic_migrations().iter().map(|step| step.sql).collect();
    let mut rows = Rows::new();
    for (name, columns) in columns() {
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let sql = statement(format!("SELECT {} FROM {name}", names.join(", ")));
        let is_apart = apart.contains(&format!("CREATE TABLE {name} ("));
        let db: &Db = if is_apart { &market.traffic } else { &market.db };
        let found = market.block_on(db.read(&Actor::Engine, sql, read)).unwrap();
        rows.insert(name, Table { columns, rows: found.into_iter().collect() });
    }
    rows
}

/// What somebody is known by: an id, and words.
pub struct Traces {
    pub ids: Vec<Vec<u8>>,
    pub words: Vec<&'static str>,
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty()
        && bytes.len() >= needle.len()
        && bytes.windows(needle.len()).any(|part| part == needle)
}

impl Traces {
    /// Of an account.
    pub fn of(account: &str, words: &[&'static str]) -> Self {
        let id: kernel::Id<kernel::Account> = account.parse().unwrap();
        let text = account.split_once('_').unwrap().1.as_bytes().to_vec();
        Self { ids: vec![id.uid().0.to_vec(), text], words: words.to_vec() }
    }

    /// Whether these bytes name them.
    pub fn named_by(&self, bytes: &[u8]) -> bool {
        self.ids.iter().any(|id| holds(bytes, id))
    }

    /// The word of theirs in these bytes.
    pub fn word_in(&self, bytes: &[u8]) -> Option<&'static str> {
        let folded = bytes.to_ascii_lowercase();
        self.words.iter().copied().find(|word| holds(&folded, word.to_ascii_lowercase().as_bytes()))
    }

    /// Whether anything of a row is theirs.
    pub fn touch(&self, row: &[Vec<u8>]) -> bool {
        row.iter().any(|column| self.named_by(column) || self.word_in(column).is_some())
    }

    /// What is still there of them though the map says that it goes: `table.column: what`.
    pub fn left_in(&self, rows: &Rows) -> BTreeSet<String> {
        let mut left = BTreeSet::new();
        for (name, table) in rows {
            for row in &table.rows {
                for (column, bytes) in table.columns.iter().zip(row) {
                    if column.erase != Erase::Pseudonym && self.named_by(bytes) {
                        left.insert(format!("{name}.{}: their id", column.name));
                    }
                    if let Some(word) = self.word_in(bytes) {
                        left.insert(format!("{name}.{}: {word}", column.name));
                    }
                }
            }
        }
        left
    }

    /// The ids of their own things: of rows that name them where the map says that this goes.
    pub fn things(&self, rows: &Rows) -> BTreeMap<&'static str, BTreeSet<Vec<u8>>> {
        let mut things: BTreeMap<&'static str, BTreeSet<Vec<u8>>> = BTreeMap::new();
        for (name, table) in rows {
            let Some(id) = table.columns.iter().position(|column| column.name == "id") else { continue };
            let owned = table.rows.iter().filter(|row| {
                let mut columns = table.columns.iter().zip(row.iter());
                columns.any(|(column, bytes)| column.erase == Erase::Deleted && self.named_by(bytes))
            });
            things.entry(name).or_default().extend(owned.map(|row| row[id].clone()));
        }
        things
    }
}

/// Rows that hang on things of these tables by a column of the table's name, and are still there.
pub fn hanging(things: &BTreeMap<&'static str, BTreeSet<Vec<u8>>>, rows: &Rows) -> BTreeSet<String> {
    let mut left = BTreeSet::new();
    for (name, table) in rows {
        for (at, column) in table.columns.iter().enumerate() {
            let Some(gone) = things.get(column.name).filter(|_| column.erase == Erase::Deleted) else {
                continue;
            };
            if table.rows.iter().any(|row| gone.contains(&row[at])) {
                left.insert(format!("{name}.{}", column.name));
            }
        }
    }
    left
}

/// Columns that the map says are blanked, and that have something in a row that was theirs. `before` says which rows
/// were: it is told apart by its first column.
pub fn unblanked(traces: &Traces, before: &Rows, now: &Rows) -> BTreeSet<String> {
    let mut filled = BTreeSet::new();
    for (name, table) in before {
        let hers = table.rows.iter().filter(|row| traces.touch(row)).map(|row| &row[0]);
        let hers: BTreeSet<&Vec<u8>> = hers.collect();
        for row in now[name].rows.iter().filter(|row| hers.contains(&row[0])) {
            let columns = table.columns.iter().zip(row).filter(|(column, _)| column.erase == Erase::Blanked);
            let said = columns.filter(|(_, bytes)| !bytes.is_empty());
            filled.extend(said.map(|(column, _)| format!("{name}.{}", column.name)));
        }
    }
    filled
}
