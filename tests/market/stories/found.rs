//! Finding by words: what is new, changed, sold out or taken down, as the index hears it, and what nobody should type.

use kernel::Span;
use market_tests::{Client, Market};
use serde_json::{Value, json};

use crate::cast::{guest, open_shop, php};

/// What is found, in order.
fn found(anyone: &Client, query: &str) -> Vec<String> {
    let page = anyone.get(&format!("/products?query={query}")).is(200);
    let titles = page["data"].as_array().unwrap().iter();
    titles.map(|card| card["title"].as_str().unwrap().to_owned()).collect()
}

fn vase(title: &str, description: &str, stock: u32) -> Value {
    json!({ "title": title, "description": description, "category": "decor", "state": "published",
        "variants": [{ "price": php(95_000), "stock": stock, "grams": 700 }] })
}

#[test]
fn the_same_vase_is_found_in_three_languages_and_mistyped_from_when_it_lies_there_until_it_is_taken_down() {
    for market in Market::both() {
        let shop = open_shop(&market, "pandayan");
        let listings = format!("/shops/{}/listings", shop.id);
        let laid = shop.keeper.post(&listings, vase("Enamel vase, harbour", "Two litres.", 3)).is(201);
        shop.keeper.post(&listings, vase("Malong", "Woven in Marawi.", 3)).is(201);
        let path = format!("/listings/{}", laid["id"].as_str().unwrap());
        market.indexed();
        let anyone = &market.anyone;
        for query in
            ["%E6%90%AA%E7%93%B7", "enamel", "enmael", "emalya%20plorera", "%E8%8A%B1%E7%93%B6", "VASES"]
        {
            assert_eq!(found(anyone, query), ["Enamel vase, harbour"], "{query}");
        }
        assert_eq!(found(anyone, "enmael&exactly=true"), [""; 0], "its letters are taken as they are");
        shop.keeper.patch(&path, json!({ "title": "Porcelain vase, harbour" })).is(200);
        market.indexed();
        assert_eq!(found(anyone, "porselana"), ["Porcelain vase, harbour"]);
        shop.keeper.patch(&path, json!({ "state": "archived" })).is(200);
        // Not a moment longer, whatever the index has heard: cards are read from the database.
        assert_eq!(found(anyone, "porselana"), [""; 0]);
        market.indexed();
        assert_eq!(found(anyone, "harbour"), [""; 0]);
    }
}

#[test]
fn what_can_be_bought_stands_before_what_is_sold_out_and_pages_by_words_have_each_thing_once() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        for number in 0..5 {
            shop.offers(&format!("Mug {number}"), 30_000 + number, 2);
            market.pass(Span::seconds(1));
        }
        let last = shop.offers("Mug mug", 99_000, 1);
        market.indexed();
        let anyone = &market.anyone;
        assert_eq!(found(anyone, "mug")[0], "Mug mug", "it says so twice");
        let buyer = guest(&market);
        buyer.buys(&buyer.takes(&last, 1).asks(), "gateway");
        market.indexed();
        assert_eq!(found(anyone, "mug")[5], "Mug mug", "its last piece is held for somebody");
        let mut pages = Vec::new();
        let mut after = String::new();
        loop {
            let page = anyone.get(&format!("/products?query=mug&limit=2{after}")).is(200);
            pages.extend(page["data"].as_array().unwrap().iter().map(|card| card["title"].clone()));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(pages, found(anyone, "mug"));
        assert_eq!(pages.len(), 6);
        let dearest = found(anyone, "mug&sort=dearest&currency=PHP&in_stock=true");
        assert_eq!(dearest, ["Mug 4", "Mug 3", "Mug 2", "Mug 1", "Mug 0"]);
    }
}

#[test]
fn hostile_words_are_answered_kindly_and_the_search_goes_on() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        shop.offers("Enamel mug", 32_000, 2);
        market.indexed();
        let anyone = &market.anyone;
        for query in [
            "%22".repeat(60),
            "title%3Amug%20OR%20%2A%3A%2A".into(),
            "%28%28%28%5B%7B".into(),
            "mug%01%02%7F".into(),
            "a%20".repeat(60),
            "%E6%90%AA".repeat(200),
            "%F0%9F%AB%96".into(),
            "*".into(),
        ] {
            let list = anyone.get(&format!("/products?query={query}")).is(200);
            assert!(list["data"].is_array(), "{query}");
        }
        anyone.get(&format!("/products?query={}", "x".repeat(201))).refuses(422, "text_length");
        assert_eq!(found(anyone, "mug"), ["Enamel mug"]);
    }
}
