//! What the loops have seen last, for `/metrics`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use runner::Swept;
use web::Gauge;

/// Figures of the market's own work.
#[derive(Default)]
pub struct Figures {
    lags: Mutex<BTreeMap<&'static str, u64>>,
    woken: AtomicU64,
    stuck: AtomicU64,
    ready: AtomicU64,
    dead: AtomicU64,
}

impl Figures {
    pub(super) fn lag(&self, listener: &'static str, facts: i64) {
        let mut lags = self.lags.lock().unwrap_or_else(PoisonError::into_inner);
        lags.insert(listener, facts.max(0).unsigned_abs());
    }

    pub(super) fn swept(&self, swept: Swept) {
        self.woken.fetch_add(swept.woken as u64, Ordering::Relaxed);
        self.stuck.store(swept.failed as u64, Ordering::Relaxed);
    }

    pub(super) fn jobs(&self, census: &[jobs::Count]) {
        let count = |state| {
            let alike = census.iter().filter(|count| count.state == state);
            alike.map(|count| count.count.max(0).unsigned_abs()).sum()
        };
        self.ready.store(count(jobs::State::Ready), Ordering::Relaxed);
        self.dead.store(count(jobs::State::Dead), Ordering::Relaxed);
    }

    /// The figures as `/metrics` asks for them.
    pub(crate) fn gauges(figures: &Arc<Self>) -> Vec<Gauge> {
        let gauge = |name, help, read: fn(&Self) -> u64| {
            let figures = Arc::clone(figures);
            Gauge { name, help, read: Box::new(move || read(&figures)) }
        };
        vec![
            gauge("rialto_log_lag_facts", "Facts that the slowest listener has not heard.", |figures| {
                let lags = figures.lags.lock().unwrap_or_else(PoisonError::into_inner);
                lags.values().copied().max().unwrap_or(0)
            }),
            gauge(
                "rialto_families_woken",
                "Families whose deadlines the sweeper rang, since the start.",
                |figures| figures.woken.load(Ordering::Relaxed),
            ),
            gauge(
                "rialto_families_stuck",
                "Due families that could not be woken at the last look.",
                |figures| figures.stuck.load(Ordering::Relaxed),
            ),
            gauge("rialto_jobs_ready", "Jobs that wait, a minute ago at most.", |figures| {
                figures.ready.load(Ordering::Relaxed)
            }),
            gauge("rialto_jobs_dead", "Jobs that were given up, a minute ago at most.", |figures| {
                figures.dead.load(Ordering::Relaxed)
            }),
        ]
    }
}
