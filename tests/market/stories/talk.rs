//! What is said of a post, what it is to people, and what somebody keeps of it: to whoever sees it, and to nobody else.

use db::{No, Rx, sql};
use kernel::{Actor, Cx, Span};
use market_tests::{Client, Market};
use serde_json::{Value, json};

use crate::cast::{open_shop, php, text};

sql! {
    FACTS = "SELECT process, event, note FROM fact WHERE process IN ('comment', 'reaction') ORDER BY at, root, seq";
    NOTES = "SELECT process, event, note FROM fact";
}

fn facts(market: &Market, all: bool) -> Vec<(String, String, String)> {
    let reading = |rx: &mut Rx, _: &Cx, all: &bool| -> Result<Vec<(String, String, String)>, No> {
        Ok(rx.all(if *all { &NOTES } else { &FACTS }, &[])?)
    };
    market.block_on(market.db.read(&Actor::Engine, all, reading)).unwrap()
}

fn posted(client: &Client, more: Value) -> String {
    let mut post = json!({ "text": "The kiln is open.", "language": "en" });
    post.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&client.post("/posts", post).is(201), "/id")
}

fn say(market: &Market, client: &Client, post: &str, words: &str) -> String {
    market.pass(Span::seconds(1));
    let said = json!({ "text": words, "language": "en" });
    text(&client.post(&format!("/posts/{post}/comments"), said).is(201), "/id")
}

fn answer(market: &Market, client: &Client, post: &str, to: &str, words: &str) -> String {
    market.pass(Span::seconds(1));
    let said = json!({ "text": words, "language": "en", "answers": to });
    text(&client.post(&format!("/posts/{post}/comments"), said).is(201), "/id")
}

/// What the threads of a post say to somebody, each with its first replies.
fn heard(client: &Client, post: &str) -> Vec<String> {
    let list = client.get(&format!("/posts/{post}/comments")).is(200);
    let threads = list["data"].as_array().unwrap().iter();
    let lines = threads.map(|thread| {
        let replies = thread["first"].as_array().unwrap().iter().map(|reply| text(reply, "/text"));
        std::iter::once(text(thread, "/text")).chain(replies).collect::<Vec<_>>().join(" > ")
    });
    lines.collect()
}

#[test]
fn a_thread_is_two_deep_and_whoever_is_kept_apart_neither_reads_nor_writes_in_it() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        let post = posted(&mia, json!({}));
        let first = say(&market, &juan, &post, "How hot?");
        let reply = answer(&market, &mia, &post, &first, "1,240 °C.");
        let deeper = answer(&market, &ana, &post, &reply, "For how long?");
        assert_eq!(
            heard(&market.anyone, &post),
            ["How hot? > 1,240 °C. > For how long?"],
            "{}",
            market.engine
        );
        let found = ana.get(&format!("/comments/{deeper}")).is(200);
        assert_eq!(
            (&found["parent"], &found["answers"]),
            (&json!(first), &json!(reply)),
            "a reply to a reply"
        );
        for (said, code) in [
            (json!({ "text": " \n ", "language": "en" }), "comment_empty"),
            (json!({ "text": "x".repeat(1_001), "language": "en" }), "text_length"),
        ] {
            juan.post(&format!("/posts/{post}/comments"), said).refuses(422, code);
        }
        let other = posted(&mia, json!({}));
        let elsewhere = json!({ "text": "Here?", "language": "en", "answers": first });
        juan.post(&format!("/posts/{other}/comments"), elsewhere).is(404);

        // Ana blocks Juan: neither reads the other here, and Mia reads both.
        ana.put(&format!("/blocks/{}", juan.id), Value::Null).is(204);
        assert_eq!(heard(&ana, &post), Vec::<String>::new());
        assert_eq!(heard(&juan, &post), ["How hot? > 1,240 °C."]);
        ana.get(&format!("/comments/{first}")).is(404);
        let to_ana = json!({ "text": "Twelve hours.", "language": "en", "answers": deeper });
        juan.post(&format!("/posts/{post}/comments"), to_ana).is(404);
        assert_eq!(heard(&mia, &post), ["How hot? > 1,240 °C. > For how long?"]);
        // Mia blocks Juan: her post is not there for him, nor is anything that is said of it.
        mia.put(&format!("/blocks/{}", juan.id), Value::Null).is(204);
        juan.get(&format!("/posts/{post}/comments")).is(404);
        juan.get(&format!("/comments/{reply}")).is(404);
        let said = json!({ "text": "Hello?", "language": "en" });
        juan.post(&format!("/posts/{post}/comments"), said).is(404);
        juan.put(&format!("/posts/{post}/reactions/like"), Value::Null).is(404);
        let told: Vec<String> = facts(&market, false)
            .into_iter()
            .map(|(process, event, _)| format!("{process}.{event}"))
            .collect();
        assert_eq!(told, ["comment.written"; 3]);
        let note: Value = serde_json::from_str(&facts(&market, false)[1].2).unwrap();
        let wanted = json!({ "about": post, "voice": mia.id, "writer": mia.id, "answers": first, "answered": juan.id });
        assert_eq!(note, wanted, "who is told, by ids alone");
    }
}

