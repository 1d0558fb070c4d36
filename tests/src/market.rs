//! A whole market of its own for one story.

use std::sync::Arc;
use std::time::Duration;

use app::{Config, Start};
use db::{Db, Faults, Store};
use identity::Strength;
use kernel::clock::{Clock, Manual, System};
use kernel::{Actor, Span, Time};
use testkit::Folder;
use tokio::runtime::Runtime;

use crate::{Client, Gateway, KEY, WEBHOOK_SECRET};

/// A hash that costs little: what it protects is nobody's.
pub(crate) const CHEAP: Strength = Strength { memory_kib: 64, passes: 1 };

/// Whose hand moves the clock.
#[derive(Clone)]
pub enum Hand {
    /// Ours: it stands at [`testkit::BEGIN`] until [`Market::pass`].
    Manual(Arc<Manual>),
    /// The machine's.
    System(Arc<System>),
}

impl Hand {
    fn clock(&self) -> Arc<dyn Clock> {
        match self {
            Self::Manual(clock) => Arc::clone(clock) as _,
            Self::System(clock) => Arc::clone(clock) as _,
        }
    }
}

/// A server and a gateway, each on a free port, over a database of their own. Stopped in order when dropped.
pub struct Market {
    /// `SQLite` or `PostgreSQL`, for messages.
    pub engine: &'static str,
    /// `http://127.0.0.1:port`, without `/api/v1`.
    pub base: String,
    /// Nobody in particular.
    pub anyone: Client,
    /// The practice gateway.
    pub gateway: Gateway,
    /// For looking behind the counter: reading rows, ordering faults. Stories do not need it.
    pub db: Db,
    /// The second store, for the same.
    pub traffic: Db,
    /// What to go wrong in the database.
    pub faults: Faults,
    hand: Hand,
    running: Option<app::Market>,
    runtime: Runtime,
    folder: Folder,
}

impl Market {
    /// One market for each engine (PostgreSQL where `RIALTO_TEST_POSTGRES` names a server), the clocks in our
    /// hand, nobody rate limited.
    pub fn both() -> Vec<Self> {
        Self::each(|_| {}, || Hand::Manual(Arc::new(Manual::new(testkit::BEGIN, 1))))
    }

    /// The same going by the machine's clock: for hammers and what measures.
    ///
    /// # Panics
    /// The machine gives no randomness.
    pub fn both_live() -> Vec<Self> {
        Self::each(|_| {}, || Hand::System(Arc::new(System::new().unwrap())))
    }

    /// The same with other settings.
    pub fn each(change: impl Fn(&mut Config), hand: impl Fn() -> Hand) -> Vec<Self> {
        let migrations = app::product::product().migrations();
        let mut markets = Vec::new();
        let folder = Folder::new("market");
        let store = Store::file(folder.path().join("market.db"));
        markets.push(Self::open("SQLite", store, folder, &change, hand()));
        match testkit::postgres_url() {
            Some(url) => {
                let url = testkit::clone_of_template(&url, &migrations);
                let store = Store::Postgres { url, writers: 8, readers: 4 };
                markets.push(Self::open("PostgreSQL", store, Folder::new("market"), &change, hand()));
            }
            None => eprintln!("PostgreSQL skipped: RIALTO_TEST_POSTGRES names no server"),
        }
        markets
    }

    fn open(
        engine: &'static str,
        store: Store,
        folder: Folder,
        change: &impl Fn(&mut Config),
        hand: Hand,
    ) -> Self {
        let runtime = Runtime::new().unwrap();
        let file = folder.path().join("gateway.db");
        let bound = Gateway::bind(&runtime, file.clone(), hand.clock());
        let mut config = settings(&folder, &bound);
        change(&mut config);
        let faults = Faults::default();
        let start = Start { config, store, clock: hand.clock(), faults: faults.clone() };
        let running = runtime.block_on(app::Market::open(start)).unwrap();
        let base = format!("http://{}", running.address);
        let gateway = Gateway::answer(&runtime, bound, file, &format!("{base}/api/v1/webhooks/sandbox"));
        let (anyone, db, traffic) = (Client::of(&base), running.db.clone(), running.traffic.clone());
        Self {
            engine,
            base,
            anyone,
            gateway,
            db,
            traffic,
            faults,
            hand,
            running: Some(running),
            runtime,
            folder,
        }
    }

    /// What time it is there.
    pub fn now(&self) -> Time {
        self.hand.clock().now()
    }

    /// Lets time pass; whatever is due by then rings by itself soon after, and before any answer.
    ///
    /// # Panics
    /// The market goes by the machine's clock.
    #[track_caller]
    pub fn pass(&self, span: Span) {
        match &self.hand {
            Hand::Manual(clock) => {
                clock.advance(span);
            }
            Hand::System(_) => panic!("this market goes by the machine's clock"),
        }
    }

    /// Asks until the answer is there: for what happens behind the counter, such as jobs and webhooks. A whole
    /// minute without it is a failure.
    ///
    /// # Panics
    /// The minute passed.
    #[track_caller]
    pub fn until<T>(&self, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
        let watch = kernel::clock::Stopwatch::start();
        loop {
            if let Some(answer) = ask() {
                return answer;
            }
            assert!(
                watch.elapsed() < Duration::from_secs(60),
                "{}: a minute passed without {what}",
                self.engine
            );
            std::thread::sleep(Duration::from_millis(2)); // between two questions, never instead of one
        }
    }

    /// Where its pictures lie: for sweeping them at once.
    ///
    /// # Panics
    /// It was stopped.
    pub fn files(&self) -> media::Files {
        self.running.as_ref().unwrap().files.clone()
    }

    /// Where it keeps its files: the search index is in `search`, a folder for each.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Waits until the search index has heard everything that has happened so far.
    ///
    /// # Panics
    /// The minute of [`Market::until`] passed.
    #[track_caller]
    pub fn indexed(&self) {
        self.until("everything being found by words", || {
            let (head, unplaced) = self.block_on(self.db.read(&Actor::Engine, (), facts::head)).ok()?;
            let heard = self.running.as_ref().and_then(|running| running.search.heard());
            (unplaced == 0 && heard >= Some(head)).then_some(())
        });
    }

    /// Runs something of the market's own code, such as a reading through [`Market::db`].
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

impl Drop for Market {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
        if !std::thread::panicking() {
            self.gateway.stop(&self.runtime);
        }
    }
}

/// The defaults, on a free port, with nobody rate limited and short pauses.
fn settings(folder: &Folder, gateway: &sandbox::Bound) -> Config {
    let data = folder.path().display().to_string();
    let gateway_url = format!("http://{}", gateway.address());
    let said = |name: &str| {
        Some(match name {
            "listen" => "127.0.0.1:0".into(),
            "data" => data.clone(),
            "rate_per_address" | "burst_per_address" | "rate_per_principal" | "burst_per_principal" => {
                "100000000".into()
            }
            "log_milliseconds" | "sweep_milliseconds" => "5".into(),
            "gateway_url" => gateway_url.clone(),
            "gateway_key" => KEY.into(),
            "gateway_webhook_secret" => WEBHOOK_SECRET.into(),
            _ => return None,
        })
    };
    let values = app::config::Values::read(|setting| said(setting.name), |_| None, None).unwrap();
    Config { password_strength: CHEAP, ..Config::of(&values).unwrap() }
}
