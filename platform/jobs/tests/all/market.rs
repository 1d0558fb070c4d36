//! A market whose jobs leave an effect each, on either engine, and a stage on which a test directs its handlers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bus::{Bus, InProcess};
use db::{Db, Faults, Migration, No, Rx, Store, Tx, params, sql};
use jobs::{
    Backoff, Count, Dead, Done, Job, JobCx, Kind, Kinds, Lease, Letter, MIGRATIONS, New, Ran, Retry, Running,
    State, enqueue, run_due,
};
use kernel::clock::{Clock, Manual, System};
use kernel::{Actor, Cx, Id, Limit, Ref, Refusal, Span, Time, Uid, Wiring};
use tokio::sync::{mpsc, oneshot};

sql! {
    /// No key: a doubled effect must show.
    EFFECT = "INSERT INTO effect (job, attempt) VALUES ($1, $2)";
    EFFECTS = "SELECT job, attempt FROM effect ORDER BY job, attempt";
    JOBS = "SELECT COUNT(*) FROM job";
}

const EFFECT_TABLE: Migration = Migration {
    name: "test/0001_effect",
    sql: "CREATE TABLE effect (job BYTEA NOT NULL, attempt BIGINT NOT NULL)",
};

/// Saves its effect at once.
pub const SAVE: Kind = Kind::new("test/save", save);
/// Waits on the stage for what the test wants it to do.
pub const PARK: Kind = Kind { at_once: 2, most_attempts: 3, backoff: QUICK, ..Kind::new("test/park", park) };
/// Never succeeds.
pub const FAIL: Kind = Kind { most_attempts: 6, backoff: QUICK, ..Kind::new("test/fail", fail) };
/// Panics before there is a future to poll.
pub const PANIC: Kind = Kind { most_attempts: 2, ..Kind::new("test/panic", panic_at_once) };
/// Reads a number from its payload.
pub const READ: Kind = Kind::new("test/read", read);
/// Wants words where there is a number.
pub const UNREADABLE: Kind = Kind::new("test/unreadable", unreadable);
/// Is asked to come back in ninety seconds.
pub const BUSY: Kind = Kind::new("test/busy", busy);

const QUICK: Backoff = Backoff { first: Span::seconds(1), cap: Span::seconds(8) };

pub struct Market {
    pub db: Db,
    pub clock: Arc<Manual>,
    pub bus: InProcess,
    pub kinds: Kinds,
    pub faults: Faults,
    /// Handlers that wait for directions.
    parked: mpsc::UnboundedReceiver<Parked>,
    saves: mpsc::UnboundedReceiver<Id<Job>>,
    pub stage: Arc<Stage>,
    _place: Place,
}

/// What handlers find wired.
pub struct Stage {
    parked: mpsc::UnboundedSender<Parked>,
    saved: mpsc::UnboundedSender<Id<Job>>,
    pub runs: AtomicUsize,
}

/// A handler that waits on the stage.
#[derive(Debug)]
pub struct Parked {
    pub job: Id<Job>,
    pub attempt: u32,
    pub deeds: mpsc::UnboundedSender<Deed>,
}

/// What it is told to do.
#[derive(Debug)]
pub enum Deed {
    /// Save a step; answers whether that was allowed.
    Step(oneshot::Sender<bool>),
    Save,
    Fail,
    Panic,
}

impl Parked {
    pub fn tell(&self, deed: Deed) {
        self.deeds.send(deed).unwrap();
    }
    pub async fn step(&self) -> bool {
        let (answer, allowed) = oneshot::channel();
        self.tell(Deed::Step(answer));
        allowed.await.unwrap()
    }
}

fn stage(job: &JobCx) -> Arc<Stage> {
    let stage = job.wired::<Arc<Stage>>().unwrap();
    stage.runs.fetch_add(1, Ordering::Relaxed);
    Arc::clone(stage)
}

fn save(job: JobCx) -> Running {
    Box::pin(async move {
        let stage = stage(&job);
        save_effect(&job, &stage).await
    })
}

async fn save_effect(job: &JobCx, stage: &Stage) -> Result<Done, Retry> {
    let done = job.db.write(&Actor::Engine, (job.lease, job.id(), job.attempt), effect).await?;
    let _ = stage.saved.send(job.id());
    Ok(done)
}

/// The effect first: a holder that was overtaken must have it undone.
fn effect(tx: &mut Tx, cx: &Cx, (lease, job, attempt): &(Lease, Id<Job>, u32)) -> Result<Done, No> {
    tx.run(&EFFECT, &params![*job, *attempt])?;
    lease.finish(tx, cx)
}

