//! Money back: once, never more than came, and found again whatever was lost (F05, F06, F07).

use serde_json::json;

use crate::house::houses;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_arrives_once_and_the_last_one_makes_the_payment_refunded() {
    for house in houses().await {
        let payment = house.paid(1).await;
        let part = house.refund(payment, 50, 5_000).await.unwrap();
        assert_eq!(house.refund(payment, 50, 5_000).await, Ok(part), "the same again is the same refund");
        assert_eq!(
            house.refund(payment, 50, 4_000).await.unwrap_err().code(),
            "exists_with_different_amount"
        );
        house.work().await;
        assert_eq!(house.refund_state(part).await, "done");
        assert_eq!((house.clearing(1).await, house.held().await), (7_900, 7_900));
        assert_eq!(house.state(payment).await, "captured");
        for (amount, code) in [(4_901, "exceeds_capture"), (0, "exceeds_capture"), (-1, "exceeds_capture")] {
            assert_eq!(house.refund(payment, 51, amount).await.unwrap_err().code(), code, "{}", house.engine);
        }
        house.refund(payment, 52, 4_900).await.unwrap();
        house.work().await;
        assert_eq!(house.state(payment).await, "captured", "the other order keeps its part");
        house.refund_of(payment, 1, 53, 3_000).await.unwrap();
        house.work().await;
        assert_eq!(house.state(payment).await, "refunded");
        assert_eq!((house.clearing(1).await, house.held().await), (0, 0));
        assert_eq!(house.at_gateway(payment).refunded, 12_900);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_thirty_two_refunds_of_sixty_percent_at_once_one_succeeds() {
    for house in houses().await {
        let payment = house.paid(1).await;
        let house = std::sync::Arc::new(house);
        let storm: Vec<_> = (0..32_u8)
            .map(|number| {
                let house = std::sync::Arc::clone(&house);
                tokio::spawn(async move { house.refund(payment, 100 + number, 7_740).await })
            })
            .collect();
        let mut good = 0;
        for one in storm {
            match one.await.unwrap() {
                Ok(_) => good += 1,
                Err(no) => assert_eq!(no.code(), "exceeds_capture", "{}", house.engine),
            }
        }
        assert_eq!(good, 1, "{}", house.engine);
        house.work().await;
        assert_eq!((house.at_gateway(payment).refunded, house.clearing(1).await), (7_740, 5_160));
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_whose_answer_was_lost_is_found_and_not_made_again() {
    for house in houses().await {
        let payment = house.paid(1).await;
        house.script(json!({"refunds": "timeout_after_effect", "webhooks": {"mode": "never"}})).await;
        let refund = house.refund(payment, 50, 5_000).await.unwrap();
        let ran = house.work().await;
        assert_eq!(ran.again, 1);
        assert_eq!((house.refund_state(refund).await, house.clearing(1).await), ("asked".into(), 12_900));
        house.pass(1).await;
        assert_eq!(house.refund_state(refund).await, "done", "{}", house.engine);
        assert_eq!((house.report().refunds.len(), house.at_gateway(payment).refunded), (1, 5_000));
        assert_eq!(house.clearing(1).await, 7_900);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_that_takes_its_time_is_asked_for_until_it_arrives() {
    for house in houses().await {
        let payment = house.paid(1).await;
        house.refund_of(payment, 1, 51, 3_000).await.unwrap();
        house.work().await;
        house.script(json!({"refunds": "pending", "webhooks": {"mode": "never"}})).await;
        let refund = house.refund(payment, 50, 9_900).await.unwrap();
        house.pass(10).await;
        assert_eq!((house.refund_state(refund).await, house.clearing(1).await), ("pending".into(), 9_900));
        let settled = json!({"kind": "refund", "reference": refund.to_string(), "outcome": "succeed"});
        house.control("control/settlements", settled).await;
        house.pass(20).await;
        assert_eq!(house.refund_state(refund).await, "done", "{}", house.engine);
        assert_eq!((house.state(payment).await, house.clearing(1).await), ("refunded".into(), 0));
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_that_fails_is_sent_again_under_another_reference_and_then_parked_for_staff() {
    for house in houses().await {
        let payment = house.paid(1).await;
        house.script(json!({"refunds": "fail", "webhooks": {"mode": "never"}})).await;
        let refund = house.refund(payment, 50, 5_000).await.unwrap();
        house.work().await;
        assert_eq!(house.refund_state(refund).await, "failed", "{}", house.engine);
        assert_eq!(house.clearing(1).await, 12_900, "the money waits");
        assert_eq!(house.refund(payment, 51, 12_900).await.unwrap_err().code(), "exceeds_capture");
        let attempts = format!("/refunds/{refund}/attempts");
        house.pass(5 * 60).await;
        assert_eq!(house.refund_state(refund).await, "parked");
        assert_eq!(house.report().refunds.len(), 8, "each try under its own reference");
        house.script(json!({"refunds": "succeed"})).await;
        assert_eq!(house.ask("owner", "POST", &attempts, None).await.0, 403);
        assert_eq!(house.ask("operator", "POST", &attempts, None).await.0, 202);
        assert_eq!(house.ask("operator", "POST", &attempts, None).await.0, 409);
        house.work().await;
        assert_eq!(house.refund_state(refund).await, "done");
        assert_eq!((house.at_gateway(payment).refunded, house.clearing(1).await), (5_000, 7_900));
        house.verified().await;
    }
}
