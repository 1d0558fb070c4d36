//! What should not have been sent: a clear code each time, and nothing left behind.

use kernel::Span;
use market_tests::{Answer, Market, PASSWORD};
use serde_json::{Value, json};

use crate::books::{rows, stand};
use crate::cast::{Buyer, Quote, Shop, address, guest, open_shop, php, text, yes};
use crate::wire;

/// Sees that a call is refused so and that nothing stays of it.
#[track_caller]
fn refused(market: &Market, status: u16, code: &str, call: impl FnOnce() -> Answer) -> Value {
    let before = rows(market);
    let problem = call().refuses(status, code);
    assert_eq!(rows(market), before, "{}: {code} left something", market.engine);
    problem
}

#[test]
fn a_field_that_nobody_knows_is_named() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let lines = format!("/carts/{}/lines", buyer.cart);
        let cheaper = json!({ "variant": cup, "quantity": 1, "price": 1 });
        let problem = refused(&market, 422, "unknown_field", || buyer.client.post(&lines, cheaper));
        assert_eq!(problem["field"], "/price");
        let quote = buyer.takes(&cup, 1).asks();
        let mut sneaky = yes(&quote, "gateway");
        sneaky["address"]["vip"] = json!(true);
        let path = format!("/checkouts/{}/confirmation", quote.checkout);
        let problem = refused(&market, 422, "unknown_field", || buyer.client.post(&path, sneaky));
        assert_eq!(problem["field"], "/address/vip");
    }
}

#[test]
fn quantities_below_one_and_above_what_fits_are_refused() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let lines = format!("/carts/{}/lines", buyer.cart);
        for (quantity, code) in [
            (json!(0), "quantity"),
            (json!(-1), "quantity"),
            (json!(1_000), "quantity"),
            (json!(i64::MAX), "quantity"),
            (json!(u64::MAX), "invalid_field"),
            (json!(1.5), "invalid_field"),
            (json!("2"), "invalid_field"),
        ] {
            let line = json!({ "variant": cup, "quantity": quantity });
            refused(&market, 422, code, || buyer.client.post(&lines, line));
        }
        let listings = format!("/shops/{}/listings", shop.id);
        for amount in [-1, i64::MAX] {
            let gift = json!({ "title": "Gift", "variants": [{ "price": php(amount) }] });
            let before = rows(&market);
            let answer = shop.keeper.post(&listings, gift);
            assert_eq!((answer.status, rows(&market)), (422, before), "{}", answer.body);
        }
        let movement = json!({ "delta": i64::MIN, "reason": "lost" });
        let path = format!("/variants/{cup}/stock-movements");
        refused(&market, 422, "delta", || shop.keeper.post(&path, movement));
    }
}

#[test]
fn a_quote_that_is_old_or_not_what_was_agreed_charges_nothing() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let quote = buyer.takes(&cup, 1).asks();
        let other = |total: Value| Quote { total, ..quote.clone() };
        refused(&market, 409, "total_changed", || buyer.says_yes(&other(php(1)), "gateway"));
        let dollars = json!({ "amount": quote.total["amount"], "currency": "USD" });
        refused(&market, 409, "total_changed", || buyer.says_yes(&other(dollars), "gateway"));
        let unknown = json!({ "amount": 1, "currency": "DOGE" });
        refused(&market, 422, "invalid_field", || buyer.says_yes(&other(unknown), "gateway"));
        refused(&market, 422, "unknown_method", || buyer.says_yes(&quote, "barter"));
        elsewhere(&market, &buyer, &quote);
        market.pass(Span::minutes(31));
        refused(&market, 409, "quote_expired", || buyer.says_yes(&quote, "gateway"));
        let fresh = buyer.asks();
        let dearer = json!({ "variants": [{ "price": php(26_000), "grams": 400 }] });
        let card = market.anyone.get("/products").is(200)["data"][0]["id"].clone();
        let path = format!("/listings/{}", card.as_str().unwrap());
        shop.keeper.patch(&path, dearer).is(200);
        refused(&market, 409, "price_changed", || buyer.says_yes(&fresh, "gateway"));
        assert_eq!(shop.shelf(&cup), (5, 0, 0));
        stand(&market, &[]);
    }
}

