//! One test, two engines.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use db::{Db, Faults, Migration, Store};
use kernel::clock::Manual;
use kernel::{Digest, Time, Wiring};

/// A migrated database and the clock it goes by.
pub struct Bench {
    /// `SQLite` or `PostgreSQL`, for messages.
    pub engine: &'static str,
    /// The database.
    pub db: Db,
    /// The clock: stands at 2026-11-24T08:00:00Z until it is moved.
    pub clock: Arc<Manual>,
    /// What to go wrong.
    pub faults: Faults,
}

/// 2026-11-24T08:00:00Z, when every test begins.
pub const BEGIN: Time = Time::from_micros(1_795_507_200_000_000);

static NEXT: AtomicU64 = AtomicU64::new(0);
/// Templates that this process has made, by the digest of their migrations.
static TEMPLATES: Mutex<Vec<Digest>> = Mutex::new(Vec::new());

/// The server that the test run started, as `postgres://user@host:port`, if it did.
pub fn postgres_url() -> Option<String> {
    std::env::var("RIALTO_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// The same bench on both engines; only SQLite, with a notice, where no server was started.
///
/// # Panics
/// A database cannot be made: no test can go on.
pub fn both(migrations: &[Migration], wiring: impl Fn() -> Wiring) -> Vec<Bench> {
    let lite = sqlite(migrations, wiring());
    std::iter::once(lite).chain(postgres(migrations, &wiring)).collect()
}

/// A bench on SQLite in memory.
///
/// # Panics
/// A database cannot be made: no test can go on.
pub fn sqlite(migrations: &[Migration], wiring: Wiring) -> Bench {
    bench("SQLite", Store::memory(), migrations, wiring)
}

/// A bench on PostgreSQL; none, with a notice, where no server was started.
///
/// # Panics
/// A database cannot be made: no test can go on.
pub fn postgres(migrations: &[Migration], wiring: impl FnOnce() -> Wiring) -> Option<Bench> {
    let Some(url) = postgres_url() else {
        eprintln!("PostgreSQL skipped: RIALTO_TEST_POSTGRES names no server");
        return None;
    };
    let store = Store::Postgres { url: clone_of_template(&url, migrations), writers: 4, readers: 2 };
    Some(bench("PostgreSQL", store, migrations, wiring()))
}

#[expect(clippy::expect_used, reason = "a test without its database must stop")]
fn bench(engine: &'static str, store: Store, migrations: &[Migration], wiring: Wiring) -> Bench {
    let clock = Arc::new(Manual::new(BEGIN, 1));
    let faults = Faults::default();
    let db = Db::open(store, migrations, Arc::clone(&clock) as _, Arc::new(wiring), faults.clone());
    Bench { engine, db: db.expect("a database for the test"), clock, faults }
}

/// A database of its own, copied from a template in some ten milliseconds instead of migrated again.
#[expect(clippy::expect_used, reason = "a test without its database must stop")]
pub fn clone_of_template(url: &str, migrations: &[Migration]) -> String {
    let digest = Digest::of_parts(migrations.iter().map(|step| step.sql.as_bytes()));
    let template = format!("template_{}_{}", std::process::id(), &digest.to_string()[..12]);
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut made = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
    if !made.contains(&digest) {
        on_server(
            url,
            &[
                format!("DROP DATABASE IF EXISTS {template} WITH (FORCE)"),
                format!("CREATE DATABASE {template}"),
            ],
        );
        let store = Store::Postgres { url: format!("{url}/{template}"), writers: 1, readers: 1 };
        let clock = Arc::new(Manual::new(BEGIN, 1));
        Db::open(store, migrations, clock, Arc::default(), Faults::default()).expect("a template").close();
        made.push(digest);
    }
    on_server(
        url,
        &[
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("CREATE DATABASE {name} TEMPLATE {template}"),
        ],
    );
    format!("{url}/{name}")
}

/// Ends every session of a database that [`clone_of_template`] made, as an operator's `pg_terminate_backend` does.
pub fn end_sessions(database: &str) {
    let Some((url, name)) = database.rsplit_once('/') else { return };
    let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname";
    on_server(url, &[format!("{ended} = '{name}'")]);
}

/// The driver blocks on a runtime of its own, so it is not called from inside a test's.
#[expect(clippy::expect_used, reason = "a test without its database must stop")]
fn on_server(url: &str, statements: &[String]) {
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                let mut server = ::postgres::Client::connect(&format!("{url}/postgres"), ::postgres::NoTls)
                    .expect("the server that RIALTO_TEST_POSTGRES names");
                for statement in statements {
                    server.batch_execute(statement).expect("a database on the server");
                }
            })
            .join()
            .expect("the server");
    });
}
