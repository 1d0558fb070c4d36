//! PostgreSQL's limit, in two shapes. Merged: a group of orders is one transaction of one statement a table, which
//! is as little talk as the rows allow. Row by row: an order is a transaction, a row is a statement, over as many
//! connections as the market has; between the two lies what the round trips cost.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kernel::clock::Stopwatch;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::{Spent, met};
use crate::Failure;
use crate::rows::{Cell, Column, Sheet, Verb, Written};

/// How orders are put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Connections at once.
    pub connections: usize,
    /// Orders in one transaction.
    pub group: usize,
    /// Whether rows of one table and one transaction share a statement.
    pub merged: bool,
}

impl Shape {
    /// What `callers` who wait at the same time allow at most: half of them are filled in while the other half
    /// waits for the disk.
    pub fn merged(callers: usize) -> Self {
        let connections = callers.clamp(1, 2);
        Self { connections, group: callers.div_ceil(connections), merged: true }
    }

    /// An order a transaction, a row a statement.
    pub fn row_by_row(callers: usize, connections: usize) -> Self {
        Self { connections: callers.min(connections), group: 1, merged: false }
    }
}

impl ToSql for Cell {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::BOOL => (*number != 0).to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// Writes what the first `orders` orders wrote.
///
/// # Errors
/// The server cannot be reached or refused a row.
pub fn commit(url: &str, written: &Written, orders: usize, shape: Shape) -> Result<Spent, Failure> {
    let mut lines: Vec<Line> = (0..shape.connections).map(|_| Line::open(url)).collect::<Result<_, _>>()?;
    let groups: Vec<(usize, usize)> =
        (0..orders).step_by(shape.group).map(|first| (first, (first + shape.group).min(orders))).collect();
    // Statements are prepared before the clock runs, as the market's are after its first order.
    for line in &mut lines {
        for (first, end) in [groups.first(), groups.last()].into_iter().flatten() {
            line.prepare(written, *first, *end, shape)?;
        }
    }
    let watch = Stopwatch::start();
    std::thread::scope(|scope| {
        let threads: Vec<_> = lines
            .iter_mut()
            .enumerate()
            .map(|(at, line)| {
                let mine = groups.iter().skip(at).step_by(shape.connections);
                scope.spawn(move || {
                    mine.copied().try_for_each(|(first, end)| line.transaction(written, first, end, shape))
                })
            })
            .collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| Failure::from("a thread broke"))?)
    })?;
    Ok(Spent { whole: watch.elapsed(), commits: groups.len(), ..Spent::default() })
}

/// A connection with its statements, by sheet and number of rows.
struct Line {
    client: Client,
    prepared: BTreeMap<(usize, usize), Statement>,
}

impl Line {
    fn open(url: &str) -> Result<Self, Failure> {
        let mut client = Client::connect(url, NoTls)?;
        client.batch_execute("SET synchronous_commit = on")?;
        Ok(Self { client, prepared: BTreeMap::new() })
    }

    fn prepare(&mut self, written: &Written, first: usize, end: usize, shape: Shape) -> Result<(), Failure> {
        for (at, sheet) in written.sheets.iter().enumerate() {
            for rows in pieces(written, sheet, first, end, shape) {
                if !self.prepared.contains_key(&(at, rows.len())) {
                    let statement = self.client.prepare(&text(sheet, rows.len()))?;
                    self.prepared.insert((at, rows.len()), statement);
                }
            }
        }
        Ok(())
    }

    fn transaction(
        &mut self,
        written: &Written,
        first: usize,
        end: usize,
        shape: Shape,
    ) -> Result<(), Failure> {
        self.prepare(written, first, end, shape)?; // a last, smaller group has statements of its own
        let mut tx = self.client.transaction()?;
        for (at, sheet) in written.sheets.iter().enumerate() {
            for rows in pieces(written, sheet, first, end, shape) {
                let params: Vec<&(dyn ToSql + Sync)> =
                    rows.iter().flat_map(|row| row.iter().map(|cell| cell as &(dyn ToSql + Sync))).collect();
                let done = tx.execute(&self.prepared[&(at, rows.len())], &params)?;
                met(usize::try_from(done)?, rows.len(), sheet)?;
            }
        }
        Ok(tx.commit()?)
    }
}

