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

/// What is found among `kind`, each by its text or its name.
fn among(anyone: &Client, kind: &str, query: &str) -> Vec<String> {
    let page = anyone.get(&format!("/search?kind={kind}&query={query}")).is(200);
    let name = |line: &Value| {
        let said = line.pointer("/post/text").or(line.pointer("/person/name")).or(line.pointer("/shop/name"));
        said.unwrap_or(&line["product"]["title"]).as_str().unwrap().to_owned()
    };
    page["data"].as_array().unwrap().iter().map(name).collect()
}

fn tells(who: &Client, text: &str, to: Value) -> String {
    let mut new = json!({ "text": text, "language": "en" });
    new.as_object_mut().unwrap().extend(to.as_object().unwrap().clone());
    who.post("/posts", new).is(201)["id"].as_str().unwrap().to_owned()
}

#[test]
fn posts_people_and_shops_are_found_by_words_names_and_mistakes_in_any_script() {
    for market in Market::both() {
        let shop = open_shop(&market, "pandayan");
        let (mia, juan) = (market.sign_up("mia_santos"), market.sign_up("juan"));
        juan.patch("/me", json!({ "name": "王小明" })).is(200);
        shop.offers("Enamel vase", 32_000, 2);
        tells(&mia, "My gumamela bloomed on the balcony", json!({}));
        tells(&juan, "今天在码头看见一只翠鸟", json!({}));
        let shown = tells(&shop.keeper, "The kiln rests until Monday", json!({ "shop": shop.id }));
        market.indexed();
        let anyone = &market.anyone;
        for (kind, query, expected) in [
            ("posts", "balcony", &["My gumamela bloomed on the balcony"][..]),
            ("posts", "BALCONIES", &["My gumamela bloomed on the balcony"]),
            ("posts", "gumamlea", &["My gumamela bloomed on the balcony"]),
            ("posts", "%E7%BF%A0%E9%B8%9F", &["今天在码头看见一只翠鸟"]),
            ("posts", "kiln", &["The kiln rests until Monday"]),
            ("posts", "enamel", &[]),
            ("people", "mia", &["mia_santos"]),
            ("people", "sntos", &["mia_santos"]),
            ("people", "%E5%B0%8F%E6%98%8E", &["王小明"]),
            ("people", "juan", &["王小明"]),
            ("people", "balcony", &[]),
            ("shops", "pandayan", &["pandayan"]),
            ("shops", "pandyan", &["pandayan"]),
            ("listings", "enamel", &["Enamel vase"]),
        ] {
            assert_eq!(among(anyone, kind, query), expected, "{} {kind} {query}", market.engine);
        }
        for (path, typed, instead, way) in [
            ("/search", "enmael", "enamel", "/search?query=enmael&exactly=1"),
            ("/search/posts", "gumamlea", "gumamela", "/search/posts?query=gumamlea&exactly=1"),
        ] {
            let mut browser = market.browser();
            let page = browser.open(&format!("{path}?query={typed}"));
            let said = format!("Nothing here says “{typed}”. These are for “{instead}”.");
            assert!(page.says(&said), "{said} {}", page.main());
            assert_eq!(page.link(&format!("Look for exactly “{typed}”")), Some(way));
        }
        assert_eq!(among(anyone, "posts", "gumamlea&exactly=true"), [""; 0]);
        let counts = anyone.get("/search/counts?query=kiln").is(200);
        assert_eq!(counts, json!({ "listings": 0, "posts": 1, "people": 0, "shops": 0 }));

        // What changes is found as it is now, and what is gone at once not at all.
        juan.patch("/me", json!({ "name": "Amihan" })).is(200);
        shop.keeper.patch(&format!("/posts/{shown}"), json!({ "text": "The furnace rests" })).is(200);
        market.indexed();
        assert_eq!(among(anyone, "people", "amihan"), ["Amihan"]);
        assert_eq!(among(anyone, "people", "%E5%B0%8F%E6%98%8E"), [""; 0]);
        assert_eq!(among(anyone, "posts", "furnace"), ["The furnace rests"]);
        shop.keeper.delete(&format!("/posts/{shown}")).is(204);
        assert_eq!(among(anyone, "posts", "furnace"), [""; 0], "not a moment longer, whatever was heard");
        market.indexed();
        assert_eq!(anyone.get("/search/counts?query=furnace").is(200)["posts"], 0);
        market
            .operator("lina")
            .put(&format!("/accounts/{}/ban", juan.id), json!({ "reason": "spam" }))
            .is(200);
        assert_eq!(among(anyone, "people", "amihan"), [""; 0]);

        // Words to go on with are names, never what somebody told.
        let words = |typed: &str| anyone.get(&format!("/search/words?query={typed}")).is(200)["data"].clone();
        assert_eq!(words("ena"), json!(["Enamel vase"]));
        assert_eq!(words("enamel%20v"), json!(["Enamel vase"]));
        assert_eq!(words("mia"), json!(["mia_santos"]));
        assert_eq!(words("pand"), json!(["pandayan"]));
        assert_eq!(words("gumam"), json!([]));
        assert_eq!(words("%20"), json!([]));
        anyone.get(&format!("/search/words?query={}", "x".repeat(201))).refuses(422, "text_length");
        anyone.get(&format!("/search?kind=posts&query={}", "x".repeat(201))).refuses(422, "text_length");
    }
}