fn park(job: JobCx) -> Running {
    Box::pin(async move {
        let stage = stage(&job);
        let (deeds, mut told) = mpsc::unbounded_channel();
        stage.parked.send(Parked { job: job.id(), attempt: job.attempt, deeds }).unwrap();
        loop {
            match told.recv().await {
                Some(Deed::Step(answer)) => answer.send(step(&job).await).unwrap(),
                Some(Deed::Save) => return save_effect(&job, &stage).await,
                Some(Deed::Fail) => return Err(Retry::later("told to fail")),
                Some(Deed::Panic) => panic!("told to panic"),
                None => std::future::pending().await,
            }
        }
    })
}

async fn step(job: &JobCx) -> bool {
    fn step(tx: &mut Tx, cx: &Cx, lease: &Lease) -> Result<(), No> {
        lease.still_mine(tx, cx)
    }
    job.db.write(&Actor::Engine, job.lease, step).await.is_ok()
}

fn fail(_: JobCx) -> Running {
    Box::pin(async { Err(Retry::later("the gateway\0 is down")) })
}

fn panic_at_once(job: JobCx) -> Running {
    panic!("attempt {} fell over", job.attempt)
}

fn read(job: JobCx) -> Running {
    Box::pin(async move {
        let number: i64 = job.payload()?;
        assert_eq!(number, 7);
        job.finish().await
    })
}

fn unreadable(job: JobCx) -> Running {
    Box::pin(async move {
        job.payload::<String>()?;
        job.finish().await
    })
}

fn busy(job: JobCx) -> Running {
    Box::pin(async move {
        if job.attempt == 1 {
            return Err(Retry::after(Span::seconds(90), "429"));
        }
        job.finish().await
    })
}

/// A job to ask for.
#[derive(Clone, Default)]
pub struct Ask {
    pub kind: &'static str,
    pub key: Option<String>,
    pub run_at: Option<Time>,
    pub refuse: bool,
}

/// What every job here is about.
pub fn parcel() -> Ref {
    Ref { kind: "par".into(), id: Uid([7; 16]) }
}

pub fn ask(tx: &mut Tx, cx: &Cx, ask: &Ask) -> Result<Id<Job>, No> {
    let new = New { subject: parcel(), run_at: ask.run_at, key: ask.key.as_deref(), ..New::of(ask.kind, &7) };
    let id = enqueue(tx, cx, new)?;
    if ask.refuse { Err(Refusal::conflict("second_thoughts", "Nothing was asked.").into()) } else { Ok(id) }
}

fn effects(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(Id<Job>, i64)>, No> {
    Ok(rx.all(&EFFECTS, &[])?)
}

fn count(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&JOBS, &[])?)
}

impl Market {
    pub async fn ask(&self, kind: Kind) -> Id<Job> {
        self.try_ask(Ask { kind: kind.name, ..Ask::default() }).await.unwrap()
    }
    pub async fn try_ask(&self, asked: Ask) -> Result<Id<Job>, No> {
        self.db.write(&Actor::Engine, asked, ask).await
    }
    pub async fn run(&self) -> Ran {
        soon(run_due(&self.db, &self.kinds, 1_000)).await.unwrap()
    }
    /// Somebody else who runs what is due, at the same time.
    pub fn holder(&self) -> tokio::task::JoinHandle<Ran> {
        let (db, kinds) = (self.db.clone(), self.kinds.clone());
        tokio::spawn(async move { run_due(&db, &kinds, 1).await.unwrap() })
    }
    pub async fn effects(&self) -> Vec<(Id<Job>, i64)> {
        self.db.read(&Actor::Engine, (), effects).await.unwrap()
    }
    /// Rows, whatever their state.
    pub async fn rows(&self) -> i64 {
        self.db.read(&Actor::Engine, (), count).await.unwrap()
    }
    pub async fn census(&self) -> Vec<Count> {
        self.db.read(&Actor::Engine, (), jobs::census).await.unwrap()
    }
    pub async fn in_state(&self, state: State) -> i64 {
        self.census().await.iter().filter(|count| count.state == state).map(|count| count.count).sum()
    }
    pub async fn dead(&self) -> Vec<Letter> {
        let page = Dead { limit: Limit::new(100).unwrap(), after: None };
        self.db.read(&Actor::Operator, page, jobs::dead).await.unwrap().data
    }
    /// The next handler that waits on the stage.
    pub async fn next_parked(&mut self) -> Parked {
        soon(self.parked.recv()).await.unwrap()
    }
    /// One that waits there already.
    pub fn parked_now(&mut self) -> Option<Parked> {
        self.parked.try_recv().ok()
    }
    /// The next job that is saved by a handler.
    pub async fn next_saved(&mut self) -> Id<Job> {
        soon(self.saves.recv()).await.unwrap()
    }
}

/// What does not come within a minute of real time does not come: the test fails instead of hanging.
pub async fn soon<T>(coming: impl Future<Output = T>) -> T {
    tokio::time::timeout(std::time::Duration::from_secs(60), coming).await.unwrap()
}