/// The rows of a group in one table, as many a statement as the shape says. Neighbours' rows are neighbours.
fn pieces<'a>(
    written: &Written,
    sheet: &'a Sheet,
    first: usize,
    end: usize,
    shape: Shape,
) -> impl Iterator<Item = &'a [Vec<Cell>]> {
    let at = |number: usize| number * sheet.rows.len() / written.orders;
    let rows = &sheet.rows[at(first)..at(end)];
    rows.chunks(if shape.merged { rows.len().max(1) } else { 1 })
}

fn text(sheet: &Sheet, rows: usize) -> String {
    let Sheet { table, verb, set, key, .. } = sheet;
    let names = |columns: &[Column]| {
        columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    };
    let list = values(sheet, rows);
    let same =
        key.iter().map(|Column { name, .. }| format!("t.\"{name}\" = v.\"k_{name}\"")).collect::<Vec<_>>();
    let given: Vec<String> = set
        .iter()
        .map(|Column { name, .. }| format!("\"{name}\""))
        .chain(key.iter().map(|Column { name, .. }| format!("\"k_{name}\"")))
        .collect();
    let (given, same) = (given.join(", "), same.join(" AND "));
    match verb {
        Verb::Insert => format!("INSERT INTO \"{table}\" ({}) VALUES {list}", names(set)),
        Verb::Update => {
            let to = set.iter().map(|Column { name, .. }| format!("\"{name}\" = v.\"{name}\""));
            let to = to.collect::<Vec<_>>().join(", ");
            format!("UPDATE \"{table}\" AS t SET {to} FROM (VALUES {list}) AS v ({given}) WHERE {same}")
        }
        Verb::Delete => {
            format!("DELETE FROM \"{table}\" AS t USING (VALUES {list}) AS v ({given}) WHERE {same}")
        }
    }
}

/// `($1::BYTEA, $2::BIGINT), ($3::BYTEA, $4::BIGINT)`: in a list the engine cannot tell the kinds by itself.
fn values(sheet: &Sheet, rows: usize) -> String {
    let mut list = String::new();
    let mut number = 0;
    for row in 0..rows {
        list.push_str(if row == 0 { "(" } else { ", (" });
        for (at, column) in sheet.columns().enumerate() {
            number += 1;
            // Writing to a String cannot fail.
            let _ = write!(list, "{}${number}::{}", if at == 0 { "" } else { ", " }, column.kind);
        }
        list.push(')');
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: &str, key: u32) -> Column {
        Column { name: name.into(), kind: kind.into(), key }
    }

    fn sheet(verb: Verb, set: Vec<Column>, key: Vec<Column>) -> Sheet {
        Sheet { table: "stock".into(), verb, set, key, rows: Vec::new() }
    }

    #[test]
    fn a_group_of_rows_is_one_statement_of_its_table() {
        let (id, held) = (column("id", "BYTEA", 1), column("held", "BIGINT", 0));
        assert_eq!(
            text(&sheet(Verb::Insert, vec![id.clone(), held.clone()], vec![]), 2),
            r#"INSERT INTO "stock" ("id", "held") VALUES ($1::BYTEA, $2::BIGINT), ($3::BYTEA, $4::BIGINT)"#
        );
        assert_eq!(
            text(&sheet(Verb::Update, vec![held], vec![id.clone()]), 1),
            r#"UPDATE "stock" AS t SET "held" = v."held" FROM (VALUES ($1::BIGINT, $2::BYTEA)) AS v ("held", "k_id") WHERE t."id" = v."k_id""#
        );
        assert_eq!(
            text(&sheet(Verb::Delete, vec![], vec![id]), 1),
            r#"DELETE FROM "stock" AS t USING (VALUES ($1::BYTEA)) AS v ("k_id") WHERE t."id" = v."k_id""#
        );
    }

    #[test]
    fn as_many_orders_wait_at_the_limit_as_callers_do() {
        for callers in [1, 16, 64] {
            let Shape { connections, group, .. } = Shape::merged(callers);
            assert_eq!(connections * group, callers);
        }
        assert_eq!(Shape::row_by_row(64, 8), Shape { connections: 8, group: 1, merged: false });
        assert_eq!(Shape::row_by_row(1, 8).connections, 1);
    }
}