#[test]
fn what_is_told_to_a_few_is_found_by_them_alone_and_two_kept_apart_do_not_find_each_other() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        let operator = market.operator("lina");
        let circle = mia.post("/circles", json!({ "name": "Family" })).is(201)["id"].clone();
        let circle = circle.as_str().unwrap();
        mia.put(&format!("/circles/{circle}/members/{}", juan.id), Value::Null).is(204);
        ana.put(&format!("/follows/{}", mia.id), Value::Null).is(204);
        let secret = tells(
            &mia,
            "Lolo arrives with the quetzalcoatl kite",
            json!({ "audience": "circle", "circle": circle }),
        );
        tells(&mia, "Followers see the kite", json!({ "audience": "followers" }));
        tells(&mia, "Only I see the kite", json!({ "audience": "me" }));
        tells(&mia, "A kite for everyone", json!({}));
        market.indexed();
        let sorted = |who: &Client, query: &str| {
            let mut found = among(who, "posts", query);
            found.sort();
            found
        };
        let (all, seen) = ("A kite for everyone", "Followers see the kite");
        let (lolo, own) = ("Lolo arrives with the quetzalcoatl kite", "Only I see the kite");
        for (who, expected) in [
            (&mia.client(), &[all, seen, lolo, own][..]),
            (&juan.client(), &[all, lolo]),
            (&ana.client(), &[all, seen]),
            (&operator.client(), &[all]),
            (&market.anyone, &[all]),
        ] {
            assert_eq!(sorted(who, "kite"), expected, "{}", market.engine);
            let counts = who.get("/search/counts?query=kite").is(200);
            assert_eq!(counts["posts"], json!(expected.len()), "what is counted is what is shown");
        }
        // Neither its bytes nor a guess that its words would give away, nor one of its words as a word to go on with.
        for other in [&ana.client(), &operator.client(), &market.anyone] {
            for query in ["quetzalcoatl", "quetzalcoatl%20kite", "quetzalcoalt", "quetz", "lolo"] {
                let raw = |path: &str| other.get(&format!("{path}query={query}")).is(200).to_string();
                for path in ["/search?kind=posts&", "/search/words?", "/products?"] {
                    let said = raw(path);
                    assert!(
                        !said.contains("quetzalcoatl") && !said.contains(&secret),
                        "{path}{query}: {said}"
                    );
                }
            }
            assert_eq!(other.get("/search/counts?query=lolo").is(200)["posts"], 0);
        }
        for mut browser in [market.browser(), market.signed_in("ana", "en")] {
            for path in ["/search", "/search/posts", "/search/people", "/search/shops"] {
                let page = browser.open(&format!("{path}?query=quetzalcoalt"));
                assert!(!page.html.contains("quetzalcoatl") && !page.html.contains("Lolo"), "{path}");
                assert!(!browser.open(&format!("{path}?query=lolo")).html.contains("quetzalcoatl"), "{path}");
            }
        }
        let mut member = market.signed_in("juan", "en");
        assert!(member.open("/search/posts?query=quetzalcoatl").html.contains("Lolo arrives"));

        // Its audience is of now, whatever was heard.
        mia.patch(&format!("/posts/{secret}"), json!({ "audience": "everyone" })).is(200);
        market.indexed();
        assert_eq!(among(&market.anyone, "posts", "quetzalcoatl"), [lolo]);
        mia.patch(&format!("/posts/{secret}"), json!({ "audience": "me" })).is(200);
        assert_eq!(among(&market.anyone, "posts", "quetzalcoatl"), [""; 0]);
        assert_eq!(among(&juan, "posts", "quetzalcoatl"), [""; 0]);
        market.indexed();
        assert_eq!(among(&mia, "posts", "quetzalcoatl"), [lolo]);

        // Two of whom one blocked the other, in both directions.
        mia.put(&format!("/blocks/{}", ana.id), Value::Null).is(204);
        for (one, other) in [(&mia, "ana"), (&ana, "mia")] {
            assert_eq!(among(one, "people", other), [""; 0]);
            assert_eq!(one.get(&format!("/search/counts?query={other}")).is(200)["people"], 0);
            assert_eq!(one.get(&format!("/search/words?query={other}")).is(200)["data"], json!([]));
        }
        assert_eq!(among(&ana, "posts", "kite"), [""; 0]);
        assert_eq!(among(&juan, "people", "ana"), ["ana"]);
    }
}
