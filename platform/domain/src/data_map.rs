//! The data map: for every column, why it is kept, how long, and what erasing a person does to it. A column
//! without an entry fails the build's tests (architecture, Data; F53).

use db::Migration;

/// How long a value is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    /// While the thing it belongs to exists.
    WithRow,
    /// So many days after it was last of use. A [`Forget`](crate::Forget) takes it away then. Where a setting says how
    /// long, this is what it says by default.
    Days(u32),
    /// As long as the books must be kept by law, which differs from country to country: nothing takes it away by itself.
    Books,
}

/// What erasing a person does to a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erase {
    /// It says nothing about a person.
    NotPersonal,
    /// Gone with the row.
    Deleted,
    /// Overwritten with nothing.
    Blanked,
    /// Stays as a pseudonym: the account it named is gone.
    Pseudonym,
}

/// One column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its table.
    pub table: &'static str,
    /// Its name, or several of one table that are alike: `"region, province, city"`.
    pub columns: &'static str,
    /// What it is for, in plain words.
    pub purpose: &'static str,
    /// How long.
    pub keep: Keep,
    /// What erasing a person does to it.
    pub erase: Erase,
}

impl Column {
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.split(',').map(str::trim)
    }
}

/// Columns that migrations make and no entry explains, and entries that explain what is not there: `table.column`.
/// Reads our own migrations' plain `CREATE TABLE` and `ALTER TABLE … ADD COLUMN`.
pub fn unmapped(migrations: &[Migration], map: &[Column]) -> Vec<String> {
    let made: Vec<(String, String)> = migrations.iter().flat_map(|step| columns_of(step.sql)).collect();
    let mapped: Vec<(String, String)> = map
        .iter()
        .flat_map(|entry| entry.names().map(|name| (entry.table.to_owned(), name.to_owned())))
        .collect();
    let missing =
        made.iter().filter(|column| !mapped.contains(column)).map(|(t, c)| format!("{t}.{c} has no entry"));
    let stale = mapped
        .iter()
        .filter(|column| !made.contains(column))
        .map(|(t, c)| format!("{t}.{c} is not a column"));
    missing.chain(stale).collect()
}

fn columns_of(sql: &str) -> Vec<(String, String)> {
    let without_comments: String =
        sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    without_comments.split(';').flat_map(|statement| columns_of_statement(statement.trim())).collect()
}

fn columns_of_statement(statement: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", table, ..] => {
            let body = statement.split_once('(').map_or("", |(_, body)| body);
            let body = body.rsplit_once(')').map_or(body, |(body, _)| body);
            top_level(body)
                .into_iter()
                .filter_map(|part| part.split_whitespace().next().map(str::to_owned))
                .filter(|name| {
                    !["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].contains(&name.as_str())
                })
                .map(|name| ((*table).trim_end_matches('(').to_owned(), name))
                .collect()
        }
        ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => vec![((*table).into(), (*column).into())],
        _ => Vec::new(),
    }
}

/// The parts between the commas that stand in no bracket.
fn top_level(body: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, letter) in body.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&body[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&body[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_an_entry_and_an_entry_without_a_column_are_both_found() {
        let steps = [Migration {
            name: "test/0001",
            sql: "-- a jar, with a comma
                CREATE TABLE jar (id BYTEA NOT NULL, price BIGINT CHECK (price IN (1, 2)), PRIMARY KEY (id, price));
                CREATE INDEX jar_price ON jar (price);
                ALTER TABLE jar ADD COLUMN lid TEXT;",
        }];
        let entry = |columns| Column {
            table: "jar",
            columns,
            purpose: "jam",
            keep: Keep::WithRow,
            erase: Erase::NotPersonal,
        };
        assert_eq!(unmapped(&steps, &[entry("id, price, lid")]), Vec::<String>::new());
        assert_eq!(
            unmapped(&steps, &[entry("id, label")]),
            ["jar.price has no entry", "jar.lid has no entry", "jar.label is not a column"]
        );
    }
}
