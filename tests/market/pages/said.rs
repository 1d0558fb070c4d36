//! Every page of every domain, read by a guest, a buyer and a seller whose language marks each text of ours: what is
//! left without marks was written into a page by hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::product::product;
use identity::address::divisions::{PROVINCES_CN, REGIONS_PH};
use kernel::Actor;
use kernel::clock::Manual;
use locale::Language;
use market_tests::{Browser, Hand, Market};
use serde_json::json;

use crate::cast::{Shop, address, open_shop, php, shopper, text};
use crate::matrix::pages::{extras, uid};
use crate::matrix::world::Side;

/// Each page, as in its domain's table, and queries that show more of it.
const PAGES: &[(&str, &[&str])] = &[
    ("/", &[""]),
    ("/c/{category}", &["", "?sort=cheapest"]),
    ("/cart", &[""]),
    ("/checkout", &["", "?place=PH"]),
    ("/circles", &[""]),
    ("/circles/{circle}", &[""]),
    ("/comments/{comment}/removal", &[""]),
    ("/compose", &["", "?shop=none"]),
    ("/feed/tune", &[""]),
    ("/following", &["", "?after=none"]),
    ("/help", &[""]),
    ("/inbox", &["", "?show=unread", "?show=orders"]),
    ("/me", &[""]),
    ("/offline", &[""]),
    ("/operator", &[""]),
    ("/operator/audit", &[""]),
    ("/operator/baseline", &[""]),
    ("/operator/faces", &["", "?find=mia"]),
    ("/operator/jobs", &[""]),
    ("/operator/jobs/{job}", &[""]),
    ("/operator/ledger", &[""]),
    ("/operator/ledger/{kind}", &[""]),
    ("/operator/ledger/{kind}/{owner}", &[""]),
    ("/operator/orders", &[""]),
    ("/operator/orders/{order}", &[""]),
    ("/operator/parked", &[""]),
    ("/operator/payouts", &[""]),
    ("/operator/transfers/{transfer}", &[""]),
    ("/orders", &["", "?show=under_way", "?show=done"]),
    ("/orders/{order}", &[""]),
    ("/orders/{order}/acts/{event}", &[""]),
    ("/orders/{order}/invoice", &[""]),
    ("/p/{listing}", &[""]),
    ("/p/{listing}/pictures", &["", "?option=Size&value=M", "?height=150_159"]),
    ("/people/{person}", &[""]),
    ("/posts/{post}", &[""]),
    ("/posts/{post}/edit", &[""]),
    ("/payments/{payment}", &[""]),
    ("/posts/{post}/comments", &[""]),
    ("/posts/{post}/comments/{comment}", &[""]),
    ("/p/{listing}/comments", &[""]),
    ("/p/{listing}/comments/{comment}", &[""]),
    ("/privacy", &[""]),
    ("/recover", &[""]),
    ("/saved", &[""]),
    ("/saved/{collection}", &[""]),
    ("/saved-searches", &[""]),
    ("/search", &["", "?query=mug", "?query=a+b&in_stock=1", "?min=cheap", "?sort=cheapest&min=100"]),
    ("/search/filters", &["", "?category=kitchen"]),
    ("/search/people", &["", "?query=mia", "?query=nobody+here"]),
    ("/search/posts", &["", "?query=cup", "?query=mgu", "?query=nothing+says+this"]),
    ("/search/shops", &["", "?query=emalya", "?query=nowhere"]),
    ("/sell", &[""]),
    ("/settings", &[""]),
    ("/settings/addresses", &[""]),
    ("/settings/addresses/new", &["", "?country=CN", "?country=JP"]),
    ("/settings/addresses/{address}", &[""]),
    ("/settings/counting", &[""]),
    ("/settings/language", &[""]),
    ("/settings/notices", &[""]),
    ("/settings/privacy", &[""]),
    ("/settings/profile", &[""]),
    ("/settings/security", &[""]),
    ("/share/{code}", &[""]),
    ("/shop", &[""]),
    ("/shops/{shop}", &[""]),
    ("/sign-in", &["", "?next=%2Fme"]),
    ("/sign-up", &[""]),
    ("/studio", &[""]),
    ("/studio/listings/{listing}", &[""]),
    ("/studio/orders/{order}", &[""]),
    ("/studio/{shop}/settings", &[""]),
    ("/studio/{shop}/orders", &["", "?show=under_way", "?show=done", "?number=R-1234567G"]),
    ("/studio/{shop}/money", &[""]),
    ("/studio/{shop}/money/destination", &[""]),
    ("/studio/{shop}/money/held", &[""]),
    ("/studio/{shop}/money/payout", &[""]),
    ("/studio/{shop}/money/statement", &[""]),
    ("/studio/{shop}/listings", &[""]),
    ("/studio/{shop}/listings/new", &[""]),
    ("/welcome", &[""]),
];