#[test]
fn every_thread_of_a_list_has_its_own_first_replies() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let post = posted(&mia, json!({}));
        let (hot, cold) = (say(&market, &juan, &post, "Hot?"), say(&market, &juan, &post, "Cold?"));
        say(&market, &juan, &post, "Alone");
        for nth in 1..=4 {
            answer(&market, &mia, &post, &hot, &format!("hot {nth}"));
            answer(&market, &juan, &post, &cold, &format!("cold {nth}"));
        }
        let mine = answer(&market, &mia, &post, &cold, "mine");
        mia.post(&format!("/comments/{mine}/removal"), json!({})).is(200);
        let wanted = ["Alone", "Cold? > cold 1 > cold 2 > cold 3", "Hot? > hot 1 > hot 2 > hot 3"];
        assert_eq!(heard(&market.anyone, &post), wanted, "{}", market.engine);
        // Who is kept apart from one of two who answer takes no place from the other.
        let ana = market.sign_up("ana");
        ana.put(&format!("/blocks/{}", mia.id), Value::Null).is(204);
        ana.get(&format!("/posts/{post}/comments")).is(404);
        let other = posted(&juan, json!({}));
        let hot = say(&market, &juan, &other, "Hot?");
        for (who, words) in [(&mia, "one"), (&juan, "two"), (&mia, "three"), (&juan, "four"), (&juan, "five")]
        {
            answer(&market, who, &other, &hot, words);
        }
        assert_eq!(heard(&juan, &other), ["Hot? > one > two > three"]);
        assert_eq!(heard(&ana, &other), ["Hot? > two > four > five"]);
    }
}

