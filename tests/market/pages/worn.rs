//! Buyers' pictures on a product's page: by the right that each gave, in the size that they bought, at the height that they
//! say they have, and for nobody whom they or a block keep out.

use market_tests::{Client, Market, Member};
use serde_json::{Value, json};

use super::telling::PICTURE;
use crate::cast::{Shop, open_shop, php, shopper, text};

/// Somebody buys it, and it arrives; answers the order.
fn sent(market: &Market, shop: &Shop, who: &Member, variant: &str) -> String {
    let buyer = shopper(who);
    let bought = buyer.buys(&buyer.takes(variant, 1).asks(), "cash");
    let parcel = shop.ships(&bought.order);
    shop.scans(market, &parcel, "delivered");
    buyer.awaits(market, &bought.order, "delivered");
    bought.order
}

/// A post about what was sent, with a picture.
fn tells(who: &Client, order: &str, said: &str, more: Value) -> String {
    let picture = text(&who.upload("/media", "image/gif", PICTURE).is(201), "/id");
    let mut new = json!({ "text": said, "language": "en", "about": { "order": order, "line": 0 },
        "pictures": [{ "picture": picture, "alt": said }], "on_product": true });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&who.post("/posts", new).is(201), "/id")
}

/// What somebody finds, newest first.
fn found(who: &Client, listing: &str, wish: &str) -> Vec<String> {
    let list = who.get(&format!("/products/{listing}/posts{wish}")).is(200);
    list["data"].as_array().unwrap().iter().map(|post| post["text"].as_str().unwrap().to_owned()).collect()
}

/// A dress in three sizes: the listing, and each size.
fn dress(shop: &Shop) -> (String, [String; 3]) {
    let variant = |size: &str| json!({ "choice": [size], "price": php(150_000), "stock": 9, "grams": 400 });
    let dress = json!({ "title": "Linen dress", "state": "published",
        "options": [{ "name": "Size", "values": ["S", "M", "L"] }],
        "variants": [variant("S"), variant("M"), variant("L")] });
    let dress = shop.keeper.post(&format!("/shops/{}/listings", shop.id), dress).is(201);
    (text(&dress, "/id"), [0, 1, 2].map(|nth| text(&dress, &format!("/variants/{nth}/id"))))
}

/// On the page: dee's size, and then her height.
fn finds_by_hand(market: &Market, listing: &str, mine: &str) {
    let mut dee = market.signed_in("dee", "en");
    let page = dee.open(&format!("/p/{listing}"));
    assert!(page.says("From buyers") && page.says("M · 150 to 159 cm"), "{}", page.main());
    dee.follow("M (2)");
    let page = dee.follow("My height: 150 to 159 cm (2)");
    assert_eq!(page.path(), format!("/p/{listing}/pictures{mine}"));
    let says = page.says("2 posts of people who bought it here");
    assert!(says && !page.says("ben wears it"), "{}", page.main());
}