/// What has no words of ours for people: files, what search engines read, and the kit's parts for those who build.
const SILENT: &[&str] = &[
    "/live/{thing}",
    "/manifest.webmanifest",
    "/parts",
    "/robots.txt",
    "/s/{code}",
    "/search/words",
    "/sitemap.xml",
    "/studio/{shop}/money/invoices.csv",
    "/studio/{shop}/money/statement.csv",
    "/sw.js",
    "/ui/{name}",
];

#[test]
fn every_page_is_read_here() {
    let tables = product().domains().iter().flat_map(|domain| (domain.pages)());
    let gets = tables.filter(|page| page.method().as_str() == "GET").map(|page| page.path());
    let rows = PAGES.iter().map(|(path, _)| *path).chain(SILENT.iter().copied());
    assert_eq!(gets.collect::<BTreeSet<_>>(), rows.collect());
}

/// What there is to see.
struct Things {
    shop: String,
    listing: String,
    order: String,
    payment: String,
    address: String,
    circle: String,
    post: String,
    comment: String,
    /// A comment on the listing.
    question: String,
    collection: String,
    code: String,
}

impl Things {
    fn path(&self, page: &str) -> String {
        page.replace("{category}", "home")
            .replace("/p/{listing}/comments/{comment}", "/p/{listing}/comments/{question}")
            .replace("{question}", &self.question)
            .replace("{listing}", &self.listing)
            .replace("{order}", &self.order)
            .replace("{event}", "cancel")
            .replace("{payment}", &self.payment)
            .replace("{address}", &self.address)
            .replace("{circle}", &self.circle)
            .replace("{post}", &self.post)
            .replace("{person}", "mia")
            .replace("{comment}", &self.comment)
            .replace("{collection}", &self.collection)
            .replace("{code}", &self.code)
            .replace("{kind}", "escrow")
            .replace("{owner}", &self.order.replace("ord_", "own_"))
            .replace("{transfer}", &format!("trf_{}", uid(Side::A)))
            .replace("{job}", &format!("job_{}", uid(Side::A)))
            .replace("{shop}", &self.shop)
    }
}

