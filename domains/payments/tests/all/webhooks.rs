//! Webhooks: a hint to look, and nothing else (F08, F09).

use axum::http::HeaderMap;
use kernel::{Chance, Span};
use serde_json::json;

use crate::house::{Delivery, House, SECRET, houses};

/// A body under a signature of the gateway's secret, or of another's.
pub fn signed(house: &House, secret: &str, ago: Span, body: &str) -> Delivery {
    let at = jiff::Timestamp::from_microsecond((house.db.now() - ago).micros()).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("sandbox-signature", sandbox::signature(secret, at, body).parse().unwrap());
    Delivery { headers, raw: body.as_bytes().to_vec() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_ten_times_and_in_any_order_comes_to_the_same() {
    for mut house in houses().await {
        let payment = house.open(1).await;
        house.press(&payment.to_string(), "pay").await;
        let mut deliveries = house.mail(1).await;
        house.clock.advance(Span::seconds(6));
        house.look(payment).await;
        house.work().await;
        let refund = house.refund(payment, 50, 5_000).await.unwrap();
        house.work().await;
        deliveries.extend(house.mail(1).await);
        let mut chance = Chance::from_number(3);
        for _ in 0..20 {
            let one = chance.pick(&deliveries).unwrap().clone();
            assert_eq!(house.deliver(&one).await, 204);
            if chance.below(3) == 0 {
                house.work().await;
            }
        }
        house.work().await;
        assert_eq!(
            (house.told(payment).await.len(), house.clearing(1).await),
            (2, 7_900),
            "{}",
            house.engine
        );
        assert_eq!(house.refund_state(refund).await, "done");
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_alone_brings_the_money_and_never_its_own_words() {
    for mut house in houses().await {
        let payment = house.open(1).await;
        let claim = json!({"id": "evt_1", "type": "payment.captured", "created": "2026-11-24T08:00:00Z",
            "data": {"reference": payment.to_string(), "status": "captured", "amount": 1, "currency": "PHP"}});
        let lie = signed(&house, SECRET, Span::ZERO, &claim.to_string());
        assert_eq!(house.deliver(&lie).await, 204, "the signature is good, so it is kept");
        house.work().await;
        assert_eq!(house.state(payment).await, "action", "but the gateway itself says otherwise");
        house.press(&payment.to_string(), "pay").await;
        let truth = house.mail(1).await.remove(0);
        assert_eq!(house.deliver(&truth).await, 204);
        house.work().await;
        assert_eq!((house.state(payment).await, house.clearing(1).await), ("captured".into(), 12_900));
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forged_stale_and_strange_webhooks_change_nothing() {
    for house in houses().await {
        let payment = house.open(1).await;
        house.press(&payment.to_string(), "pay").await;
        let body =
            format!(r#"{{"id":"evt_9","type":"payment.captured","data":{{"reference":"{payment}"}}}}"#);
        let before = house.jobs_left().await;
        let unsigned = Delivery { headers: HeaderMap::new(), raw: body.clone().into_bytes() };
        let mut tampered = signed(&house, SECRET, Span::ZERO, &body);
        tampered.raw.push(b' ');
        for (delivery, what) in [
            (signed(&house, "whsec_other", Span::ZERO, &body), "another's signature"),
            (signed(&house, SECRET, Span::seconds(301), &body), "too old"),
            (signed(&house, SECRET, Span::seconds(-301), &body), "of the future"),
            (unsigned, "none"),
            (tampered, "another body"),
        ] {
            assert_eq!(house.deliver(&delivery).await, 403, "{what}");
        }
        let good = signed(&house, SECRET, Span::ZERO, &body);
        assert_eq!(house.deliver_to("bank", &good.headers, good.raw.clone()).await, 404);
        assert_eq!(house.deliver(&signed(&house, SECRET, Span::ZERO, "no JSON")).await, 204);
        assert_eq!(house.jobs_left().await, before, "{}: nothing was asked for", house.engine);
        assert_eq!(house.state(payment).await, "action");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_genuine_webhook_about_something_unknown_is_parked() {
    for house in houses().await {
        let payment = house.open(1).await;
        let stranger = kernel::Id::<payments::Payment>::from_uid(kernel::Uid([66; 16]));
        let refund = kernel::Id::<payments::Refund>::from_uid(kernel::Uid([67; 16]));
        for (number, kind, reference) in [
            (1, "payment.captured", stranger.to_string()),
            (2, "payment.captured", format!("{payment}.7")),
            (3, "payment.captured", "somebody-elses".to_owned()),
            (4, "refund.succeeded", refund.to_string()),
            (5, "payout.paid", "pyo_x".to_owned()),
        ] {
            let body =
                format!(r#"{{"id":"evt_{number}","type":"{kind}","data":{{"reference":"{reference}"}}}}"#);
            assert_eq!(house.deliver(&signed(&house, SECRET, Span::ZERO, &body)).await, 204);
        }
        house.work().await;
        let parked = house.db.read(&kernel::Actor::Engine, (), payments::parked).await.unwrap();
        let mut events: Vec<&str> = parked.iter().map(|one| one.event.as_str()).collect();
        events.sort_unstable();
        assert_eq!(events, ["evt_1", "evt_2", "evt_3", "evt_4", "evt_5"], "{}", house.engine);
        let (status, shown) = house.ask("operator", "GET", "/parked-webhooks", None).await;
        assert_eq!((status, shown["data"].as_array().unwrap().len()), (200, 5));
        assert_eq!(house.ask("owner", "GET", "/parked-webhooks", None).await.0, 403);
        assert_eq!(house.state(payment).await, "action");
    }
}
