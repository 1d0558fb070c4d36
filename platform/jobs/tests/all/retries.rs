//! Failing, waiting, giving up.

use jobs::{Ran, State, run_due};
use kernel::{Actor, Span};

use crate::market::{
    AGAIN, BUSY, DEAD, DONE, Deed, FAIL, LEFT, NONE, PANIC, PARK, SAVE, UNREADABLE, both, parcel, soon,
};

#[tokio::test]
async fn the_waits_of_a_failing_job_follow_from_the_seed_on_both_engines() {
    for market in both("schedule") {
        market.ask(FAIL).await;
        let mut waits = Vec::new();
        while market.run().await == AGAIN {
            let due = market.census().await[0].oldest;
            waits.push((due - market.db.now()).micros());
            market.clock.set(due + Span::from_micros(-1));
            assert_eq!(market.run().await, NONE, "not a moment before");
            market.clock.set(due);
        }
        for (wait, ceiling) in waits.iter().zip([1, 2, 4, 8, 8]) {
            assert!((0..=ceiling * 1_000_000).contains(wait), "{waits:?}");
        }
        assert_eq!(waits, [728_284, 1_102_583, 666_033, 5_729_992, 6_578_414]);
    }
}

#[tokio::test]
async fn a_job_that_failed_often_enough_is_dead_with_its_last_words_and_can_be_revived() {
    for mut market in both("dead") {
        let job = market.ask(PARK).await;
        for (attempt, ran) in [(1, AGAIN), (2, AGAIN), (3, DEAD)] {
            let holder = market.holder();
            let parked = market.next_parked().await;
            assert_eq!(parked.attempt, attempt);
            parked.tell(Deed::Fail);
            assert_eq!(soon(holder).await.unwrap(), ran);
            market.clock.advance(Span::minutes(1));
        }
        let dead = market.dead().await;
        assert_eq!((dead.len(), dead[0].id, dead[0].attempts), (1, job, 3));
        assert_eq!((dead[0].kind.as_str(), dead[0].last_error.as_str()), (PARK.name, "told to fail"));
        assert_eq!(dead[0].subject, parcel());
        market.clock.advance(Span::days(1_000));
        assert_eq!(market.run().await, NONE, "no time brings it back");

        market.db.write(&Actor::Operator, job, jobs::revive).await.unwrap();
        let again = market.db.write(&Actor::Operator, job, jobs::revive).await.unwrap_err();
        assert!(again.is_missing(), "it is not dead any more");
        let holder = market.holder();
        let parked = market.next_parked().await;
        assert_eq!(parked.attempt, 1, "with every attempt of a new one");
        parked.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE);
        assert_eq!((market.effects().await, market.dead().await), (vec![(job, 1)], vec![]));
    }
}

#[tokio::test]
async fn a_holder_from_before_the_revival_still_saves_nothing() {
    for mut market in both("revived") {
        let job = market.ask(PARK).await;
        let sleeper = market.holder();
        let asleep = market.next_parked().await;
        for _ in 2..=PARK.most_attempts {
            market.clock.advance(PARK.lease);
            let holder = market.holder();
            market.next_parked().await.tell(Deed::Fail);
            soon(holder).await.unwrap();
        }
        market.db.write(&Actor::Operator, job, jobs::revive).await.unwrap();
        let holder = market.holder();
        let awake = market.next_parked().await;
        assert_eq!((asleep.attempt, awake.attempt), (1, 1), "only the fence tells them apart");
        asleep.tell(Deed::Save);
        assert_eq!(soon(sleeper).await.unwrap(), LEFT);
        awake.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap(), DONE);
        assert_eq!(market.effects().await, [(job, 1)]);
    }
}

#[tokio::test]
async fn a_panic_is_a_failed_attempt_and_stands_in_nobodys_way() {
    for mut market in both("panic") {
        market.ask(PANIC).await;
        let parked_job = market.ask(PARK).await;
        let saved = market.ask(SAVE).await;
        let (db, kinds) = (market.db.clone(), market.kinds.clone());
        let running = tokio::spawn(async move { run_due(&db, &kinds, 3).await.unwrap() });
        market.next_parked().await.tell(Deed::Panic);
        assert_eq!(soon(running).await.unwrap(), Ran { done: 1, again: 2, dead: 0, left: 0 });
        assert_eq!(market.effects().await, [(saved, 1)]);

        market.clock.advance(Span::minutes(1));
        let (db, kinds) = (market.db.clone(), market.kinds.clone());
        let running = tokio::spawn(async move { run_due(&db, &kinds, 2).await.unwrap() });
        market.next_parked().await.tell(Deed::Save);
        assert_eq!(soon(running).await.unwrap(), Ran { done: 1, again: 0, dead: 1, left: 0 });
        let mut both_saved = vec![(saved, 1), (parked_job, 2)];
        both_saved.sort_unstable();
        assert_eq!(market.effects().await, both_saved);
        assert_eq!(market.dead().await[0].last_error, "the handler panicked: attempt 2 fell over");
    }
}

#[tokio::test]
async fn words_that_no_column_takes_are_mended_rather_than_lost() {
    for market in both("words") {
        market.ask(FAIL).await;
        while market.run().await == AGAIN {
            market.clock.advance(Span::minutes(1));
        }
        assert_eq!(market.dead().await[0].last_error, "the gateway\u{fffd} is down");
    }
}

#[tokio::test]
async fn a_gateway_that_says_when_is_asked_then() {
    for market in both("busy") {
        market.ask(BUSY).await;
        assert_eq!(market.run().await, AGAIN);
        market.clock.advance(Span::seconds(90) + Span::from_micros(-1));
        assert_eq!(market.run().await, NONE);
        market.clock.advance(Span::from_micros(1));
        assert_eq!(market.run().await, DONE);
    }
}

#[tokio::test]
async fn a_job_that_nobody_can_read_is_given_up_at_once() {
    for market in both("unreadable") {
        market.ask(UNREADABLE).await;
        assert_eq!(market.run().await, DEAD);
        assert_eq!(market.in_state(State::Dead).await, 1);
        let dead = market.dead().await;
        assert_eq!(dead[0].attempts, 1);
        assert!(dead[0].last_error.contains("invalid type"), "{}", dead[0].last_error);
    }
}
