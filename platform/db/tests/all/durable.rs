//! What was answered is on the disk (F49), and the log beside the file stays small whoever reads (F48).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use db::{No, Rx, Store, Tx, sql};
use kernel::{Actor, Cx};

use crate::purse::{self, Fill, count, fill};

sql! {
    SYNCHRONOUS = "PRAGMA synchronous";
    JOURNAL = "PRAGMA journal_mode";
    LIMIT = "PRAGMA journal_size_limit";
    COMMITS = "SELECT CAST(current_setting('synchronous_commit') AS TEXT), CAST(current_setting('fsync') AS TEXT)";
}

#[tokio::test]
async fn an_answer_waits_for_the_disk() {
    fn pragmas(tx: &mut Tx, _: &Cx, (): &()) -> Result<(i64, String, i64), No> {
        Ok((tx.one(&SYNCHRONOUS, &[])?, tx.one(&JOURNAL, &[])?, tx.one(&LIMIT, &[])?))
    }
    let market = purse::sqlite("durable");
    // 2 is FULL: the log is synced before COMMIT returns. NORMAL would lose answered commands with the power.
    let said = market.db.write(&Actor::Engine, (), pragmas).await.unwrap();
    assert_eq!(said, (2, "wal".to_owned(), 64 * 1024 * 1024));
    let memory = purse::open(Store::memory()).0;
    assert_eq!(memory.write(&Actor::Engine, (), pragmas).await.unwrap().0, 1, "tests' memory has no disk");
}

#[tokio::test]
async fn a_servers_commit_waits_for_its_disk_whatever_its_default_is() {
    fn commits(tx: &mut Tx, _: &Cx, (): &()) -> Result<(String, String), No> {
        Ok(tx.one(&COMMITS, &[])?)
    }
    let Some(market) = purse::postgres("durable") else { return };
    let (commit, _) = market.db.write(&Actor::Engine, (), commits).await.unwrap();
    assert_eq!(commit, "on");
}

fn slow(rx: &mut Rx, cx: &Cx, (): &()) -> Result<i64, No> {
    let mut seen = 0;
    for _ in 0..50 {
        seen = count(rx, cx, &())?.0;
    }
    Ok(seen)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_beside_the_file_stays_small_however_much_is_written_and_read() {
    let market = purse::sqlite("wal");
    let stop = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let (db, stop) = (market.db.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    db.read(&Actor::Engine, (), slow).await.unwrap();
                }
            })
        })
        .collect();
    let log = market.store.path().unwrap().with_extension("db-wal");
    let mut largest = 0;
    for round in 0..400_i64 {
        // 64 KiB each: 25 MiB in all, six times what the log may hold before it is folded into the file.
        market.db.write(&Actor::Engine, Fill(round, 64 * 1024), fill).await.unwrap();
        largest = largest.max(std::fs::metadata(&log).unwrap().len());
    }
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    assert!(largest < 16 * 1024 * 1024, "the log grew to {largest} bytes");
    market.db.close();
    let left = std::fs::metadata(&log).map_or(0, |log| log.len());
    assert_eq!(left, 0, "a market that closes folds its log into its file");
}
