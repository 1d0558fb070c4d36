//! Payments in a storm: webhooks come twice, in the wrong order, half of them never, and some are forged. What the
//! gateway's own file says at the end is what the market says.

use std::collections::BTreeMap;

use kernel::Span;
use market_tests::{Market, WEBHOOK_SECRET};
use serde_json::{Value, json};
use testkit::sized;

use super::at_once;
use crate::books::{settled, stand};
use crate::cast::{Bought, Buyer, guest, open_shop, text};
use crate::wire;

/// One cup at 250.00 and delivery.
const TOTAL: i64 = 34_500;

/// What the payer of this number does.
fn choice(number: usize) -> &'static str {
    match number % 5 {
        0 => "nothing",
        1 => "decline",
        _ => "pay",
    }
}

/// How webhooks about the payment of this number travel: half of them never do.
fn weather(number: usize) -> Value {
    match number % 4 {
        0 => json!({ "mode": "twice" }),
        1 => json!({ "mode": "reordered", "ms": 2_000 }),
        _ => json!({ "mode": "never" }),
    }
}

#[test]
fn a_thousand_payments_in_a_storm_end_as_the_gateway_says() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 1_000);
        let number_of = sized(1_000, 200);
        let bought: Vec<(Buyer, Bought)> = at_once(8, &vec![(); number_of], |number, ()| {
            let buyer = guest(&market);
            let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
            market.gateway.script(json!({ "reference": bought.payment, "webhooks": weather(number),
                "second_captures": true }));
            buyer.awaits_page(&market, &bought);
            (buyer, bought)
        });
        at_once(8, &bought, |number, (_, bought)| weathered(&market, number, bought));
        // Each look at the gateway is at most a few minutes away; the reservation lasts an hour.
        for _ in 0..15 {
            market.pass(Span::minutes(2));
            settled(&market);
        }
        let paid = (0..number_of).filter(|number| choice(*number) == "pay").count();
        let collected = TOTAL * i64::try_from(paid).unwrap();
        stand(&market, &[("escrow", collected), ("gateway", -collected)]);
        same_as_at_the_gateway(&market, &bought);
    }
}

/// The payer acts, some of them twice, while strangers send webhooks of their own making.
fn weathered(market: &Market, number: usize, bought: &Bought) {
    if choice(number) != "nothing" {
        market.gateway.press(&bought.payment, choice(number));
    }
    if choice(number) == "pay" && number.is_multiple_of(7) {
        market.gateway.press(&bought.payment, "pay"); // captured a second time, by the gateway's fault
    }
    let claim = json!({ "id": format!("evt_forged_{number}"), "type": "payment.captured",
        "created": market.now(), "data": { "reference": bought.payment, "status": "captured",
        "amount": TOTAL, "currency": "PHP", "capture": format!("cap_forged_{number}") } });
    let body = claim.to_string();
    let at = jiff::Timestamp::from_microsecond(market.now().micros()).unwrap();
    let send = |signature: &str| {
        let headers = [("Content-Type", "application/json"), (sandbox::SIGNATURE_HEADER, signature)];
        wire::post(market, "/webhooks/sandbox", &headers, body.as_bytes())
    };
    let guessed = send(&sandbox::signature("whsec_guessed", at, &body));
    assert_eq!((guessed.status, guessed.code()), (Some(403), "signature"), "{guessed:?}");
    let stale = at - jiff::SignedDuration::from_secs(3_600);
    let replayed = send(&sandbox::signature(WEBHOOK_SECRET, stale, &body));
    assert_eq!((replayed.status, replayed.code()), (Some(403), "signature"), "{replayed:?}");
    if number.is_multiple_of(10) {
        // Even one that is signed with the right secret is only a hint: the market asks the gateway itself.
        let signed = send(&sandbox::signature(WEBHOOK_SECRET, at, &body));
        assert_eq!(signed.status, Some(204), "{signed:?}");
    }
}

fn same_as_at_the_gateway(market: &Market, bought: &[(Buyer, Bought)]) {
    let books = market.gateway.books();
    let lines: BTreeMap<&str, _> =
        books.payments.iter().map(|line| (line.reference.as_str(), line)).collect();
    for (number, (buyer, bought)) in bought.iter().enumerate() {
        let payment = buyer.client.get(&format!("/payments/{}", bought.payment)).is(200);
        let line = lines[bought.payment.as_str()];
        let (theirs, order) = match choice(number) {
            "pay" => ("captured", "to_ship"),
            "decline" => ("declined", "awaiting_payment"),
            _ => ("action", "awaiting_payment"),
        };
        assert_eq!(text(&payment, "/status"), theirs, "{}, number {number}: {line:?}", market.engine);
        assert_eq!(buyer.sees(&bought.order), order, "{}, number {number}: {line:?}", market.engine);
        let kept = line.captured - line.refunded;
        assert_eq!(kept, if theirs == "captured" { TOTAL } else { 0 }, "{line:?}");
        assert_eq!(line.refund_pending, 0, "{line:?}");
    }
}
