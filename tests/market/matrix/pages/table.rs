//! What each page answers to each of the eight.
//!
//! Columns: nobody, buyer, other buyer, seller, other seller, staff, operator, banned. Lines as in the table of the API.
//! 401 is the way to the door and back; whoever is banned is nobody, for a page. 303 is done, or led elsewhere. Denied
//! forms are sent first, the others from left to right.

use std::sync::atomic::{AtomicUsize, Ordering};

use market_tests::{PASSWORD, Sending};

use super::super::world::{Object, World};

/// A row of the matrix.
pub struct Row {
    /// `GET /orders/{order}`.
    pub page: &'static str,
    /// What is sent: something that whoever may do it succeeds with.
    pub form: fn(&World, Object) -> Sending,
    /// Statuses by line and column.
    pub answers: &'static [[u16; 8]],
}

const fn get(page: &'static str, answers: &'static [[u16; 8]]) -> Row {
    Row { page, form: |_, _| Sending::default(), answers }
}

const fn post(page: &'static str, form: fn(&World, Object) -> Sending, answers: &'static [[u16; 8]]) -> Row {
    Row { page, form, answers }
}

/// A form with its mark.
fn form(fields: &[(&'static str, &str)]) -> Sending {
    let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Sending { fields, marked: true, parted: false }
}

/// One that may be sent twice.
fn bare(fields: &[(&'static str, &str)]) -> Sending {
    Sending { marked: false, ..form(fields) }
}

/// One that may bring a file.
fn parted(fields: &[(&'static str, &str)]) -> Sending {
    Sending { parted: true, ..form(fields) }
}

/// A number that nobody was given yet.
fn fresh() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(5_000);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

const ALL: [u16; 8] = [200; 8];
const GONE: [u16; 8] = [404; 8];
const LED: [u16; 8] = [303; 8];
/// Whoever is signed in.
const IN: [u16; 8] = [401, 200, 200, 200, 200, 200, 200, 401];
const IN_DONE: [u16; 8] = [401, 303, 303, 303, 303, 303, 303, 401];
const NOBODYS: [u16; 8] = [401, 404, 404, 404, 404, 404, 404, 401];
/// A page for those who are not signed in yet.
const DOOR: [u16; 8] = [200, 303, 303, 303, 303, 303, 303, 200];

/// Only the buyer whose it is.
const OWN: &[[u16; 8]] =
    &[[401, 200, 404, 404, 404, 404, 404, 401], [401, 404, 200, 404, 404, 404, 404, 401], NOBODYS];
const OWN_DONE: &[[u16; 8]] =
    &[[401, 303, 404, 404, 404, 404, 404, 401], [401, 404, 303, 404, 404, 404, 404, 401], NOBODYS];

/// The form of an address.
const MANILA: &[(&str, &str)] = &[
    ("recipient", "Maria Clara"),
    ("phone", "+63 917 123 4567"),
    ("country", "PH"),
    ("region", "NCR"),
    ("city", "Manila"),
    ("barangay", "Barangay 655"),
    ("street", "12 Cabildo Street"),
    ("details", ""),
    ("postal_code", "1002"),
    ("step", "keep"),
];

/// Those who see what is for a circle: its owner. Whoever is banned is nobody.
const AMONG: &[[u16; 8]] =
    &[[404, 200, 404, 404, 404, 404, 404, 404], [404, 404, 200, 404, 404, 404, 404, 404], GONE];

const SHOWN: &[[u16; 8]] = &[ALL, ALL, GONE];
/// Both parties, and staff.
const PARTIES: &[[u16; 8]] =
    &[[401, 200, 404, 200, 404, 200, 200, 401], [401, 404, 200, 404, 200, 200, 200, 401], NOBODYS];
/// Who keeps the shop; staff may look.
const KEPT: &[[u16; 8]] =
    &[[401, 404, 404, 200, 404, 200, 200, 401], [401, 404, 404, 404, 200, 200, 200, 401], NOBODYS];
/// Only who keeps the shop.
const SOLD: &[[u16; 8]] =
    &[[401, 404, 404, 200, 404, 404, 404, 401], [401, 404, 404, 404, 200, 404, 404, 401], NOBODYS];
const SOLD_DONE: &[[u16; 8]] =
    &[[401, 404, 404, 303, 404, 404, 404, 401], [401, 404, 404, 404, 303, 404, 404, 401], NOBODYS];
/// The desk: to others it is not there.
const DESK: [u16; 8] = [404, 404, 404, 404, 404, 200, 200, 404];
const UNREASONED: [u16; 8] = [404, 404, 404, 404, 404, 422, 422, 404];
const OWN_CART: [u16; 8] = [404, 303, 303, 303, 303, 303, 303, 404];
const DESKS: &[[u16; 8]] = &[DESK, DESK, GONE];

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // what every page loads
    get("GET /ui/{name}", SHOWN),
    get("GET /sw.js", &[ALL]),
    get("GET /manifest.webmanifest", &[ALL]),
    get("GET /offline", &[ALL]),
    get("GET /live/{thing}",
        &[[404, 200, 404, 200, 404, 200, 200, 404],
          [404, 404, 200, 404, 200, 200, 200, 404],
          GONE]),
    post("POST /look", |_, _| bare(&[("theme", "dark"), ("size", "usual")]), &[LED]),
    // a page's script tells it as JSON
    post("POST /signals", |_, _| bare(&[]), &[[415; 8]]),
    get("GET /parts", &[GONE]),
    // the door
    get("GET /sign-in", &[DOOR]),
    post("POST /sign-in", |_, _| form(&[("handle", "buyer"), ("password", PASSWORD)]), &[LED]),
    get("GET /sign-up", &[DOOR]),
    post("POST /sign-up", |_, _| form(&[("name", "New"), ("handle", &format!("new_{}", fresh())), ("password", PASSWORD)]), &[LED]),
    post("POST /passkeys/challenges", |_, _| bare(&[("purpose", "sign_in")]), &[ALL]),
    // what a passkey signs is tried in identity's own tests, here only the door
    post("POST /sign-in/passkey", |_, _| form(&[("passkey", "{}")]), &[[422; 8]]),
    post("POST /sign-up/passkey", |_, _| form(&[("name", "New"), ("handle", &format!("new_{}", fresh())), ("passkey", "{}")]), &[[422; 8]]),
    get("GET /recover", &[ALL]),
    post("POST /recover", |_, _| form(&[("handle", "buyer"), ("code", "not-a-code"), ("password", "another password")]), &[[401; 8]]),
    post("POST /sign-out", |_, _| bare(&[]), &[LED]),
    // me
    get("GET /welcome", &[IN]),
    get("GET /me", &[ALL]),
    get("GET /settings", &[IN]),
    post("POST /settings", |_, _| bare(&[("name", "Renamed")]), &[IN_DONE]),
    get("GET /settings/language", &[ALL]),
    post("POST /settings/language", |_, _| bare(&[("language", "en")]), &[LED]),
    get("GET /settings/security", &[IN]),
    get("GET /settings/privacy", &[IN]),
    post("POST /settings/privacy/leave", |_, _| form(&[("password", PASSWORD)]),
        &[[401, 409, 409, 409, 409, 303, 409, 401]]), // whose orders are under way, and the only operator, stay
    post("POST /settings/privacy/stay", |_, _| form(&[]), &[[401, 404, 404, 404, 404, 303, 404, 401]]),
    get("GET /settings/addresses", &[IN]),
    get("GET /settings/addresses/new", &[IN]),
    post("POST /settings/addresses/new", |_, _| form(MANILA), &[IN_DONE]),
    get("GET /settings/addresses/{address}", OWN),
    post("POST /settings/addresses/{address}", |_, _| form(MANILA), OWN_DONE),
    post("POST /settings/addresses/{address}/first", |_, _| bare(&[]), OWN_DONE),
    post("POST /settings/addresses/{address}/remove", |_, _| form(&[]), OWN_DONE),
    post("POST /settings/proof", |_, _| form(&[("password", PASSWORD)]), &[IN_DONE]),
    post("POST /settings/passkeys", |_, _| form(&[("name", "Phone"), ("passkey", "{}")]),
        &[[401, 422, 422, 422, 422, 422, 422, 401]]),
    post("POST /settings/passkeys/{passkey}", |_, _| bare(&[("name", "Blue key")]), OWN_DONE),
    post("POST /settings/passkeys/{passkey}/remove", |_, _| form(&[]), OWN_DONE),
    post("POST /settings/password", |_, _| form(&[("current", PASSWORD), ("new", PASSWORD)]), &[IN_DONE]),
    post("POST /settings/recovery-codes", |_, _| form(&[("password", PASSWORD)]), &[IN]),
    post("POST /settings/sessions/{session}/end", |_, _| bare(&[]),
        &[[401, 303, 404, 404, 404, 404, 404, 401],
          [401, 404, 303, 404, 404, 404, 404, 401],
          NOBODYS]),
    post("POST /settings/sessions/end", |_, _| bare(&[]), &[IN_DONE]),
    get("GET /privacy", &[ALL]),
    get("GET /help", &[ALL]),
    // looking around
    get("GET /", &[ALL]),
    get("GET /shop", &[ALL]),
    get("GET /c/{category}", SHOWN),
    get("GET /search", &[ALL]),
    get("GET /search/filters", &[ALL]),
    get("GET /search/people", &[ALL]),
    get("GET /search/posts", &[ALL]),
    get("GET /search/shops", &[ALL]),
    get("GET /search/words", &[ALL]),
    get("GET /saved-searches", &[IN]),
    post("POST /saved-searches", |_, _| form(&[("query", "blue mug"), ("category", "")]), &[IN_DONE]),
    post("POST /saved-searches/{search}/look", |_, _| bare(&[]), OWN_DONE),
    post("POST /saved-searches/{search}/forget", |_, _| form(&[]), OWN_DONE),
    get("GET /p/{listing}", SHOWN),
    get("GET /p/{listing}/pictures", SHOWN),
    // by its id one is led to its word
    get("GET /shops/{shop}", &[LED, LED, GONE]),
    get("GET /robots.txt", &[ALL]),
    get("GET /sitemap.xml", &[ALL]),
    // the studio
    get("GET /sell", &[IN]),
    post("POST /sell", |_, _| form(&[("name", "New"), ("handle", &format!("page-{}", fresh())), ("country", "PH"), ("currency", "PHP"), ("ship_days", "2")]), &[IN_DONE]),
    get("GET /studio", &[IN]),
    get("GET /studio/{shop}/settings", SOLD),
    post("POST /studio/{shop}/settings", |_, _| bare(&[("name", "Emalya"), ("story", "Since 1974.")]), SOLD_DONE),
    // no picture came along: whoever may is told so
    post("POST /studio/{shop}/face", |_, _| parted(&[]),
        &[[401, 404, 404, 422, 404, 404, 404, 401],
          [401, 404, 404, 404, 422, 404, 404, 401],
          NOBODYS]),
    post("POST /studio/{shop}/face/remove", |_, _| bare(&[]), SOLD_DONE),
    get("GET /studio/{shop}/listings", KEPT),
    get("GET /studio/{shop}/listings/new", KEPT),
    post("POST /studio/{shop}/listings/new", |_, _| parted(&[("title", "Plate"), ("price", "50"), ("stock", "1"), ("state", "draft")]), SOLD_DONE),
    get("GET /studio/listings/{listing}", KEPT),
    post("POST /studio/listings/{listing}", |_, _| parted(&[("title", "Mug"), ("price", "250")]), SOLD_DONE),
    post("POST /studio/listings/{listing}/state", |_, _| bare(&[("state", "draft")]), SOLD_DONE),
    post("POST /studio/listings/{listing}/stock", |world, object| form(&[("variant", &world.of(object, "variant")), ("delta", "1"), ("reason", "received")]), SOLD_DONE),
    get("GET /studio/orders/{order}", SOLD),
    post("POST /studio/orders/{order}", |_, _| form(&[("carrier", "J&T"), ("tracking", "JT-2026-0002")]), SOLD_DONE),
    get("GET /studio/{shop}/orders", SOLD),
    get("GET /studio/{shop}/money", SOLD),
    get("GET /studio/{shop}/money/held", SOLD),
    get("GET /studio/{shop}/money/statement", SOLD),
    get("GET /studio/{shop}/money/statement.csv", SOLD),
    get("GET /studio/{shop}/money/invoices.csv", SOLD),
    get("GET /studio/{shop}/money/payout", SOLD),
    // nothing is available yet
    post("POST /studio/{shop}/money/payout", |_, _| form(&[("amount", "1")]),
        &[[401, 404, 404, 409, 404, 404, 404, 401],
          [401, 404, 404, 404, 409, 404, 404, 401],
          NOBODYS]),
    get("GET /studio/{shop}/money/destination", SOLD),
    post("POST /studio/{shop}/money/destination", |_, _| form(&[("method", "sandbox"), ("destination", "PH-GCASH-0918"), ("password", PASSWORD)]), SOLD_DONE),
    // buying
    get("GET /cart", &[ALL]),
    post("POST /cart/lines", |world, _| form(&[("variant", &world.of(super::THERE, "variant")), ("quantity", "1")]), &[LED]),
    // each has a cart of their own, and what is not in it is out of it; whoever has none has none to change
    post("POST /cart/lines/{variant}", |_, _| form(&[("quantity", "0")]), &[OWN_CART, OWN_CART, OWN_CART]),
    get("GET /checkout", &[ALL]),
    // a form that says nothing is the page again
    post("POST /checkout", |_, _| form(&[]), &[ALL]),
    // orders
    get("GET /orders", &[IN]),
    get("GET /orders/{order}", PARTIES),
    get("GET /orders/{order}/invoice", PARTIES),
    // only who may do it is asked whether they mean it; the others are led to the order
    get("GET /orders/{order}/acts/{event}",
        &[[401, 200, 404, 303, 404, 303, 303, 401],
          [401, 404, 200, 404, 303, 303, 303, 401],
          NOBODYS]),
    post("POST /orders/{order}/acts/{event}", |_, _| form(&[]),
        &[[401, 303, 404, 403, 404, 403, 403, 401],
          [401, 404, 303, 404, 403, 403, 403, 401],
          NOBODYS]),
    get("GET /payments/{payment}",
        &[[401, 200, 404, 404, 404, 200, 200, 401],
          [401, 404, 200, 404, 404, 200, 200, 401],
          NOBODYS]),
    // there is nothing to try again while the page is open: they are led to it
    post("POST /payments/{payment}/attempts", |_, _| form(&[]),
        &[[401, 303, 404, 404, 404, 303, 303, 401],
          [401, 404, 303, 404, 404, 303, 303, 401],
          NOBODYS]),
    // what people tell; the posts that are named are for a circle that nobody is in
    get("GET /following", &[IN]),
    get("GET /feed/tune", &[IN]),
    post("POST /feed/tune", |_, _| form(&[("followed", "40"), ("popular", "0"), ("fresh", "50"), ("newcomer", "10")]), &[IN_DONE]),
    get("GET /posts/{post}",
        &[[404, 200, 404, 404, 404, 404, 404, 404],
          [404, 404, 200, 404, 404, 404, 404, 404],
          GONE]),
    get("GET /posts/{post}/edit", OWN),
    post("POST /posts/{post}/edit", |_, _| parted(&[("text", "Sun over the bay."), ("language", "en"), ("audience", "me")]), OWN_DONE),
    post("POST /posts/{post}/showing", |_, _| form(&[("shown", "no")]), OWN_DONE),
    post("POST /posts/{post}/remove", |_, _| form(&[]), OWN_DONE),
    get("GET /compose", &[IN]),
    post("POST /compose", |_, _| parted(&[("text", "Rain over the bay."), ("language", "en"), ("audience", "everyone")]), &[IN_DONE]),
    // by their id one is led to their word
    get("GET /people/{person}", &[LED, LED, GONE]),
    post("POST /follows/{whom}", |_, _| bare(&[("on", "1")]),
        &[[401, 422, 303, 303, 303, 303, 303, 401],
          [401, 303, 422, 303, 303, 303, 303, 401],
          NOBODYS]),
    post("POST /blocks/{whom}", |_, _| bare(&[("on", "0")]), &[IN_DONE; 3]),
    post("POST /mutes/{whom}", |_, _| bare(&[("on", "0")]), &[IN_DONE; 3]),
    get("GET /circles", &[IN]),
    post("POST /circles", |_, _| form(&[("name", "Barkada")]), &[IN_DONE]),
    get("GET /circles/{circle}", OWN),
    post("POST /circles/{circle}", |_, _| form(&[("handle", "seller")]), OWN_DONE),
    post("POST /circles/{circle}/members/{account}/remove", |_, _| bare(&[]), OWN_DONE),
    post("POST /circles/{circle}/remove", |_, _| form(&[]), OWN_DONE),
    // what is handed on
    post("POST /share", |world, _| bare(&[("about", &world.of(super::THERE, "account"))]), &[LED]),
    get("GET /share/{code}", SHOWN),
    get("GET /s/{code}", &[LED, LED, GONE]),
    // what is said of a post that is for a circle nobody is in
    get("GET /posts/{post}/comments", AMONG),
    post("POST /posts/{post}/comments", |_, _| form(&[("text", "Ours dried on Sunday.")]), OWN_DONE),
    get("GET /posts/{post}/comments/{comment}", AMONG),
    get("GET /comments/{comment}/removal", OWN),
    post("POST /comments/{comment}/removal", |_, _| form(&[]), OWN_DONE),
    post("POST /posts/{post}/reactions/{kind}", |_, _| bare(&[("on", "1")]), OWN_DONE),
    // what is for sale is talked of by everybody; the comment that is named is a post's
    get("GET /p/{listing}/comments", SHOWN),
    post("POST /p/{listing}/comments", |_, _| form(&[("text", "Is it heavy?")]), &[IN_DONE, IN_DONE, NOBODYS]),
    get("GET /p/{listing}/comments/{comment}", &[GONE, GONE, GONE]),
    post("POST /p/{listing}/reactions/{kind}", |_, _| bare(&[("on", "1")]), &[IN_DONE, IN_DONE, NOBODYS]),
    // what somebody keeps for themselves
    get("GET /saved", &[IN]),
    post("POST /saved", |world, _| bare(&[("thing", &world.of(super::THERE, "listing")), ("on", "1")]), &[IN_DONE]),
    post("POST /saved/collections", |_, _| form(&[("name", &format!("Gifts {}", fresh()))]), &[IN_DONE]),
    get("GET /saved/{collection}", OWN),
    post("POST /saved/{collection}", |_, _| bare(&[("name", &format!("Gifts {}", fresh()))]), OWN_DONE),
    post("POST /saved/{collection}/removal", |_, _| bare(&[]), OWN_DONE),
    get("GET /settings/counting", &[ALL]),
    post("POST /settings/counting", |_, _| bare(&[("none", "yes")]), &[LED]),
    // what somebody was told
    get("GET /inbox", &[IN]),
    post("POST /inbox", |_, _| bare(&[("up_to", "0")]), &[IN_DONE]),
    post("POST /inbox/{notice}", |_, _| bare(&[]),
        &[[401, 303, 404, 404, 404, 404, 404, 401],
          [401, 404, 303, 404, 404, 404, 404, 401],
          NOBODYS]),
    get("GET /settings/profile", &[IN]),
    post("POST /settings/profile", |_, _| bare(&[("about", ""), ("about_to", "me"), ("city", "Baguio"), ("city_to", "friends"), ("speaks", ""), ("speaks_to", "me")]), &[IN_DONE]),
    // no picture came along
    post("POST /settings/profile/face", |_, _| parted(&[]), &[[401, 422, 422, 422, 422, 422, 422, 401]]),
    post("POST /settings/profile/face/remove", |_, _| bare(&[]), &[IN_DONE]),
    get("GET /settings/notices", &[IN]),
    post("POST /settings/notices", |_, _| bare(&[("orders", "yes"), ("sales", "yes"), ("money", "yes"), ("people", "yes"), ("shop", "yes")]), &[IN_DONE]),
    post("POST /settings/notices/searches", |_, _| bare(&[("pace", "at_once")]), &[IN_DONE]),
    // the operator's desk
    get("GET /operator", &[DESK]),
    get("GET /operator/baseline", &[DESK]),
    get("GET /operator/orders", &[DESK]),
    get("GET /operator/orders/{order}", DESKS),
    get("GET /operator/ledger", &[DESK]),
    get("GET /operator/ledger/{kind}", DESKS),
    get("GET /operator/ledger/{kind}/{owner}", DESKS),
    get("GET /operator/transfers/{transfer}", DESKS),
    get("GET /operator/jobs", &[DESK]),
    get("GET /operator/jobs/{job}", DESKS),
    // what is decided once is decided; here without a reason, which decides nothing
    post("POST /operator/jobs/{job}", |_, _| form(&[("act", "away"), ("reason", " ")]), &[UNREASONED, UNREASONED, GONE]),
    get("GET /operator/parked", &[DESK]),
    // nothing is parked
    post("POST /operator/parked", |_, _| form(&[("listener", "nobody"), ("pos", "1"), ("root", "own_7zzzzzzzzzzzzzzzzzzzzzzzzz"), ("act", "away"), ("reason", "a test")]), &[GONE]),
    get("GET /operator/faces", &[DESK]),
    // nobody there shows one
    post("POST /operator/faces", |_, _| form(&[("find", "mia"), ("of", "acc_7zzzzzzzzzzzzzzzzzzzzzzzzz"), ("unwanted", "rules"), ("reason", "a test")]), &[GONE]),
    get("GET /operator/payouts", &[DESK]),
    post("POST /operator/payouts/{payout}", |_, _| form(&[("reason", "a test")]), &[GONE, GONE, GONE]),
    get("GET /operator/audit", &[[404, 404, 404, 404, 404, 404, 200, 404]]),
];
