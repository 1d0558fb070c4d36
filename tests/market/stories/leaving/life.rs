//! Somebody who has touched everything that there is, under words that nobody else uses.

use kernel::Span;
use market_tests::{Market, Member};
use serde_json::{Value, json};
use testkit::device::Device;

use crate::books::settled;
use crate::cast::{self, Shop, php, shopper, text};

/// The words that are theirs alone.
pub const WORDS: &[&str] = &[
    "quirino_q",
    "Quirina Q",
    "+63 917 777 1234",
    "Malasimbo",
    "Kalachuchi Lane",
    "sinukwan",
    "dapithapon",
    "bahaghari",
    "tutubing",
    "kundiman",
    "salakot",
    "alitaptap",
    "harana",
    "panday",
    "JT-QUIRINA",
    "GCASH-QUIRINA",
    "lambanog",
];

/// The smallest picture: one black pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// The product file of her shop: one line that is refused.
const FILE: &str = "Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price\nbowl,Bowl,,Baryo,B-1,ask us\n";

/// Whom she knows.
pub struct Others {
    /// The operator.
    pub operator: Member,
    /// Somebody who talks with her.
    pub juan: Member,
    /// Where she buys.
    pub shop: Shop,
}

fn address() -> Value {
    json!({ "recipient": "Quirina Q", "phone": "+63 917 777 1234", "country": "PH", "region": "NCR",
        "city": "Malasimbo", "barangay": "Bagumbayan", "street": "7 Kalachuchi Lane", "postal_code": "1110" })
}

fn post(who: &Member, words: &str, more: &Value) -> String {
    let mut post = json!({ "text": words, "language": "en" });
    post.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&who.post("/posts", post).is(201), "/id")
}

fn says(who: &Member, about: &str, words: &str, answers: Option<&str>) -> String {
    let mut said = json!({ "text": words, "language": "en" });
    if let Some(comment) = answers {
        said["answers"] = json!(comment);
    }
    text(&who.post(&format!("/posts/{about}/comments"), said).is(201), "/id")
}

/// Lives it.
pub fn live(market: &Market, others: &Others) -> Member {
    let account = json!({ "handle": "quirino_q", "password": market_tests::PASSWORD, "name": "Quirina Q",
        "language": "fil" });
    market.anyone.post("/accounts", account).is(201);
    let quirina = market.sign_in("quirino_q");
    ways_in(market, &quirina);
    keeps(&quirina, others);
    talks(market, &quirina, others);
    buys(market, &quirina, others);
    sells(market, &quirina, others);
    let why = json!({ "reason": "sinukwan was said to sell bad rice" });
    others.operator.put(&format!("/accounts/{}/ban", quirina.id), why).is(200);
    others.operator.delete(&format!("/accounts/{}/ban", quirina.id)).is(200);
    let quirina = market.sign_in("quirino_q");
    visits(market, &others.shop.offers("Jar", 10_000, 9));
    // a cart that is full, and a quote that nobody has answered
    shopper(&quirina).takes(&others.shop.offers("Plate", 10_000, 9), 2).asks();
    settled(market);
    quirina
}

fn ways_in(market: &Market, me: &Member) {
    let origin = market.base.replace("127.0.0.1", "localhost");
    let asked = me.post("/passkeys/challenges", json!({ "purpose": "add" })).is(201);
    let made = Device::new(&origin, 77).make(&asked);
    me.post("/me/passkeys", json!({ "name": "panday", "passkey": made })).is(201);
    me.post("/passkeys/challenges", json!({ "purpose": "add" })).is(201);
    me.put("/me/recovery-codes", json!({ "password": market_tests::PASSWORD })).is(200);
    let token =
        json!({ "name": "harana", "scopes": ["orders:read"], "expires_at": market.now() + Span::days(30) });
    me.post("/tokens", token).is(201);
    let wrong = json!({ "handle": me.handle, "password": "not this one, surely" });
    market.anyone.post("/sessions", wrong).is(401);
}

fn keeps(me: &Member, others: &Others) {
    me.post("/me/addresses", address()).is(201);
    me.put(
        "/me/profile",
        json!({ "language": "en", "about": { "text": "dapithapon", "readers": "everyone" } }),
    )
    .is(200);
    me.put("/me/height", json!({ "height": "160_169", "readers": "me" })).is(200);
    let shelf = text(&me.post("/collections", json!({ "name": "bahaghari" })).is(201), "/id");
    let saved = format!("/saved/{}", others.shop.id);
    me.put(&saved, json!({ "collection": shelf })).is(204);
    me.post("/saved-searches", json!({ "query": "tutubing" })).is(201);
    me.put("/search-pace", json!({ "pace": "at_once" })).is(200);
    let taste = json!({ "followed": 10, "popular": 20, "fresh": 30, "newcomer": 40, "by_time": false });
    me.put("/feed/weights", taste).is(200);
    me.put(&format!("/links/{}", me.id), Value::Null).is(200);
    me.put("/notice-topics", json!({ "on": ["orders"] })).is(200);
}

