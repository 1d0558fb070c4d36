//! Every route by eight principals, the expected status written by hand (F25); and every body with fields that
//! it must not take (F27).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::authenticator::{Asks as _, Device, a_device};
use crate::house::{House, PASSWORD};

/// Each row: the route, and what nobody, a guest, an ended session, a token that may only read (the owner's),
/// the owner, somebody else, staff and the operator are answered. The objects are the owner's.
const DOORS: &[(&str, [u16; 8])] = &[
    //                                    nobody guest ended weak owner other staff admin
    ("POST /accounts", /*             */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("GET /accounts/{account}", /*    */ [200, 200, 401, 200, 200, 200, 200, 200]),
    ("GET /me", /*                    */ [401, 401, 401, 200, 200, 200, 200, 200]),
    ("PATCH /me", /*                  */ [401, 401, 401, 403, 200, 200, 200, 200]),
    ("PUT /me/face", /*               */ [401, 401, 401, 403, 200, 200, 200, 200]),
    ("PUT /me/password", /*           */ [401, 401, 401, 403, 200, 200, 200, 200]),
    ("PUT /me/recovery-codes", /*     */ [401, 401, 401, 403, 200, 200, 200, 200]),
    ("PUT /me/proof", /*              */ [401, 401, 401, 403, 200, 200, 200, 200]),
    ("PUT /me/leaving", /*            */ [401, 401, 401, 403, 200, 200, 200, 409]),
    ("GET /me/leaving", /*            */ [401, 401, 401, 404, 404, 200, 200, 404]),
    ("DELETE /me/leaving", /*         */ [401, 401, 401, 403, 404, 204, 204, 404]),
    ("POST /sessions", /*             */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("POST /sessions/recovery", /*    */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("GET /sessions", /*              */ [401, 401, 401, 200, 200, 200, 200, 200]),
    ("DELETE /sessions/{session}", /* */ [401, 401, 401, 403, 204, 404, 404, 404]),
    ("DELETE /sessions", /*           */ [401, 401, 401, 403, 204, 204, 204, 204]),
    ("POST /tokens", /*               */ [401, 401, 401, 403, 201, 201, 201, 201]),
    ("GET /tokens", /*                */ [401, 401, 401, 200, 200, 200, 200, 200]),
    ("DELETE /tokens/{token}", /*     */ [401, 401, 401, 403, 204, 404, 404, 404]),
    ("POST /passkeys/challenges", /*  */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("POST /passkeys/accounts", /*    */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("POST /passkeys/sessions", /*    */ [201, 201, 401, 201, 201, 201, 201, 201]),
    ("POST /me/passkeys", /*          */ [401, 401, 401, 403, 201, 201, 201, 201]),
    ("GET /me/passkeys", /*           */ [401, 401, 401, 200, 200, 200, 200, 200]),
    ("PATCH /me/passkeys/{passkey}", [401, 401, 401, 403, 200, 404, 404, 404]),
    ("DELETE /me/passkeys/{passkey}", [401, 401, 401, 403, 204, 404, 404, 404]),
    ("POST /me/addresses", /*         */ [401, 401, 401, 403, 201, 201, 201, 201]),
    ("GET /me/addresses", /*          */ [401, 401, 401, 200, 200, 200, 200, 200]),
    ("PATCH /me/addresses/{address}", [401, 401, 401, 403, 200, 404, 404, 404]),
    ("PUT /me/addresses/{address}/default", [401, 401, 401, 403, 200, 404, 404, 404]),
    ("DELETE /me/addresses/{address}", [401, 401, 401, 403, 204, 404, 404, 404]),
    ("PUT /accounts/{account}/role", [401, 401, 401, 403, 403, 403, 403, 200]),
    ("PUT /accounts/{account}/ban", /* */ [401, 401, 401, 403, 403, 403, 403, 200]),
    ("DELETE /accounts/{account}/ban", [401, 401, 401, 403, 403, 403, 403, 200]),
    ("PUT /accounts/{account}/leaving", [401, 401, 401, 403, 403, 403, 403, 200]),
    ("DELETE /accounts/{account}/leaving", [401, 401, 401, 403, 403, 403, 403, 404]),
    ("GET /audit", /*                 */ [401, 401, 401, 403, 403, 403, 403, 200]),
];

pub fn manila() -> Value {
    json!({
        "recipient": "Maria Clara", "phone": "+63 917 123 4567", "country": "PH", "region": "NCR",
        "city": "Manila", "barangay": "Barangay 655", "street": "12 Cabildo Street", "postal_code": "1002",
    })
}

/// One owner and what is theirs.
struct Owner {
    number: usize,
    handle: String,
    session: String,
    weak: String,
    account: String,
    session_id: String,
    token_id: String,
    address_id: String,
    code: String,
    passkey: Device,
    passkey_id: String,
}

async fn owner(house: &House, number: usize) -> Owner {
    let handle = format!("owner_{number}");
    let account = house.sign_up(&handle).await;
    let opened = house.try_password(&handle, PASSWORD).await;
    let session = opened.text("secret");
    let weak = house.token(&session, &["account:read"]).await;
    let address = house.ask("POST /me/addresses", &session, manila()).await;
    let codes = house.ask("PUT /me/recovery-codes", &session, json!({"password": PASSWORD})).await;
    let mut passkey = a_device(number);
    let passkey_id = passkey.added(house, &session).await.text("id");
    Owner {
        number,
        passkey,
        passkey_id,
        handle,
        account,
        session_id: opened.text("id"),
        session,
        weak: weak.text("secret"),
        token_id: weak.text("id"),
        address_id: address.text("id"),
        code: codes.body["codes"][0].as_str().unwrap().to_owned(),
    }
}

fn path(route: &str, owner: &Owner) -> String {
    route
        .replace("{account}", &owner.account)
        .replace("{session}", &owner.session_id)
        .replace("{token}", &owner.token_id)
        .replace("{address}", &owner.address_id)
        .replace("{passkey}", &owner.passkey_id)
}

/// A body that is right for whoever has this credential, also where it answers a challenge.
async fn answer(route: &str, owner: &mut Owner, house: &House, credential: &str) -> Value {
    let mut another = a_device(100_000 + owner.number);
    match route {
        "POST /passkeys/accounts" => {
            let passkey = another.made(house, "", "sign_up").await;
            json!({"handle": format!("new_{}", owner.handle), "name": "New", "language": "en", "device": "Phone",
                "passkey": passkey})
        }
        "POST /passkeys/sessions" => json!({"passkey": owner.passkey.shown(house, "", "sign_in").await}),
        // A token without the scope is refused before anything is looked at.
        "POST /me/passkeys" if credential != owner.weak && house.knows(credential).await => {
            json!({"name": "Key", "passkey": another.made(house, credential, "add").await})
        }
        _ => body(route, owner, house),
    }
}

/// A body that is right.
fn body(route: &str, owner: &Owner, house: &House) -> Value {
    let why = "as agreed";
    let ends = house.db.now() + kernel::Span::days(1);
    match route {
        "POST /accounts" => json!({
            "handle": format!("new_{}", owner.handle), "password": PASSWORD, "name": "New", "language": "en",
        }),
        "PATCH /me" => json!({"name": "Clara"}),
        "PUT /me/face" => json!({"picture": null}),
        "PUT /me/password" => json!({"current": PASSWORD, "new": PASSWORD}),
        "PUT /me/recovery-codes" | "PUT /me/proof" | "PUT /me/leaving" => json!({"password": PASSWORD}),
        "POST /sessions" => json!({"handle": owner.handle, "password": PASSWORD}),
        "POST /sessions/recovery" => {
            json!({"handle": owner.handle, "code": owner.code, "password": "another long one"})
        }
        "POST /tokens" => json!({"name": "till", "scopes": ["orders:read"], "expires_at": ends}),
        "POST /passkeys/challenges" => json!({"purpose": "sign_in"}),
        "POST /passkeys/accounts" => json!({"handle": "x", "name": "x", "language": "en", "device": "x",
            "passkey": Device::nonsense_made()}),
        "POST /passkeys/sessions" => json!({"passkey": Device::nonsense_shown()}),
        "POST /me/passkeys" => json!({"name": "Key", "passkey": Device::nonsense_made()}),
        "PATCH /me/passkeys/{passkey}" => json!({"name": "Blue key"}),
        "POST /me/addresses" => manila(),
        "PATCH /me/addresses/{address}" => json!({"details": "Beside the chapel"}),
        "PUT /accounts/{account}/role" => json!({"role": "staff", "reason": why}),
        "PUT /accounts/{account}/leaving" => json!({"reason": why}),
        "PUT /accounts/{account}/ban" => json!({"reason": why}),
        _ => Value::Null,
    }
}

/// The staff's handle, once the operator has made somebody staff.
async fn staff(house: &House, admin: &str) -> &'static str {
    let id = house.sign_up("helper").await;
    let body = json!({"role": "staff", "reason": "helps out"});
    let reply = house.ask(&format!("PUT /accounts/{id}/role"), admin, body).await;
    assert_eq!(reply.text("role"), "staff");
    "helper"
}

#[test]
fn every_route_has_a_row() {
    let routes: BTreeSet<String> = (identity::domain().routes)().iter().map(web::Route::name).collect();
    let rows: BTreeSet<String> = DOORS.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(routes, rows);
}

#[tokio::test]
async fn each_door_opens_for_whom_it_should() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let helper = staff(&house, &admin).await;
        house.sign_up("juan").await;
        let mut number = 0;
        for (route, expected) in DOORS {
            let mut got = Vec::new();
            for principal in 0..8 {
                number += 1;
                let mut owner = owner(&house, number).await;
                let guest = [("rialto-guest", "the-secret-of-some-cart")];
                let credential = match principal {
                    0 | 1 => String::new(),
                    2 => {
                        let ended = house.sign_in("juan").await;
                        assert_eq!(house.ask("DELETE /sessions", &ended, Value::Null).await.status, 204);
                        ended
                    }
                    3 => owner.weak.clone(),
                    4 => owner.session.clone(),
                    5 => house.sign_in("juan").await,
                    6 => house.sign_in(helper).await,
                    _ => house.sign_in("operator").await,
                };
                let bearer = format!("Bearer {credential}");
                let headers: &[(&str, &str)] = match principal {
                    0 => &[],
                    1 => &guest,
                    _ => &[("authorization", &bearer)],
                };
                let body = answer(route, &mut owner, &house, &credential).await;
                let line = path(route, &owner);
                got.push(house.send([127, 0, 0, 1].into(), &line, headers, body).await.status);
            }
            assert_eq!(got, expected, "{route} on {}", house.engine);
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_missing_for_everybody_who_may_ask() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let owner = owner(&house, 1).await;
        let nowhere = "00000000000000000000000000";
        for (route, _) in DOORS.iter().filter(|(route, _)| route.contains('{')) {
            let prefixes = [
                ("{account}", "acc"),
                ("{session}", "ses"),
                ("{token}", "tok"),
                ("{address}", "adr"),
                ("{passkey}", "psk"),
            ];
            let line = prefixes.iter().fold((*route).to_owned(), |line, (part, prefix)| {
                line.replace(part, &format!("{prefix}_{nowhere}"))
            });
            let reply = house.ask(&line, &admin, body(route, &owner, &house)).await;
            assert_eq!(reply.word(), "404 missing", "{line}");
        }
    }
}

#[tokio::test]
async fn no_body_takes_a_field_that_is_not_its_own() {
    let privileged = [
        "id",
        "role",
        "epoch",
        "banned",
        "banned_at",
        "account",
        "created_at",
        "verified",
        "scopes",
        "secret",
        "ends_at",
        "handle",
        "is_admin",
        "parent",
    ];
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let owner = owner(&house, 1).await;
        let mut tried = 0;
        for (route, _) in DOORS {
            let right = body(route, &owner, &house);
            let Some(fields) = right.as_object() else { continue };
            for field in privileged.iter().filter(|field| !fields.contains_key(**field)) {
                let mut wrong = right.clone();
                wrong[*field] = "admin".into();
                let reply = house.ask(&path(route, &owner), &admin, wrong).await;
                assert_eq!(reply.word(), "422 unknown_field", "{route} {field}");
                assert_eq!(reply.text("field"), format!("/{field}"));
                tried += 1;
            }
        }
        assert_eq!(tried, 274, "twenty bodies by fourteen fields, less the six that have them of right");
        let me = house.ask("GET /me", &owner.session, Value::Null).await;
        assert_eq!((me.text("role"), me.text("name")), ("member".into(), "Somebody".into()));
    }
}
