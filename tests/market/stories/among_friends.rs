//! People follow each other, keep apart, and tell each other things; what is told to a few is there for nobody else.

use db::{No, Rx, sql};
use kernel::{Actor, Cx, Span};
use market_tests::{Client, Market};
use serde_json::{Value, json};

use crate::books::settled;
use crate::cast::{open_shop, php, text};

sql! {
    FACTS = "SELECT process, event, note FROM fact
        WHERE process IN ('follow', 'block', 'mute', 'circle', 'post') ORDER BY at, root, seq";
}

/// The smallest picture: one black pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn facts(market: &Market) -> Vec<(String, String, String)> {
    let reading = |rx: &mut Rx, _: &Cx, (): &()| -> Result<Vec<(String, String, String)>, No> {
        Ok(rx.all(&FACTS, &[])?)
    };
    market.block_on(market.db.read(&Actor::Engine, (), reading)).unwrap()
}

fn says(client: &Client, path: &str) -> Vec<String> {
    let list = client.get(path).is(200);
    list["data"].as_array().unwrap().iter().map(|post| text(post, "/text")).collect()
}

#[test]
fn people_follow_and_count_and_who_is_blocked_is_not_there() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let shop = open_shop(&market, "enamel");
        let to = |id: &str| format!("/follows/{id}");
        mia.put(&to(&juan.id), Value::Null).is(204);
        mia.put(&to(&juan.id), Value::Null).is(204);
        mia.put(&to(&shop.id), Value::Null).is(204);
        mia.put(&to(&mia.id), Value::Null).refuses(422, "yourself");
        let seen = mia.get(&to(&juan.id)).is(200);
        assert_eq!((&seen["followers"], &seen["following"]), (&json!(1), &json!(0)), "{}", market.engine);
        assert_eq!(
            (&seen["you_follow"], &seen["follows_you"], &seen["friends"]),
            (&json!(true), &json!(false), &json!(false))
        );
        juan.put(&to(&mia.id), Value::Null).is(204);
        assert_eq!(mia.get(&to(&juan.id)).is(200)["friends"], true);
        let names = |path: &str| {
            let list = mia.get(path).is(200);
            list["data"].as_array().unwrap().iter().map(|one| text(one, "/handle")).collect::<Vec<_>>()
        };
        assert_eq!(names("/follows?kind=shops"), ["enamel"]);
        assert_eq!(names("/follows?kind=friends"), ["juan"]);
        assert_eq!(names("/followers"), ["juan"]);
        assert_eq!(market.anyone.get(&to(&shop.id)).is(200)["followers"], 1);

        let circle = text(&mia.post("/circles", json!({ "name": "Barkada" })).is(201), "/id");
        mia.put(&format!("/circles/{circle}/members/{}", juan.id), Value::Null).is(204);
        assert_eq!(mia.get(&format!("/circles/{circle}")).is(200)["members"], 1);
        mia.put(&format!("/blocks/{}", juan.id), Value::Null).is(204);
        juan.get(&to(&mia.id)).is(404);
        juan.put(&to(&mia.id), Value::Null).is(404);
        juan.get(&format!("/accounts/{}/posts", mia.id)).is(404);
        let seen = mia.get(&to(&juan.id)).is(200);
        assert_eq!(
            (&seen["blocked"], &seen["you_follow"], &seen["followers"]),
            (&json!(true), &json!(false), &json!(0))
        );
        assert_eq!(mia.get(&format!("/circles/{circle}")).is(200)["members"], 0);
        mia.put(&format!("/circles/{circle}/members/{}", juan.id), Value::Null).is(404);
        mia.delete(&format!("/blocks/{}", juan.id)).is(204);
        juan.put(&to(&mia.id), Value::Null).is(204);
        let mut events: Vec<String> =
            facts(&market).into_iter().map(|(process, event, _)| format!("{process} {event}")).collect();
        events.sort();
        let once = ["block blocked", "block unblocked", "circle made", "circle member_added"];
        assert_eq!(events, [&once[..], &["follow followed"; 4]].concat());
    }
}

