//! Where the rest goes: one confirmation by its steps.

use std::collections::BTreeMap;
use std::time::Duration;

use catalog::VariantId;
use db::{Db, Rx, Store};
use kernel::clock::Stopwatch;
use kernel::{Cx, Id};
use market::confirm::Confirm;
use market::quote::Checkout;
use tokio::runtime::Runtime;

use crate::Failure;
use crate::cluster::Cluster;
use crate::orders::{Prepared, Steps};
use crate::spread::Spread;
use crate::stall::{self, buyer};

/// Confirmations whose statements are counted.
const COUNTED: usize = 50;

/// SQLite, in microseconds of one order.
pub fn print_lite(steps: &[Steps], [quote, offers]: [Spread; 2]) {
    println!("\none confirmation on SQLite, microseconds (medians)");
    println!("  callers   whole = inside + around   the limit's: rows + commit   inside beyond the rows");
    for Steps { callers, whole, inside, rows, commit } in steps {
        let (whole, inside, rows, commit) = (whole.median, inside.median, rows.median, commit.median);
        let (around, beyond) = (whole - inside, inside - rows);
        println!(
            "  {callers:>7} {whole:>7.0}   {inside:>6.0}   {around:>6.0}                 {rows:>6.0}   {commit:>6.0} {beyond:>24.0}"
        );
    }
    println!("  inside: the command's own work; around: queue, BEGIN, marks, COMMIT, waking the caller.");
    println!("  Beyond the rows: reading the quote {quote}, looking at its offers {offers}; the rest is the");
    println!(
        "  second look at the quote under the lock, deciding, JSON, the facts' digests, copying values."
    );
}

/// What two of the steps inside take, in microseconds: reading the quote, and looking at what it offers.
///
/// # Errors
/// What broke.
pub fn looks(runtime: &Runtime, db: &Db, confirms: &[Confirm]) -> Result<[Spread; 2], Failure> {
    let mut took: Vec<[f64; 2]> = Vec::new();
    for confirm in confirms {
        let look = runtime.block_on(db.read(&buyer(), confirm.checkout, look))?;
        took.push(look.map(|time| time.as_secs_f64() * 1e6));
    }
    let column = |at: usize| Spread::of(took.iter().map(|row| row[at])).ok_or("nothing was looked at");
    Ok([column(0)?, column(1)?])
}

fn look(rx: &mut Rx, cx: &Cx, checkout: &Id<Checkout>) -> Result<[Duration; 2], db::No> {
    let watch = Stopwatch::start();
    let (_, quote, _) = market::confirm::show(rx, cx, checkout)?;
    let quoted = watch.elapsed();
    let variants: Vec<VariantId> =
        quote.parts.iter().flat_map(|part| &part.lines).map(|line| line.variant).collect();
    let watch = Stopwatch::start();
    catalog::offers(rx, &variants)?;
    Ok([quoted, watch.elapsed()])
}

/// PostgreSQL, statement by statement as the server itself counted them.
///
/// # Errors
/// What broke.
pub fn print_server(runtime: &Runtime, cluster: &Cluster, prepared: &Prepared) -> Result<(), Failure> {
    let url = cluster.database(Some(&prepared.url))?;
    let confirms: Vec<Confirm> = prepared.stall.confirms.iter().take(COUNTED).cloned().collect();
    let mut whole = 0.0;
    let log = cluster.logged(&url, || {
        // One connection: its first order prepares every statement and is not counted.
        let db = stall::open(Store::Postgres { url: url.clone(), writers: 1, readers: 1 })?;
        runtime.block_on(async {
            let mut watch = Stopwatch::start();
            for (number, confirm) in confirms.iter().enumerate() {
                if number == 1 {
                    db.read(&buyer(), (), mark).await?;
                    watch = Stopwatch::start();
                }
                db.write(&buyer(), confirm.clone(), market::confirm::confirm).await?;
            }
            whole = watch.elapsed().as_secs_f64() * 1e6 / (confirms.len() - 1) as f64;
            Ok::<_, Failure>(())
        })?;
        db.close();
        Ok(())
    })?;
    cluster.remove(&url)?;
    let Some(log) = log else {
        println!("\nstatements are not counted: the log of a named server is not ours to read");
        return Ok(());
    };
    print_statements(&log, confirms.len() - 1, whole);
    Ok(())
}

