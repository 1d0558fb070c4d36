//! SQLite: each round a fresh copy of the prepared file, ours and the limit in turns.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use db::Store;
use kernel::clock::{Clock as _, Manual, System};
use kernel::{Span, Time};
use testkit::Folder;
use tokio::runtime::Runtime;

use super::{Load, confirm, loads, most, per_second, print, timed};
use crate::Failure;
use crate::limit::{Spent, sqlite};
use crate::options::Options;
use crate::rows::Written;
use crate::spread::{Pairs, Spread, in_turns};
use crate::stall::{self, Stall, buyer};
use crate::steps;

/// Every preparation begins here, on both engines: so they make the same ids.
const SEED: u64 = 11;

/// The clock of a preparation. It stands at the start of this run's day, so that the quotes still hold.
pub(crate) fn clock() -> Result<Manual, Failure> {
    const DAY: i64 = 86_400_000_000;
    let today = System::new()?.now().micros() / DAY * DAY;
    Ok(Manual::new(Time::from_micros(today), SEED))
}

/// The prepared file, its checkouts, and what confirming them writes.
pub(super) struct Bench {
    folder: Folder,
    /// The market before anybody has confirmed.
    pub stall: Stall,
    /// What one confirmation after the other wrote.
    pub written: Written,
}

impl Bench {
    pub fn prepare(runtime: &Runtime, options: &Options) -> Result<Self, Failure> {
        let folder = Folder::new("orders");
        let (prepared, sold) = (folder.path().join("prepared.db"), folder.path().join("sold.db"));
        let clock = Arc::new(clock()?);
        let db = stall::open_by(Store::file(&prepared), Arc::clone(&clock) as _)?;
        let stall = runtime.block_on(stall::fill(&db, &clock, most(options)))?;
        db.close();
        copy(&prepared, &sold)?;
        // One after the other, a millisecond apart: the keys of every table are then in the order of the orders.
        let db = stall::open_by(Store::file(&sold), Arc::clone(&clock) as _)?;
        runtime.block_on(async {
            for confirm in &stall.confirms {
                clock.advance(Span::from_micros(1_000));
                db.write(&buyer(), confirm.clone(), timed).await?;
            }
            Ok::<_, Failure>(())
        })?;
        db.close();
        let written = Written::between(&prepared, &sold, stall.confirms.len())?;
        Ok(Self { folder, stall, written })
    }

    /// What the looks inside a confirmation take.
    pub fn looks(&self, runtime: &Runtime) -> Result<[Spread; 2], Failure> {
        let db = stall::open(Store::file(self.fresh()?))?;
        let looks = steps::looks(runtime, &db, &self.stall.confirms)?;
        db.close();
        Ok(looks)
    }

    /// A copy of the prepared file that is on the disk before anybody looks at the time.
    fn fresh(&self) -> Result<PathBuf, Failure> {
        let round = self.folder.path().join("round.db");
        for beside in ["round.db-wal", "round.db-shm"] {
            match std::fs::remove_file(self.folder.path().join(beside)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        copy(&self.folder.path().join("prepared.db"), &round)?;
        Ok(round)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to)?;
    Ok(std::fs::File::open(to)?.sync_all()?)
}

/// Where the time of one order went, in microseconds, at so many callers.
#[derive(Clone, Copy)]
pub(crate) struct Steps {
    /// Callers at the same time.
    pub callers: usize,
    /// Ours, from call to answer, divided by the orders.
    pub whole: Spread,
    /// Of that, the command's own work: reading, deciding, writing rows.
    pub inside: Spread,
    /// The limit's writing of the same rows.
    pub rows: Spread,
    /// The limit's commits, divided by the orders.
    pub commit: Spread,
}

/// Measures and prints; answers where the time went.
pub(super) fn measure(runtime: &Runtime, bench: &Bench, options: &Options) -> Result<Vec<Steps>, Failure> {
    let mut steps = Vec::new();
    for load in loads(options) {
        let mut pairs = Pairs::default();
        let mut rounds: Vec<[f64; 4]> = Vec::new();
        for round in 0..options.rounds {
            let ours = || {
                let db = stall::open(Store::file(bench.fresh()?))?;
                let sold = confirm(runtime, &db, &bench.stall.confirms, load)?;
                db.close();
                Ok(sold)
            };
            let limit = || sqlite::commit(&bench.fresh()?, &bench.written, load.orders, load.callers);
            let (ours, limit) = in_turns(round, ours, limit)?;
            pairs.add(per_second(load.orders, ours.whole), per_second(load.orders, limit.whole));
            let Spent { whole, committing, .. } = limit;
            let each = [ours.whole, ours.inside, whole.saturating_sub(committing), committing];
            rounds.push(each.map(|time| time.as_secs_f64() * 1e6 / load.orders as f64));
        }
        print("SQLite", load.callers, "limit", &pairs);
        steps.extend(spreads(load, &rounds));
    }
    Ok(steps)
}

fn spreads(load: Load, rounds: &[[f64; 4]]) -> Option<Steps> {
    let column = |at: usize| Spread::of(rounds.iter().map(|round| round[at]));
    let (whole, inside, rows, commit) = (column(0)?, column(1)?, column(2)?, column(3)?);
    Some(Steps { callers: load.callers, whole, inside, rows, commit })
}
