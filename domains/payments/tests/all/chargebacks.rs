//! A payer's bank takes money back (F22): booked once, borne by whoever has the money, and never silently.

use kernel::{Span, Uid};
use ledger::kind;
use serde_json::{Value, json};

use crate::house::{House, checkout, houses, orders};

async fn bank_takes(house: &House, reference: &str, amount: i64) {
    let said = house.control("control/chargebacks", json!({"reference": reference, "amount": amount})).await;
    assert_eq!(said["status"], "captured", "{said}");
}

/// Somebody asks how it stands; within five seconds of the last time it is not asked again.
async fn looked(house: &House, payment: kernel::Id<payments::Payment>) {
    house.clock.advance(Span::seconds(5));
    house.look(payment).await;
    house.work().await;
}

/// What is charged back of a payment and borne by nobody yet.
async fn unborne(house: &House, payment: kernel::Id<payments::Payment>) -> i64 {
    house.owed(payments::charged_purse(payment)).await
}

/// What the two orders' shops owe.
async fn borne(house: &House, payment: kernel::Id<payments::Payment>) -> Vec<i64> {
    let mut owed = Vec::new();
    for order in orders(payment) {
        owed.push(house.owed(process::Purse { kind: kind::RECEIVABLE, of: order.uid() }).await);
    }
    owed
}

async fn lost(house: &House) -> i64 {
    house.owed(process::Purse { kind: kind::LOSS, of: ledger::MARKET }).await
}

async fn shown(house: &House) -> Value {
    house.ask("operator", "GET", "/charged-back-payments", None).await.1["data"][0].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chargeback_is_booked_once_however_often_it_is_told_and_the_orders_bear_it() {
    for mut house in houses().await {
        house.script(json!({"webhooks": {"mode": "twice"}})).await;
        let payment = house.paid(1).await;
        house.mail(2).await;
        let held = house.held().await;
        bank_takes(&house, &payment.to_string(), 4_300).await;
        let told = house.mail(2).await;
        assert!(String::from_utf8_lossy(&told[0].raw).contains("payment.charged_back"));
        for delivery in [&told[0], &told[1], &told[0]] {
            assert_eq!(house.deliver(delivery).await, 204);
            house.work().await;
            looked(&house, payment).await;
        }
        assert_eq!(house.held().await, held - 4_300, "{}", house.engine);
        assert_eq!(borne(&house, payment).await, [3_300, 1_000], "9,900 and 3,000 of 12,900");
        assert_eq!((unborne(&house, payment).await, lost(&house).await), (0, 0));
        assert_eq!(house.state(payment).await, "captured");
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chargeback_that_nobody_told_is_found_within_days_and_for_months() {
    for house in houses().await {
        let payment = house.paid(1).await;
        house.script(json!({"webhooks": {"mode": "never"}})).await;
        let mut known = 0;
        for days in [1, 2, 4, 7, 16, 30, 60] {
            bank_takes(&house, &payment.to_string(), 100).await;
            house.clock.advance(Span::days(days) + Span::from_micros(-1));
            house.work().await;
            assert_eq!(borne(&house, payment).await.iter().sum::<i64>(), known, "{}", house.engine);
            house.clock.advance(Span::from_micros(1));
            house.work().await;
            known += 100;
            assert_eq!(borne(&house, payment).await.iter().sum::<i64>(), known, "{days} {}", house.engine);
        }
        assert_eq!((unborne(&house, payment).await, house.jobs_left().await), (0, 0));
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refunded_and_charged_back_as_well_is_the_markets_loss_and_staff_see_it() {
    for house in houses().await {
        let payment = house.paid(1).await;
        let refund = house.refund(payment, 50, 9_900).await.unwrap();
        house.pass(1).await;
        assert_eq!(house.refund_state(refund).await, "done");
        bank_takes(&house, &payment.to_string(), 12_900).await;
        looked(&house, payment).await;
        assert_eq!(borne(&house, payment).await, [0, 3_000], "{}", house.engine);
        assert_eq!((lost(&house).await, unborne(&house, payment).await), (9_900, 0));
        assert_eq!(house.refund_of(payment, 1, 51, 3_000).await, Ok(kernel::Id::from_uid(Uid([51; 16]))));
        house.work().await;
        assert_eq!(house.refund_state(kernel::Id::from_uid(Uid([51; 16]))).await, "dropped");
        let php = |amount| json!({"amount": amount, "currency": "PHP"});
        let line = shown(&house).await;
        assert_eq!(line["payment"], payment.to_string());
        for (what, amount) in [
            ("captured", 12_900),
            ("refunds", 9_900),
            ("charged_back", 12_900),
            ("orders", 3_000),
            ("cut", 0),
            ("lost", 9_900),
            ("open", 0),
        ] {
            assert_eq!(line[what], php(amount), "{what}: {line}");
        }
        for (who, expected) in [("owner", 403), ("stranger", 403), ("operator", 200)] {
            assert_eq!(house.ask(who, "GET", "/charged-back-payments", None).await.0, expected, "{who}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_that_the_gateway_will_not_send_any_more_is_sent_less_what_the_bank_took() {
    for house in houses().await {
        let payment = house.paid(1).await;
        // The bank takes 5,000 while the market knows nothing of it; then the first order's 9,900 are promised back.
        house.script(json!({"webhooks": {"mode": "never"}})).await;
        bank_takes(&house, &payment.to_string(), 5_000).await;
        let refund = house.refund(payment, 50, 9_900).await.unwrap();
        house.work().await;
        assert_eq!(house.refund_state(refund).await, "failed", "{}", house.engine);
        assert_eq!(house.at_gateway(payment).refunded, 0);
        looked(&house, payment).await;
        // 3,000 are still with the second order, which bears them; 2,000 more are cut from the refund.
        assert_eq!(borne(&house, payment).await, [0, 3_000]);
        let php = |amount| json!({"amount": amount, "currency": "PHP"});
        let line = shown(&house).await;
        assert_eq!((&line["cut"], &line["open"]), (&php(2_000), &php(0)), "{line}");
        house.pass(3).await;
        assert_eq!(house.refund_state(refund).await, "done");
        assert_eq!((house.at_gateway(payment).refunded, lost(&house).await), (7_900, 0));
        assert_eq!(
            house.balance(kind::CLEARING, checkout(1)).await,
            3_000,
            "the second order's, which never collects"
        );
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_refund_and_a_chargeback_at_once_no_more_than_was_captured_leaves_the_market_unseen() {
    for house in houses().await {
        for number in 1..=6 {
            let payment = house.paid(number).await;
            house.clock.advance(Span::seconds(5));
            let house = &house;
            let bank = async {
                bank_takes(house, &payment.to_string(), 12_900).await;
                house.look(payment).await;
                house.work().await;
            };
            let shop = async {
                house.refund_of(payment, 1, 100 + number, 3_000).await.unwrap();
                house.work().await;
            };
            tokio::join!(bank, shop);
            house.pass(5).await;
            let line = shown(house).await;
            let of = |what: &str| line[what]["amount"].as_i64().unwrap();
            assert_eq!(line["payment"], payment.to_string());
            assert_eq!(of("charged_back"), of("orders") + of("cut") + of("lost") + of("open"), "{line}");
            assert!(of("refunds") + of("orders") <= of("captured"), "{line}");
            assert_eq!((of("open"), of("charged_back")), (0, 12_900), "{line}");
            let there = house.at_gateway(payment);
            assert_eq!(there.captured - there.refunded - there.charged_back, -of("lost"), "{}", house.engine);
        }
    }
}
