//! Asking for a job.

use jobs::{Kinds, STATEMENTS, State, TwoOfOneName};
use kernel::Span;

use crate::market::{Ask, DONE, NONE, READ, SAVE, START, both, file, postgres};

#[tokio::test]
async fn every_statement_means_something_to_both_engines() {
    for market in [Some(file("prepare")), postgres("prepare", 1)].into_iter().flatten() {
        market.db.prepare_all(&STATEMENTS.concat()).unwrap();
    }
}

#[tokio::test]
async fn a_job_is_asked_if_and_only_if_its_command_is_saved() {
    for market in both("asked") {
        let refused = Ask { kind: SAVE.name, refuse: true, ..Ask::default() };
        assert_eq!(market.try_ask(refused).await.unwrap_err().code(), "second_thoughts");
        assert_eq!((market.rows().await, market.run().await), (0, NONE));
        let job = market.ask(SAVE).await;
        assert_eq!(market.run().await, DONE);
        assert_eq!(market.effects().await, [(job, 1)]);
        assert_eq!(market.run().await, NONE, "what is done stays done");
    }
}

#[tokio::test]
async fn a_job_without_an_effect_ends_by_itself() {
    for market in both("bare") {
        market.ask(READ).await;
        assert_eq!(market.run().await, DONE);
        assert_eq!((market.census().await, market.rows().await), (vec![], 1));
    }
}

#[tokio::test]
async fn a_job_for_later_waits_for_its_instant_and_not_a_moment_longer() {
    for market in both("later") {
        let run_at = Some(START + Span::hours(1));
        market.try_ask(Ask { kind: SAVE.name, run_at, ..Ask::default() }).await.unwrap();
        market.clock.advance(Span::hours(1) + Span::from_micros(-1));
        assert_eq!(market.run().await, NONE);
        market.clock.advance(Span::from_micros(1));
        assert_eq!(market.run().await, DONE);
    }
}

#[tokio::test]
async fn the_longest_due_runs_first_whatever_its_kind() {
    for market in both("order") {
        let mut asked = Vec::new();
        for (kind, minutes) in [(SAVE, 3), (READ, 2), (SAVE, 1)] {
            let run_at = Some(START + Span::minutes(minutes));
            asked.push(market.try_ask(Ask { kind: kind.name, run_at, ..Ask::default() }).await.unwrap());
        }
        market.clock.advance(Span::hours(1));
        assert_eq!(jobs::run_due(&market.db, &market.kinds, 2).await.unwrap().done, 2);
        assert_eq!(market.effects().await, [(asked[2], 1)], "and then the one without an effect");
    }
}

#[tokio::test]
async fn the_same_key_asks_the_same_job_until_it_is_forgotten() {
    for market in both("key") {
        let key = |kind: jobs::Kind| Ask { kind: kind.name, key: Some("tea".into()), ..Ask::default() };
        let first = market.try_ask(key(SAVE)).await.unwrap();
        assert_eq!(market.try_ask(key(SAVE)).await, Ok(first));
        let other = market.try_ask(key(READ)).await.unwrap();
        assert_ne!(other, first, "keys of two kinds have nothing to do with each other");
        assert_eq!(market.run().await.done, 2);
        assert_eq!(market.try_ask(key(SAVE)).await, Ok(first), "it was done");
        assert_eq!((market.run().await, market.effects().await), (NONE, vec![(first, 1)]));
        assert_ne!(market.ask(SAVE).await, market.ask(SAVE).await, "without a key each is its own");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_ask_with_one_key_at_once_all_get_the_same_job() {
    for market in both("keys") {
        let asking: Vec<_> = (0..32)
            .map(|_| {
                let asked = Ask { kind: SAVE.name, key: Some("tea".into()), ..Ask::default() };
                let db = market.db.clone();
                tokio::spawn(async move { db.write(&kernel::Actor::Engine, asked, crate::market::ask).await })
            })
            .collect();
        let mut ids = Vec::new();
        for asked in asking {
            ids.push(asked.await.unwrap().unwrap());
        }
        assert!(ids.iter().all(|id| *id == ids[0]));
        assert_eq!((market.rows().await, market.in_state(State::Ready).await), (1, 1));
    }
}

#[test]
fn two_kinds_of_one_name_do_not_start() {
    assert_eq!(Kinds::new([SAVE, READ, SAVE]).unwrap_err(), TwoOfOneName("test/save"));
}
