//! What goes on by itself while the market runs: facts get their place and are heard, deadlines ring, jobs are
//! done, and what need not be kept is forgotten. Each is a loop that ends between two rounds, never in one.

mod count;
mod figures;
mod forget;
mod log;
mod search;
mod sweep;

use std::sync::Arc;
use std::time::Duration;

use bus::Bus;
use db::Db;
use discover::search::{Follower, Search};
use insight::Intake;
use jobs::{Kinds, Workers};
use media::Files;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::Config;
use crate::config::SEARCH;
use crate::product::product;

pub use figures::Figures;

/// What the loops work on.
pub(crate) struct Stores<'a> {
    /// The market's database.
    pub db: &'a Db,
    /// Its second store.
    pub traffic: &'a Db,
    /// The queue in front of that.
    pub intake: &'a Arc<Intake>,
    /// Its search index.
    pub search: &'a Arc<Search>,
}

/// The loops of one market.
pub(crate) struct Tasks {
    stop: watch::Sender<()>,
    loops: JoinSet<()>,
    workers: Workers,
}

impl Tasks {
    pub fn start(
        stores: &Stores<'_>,
        kinds: &Kinds,
        bus: Arc<dyn Bus>,
        files: Files,
        config: &Config,
        figures: &Arc<Figures>,
    ) -> Self {
        let Stores { db, traffic, intake, search } = *stores;
        let (stop, stopped) = watch::channel(());
        let round =
            |pause| Round { db: db.clone(), stopped: stopped.clone(), pause, figures: Arc::clone(figures) };
        let mut loops = JoinSet::new();
        loops.spawn(log::place(round(config.log_pause), Arc::clone(&bus)));
        for listener in product().listeners() {
            loops.spawn(log::hear(round(log::LOOK_WITHOUT_HINT), listener, bus.listen(log::TOPIC)));
        }
        let follower = Follower::new(Arc::clone(search), config.data.join(SEARCH));
        loops.spawn(search::follow(round(search::BETWEEN), follower, bus.listen(log::TOPIC)));
        loops.spawn(sweep::ring(round(config.sweep_pause)));
        loops.spawn(forget::forget(round(forget::EACH), files));
        loops.spawn(count::save(traffic.clone(), Arc::clone(intake), stopped.clone()));
        loops.spawn(count::roll(round(count::EACH), traffic.clone()));
        let workers = Workers::start(db, kinds, bus.as_ref(), config.jobs);
        Self { stop, loops, workers }
    }

    /// Jobs first: what they leave behind may still be placed and heard.
    pub async fn stop(mut self) {
        self.workers.stop().await;
        drop(self.stop);
        while let Some(ended) = self.loops.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a task of the market had broken off");
            }
        }
    }
}

/// What every loop has.
struct Round {
    db: Db,
    stopped: watch::Receiver<()>,
    pause: Duration,
    figures: Arc<Figures>,
}

impl Round {
    /// Rests, or says that the market stops.
    async fn rest(&mut self) -> bool {
        tokio::select! {
            biased;
            _ = self.stopped.changed() => false,
            () = tokio::time::sleep(self.pause) => true,
        }
    }
}
