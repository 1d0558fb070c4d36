//! The layer's failures, each ordered and shown harmless: what was answered "yes" is there, what was not is not.

use crate::purse::{self, Fill, Market, Put, count, fill, put, put_and_panic, put_and_refuse, put_second};
use db::{Broken, Fault, No, Rx, Store, Tx, params, sql};
use kernel::{Actor, Cx, Uid};

sql! {
    PAGES = "SELECT 1";
    ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
    SLEEPY = "SELECT COUNT(*) FROM generate_series(1, 2000000000)";
    WRONG = "SELECT nothing FROM nowhere";
    PAGE_LIMIT = "PRAGMA max_page_count = 60";
}

/// Puts a batch at once and checks that answers and rows agree.
async fn batch_agrees(market: &Market, coins: std::ops::Range<i64>) -> (usize, usize) {
    let before = market.coins().await;
    let tasks: Vec<_> = coins
        .map(|coin| {
            let db = market.db.clone();
            tokio::spawn(async move { db.write(&Actor::Engine, Put(coin), put).await })
        })
        .collect();
    let (mut yes, mut no) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => yes += 1,
            Err(_) => no += 1,
        }
    }
    assert_eq!(market.coins().await - before, yes as i64, "acknowledged and stored differ");
    (yes, no)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_begin_that_fails_loses_nothing() {
    let market = purse::sqlite("begin");
    market.faults.order(Fault::Begin);
    assert_eq!(batch_agrees(&market, 0..40).await, (40, 0), "the batch ran again");
    market.faults.order(Fault::Begin);
    market.faults.order(Fault::Begin);
    assert!(matches!(market.put(100).await, Err(No::Broken(Broken::Transaction { step: "begin", .. }))));
    assert_eq!(market.coins().await, 40);
    assert_eq!(market.put(100).await, Ok(100), "the next command finds a clean connection");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_savepoint_that_fails_takes_no_neighbour_with_it() {
    let market = purse::sqlite("mark");
    market.faults.order(Fault::Mark);
    assert_eq!(batch_agrees(&market, 0..40).await, (40, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_answers_nobody_yes_before_it_is_so() {
    let market = purse::sqlite("commit");
    market.faults.order(Fault::Commit);
    assert_eq!(batch_agrees(&market, 0..40).await, (40, 0));
    market.faults.order(Fault::Commit);
    market.faults.order(Fault::Commit);
    assert!(matches!(market.put(100).await, Err(No::Broken(Broken::Transaction { step: "save", .. }))));
    assert_eq!(market.coins().await, 40, "work answered as failed must not be saved by the next batch");
    assert_eq!(market.put(101).await, Ok(101));
    assert_eq!(market.coins().await, 41);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_from_undone_state_is_given_again() {
    let market = purse::sqlite("undone");
    market.faults.order(Fault::UndoneBelow);
    let one = market.db.write(&Actor::Engine, Put(1), put_second);
    let two = market.db.write(&Actor::Engine, Put(2), put_second);
    let mut saw = [one.await.unwrap(), two.await.unwrap()];
    saw.sort_unstable();
    assert_eq!(saw, [0, 1], "each answer is true of what was saved");
    assert_eq!(market.coins().await, 2);
}

fn limit(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    tx.all::<i64>(&PAGE_LIMIT, &[])?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_full_in_mid_batch_fails_only_who_does_not_fit() {
    let market = purse::sqlite("full");
    market.db.write(&Actor::Engine, (), limit).await.unwrap();
    let tasks: Vec<_> = (0..60)
        .map(|coin| {
            let db = market.db.clone();
            // Every tenth is larger than the room that is left.
            let size = if coin % 10 == 5 { 400_000 } else { 100 };
            tokio::spawn(async move { (size, db.write(&Actor::Engine, Fill(coin, size), fill).await) })
        })
        .collect();
    let (mut kept, mut full) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            (100, Ok(())) => kept += 1,
            (400_000, Err(No::Broken(broken))) => {
                assert!(broken.to_string().contains("full"), "{broken}");
                full += 1;
            }
            (size, answer) => panic!("{size} bytes: {answer:?}"),
        }
    }
    assert_eq!((kept, full), (54, 6));
    assert_eq!(market.coins().await, 54);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_undoes_its_command_and_nothing_else() {
    for market in [Some(purse::sqlite("panic")), purse::postgres("panic")].into_iter().flatten() {
        let torn = market.db.write(&Actor::Engine, Put(1), put_and_panic);
        let whole = market.db.write(&Actor::Engine, Put(2), put);
        let refused = market.db.write(&Actor::Engine, Put(3), put_and_refuse);
        assert_eq!(torn.await, Err(Broken::Panicked("the purse is torn".into()).into()));
        assert_eq!(whole.await, Ok(2));
        assert_eq!(refused.await.unwrap_err().code(), "second_thoughts");
        assert_eq!(market.coins().await, 1);
    }
}

fn endless(rx: &mut Rx, _: &Cx, sql: &&'static db::Sql) -> Result<i64, No> {
    Ok(rx.one(sql, &[])?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endless_query_is_interrupted_and_the_next_is_not() {
    let sqlite = purse::sqlite("endless");
    let mut markets = vec![(sqlite, &ENDLESS)];
    markets.extend(purse::postgres("endless").map(|market| (market, &SLEEPY)));
    for (market, sql) in markets {
        let no = market.db.read(&Actor::Engine, sql, endless).await.unwrap_err();
        assert!(matches!(&no, No::Broken(broken) if broken.trouble() == db::Trouble::Interrupted), "{no:?}");
        assert_eq!(market.db.read(&Actor::Engine, (), count).await, Ok((0, 0)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reading_cannot_write() {
    fn sneak(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<i64>, No> {
        sql! { SNEAK = "INSERT INTO coin (id, worth) VALUES (1, 1) RETURNING id"; }
        Ok(rx.all(&SNEAK, &[])?)
    }
    for market in [Some(purse::sqlite("sneak")), purse::postgres("sneak")].into_iter().flatten() {
        assert!(matches!(market.db.read(&Actor::Engine, (), sneak).await, Err(No::Broken(_))));
        assert_eq!(market.coins().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_lost_at_commit_asks_the_witness_first() {
    let Some(market) = purse::postgres("lost") else { return };
    market.faults.order(Fault::LostBeforeCommit);
    assert_eq!(market.put(1).await, Ok(1), "it was not saved, so it ran again");
    market.faults.order(Fault::LostAfterCommit);
    assert_eq!(market.put(2).await, Ok(2), "it was saved, so it did not");
    assert_eq!(market.coins().await, 2);

    fn unseen(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
        fill(tx, cx, &Fill(coin.0, 1))?;
        Ok(coin.0)
    }
    market.faults.order(Fault::LostAfterCommit);
    assert_eq!(
        market.db.write(&Actor::Engine, Put(3), unseen).await,
        Err(No::Unknown),
        "no witness, no guess"
    );
    assert_eq!(market.coins().await, 3);
    assert_eq!(batch_agrees(&market, 10..30).await, (20, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_for_one_hot_row_share_a_transaction_and_fail_alone() {
    let Some(market) = purse::postgres("hot") else { return };
    let hot = Uid([7; 16]);
    let tasks: Vec<_> = (0..200)
        .map(|coin| {
            let db = market.db.clone();
            tokio::spawn(async move {
                match coin % 20 {
                    7 => db.write_hot(&Actor::Engine, hot, Put(coin), put_and_refuse).await,
                    13 => db.write_hot(&Actor::Engine, hot, Put(coin), put_and_panic).await,
                    _ => db.write_hot(&Actor::Engine, hot, Put(coin), put).await,
                }
            })
        })
        .collect();
    let mut yes = 0;
    for task in tasks {
        yes += i64::from(task.await.unwrap().is_ok());
    }
    assert_eq!((yes, market.coins().await), (180, 180));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_existing_family_is_an_error_on_both_engines() {
    fn found(tx: &mut Tx, cx: &Cx, root: &u8) -> Result<(), No> {
        tx.found(cx, Uid([*root; 16]), "test")?;
        Ok(())
    }
    fn lock(tx: &mut Tx, cx: &Cx, roots: &Vec<u8>) -> Result<Vec<i64>, No> {
        let mut numbers = Vec::new();
        for root in roots {
            tx.lock(cx, Uid([*root; 16]))?;
            numbers.push(tx.number(Uid([*root; 16]), 2)?);
        }
        Ok(numbers)
    }
    for market in [Some(purse::sqlite("family")), purse::postgres("family")].into_iter().flatten() {
        for root in [1, 2] {
            market.db.write(&Actor::Engine, root, found).await.unwrap();
        }
        assert_eq!(
            market.db.write(&Actor::Engine, vec![1, 1], lock).await,
            Ok(vec![2, 4]),
            "the same lock twice is one, and its numbers go on"
        );
        let no = market.db.write(&Actor::Engine, vec![1, 2], lock).await.unwrap_err();
        assert!(matches!(no, No::Broken(Broken::SecondFamily { .. })), "{no:?}");
        assert_eq!(
            market.db.write(&Actor::Engine, vec![1], lock).await,
            Ok(vec![6]),
            "the failed one numbered nothing"
        );
        assert!(market.db.write(&Actor::Engine, vec![9], lock).await.unwrap_err().is_missing());
    }
}

#[tokio::test]
async fn one_process_at_a_time_writes_a_file() {
    let folder = purse::Folder::new("lock");
    let place = Store::file(folder.0.join("market.db"));
    let (db, _) = purse::open(place.clone());
    let again = std::panic::catch_unwind(|| purse::open(place.clone()));
    assert!(again.is_err(), "a second writer must be refused");
    db.close();
    drop(db);
    let (db, _) = purse::open(place);
    assert_eq!(db.write(&Actor::Engine, Put(1), put).await, Ok(1));
}

#[tokio::test]
async fn a_copy_is_whole_and_a_wrong_statement_is_found_without_running_it() {
    let market = purse::sqlite("copy");
    for coin in 0..50 {
        market.put(coin).await.unwrap();
    }
    let folder = purse::Folder::new("copied");
    let path = folder.0.join("copy.db");
    market.db.copy_to(&path).unwrap();
    let (copy, _) = purse::open(Store::file(&path));
    assert_eq!(copy.read(&Actor::Engine, (), count).await, Ok((50, 50)));
    assert!(market.db.prepare_all(&[&PAGES]).is_ok());
    assert!(market.db.prepare_all(&[&PAGES, &WRONG]).unwrap_err().to_string().contains("WRONG"));
    let _ = params![1_i64];
}

#[tokio::test]
async fn a_closed_database_says_so() {
    let market = purse::sqlite("closed");
    market.put(1).await.unwrap();
    market.db.close();
    assert_eq!(market.put(2).await, Err(Broken::Closed.into()));
}
