//! A lease may end while its holder sleeps: reliability.md F47.

use db::{Fault, No};
use jobs::{Kind, Kinds, State, run_due};
use kernel::{Actor, Span, Time};

use crate::market::{
    AGAIN, Ask, DEAD, DONE, Deed, LEFT, Market, NONE, PARK, SAVE, ask, both, nodes, postgres, soon, sqlite,
};

#[tokio::test]
async fn a_holder_that_was_overtaken_saves_nothing_though_he_ends_first() {
    for mut market in both("zombie_first") {
        let job = market.ask(PARK).await;
        let sleeper = market.holder();
        let asleep = market.next_parked().await;
        market.clock.advance(PARK.lease);
        let second = market.holder();
        let awake = market.next_parked().await;
        assert_eq!((asleep.attempt, awake.attempt), (1, 2));

        asleep.tell(Deed::Save);
        assert_eq!(soon(sleeper).await.unwrap(), LEFT);
        assert_eq!(market.effects().await, [], "the effect went with the refusal");
        awake.tell(Deed::Save);
        assert_eq!(soon(second).await.unwrap(), DONE);
        assert_eq!(market.effects().await, [(job, 2)]);
    }
}

#[tokio::test]
async fn a_holder_that_was_overtaken_saves_nothing_after_the_other_has() {
    for mut market in both("zombie_last") {
        let job = market.ask(PARK).await;
        let sleeper = market.holder();
        let asleep = market.next_parked().await;
        market.clock.advance(PARK.lease);
        let second = market.holder();
        market.next_parked().await.tell(Deed::Save);
        assert_eq!(soon(second).await.unwrap(), DONE);

        assert!(!asleep.step().await, "nor a step on the way");
        asleep.tell(Deed::Save);
        assert_eq!(soon(sleeper).await.unwrap(), LEFT);
        assert_eq!(market.effects().await, [(job, 2)]);
    }
}

#[tokio::test]
async fn a_process_that_is_alone_goes_on_at_once_where_the_dead_one_stopped() {
    for mut market in both("alone") {
        let job = market.ask(PARK).await;
        let dead = market.holder();
        let asleep = market.next_parked().await;
        assert_eq!(market.db.write(&Actor::Engine, (), jobs::inherit).await, Ok(1));
        let next = market.holder();
        let awake = market.next_parked().await;
        assert_eq!((asleep.attempt, awake.attempt), (1, 2));
        // And if it was not dead after all, its word counts no more.
        asleep.tell(Deed::Save);
        assert_eq!(soon(dead).await.unwrap(), LEFT);
        awake.tell(Deed::Save);
        assert_eq!(soon(next).await.unwrap(), DONE);
        assert_eq!(market.effects().await, [(job, 2)]);
        assert_eq!(market.db.write(&Actor::Engine, (), jobs::inherit).await, Ok(0));
    }
}

#[tokio::test]
async fn the_failure_of_a_holder_that_was_overtaken_changes_nothing() {
    for mut market in both("zombie_fails") {
        market.ask(PARK).await;
        let sleeper = market.holder();
        let asleep = market.next_parked().await;
        market.clock.advance(PARK.lease);
        let second = market.holder();
        let awake = market.next_parked().await;
        asleep.tell(Deed::Fail);
        assert_eq!(soon(sleeper).await.unwrap(), LEFT);
        assert_eq!(market.in_state(State::Leased).await, 1);
        awake.tell(Deed::Save);
        assert_eq!(soon(second).await.unwrap(), DONE);
    }
}

#[tokio::test]
async fn a_holder_that_is_late_but_not_overtaken_may_still_save() {
    for mut market in both("late") {
        let job = market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;
        market.clock.advance(Span::days(1));
        parked.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE);
        assert_eq!(market.effects().await, [(job, 1)]);
    }
}

