//! When webhooks are due, by a clock moved by hand.

use sandbox::{Attempt, Books, Choice, Delivery};
use serde_json::{Value, json};

use crate::ground::{MINUTE, SECRET, after, books, folder, payment, refund, script};

/// Books that send as scripted, in which `p` was paid a second after noon.
fn paid_with(webhooks: Value) -> Books {
    let mut books = books();
    books.direct(script(json!({ "webhooks": webhooks })), after(0)).unwrap();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Pay, after(1000)).unwrap();
    books
}

fn due(books: &mut Books, ms: i64) -> Vec<Delivery> {
    books.due_deliveries(100, after(ms)).unwrap()
}

fn kinds(deliveries: &[Delivery]) -> Vec<String> {
    let kind = |delivery: &Delivery| -> String {
        let body: Value = serde_json::from_str(&delivery.body).unwrap();
        body["type"].as_str().unwrap().to_owned()
    };
    deliveries.iter().map(kind).collect()
}

fn answer(books: &mut Books, delivery: &Delivery, status: Option<u16>, ms: i64) {
    books.record_attempts(&[Attempt { seq: delivery.seq, status }], after(ms)).unwrap();
}

#[test]
fn a_prompt_webhook_is_due_at_once_and_over_once_answered() {
    let mut books = paid_with(json!({"mode": "prompt"}));
    let owed = due(&mut books, 1000);
    assert_eq!(kinds(&owed), ["payment.captured"]);
    answer(&mut books, &owed[0], Some(204), 1001);
    assert!(due(&mut books, 1000 * MINUTE).is_empty());
    assert_eq!(books.report(after(1001)).unwrap().events.owed, 0);
}

#[test]
fn a_webhook_says_what_the_contract_says() {
    let mut books = paid_with(json!({"mode": "prompt"}));
    let capture = books.payment("p", after(1000)).unwrap().captures[0].id.clone();
    books.create_refund(&refund("r", "p", 5_000), after(2000)).unwrap();
    let bodies: Vec<Value> =
        due(&mut books, 2000).iter().map(|delivery| serde_json::from_str(&delivery.body).unwrap()).collect();
    let expected = [
        json!({"id": "evt_1a20d6d5a0000000001", "type": "payment.captured", "created": "2026-11-24T12:00:01Z",
               "data": {"reference": "p", "status": "captured", "amount": 12_900, "currency": "PHP",
                        "capture": capture}}),
        json!({"id": "evt_1a20d6d5a0000000002", "type": "refund.succeeded", "created": "2026-11-24T12:00:02Z",
               "data": {"reference": "r", "payment": "p", "status": "succeeded", "amount": 5_000,
                        "currency": "PHP"}}),
    ];
    assert_eq!(bodies, expected);
}

#[test]
fn a_late_webhook_waits_its_time() {
    let mut books = paid_with(json!({"mode": "late", "ms": 5000}));
    assert!(due(&mut books, 5999).is_empty());
    assert_eq!(kinds(&due(&mut books, 6000)), ["payment.captured"]);
}

#[test]
fn a_webhook_sent_twice_is_the_same_event_twice() {
    let mut books = paid_with(json!({"mode": "twice"}));
    let owed = due(&mut books, 1000);
    assert_eq!(owed.len(), 2);
    assert_eq!(owed[0].body, owed[1].body);
    answer(&mut books, &owed[0], Some(200), 1001);
    assert_eq!(due(&mut books, 1001), owed[1..]);
}

#[test]
fn of_two_reordered_events_the_second_comes_first() {
    let mut books = paid_with(json!({"mode": "reordered", "ms": 60_000}));
    assert!(due(&mut books, 1000).is_empty());
    books.create_refund(&refund("r", "p", 5_000), after(2000)).unwrap();
    assert_eq!(kinds(&due(&mut books, 2001)), ["refund.succeeded", "payment.captured"]);
}

#[test]
fn a_reordered_event_that_stays_alone_comes_late_and_overtakes_no_other_payments() {
    let mut books = paid_with(json!({"mode": "reordered", "ms": 60_000}));
    books.create_payment(&payment("q"), after(1000)).unwrap();
    books.choose("q", Choice::Pay, after(1000)).unwrap();
    assert!(due(&mut books, 60_999).is_empty());
    assert_eq!(due(&mut books, 61_000).len(), 2);
}

#[test]
fn a_webhook_scripted_away_is_never_due_though_the_payment_stands() {
    let mut books = paid_with(json!({"mode": "never"}));
    assert!(due(&mut books, 1000 * MINUTE).is_empty());
    let events = books.report(after(1000)).unwrap().events;
    assert_eq!((events.made, events.owed), (1, 0));
    assert_eq!(books.payment("p", after(1000)).unwrap().captured, 12_900);
}

#[test]
fn what_was_scripted_when_it_happened_decides_how_it_is_sent() {
    let mut books = paid_with(json!({"mode": "late", "ms": 5000}));
    books.direct(script(json!({"webhooks": {"mode": "never"}})), after(1500)).unwrap();
    books.create_refund(&refund("r", "p", 5_000), after(2000)).unwrap();
    assert_eq!(kinds(&due(&mut books, 1000 * MINUTE)), ["payment.captured"]);
}

#[test]
fn a_webhook_nobody_takes_is_tried_again_after_doubling_pauses() {
    let mut books = paid_with(json!({"mode": "prompt"}));
    let mut now = 1000;
    for (tries, (status, pause)) in
        [(None, 1000), (Some(500), 2000), (Some(302), 4000), (Some(404), 8000)].into_iter().enumerate()
    {
        let owed = due(&mut books, now);
        assert_eq!(owed[0].attempts, tries as u32);
        answer(&mut books, &owed[0], status, now);
        assert!(due(&mut books, now + pause - 1).is_empty());
        now += pause;
    }
    let owed = due(&mut books, now);
    answer(&mut books, &owed[0], Some(202), now);
    assert!(due(&mut books, now + 1000 * MINUTE).is_empty());
}

#[test]
fn deliveries_come_in_the_order_of_their_time_and_in_batches() {
    let mut books = books();
    for name in ["a", "b", "c"] {
        books.create_payment(&payment(name), after(0)).unwrap();
    }
    for (name, at) in [("c", 1), ("a", 2), ("b", 3)] {
        books.choose(name, Choice::Pay, after(at)).unwrap();
    }
    let families: Vec<String> =
        books.due_deliveries(2, after(10)).unwrap().into_iter().map(|delivery| delivery.family).collect();
    assert_eq!(families, ["c", "a"]);
}

#[test]
fn what_is_owed_outlives_the_gateway() {
    let file = folder("owed").join("gateway.db");
    let mut books = Books::open(&file, SECRET, after(0)).unwrap();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Pay, after(1000)).unwrap();
    let owed = due(&mut books, 1000);
    drop(books);
    let mut books = Books::open(&file, SECRET, after(MINUTE)).unwrap();
    assert_eq!(due(&mut books, MINUTE), owed);
}
