//! What the tests of this layer share: a purse that must never lose or double a coin, on either engine.

use std::sync::Arc;

use db::{Db, Faults, Migration, No, Rx, Store, Tx, params, sql};
use kernel::clock::Manual;
use kernel::{Actor, Cx, Refusal, Time, Wiring};

sql! {
    PUT = "INSERT INTO coin (id, worth) VALUES ($1, $2)";
    COUNT = "SELECT COUNT(*), CAST(COALESCE(SUM(worth), 0) AS BIGINT) FROM coin";
    HAS = "SELECT worth FROM coin WHERE id = $1";
    FILL = "INSERT INTO coin (id, worth, ballast) VALUES ($1, $2, $3)";
}

pub const COINS: Migration = Migration {
    name: "test/0001_coins",
    sql: "CREATE TABLE coin (id BIGINT NOT NULL PRIMARY KEY, worth BIGINT NOT NULL, ballast BYTEA)",
};

pub struct Market {
    pub db: Db,
    pub faults: Faults,
    /// Where another connection finds it.
    pub store: Store,
    _folder: Option<Folder>,
}

/// A folder that goes with the test.
pub struct Folder(pub std::path::PathBuf);
impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rialto-db-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}
impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn open(store: Store) -> (Db, Faults) {
    open_wired(store, Wiring::default())
}

pub fn open_wired(store: Store, wiring: Wiring) -> (Db, Faults) {
    let faults = Faults::default();
    let clock = Arc::new(Manual::new(Time::from_micros(1_000_000), 1));
    let db = Db::open(store, &[COINS], clock, Arc::new(wiring), faults.clone()).unwrap();
    (db, faults)
}

pub fn sqlite(name: &str) -> Market {
    sqlite_wired(name, Wiring::default())
}

pub fn sqlite_wired(name: &str, wiring: Wiring) -> Market {
    let folder = Folder::new(name);
    let store = Store::file(folder.0.join("market.db"));
    let (db, faults) = open_wired(store.clone(), wiring);
    Market { db, faults, store, _folder: Some(folder) }
}

/// A database of its own on the server that the test run started, or nothing with a notice.
pub fn postgres(name: &str) -> Option<Market> {
    postgres_wired(name, Wiring::default())
}

pub fn postgres_wired(name: &str, wiring: Wiring) -> Option<Market> {
    let Ok(url) = std::env::var("RIALTO_TEST_POSTGRES") else {
        eprintln!("skipped: RIALTO_TEST_POSTGRES names no server");
        return None;
    };
    let database = format!("db_{}_{name}", std::process::id());
    // The driver blocks on a runtime of its own, so it is not called from inside ours.
    let (at, name) = (format!("{url}/postgres"), database.clone());
    std::thread::spawn(move || {
        let mut server = postgres::Client::connect(&at, postgres::NoTls).unwrap();
        server.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
        server.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    })
    .join()
    .unwrap();
    let store = Store::postgres(format!("{url}/{database}"));
    let (db, faults) = open_wired(store.clone(), wiring);
    Some(Market { db, faults, store, _folder: None })
}

pub struct Put(pub i64);
pub fn put(tx: &mut Tx, _: &Cx, coin: &Put) -> Result<i64, No> {
    tx.witness(&HAS, &params![coin.0]);
    tx.run(&PUT, &params![coin.0, 1_i64])?;
    Ok(coin.0)
}

/// Puts the coin and then thinks better of it.
pub fn put_and_refuse(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    put(tx, cx, coin)?;
    Err(Refusal::conflict("second_thoughts", "Nothing was put.").into())
}

pub fn put_and_panic(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    put(tx, cx, coin)?;
    panic!("the purse is torn")
}

/// Says how many coins it saw: an answer that is only true if what it saw was saved.
pub fn put_second(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    let (count, _) = tx.one::<(i64, i64)>(&COUNT, &[])?;
    put(tx, cx, coin)?;
    Ok(count)
}

pub struct Fill(pub i64, pub usize);
pub fn fill(tx: &mut Tx, _: &Cx, fill: &Fill) -> Result<(), No> {
    tx.run(&FILL, &params![fill.0, 1_i64, vec![7_u8; fill.1]])?;
    Ok(())
}

pub fn count(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64), No> {
    Ok(rx.one(&COUNT, &[])?)
}

impl Market {
    pub async fn put(&self, coin: i64) -> Result<i64, No> {
        self.db.write(&Actor::Engine, Put(coin), put).await
    }
    pub async fn coins(&self) -> i64 {
        self.db.read(&Actor::Engine, (), count).await.unwrap().0
    }
}