/// The quote was for Manila.
fn elsewhere(market: &Market, buyer: &Buyer, quote: &Quote) {
    let mut other = yes(quote, "gateway");
    other["address"] = json!({ "recipient": "Ana Reyes", "phone": "+63 917 555 0123", "country": "PH",
        "region": "VII", "province": "Cebu", "city": "Cebu City", "barangay": "Lahug", "street": "1 Gorordo",
        "postal_code": "6000" });
    let path = format!("/checkouts/{}/confirmation", quote.checkout);
    refused(market, 409, "destination_changed", || buyer.client.post(&path, other));
}

#[test]
fn a_shop_keeps_its_prices_in_one_currency() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let yuan = json!({ "title": "Cup", "variants": [{ "price": { "amount": 100, "currency": "CNY" } }] });
        let path = format!("/shops/{}/listings", shop.id);
        refused(&market, 422, "wrong_currency", || shop.keeper.post(&path, yuan));
        let payout = json!({ "amount": { "amount": 100, "currency": "CNY" } });
        let path = format!("/shops/{}/payouts", shop.id);
        refused(&market, 409, "insufficient", || shop.keeper.post(&path, payout));
    }
}

#[test]
fn a_key_that_comes_back_with_another_body_is_refused_and_with_the_same_is_answered_as_before() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let lines = format!("/carts/{}/lines", buyer.cart);
        let line = |quantity: i64| json!({ "variant": cup, "quantity": quantity });
        let first = buyer.client.post_once(&lines, "the-key-of-this-line", line(1)).is(201);
        let again = buyer.client.post_once(&lines, "the-key-of-this-line", line(1));
        assert!(again.replayed);
        assert_eq!(again.is(201), first);
        let other = || buyer.client.post_once(&lines, "the-key-of-this-line", line(2));
        refused(&market, 422, "idempotency_key_reused", other);
        let cart = buyer.client.get(&format!("/carts/{}", buyer.cart)).is(200);
        assert_eq!(cart["lines"][0]["quantity"], 1, "added once");
        let none = wire::post(&market, "/carts", &[], b"");
        assert_eq!(none.code(), "idempotency_key_needed", "{none:?}");
    }
}

#[test]
fn a_session_that_has_ended_is_nobodys() {
    for market in Market::both() {
        let ana = market.sign_up("ana");
        ana.get("/me").is(200);
        market.pass(Span::days(15));
        refused(&market, 401, "sign_in", || ana.post("/me/addresses", address()));
        refused(&market, 401, "sign_in", || ana.post("/carts", Value::Null));
        assert!(market.anyone.bearing("a guess").get("/me").status == 401);
        market.sign_in("ana").get("/me").is(200);
    }
}

