//! How the market is doing (O1): what waits, for whom and since when.

use db::{No, Rx};
use jobs::Count;
use kernel::{Cx, Span, Time};
use runner::Ringing;

use crate::House;

/// What one look found.
pub(crate) struct Health {
    /// Orders of the last day, by where they stand now.
    pub orders: Vec<(String, i64)>,
    /// What waits for a clock.
    pub ringing: Vec<Ringing>,
    /// The jobs that wait or were given up.
    pub jobs: Vec<Count>,
    /// How many facts are parked.
    pub parked: i64,
    /// How far the log goes, and how many facts have no place in it yet.
    pub log: (i64, i64),
    /// How far each listener is behind.
    pub lags: Vec<(&'static str, i64)>,
    /// Facts that this process's search index has not heard; nothing while it is built.
    pub search: Option<i64>,
    /// Genuine webhooks that could not be understood.
    pub webhooks: i64,
    /// Of the binary.
    pub version: &'static str,
    /// How long this process has been open.
    pub up: Span,
    /// Whether several processes share the database.
    pub shared: bool,
    /// By how much the database's clock is ahead of this machine's.
    pub ahead: Span,
}

impl Health {
    /// Of the jobs, those that stand so.
    pub(crate) fn jobs(&self, state: jobs::State) -> i64 {
        self.jobs.iter().filter(|count| count.state == state).map(|count| count.count).sum()
    }

    /// Ready jobs whose time has passed since before an instant: workers do not keep up.
    pub(crate) fn late(&self, before: Time) -> bool {
        self.jobs.iter().any(|count| count.state == jobs::State::Ready && count.oldest < before)
    }
}

pub(crate) fn look(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Health, No> {
    let house = cx.wired::<House>()?;
    let mut lags = Vec::new();
    for listener in &house.listeners {
        lags.push((listener.name, facts::lag(rx, cx, &listener.name)?));
    }
    Ok(Health {
        orders: orders::desk::since(rx, cx, &(cx.now - Span::days(1)))?,
        ringing: runner::ringing(rx, cx, &())?,
        jobs: jobs::census(rx, cx, &())?,
        parked: i64::try_from(facts::parked(rx, cx, &())?.len()).unwrap_or(i64::MAX),
        log: facts::head(rx, cx, &())?,
        lags,
        search: (house.search)().map(|lag| i64::try_from(lag).unwrap_or(i64::MAX)),
        webhooks: i64::try_from(payments::parked(rx, cx, &())?.len()).unwrap_or(i64::MAX),
        version: house.version,
        up: cx.now - house.since,
        shared: house.shared,
        ahead: rx.shared_now(cx)? - cx.now,
    })
}

impl Health {
    /// How far the two clocks are apart, in milliseconds.
    pub(crate) fn ahead_millis(&self) -> i64 {
        self.ahead.micros() / 1_000
    }
}
