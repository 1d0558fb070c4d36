//! What each route answers to each of the eight.
//!
//! Columns: nobody, buyer, other buyer, seller, other seller, staff, operator, banned. The first line is about an
//! object of the buyer's and the seller's, the second about one of the other buyer's and the other seller's, the
//! third about one that does not exist. A route that names no object has one line. Denied calls are made first, the
//! others from left to right, so a second success may find the first one's traces.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::world::{Object, Side, World};
use market_tests::PASSWORD;
use testkit::device::Device;

use crate::cast::{address, php};

/// A row of the matrix.
pub struct Row {
    /// `GET /orders/{order}`.
    pub route: &'static str,
    /// What is sent: something that whoever may do it succeeds with.
    pub body: fn(&World, Object) -> Value,
    /// Statuses by line and column.
    pub answers: &'static [[u16; 8]],
    /// Whether sessions end by it, or accounts are closed.
    pub ends_sessions: bool,
}

const fn row(route: &'static str, body: fn(&World, Object) -> Value, answers: &'static [[u16; 8]]) -> Row {
    Row { route, body, answers, ends_sessions: false }
}

const fn ending(row: Row) -> Row {
    Row { ends_sessions: true, ..row }
}

/// Something that is always there.
const THERE: Object = Object::Of(Side::A);

/// A number that nobody was given yet, for names that must be new.
fn fresh() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(1_000);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn none(_: &World, _: Object) -> Value {
    Value::Null
}

/// Everybody, if they bring no bad credential.
const PUBLIC: [u16; 8] = [200, 200, 200, 200, 200, 200, 200, 401];
const NOT_THERE: [u16; 8] = [404, 404, 404, 404, 404, 404, 404, 401];
/// Every account by itself.
const MEMBERS: [u16; 8] = [401, 200, 200, 200, 200, 200, 200, 401];
const NOBODYS: [u16; 8] = [401, 404, 404, 404, 404, 404, 404, 401];

/// Who keeps a shop; staff and the operator may look, and touch nothing.
const KEPT: &[[u16; 8]] =
    &[[401, 404, 404, 200, 404, 200, 200, 401], [401, 404, 404, 404, 200, 200, 200, 401], NOBODYS];
const MADE: &[[u16; 8]] =
    &[[401, 404, 404, 201, 404, 404, 404, 401], [401, 404, 404, 404, 201, 404, 404, 401], NOBODYS];
const HIRED: &[[u16; 8]] =
    &[[401, 404, 404, 204, 404, 404, 404, 401], [401, 404, 404, 404, 204, 404, 404, 401], NOBODYS];
/// Only who bought.
const BOUGHT: &[[u16; 8]] =
    &[[401, 200, 404, 404, 404, 404, 404, 401], [401, 404, 200, 404, 404, 404, 404, 401], NOBODYS];
/// Those who see what is for a circle: its owner.
const AMONG: &[[u16; 8]] =
    &[[404, 200, 404, 404, 404, 404, 404, 401], [404, 404, 200, 404, 404, 404, 404, 401], NOT_THERE];
/// Only who keeps the shop.
const SOLD: &[[u16; 8]] =
    &[[401, 404, 404, 200, 404, 404, 404, 401], [401, 404, 404, 404, 200, 404, 404, 401], NOBODYS];
/// Who owns it takes it away.
const ENDED: &[[u16; 8]] =
    &[[401, 204, 404, 404, 404, 404, 404, 401], [401, 404, 204, 404, 404, 404, 404, 401], NOBODYS];
/// Everybody but the buyer themself.
const TURNED_TO: &[[u16; 8]] =
    &[[401, 422, 204, 204, 204, 204, 204, 401], [401, 204, 422, 204, 204, 204, 204, 401], NOBODYS];
/// What was not there is not there afterwards.
const TURNED_FROM: [u16; 8] = [401, 204, 204, 204, 204, 204, 204, 401];
/// Only staff, and here there is nothing for them.
const STAFFS: [u16; 8] = [401, 403, 403, 403, 403, 404, 404, 401];