#[test]
fn bytes_that_are_no_request_leave_nothing_behind() {
    for market in Market::both() {
        let buyer = guest(&market);
        let json = ("Content-Type", "application/json");
        let key = |key: &'static str| ("Idempotency-Key", key);
        let before = rows(&market);
        let new = br#"{"handle":"half","password":"a password for the stage","name":"Half","language":"en"}"#;
        let cut = wire::post_half(&market, "/accounts", &[json, key("half-a-request-0001")], new);
        assert!(cut.status.is_none_or(|status| status == 400), "{cut:?}");
        for (headers, body, status, code) in [
            (vec![json, key("broken-bytes-00001")], &b"{\"handle\":\"\xff\xfe\"}"[..], 400, "malformed_json"),
            (vec![json, key("broken-bytes-00002")], b"{\"handle\":", 400, "malformed_json"),
            (vec![json, key("broken-bytes-00003")], br#"{"handle":"a\u0000b"}"#, 422, "nul"),
            (vec![key("broken-bytes-00004")], new, 415, "content_type"),
            (vec![json], new, 400, "idempotency_key_needed"),
            (vec![json, key("short")], new, 400, "idempotency_key_weak"),
        ] {
            let said = wire::post(&market, "/accounts", &headers, body);
            assert_eq!((said.status, said.code()), (Some(status), code), "{said:?}");
        }
        let long = vec![b' '; 70_000];
        let said = wire::post(&market, "/accounts", &[json, key("a-body-too-long-01")], &long);
        assert!(said.status.is_none_or(|status| status == 413), "{said:?}");
        for path in
            ["/carts/crt_nothing", "/carts/%00", "/orders/%F0%28", "/products/lst_7zzzzzzzzzzzzzzzzzzzzzzzzz"]
        {
            let answer = buyer.client.get(path);
            assert_eq!((answer.status, answer.code()), (404, "missing"), "{}", answer.body);
        }
        assert_eq!(rows(&market), before, "{}", market.engine);
    }
}

/// A Shopify product file with so many good listings.
fn file(listings: usize) -> Vec<u8> {
    let mut file =
        b"Handle,Title,Body (HTML),Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n".to_vec();
    for number in 0..listings {
        let words = "<p>Holds 350 ml.</p>".repeat(20);
        file.extend(format!("cup-{number},Cup {number},{words},shopify,4,250.00\n").bytes());
    }
    file
}

#[test]
fn a_product_file_that_is_cut_off_leaves_nothing_behind() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let session = json!({ "handle": "enamel", "password": PASSWORD });
        let bearer = text(&market.anyone.post("/sessions", session).is(201), "/secret");
        let bearer = format!("Bearer {bearer}");
        let headers = |key: &'static str| {
            [("Authorization", bearer.as_str()), ("Content-Type", "text/csv"), ("Idempotency-Key", key)]
        };
        let path = format!("/shops/{}/imports", shop.id);
        let whole = file(4_000);
        assert!(whole.len() > 1 << 20, "half of it is several pieces");
        let before = rows(&market);
        let cut = wire::post_half(&market, &path, &headers("half-a-file"), &whole);
        assert!(cut.status.is_none_or(|status| status == 400), "{cut:?}");
        assert_eq!(rows(&market), before, "{}", market.engine);
        let line = wire::begin_post(&market, &path, &headers("half-a-file-and-gone"), &whole);
        market.until("its first pieces", || (rows(&market) > before).then_some(()));
        drop(line);
        market.until("nothing of it left", || (rows(&market) == before).then_some(()));
        // The shop is not kept from bringing it again.
        shop.keeper.upload(&path, "text/csv", &file(2)).is(202);
    }
}

#[test]
fn broken_rows_and_encodings_are_named_line_by_line_and_leave_nothing_of_themselves() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let mut broken = file(1);
        for row in [
            &b"latin,Caf\xe9 cup,,shopify,4,250.00\n"[..],
            b"below,Below,,shopify,4,-1.00\n",
            b"huge,Huge,,shopify,4,99999999999999999999.00\n",
            b"stock,Stock,,shopify,-99999999999999999999,250.00\n",
            b"nameless,,,shopify,4,250.00\n",
            b"last,Last,,shopify,4,250.00\n",
        ] {
            broken.extend(row);
        }
        let begun = shop.keeper.upload(&format!("/shops/{}/imports", shop.id), "text/csv", &broken).is(202);
        let import = format!("/imports/{}", text(&begun, "/id"));
        let done = market.until("the import's end", || {
            let import = shop.keeper.get(&import).is(200);
            (import["state"] == "done" || import["state"] == "failed").then_some(import)
        });
        let refused = done["refusals"]["data"].as_array().unwrap();
        let told: Vec<Value> =
            refused.iter().map(|one| json!([one["line"], one["field"], one["code"]])).collect();
        let expected = [
            json!([3, "Title", "not_utf8"]),
            json!([4, "Variant Price", "negative"]),
            json!([5, "Variant Price", "too_large"]),
            json!([6, "Variant Inventory Qty", "negative"]),
            json!([7, "Title", "missing"]),
        ];
        assert_eq!(told, expected, "{}", market.engine);
        let there = market.anyone.get("/products").is(200);
        let mut titles: Vec<String> =
            there["data"].as_array().unwrap().iter().map(|one| text(one, "/title")).collect();
        titles.sort();
        assert_eq!(titles, ["Cup 0", "Last"], "{}", market.engine);
        broken.extend(b"zero\x00,Zero,,shopify,4,250.00\n");
        refused_file(&market, &shop, &broken, "binary");
    }
}

/// Sees that a file is refused at the door, by name.
fn refused_file(market: &Market, shop: &Shop, file: &[u8], code: &str) {
    let path = format!("/shops/{}/imports", shop.id);
    refused(market, 422, code, || shop.keeper.upload(&path, "text/csv", file));
}
