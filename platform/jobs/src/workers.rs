//! The workers of a node: one task that leases, and a bounded number that work.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bus::{Bus, Listener};
use db::{Broken, Db, No};
use kernel::{Actor, Span, Time};
use tokio::sync::{Notify, watch};
use tokio::task::{self, JoinHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::lease::give_back;
use crate::operate::{SLICE, sweep};
use crate::run::attempt;
use crate::take::{Take, Taken, Wanted, take};
use crate::{Kind, Kinds, Lease, TOPIC};

/// By the injected clock: how often done jobs are forgotten.
const SWEEP_EACH: Span = Span::minutes(1);

/// A poll of nothing would take a processor.
const SHORTEST_POLL: Duration = Duration::from_micros(100);

/// How the workers of a node work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    /// How many jobs run at the same time.
    pub workers: usize,
    /// How often to look without a hint.
    pub poll: Duration,
    /// How long running jobs may go on when the market stops.
    pub drain: Duration,
    /// How long done jobs are kept: so long their keys are known, and an operator sees what was done.
    pub keep: Span,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workers: 16,
            poll: Duration::from_secs(1),
            drain: Duration::from_secs(25),
            keep: Span::days(7),
        }
    }
}

/// The workers, until they are stopped. Dropped, they stop too, and nobody waits for them.
pub struct Workers {
    stop: watch::Sender<()>,
    foreman: JoinHandle<()>,
}

impl Workers {
    /// Starts them on the runtime that calls.
    pub fn start(db: &Db, kinds: &Kinds, bus: &dyn Bus, settings: Settings) -> Self {
        let (stop, stopped) = watch::channel(());
        let foreman = Foreman {
            db: db.background(),
            kinds: kinds.clone(),
            settings,
            running: JoinSet::new(),
            held: BTreeMap::new(),
            swept: None,
        };
        let foreman = tokio::spawn(foreman.work(bus.listen(TOPIC), stopped));
        Self { stop, foreman }
    }

    /// Leases nothing more, lets what runs go on for the drain time, then breaks it off and hands it over.
    pub async fn stop(self) {
        drop(self.stop);
        if let Err(error) = self.foreman.await {
            tracing::error!(%error, "the workers did not stop by themselves; their leases will end");
        }
    }
}

/// Leases for the workers and counts them.
struct Foreman {
    db: Db,
    kinds: Kinds,
    settings: Settings,
    running: JoinSet<()>,
    held: BTreeMap<task::Id, (&'static str, Lease)>,
    swept: Option<Time>,
}

impl Foreman {
    async fn work(mut self, hints: Listener, mut stopped: watch::Receiver<()>) {
        let wake = Arc::new(Notify::new());
        let ear = tokio::spawn(hear(hints, Arc::clone(&wake)));
        let mut poll = interval(self.settings.poll.max(SHORTEST_POLL));
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let made_room = tokio::select! {
                biased;
                _ = stopped.changed() => break,
                Some(ended) = self.running.join_next_with_id() => {
                    self.freed(ended.map_or_else(|error| error.id(), |(id, ())| id))
                }
                () = wake.notified() => true,
                _ = poll.tick() => {
                    self.sweep().await;
                    true
                }
            };
            if !made_room {
                continue;
            }
            match self.look(&stopped).await {
                Ok(()) => {}
                Err(No::Broken(Broken::Closed)) => break,
                Err(no) => tracing::warn!(%no, "no jobs could be leased; the next poll tries again"),
            }
        }
        ear.abort();
        self.drain().await;
    }

    /// Leases what there is room for and sets it to work, until there is no more of either. Never broken off
    /// half-way: what was leased must be known here.
    async fn look(&mut self, stopped: &watch::Receiver<()>) -> Result<(), No> {
        while stopped.has_changed().is_ok()
            && let Some(room) = self.room()
        {
            let Taken { jobs, more } = self.db.write(&Actor::Engine, room, take).await?;
            for held in jobs {
                let (kind, lease) = (held.kind.name, held.lease);
                let db = self.db.clone();
                let worker = self.running.spawn(async move {
                    attempt(&db, held).await;
                });
                self.held.insert(worker.id(), (kind, lease));
            }
            if !more {
                break;
            }
        }
        Ok(())
    }

    /// How much of each kind could begin now, if anything could.
    fn room(&self) -> Option<Take> {
        let most = self.settings.workers.saturating_sub(self.held.len());
        let room = |kind: Kind| Wanted { kind, room: kind.at_once.saturating_sub(self.busy_with(kind.name)) };
        let wanted: Vec<_> = self.kinds.iter().map(room).filter(|wanted| wanted.room > 0).collect();
        (most > 0 && !wanted.is_empty()).then_some(Take { wanted, most })
    }

    fn busy_with(&self, kind: &str) -> usize {
        self.held.values().filter(|(name, _)| *name == kind).count()
    }

    /// Counts a worker that ended. Says whether one was missing: only then may something due have been passed by.
    fn freed(&mut self, worker: task::Id) -> bool {
        let all_busy = self.held.len() >= self.settings.workers;
        let Some((kind, _)) = self.held.remove(&worker) else { return false };
        let at_once = self.kinds.get(kind).map_or(0, |kind| kind.at_once);
        all_busy || self.busy_with(kind) + 1 >= at_once
    }

    async fn sweep(&mut self) {
        let now = self.db.now();
        if self.swept.is_some_and(|swept| swept <= now && now < swept + SWEEP_EACH) {
            return;
        }
        match self.db.write(&Actor::Engine, now - self.settings.keep, sweep).await {
            Ok(SLICE) => {} // there may be more: again at the next poll
            Ok(_) => self.swept = Some(now),
            Err(no) => tracing::warn!(%no, "done jobs are kept a little longer"),
        }
    }

    async fn drain(mut self) {
        let all_ended = async {
            while let Some(ended) = self.running.join_next_with_id().await {
                self.held.remove(&ended.map_or_else(|error| error.id(), |(id, ())| id));
            }
        };
        if timeout(self.settings.drain, all_ended).await.is_ok() {
            return;
        }
        self.running.shutdown().await;
        let leases: Vec<Lease> = self.held.values().map(|(_, lease)| *lease).collect();
        tracing::warn!(count = leases.len(), "jobs were broken off by the stop and handed over");
        if let Err(no) = self.db.write(&Actor::Engine, leases, give_back).await {
            tracing::warn!(%no, "they wait for the end of their leases");
        }
    }
}

/// Wakes the foreman at each hint.
async fn hear(mut hints: Listener, wake: Arc<Notify>) {
    loop {
        hints.next().await;
        wake.notify_one();
    }
}
