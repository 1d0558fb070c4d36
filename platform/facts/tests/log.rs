//! The log on both engines: order, one sequencer at a time, seals that tell, listeners that hear once.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::sync::Arc;

use db::{Db, Faults, Migration, No, Rx, Store, Tx, params, sql};
use facts::{Fact, Happened, LEASE, Listener, Turn};
use kernel::clock::{Clock, System};
use kernel::{Actor, Cx, Refusal, Span, Time, Uid, Wiring};
use testkit::Bench;

sql! {
    HEARD = "INSERT INTO heard (root, seq) VALUES ($1, $2)";
    ALL_HEARD = "SELECT root, seq FROM heard ORDER BY root, seq";
    ALL = "SELECT root, seq, pos FROM fact ORDER BY pos";
    UNTIL = "SELECT until FROM log_head WHERE name = 'log'";
    /// As if its time had gone by.
    END_LEASE = "UPDATE log_head SET until = 0 WHERE name = 'log'";
    TAMPER = "UPDATE fact SET event = 'gave' WHERE pos = $1";
    FORGET = "UPDATE fact SET salt = NULL WHERE pos = $1";
}

fn benches() -> Vec<Bench> {
    let heard = Migration {
        name: "test/0001_heard",
        sql: "CREATE TABLE heard (root BYTEA NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (root, seq))",
    };
    let steps: Vec<Migration> = facts::MIGRATIONS.iter().copied().chain([heard]).collect();
    testkit::both(&steps, Wiring::default)
}

fn root(number: u8) -> Uid {
    Uid([number; 16])
}

fn tell(tx: &mut Tx, cx: &Cx, (family, count): &(u8, usize)) -> Result<(), No> {
    let at = match tx.lock(cx, root(*family)) {
        Ok(family) => family.at,
        Err(_) => tx.found(cx, root(*family), "test")?.at,
    };
    let facts: Vec<Happened> = (0..*count)
        .map(|n| Happened::to("box", root(*family), "took", at).note("n", n.to_string()))
        .collect();
    facts::record(tx, cx, root(*family), &facts)?;
    Ok(())
}

async fn told(db: &Db, family: u8, count: usize) {
    db.write(&Actor::Engine, (family, count), tell).await.unwrap();
}

async fn place_all(db: &Db, mut turn: Turn) -> Turn {
    loop {
        let (next, placed) = db.write(&Actor::Engine, turn, facts::place).await.unwrap();
        turn = next;
        if placed == 0 {
            return turn;
        }
    }
}

