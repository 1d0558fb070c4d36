//! The workers of a node.

use std::time::Duration;

use bus::{Bus, Heard, Silent};
use jobs::{Settings, State, Workers};
use kernel::Span;
use kernel::clock::Clock;

use crate::market::{Ask, DONE, Deed, FAIL, Market, NONE, PANIC, PARK, SAVE, both, soon};

/// Only polling finds anything soon.
const POLLS: Settings = Settings { workers: 8, poll: Duration::from_millis(1), ..SETTINGS };
/// Only a hint does.
const WAITS: Settings = Settings { workers: 8, poll: Duration::from_hours(1), ..SETTINGS };
const SETTINGS: Settings = Settings {
    workers: 8,
    poll: Duration::from_secs(1),
    drain: Duration::from_secs(60),
    keep: Span::days(7),
};

fn start(market: &Market, bus: &dyn Bus, settings: Settings) -> Workers {
    Workers::start(&market.db, &market.kinds, bus, settings)
}

#[tokio::test]
async fn with_a_dead_bus_jobs_run_by_polling() {
    for mut market in both("dead_bus") {
        let workers = start(&market, &Silent, POLLS);
        let mut asked = Vec::new();
        for _ in 0..20 {
            asked.push((market.ask(SAVE).await, 1));
            market.next_saved().await;
        }
        soon(workers.stop()).await;
        asked.sort_unstable();
        assert_eq!(market.effects().await, asked);
    }
}

#[tokio::test]
async fn a_hint_wakes_the_workers_before_they_poll() {
    for mut market in both("hint") {
        let workers = start(&market, &market.bus, WAITS);
        for _ in 0..20 {
            let job = market.ask(SAVE).await;
            assert_eq!(market.next_saved().await, job);
        }
        soon(workers.stop()).await;
    }
}

#[tokio::test]
async fn a_hint_comes_when_its_job_can_be_leased_and_none_for_a_refused_command() {
    for mut market in both("hint_once") {
        let mut hints = market.bus.listen(jobs::TOPIC);
        let refused = Ask { kind: SAVE.name, refuse: true, ..Ask::default() };
        assert_eq!(market.try_ask(refused).await.unwrap_err().code(), "second_thoughts");
        let later = market.clock.now() + Span::hours(1);
        market.try_ask(Ask { kind: SAVE.name, run_at: Some(later), ..Ask::default() }).await.unwrap();
        for _ in 0..50 {
            let job = market.ask(SAVE).await;
            assert_eq!(soon(hints.next()).await, Heard::Hint(SAVE.name.as_bytes().into()), "one hint a job");
            assert_eq!((market.run().await, market.next_saved().await), (DONE, job));
        }
        let mut one_more = Box::pin(async {
            hints.next().await;
        });
        assert!(still_waits(&mut one_more), "none for the refused one, none for the later one");
    }
}

#[tokio::test]
async fn failing_and_panicking_jobs_never_keep_others_from_their_workers() {
    for mut market in both("poison") {
        for _ in 0..20 {
            market.ask(PANIC).await;
            market.ask(FAIL).await;
        }
        let job = market.ask(SAVE).await;
        let workers = start(&market, &Silent, POLLS);
        assert_eq!(market.next_saved().await, job);
        soon(workers.stop()).await;
        assert_eq!(market.effects().await, [(job, 1)]);
    }
}

#[tokio::test]
async fn a_kind_that_hangs_takes_no_more_workers_than_it_may() {
    for mut market in both("at_once") {
        for _ in 0..6 {
            market.ask(PARK).await;
        }
        let workers = start(&market, &Silent, POLLS);
        let mut parked = vec![market.next_parked().await, market.next_parked().await];
        for _ in 0..10 {
            let job = market.ask(SAVE).await;
            assert_eq!(market.next_saved().await, job, "six workers are free for others");
        }
        assert!(market.parked_now().is_none(), "two at once");
        for _ in 0..4 {
            parked.remove(0).tell(Deed::Save);
            parked.push(market.next_parked().await);
        }
        parked.iter().for_each(|parked| parked.tell(Deed::Save));
        soon(workers.stop()).await;
        assert_eq!(market.effects().await.len(), 16);
    }
}

#[tokio::test]
async fn an_end_makes_room_for_the_next_without_poll_or_hint() {
    for mut market in both("room") {
        for _ in 0..6 {
            market.ask(PARK).await;
        }
        let workers = start(&market, &Silent, WAITS); // an interval's first tick comes at once, the next in an hour
        for _ in 0..6 {
            market.next_parked().await.tell(Deed::Save);
        }
        soon(workers.stop()).await;
        assert_eq!(market.effects().await.len(), 6);
    }
}

#[tokio::test]
async fn workers_that_stop_end_what_they_hold_and_begin_nothing() {
    for mut market in both("drain") {
        let job = market.ask(PARK).await;
        let workers = start(&market, &market.bus, WAITS);
        let parked = market.next_parked().await;
        let mut stopping = Box::pin(workers.stop());
        assert!(still_waits(&mut stopping), "it waits for the one that runs");
        let later = market.ask(SAVE).await;
        parked.tell(Deed::Save);
        soon(stopping).await;
        assert_eq!(market.effects().await, [(job, 1)]);
        assert_eq!((market.run().await, market.effects().await.len()), (DONE, 2));
        assert!(market.effects().await.contains(&(later, 1)));
    }
}

/// Polls once; whether there is more to wait for.
fn still_waits(future: &mut (impl Future<Output = ()> + Unpin)) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    std::pin::Pin::new(future).poll(&mut context).is_pending()
}

#[tokio::test]
async fn what_is_broken_off_by_a_stop_is_handed_over_at_once_and_its_attempt_forgiven() {
    for mut market in both("handover") {
        let job = market.ask(PARK).await;
        let workers = start(&market, &Silent, Settings { drain: Duration::ZERO, ..POLLS });
        let broken_off = market.next_parked().await;
        soon(workers.stop()).await;
        assert!(broken_off.deeds.is_closed(), "the handler is gone");
        assert_eq!((market.in_state(State::Ready).await, market.effects().await), (1, vec![]));

        let holder = market.holder();
        let parked = market.next_parked().await;
        assert_eq!(parked.attempt, 1);
        parked.tell(Deed::Save);
        assert_eq!((soon(holder).await.unwrap(), market.effects().await), (DONE, vec![(job, 1)]));
    }
}

#[tokio::test]
async fn workers_forget_what_was_done_long_ago() {
    for market in both("forget") {
        market.ask(SAVE).await;
        market.run().await;
        market.clock.advance(Span::days(7) + Span::from_micros(1));
        let workers = start(&market, &Silent, POLLS);
        soon(async {
            while market.rows().await > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
        soon(workers.stop()).await;
        assert_eq!(market.run().await, NONE);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_workers_of_several_nodes_do_each_job_once() {
    for mut market in both("nodes") {
        let nodes: Vec<_> = (0..4).map(|_| start(&market, &market.bus, POLLS)).collect();
        let mut asked = Vec::new();
        for _ in 0..200 {
            let asking = Ask { kind: SAVE.name, ..Ask::default() };
            asked.push((market.try_ask(asking).await.unwrap(), 1));
        }
        for _ in 0..200 {
            market.next_saved().await;
        }
        for node in nodes {
            soon(node.stop()).await;
        }
        asked.sort_unstable();
        assert_eq!(market.effects().await, asked);
        assert_eq!(market.stage.runs.load(std::sync::atomic::Ordering::Relaxed), 200);
    }
}