#[tokio::test]
async fn a_lease_holds_to_its_last_microsecond_and_begins_anew_with_each_step() {
    for mut market in both("step") {
        market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;
        market.clock.advance(PARK.lease + Span::from_micros(-1));
        assert_eq!(market.run().await, NONE);
        assert!(parked.step().await);
        market.clock.advance(PARK.lease + Span::from_micros(-1));
        assert_eq!(market.run().await, NONE, "the step renewed it");
        parked.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE);
    }
}

#[tokio::test]
async fn a_clock_that_jumps_back_doubles_nothing_and_one_that_jumps_forward_catches_up() {
    for mut market in both("jumps") {
        let job = market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;
        market.clock.advance(Span::hours(-3));
        assert_eq!(market.run().await, NONE, "leased until further notice");
        parked.tell(Deed::Fail);
        assert_eq!(soon(holder).await.unwrap(), AGAIN);
        market.clock.advance(Span::days(-1));
        assert_eq!(market.run().await, NONE, "its time has not come");
        market.clock.advance(Span::days(400));
        let holder = market.holder();
        market.next_parked().await.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE);
        assert_eq!(market.effects().await, [(job, 2)]);
    }
}

#[tokio::test]
async fn a_node_whose_clock_is_wrong_neither_steals_a_lease_nor_keeps_one() {
    let hour = Span::hours(1);
    let Some(mut market) = nodes("wrong_clocks", &[Span::ZERO, hour, Span::hours(-1)]) else { return };
    let brief = Kinds::new([Kind { lease: Span::millis(300), ..PARK }]).unwrap();
    let [right, fast, slow, ..] = &mut market[..] else { panic!("three nodes") };

    let job = right.ask(PARK).await;
    let holder = right.holder();
    let parked = right.next_parked().await;
    assert_eq!(fast.run().await, NONE, "an hour ahead, the lease of a minute looks long over");
    parked.tell(Deed::Save);
    assert_eq!((soon(holder).await.unwrap(), right.effects().await), (DONE, vec![(job, 1)]));

    let ask_for = |market: &Market| {
        let long_due = Ask { kind: PARK.name, run_at: Some(Time::from_micros(0)), ..Ask::default() };
        let db = market.db.clone();
        async move { db.write(&Actor::Engine, long_due, ask).await.unwrap() }
    };
    let second = ask_for(right).await;
    let holder = slow.holder();
    let parked = slow.next_parked().await;
    assert_eq!(right.run().await, NONE, "a lease that was given an hour ago is fresh");
    parked.tell(Deed::Save);
    assert_eq!(soon(holder).await.unwrap(), DONE);

    let third = ask_for(right).await;
    let (db, kinds) = (fast.db.clone(), brief);
    let dies = tokio::spawn(async move { run_due(&db, &kinds, 1).await });
    fast.next_parked().await;
    dies.abort();
    let taken_over = async {
        loop {
            let mut holder = right.holder();
            tokio::select! {
                parked = right.next_parked() => break (holder, parked),
                ran = &mut holder => assert_eq!(ran.unwrap(), NONE),
            }
        }
    };
    let (holder, parked) = soon(taken_over).await;
    parked.tell(Deed::Save);
    assert_eq!(soon(holder).await.unwrap(), DONE, "it was kept for its length, not for an hour");
    assert_eq!(right.effects().await, [(job, 1), (second, 1), (third, 2)]);
}

#[tokio::test]
async fn a_job_that_kills_its_workers_is_buried_after_its_last_attempt() {
    for mut market in both("killer") {
        let job = market.ask(PARK).await;
        for attempt in 1..=PARK.most_attempts {
            let worker = market.holder();
            assert_eq!(market.next_parked().await.attempt, attempt);
            worker.abort();
            market.clock.advance(PARK.lease);
        }
        market.ask(SAVE).await;
        assert_eq!(market.run().await, DONE, "and stands in nobody's way");
        let dead = market.dead().await;
        assert_eq!((dead.len(), dead[0].id, dead[0].attempts), (1, job, 3));
        assert!(dead[0].last_error.contains("the worker died"), "{}", dead[0].last_error);
    }
}

