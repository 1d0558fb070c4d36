//! A feed says why each post stands where it does, is turned by who reads it, and shows nothing that is not theirs.

use kernel::Span;
use market_tests::{Client, Market};
use serde_json::{Value, json};

use crate::books::settled;
use crate::cast::{open_shop, text};

fn tell(client: &Client, told: &str, audience: &str) -> String {
    let new = json!({ "text": told, "language": "en", "audience": audience });
    text(&client.post("/posts", new).is(201), "/id")
}

fn feed(client: &Client) -> Vec<Value> {
    client.get("/feed?limit=50").is(200)["data"].as_array().unwrap().clone()
}

fn order(client: &Client) -> Vec<String> {
    feed(client).iter().map(|item| text(item, "/post/text")).collect()
}

/// Every reason recomputes from what the reader stored, and the points from the reasons.
fn recomputes(client: &Client) {
    let weights = client.get("/feed/weights").is(200);
    let items = feed(client);
    for item in &items {
        let why = item["why"].as_array().unwrap();
        let number = |reason: &Value, name: &str| reason[name].as_i64().unwrap();
        for reason in why {
            let because = reason["because"].as_str().unwrap();
            assert_eq!(number(reason, "weight"), weights[because].as_i64().unwrap(), "{item}");
            assert_eq!(
                number(reason, "points"),
                number(reason, "weight") * number(reason, "strength"),
                "{item}"
            );
        }
        let sum = |name: &str| why.iter().map(|reason| number(reason, name)).sum::<i64>();
        assert_eq!(sum("points"), item["points"].as_i64().unwrap(), "{item}");
        assert_eq!(sum("share"), if why.is_empty() { 0 } else { 100 }, "{item}");
    }
    let points: Vec<i64> = items.iter().map(|item| item["points"].as_i64().unwrap()).collect();
    assert!(points.is_sorted_by(|a, b| a >= b), "{points:?}: nobody here speaks three times in ten");
}

#[test]
fn a_feed_says_why_and_is_turned_by_who_reads_it() {
    for market in Market::both() {
        let (juan, ana) = (market.sign_up("juan"), market.sign_up("ana"));
        let mut old = open_shop(&market, "old-shop");
        tell(&juan, "Followed, and old", "everyone");
        market.pass(Span::days(3));
        let talked = tell(&ana, "Talked about", "everyone");
        market.pass(Span::days(28));
        old.keeper = market.sign_in("old_shop");
        let mia = market.sign_up("mia");
        mia.put(&format!("/follows/{}", juan.id), Value::Null).is(204);
        let new = open_shop(&market, "new-shop");
        let by_shop = |shop: &crate::cast::Shop, told: &str| {
            let new = json!({ "text": told, "language": "en", "shop": shop.id });
            shop.keeper.post("/posts", new).is(201);
        };
        by_shop(&new, "From a new shop");
        market.pass(Span::minutes(1));
        by_shop(&old, "From an old shop");
        market.pass(Span::hours(2));
        for (at, friend) in ["bea", "caloy", "dolly"].into_iter().enumerate() {
            let friend = market.sign_up(friend);
            friend.put(&format!("/posts/{talked}/reactions/like"), Value::Null).is(200);
            if at < 2 {
                let said = json!({ "text": "How lovely", "language": "en" });
                friend.post(&format!("/posts/{talked}/comments"), said).is(201);
            }
        }
        market.until("the answers were heard", || {
            let item = feed(&mia).into_iter().find(|item| item["post"]["id"] == talked.as_str())?;
            let why = item["why"].as_array()?.first()?.clone();
            // Three reactions and two comments worth two: 7 / (7 + 8).
            (why["because"] == "popular" && why["strength"] == 467).then_some(())
        });

        recomputes(&mia);
        let usual = order(&mia);
        assert_eq!(
            usual,
            ["Followed, and old", "From a new shop", "From an old shop", "Talked about"],
            "{}",
            market.engine
        );
        let first = &feed(&mia)[0]["why"];
        assert_eq!(
            first,
            &json!([{ "because": "followed", "weight": 40, "strength": 1000, "points": 40000, "share": 100 }])
        );
        assert_eq!(order(&market.anyone)[0], "From a new shop");

        let turned = json!({
            "followed": 0, "popular": 100, "fresh": 10, "newcomer": 0, "by_time": false, "rest_after": 20,
        });
        mia.put("/feed/weights", turned.clone()).is(200);
        recomputes(&mia);
        assert_eq!(order(&mia), ["Talked about", "From an old shop", "From a new shop", "Followed, and old"]);

        let newest = ["From an old shop", "From a new shop", "Talked about", "Followed, and old"];
        let mut wrong = turned.clone();
        wrong["fresh"] = json!(101);
        mia.put("/feed/weights", wrong.clone()).refuses(422, "weight");
        (wrong["fresh"], wrong["rest_after"]) = (json!(10), json!(15));
        mia.put("/feed/weights", wrong).refuses(422, "rest");
        assert_eq!(mia.get("/feed/weights").is(200), turned);
        for plain in [
            json!({ "followed": 0, "popular": 0, "fresh": 0, "newcomer": 0, "by_time": false }),
            json!({ "followed": 40, "popular": 25, "fresh": 25, "newcomer": 10, "by_time": true }),
        ] {
            mia.put("/feed/weights", plain).is(200);
            assert_eq!(order(&mia), newest);
            assert!(feed(&mia).iter().all(|item| item["why"] == json!([])));
        }
        assert_eq!(order(&new.keeper)[0], "From a new shop", "what mia wants is hers");
        settled(&market);
    }
}

#[test]
fn a_feed_goes_on_where_it_was_and_shows_nobody_what_is_not_theirs() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        let circle = text(&juan.post("/circles", json!({ "name": "Family" })).is(201), "/id");
        let secret =
            json!({ "text": "For the family", "language": "en", "audience": "circle", "circle": circle });
        let secret = text(&juan.post("/posts", secret).is(201), "/id");
        tell(&juan, "For followers", "followers");
        for number in 0..7 {
            tell(if number % 2 == 0 { &juan } else { &ana }, &format!("Post {number}"), "everyone");
            market.pass(Span::minutes(1));
        }
        let whole = order(&mia);
        assert_eq!(whole.len(), 7, "{}", market.engine);
        let mut pages: Vec<String> = Vec::new();
        let mut path = "/feed?limit=3".to_owned();
        loop {
            let page = mia.get(&path).is(200);
            pages.extend(page["data"].as_array().unwrap().iter().map(|item| text(item, "/post/text")));
            market.pass(Span::minutes(1));
            tell(&ana, "Told while somebody reads", "everyone");
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/feed?limit=3&after={next}");
        }
        assert_eq!(pages, whole, "what came meanwhile is on the next first page");
        for client in [&mia, &ana, &market.anyone] {
            let bytes = client.get("/feed?limit=100").is(200).to_string();
            assert!(
                !bytes.contains("family") && !bytes.contains(&secret) && !bytes.contains("For followers")
            );
        }
        mia.put(&format!("/mutes/{}", juan.id), Value::Null).is(204);
        assert!(
            order(&mia)
                .iter()
                .all(|told| told.starts_with("Told")
                    || ["Post 1", "Post 3", "Post 5"].contains(&told.as_str()))
        );
        mia.put(&format!("/blocks/{}", ana.id), Value::Null).is(204);
        assert_eq!(order(&mia), Vec::<String>::new());
        mia.get("/feed?after=somewhere").refuses(422, "cursor");
    }
}