/// Only staff, who may look.
const DESK: [u16; 8] = [401, 403, 403, 403, 403, 200, 200, 401];

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // accounts
    row("POST /accounts", |_, _| json!({ "handle": format!("new_{}", fresh()), "password": PASSWORD, "name": "New", "language": "en" }),
        &[[201, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /accounts/{account}", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /me", none, &[MEMBERS]),
    row("GET /accounts/{account}/profile", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("PUT /me/profile", |_, _| json!({ "language": "en", "city": { "text": "Baguio", "readers": "friends" } }), &[MEMBERS]),
    row("PATCH /me", |_, _| json!({ "name": "Renamed" }), &[MEMBERS]),
    row("PUT /me/face", |_, _| json!({ "picture": null }), &[MEMBERS]),
    ending(row("PUT /me/password", |_, _| json!({ "current": PASSWORD, "new": PASSWORD }), &[MEMBERS])),
    row("PUT /me/recovery-codes", |_, _| json!({ "password": PASSWORD }), &[MEMBERS]),
    row("PUT /me/proof", |_, _| json!({ "password": PASSWORD }), &[MEMBERS]),
    // the only operator stays
    row("PUT /me/leaving", |_, _| json!({ "password": PASSWORD }), &[[401, 200, 200, 200, 200, 200, 409, 401]]),
    row("GET /me/leaving", none, &[[401, 200, 200, 200, 200, 200, 404, 401]]),
    row("DELETE /me/leaving", none, &[[401, 204, 204, 204, 204, 204, 404, 401]]),
    row("POST /me/addresses", |_, _| address(), &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /me/addresses", none, &[MEMBERS]),
    row("PATCH /me/addresses/{address}", |_, _| json!({ "street": "2 Katipunan Avenue" }),
        &[[401, 200, 404, 404, 404, 404, 404, 401],
          [401, 404, 200, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("PUT /me/addresses/{address}/default", none,
        &[[401, 200, 404, 404, 404, 404, 404, 401],
          [401, 404, 200, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("DELETE /me/addresses/{address}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS]),
    // pictures; what is sent here is none, and whoever may bring one is told so
    row("POST /media", |_, _| json!({ "no": "picture" }), &[[401, 422, 422, 422, 422, 422, 422, 401]]),
    row("GET /media", none, &[MEMBERS]),
    row("GET /media/{picture}", none, BOUGHT),
    row("PATCH /media/{picture}", |_, _| json!({ "alt": "A cup" }), BOUGHT),
    row("DELETE /media/{picture}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS]),
    // passkeys; what one signs is tried in identity's own tests, here only the door
    row("POST /passkeys/challenges", |_, _| json!({ "purpose": "sign_in" }), &[[201, 201, 201, 201, 201, 201, 201, 401]]),
    row("POST /passkeys/accounts",
        |_, _| json!({ "handle": format!("new_{}", fresh()), "name": "New", "language": "en", "device": "Phone",
            "passkey": Device::nonsense_made() }),
        &[[422, 422, 422, 422, 422, 422, 422, 401]]),
    row("POST /passkeys/sessions", |_, _| json!({ "passkey": Device::nonsense_shown() }), &[[422, 422, 422, 422, 422, 422, 422, 401]]),
    row("POST /me/passkeys", |_, _| json!({ "name": "Phone", "passkey": Device::nonsense_made() }),
        &[[401, 422, 422, 422, 422, 422, 422, 401]]),
    row("GET /me/passkeys", none, &[MEMBERS]),
    row("PATCH /me/passkeys/{passkey}", |_, _| json!({ "name": "Blue key" }),
        &[[401, 200, 404, 404, 404, 404, 404, 401],
          [401, 404, 200, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("DELETE /me/passkeys/{passkey}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS]),
    // sessions and tokens
    row("POST /sessions", |_, _| json!({ "handle": "buyer", "password": PASSWORD }), &[[201, 201, 201, 201, 201, 201, 201, 401]]),
    row("POST /sessions/recovery", |_, _| json!({ "handle": "buyer", "code": "not-a-code", "password": "another password" }),
        &[[401, 401, 401, 401, 401, 401, 401, 401]]),
    row("GET /sessions", none, &[MEMBERS]),
    ending(row("DELETE /sessions/{session}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS])),
    ending(row("DELETE /sessions", none, &[[401, 204, 204, 204, 204, 204, 204, 401]])),
    row("POST /tokens", |world, _| json!({ "name": "A program", "scopes": ["orders:read"], "expires_at": world.of(THERE, "soon") }),
        &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /tokens", none, &[MEMBERS]),
    row("DELETE /tokens/{token}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS]),
    // what the operator does
    ending(row("PUT /accounts/{account}/role", |_, _| json!({ "role": "member", "reason": "a test" }),
        &[[401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]])),
    ending(row("PUT /accounts/{account}/ban", |_, _| json!({ "reason": "a test" }),
        &[[401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]])),
    ending(row("DELETE /accounts/{account}/ban", none,
        &[[401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]])),
    row("PUT /accounts/{account}/leaving", |_, _| json!({ "reason": "a letter" }),
        &[[401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 200, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]]),
    row("DELETE /accounts/{account}/leaving", none,
        &[[401, 403, 403, 403, 403, 403, 204, 401],
          [401, 403, 403, 403, 403, 403, 204, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]]),
    row("GET /audit", none, &[[401, 403, 403, 403, 403, 403, 200, 401]]),
    // shops
    row("POST /shops", |_, _| json!({ "handle": format!("new-{}", fresh()), "name": "New", "currency": "PHP", "country": "PH",
            "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true }),
        &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /shops", none, &[PUBLIC]),
    row("GET /shops/{shop}", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("PATCH /shops/{shop}", |_, _| json!({ "name": "Renamed" }), SOLD),
    row("PUT /shops/{shop}/face", |_, _| json!({ "picture": null }), SOLD),
    row("PUT /shops/{shop}/staff/{account}", none, HIRED),
    row("DELETE /shops/{shop}/staff/{account}", none, HIRED),
    row("PUT /shops/{shop}/owner/{account}", none,
        &[[401, 403, 403, 403, 403, 403, 204, 401],
          [401, 403, 403, 403, 403, 403, 204, 401],
          [401, 403, 403, 403, 403, 403, 404, 401]]),
    // what they sell
    row("GET /products", none, &[PUBLIC]),
    row("GET /search", none, &[PUBLIC]),
    row("GET /search/counts", none, &[PUBLIC]),
    row("GET /search/words", none, &[PUBLIC]),
    row("GET /products/{listing}", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /categories", none, &[PUBLIC]),
    row("POST /shops/{shop}/listings", |_, _| json!({ "title": "Plate", "variants": [{ "price": php(5_000) }] }), MADE),
    row("GET /shops/{shop}/listings", none, KEPT),
    row("GET /listings/{listing}", none, KEPT),
    row("PATCH /listings/{listing}", |_, _| json!({ "title": "Mug" }), SOLD),
    row("GET /shops/{shop}/stock", none, KEPT),
    // a file is no JSON: whoever may is told so
    row("POST /shops/{shop}/imports", |_, _| json!({ "no": "file" }),
        &[[401, 404, 404, 422, 404, 404, 404, 401],
          [401, 404, 404, 404, 422, 404, 404, 401],
          NOBODYS]),
    row("GET /imports/{import}", none, KEPT),
    row("GET /shops/{shop}/export", none, KEPT),
    row("POST /variants/{variant}/stock-movements", |_, _| json!({ "delta": 1, "reason": "received" }), MADE),
    row("PUT /variants/{variant}/stock", |_, _| json!({ "on_hand": 60, "tracked": true }), SOLD),
    row("GET /shops/{shop}/shipping-rates", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("POST /shops/{shop}/shipping-rates", |_, _| json!({ "name": "Slow", "places": ["*"], "brackets": [{ "fee": 1 }], "days_min": 9, "days_max": 30 }),
        &[[401, 404, 404, 201, 404, 404, 404, 401],
          [401, 404, 404, 404, 201, 404, 404, 401],
          NOBODYS]),
    row("DELETE /shops/{shop}/shipping-rates/{rate}", none,
        &[[401, 404, 404, 204, 404, 404, 404, 401],
          [401, 404, 404, 404, 204, 404, 404, 401],
          NOBODYS]),
    // buying: the secret of a cart is a credential too; here only accounts buy
    row("POST /carts", none, &[[201, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /carts/{cart}", none, BOUGHT),
    row("POST /carts/{cart}/lines", |world, _| json!({ "variant": world.of(THERE, "variant"), "quantity": 1 }),
        &[[401, 201, 404, 404, 404, 404, 404, 401],
          [401, 404, 201, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("PUT /carts/{cart}/lines/{variant}", |_, _| json!({ "quantity": 2 }), BOUGHT),
    row("DELETE /carts/{cart}/lines/{variant}", none,
        &[[401, 204, 404, 404, 404, 404, 404, 401],
          [401, 404, 204, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("POST /checkouts", |world, object| json!({ "cart": world.of(object, "cart"), "destination": { "country": "PH", "region": "NCR" } }),
        &[[401, 201, 404, 404, 404, 404, 404, 401],
          [401, 404, 201, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("GET /checkouts/{checkout}", none, BOUGHT),
    row("POST /checkouts/{checkout}/confirmation", |world, object| json!({ "address": address(), "method": "cash", "total": world.total(object) }),
        &[[401, 201, 404, 404, 404, 404, 404, 401],
          [401, 404, 201, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("GET /payments/{payment}", none,
        &[[401, 200, 404, 404, 404, 200, 200, 401],
          [401, 404, 200, 404, 404, 200, 200, 401],
          NOBODYS]),
    row("POST /payments/{payment}/looks", none,
        &[[401, 202, 404, 404, 404, 202, 202, 401],
          [401, 404, 202, 404, 404, 202, 202, 401],
          NOBODYS]),
    // there is nothing to try again while the page is open
    row("POST /payments/{payment}/attempts", none,
        &[[401, 409, 404, 404, 404, 409, 409, 401],
          [401, 404, 409, 404, 404, 409, 409, 401],
          NOBODYS]),
    // orders
    row("GET /orders", none, &[MEMBERS]),
    row("GET /orders/{order}", none,
        &[[401, 200, 404, 404, 404, 200, 200, 401],
          [401, 404, 200, 404, 404, 200, 200, 401],
          NOBODYS]),
    row("POST /orders/{order}/events", |_, _| json!({ "event": "confirm" }), BOUGHT),
    row("POST /orders/{order}/shipments", |world, object| json!({ "shop": world.of(object, "shop"), "carrier": "J&T", "tracking": "JT-2026-0002" }),
        &[[401, 404, 404, 201, 404, 404, 404, 401],
          [401, 404, 404, 404, 201, 404, 404, 401],
          NOBODYS]),
    row("POST /parcels/{parcel}/scans", |world, _| json!({ "status": "in_transit", "at": world.of(THERE, "now"), "event": "1" }),
        &[[401, 404, 404, 201, 404, 404, 404, 401],
          [401, 404, 404, 404, 201, 404, 404, 401],
          NOBODYS]),
    row("GET /shops/{shop}/orders", none, SOLD),
    row("GET /shops/{shop}/orders/{order}", none, SOLD),
    row("POST /shops/{shop}/orders/{order}/events", |_, _| json!({ "event": "deliver" }), SOLD),
    // what somebody was told, and what they agreed to have counted
    row("GET /notices", none, &[MEMBERS]),
    row("PUT /notices/{notice}/reading", none,
        &[[401, 200, 404, 404, 404, 404, 404, 401],
          [401, 404, 200, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("GET /notice-topics", none, &[MEMBERS]),
    row("PUT /notice-topics", |_, _| json!({ "on": ["orders"] }), &[MEMBERS]),
    row("POST /signals", |_, _| json!({ "consent": { "version": 1 }, "signals": [] }), &[PUBLIC]),
    // a shop's money: nothing is available yet
    row("POST /shops/{shop}/payouts", |_, _| json!({ "amount": php(100) }),
        &[[401, 404, 404, 409, 404, 404, 404, 401],
          [401, 404, 404, 404, 409, 404, 404, 401],
          NOBODYS]),
    row("GET /shops/{shop}/payouts", none, SOLD),
    row("GET /shops/{shop}/money", none, SOLD),
    row("GET /shops/{shop}/money/held", none, SOLD),
    row("GET /shops/{shop}/statement", none, SOLD),
    row("GET /shops/{shop}/payout-destination", none, SOLD),
    row("PUT /shops/{shop}/payout-destination", |_, _| json!({ "method": "sandbox", "destination": "PH-GCASH-0918" }), SOLD),
    row("POST /refunds/{refund}/attempts", none, &[STAFFS; 3]),
    row("GET /charged-back-payments", none, &[[401, 403, 403, 403, 403, 200, 200, 401]]),
    row("GET /parked-webhooks", none, &[[401, 403, 403, 403, 403, 200, 200, 401]]),
    row("POST /payouts/{payout}/attempts", none, &[STAFFS; 3]),
    // the operator's desk; no job was given up and no fact is parked
    row("GET /dead-letters", none, &[DESK]),
    row("POST /dead-letters/{job}", |_, _| json!({ "act": "away", "reason": "a test" }), &[STAFFS; 3]),
    row("GET /parked-facts", none, &[DESK]),
    row("POST /parked-facts", |_, _| json!({ "listener": "nobody", "pos": 1, "root": "own_7zzzzzzzzzzzzzzzzzzzzzzzzz", "act": "away", "reason": "a test" }), &[STAFFS]),
    row("POST /unwanted-faces", |world, _| json!({ "of": world.of(THERE, "account"), "unwanted": "rules", "reason": "a test" }), &[STAFFS]),
    row("GET /ledger/accounts", none, &[DESK]),
    // who follows whom; whoever is named is a side's buyer, and nobody follows themself
    row("GET /follows", none, &[MEMBERS]),
    row("GET /followers", none, &[MEMBERS]),
    row("GET /follows/{whom}", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("PUT /follows/{whom}", none, TURNED_TO),
    row("DELETE /follows/{whom}", none, &[TURNED_FROM; 3]),
    row("GET /mutes", none, &[MEMBERS]),
    row("PUT /mutes/{whom}", none, TURNED_TO),
    row("DELETE /mutes/{whom}", none, &[TURNED_FROM; 3]),
    row("POST /circles", |_, _| json!({ "name": "Barkada" }), &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /circles", none, &[MEMBERS]),
    row("GET /circles/{circle}", none, BOUGHT),
    row("PATCH /circles/{circle}", |_, _| json!({ "name": "Family" }), BOUGHT),
    row("GET /circles/{circle}/members", none, BOUGHT),
    // the account is the owner's own, who is in none of their circles
    row("PUT /circles/{circle}/members/{account}", none,
        &[[401, 422, 404, 404, 404, 404, 404, 401],
          [401, 404, 422, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("DELETE /circles/{circle}/members/{account}", none, ENDED),
    row("DELETE /circles/{circle}", none, ENDED),
    // searches that somebody keeps
    row("POST /saved-searches", |_, _| json!({ "query": "enamel mug" }), &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /saved-searches", none, &[MEMBERS]),
    row("GET /saved-searches/{search}", none, BOUGHT),
    row("PUT /saved-searches/{search}/seen", none, BOUGHT),
    row("DELETE /saved-searches/{search}", none, ENDED),
    row("GET /search-pace", none, &[MEMBERS]),
    row("PUT /search-pace", |_, _| json!({ "pace": "at_once" }), &[MEMBERS]),
    // posts; those that are named are for a circle that nobody is in
    row("POST /posts", |_, _| json!({ "text": "Rain over the bay.", "language": "en" }),
        &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("GET /posts/{post}", none,
        &[[404, 200, 404, 404, 404, 404, 404, 401],
          [404, 404, 200, 404, 404, 404, 404, 401],
          NOT_THERE]),
    row("PATCH /posts/{post}", |_, _| json!({ "text": "Sun over the bay." }), BOUGHT),
    row("DELETE /posts/{post}", none, ENDED),
    // it is for a circle, and about nothing that was bought
    row("PUT /posts/{post}/showing", none, &[[401, 409, 404, 404, 404, 404, 404, 401], [401, 404, 409, 404, 404, 404, 404, 401], NOBODYS]),
    row("DELETE /posts/{post}/showing", none, BOUGHT),
    row("GET /feed/following", none, &[MEMBERS]),
    row("GET /feed", none, &[PUBLIC]),
    row("GET /feed/weights", none, &[MEMBERS]),
    row("PUT /feed/weights", |_, _| json!({ "followed": 0, "popular": 50, "fresh": 50, "newcomer": 0, "by_time": false }), &[MEMBERS]),
    row("GET /accounts/{account}/posts", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /shops/{shop}/posts", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /products/{listing}/posts", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /products/{listing}/posts/counts", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /me/height", none, &[MEMBERS]),
    row("PUT /me/height", |_, _| json!({ "height": "160_169", "readers": "friends" }), &[MEMBERS]),
    // what is said of a post, and what it is to people; only its circle's owner sees it
    row("POST /posts/{post}/comments", |_, _| json!({ "text": "Ours dried on Sunday.", "language": "en" }),
        &[[401, 201, 404, 404, 404, 404, 404, 401],
          [401, 404, 201, 404, 404, 404, 404, 401],
          NOBODYS]),
    row("GET /posts/{post}/comments", none, AMONG),
    row("GET /comments/{comment}", none, AMONG),
    row("GET /comments/{comment}/replies", none, AMONG),
    row("POST /comments/{comment}/removal", |_, _| json!({}), BOUGHT),
    // what is for sale is talked of by everybody
    row("POST /products/{listing}/comments", |_, _| json!({ "text": "Is it heavy?", "language": "en" }),
        &[[401, 201, 201, 201, 201, 201, 201, 401],
          [401, 201, 201, 201, 201, 201, 201, 401],
          NOBODYS]),
    row("GET /products/{listing}/comments", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("GET /products/{listing}/reactions", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    row("PUT /products/{listing}/reactions/{kind}", none, &[MEMBERS, MEMBERS, NOBODYS]),
    row("DELETE /products/{listing}/reactions/{kind}", none, &[MEMBERS, MEMBERS, NOBODYS]),
    row("GET /posts/{post}/reactions", none, AMONG),
    row("PUT /posts/{post}/reactions/{kind}", none, BOUGHT),
    row("DELETE /posts/{post}/reactions/{kind}", none, BOUGHT),
    // what everybody keeps for themselves; a thing is somebody's listing
    row("GET /saved", none, &[MEMBERS]),
    row("PUT /saved/{thing}", |_, _| json!({}),
        &[[401, 204, 204, 204, 204, 204, 204, 401], [401, 204, 204, 204, 204, 204, 204, 401], NOBODYS]),
    row("DELETE /saved/{thing}", none, &[TURNED_FROM; 3]),
    row("GET /collections", none, &[MEMBERS]),
    row("POST /collections", |_, _| json!({ "name": format!("Gifts {}", fresh()) }), &[[401, 201, 201, 201, 201, 201, 201, 401]]),
    row("PATCH /collections/{collection}", |_, _| json!({ "name": format!("Gifts {}", fresh()) }), BOUGHT),
    row("GET /collections/{collection}/saved", none, BOUGHT),
    row("DELETE /collections/{collection}", none, ENDED),
    row("PUT /links/{about}", none, &[PUBLIC, PUBLIC, NOT_THERE]),
    // a block hides people from each other, so it is taken back by the next row
    row("GET /blocks", none, &[MEMBERS]),
    row("PUT /blocks/{whom}", none, TURNED_TO),
    row("DELETE /blocks/{whom}", none, &[TURNED_FROM; 3]),
    // the gateway's door: without a signature nothing is kept
    row("POST /webhooks/{gateway}", none,
        &[[403, 403, 403, 403, 403, 403, 403, 401],
          [403, 403, 403, 403, 403, 403, 403, 401],
          NOT_THERE]),
];
