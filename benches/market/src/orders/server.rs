//! PostgreSQL: each round a fresh copy of the prepared database, ours and both limits in turns.

use std::sync::Arc;

use db::Store;
use tokio::runtime::Runtime;

use super::lite::clock;
use super::{confirm, loads, most, per_second, print};
use crate::Failure;
use crate::cluster::Cluster;
use crate::limit::postgres::{Shape, commit};
use crate::options::Options;
use crate::rows::Written;
use crate::spread::{Pairs, in_turns};
use crate::stall::{self, Stall};

/// The connections for commands that [`Store::postgres`] opens.
const WRITERS: usize = 8;

/// A prepared database and its checkouts.
pub(crate) struct Prepared {
    /// Its URL; nobody is connected, so that it can be copied.
    pub url: String,
    /// What is sold in it.
    pub stall: Stall,
}

pub(super) fn prepare(runtime: &Runtime, cluster: &Cluster, options: &Options) -> Result<Prepared, Failure> {
    let url = cluster.database(None)?;
    let clock = Arc::new(clock()?);
    let db = stall::open_by(Store::postgres(&url), Arc::clone(&clock) as _)?;
    let stall = runtime.block_on(stall::fill(&db, &clock, most(options)))?;
    db.close();
    Ok(Prepared { url, stall })
}

pub(super) fn measure(
    runtime: &Runtime,
    cluster: &Cluster,
    prepared: &Prepared,
    written: &Written,
    options: &Options,
) -> Result<(), Failure> {
    for load in loads(options) {
        let (mut merged, mut plain) = (Pairs::default(), Pairs::default());
        for round in 0..options.rounds {
            let ours = || {
                on_a_copy(cluster, prepared, |url| {
                    let db = stall::open(Store::postgres(url))?;
                    let sold = confirm(runtime, &db, &prepared.stall.confirms, load)?;
                    db.close();
                    Ok(per_second(load.orders, sold.whole))
                })
            };
            let limit = |shape| {
                on_a_copy(cluster, prepared, |url| {
                    Ok(per_second(load.orders, commit(url, written, load.orders, shape)?.whole))
                })
            };
            let limits = || {
                let one = limit(Shape::merged(load.callers))?;
                Ok((one, limit(Shape::row_by_row(load.callers, WRITERS))?))
            };
            let (ours, (one, other)) = in_turns(round, ours, limits)?;
            merged.add(ours, one);
            plain.add(ours, other);
        }
        print("PostgreSQL", load.callers, "limit, merged", &merged);
        print("PostgreSQL", load.callers, "row by row", &plain);
    }
    Ok(())
}

/// Does something with a copy of the prepared database, which goes afterwards.
fn on_a_copy(
    cluster: &Cluster,
    prepared: &Prepared,
    run: impl FnOnce(&str) -> Result<f64, Failure>,
) -> Result<f64, Failure> {
    let url = cluster.database(Some(&prepared.url))?;
    let figure = run(&url)?;
    cluster.remove(&url)?;
    Ok(figure)
}
