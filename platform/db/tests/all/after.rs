//! What a command leaves for after its commit: done once, when it is saved, and never else.

use std::sync::{Arc, Mutex, OnceLock};

use crate::purse::{self, Market, Put, put, put_and_panic, put_and_refuse};
use db::{Broken, Fault, No, Store, Tx};
use kernel::{Actor, Cx, Uid, Wiring};

/// Each coin that was told of, and whether it was there.
type Told = Vec<(i64, bool)>;

/// Looks with a connection of its own, and writes down each coin it was told of and whether it was there.
#[derive(Clone, Default)]
struct Watch(Arc<(OnceLock<Store>, Mutex<Told>)>);

impl Watch {
    fn tell(&self, coin: i64) {
        let there = match self.0.0.get().unwrap() {
            Store::Postgres { url, .. } => postgres::Client::connect(url, postgres::NoTls)
                .unwrap()
                .query_opt("SELECT id FROM coin WHERE id = $1", &[&coin])
                .unwrap()
                .is_some(),
            file => rusqlite::Connection::open(file.path().unwrap())
                .unwrap()
                .prepare("SELECT id FROM coin WHERE id = ?1")
                .unwrap()
                .exists([coin])
                .unwrap(),
        };
        self.0.1.lock().unwrap().push((coin, there));
    }
    fn told(&self) -> Told {
        let mut told = std::mem::take(&mut *self.0.1.lock().unwrap());
        told.sort_unstable();
        told
    }
}

fn hint(tx: &mut Tx, cx: &Cx, coin: &Put) {
    let (watch, coin) = (cx.wired::<Watch>().unwrap().clone(), coin.0);
    tx.after_commit(move || watch.tell(coin));
}

fn put_and_hint(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    hint(tx, cx, coin);
    put(tx, cx, coin)
}

fn hint_and_refuse(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    hint(tx, cx, coin);
    put_and_refuse(tx, cx, coin)
}

fn hint_and_panic(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    hint(tx, cx, coin);
    put_and_panic(tx, cx, coin)
}

fn put_and_stumble(tx: &mut Tx, cx: &Cx, coin: &Put) -> Result<i64, No> {
    tx.after_commit(|| panic!("the bell broke"));
    put_and_hint(tx, cx, coin)
}

fn watched(open: impl Fn(&Watch) -> Option<Market>) -> Option<(Market, Watch)> {
    let watch = Watch::default();
    let market = open(&watch)?;
    watch.0.0.set(market.store.clone()).unwrap();
    Some((market, watch))
}

fn wired(watch: &Watch) -> Wiring {
    Wiring::default().with(watch.clone())
}

fn both(name: &str) -> impl Iterator<Item = (Market, Watch)> {
    [
        watched(|watch| Some(purse::sqlite_wired(name, wired(watch)))),
        watched(|watch| purse::postgres_wired(name, wired(watch))),
    ]
    .into_iter()
    .flatten()
}

async fn put_many(market: &Market, coins: std::ops::Range<i64>, hot: Option<Uid>) {
    let tasks: Vec<_> = coins
        .map(|coin| {
            let db = market.db.clone();
            tokio::spawn(async move {
                match hot {
                    Some(row) => db.write_hot(&Actor::Engine, row, Put(coin), put_and_hint).await,
                    None => db.write(&Actor::Engine, Put(coin), put_and_hint).await,
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

fn all_there(coins: std::ops::Range<i64>) -> Told {
    coins.map(|coin| (coin, true)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_told_of_a_command_finds_it_saved_and_is_told_before_the_answer() {
    for (market, watch) in both("after") {
        market.db.write(&Actor::Engine, Put(0), put_and_hint).await.unwrap();
        assert_eq!(watch.told(), [(0, true)]);
        put_many(&market, 1..60, None).await;
        assert_eq!(watch.told(), all_there(1..60));
        put_many(&market, 60..120, Some(Uid([7; 16]))).await;
        assert_eq!(watch.told(), all_there(60..120), "also where many share one transaction");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_of_a_command_that_was_refused_or_fell_over() {
    for (market, watch) in both("after_no") {
        for hot in [false, true] {
            let refused = if hot {
                market.db.write_hot(&Actor::Engine, Uid([7; 16]), Put(1), hint_and_refuse).await
            } else {
                market.db.write(&Actor::Engine, Put(1), hint_and_refuse).await
            };
            assert_eq!(refused.unwrap_err().code(), "second_thoughts");
        }
        let torn = market.db.write(&Actor::Engine, Put(2), hint_and_panic).await;
        assert_eq!(torn, Err(Broken::Panicked("the purse is torn".into()).into()));
        market.put(3).await.unwrap();
        let doubled = market.db.write(&Actor::Engine, Put(3), put_and_hint).await;
        assert!(matches!(doubled, Err(No::Broken(Broken::Statement { .. }))), "{doubled:?}");
        assert_eq!(watch.told(), []);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_ran_again_is_told_of_once_and_one_that_was_lost_not_at_all() {
    let Some((market, watch)) = watched(|watch| Some(purse::sqlite_wired("after_again", wired(watch))))
    else {
        panic!("a file is always there")
    };
    let mut next = 0;
    for fault in [Fault::Begin, Fault::Mark, Fault::UndoneBelow, Fault::Commit] {
        market.faults.order(fault);
        put_many(&market, next..next + 30, None).await;
        assert_eq!(watch.told(), all_there(next..next + 30), "{fault:?}");
        next += 30;
        market.faults.order(fault);
        market.faults.order(fault);
        let lost = market.db.write(&Actor::Engine, Put(next), put_and_hint).await;
        assert!(matches!(lost, Err(No::Broken(_))), "{fault:?}: {lost:?}");
        assert_eq!((watch.told(), market.faults.left()), (vec![], 0), "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_tells_of_what_its_witness_saw_and_of_nothing_twice() {
    let Some((market, watch)) = watched(|watch| purse::postgres_wired("after_lost", wired(watch))) else {
        return;
    };
    for (coin, fault) in [(1, Fault::LostBeforeCommit), (2, Fault::LostAfterCommit), (3, Fault::Begin)] {
        market.faults.order(fault);
        market.db.write(&Actor::Engine, Put(coin), put_and_hint).await.unwrap();
        assert_eq!(watch.told(), [(coin, true)], "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bell_that_breaks_takes_neither_the_answer_nor_the_next_bell_with_it() {
    for (market, watch) in both("after_bell") {
        assert_eq!(market.db.write(&Actor::Engine, Put(1), put_and_stumble).await, Ok(1));
        assert_eq!(watch.told(), [(1, true)]);
        assert_eq!(market.put(2).await, Ok(2), "the thread goes on");
    }
}