fn talks(market: &Market, me: &Member, others: &Others) {
    let juan = &others.juan;
    let on = Value::Null;
    let circle = text(&me.post("/circles", json!({ "name": "kundiman" })).is(201), "/id");
    me.put(&format!("/circles/{circle}/members/{}", juan.id), on.clone()).is(204);
    let theirs = text(&juan.post("/circles", json!({ "name": "Barkada" })).is(201), "/id");
    juan.put(&format!("/circles/{theirs}/members/{}", me.id), on.clone()).is(204);
    for (one, other) in [(me, juan), (juan, me)] {
        one.put(&format!("/follows/{}", other.id), on.clone()).is(204);
    }
    others.operator.put(&format!("/follows/{}", juan.id), on.clone()).is(204);
    me.put(&format!("/follows/{}", others.shop.id), on.clone()).is(204);
    me.put(&format!("/mutes/{}", others.shop.id), on.clone()).is(204);
    let rude = &others.operator;
    rude.put(&format!("/mutes/{}", me.id), on.clone()).is(204);
    me.put(&format!("/blocks/{}", others.shop.keeper.id), on.clone()).is(204);
    let picture = text(&me.upload("/media", "image/gif", PICTURE).is(201), "/id");
    me.put("/me/face", json!({ "picture": picture })).is(200);
    let pot = others.shop.offers("Pot", 10_000, 9);
    market.indexed();
    let found = market.anyone.get("/products?query=pot").is(200);
    let shown = json!({ "pictures": [{ "picture": picture, "alt": "salakot" }],
        "tags": [{ "listing": found["data"][0]["id"], "variant": pot }] });
    let open = post(me, "alitaptap over the rice", &shown);
    post(me, "alitaptap for a few", &json!({ "audience": "circle", "circle": circle }));
    let other = post(juan, "Mangoes today", &json!({}));
    let first = says(me, &other, "alitaptap, he said", None);
    says(juan, &other, "So it is", Some(&first));
    let alone = says(me, &other, "alitaptap again", None);
    says(me, &other, "alitaptap to myself", Some(&alone));
    says(juan, &open, "Well said", None);
    let gone = says(me, &other, "lambanog for sale", None);
    juan.post(&format!("/comments/{gone}/removal"), json!({ "word": "lambanog is not sold here" })).is(200);
    for (who, post) in [(me, &other), (juan, &open)] {
        who.put(&format!("/posts/{post}/reactions/like"), on.clone()).is(200);
    }
    others.operator.put(&format!("/posts/{other}/reactions/like"), on).is(200);
}

fn buys(market: &Market, me: &Member, others: &Others) {
    let cup = json!({ "title": "Enamel cup", "state": "published", "options": [{ "name": "Size", "values": ["M"] }],
        "variants": [{ "choice": ["M"], "price": php(25_000), "stock": 5, "grams": 400 }] });
    let cup = others.shop.keeper.post(&format!("/shops/{}/listings", others.shop.id), cup).is(201);
    let cup = text(&cup, "/variants/0/id");
    let buyer = shopper(me);
    let quote = buyer.takes(&cup, 1).asks();
    let yes = json!({ "address": address(), "method": "gateway", "total": quote.total });
    let bought = cast::bought(&me.post(&format!("/checkouts/{}/confirmation", quote.checkout), yes).is(201));
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    let parcel = json!({ "shop": others.shop.id, "carrier": "J&T", "tracking": "JT-QUIRINA" });
    let keeper = &others.shop.keeper;
    let parcel =
        text(&keeper.post(&format!("/orders/{}/shipments", bought.order), parcel).is(201), "/parcel");
    let scan = json!({ "status": "delivered", "at": market.now(), "event": "s-1", "place": "Malasimbo hub" });
    keeper.post(&format!("/parcels/{parcel}/scans"), scan).is(201);
    buyer.moves(&bought.order, "confirm").is(200);
    let worn = json!({ "about": { "order": bought.order, "line": 0 }, "on_product": true });
    post(me, "alitaptap from a cup", &worn);
    // And something that the shop cannot send: her money comes back.
    let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    others.shop.moves(&bought.order, "cancel").is(200);
    settled(market);
}

/// A shop of her own that has sold something, was paid out, and has nothing open.
fn sells(market: &Market, me: &Member, others: &Others) {
    let new = json!({ "handle": "rice-and-more", "name": "Rice and more", "currency": "PHP", "country": "PH",
        "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true, "story": "dapithapon by the river" });
    let id = text(&me.post("/shops", new).is(201), "/id");
    let rate = json!({ "name": "Standard", "places": ["PH"], "brackets": [{ "fee": 9_500 }], "days_min": 2, "days_max": 5 });
    me.post(&format!("/shops/{id}/shipping-rates"), rate).is(201);
    let to = json!({ "method": "sandbox", "destination": "GCASH-QUIRINA" });
    me.put(&format!("/shops/{id}/payout-destination"), to).is(200);
    let shop = Shop { keeper: me.clone(), id };
    let rice = shop.offers("Rice", 25_000, 5);
    shop.keeper.upload(&format!("/shops/{}/imports", shop.id), "text/csv", FILE.as_bytes()).is(202);
    post(me, "alitaptap in the shop", &json!({ "shop": shop.id, "tags": [] }));
    let buyer = shopper(&others.juan);
    let bought = buyer.buys(&buyer.takes(&rice, 2).asks(), "gateway");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    let parcel = shop.ships(&bought.order);
    shop.scans(market, &parcel, "delivered");
    buyer.moves(&bought.order, "confirm").is(200);
    market.pass(Span::days(3));
    buyer.awaits(market, &bought.order, "settled");
    settled(market);
    let payouts = format!("/shops/{}/payouts", shop.id);
    me.post(&payouts, json!({ "amount": php(57_000) })).is(201);
    market.until("the payout's arrival", || {
        (text(&me.get(&payouts).is(200), "/data/0/status") == "paid").then_some(())
    });
    // What her shop owes since keeps nobody.
    market.gateway.charge_back(&bought.payment, Some(100));
    settled(market);
}

/// She agreed to be counted, and puts something into the cart that her account carries along.
fn visits(market: &Market, variant: &str) {
    let mut browser = market.signed_in("quirino_q", "en");
    browser.open("/settings/counting");
    browser.fill("analytics", "yes").press("Save this choice");
    browser.open("/search?query=cup");
    browser.send("/cart/lines", &[("variant", variant), ("quantity", "1")]);
}