db::sql! {
    /// Seen in the server's log: what comes after it is counted.
    MARK = "SELECT CAST(1 AS BIGINT) AS from_here";
}

fn mark(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, db::No> {
    Ok(rx.one(&MARK, &[])?)
}

fn print_statements(log: &str, orders: usize, whole: f64) {
    let counted = log.rsplit_once("from_here").map_or(log, |(_, rest)| rest);
    let statements = statements(counted);
    let each = |n: f64| n / orders as f64;
    let count: usize = statements.values().map(|seen| seen.times).sum();
    let inside: f64 = statements.values().map(|seen| seen.micros).sum();
    println!(
        "\none confirmation on PostgreSQL, one caller: {:.1} statements, each a round trip",
        each(count as f64)
    );
    println!("  {whole:.0} microseconds in all, {:.0} of them inside the server:", each(inside));
    let mut rows: Vec<_> = statements.into_iter().collect();
    rows.sort_by(|(_, one), (_, other)| other.micros.total_cmp(&one.micros));
    for (text, Seen { times, micros }) in rows {
        println!("  {:>6.0} us in {:>5.2} of  {text}", each(micros), each(times as f64));
    }
}

/// How often a statement ran and what it took the server, in microseconds.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct Seen {
    times: usize,
    micros: f64,
}

/// Reads the server's log of durations: a statement is planned (`bind`) and run (`execute`), each with its time.
/// Transactions are named by what begins and ends them.
fn statements(log: &str) -> BTreeMap<String, Seen> {
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    // A statement of several lines goes on after a tab.
    for line in log.replace("\n\t", " ").lines() {
        let Some((_, told)) = line.split_once("LOG:  duration: ") else { continue };
        let Some((milliseconds, what)) = told.split_once(" ms  ") else { continue };
        let Some((step, text)) = what.split_once(": ") else { continue };
        let Ok(milliseconds) = milliseconds.parse::<f64>() else { continue };
        let seen = all.entry(short(text)).or_default();
        seen.micros += milliseconds * 1e3;
        seen.times += usize::from(step.starts_with("execute") || step == "statement");
    }
    all
}

/// The first words: the verb and its table, or the first column that it asks for.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.iter().position(|word| *word == "FROM").and_then(|at| words.get(at + 1));
    match (words.first(), from) {
        (Some(&"SELECT"), Some(table)) => format!("SELECT FROM {table}"),
        (Some(&"INSERT"), _) => words.iter().take(3).copied().collect::<Vec<_>>().join(" "),
        (Some(&"UPDATE"), _) => words.iter().take(2).copied().collect::<Vec<_>>().join(" "),
        (Some(&"DELETE"), Some(table)) => format!("DELETE FROM {table}"),
        _ => words.iter().take(4).copied().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_log_says_how_often_each_statement_ran_and_how_long() {
        let log = "2026-11-24 13:00:00.000 UTC [7] LOG:  duration: 0.100 ms  bind s1: SELECT a, b FROM cart WHERE id = $1\n\
            2026-11-24 13:00:00.000 UTC [7] DETAIL:  parameters: $1 = '1'\n\
            2026-11-24 13:00:00.000 UTC [7] LOG:  duration: 0.025 ms  execute s1: SELECT a, b\n\
            \tFROM cart WHERE id = $1\n\
            2026-11-24 13:00:00.000 UTC [7] LOG:  duration: 0.500 ms  execute s2: INSERT INTO orders (id,\n\
            \tstate) VALUES ($1, $2)\n\
            2026-11-24 13:00:00.000 UTC [7] LOG:  duration: 2.000 ms  statement: COMMIT\n\
            2026-11-24 13:00:00.000 UTC [7] LOG:  checkpoint starting: time\n";
        let seen = statements(log);
        let told: Vec<(&str, usize, f64)> =
            seen.iter().map(|(text, seen)| (&**text, seen.times, seen.micros.round())).collect();
        assert_eq!(
            told,
            [("COMMIT", 1, 2_000.0), ("INSERT INTO orders", 1, 500.0), ("SELECT FROM cart", 1, 125.0)]
        );
    }
}
