//! A flash sale: everybody wants the same hundred units at the same moment. Guest carts and quotes are prepared,
//! the settings `rate_per_address`, `burst_per_address`, `rate_per_principal` and `burst_per_principal` are raised.

use std::collections::BTreeSet;

use kernel::clock::Stopwatch;
use market_tests::{Answer, Market};
use serde_json::Value;
use testkit::sized;

use super::at_once;
use crate::books::stand;
use crate::cast::{Buyer, Quote, bought, guest, open_shop, text, yes};

const UNITS: usize = 100;
const IN_FLIGHT: usize = 512;

#[test]
fn ten_thousand_buyers_for_a_hundred_units_buy_a_hundred() {
    for market in Market::both_live() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 100);
        let everybody = vec![(); sized(10_000, 1_000)];
        let prepared: Vec<(Buyer, Quote)> = at_once(32, &everybody, |_, ()| {
            let buyer = guest(&market);
            let quote = buyer.takes(&cup, 1).asks();
            (buyer, quote)
        });
        let watch = Stopwatch::start();
        let answers = at_once(IN_FLIGHT, &prepared, |_, (buyer, quote)| buyer.says_yes(quote, "gateway"));
        let elapsed = watch.elapsed();
        let (won, lost): (Vec<Answer>, Vec<Answer>) =
            answers.into_iter().partition(|answer| answer.status == 201);
        println!("{}: {} buyers in {elapsed:?}", market.engine, everybody.len());
        assert_eq!(won.len(), UNITS, "{}", market.engine);
        for answer in lost {
            answer.refuses(409, "sold_out");
        }
        let orders: BTreeSet<String> = won.iter().map(|answer| bought(&answer.body).order).collect();
        assert_eq!(orders.len(), UNITS);
        assert_eq!(shop.shelf(&cup), (0, 100, 0));
        market.until("a payment for each at the gateway", || {
            (market.gateway.books().payments.len() == UNITS).then_some(())
        });
        stand(&market, &[]);
    }
}

#[test]
fn thirty_two_confirmations_under_different_keys_make_one_payment_and_one_order_a_shop() {
    confirmed_from_32_places(|place| format!("a-key-of-its-own-{place:04}"));
}

#[test]
fn thirty_two_confirmations_under_one_key_make_one_payment_and_one_order_a_shop() {
    confirmed_from_32_places(|_| "one-key-for-all-of-them".into());
}

fn confirmed_from_32_places(key: fn(usize) -> String) {
    for market in Market::both_live() {
        let (enamel, weaving) = (open_shop(&market, "enamel"), open_shop(&market, "weaving"));
        let (cup, scarf) = (enamel.offers("Enamel cup", 25_000, 5), weaving.offers("Scarf", 80_000, 5));
        let buyer = guest(&market);
        let quote = buyer.takes(&cup, 1).takes(&scarf, 1).asks();
        let path = format!("/checkouts/{}/confirmation", quote.checkout);
        let answers = at_once(32, &[(); 32], |place, ()| {
            buyer.client.post_once(&path, &key(place), yes(&quote, "gateway"))
        });
        let told: BTreeSet<String> = answers.into_iter().map(|answer| answer.is(201).to_string()).collect();
        assert_eq!(told.len(), 1, "{}: everybody is told the same", market.engine);
        let confirmation = buyer.client.get(&format!("/checkouts/{}", quote.checkout)).is(200);
        let bought = bought(&confirmation["confirmation"]);
        buyer.awaits_page(&market, &bought);
        let orders = buyer.client.get("/orders").is(200);
        let shops: BTreeSet<String> =
            orders["data"].as_array().unwrap().iter().map(|order| text(order, "/shop")).collect();
        assert_eq!(orders["data"].as_array().map(Vec::len), Some(2), "{}: {orders}", market.engine);
        assert_eq!(shops, BTreeSet::from([enamel.id.clone(), weaving.id.clone()]));
        assert_eq!((enamel.shelf(&cup), weaving.shelf(&scarf)), ((4, 1, 0), (4, 1, 0)));
        let payments: Vec<Value> =
            market.gateway.books().payments.iter().map(|line| line.reference.clone().into()).collect();
        assert_eq!(payments, [Value::from(bought.payment)]);
        stand(&market, &[]);
    }
}