#[test]
fn each_line_of_a_profile_is_read_by_whom_its_writer_chose() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        for (who, whom) in [(&mia, &juan), (&juan, &mia), (&ana, &mia)] {
            who.put(&format!("/follows/{}", whom.id), Value::Null).is(204);
        }
        let words = |text: &str, readers: &str| json!({ "text": text, "readers": readers });
        let say = |city: &str| {
            json!({ "language": "en", "about": words("I glaze on Tuesdays.", "everyone"),
                "city": words("Baguio", city), "speaks": words("Ilocano", "me") })
        };
        let path = format!("/accounts/{}/profile", mia.id);
        let read = |client: &Client| {
            let list = client.get(&path).is(200);
            list["data"].as_array().unwrap().iter().map(|line| text(line, "/line")).collect::<Vec<_>>()
        };
        mia.put("/me/profile", say("friends")).is(200);
        assert_eq!(read(&mia), ["about", "city", "speaks"], "{}", market.engine);
        assert_eq!(read(&juan), ["about", "city"], "a friend");
        assert_eq!(read(&ana), ["about"], "who follows and is not followed back");
        assert_eq!(read(&market.anyone), ["about"]);
        assert_eq!(read(&market.operator("lina")), ["about"]);
        for (language, sees) in [("en", "City"), ("zh-Hans", "所在地"), ("fil", "Lungsod")] {
            let mut friend = market.signed_in("juan", language);
            let page = friend.open("/people/mia");
            assert!(page.main().contains(sees) && page.main().contains("Baguio"), "{}", page.main());
            let mut stranger = market.browser_in(language);
            let page = stranger.open("/people/mia");
            assert!(page.main().contains("I glaze on Tuesdays."), "{}", page.main());
            assert!(!page.main().contains("Baguio") && !page.main().contains("Ilocano"), "{}", page.main());
        }

        let long = json!({ "language": "en", "city": words(&"a".repeat(61), "everyone") });
        mia.put("/me/profile", long).refuses(422, "text_length");
        assert_eq!(read(&juan), ["about", "city"], "a refused profile changes nothing");
        mia.put("/me/profile", say("me")).is(200);
        assert_eq!(read(&juan), ["about"]);
        mia.put("/me/profile", json!({ "language": "en" })).is(200);
        assert_eq!(read(&mia), Vec::<String>::new());

        mia.put("/me/profile", say("everyone")).is(200);
        mia.put(&format!("/blocks/{}", juan.id), Value::Null).is(204);
        juan.get(&path).is(404);
    }
}

#[test]
fn a_profile_is_written_on_its_page_and_a_refused_one_is_still_there_to_be_put_right() {
    for market in Market::both() {
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "en");
        mia.open("/settings/profile");
        mia.fill("about", "I fire on Fridays.").fill("city", &"b".repeat(61)).fill("city_to", "everyone");
        let page = mia.press("Save");
        assert_eq!(page.status, 422, "{}", market.engine);
        assert!(page.main().contains("I fire on Fridays."), "what was typed is there");
        mia.fill("city", "Baguio");
        let page = mia.press("Save");
        assert_eq!((page.status, page.path()), (200, "/settings/profile"));
        let mut stranger = market.browser();
        let seen = stranger.open("/people/mia");
        assert!(seen.main().contains("Baguio") && !seen.main().contains("Fridays"), "{}", seen.main());
    }
}

#[test]
fn what_is_told_to_a_circle_is_there_for_its_members_alone() {
    for market in Market::both() {
        let (mia, juan, ana) = (market.sign_up("mia"), market.sign_up("juan"), market.sign_up("ana"));
        let operator = market.operator("lina");
        for other in [&juan, &ana] {
            other.put(&format!("/follows/{}", mia.id), Value::Null).is(204);
        }
        let circle = text(&mia.post("/circles", json!({ "name": "Family" })).is(201), "/id");
        mia.put(&format!("/circles/{circle}/members/{}", juan.id), Value::Null).is(204);
        let tell = |told: &str, audience: &str| {
            market.pass(Span::seconds(1));
            let mut new = json!({ "text": told, "language": "en", "audience": audience });
            if audience == "circle" {
                new["circle"] = json!(circle);
            }
            text(&mia.post("/posts", new).is(201), "/id")
        };
        tell("To everyone", "everyone");
        tell("To followers", "followers");
        let secret = tell("Lolo is coming home", "circle");
        tell("To myself", "me");
        let path = format!("/accounts/{}/posts", mia.id);
        let told = ["To myself", "Lolo is coming home", "To followers", "To everyone"];
        assert_eq!(says(&mia, &path), told, "{}", market.engine);
        assert_eq!(says(&juan, &path), told[1..]);
        assert_eq!(says(&ana, &path), told[2..]);
        assert_eq!(says(&operator, &path), told[3..]);
        assert_eq!(says(&market.anyone, &path), told[3..]);
        let post = format!("/posts/{secret}");
        assert_eq!(
            juan.get(&post).is(200)["circle"],
            Value::Null,
            "which circle it is, is told to nobody else"
        );
        for other in [&ana.client(), &operator.client(), &market.anyone] {
            other.get(&post).is(404);
        }
        ana.patch(&post, json!({ "text": "Mine" })).is(404);
        ana.delete(&post).is(404);
        let bad = json!({ "text": "x", "language": "en", "audience": "circle", "circle": circle });
        ana.post("/posts", bad).refuses(422, "circle");
        mia.delete(&format!("/circles/{circle}/members/{}", juan.id)).is(204);
        juan.get(&post).is(404);
        settled(&market);
        let known = facts(&market).iter().map(|(.., note)| note.clone()).collect::<String>();
        assert!(!known.contains("Lolo") && !known.contains(&circle), "facts carry ids and no words: {known}");

        mia.put(&format!("/blocks/{}", ana.id), Value::Null).is(204);
        let open = text(&mia.post("/posts", json!({ "text": "Again", "language": "en" })).is(201), "/id");
        ana.get(&format!("/posts/{open}")).is(404);
        market.anyone.get(&format!("/posts/{open}")).is(200);
        mia.delete(&format!("/posts/{open}")).is(204);
        for other in [&mia.client(), &market.anyone] {
            other.get(&format!("/posts/{open}")).is(404);
        }
    }
}

