//! Hints may be lost, never awaited.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bus::{Bus, Heard, InProcess, LONGEST, Listener, MOST_WAITING, Silent, hint};
use kernel::{Actor, Origin, Time, Wiring};

/// What is there to hear without waiting.
fn ready(listener: &mut Listener) -> Option<Heard> {
    let next = std::pin::pin!(listener.next());
    match next.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(heard) => Some(heard),
        Poll::Pending => None,
    }
}

fn said(words: &str) -> Option<Heard> {
    Some(Heard::Hint(words.as_bytes().into()))
}

#[test]
fn all_who_listen_to_a_topic_hear_it_in_order_and_nobody_else_does() {
    let bus = InProcess::new();
    bus.publish("jobs", b"before anybody listened");
    let (mut one, mut two, mut other) = (bus.listen("jobs"), bus.listen("jobs"), bus.listen("facts"));
    bus.publish("jobs", b"first");
    bus.clone().publish("jobs", b"second");
    for listener in [&mut one, &mut two] {
        assert_eq!(ready(listener), said("first"));
        assert_eq!(ready(listener), said("second"));
        assert_eq!(ready(listener), None);
    }
    assert_eq!(ready(&mut other), None);
}

#[test]
fn a_listener_that_lags_is_told_to_resynchronise_and_the_publisher_never_waits() {
    let bus = InProcess::new();
    let mut slow = bus.listen("jobs");
    for number in 0..MOST_WAITING + 10 {
        bus.publish("jobs", number.to_string().as_bytes());
    }
    assert_eq!(ready(&mut slow), Some(Heard::Resync));
    assert_eq!(ready(&mut slow), said("10"), "the newest are still there");
    let rest = std::iter::from_fn(|| ready(&mut slow)).count();
    assert_eq!(rest, MOST_WAITING - 1);
}

#[test]
fn a_hint_that_is_too_long_says_only_to_look() {
    let bus = InProcess::new();
    let mut listener = bus.listen("jobs");
    bus.publish("jobs", &[b'x'; LONGEST]);
    bus.publish("jobs", &[b'x'; LONGEST + 1]);
    assert_eq!(ready(&mut listener), Some(Heard::Hint([b'x'; LONGEST].as_slice().into())));
    assert_eq!(ready(&mut listener), Some(Heard::Resync));
}

#[test]
fn topics_that_everybody_left_are_forgotten() {
    let bus = InProcess::new();
    for room in 0..1_000 {
        drop(bus.listen(&format!("room/{room}")));
    }
    assert_eq!(bus.topics(), 1, "each newcomer clears up behind the last");
    bus.publish("room/999", b"is anybody there");
    assert_eq!(bus.topics(), 0);
}

#[test]
fn a_dead_bus_is_only_silent() {
    let mut hearing = Silent.listen("jobs");
    Silent.publish("jobs", b"lost");
    assert_eq!(ready(&mut hearing), None);

    let bus = InProcess::new();
    let mut orphan = bus.listen("jobs");
    drop(bus);
    assert_eq!(ready(&mut orphan), None, "a bus that ended is silence, not a busy loop");
}

#[test]
fn a_command_hints_on_the_wired_bus_and_needs_none() {
    let bus = InProcess::new();
    let mut listener = bus.listen("jobs");
    let cx = |wiring: Wiring| {
        let origin = Origin { actor: Actor::Engine, seed: [0; 32], wiring: Arc::new(wiring) };
        origin.attempt(Time::from_micros(0))
    };
    hint(&cx(Wiring::default()), "jobs", b"to nobody")();
    assert_eq!(ready(&mut listener), None);
    let publish = hint(&cx(Wiring::default().with::<Arc<dyn Bus>>(Arc::new(bus))), "jobs", b"look");
    assert_eq!(ready(&mut listener), None, "nothing before the command is saved");
    publish();
    assert_eq!(ready(&mut listener), said("look"));
}

#[tokio::test]
async fn a_waiting_listener_is_woken() {
    let bus = InProcess::new();
    let mut listener = bus.listen("jobs");
    let waiting = tokio::spawn(async move { listener.next().await });
    tokio::task::yield_now().await;
    bus.publish("jobs", b"up");
    assert_eq!(Some(waiting.await.unwrap()), said("up"));
}