#[tokio::test]
async fn a_handler_that_hangs_is_let_go_when_its_lease_is_over() {
    for market in both("hangs") {
        // The market's clock rules; the timer only says when to look at it.
        let hasty = Kind { lease: Span::millis(1), most_attempts: 1, ..PARK };
        let kinds = Kinds::new([hasty]).unwrap();
        let mut market = market;
        market.ask(PARK).await;
        let (db, clock) = (market.db.clone(), market.clock.clone());
        let hanging = tokio::spawn(async move { run_due(&db, &kinds, 1).await.unwrap() });
        let parked = market.next_parked().await;
        assert!(parked.step().await, "by the market's clock no time has gone by");
        clock.advance(Span::millis(1));
        assert_eq!(soon(hanging).await.unwrap(), DEAD);
        assert!(market.dead().await[0].last_error.contains("longer than its lease"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_two_workers_lease_each_job_once() {
    for market in both("hammer") {
        let mut asked = Vec::new();
        for _ in 0..200 {
            asked.push((market.ask(SAVE).await, 1));
        }
        let workers: Vec<_> = (0..32)
            .map(|_| {
                let (db, kinds) = (market.db.clone(), market.kinds.clone());
                tokio::spawn(async move { run_due(&db, &kinds, 200).await.unwrap() })
            })
            .collect();
        let mut done = 0;
        for worker in workers {
            let ran = worker.await.unwrap();
            assert_eq!((ran.again, ran.dead, ran.left), (0, 0, 0));
            done += ran.done;
        }
        asked.sort_unstable();
        assert_eq!((done, market.effects().await), (200, asked));
        assert_eq!(market.stage.runs.load(std::sync::atomic::Ordering::Relaxed), 200, "no handler ran twice");
    }
}

#[tokio::test]
async fn a_save_that_fails_below_is_repeated_and_the_job_done_once() {
    let mut market = sqlite(1);
    let job = market.ask(PARK).await;
    let holder = market.holder();
    let parked = market.next_parked().await;
    market.faults.order(Fault::Commit);
    parked.tell(Deed::Save);
    assert_eq!(soon(holder).await.unwrap(), DONE);
    assert_eq!((market.faults.left(), market.effects().await), (0, vec![(job, 1)]));
}

#[tokio::test]
async fn a_connection_lost_while_the_effect_is_saved_neither_doubles_nor_loses_it() {
    for fault in [Fault::LostBeforeCommit, Fault::LostAfterCommit] {
        let Some(mut market) = postgres(&format!("lost_{fault:?}").to_lowercase(), 1) else { return };
        let job = market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;
        market.faults.order(fault);
        parked.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE, "{fault:?}: the row of the job is the witness");
        assert_eq!((market.faults.left(), market.effects().await), (0, vec![(job, 1)]));
    }
}

#[tokio::test]
async fn a_connection_lost_while_leasing_costs_the_lease_and_nothing_else() {
    let Some(market) = postgres("lost_lease", 1) else { return };
    let job = market.ask(SAVE).await;
    market.faults.order(Fault::LostAfterCommit);
    assert_eq!(run_due(&market.db, &market.kinds, 1).await, Err(No::Unknown));
    assert_eq!(market.run().await, NONE, "somebody may have it");
    market.clock.advance(SAVE.lease);
    assert_eq!(market.run().await, DONE);
    assert_eq!(market.effects().await, [(job, 2)]);
}

#[tokio::test]
async fn a_done_job_is_no_job_to_revive() {
    for market in both("done") {
        let job = market.ask(SAVE).await;
        market.run().await;
        let no = market.db.write(&Actor::Operator, job, jobs::revive).await.unwrap_err();
        assert!(no.is_missing());
        assert_eq!(market.effects().await, [(job, 1)]);
    }
}
