//! A list is one parameter: a statement is the same however many it asks of.

use db::{Broken, No, Rx, Tx, Val, params, sql};
use kernel::{Actor, Cx};

use crate::purse::{self, Market};

sql! {
    MINT = "INSERT INTO coin (id, worth, ballast) VALUES ($1, $2, $3)";
    BY_ID = "SELECT id FROM coin WHERE id = ANY($1) AND worth <> $2 ORDER BY id";
    BY_BOTH = "SELECT id FROM coin WHERE worth = ANY($2) AND ballast = ANY($1) ORDER BY id";
    WAYS = "EXPLAIN QUERY PLAN SELECT id FROM coin WHERE id = ANY($1)";
    SPEND = "DELETE FROM coin WHERE id = ANY($1)";
    MISPLACED = "SELECT id FROM coin WHERE worth = $1";
}

/// Coins 0 to 99, each worth the last figure of its number, in ten ballasts.
fn mint(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    for id in 0_i64..100 {
        tx.run(&MINT, &params![id, id % 10, ballast(id / 10)])?;
    }
    Ok(())
}

fn ballast(tens: i64) -> Vec<u8> {
    format!("of the {tens} tens").into_bytes()
}

fn ask(rx: &mut Rx, _: &Cx, (): &()) -> Result<(), No> {
    let found = |rx: &mut Rx, ids: Vec<i64>, but: i64| rx.all::<i64>(&BY_ID, &params![Val::list(ids), but]);
    assert_eq!(
        found(rx, vec![7, 3, 3, 400, 12, -1], 2)?,
        [3, 7],
        "each once, in the order that is asked for"
    );
    assert_eq!(found(rx, vec![], 2)?, [0_i64; 0], "of none, nothing is one");
    assert_eq!(found(rx, (50..5_000).collect(), 0)?.len(), 45, "as many as there are");
    let both = params![Val::list([ballast(1), ballast(9)]), Val::list([4_i64, 5])];
    assert_eq!(rx.all::<i64>(&BY_BOTH, &both)?, [14, 15, 94, 95], "two lists, the second of them first");
    Ok(())
}

fn spend(tx: &mut Tx, _: &Cx, (): &()) -> Result<u64, No> {
    Ok(tx.run(&SPEND, &params![Val::list([1_i64, 2, 200])])?)
}

fn misplace(rx: &mut Rx, _: &Cx, (): &()) -> Result<usize, No> {
    Ok(rx.all::<i64>(&MISPLACED, &params![Val::list([1_i64])])?.len())
}

async fn all(market: &Market) {
    market.db.write(&Actor::Engine, (), mint).await.unwrap();
    market.db.read(&Actor::Engine, (), ask).await.unwrap();
    assert_eq!(market.db.write(&Actor::Engine, (), spend).await.unwrap(), 2);
    assert_eq!(market.coins().await, 98);
    // Once more: what is kept of a statement has forgotten the list it was given.
    assert_eq!(market.db.write(&Actor::Engine, (), spend).await.unwrap(), 0);
}

#[tokio::test]
async fn a_list_is_asked_of_as_one_value_on_both_engines() {
    all(&purse::sqlite("lists")).await;
    if let Some(market) = purse::postgres("lists") {
        all(&market).await;
        let no = market.db.read(&Actor::Engine, (), misplace).await.unwrap_err();
        assert!(matches!(no, No::Broken(Broken::Statement { .. })), "a list is no number: {no:?}");
    }
}

#[tokio::test]
async fn a_file_finds_each_of_a_list_by_its_index() {
    fn way(rx: &mut Rx, _: &Cx, (): &()) -> Result<String, No> {
        Ok(rx.one::<(i64, i64, i64, String)>(&WAYS, &params![Val::list([1_i64])])?.3)
    }
    let way = purse::sqlite("ways").db.read(&Actor::Engine, (), way).await.unwrap();
    assert!(way.starts_with("SEARCH coin USING"), "{way}");
}
