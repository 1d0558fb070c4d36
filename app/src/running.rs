//! A running market: opened from its configuration, serving until it is stopped.

mod health;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use db::{Broken, Db, Faults, Migration, No, Store};
use discover::search::Search;
use insight::{Counted, Counter, Intake};
use kernel::Actor;
use kernel::clock::Clock;
use media::Files;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::page::PageHouse;
use web::{Connections, Drained, Gauge, Operations, Readiness, State};

use crate::product::product;
use crate::tasks::{Figures, Stores, Tasks};
use crate::{Config, wiring};

pub(crate) use health::{STATEMENTS, newest};

/// What a market is opened from.
pub struct Start {
    /// Its settings.
    pub config: Config,
    /// Its database: [`Config::store`], or a test's.
    pub store: Store,
    /// What time it goes by.
    pub clock: Arc<dyn Clock>,
    /// What a test lets go wrong; nothing in earnest.
    pub faults: Faults,
}

/// Why a market did not open.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {address}: {why}")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        why: std::io::Error,
    },
    /// The data folder cannot be made.
    #[error("cannot use the folder {path}: {why}")]
    Folder {
        /// Which.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// The database cannot be opened or read.
    #[error("{0}")]
    Database(#[from] Broken),
    /// A question at the start was not answered.
    #[error("{0}")]
    Question(#[from] No),
    /// Something stored that this binary does not know: a newer one ran here.
    #[error("this market holds what this binary does not know: {0}; start the newer binary again")]
    Unknown(String),
    /// Deadlines would be judged by a wrong clock.
    #[error("the clock is wrong: {0}; set it, then start again")]
    Clock(String),
    /// A fault of the binary itself.
    #[error("the product contradicts itself: {0}")]
    Product(String),
}

/// How a market ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ended {
    /// Connections that were cut because their request took longer than the drain.
    pub cut: usize,
}

/// A market that serves.
pub struct Market {
    /// Where it listens.
    pub address: SocketAddr,
    /// What people type to get there.
    pub url: String,
    /// Its database.
    pub db: Db,
    /// Its second store, for clicks and presence.
    pub traffic: Db,
    /// The queue of signals in front of it.
    pub intake: Arc<Intake>,
    /// Where its pictures lie.
    pub files: Files,
    /// Its search index.
    pub search: Arc<Search>,
    /// What its tasks have counted.
    pub figures: Arc<Figures>,
    tasks: Tasks,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<Drained>>,
}

impl Market {
    /// Opens the database, checks what must be right before anybody is served, starts what goes on by itself,
    /// and serves.
    ///
    /// # Errors
    /// Anything of [`StartError`]; then nothing goes on running.
    pub async fn open(start: Start) -> Result<Self, StartError> {
        let Start { config, store, clock, faults } = start;
        let refused = |why| StartError::Listen { address: config.listen, why };
        let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let url = config.url_at(address);
        let broken = |faults: &dyn std::fmt::Display| StartError::Product(faults.to_string());
        let library = Arc::new(product().library().map_err(|faults| broken(&faults))?);
        let wired = wiring::wire(&config, &url, clock.seed(), &library)?;
        let shared = store.is_server();
        let house = console::House {
            version: env!("CARGO_PKG_VERSION"),
            since: clock.now(),
            listeners: product().listeners().collect(),
            search: {
                let search = Arc::clone(&wired.search);
                Box::new(move || search.lag())
            },
            shared,
        };
        let commands = Arc::new(wired.commands.with(house));
        let traffic = store.traffic();
        let clocks = Arc::clone(&clock);
        let db = Self::database(&config, store, product().migrations(), clock, Arc::clone(&commands), faults)
            .await?;
        let steps = product().traffic_migrations();
        let traffic = Self::database(&config, traffic, steps, clocks, commands, Faults::default()).await?;
        wired.erasures.beside(traffic.clone());
        let intake = Arc::new(Intake::with_room(config.signal_room));
        check(&db).await?;
        if !shared {
            db.write(&Actor::Engine, (), jobs::inherit).await?; // the folder's lock says that we are alone
        }
        let api = product().api().map_err(|faults| broken(&faults))?;
        let kinds = product().jobs().map_err(|twice| broken(&twice))?;
        let figures = Arc::new(Figures::default());
        let (readiness, connections) = (Readiness::default(), Arc::new(Connections::default()));
        let asked = db.clone();
        let operations = Operations {
            readiness: readiness.clone(),
            database: Box::new(move || {
                let db = asked.clone();
                Box::pin(async move { health::answers(&db).await })
            }),
            connections: Arc::clone(&connections),
            gauges: gauges(&db, &figures, &intake, &wired.search),
        };
        let counted = Counted { intake: Arc::clone(&intake), traffic: traffic.clone() };
        let state = State::new(db.clone(), wired.handlers.with(counted));
        let pages = PageHouse::new(config.pages_at(&url), library, product().slots(), config.web.secure);
        let pages = pages.counted_by(Arc::new(Counter(Arc::clone(&intake))));
        let web = web::Settings { pages: Some(Arc::new(pages)), ..config.web.clone() };
        let pictures = media::router().with_state(state.clone());
        let router = api.router(state, wiring::authenticator(&db), &web, operations).merge(pictures);
        let files = wired.media.files;
        let search = wired.search;
        let stores = Stores { db: &db, traffic: &traffic, intake: &intake, search: &search };
        let tasks = Tasks::start(&stores, &kinds, wired.bus, files.clone(), &config, &figures);
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            // Whoever drops the other end wants the market to stop as well.
            let stop = async { drop(stopped.await) };
            web::serve(listener, router, config.lines, &readiness, connections, stop).await
        });
        Ok(Self { address, url, db, traffic, intake, files, search, figures, tasks, stop, serving })
    }

    /// How this machine itself gets there, whatever people type.
    pub fn here(&self) -> String {
        let (ip, port) = (self.address.ip(), self.address.port());
        let ip = match ip {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, port))
    }

    /// Opening blocks, so it has a thread of its own.
    async fn database(
        config: &Config,
        store: Store,
        steps: Vec<Migration>,
        clock: Arc<dyn Clock>,
        wiring: Arc<kernel::Wiring>,
        faults: Faults,
    ) -> Result<Db, StartError> {
        if store.path().is_some() {
            let path = config.data.display().to_string();
            std::fs::create_dir_all(&config.data).map_err(|why| StartError::Folder { path, why })?;
        }
        let open = move || Db::open(store, &steps, clock, wiring, faults);
        Ok(tokio::task::spawn_blocking(open).await.unwrap_or(Err(Broken::Closed))?)
    }

    /// Stops in the order that loses nothing: says unready and takes no more connections, lets requests finish,
    /// then jobs, then what goes on by itself; saves what waits and folds SQLite's log into its file.
    pub async fn stop(self) -> Ended {
        // Nobody hears it if the accept loop has ended by itself; then there is nothing to stop.
        let _ = self.stop.send(());
        let cut = match self.serving.await {
            Ok(Ok(drained)) => drained.cut,
            Ok(Err(error)) => {
                tracing::error!(%error, "the accept loop broke");
                0
            }
            Err(error) => {
                tracing::error!(%error, "the accept loop panicked");
                0
            }
        };
        self.tasks.stop().await;
        let (db, traffic) = (self.db, self.traffic);
        let close = move || {
            traffic.close();
            db.close();
        };
        if let Err(error) = tokio::task::spawn_blocking(close).await {
            tracing::error!(%error, "the database was not closed in order; its file is whole all the same");
        }
        Ended { cut }
    }
}