pub const DONE: Ran = Ran { done: 1, again: 0, dead: 0, left: 0 };
pub const AGAIN: Ran = Ran { done: 0, again: 1, dead: 0, left: 0 };
pub const DEAD: Ran = Ran { done: 0, again: 0, dead: 1, left: 0 };
pub const LEFT: Ran = Ran { done: 0, again: 0, dead: 0, left: 1 };
pub const NONE: Ran = Ran { done: 0, again: 0, dead: 0, left: 0 };

pub const START: Time = Time::from_micros(1_800_000_000_000_000);

/// Where the store is, to be cleared away with it.
enum Place {
    Memory,
    Folder(std::path::PathBuf),
    Server { url: String, database: String },
}

impl Drop for Market {
    fn drop(&mut self) {
        self.db.close();
        match &self._place {
            Place::Memory => {}
            Place::Folder(path) => drop(std::fs::remove_dir_all(path)),
            Place::Server { url, database } => {
                server(url, vec![format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)")]);
            }
        }
    }
}

/// The driver blocks on a runtime of its own, so it is not called from inside ours.
fn server(url: &str, statements: Vec<String>) {
    let at = format!("{url}/postgres");
    std::thread::spawn(move || {
        let mut server = postgres::Client::connect(&at, postgres::NoTls).unwrap();
        statements.iter().for_each(|statement| server.batch_execute(statement).unwrap());
    })
    .join()
    .unwrap();
}

fn open(store: Store, place: Place, seed: u64) -> Market {
    let clock = Arc::new(Manual::new(START, seed));
    open_by(Arc::clone(&clock) as _, clock, store, place)
}

/// A market that goes by `by`, which need not be the test's own clock.
fn open_by(by: Arc<dyn Clock>, clock: Arc<Manual>, store: Store, place: Place) -> Market {
    let (faults, bus) = (Faults::default(), InProcess::new());
    let (park, parked) = mpsc::unbounded_channel();
    let (saved, saves) = mpsc::unbounded_channel();
    let stage = Arc::new(Stage { parked: park, saved, runs: AtomicUsize::new(0) });
    let wiring = Wiring::default().with(Arc::clone(&stage)).with::<Arc<dyn Bus>>(Arc::new(bus.clone()));
    let migrations = [MIGRATIONS, &[EFFECT_TABLE]].concat();
    let db = Db::open(store, &migrations, by, Arc::new(wiring), faults.clone()).unwrap();
    let kinds = Kinds::new([SAVE, PARK, FAIL, PANIC, READ, UNREADABLE, BUSY]).unwrap();
    Market { db, clock, bus, kinds, faults, parked, saves, stage, _place: place }
}

/// In memory.
pub fn sqlite(seed: u64) -> Market {
    open(Store::memory(), Place::Memory, seed)
}

/// In a file.
pub fn file(name: &str) -> Market {
    let path = std::env::temp_dir().join(format!("rialto-jobs-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    open(Store::file(path.join("market.db")), Place::Folder(path), 1)
}

/// A database of its own on the server that the test run started, or nothing with a notice.
pub fn postgres(name: &str, seed: u64) -> Option<Market> {
    let Ok(url) = std::env::var("RIALTO_TEST_POSTGRES") else {
        eprintln!("skipped: RIALTO_TEST_POSTGRES names no server");
        return None;
    };
    let database = format!("jobs_{}_{name}", std::process::id());
    server(&url, vec![format!("CREATE DATABASE {database}")]);
    let store = Store::Postgres { url: format!("{url}/{database}"), writers: 4, readers: 1 };
    Some(open(store, Place::Server { url, database }, seed))
}

/// A machine's clock that is wrong by so much.
struct Astray(System, Span);

impl Clock for Astray {
    fn now(&self) -> Time {
        self.0.now() + self.1
    }
    fn seed(&self) -> [u8; 32] {
        self.0.seed()
    }
}

/// Nodes at one server, each by a machine's clock that is wrong by so much; or nothing with a notice. The first
/// takes the database with it.
pub fn nodes(name: &str, wrong_by: &[Span]) -> Option<Vec<Market>> {
    let first = postgres(name, 1)?;
    let Place::Server { url, database } = &first._place else { return None };
    let store = Store::Postgres { url: format!("{url}/{database}"), writers: 4, readers: 1 };
    let astray = |wrong_by: &Span| {
        let clock = Arc::new(Astray(System::new().unwrap(), *wrong_by));
        open_by(clock, Arc::clone(&first.clock), store.clone(), Place::Memory)
    };
    let mut nodes: Vec<Market> = wrong_by.iter().map(astray).collect();
    nodes.push(first);
    Some(nodes)
}

/// One on each engine.
pub fn both(name: &str) -> impl Iterator<Item = Market> {
    [Some(sqlite(1)), postgres(name, 1)].into_iter().flatten()
}
