//! People tell each other things with a browser and no script: pictures one after another, what is for sale on them and
//! where; whoever comes by buys it from there.

use kernel::Span;
use market_tests::{Browser, Market};
use serde_json::{Value, json};

use crate::cast::{address, open_shop, php, shopper, text};

/// The smallest picture: one black pixel.
pub(super) const PICTURE: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Writes a post with a picture and a point on it, step by step; answers its path.
fn tells(browser: &mut Browser) -> String {
    browser.open("/compose");
    let page = browser.fill("text", "Three weeks by the window\n\nIt put out four babies.").press("Publish");
    let path = page.path().to_owned();
    assert!(path.starts_with("/posts/pst_"), "{}", page.main());
    assert_eq!(page.heading(), "Three weeks by the window");
    browser.follow("Change");
    browser.fill("new_alt", "A mug on a sill").choose("file", "mug.gif", PICTURE.to_vec());
    browser.fill("find", "mug").press("Add this picture");
    let page = browser.press("Add Enamel mug");
    assert_eq!(page.status, 200, "{}", page.main());
    browser.fill("tag_picture", "1").fill("tag_x", "40").fill("tag_y", "140");
    let page = browser.press("Save changes");
    assert_eq!(page.status, 422);
    assert!(page.says("A place is a picture and two numbers from 0 to 100."), "{}", page.main());
    let page = browser.fill("tag_y", "60").press("Save changes");
    assert_eq!((page.status, page.path()), (200, path.as_str()), "{}", page.main());
    path
}

#[test]
fn a_post_is_written_without_a_script_and_its_goods_are_two_touches_from_the_checkout() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        let listing = json!({ "title": "Enamel mug", "state": "published",
            "options": [{ "name": "Colour", "values": ["red", "blue", "green"] }],
            "variants": [
                { "price": php(25_000), "stock": 5, "grams": 400, "choice": ["red"] },
                { "price": php(26_000), "stock": 1, "grams": 400, "choice": ["blue"] },
                { "price": php(27_000), "stock": 0, "grams": 400, "choice": ["green"] },
            ] });
        let listing = shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201);
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        juan.post("/me/addresses", address()).is(201);
        let mut author = market.signed_in("mia", "en");
        market.indexed();
        let path = tells(&mut author);
        let page = author.page();
        let spot = page.all("a").find(|link| link.get("href") == Some("#tag-1")).unwrap();
        assert_eq!(spot.get("aria-label"), Some("Enamel mug, ₱250"));
        let shown = page.all("img").find(|image| image.get("alt") == Some("A mug on a sill"));
        assert!(shown.is_some(), "{}", page.main());

        let mut reader = market.signed_in("juan", "en");
        reader.open("/people/mia").link("Open the post");
        let page = reader.press("Follow mia");
        assert!(page.says("1 follower"), "{}", page.main());
        assert_eq!(juan.get(&format!("/follows/{}", mia.id)).is(200)["you_follow"], true);
        let page = reader.open("/following");
        assert!(page.says("Three weeks by the window") && page.says("Enamel mug"), "{}", page.main());
        // One touch leads to the goods, the next one, with the colour chosen, to the checkout.
        reader.follow("Three weeks by the window");
        let blue = text(&listing, "/variants/1/id");
        assert!(reader.page().says("blue · ₱260 · 1 left"), "{}", reader.page().main());
        assert!(!reader.page().says("green"), "{}", reader.page().main());
        let page = reader.fill("variant", &blue).press("Buy now: Enamel mug");
        assert_eq!((page.status, page.path()), (200, "/checkout"));
        assert!(page.says("₱260.00"), "the blue one: {}", page.main());

        let mut stranger = market.browser_in("fil");
        let page = stranger.open(&path);
        assert!(page.says("Bilhin na") && page.says("blue · ₱260 · 1 ang natitira"), "{}", page.main());
        let mut other = market.browser_in("zh-CN");
        assert!(other.open(&path).says("还剩 1 件"));
        author.open(&path);
        let page = author.press("Remove");
        assert_eq!((page.status, page.path()), (200, "/following"));
        assert_eq!(stranger.open(&path).status, 404);
    }
}

#[test]
fn whom_somebody_blocked_is_not_found_and_a_circle_sees_what_nobody_else_can_open() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        market.sign_up("ana");
        juan.put(&format!("/follows/{}", mia.id), Value::Null).is(204);
        let (mut author, mut friend, mut other) =
            (market.signed_in("mia", "en"), market.signed_in("juan", "en"), market.signed_in("ana", "en"));
        author.open("/circles");
        let page = author.fill("name", "Barkada").press("Make circle");
        assert_eq!(page.heading(), "Barkada");
        assert_eq!(author.fill("handle", "nobody_at_all").press("Add to circle").status, 422);
        let page = author.fill("handle", "@juan").press("Add to circle");
        assert!(page.says("1 member"), "{}", page.main());
        let circle = page.path().trim_start_matches("/circles/").to_owned();
        author.open("/compose");
        let page = author.fill("text", "Lolo is coming home").fill("audience", &circle).press("Publish");
        assert!(page.says("A circle"), "{}", page.main());
        let path = page.path().to_owned();
        for place in [path.as_str(), "/people/mia", "/following"] {
            assert!(friend.open(place).says("Lolo is coming home"), "{place}");
            assert!(!other.open(place).says("Lolo"), "{place}");
        }
        assert_eq!(other.open(&path).status, 404);
        assert_eq!(market.browser().open(&path).status, 404);

        other.open("/people/mia");
        let page = other.press("Block");
        assert!(page.says("You blocked them"), "{}", page.main());
        assert_eq!(author.open("/people/ana").status, 404);
        assert_eq!(other.press("Unblock").status, 200);
        assert_eq!(author.open("/people/ana").status, 200);
    }
}

