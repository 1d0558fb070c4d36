//! Must-show 8: whatever becomes of the webhooks, the market ends where the gateway is.

use std::collections::BTreeMap;

use kernel::{Chance, Id, Span, Uid};
use payments::Payment;
use serde_json::json;

use crate::house::{Delivery, House, SECRET, houses};
use crate::webhooks::signed;

const PAYMENTS: u64 = 1_000;
/// Jobs and buyers at once; each engine has its own limits below this.
const AT_ONCE: u64 = 8;

fn payment(number: u64) -> (Id<Payment>, Uid) {
    let mut uid = Uid([3; 16]);
    uid.0[..8].copy_from_slice(&number.to_be_bytes());
    let mut checkout = uid;
    checkout.0[8] = 200;
    (Id::from_uid(uid), checkout)
}

async fn work(house: &std::sync::Arc<House>) {
    let hands: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let house = std::sync::Arc::clone(house);
            tokio::spawn(async move { house.work().await })
        })
        .collect();
    for hand in hands {
        assert_eq!(hand.await.unwrap().dead, 0);
    }
}

/// Each payer pays, pays twice, is declined, or never comes.
async fn press(house: &std::sync::Arc<House>) {
    let payers: Vec<_> = (0..AT_ONCE)
        .map(|hand| {
            let house = std::sync::Arc::clone(house);
            tokio::spawn(async move {
                for number in (hand..PAYMENTS).step_by(AT_ONCE as usize) {
                    let reference = payment(number).0.to_string();
                    match number % 10 {
                        0 => {}
                        1 => drop(house.press(&reference, "decline").await),
                        2 => {
                            house.press(&reference, "pay").await;
                            house.press(&reference, "pay").await;
                        }
                        _ => drop(house.press(&reference, "pay").await),
                    }
                }
            })
        })
        .collect();
    for payer in payers {
        payer.await.unwrap();
    }
}

/// Half are dropped, what is left comes one to three times, in any order, with forgeries among it.
fn spoil(house: &House, mail: Vec<Delivery>, chance: &mut Chance) -> Vec<(Delivery, u16)> {
    let mut storm = Vec::new();
    for delivery in mail {
        if chance.below(2) == 0 {
            continue;
        }
        for _ in 0..=chance.below(3) {
            storm.push((delivery.clone(), 204));
        }
        if chance.below(5) == 0 {
            let forged = signed(house, "whsec_guess", Span::ZERO, &String::from_utf8(delivery.raw).unwrap());
            storm.push((forged, 403));
        }
    }
    for place in (1..storm.len()).rev() {
        storm.swap(place, chance.below(place as u64 + 1) as usize);
    }
    // Genuine, and a lie: nobody paid this one.
    let body =
        format!(r#"{{"id":"evt_lie","type":"payment.captured","data":{{"reference":"{}"}}}}"#, payment(0).0);
    storm.push((signed(house, SECRET, Span::ZERO, &body), 204));
    storm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_any_storm_of_webhooks_the_market_ends_where_the_gateway_is() {
    for mut house in houses().await {
        let watch = kernel::clock::Stopwatch::start();
        house.script(json!({"second_captures": true})).await;
        for number in 0..PAYMENTS {
            let (id, checkout) = payment(number);
            house.begin_as(id, checkout).await;
        }
        let shared = std::sync::Arc::new(house);
        work(&shared).await;
        press(&shared).await;
        house = std::sync::Arc::into_inner(shared).unwrap();
        let made = usize::try_from(house.report().events.made).unwrap();
        let mail = house.mail(made).await;
        let storm = spoil(&house, mail, &mut Chance::from_number(8));
        let shared = std::sync::Arc::new(house);
        for (place, (delivery, expected)) in storm.iter().enumerate() {
            assert_eq!(shared.deliver(delivery).await, *expected);
            if place == storm.len() / 2 {
                work(&shared).await;
            }
        }
        work(&shared).await;
        // What no webhook told, the looks find; what nobody paid, ends.
        for _ in 0..6 {
            shared.clock.advance(Span::minutes(3));
            while runner::sweep(&shared.db, payments::KINDS).await.unwrap().woken > 0 {}
            work(&shared).await;
        }
        compare(&shared, storm.len()).await;
        println!("{}: {PAYMENTS} payments, {} webhooks, {:?}", shared.engine, storm.len(), watch.elapsed());
    }
}

async fn compare(house: &House, storm: usize) {
    let gateway = house.report();
    let lines: BTreeMap<&str, _> =
        gateway.payments.iter().map(|line| (line.reference.as_str(), line)).collect();
    let states = house.states().await;
    assert_eq!(states.len(), PAYMENTS as usize);
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for (id, state) in &states {
        let line = lines[id.to_string().as_str()];
        let expected = if line.captured > 0 { "captured" } else { "closed" };
        assert_eq!(state, expected, "{}: {id}", house.engine);
        assert_eq!(line.captured - line.refunded, if line.captured > 0 { 12_900 } else { 0 }, "{id}");
        assert_eq!(line.refund_pending, 0);
        *ends.entry(state.clone()).or_default() += 1;
    }
    assert!(storm > 400 && ends["captured"] == 800 && ends["closed"] == 200, "{ends:?}");
    let total = &gateway.totals[0];
    assert_eq!(house.held().await, total.captured - total.refunded, "our books and the gateway's");
    for (id, state) in states.iter().step_by(37) {
        assert_eq!(house.told(*id).await.len(), if state == "captured" { 2 } else { 0 }, "{id}");
    }
    house.verified().await;
}