#[test]
fn a_post_shows_pictures_and_what_is_for_sale_on_them_at_the_price_of_now() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let mia = market.sign_up("mia");
        shop.offers("Blue cup", 25_000, 3);
        let listing = text(&market.anyone.get("/products").is(200), "/data/0/id");
        let picture = text(&mia.upload("/media", "image/gif", PICTURE).is(201), "/id");
        let new = json!({ "text": "My cup\n\nat home", "language": "en",
            "pictures": [{ "picture": picture, "alt": "A blue cup on a sill" }],
            "tags": [{ "listing": listing, "picture": 1, "x": 40, "y": 60 }] });
        for (change, code) in [
            (json!({ "text": " ", "pictures": [], "tags": [] }), "post_empty"),
            (json!({ "pictures": [{ "picture": picture, "alt": " " }] }), "alt_missing"),
            (json!({ "tags": [{ "listing": listing, "picture": 2, "x": 1, "y": 1 }] }), "tag_place"),
            (json!({ "tags": [{ "listing": listing, "x": 1 }] }), "tag_place"),
            (json!({ "tags": [{ "listing": "lst_7zzzzzzzzzzzzzzzzzzzzzzzzz" }] }), "tag_missing"),
            (json!({ "pictures": [{ "picture": "med_7zzzzzzzzzzzzzzzzzzzzzzzzz", "alt": "x" }] }), "picture"),
        ] {
            let mut bad = new.clone();
            bad.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            mia.post("/posts", bad).refuses(422, code);
        }
        assert_eq!(says(&mia, &format!("/accounts/{}/posts", mia.id)), Vec::<String>::new());
        let post = mia.post("/posts", new).is(201);
        let path = format!("/posts/{}", text(&post, "/id"));
        let tag = |client: &Client| client.get(&path).is(200)["tags"][0].clone();
        assert_eq!(tag(&market.anyone)["product"]["price_from"], php(25_000));
        assert_eq!(
            (&tag(&mia)["x"], &tag(&mia)["y"], &tag(&mia)["picture"]),
            (&json!(40), &json!(60), &json!(1))
        );
        assert_eq!(post["pictures"][0]["alt"], "A blue cup on a sill");
        let change = json!({ "variants": [{ "price": php(20_000) }] });
        shop.keeper.patch(&format!("/listings/{listing}"), change).is(200);
        assert_eq!(tag(&mia)["product"]["price_from"], php(20_000), "the price is the listing's, of now");
        shop.keeper.patch(&format!("/listings/{listing}"), json!({ "state": "archived" })).is(200);
        assert_eq!(tag(&mia)["product"], Value::Null);
        shop.keeper.post("/posts", json!({ "shop": shop.id, "text": "New kiln", "language": "en" })).is(201);
        mia.post("/posts", json!({ "shop": shop.id, "text": "Not mine", "language": "en" })).is(404);
        assert_eq!(says(&market.anyone, &format!("/shops/{}/posts", shop.id)), ["New kiln"]);
        let of_shop = json!({ "shop": shop.id, "text": "x", "language": "en", "audience": "me" });
        shop.keeper.post("/posts", of_shop).refuses(422, "audience_of_shop");
        let edited = mia.patch(&path, json!({ "text": "Mine", "pictures": [] })).is(200);
        assert_eq!((&edited["text"], &edited["tags"][0]["picture"]), (&json!("Mine"), &Value::Null));
        assert!(edited["edited"].is_string());
    }
}