#[test]
fn what_was_delivered_is_shown_without_its_price_and_stands_on_the_listing() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        let mug = shop.offers("Enamel mug", 25_000, 5);
        let mia = market.sign_up("mia");
        let buyer = shopper(&mia);
        buyer.takes(&mug, 1);
        let bought = buyer.buys(&buyer.asks(), "cash");
        let mut browser = market.signed_in("mia", "en");
        let order = format!("/orders/{}", bought.order);
        assert!(browser.open(&order).link("Show Enamel mug in a post").is_none(), "it has not arrived");
        assert_eq!(browser.open(&format!("/compose?order={}&line=0", bought.order)).status, 422);
        let parcel = shop.ships(&bought.order);
        shop.scans(&market, &parcel, "delivered");
        buyer.awaits(&market, &bought.order, "delivered");
        browser.open(&order);
        let page = browser.follow("Show Enamel mug in a post");
        assert!(page.says("This shows Enamel mug, which you bought here."), "{}", page.main());
        browser.fill("text", "Mine").fill("new_alt", "My mug").choose("file", "mug.gif", PICTURE.to_vec());
        browser.fill("on_product", "yes");
        let page = browser.press("Publish");
        assert_eq!(page.status, 200, "{}", page.main());
        assert!(page.says("The product’s page shows this post."), "{}", page.main());
        assert!(page.says("Bought here"), "{}", page.main());
        let post = market.anyone.get(page.path()).is(200).to_string();
        for secret in [bought.order.as_str(), "Manila", "R-"] {
            assert!(!post.contains(secret), "{secret} in {post}");
        }
        let listing = text(&market.anyone.get("/products").is(200), "/data/0/id");
        let mut anyone = market.browser();
        assert!(anyone.open(&format!("/p/{listing}")).says("From buyers"), "{}", anyone.page().main());
        shop.keeper.post("/posts", json!({ "shop": shop.id, "text": "New kiln", "language": "en" })).is(201);
        assert!(anyone.open("/shops/emalya").says("New kiln"), "{}", anyone.page().main());
        let theft =
            json!({ "text": "Mine", "language": "en", "about": { "order": bought.order, "line": 0 } });
        market.sign_up("thief").post("/posts", theft).refuses(422, "not_received");
    }
}

#[test]
fn who_asked_for_it_is_told_how_long_they_have_looked_and_nobody_else() {
    for market in Market::both() {
        let (ana, member) = (market.sign_up("ana"), market.sign_up("mia"));
        for number in 0..13 {
            let new = json!({ "text": format!("Post {number}"), "language": "en" });
            ana.post("/posts", new).is(201);
        }
        let mut mia = market.signed_in("mia", "en");
        mia.open("/");
        let first = mia.fill("rest_after", "20").press("Save the order").clone();
        let rested = "What is here stays; come back when you like.";
        assert!(!first.says(rested), "{}", first.main());
        let older = first.link("Older posts").unwrap().to_owned();
        market.pass(Span::minutes(19));
        let end = "This page ends here. There is nothing more to load.";
        assert!(!first.says(end), "there is more");
        assert!(!mia.follow("Older posts").says(rested), "{}", mia.page().main());
        assert!(mia.page().says(end), "{}", mia.page().main());
        assert!(
            !market.signed_in("mia", "en").open("/following").says(end),
            "an empty one says how to fill it"
        );
        market.pass(Span::minutes(4));
        for (language, words) in [
            ("en", "You have been looking for 23 minutes. What is here stays; come back when you like."),
            ("zh-Hans", "你已经看了 23 分钟。这里的内容都还在，什么时候回来都行。"),
            (
                "fil",
                "23 minuto ka nang tumitingin. Hindi mawawala ang narito; bumalik ka kung kailan mo gusto.",
            ),
        ] {
            let mut mia = market.signed_in("mia", language);
            assert!(mia.open(&older).says(words), "{}", mia.page().main());
        }
        assert!(!market.signed_in("ana", "en").open(&older).says(rested));
        assert!(!market.browser_in("en").open(&older).says(rested));
        assert_eq!(member.get("/feed/weights").is(200)["rest_after"], 20);
        mia.open("/feed/tune");
        mia.fill("rest_after", "0").press("Save the order");
        assert!(!mia.open(&older).says(rested), "{}", mia.page().main());
    }
}
