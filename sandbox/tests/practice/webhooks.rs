//! Webhooks over a real port, to a merchant who listens, refuses, or is not there yet.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::json;

use crate::ground::SECRET;
use crate::house::{House, STUCK, Seen};

fn pay(house: &House, reference: &str) {
    let asking = json!({"reference": reference, "amount": 12_900, "currency": "PHP",
        "return_url": "http://localhost:8080/", "expires_at": "2026-11-24T12:15:00Z"});
    assert_eq!(house.post("/v1/payments", &asking).0, 201);
    assert_eq!(house.post("/control/pay", &json!({"reference": reference, "choice": "pay"})).0, 200);
}

/// What the merchant does by the README: the second out of the header, the signature over what came.
#[track_caller]
fn signed_at(seen: &Seen) -> i64 {
    let t: i64 = seen.signature.strip_prefix("t=").unwrap().split_once(',').unwrap().0.parse().unwrap();
    let at = Timestamp::from_second(t).unwrap();
    assert_eq!(seen.signature, sandbox::signature(SECRET, at, &seen.raw));
    t
}

#[test]
fn a_capture_is_told_signed_and_once() {
    let house = House::open("told");
    pay(&house, "p");
    let seen = house.webhook();
    assert_eq!(signed_at(&seen), 1_795_521_600);
    assert_eq!(seen.json["type"], "payment.captured");
    assert_eq!(seen.json["data"]["reference"], "p");
    // A later event proves that nothing more of the first was on its way.
    pay(&house, "q");
    assert_eq!(house.webhook().json["data"]["reference"], "q");
    assert!(!house.heard_more());
}

#[test]
fn a_webhook_refused_comes_again_the_same_under_a_new_signature() {
    let house = House::open("refused");
    house.merchant_answers(&[StatusCode::INTERNAL_SERVER_ERROR, StatusCode::FOUND]);
    pay(&house, "p");
    let first = house.webhook();
    let second = house.webhook_in_time();
    let third = house.webhook_in_time();
    assert_eq!(first.raw, second.raw);
    assert_eq!(first.raw, third.raw);
    // After one failure a second's pause, after two failures two.
    assert!(signed_at(&second) > signed_at(&first));
    assert!(signed_at(&third) > signed_at(&second) + 1);
}

#[test]
fn reordered_and_doubled_webhooks_arrive_so() {
    let house = House::open("reordered");
    house.post("/control", &json!({"webhooks": {"mode": "reordered", "ms": 60_000}}));
    pay(&house, "p");
    house.pass(1000);
    house.post("/v1/refunds", &json!({"reference": "r", "payment": "p", "amount": 1}));
    house.pass(1);
    assert_eq!(house.webhook().json["type"], "refund.succeeded");
    assert_eq!(house.webhook().json["type"], "payment.captured");

    house.post("/control", &json!({"webhooks": {"mode": "twice"}}));
    house.post("/v1/refunds", &json!({"reference": "r2", "payment": "p", "amount": 1}));
    let (one, two) = (house.webhook(), house.webhook());
    assert_eq!(one.json["data"]["reference"], "r2");
    assert_eq!(one.raw, two.raw);
}

#[test]
fn what_comes_due_by_itself_is_told_by_itself() {
    let house = House::open("by-itself");
    let asking = json!({"reference": "p", "amount": 12_900, "currency": "PHP",
        "return_url": "http://localhost:8080/", "expires_at": "2026-11-24T12:15:00Z"});
    house.post("/v1/payments", &asking);
    house.pass(15 * 60_000);
    let seen = house.webhook();
    assert_eq!(
        (&seen.json["type"], &seen.json["created"]),
        (&json!("payment.expired"), &json!("2026-11-24T12:15:00Z"))
    );
}

#[test]
fn a_merchant_stuck_over_one_payment_hears_of_the_others() {
    let house = House::open("stuck");
    pay(&house, STUCK);
    assert_eq!(house.webhook().json["data"]["reference"], STUCK);
    for reference in ["p", "q"] {
        pay(&house, reference);
        assert_eq!(house.webhook().json["data"]["reference"], reference);
    }
}
