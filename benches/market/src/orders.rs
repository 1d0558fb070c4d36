//! `./bench orders`: real confirmations beside a limit program that commits the same rows in groups.

mod lite;
mod server;

pub(crate) use lite::{Steps, clock};
pub(crate) use server::Prepared;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use db::{Db, No, Tx};
use kernel::Cx;
use kernel::clock::Stopwatch;
use market::confirm::{Confirm, Confirmation};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::cluster::Cluster;
use crate::options::Options;
use crate::rows::Written;
use crate::spread::{Pairs, Spread};
use crate::stall::buyer;
use crate::{Failure, steps};

/// Callers at the same time, and how many orders each round is long.
#[derive(Clone, Copy)]
struct Load {
    callers: usize,
    orders: usize,
}

/// A caller alone waits for the disk each time; more of them share it.
fn loads(options: &Options) -> [Load; 3] {
    let part = if options.quick { 4 } else { 1 };
    [(1, 200), (16, 1_200), (64, 2_000)].map(|(callers, orders)| Load { callers, orders: orders / part })
}

fn most(options: &Options) -> usize {
    loads(options).iter().map(|load| load.orders).max().unwrap_or(1)
}

/// Measures both engines.
///
/// # Errors
/// What broke.
pub fn run(options: &Options) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let bench = lite::Bench::prepare(&runtime, options)?;
    println!("\norders: confirmations a second, {} rounds, ours and the limit in turns", options.rounds);
    print_rows(&bench.written);
    let lite = lite::measure(&runtime, &bench, options)?;
    let cluster = match &options.postgres {
        Some(url) => Some(Cluster::named(url)?),
        None => Cluster::own()?,
    };
    let Some(cluster) = cluster else {
        println!("PostgreSQL is left out: it is not installed, and --postgres names no server");
        steps::print_lite(&lite, bench.looks(&runtime)?);
        return Ok(());
    };
    let prepared = server::prepare(&runtime, &cluster, options)?;
    server::measure(&runtime, &cluster, &prepared, &bench.written, options)?;
    steps::print_lite(&lite, bench.looks(&runtime)?);
    steps::print_server(&runtime, &cluster, &prepared)
}

/// What one order writes, table by table.
fn print_rows(written: &Written) {
    println!("rows of one order: {:.1}", written.rows_of_one());
    for sheet in &written.sheets {
        let each = sheet.rows.len() as f64 / written.orders as f64;
        let set: Vec<&str> = sheet.set.iter().map(|column| &*column.name).collect();
        let set = if sheet.key.is_empty() { String::new() } else { set.join(", ") };
        println!("  {each:5.2} {:<8} {:<16} {set}", sheet.verb.word(), sheet.table);
    }
}

/// A command that also tells how long its own work took, without queue and commit.
fn timed(tx: &mut Tx, cx: &Cx, confirm: &Confirm) -> Result<(Confirmation, Duration), No> {
    let watch = Stopwatch::start();
    let confirmation = market::confirm::confirm(tx, cx, confirm)?;
    Ok((confirmation, watch.elapsed()))
}

/// What so many confirmations took.
#[derive(Clone, Copy)]
struct Sold {
    /// From the first call to the last answer.
    whole: Duration,
    /// The commands' own work, added up.
    inside: Duration,
}

/// Confirms the first of these checkouts, `callers` at the same time.
fn confirm(runtime: &Runtime, db: &Db, confirms: &[Confirm], load: Load) -> Result<Sold, Failure> {
    let confirms: Arc<[Confirm]> = confirms[..load.orders].into();
    let next = Arc::new(AtomicUsize::new(0));
    runtime.block_on(async {
        let watch = Stopwatch::start();
        let mut callers = JoinSet::new();
        for _ in 0..load.callers {
            let (db, confirms, next) = (db.clone(), Arc::clone(&confirms), Arc::clone(&next));
            callers.spawn(async move {
                let mut inside = Duration::ZERO;
                while let Some(confirm) = confirms.get(next.fetch_add(1, Ordering::Relaxed)) {
                    inside += db.write(&buyer(), confirm.clone(), timed).await?.1;
                }
                Ok::<_, No>(inside)
            });
        }
        let mut inside = Duration::ZERO;
        while let Some(ended) = callers.join_next().await {
            inside += ended??;
        }
        Ok(Sold { whole: watch.elapsed(), inside })
    })
}

fn per_second(orders: usize, time: Duration) -> f64 {
    orders as f64 / time.as_secs_f64()
}

/// A line of a table: ours, the limit, the ratio.
fn print(engine: &str, callers: usize, limit: &str, pairs: &Pairs) -> Option<[Spread; 3]> {
    let spreads = pairs.spreads();
    if let Some([ours, most, ratio]) = spreads {
        println!(
            "  {engine:<10} {callers:>2} callers  ours {ours:<22}  {limit:<13} {most:<22}  ratio {ratio}"
        );
    }
    spreads
}