fn all(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(Uid, i64, Option<i64>)>, No> {
    Ok(rx.all(&ALL, &[])?)
}

async fn check(db: &Db) -> Vec<String> {
    let mut from = (1, None);
    let mut wrong = Vec::new();
    loop {
        let checked = db.read(&Actor::Engine, from, facts::verify).await.unwrap();
        wrong.extend(checked.wrong);
        match checked.next {
            Some((no, digest)) => from = (no, Some(digest)),
            None => return wrong,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_familys_facts_keep_their_order_and_the_log_has_no_gaps() {
    for bench in benches() {
        for round in 0..30 {
            bench.clock.advance(Span::millis(i64::from(round % 3)));
            told(&bench.db, round % 4, 1 + usize::from(round % 3)).await;
            if round == 11 {
                place_all(&bench.db, Turn::default()).await;
                bench.clock.advance(LEASE);
            }
        }
        place_all(&bench.db, Turn::default()).await;
        let log = bench.db.read(&Actor::Engine, (), all).await.unwrap();
        assert_eq!(log.len(), 60, "{}", bench.engine);
        for (expected, (_, _, pos)) in (1..).zip(&log) {
            assert_eq!(*pos, Some(expected), "{}", bench.engine);
        }
        for family in 0..4 {
            let seqs: Vec<i64> = log.iter().filter(|row| row.0 == root(family)).map(|row| row.1).collect();
            assert!(seqs.is_sorted(), "{}: {seqs:?}", bench.engine);
            assert_eq!(seqs.len() as i64, *seqs.last().unwrap(), "{}: numbers without gaps", bench.engine);
        }
        assert_eq!(check(&bench.db).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sequencer_that_slept_past_its_lease_places_nothing() {
    for bench in benches() {
        told(&bench.db, 1, 1).await;
        let first = place_all(&bench.db, Turn::default()).await;
        let stranger = bench.db.write(&Actor::Engine, Turn::default(), facts::place).await;
        assert_eq!(stranger.unwrap_err().code(), "not_my_turn", "the lease is fresh");
        bench.clock.advance(LEASE);
        let second = place_all(&bench.db, Turn::default()).await;
        told(&bench.db, 1, 1).await;
        let zombie = bench.db.write(&Actor::Engine, first, facts::place).await;
        assert_eq!(zombie.unwrap_err().code(), "not_my_turn", "its fence is old");
        place_all(&bench.db, second).await;
        assert!(bench.db.read(&Actor::Engine, (), all).await.unwrap().iter().all(|row| row.2.is_some()));
    }
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

fn until(rx: &mut Rx, _: &Cx, (): &()) -> Result<Time, No> {
    Ok(rx.one(&UNTIL, &[])?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sequencer_whose_clock_is_wrong_neither_steals_a_turn_nor_keeps_one() {
    let Some(url) = testkit::postgres_url() else { return };
    let url = testkit::clone_of_template(&url, facts::MIGRATIONS);
    let node = |wrong_by: Span| {
        let store = Store::postgres(&url);
        let clock = Arc::new(Astray(System::new().unwrap(), wrong_by));
        Db::open(store, facts::MIGRATIONS, clock, Arc::new(Wiring::default()), Faults::default()).unwrap()
    };
    let hour = Span::hours(1);
    let (right, fast, slow) = (node(Span::ZERO), node(hour), node(Span::hours(-1)));
    for holder in [&right, &fast, &slow] {
        let turn = holder.write(&Actor::Engine, Turn::default(), facts::place).await.unwrap().0;
        for other in [&right, &fast, &slow] {
            let no = other.write(&Actor::Engine, Turn::default(), facts::place).await.unwrap_err();
            assert_eq!(no.code(), "not_my_turn", "the lease is fresh");
        }
        let until = right.read(&Actor::Engine, (), until).await.unwrap();
        let left = until - right.now();
        assert!(
            Span::ZERO < left && left < LEASE + Span::minutes(1),
            "an hour too long or too short: {left:?}"
        );
        holder.write(&Actor::Engine, turn, facts::place).await.unwrap();
        right.write(&Actor::Engine, (), end_lease).await.unwrap();
    }
}

fn end_lease(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    tx.run(&END_LEASE, &[])?;
    Ok(())
}

fn tamper(tx: &mut Tx, _: &Cx, pos: &i64) -> Result<(), No> {
    tx.run(&TAMPER, &params![*pos])?;
    Ok(())
}
fn forget(tx: &mut Tx, _: &Cx, pos: &i64) -> Result<(), No> {
    tx.run(&FORGET, &params![*pos])?;
    Ok(())
}
fn prove(rx: &mut Rx, _: &Cx, at: &(Uid, i64)) -> Result<facts::Proof, No> {
    facts::proof(rx, at.0, at.1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_fact_breaks_its_seal_and_an_erased_salt_does_not() {
    for bench in benches() {
        told(&bench.db, 1, 5).await;
        place_all(&bench.db, Turn::default()).await;
        let proof = bench.db.read(&Actor::Engine, (root(1), 3), prove).await.unwrap();
        assert_eq!((proof.pos, proof.seal, proof.path.len()), (3, 1, 3));
        bench.db.write(&Actor::Engine, 2, forget).await.unwrap();
        assert_eq!(check(&bench.db).await, Vec::<String>::new(), "{}", bench.engine);
        bench.db.write(&Actor::Engine, 4, tamper).await.unwrap();
        let wrong = check(&bench.db).await;
        assert_eq!(wrong.len(), 1, "{}: {wrong:?}", bench.engine);
        assert!(wrong[0].contains("was changed"), "{wrong:?}");
    }
}

fn hear(tx: &mut Tx, _: &Cx, fact: &Fact) -> Result<(), No> {
    if fact.root == root(2) && fact.seq == 2 {
        return Err(Refusal::conflict("poison", "not this one").into());
    }
    tx.run(&HEARD, &params![fact.root, fact.seq])?;
    Ok(())
}
fn hear_gladly(tx: &mut Tx, _: &Cx, fact: &Fact) -> Result<(), No> {
    tx.run(&HEARD, &params![fact.root, fact.seq])?;
    Ok(())
}
fn heard(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(Uid, i64)>, No> {
    Ok(rx.all(&ALL_HEARD, &[])?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poison_fact_blocks_its_family_for_that_listener_and_nothing_else() {
    let grumpy = Listener { name: "grumpy", hear };
    for bench in benches() {
        for family in 1..4 {
            told(&bench.db, family, 3).await;
            bench.clock.advance(Span::millis(1));
        }
        place_all(&bench.db, Turn::default()).await;
        while facts::listen(&bench.db, &grumpy).await.unwrap() > 0 {}
        let seen = bench.db.read(&Actor::Engine, (), heard).await.unwrap();
        let of = |family| {
            seen.iter().filter(|(of, _)| *of == root(family)).map(|(_, seq)| *seq).collect::<Vec<_>>()
        };
        assert_eq!((of(1), of(2), of(3)), (vec![1, 2, 3], vec![1], vec![1, 2, 3]), "{}", bench.engine);
        let parked = bench.db.read(&Actor::Engine, (), facts::parked).await.unwrap();
        assert_eq!(parked.iter().map(|fact| fact.pos).collect::<Vec<_>>(), [5, 6], "{}", bench.engine);
        assert_eq!(bench.db.read(&Actor::Engine, "grumpy", facts::lag).await, Ok(0));

        let still = bench.db.write(&Actor::Engine, (grumpy, root(2)), facts::unpark).await;
        assert_eq!(still.unwrap_err().code(), "poison");
        let mended = Listener { name: "grumpy", hear: hear_gladly };
        while bench.db.write(&Actor::Engine, (mended, root(2)), facts::unpark).await.unwrap() {}
        assert_eq!(bench.db.read(&Actor::Engine, (), heard).await.unwrap().len(), 9, "each once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_and_a_sequencer_at_once_lose_no_fact() {
    for bench in benches() {
        for family in 0..8 {
            told(&bench.db, family, 1).await;
        }
        let writers: Vec<_> = (0..8_u8)
            .map(|family| {
                let db = bench.db.clone();
                tokio::spawn(async move {
                    for _ in 0..20 {
                        told(&db, family, 2).await;
                    }
                })
            })
            .collect();
        let mut turn = place_all(&bench.db, Turn::default()).await;
        while writers.iter().any(|writer| !writer.is_finished()) {
            turn = place_all(&bench.db, turn).await;
        }
        for writer in writers {
            writer.await.unwrap();
        }
        place_all(&bench.db, turn).await;
        let log = bench.db.read(&Actor::Engine, (), all).await.unwrap();
        assert_eq!(log.len(), 8 * 41, "{}", bench.engine);
        for family in 0..8 {
            let seqs: Vec<i64> = log.iter().filter(|row| row.0 == root(family)).map(|row| row.1).collect();
            assert!(seqs.is_sorted() && seqs.len() == 41, "{}", bench.engine);
        }
        assert_eq!(check(&bench.db).await, Vec::<String>::new());
    }
}