/// A shop with something on its shelf in two colours, and a paid order of somebody's.
fn things(market: &Market, shop: &Shop) -> Things {
    let story = json!({ "story": "Since 1974." });
    shop.keeper.patch(&format!("/shops/{}", shop.id), story).is(200);
    let listing = json!({ "title": "Enamel mug", "state": "published", "category": "home",
        "options": [{ "name": "Colour", "values": ["red", "blue"] }],
        "variants": [
            { "price": php(25_000), "stock": 5, "grams": 400, "choice": ["red"] },
            { "price": php(26_000), "stock": 0, "grams": 400, "choice": ["blue"] },
        ] });
    let listing = shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201);
    let mia = market.sign_up("mia");
    let kept = mia.post("/me/addresses", address()).is(201);
    let buyer = shopper(&mia);
    buyer.takes(&text(&listing, "/variants/0/id"), 2);
    let bought = buyer.buys(&buyer.asks(), "gateway");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    buyer.takes(&text(&listing, "/variants/0/id"), 1);
    let circle = text(&mia.post("/circles", json!({ "name": "Family" })).is(201), "/id");
    mia.put(&format!("/circles/{circle}/members/{}", shop.keeper.id), json!(null)).is(204);
    mia.put(&format!("/follows/{}", shop.keeper.id), json!(null)).is(204);
    shop.keeper.put(&format!("/follows/{}", mia.id), json!(null)).is(204);
    let tag = json!({ "listing": text(&listing, "/id"), "variant": text(&listing, "/variants/0/id") });
    let told = json!({ "text": "Breakfast", "language": "en", "audience": "circle", "circle": circle, "tags": [tag] });
    let post = text(&mia.post("/posts", told).is(201), "/id");
    let said = json!({ "text": "Breakfast", "language": "en" });
    let asked = mia.post(&format!("/products/{}/comments", text(&listing, "/id")), said.clone()).is(201);
    let said = mia.post(&format!("/posts/{post}/comments"), said).is(201);
    let collection = text(&mia.post("/collections", json!({ "name": "Enamel mug" })).is(201), "/id");
    for (thing, place) in
        [(&listing["id"], json!({})), (&json!(shop.id), json!({ "collection": collection }))]
    {
        mia.put(&format!("/saved/{}", thing.as_str().unwrap()), place).is(204);
    }
    let link = mia.put(&format!("/links/{}", text(&listing, "/id")), json!(null)).is(200);
    Things {
        circle,
        post,
        comment: text(&said, "/id"),
        question: text(&asked, "/id"),
        collection,
        code: text(&link, "/code"),
        shop: "emalya".into(),
        listing: text(&listing, "/id"),
        order: bought.order,
        payment: bought.payment,
        address: text(&kept, "/id"),
    }
}

/// What is nobody's to translate where a page cannot mark it, such as in its title: names that people gave, names of
/// languages and of divisions in their own language, a gateway's, and an example of an order's number.
fn names() -> impl Iterator<Item = &'static str> {
    let divisions = REGIONS_PH.iter().chain(PROVINCES_CN).map(|division| division.name);
    let languages = Language::ALL.into_iter().map(Language::name);
    [" · Rialto", "Enamel mug", "Since 1974.", "Breakfast", "emalya", "R-1234567G", "sandbox"]
        .into_iter()
        .chain(divisions)
        .chain(languages)
}

/// Whether more than names is left of a text without marks.
fn is_by_hand(text: &str) -> bool {
    let mut depth = 0;
    let without_marks = text.strip_prefix("placeholder: ").unwrap_or(text).chars().filter(|letter| {
        depth += i32::from(*letter == '⟦') - i32::from(*letter == '⟧');
        depth == 0
    });
    names()
        .fold(without_marks.collect(), |text: String, name| text.replace(name, ""))
        .chars()
        .any(char::is_alphabetic)
}

/// What this reader finds that was said by hand.
fn by_hand(who: &str, mut reader: Browser, things: &Things) -> Vec<String> {
    let mut found = Vec::new();
    for (page, queries) in PAGES {
        for query in *queries {
            let path = format!("{}{query}", things.path(page));
            let page = reader.open(&path);
            let texts = locale::untranslated(&page.html).into_iter().filter(|text| is_by_hand(text));
            found.extend(texts.map(|text| format!("{who} {path}: {text}")));
        }
    }
    found
}

#[test]
fn nothing_on_any_page_is_said_by_hand() {
    let hand = || Hand::Manual(Arc::new(Manual::new(testkit::BEGIN, 1)));
    let market = Market::each(|config| config.demo = true, hand).remove(0);
    let shop = open_shop(&market, "emalya");
    let things = things(&market, &shop);
    market.operator("lina");
    market.block_on(market.db.write(&Actor::Engine, uid(Side::A), extras)).unwrap();
    // The operator's desk is not there for the first three, and says so.
    let readers = [
        ("a guest", market.browser_in("en-XA")),
        ("the buyer", market.signed_in("mia", "en-XA")),
        ("the seller", market.signed_in("emalya", "en-XA")),
        ("the operator", market.signed_in("lina", "en-XA")),
    ];
    let found: Vec<_> = readers.into_iter().flat_map(|(who, reader)| by_hand(who, reader, &things)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
