//! Signals are saved as they come, a batch at a time, and folded into visits every few seconds.

use std::sync::Arc;
use std::time::Duration;

use db::{Db, No};
use insight::{Batch, Intake};
use kernel::Actor;
use tokio::sync::watch;

use super::Round;
use crate::product::product;

/// Between two foldings.
pub(super) const EACH: Duration = Duration::from_secs(5);
/// A batch waits so long for company: at most this is lost with the process.
const COMPANY: Duration = Duration::from_millis(50);
/// A batch that cannot be saved is tried so often before it is counted as shed.
const TRIES: u32 = 5;
/// Foldings between two looks at what need not be kept.
const LOOKS: u32 = 120;

/// Saves what waits until the market stops, and then what is left.
pub(super) async fn save(traffic: Db, intake: Arc<Intake>, mut stopped: watch::Receiver<()>) {
    loop {
        let mut batch = tokio::select! {
            biased;
            _ = stopped.changed() => break,
            batch = intake.next() => batch,
        };
        if batch.len() < insight::BATCH {
            tokio::time::sleep(COMPANY).await;
            intake.fill(&mut batch).await;
        }
        keep(&traffic, &intake, batch).await;
    }
    loop {
        let mut batch = Vec::new();
        intake.fill(&mut batch).await;
        if batch.is_empty() {
            break;
        }
        keep(&traffic, &intake, batch).await;
    }
}

async fn keep(traffic: &Db, intake: &Intake, batch: Vec<insight::Signal>) {
    let batch: Batch = Arc::new(batch);
    for again in 1..=TRIES {
        match traffic.write(&Actor::Engine, Arc::clone(&batch), insight::keep).await {
            Ok(_) => return,
            // Ids make a second save of the same harmless for what pages tell; a page shown may be counted twice.
            Err(no) => tracing::warn!(%no, again, "signals wait to be saved"),
        }
        tokio::time::sleep(COMPANY * again).await;
    }
    intake.lost(batch.len());
}

/// Folds signals into visits, lays the log's orders to them, and forgets what need not be kept.
pub(super) async fn roll(mut round: Round, traffic: Db) {
    let traffic = traffic.background();
    let mut looks = 0_u32;
    loop {
        match once(&round.db, &traffic).await {
            Ok(()) => {}
            Err(No::Busy) => tracing::debug!("another node was quicker at counting visits"),
            Err(no) => tracing::warn!(%no, "visits are counted later"),
        }
        if looks.is_multiple_of(LOOKS)
            && let Err(no) = forget(&traffic).await
        {
            tracing::warn!(%no, "signals are kept a little longer");
        }
        looks = looks.wrapping_add(1);
        if !round.rest().await {
            break;
        }
    }
}

async fn once(db: &Db, traffic: &Db) -> Result<(), No> {
    while traffic.write(&Actor::Engine, (), insight::roll).await? > 0 {}
    loop {
        let from = traffic.read(&Actor::Engine, (), insight::ordered_up_to).await?;
        match db.read(&Actor::Engine, from, insight::orders_after).await? {
            Some(orders) => traffic.write(&Actor::Engine, orders, insight::lay_orders).await?,
            None => return Ok(()),
        }
    }
}

async fn forget(traffic: &Db) -> Result<(), No> {
    for forget in product().traffic_forgets() {
        super::forget::out(traffic, forget).await?;
    }
    Ok(())
}