#[test]
fn a_comment_goes_by_its_writer_its_posts_author_or_staff_and_its_writer_is_told_why() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        let warden = market.operator("warden");
        let post = posted(&mia, json!({}));
        let remove = |comment: &str| format!("/comments/{comment}/removal");
        let first = say(&market, &juan, &post, "Buy from me instead");
        answer(&market, &ana, &post, &first, "No.");
        ana.post(&remove(&first), json!({ "word": "not mine" })).is(404);
        mia.post(&remove(&first), json!({ "word": " " })).refuses(422, "word_missing");
        assert_eq!(
            heard(&ana, &post),
            ["Buy from me instead > No."],
            "{}: nothing was changed",
            market.engine
        );
        mia.post(&remove(&first), json!({ "word": "no selling here" })).is(200);
        mia.post(&remove(&first), json!({ "word": "again" })).is(404);
        assert_eq!(heard(&ana, &post), [" > No."], "what was answered stays");
        let seen = |client: &Client| client.get(&format!("/comments/{first}")).is(200)["removed"].clone();
        assert_eq!(seen(&juan), json!({ "by": "author", "word": "no selling here" }));
        for other in [&market.anyone, &*ana, &*mia] {
            assert_eq!(seen(other), json!({ "by": "author" }), "the reason is for its writer");
        }
        let own = say(&market, &ana, &post, "Lovely glaze");
        ana.post(&remove(&own), json!({})).is(200);
        let rude = say(&market, &juan, &post, "Rude words");
        warden.post(&remove(&rude), json!({ "word": "rude" })).is(200);
        assert_eq!(heard(&market.anyone, &post), [" > No."]);
        assert_eq!(heard(&juan, &post), ["", " > No."], "he sees that it went");
        // Long threads go on page by page, newest first, and lose nobody.
        for nth in 0..7 {
            say(&market, &ana, &post, &format!("{nth}"));
        }
        let (mut heard, mut after) = (Vec::new(), String::new());
        loop {
            let page = mia.get(&format!("/posts/{post}/comments?limit=3{after}")).is(200);
            heard.extend(page["data"].as_array().unwrap().iter().map(|one| text(one, "/text")));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(heard, ["6", "5", "4", "3", "2", "1", "0", ""]);
    }
}

#[test]
fn a_reaction_is_one_a_person_and_kind_and_counts_are_true() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let post = posted(&mia, json!({}));
        let to = |kind: &str| format!("/posts/{post}/reactions/{kind}");
        for _ in 0..3 {
            juan.put(&to("helpful"), Value::Null).is(200);
        }
        mia.put(&to("helpful"), Value::Null).is(200);
        juan.put(&to("love"), Value::Null).is(200);
        juan.put(&to("hate"), Value::Null).is(404);
        let counts = |client: &Client| {
            let found = client.get(&format!("/posts/{post}/reactions")).is(200);
            let list = found["reactions"].as_array().unwrap().iter();
            list.map(|one| format!("{} {} {}", one["kind"].as_str().unwrap(), one["count"], one["yours"]))
                .collect::<Vec<_>>()
        };
        let by_juan = ["like 0 false", "love 1 true", "laugh 0 false", "helpful 2 true"];
        assert_eq!(counts(&juan), by_juan, "{}", market.engine);
        juan.delete(&to("helpful")).is(200);
        juan.delete(&to("helpful")).is(200);
        let by_all = ["like 0 false", "love 1 false", "laugh 0 false", "helpful 1 false"];
        assert_eq!(counts(&market.anyone), by_all);
        let told: Vec<String> = facts(&market, false)
            .into_iter()
            .map(|(process, event, _)| format!("{process}.{event}"))
            .collect();
        let given = "reaction.given";
        assert_eq!(told, [given, given, given, "reaction.taken_back"]);
    }
}