/// What must be right before anybody is served.
async fn check(db: &Db) -> Result<(), StartError> {
    let unknown = db.read(&Actor::Engine, product().kinds(), runner::unknown_words).await?;
    if !unknown.is_empty() {
        return Err(StartError::Unknown(unknown.join(", ")));
    }
    match db.read(&Actor::Engine, (), health::clock).await? {
        Some(words) => Err(StartError::Clock(words)),
        None => Ok(()),
    }
}

fn gauges(db: &Db, figures: &Arc<Figures>, intake: &Arc<Intake>, search: &Arc<Search>) -> Vec<Gauge> {
    let depth = db.clone();
    let (lag, whole) = (Arc::clone(search), Arc::clone(search));
    let mut gauges = vec![
        Gauge {
            name: "rialto_db_writes_waiting",
            help: "Commands that wait in front of the database.",
            read: Box::new({
                let db = depth.clone();
                move || db.depth().writes as u64
            }),
        },
        Gauge {
            name: "rialto_db_reads_waiting",
            help: "Readings that wait in front of the database.",
            read: Box::new(move || depth.depth().reads as u64),
        },
    ];
    gauges.extend([
        Gauge {
            name: "rialto_search_lag_facts",
            help: "Facts that this node's search index has not heard.",
            read: Box::new(move || lag.lag().unwrap_or(0)),
        },
        Gauge {
            name: "rialto_search_ready",
            help: "Whether this node's search index answers; 0 while it is built and the database does.",
            read: Box::new(move || u64::from(whole.lag().is_some())),
        },
    ]);
    gauges.extend(Figures::gauges(figures));
    let of = |name, help, read: fn(&Intake) -> u64| {
        let intake = Arc::clone(intake);
        Gauge { name, help, read: Box::new(move || read(&intake)) }
    };
    gauges.push(of("rialto_events_taken", "Signals that were taken, since the start.", Intake::taken));
    gauges.push(of(
        "rialto_events_shed",
        "Signals that there was no room for, since the start.",
        Intake::shed,
    ));
    gauges.push(of("rialto_events_waiting", "Signals that wait to be saved.", Intake::waiting));
    gauges
}
