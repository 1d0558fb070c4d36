//! One payment's life, told in every way it can go.

use kernel::Span;
use ledger::kind;
use serde_json::json;

use crate::house::{House, checkout, houses, orders};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_is_opened_paid_and_told_to_each_order() {
    for house in houses().await {
        let payment = house.begin(1).await;
        assert_eq!(house.state(payment).await, "created");
        house.work().await;
        assert_eq!(house.state(payment).await, "action", "{}", house.engine);
        let (status, seen) = house.ask("owner", "GET", &format!("/payments/{payment}"), None).await;
        assert_eq!(
            (status, &seen["status"], &seen["pay_before"]),
            (200, &json!("action"), &json!("2026-11-24T08:15:00Z"))
        );
        assert!(seen["hosted_url"].as_str().unwrap().starts_with(&house.sandbox.url), "{seen}");

        assert_eq!(house.press(&payment.to_string(), "pay").await, "captured");
        assert_eq!(house.clearing(1).await, 0, "the return from the page proves nothing");
        house.look(payment).await;
        house.work().await;
        assert_eq!(house.state(payment).await, "captured");
        assert_eq!(house.told(payment).await, [(9_900, false), (3_000, false)]);
        assert_eq!((house.clearing(1).await, house.held().await), (12_900, 12_900));
        house.look(payment).await;
        house.work().await;
        assert_eq!(house.told(payment).await.len(), 2, "told once");
        assert_eq!(house.held().await, 12_900);
        let (_, seen) = house.ask("owner", "GET", &format!("/payments/{payment}"), None).await;
        assert_eq!((&seen["hosted_url"], &seen["pay_before"]), (&json!(null), &json!(null)));
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_is_shown_to_its_buyer_and_to_nobody_else() {
    for house in houses().await {
        let payment = house.open(1).await;
        let path = format!("/payments/{payment}");
        for (who, expected) in [
            ("owner", 200),
            ("guest secret", 200),
            ("operator", 200),
            ("stranger", 404),
            ("guest other", 404),
        ] {
            assert_eq!(house.ask(who, "GET", &path, None).await.0, expected, "{who}");
            let looked = house.ask(who, "POST", &format!("{path}/looks"), None).await.0;
            assert_eq!(looked, if expected == 200 { 202 } else { 404 }, "{who}");
        }
        let none = format!("/payments/{}", kernel::Id::<payments::Payment>::from_uid(kernel::Uid([3; 16])));
        assert_eq!(house.ask("owner", "GET", &none, None).await.0, 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declined_payment_is_tried_again_under_another_reference() {
    for house in houses().await {
        let payment = house.open(1).await;
        assert_eq!(house.press(&payment.to_string(), "decline").await, "declined");
        house.look(payment).await;
        house.work().await;
        let (_, seen) = house.ask("owner", "GET", &format!("/payments/{payment}"), None).await;
        assert_eq!((&seen["status"], &seen["allowed"]), (&json!("declined"), &json!(["try_again"])));
        assert_eq!(house.told(payment).await, []);

        let attempts = format!("/payments/{payment}/attempts");
        assert_eq!(house.ask("stranger", "POST", &attempts, None).await.0, 404);
        assert_eq!(house.ask("owner", "POST", &attempts, None).await.0, 202);
        let (status, no) = house.ask("owner", "POST", &attempts, None).await;
        assert_eq!((status, &no["code"]), (409, &json!("not_now")));
        house.work().await;
        assert_eq!(house.press(&format!("{payment}.2"), "pay").await, "captured");
        house.pass(2).await;
        assert_eq!(house.state(payment).await, "captured", "{}", house.engine);
        assert_eq!((house.told(payment).await.len(), house.clearing(1).await), (2, 12_900));
        let refund = house.refund(payment, 50, 9_900).await.unwrap();
        house.refund_of(payment, 1, 51, 3_000).await.unwrap();
        house.work().await;
        assert_eq!(
            house.refund_state(refund).await,
            "done",
            "it is given back under the attempt that took it"
        );
        assert_eq!(house.state(payment).await, "refunded");
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_dawdles_is_found_without_a_webhook() {
    for house in houses().await {
        house.script(json!({"outcome": {"delay": {"ms": 180_000}}, "webhooks": {"mode": "never"}})).await;
        let payment = house.open(1).await;
        assert_eq!(house.press(&payment.to_string(), "pay").await, "created");
        house.pass(2).await;
        assert_eq!(house.state(payment).await, "action");
        house.pass(3).await;
        assert_eq!(house.state(payment).await, "captured", "{}", house.engine);
        assert_eq!(house.told(payment).await, [(9_900, false), (3_000, false)]);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_whose_answer_was_lost_makes_no_second_payment() {
    for house in houses().await {
        house.script(json!({"outcome": "timeout_after_effect", "webhooks": {"mode": "never"}})).await;
        let payment = house.begin(1).await;
        let ran = house.work().await;
        assert_eq!((ran.done, ran.again), (0, 1), "the outcome is unknown: it is asked again");
        assert_eq!(house.state(payment).await, "created");
        assert_eq!(house.report().payments.len(), 1, "and yet it was booked");
        house.pass(1).await;
        assert_eq!(house.state(payment).await, "action", "{}", house.engine);
        assert_eq!(house.report().payments.len(), 1);
        house.pass(16).await;
        assert_eq!(house.state(payment).await, "closed", "the void's answer was lost too, and found");
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unpaid_payment_expires_and_is_closed_at_the_gateway() {
    for house in houses().await {
        let payment = house.open(1).await;
        house.pass(14).await;
        assert_eq!(house.state(payment).await, "action");
        house.pass(1).await;
        assert_eq!(house.state(payment).await, "closed", "{}", house.engine);
        assert_eq!(house.at_gateway(payment).status.word(), "voided");
        assert_eq!(house.press(&payment.to_string(), "pay").await, "payment_closed");
        house.pass(10).await;
        assert_eq!(
            (house.told(payment).await, house.jobs_left().await),
            (vec![], 0),
            "nothing is left to do"
        );
        house.verified().await;
    }
}

/// Paid between our deadline and our void.
async fn paid_late(house: &House) {
    house.script(json!({"late_payments": true, "webhooks": {"mode": "never"}})).await;
    let payment = house.open(1).await;
    house.clock.advance(Span::minutes(16));
    runner::sweep(&house.db, payments::KINDS).await.unwrap();
    assert_eq!(house.state(payment).await, "expired");
    assert_eq!(house.press(&payment.to_string(), "pay").await, "captured");
    house.work().await;
    assert_eq!(house.state(payment).await, "captured", "{}", house.engine);
    assert_eq!(house.told(payment).await, [(9_900, true), (3_000, true)], "told all the same, as late");
    assert_eq!(house.clearing(1).await, 12_900);
    house.verified().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_comes_late_is_booked_and_the_orders_are_told() {
    for house in houses().await {
        paid_late(&house).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_comes_twice_is_booked_twice_and_given_back_once() {
    for house in houses().await {
        house.script(json!({"second_captures": true})).await;
        let payment = house.paid(1).await;
        house.press(&payment.to_string(), "pay").await;
        assert_eq!(house.at_gateway(payment).capture_count, 2);
        house.clock.advance(Span::seconds(6));
        house.look(payment).await;
        house.work().await;
        assert_eq!(house.refunds(payment).await, [(12_900, "done".to_owned())], "{}", house.engine);
        assert_eq!((house.told(payment).await.len(), house.clearing(1).await), (2, 12_900));
        let line = house.at_gateway(payment);
        assert_eq!((line.captured, line.refunded), (25_800, 12_900));
        assert_eq!(house.state(payment).await, "captured");
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_that_nobody_wants_is_voided_and_one_that_somebody_wants_is_not() {
    for house in houses().await {
        let payment = house.open(1).await;
        let [one, other] = orders(payment);
        leave(&house, one).await;
        assert_eq!(house.state(payment).await, "action");
        leave(&house, one).await;
        assert_eq!(house.state(payment).await, "action", "leaving twice is leaving once");
        leave(&house, other).await;
        assert_eq!(house.state(payment).await, "closed", "{}", house.engine);
        assert_eq!(house.at_gateway(payment).status.word(), "voided");
        assert_eq!(house.told(payment).await, []);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_was_first_is_told_to_those_who_had_left() {
    for house in houses().await {
        house.script(json!({"webhooks": {"mode": "never"}})).await;
        let payment = house.open(1).await;
        assert_eq!(house.press(&payment.to_string(), "pay").await, "captured");
        for order in orders(payment) {
            leave(&house, order).await;
        }
        assert_eq!(house.state(payment).await, "captured", "{}", house.engine);
        assert_eq!(house.told(payment).await, [(9_900, true), (3_000, true)]);
        assert_eq!(house.balance(kind::CLEARING, checkout(1)).await, 12_900);
        house.verified().await;
    }
}

/// As an order does in its own family: by a job about itself.
async fn leave(house: &House, order: kernel::Id<crate::house::Order>) {
    fn ask(tx: &mut db::Tx, cx: &kernel::Cx, order: &kernel::Ref) -> Result<(), db::No> {
        let new = jobs::New { subject: order.clone(), ..jobs::New::of(payments::UNWANTED, &()) };
        jobs::enqueue(tx, cx, new)?;
        Ok(())
    }
    house.db.write(&kernel::Actor::Engine, order.address(), ask).await.unwrap();
    house.work().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_that_are_not_the_whole_and_unknown_gateways_begin_nothing() {
    fn begin(tx: &mut db::Tx, cx: &kernel::Cx, new: &payments::New) -> Result<(), db::No> {
        payments::begin(tx, cx, new.clone())
    }
    for house in houses().await {
        let id = kernel::Id::from_uid(kernel::Uid([5; 16]));
        let to = orders(id)[0].address();
        let waiter = |amount| vec![payments::Waiter { to: to.clone(), amount: crate::house::php(amount) }];
        let good = payments::New {
            payment: id,
            checkout: checkout(5),
            account: None,
            guest: None,
            gateway: "sandbox".into(),
            amount: crate::house::php(100),
            waiters: waiter(100),
            expires_at: house.db.now() + Span::minutes(15),
            return_url: "http://localhost:8080/".into(),
        };
        let stranger = kernel::Ref { kind: "acc".into(), id: kernel::Uid([1; 16]) };
        let to_stranger = vec![payments::Waiter { to: stranger, amount: crate::house::php(100) }];
        for (new, code) in [
            (payments::New { gateway: "bank".into(), ..good.clone() }, "no_gateway"),
            (payments::New { waiters: waiter(99), ..good.clone() }, "split"),
            (payments::New { waiters: Vec::new(), ..good.clone() }, "split"),
            (payments::New { amount: crate::house::php(0), waiters: waiter(0), ..good.clone() }, "split"),
            (payments::New { waiters: to_stranger, ..good.clone() }, "not_wired"),
        ] {
            let no = house.db.write(&kernel::Actor::Engine, new, begin).await.unwrap_err();
            assert_eq!(no.code(), code, "{}", house.engine);
        }
        assert_eq!(house.states().await, []);
        house.db.write(&kernel::Actor::Engine, good, begin).await.unwrap();
    }
}