#[test]
fn a_listing_is_talked_of_in_threads_and_its_shop_and_who_is_answered_hear_of_it() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let listing = json!({ "title": "Cup", "state": "published",
            "variants": [{ "price": php(32_000), "stock": 2, "grams": 400 }] });
        let listing =
            text(&shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201), "/id");
        let path = format!("/products/{listing}/comments");
        let said = |words: &str| json!({ "text": words, "language": "en" });
        mia.post(&path, said(" ")).refuses(422, "comment_empty");
        market.anyone.post(&path, said("Hello")).refuses(401, "sign_in");
        let asked = text(&mia.post(&path, said("Is it heavy?")).is(201), "/id");
        market.pass(Span::seconds(1));
        let mut told = said("400 grams.");
        told["answers"] = json!(asked);
        let answer = shop.keeper.post(&path, told).is(201);
        assert_eq!((&answer["about"], &answer["by_author"]), (&json!(listing), &json!(true)));
        let juans = text(&juan.post(&path, said("Buy elsewhere")).is(201), "/id");

        // The page of the listing shows it, without a script, and so does the page of all threads.
        let mut reads = market.signed_in("mia", "en");
        for page in [format!("/p/{listing}"), format!("/p/{listing}/comments")] {
            let page = reads.open(&page).main();
            assert!(page.contains("Is it heavy?") && page.contains("400 grams."), "{}", market.engine);
            assert!(page.contains("sells it"), "who answers for the shop");
        }
        for (language, title) in [("en", "3 comments"), ("zh-Hans", "3 条评论"), ("fil", "3 komento")] {
            let mut anyone = market.browser_in(language);
            let page = anyone.open(&format!("/p/{listing}")).main();
            assert!(page.contains(title), "{language}: {page}");
        }
        reads.open(&format!("/p/{listing}/comments"));
        let page = reads.fill("text", "And the lid?").press("Comment");
        assert_eq!(
            (page.status, page.path().split('#').next().unwrap()),
            (200, format!("/p/{listing}/comments").as_str())
        );

        // Two kept apart do not read each other here either.
        juan.put(&format!("/blocks/{}", mia.id), Value::Null).is(204);
        assert!(!reads.open(&format!("/p/{listing}")).main().contains("Buy elsewhere"));
        let mut his = market.signed_in("juan", "en");
        assert!(!his.open(&format!("/p/{listing}")).main().contains("Is it heavy?"));
        juan.delete(&format!("/blocks/{}", mia.id)).is(204);

        // A keeper removes with a word that its writer alone is told; others may not.
        let remove = format!("/comments/{juans}/removal");
        mia.post(&remove, json!({ "word": "no" })).is(404);
        shop.keeper.post(&remove, json!({})).refuses(422, "word_missing");
        shop.keeper.post(&remove, json!({ "word": "no selling here" })).is(200);
        let page = his.open(&format!("/p/{listing}/comments")).main();
        assert!(page.contains("The shop removed this comment.") && page.contains("no selling here"));

        // What it is to people: one a person and kind, by page and API.
        let to = |kind: &str| format!("/products/{listing}/reactions/{kind}");
        juan.put(&to("helpful"), Value::Null).is(200);
        juan.put(&to("helpful"), Value::Null).is(200);
        reads.open(&format!("/p/{listing}"));
        let page = reads.press("Love, 0");
        assert_eq!((page.status, page.path()), (200, format!("/p/{listing}").as_str()));
        let counts = market.anyone.get(&format!("/products/{listing}/reactions")).is(200);
        let counts: Vec<&Value> =
            counts["reactions"].as_array().unwrap().iter().map(|one| &one["count"]).collect();
        assert_eq!(counts, [0, 1, 0, 1]);
        juan.delete(&to("helpful")).is(200);

        crate::pages::inbox::told(&market);
        let heard = crate::pages::inbox::texts(&shop.keeper.client());
        assert!(heard.iter().any(|text| text == "mia commented on what your shop shows."), "{heard:?}");
        assert!(heard.iter().any(|text| text == "mia liked what your shop shows."), "{heard:?}");
        let heard = crate::pages::inbox::texts(&mia.client());
        assert_eq!(heard, ["enamel answered your comment."], "{}", market.engine);
        let page = reads.open("/inbox").main();
        assert!(page.contains("Cup"), "what it is about: {page}");

        // What is sold no more is talked of no more.
        shop.keeper.patch(&format!("/listings/{listing}"), json!({ "state": "archived" })).is(200);
        market.anyone.get(&path).is(404);
        juan.put(&to("like"), Value::Null).is(404);
        assert_eq!(reads.open(&format!("/p/{listing}/comments")).status, 404);
    }
}