#[test]
fn i_filter_buyer_photos_to_my_size_on_a_dress() {
    for market in Market::both() {
        let shop = open_shop(&market, "habi");
        let [ana, ben, caro, dee] = ["ana", "ben", "caro", "dee"].map(|handle| market.sign_up(handle));
        let (listing, [small, medium, large]) = dress(&shop);
        for (who, height, readers) in
            [(&ana, "150_159", "everyone"), (&ben, "180_up", "everyone"), (&caro, "150_159", "friends")]
        {
            who.put("/me/height", json!({ "height": height, "readers": readers })).is(200);
        }
        let orders = [(&ana, &medium), (&ben, &large), (&caro, &medium), (&dee, &small)]
            .map(|(who, variant)| sent(&market, &shop, who, variant));
        let [ana_has, ben_has, caro_has, dee_has] = &orders;
        let said = ["ana wears it", "ben wears it", "caro wears it"];
        for ((who, order), said) in
            [(&ana, ana_has), (&ben, ben_has), (&caro, caro_has)].into_iter().zip(said)
        {
            market.pass(kernel::Span::seconds(1));
            tells(who, order, said, json!({}));
        }
        // Not asked, or not for everyone: not there.
        tells(&dee, dee_has, "dee is not shown", json!({ "on_product": false }));
        let circle = text(&dee.post("/circles", json!({ "name": "Friends" })).is(201), "/id");
        tells(
            &dee,
            dee_has,
            "for a few",
            json!({ "on_product": false, "audience": "circle", "circle": circle }),
        );
        let wide = json!({ "text": "for followers", "language": "en", "audience": "followers", "on_product": true,
            "about": { "order": dee_has, "line": 0 } });
        dee.post("/posts", wide).refuses(409, "not_showable");
        let anyone = &market.anyone;
        let all = ["caro wears it", "ben wears it", "ana wears it"];
        assert_eq!(found(anyone, &listing, ""), all, "{}", market.engine);
        let medium_ones = ["caro wears it", "ana wears it"];
        assert_eq!(found(anyone, &listing, "?option=Size&value=M"), medium_ones);
        let mine = "?option=Size&value=M&height=150_159";
        assert_eq!(found(anyone, &listing, mine), ["ana wears it"], "caro tells her friends alone");
        for (one, other) in [(&caro, &dee), (&dee, &caro)] {
            one.put(&format!("/follows/{}", other.id), Value::Null).is(204);
        }
        assert_eq!(found(&dee, &listing, mine), medium_ones, "{}: a friend is told", market.engine);
        let counts = anyone.get(&format!("/products/{listing}/posts/counts?option=Size&value=M")).is(200);
        let expected = json!({ "total": 2,
            "choices": [{ "option": "Size", "value": "L", "count": 1 }, { "option": "Size", "value": "M", "count": 2 }],
            "heights": [{ "height": "150_159", "count": 1 }] });
        assert_eq!(counts, expected, "{}: as if each filter were off, of those who tell", market.engine);

        dee.put("/me/height", json!({ "height": "150_159", "readers": "me" })).is(200);
        finds_by_hand(&market, &listing, mine);

        // Muted, blocked, removed, said no more, taken back: gone with the next look.
        dee.put(&format!("/mutes/{}", ana.id), Value::Null).is(204);
        assert_eq!(found(&dee, &listing, mine), ["caro wears it"]);
        ben.put(&format!("/blocks/{}", dee.id), Value::Null).is(204);
        assert_eq!(found(&dee, &listing, ""), ["caro wears it"]);
        ana.put("/me/height", json!({ "height": null })).is(200);
        assert_eq!(found(anyone, &listing, "?height=150_159"), [""; 0]);
        let posts = anyone.get(&format!("/products/{listing}/posts")).is(200);
        let id = |nth: usize| text(&posts, &format!("/data/{nth}/id"));
        assert!(posts.pointer("/data/0/showing").is_none(), "nobody else is told what its author allows");
        ben.delete(&format!("/posts/{}", id(1))).is(204);
        caro.patch(&format!("/posts/{}", id(0)), json!({ "audience": "followers" })).is(200);
        assert_eq!(found(anyone, &listing, ""), ["ana wears it"], "{}", market.engine);
        ben.delete(&format!("/posts/{}/showing", id(2))).refuses(404, "missing");
        let mut hers = market.signed_in("ana", "fil");
        hers.open(&format!("/posts/{}", id(2)));
        let page = hers.press("Alisin sa pahina ng paninda");
        assert!(page.says("Hindi na ito ipinapakita ng pahina ng paninda."), "{}", page.main());
        assert_eq!(found(anyone, &listing, ""), [""; 0], "{}", market.engine);
        assert!(!market.browser().open(&format!("/p/{listing}")).says("From buyers"));
        hers.press("Ipakita sa pahina ng paninda");
        assert_eq!(found(anyone, &listing, "?option=Size&value=M"), ["ana wears it"]);
    }
}
