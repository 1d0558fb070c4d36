//! Whoever has a shop's session does not have its till (F20).

use kernel::Span;
use market_tests::{Client, Market, PASSWORD};
use serde_json::{Value, json};

use crate::cast::{open_shop, text};

fn place(shop: &str) -> String {
    format!("/shops/{shop}/payout-destination")
}

fn account(name: &str) -> Value {
    json!({ "method": "sandbox", "destination": name })
}

fn proved(name: &str, password: &str) -> Value {
    json!({ "method": "sandbox", "destination": name, "password": password })
}

#[test]
fn a_session_that_has_not_shown_its_password_for_ten_minutes_sets_no_destination() {
    for market in Market::both() {
        let shop = open_shop(&market, "weaver");
        let keeper = shop.keeper.client();
        let shown = |keeper: &Client| text(&keeper.get(&place(&shop.id)).is(200), "/destination");
        let first = "•••••••••0917";
        assert_eq!(shown(&keeper), first);

        market.pass(Span::minutes(10) + Span::from_micros(-1));
        keeper.put(&place(&shop.id), account("PH-MAYA-0001")).is(200);
        market.pass(Span::from_micros(1));
        keeper.put(&place(&shop.id), account("PH-THIEF-6666")).refuses(403, "proof_needed");
        keeper.put(&place(&shop.id), proved("PH-THIEF-6666", "guessed it")).refuses(422, "wrong_password");
        assert_eq!(shown(&keeper), "••••••••0001", "nothing was changed");
        keeper.put(&place(&shop.id), proved("PH-GCASH-0002", PASSWORD)).is(200);
        assert_eq!(shown(&keeper), "•••••••••0002");
        keeper.put(&place(&shop.id), account("PH-GCASH-0003")).refuses(403, "proof_needed");

        keeper.put("/me/proof", json!({ "password": "guessed it" })).refuses(422, "wrong_password");
        let proof = keeper.put("/me/proof", json!({ "password": PASSWORD })).is(200);
        assert_eq!(text(&proof, "/fresh_until"), (market.now() + Span::minutes(10)).to_string());
        market.pass(Span::minutes(9));
        keeper.put(&place(&shop.id), account("PH-GCASH-0003")).is(200);
        market.pass(Span::minutes(1));
        keeper.put(&place(&shop.id), account("PH-GCASH-0004")).refuses(403, "proof_needed");
    }
}

#[test]
fn a_token_proves_nothing_and_another_sessions_proof_is_not_its_own() {
    for market in Market::both() {
        let shop = open_shop(&market, "potter");
        let keeper = shop.keeper.client();
        let scopes = json!(["payouts:write", "account:write", "shop:read"]);
        let expires_at = market.now() + Span::days(30);
        let made =
            keeper.post("/tokens", json!({ "name": "till", "scopes": scopes, "expires_at": expires_at }));
        let token = market.anyone.bearing(&text(&made.is(201), "/secret"));
        token.put(&place(&shop.id), account("PH-MAYA-0001")).refuses(403, "proof_needed");
        token.put("/me/proof", json!({ "password": PASSWORD })).refuses(403, "session_only");
        token.put(&place(&shop.id), proved("PH-MAYA-0001", PASSWORD)).is(200);

        market.pass(Span::minutes(10));
        let other = market.sign_in("potter");
        keeper.put(&place(&shop.id), account("PH-MAYA-0002")).refuses(403, "proof_needed");
        other.put(&place(&shop.id), account("PH-MAYA-0002")).is(200);
    }
}

#[test]
fn a_first_destination_needs_the_proof_as_well_for_it_counts_at_once() {
    for market in Market::both() {
        let keeper = market.sign_up("smith");
        let new = json!({ "handle": "smith", "name": "Smith", "currency": "PHP", "country": "PH",
            "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true });
        let shop = text(&keeper.post("/shops", new).is(201), "/id");
        market.pass(Span::minutes(10));
        keeper.put(&place(&shop), account("PH-THIEF-6666")).refuses(403, "proof_needed");
        keeper.get(&place(&shop)).refuses(404, "missing");
        keeper.put(&place(&shop), proved("PH-GCASH-0001", PASSWORD)).is(200);
    }
}