#[test]
fn what_somebody_keeps_says_the_price_of_then_and_now_and_is_nobody_elses_to_see() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let lina = market.operator("lina");
        let shop = open_shop(&market, "enamel");
        let listing = json!({ "title": "Cup", "state": "published",
            "variants": [{ "price": php(32_000), "stock": 2, "grams": 400 }] });
        let listing =
            text(&shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201), "/id");
        let circle = text(&juan.post("/circles", json!({ "name": "Barkada" })).is(201), "/id");
        juan.put(&format!("/circles/{circle}/members/{}", mia.id), Value::Null).is(204);
        let post = posted(&juan, json!({ "audience": "circle", "circle": circle }));
        let name = "Surprise for Juan";
        let gifts = text(&mia.post("/collections", json!({ "name": name })).is(201), "/id");
        mia.post("/collections", json!({ "name": name })).refuses(422, "collection_twice");
        let at = market.now();
        mia.put(&format!("/saved/{listing}"), json!({ "collection": gifts })).is(204);
        mia.put(&format!("/saved/{post}"), json!({})).is(204);
        market.anyone.put(&format!("/saved/{listing}"), json!({})).is(401);
        juan.put(&format!("/saved/{listing}"), json!({ "collection": gifts })).is(404);
        shop.keeper.put(&format!("/saved/{post}"), json!({})).is(404);
        let variants = json!({ "variants": [{ "price": php(29_900), "grams": 400 }] });
        let cheaper = shop.keeper.patch(&format!("/listings/{listing}"), variants).is(200);
        let none = json!({ "on_hand": 0, "tracked": true });
        let stock = format!("/variants/{}/stock", text(&cheaper, "/variants/0/id"));
        shop.keeper.put(&stock, none).is(200);
        let kept = mia.get(&format!("/collections/{gifts}/saved")).is(200);
        let wanted = json!({ "thing": listing, "since": at, "title": "Cup", "price_then": php(32_000),
            "price_now": php(29_900), "now": "sold_out" });
        assert_eq!(kept["data"][0], wanted, "{}", market.engine);
        // Again is the same, and moves it; the price of the first day stays.
        mia.put(&format!("/saved/{listing}"), json!({})).is(204);
        assert_eq!(mia.get("/collections").is(200)["collections"][0]["things"], 0);
        mia.put(&format!("/saved/{listing}"), json!({ "collection": gifts })).is(204);
        assert_eq!(
            mia.get(&format!("/collections/{gifts}/saved")).is(200)["data"][0]["price_then"],
            php(32_000)
        );
        // Whom Juan's circle loses loses the post, and is told no more of it.
        assert_eq!(mia.get("/saved").is(200)["data"][0]["title"], "The kiln is open.");
        juan.delete(&format!("/circles/{circle}/members/{}", mia.id)).is(204);
        let gone = mia.get("/saved").is(200)["data"][0].clone();
        assert_eq!((&gone["title"], &gone["now"]), (&json!(""), &json!("gone")));
        // Nobody finds the name or what is in it: not by the same paths, not at the desk, not in the log.
        let paths = ["/saved", "/collections", &format!("/collections/{gifts}/saved")].map(str::to_owned);
        let pages =
            ["//saved".to_owned(), format!("//saved/{gifts}"), "//me".into(), "//operator/audit".into()];
        for other in [&market.anyone, &*juan, &*shop.keeper, &*lina] {
            for path in paths.iter().chain(&pages) {
                let bytes = format!("{:?}", other.get(path));
                assert!(!bytes.contains(name) && !bytes.contains(&listing), "{path}: {bytes}");
            }
        }
        for (process, _, note) in facts(&market, true) {
            assert!(!note.contains(name) && !note.contains(&gifts) && process != "saved", "{note}");
        }
        let other = market.sign_up("ana");
        other.delete(&format!("/collections/{gifts}")).is(404);
        other.patch(&format!("/collections/{gifts}"), json!({ "name": "Mine" })).is(404);
        mia.delete(&format!("/collections/{gifts}")).is(204);
        assert_eq!(
            mia.get("/saved").is(200)["data"].as_array().unwrap().len(),
            2,
            "what was in it stays kept"
        );
        mia.delete(&format!("/saved/{listing}")).is(204);
        mia.delete(&format!("/saved/{listing}")).is(204);
        assert_eq!(mia.get("/saved").is(200)["data"].as_array().unwrap().len(), 1);
    }
}
