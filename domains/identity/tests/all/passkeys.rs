//! Passkeys: in, more, fewer; and every ceremony that is not as it must be.

use kernel::Span;
use serde_json::{Value, json};

use crate::authenticator::{Asks as _, Device, PRESENT, VERIFIED, a_device, asked};
use crate::house::{House, MARKET, PASSWORD};

async fn sign_up(house: &House, device: &mut Device, handle: &str) -> crate::house::Reply {
    let passkey = device.made(house, "", "sign_up").await;
    let body =
        json!({"handle": handle, "name": "Ana", "language": "fil", "device": "Phone", "passkey": passkey});
    house.ask("POST /passkeys/accounts", "", body).await
}

async fn passkeys(house: &House, session: &str) -> Vec<String> {
    let list = house.ask("GET /me/passkeys", session, Value::Null).await;
    let list = list.body["data"].as_array().unwrap().clone();
    list.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn somebody_signs_up_and_in_without_ever_having_a_password() {
    for house in House::both().await {
        for mut device in [Device::with_p256(MARKET), a_device(1)] {
            let handle = if device.algorithm == -7 { "ana" } else { "ben" };
            let opened = sign_up(&house, &mut device, handle).await;
            assert_eq!(opened.status, 201, "{opened:?}");
            let me = house.ask("GET /me", &opened.text("secret"), Value::Null).await;
            assert_eq!((me.text("handle"), me.text("language")), (handle.into(), "fil".into()));
            assert_eq!(passkeys(&house, &opened.text("secret")).await, ["Phone"]);
            let again = device.signs_in(&house).await;
            assert_eq!(again.status, 201, "{again:?}");
            assert_eq!(
                again.text("account"),
                me.text("id"),
                "nobody said whose account it is but the passkey"
            );
            for guess in ["", PASSWORD, " "] {
                assert_eq!(house.try_password(handle, guess).await.word(), "401 wrong_credentials");
            }
        }
    }
}

#[tokio::test]
async fn a_key_that_is_on_several_devices_counts_nothing_and_signs_in_all_the_same() {
    for house in House::both().await {
        let mut device = a_device(1);
        device.grows = 0;
        assert_eq!(sign_up(&house, &mut device, "ana").await.status, 201);
        for _ in 0..2 {
            assert_eq!(device.signs_in(&house).await.status, 201);
        }
    }
}

/// What a device lies about, and how.
type Lie = (&'static str, fn(&mut Device));

/// What is wrong with a passkey that is being made.
fn wrong_makings() -> Vec<Lie> {
    vec![
        ("another origin", |device| device.client["origin"] = "http://localhost:3001".into()),
        ("an origin that begins as ours", |device| {
            device.client["origin"] = "http://localhost:3000.evil".into()
        }),
        ("within another site's page", |device| device.client["crossOrigin"] = true.into()),
        ("under another site", |device| device.client["topOrigin"] = "https://evil.example".into()),
        ("signing in instead of making", |device| device.client["type"] = "webauthn.get".into()),
        ("another relying party", |device| device.rp = "evil.example".into()),
        ("nobody was there", |device| device.flags = VERIFIED),
        ("nobody showed who they are", |device| device.flags = PRESENT),
        ("backed up and not to be", |device| device.flags |= 0x10),
        ("another credential inside", |device| device.other_credential = Some(vec![9; 8])),
        ("a name without end", |device| device.credential = vec![1; 1_024]),
        ("an algorithm that nobody asked for", |device| device.algorithm = -37),
        ("a key of another algorithm", |device| device.algorithm = -7),
        ("no key", |device| device.public_key = Some("AAAA".into())),
        ("a challenge that is none", |device| device.challenge = Some("*".into())),
    ]
}

#[tokio::test]
async fn a_passkey_that_was_made_otherwise_is_not_taken_and_leaves_nothing_behind() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        for (what, lie) in wrong_makings() {
            let mut device = a_device(1);
            lie(&mut device);
            assert_eq!(sign_up(&house, &mut device, "ana").await.word(), "422 passkey_refused", "{what}");
            assert_eq!(device.added(&house, &session).await.word(), "422 passkey_refused", "{what}");
        }
        let unknown = |device: &mut Device| device.challenge = Some("AAAAAAAAAAAAAAAAAAAAAA".into());
        let mut device = a_device(1);
        unknown(&mut device);
        assert_eq!(
            sign_up(&house, &mut device, "ana").await.word(),
            "422 passkey_expired",
            "it was never asked"
        );
        assert_eq!(passkeys(&house, &session).await, Vec::<String>::new());
        assert_eq!(sign_up(&house, &mut a_device(1), "ana").await.status, 201, "the handle is still free");
    }
}

/// What is wrong with a signature.
fn wrong_signatures() -> Vec<Lie> {
    vec![
        ("another origin", |device| device.client["origin"] = "https://localhost:3000".into()),
        ("within another site's page", |device| device.client["crossOrigin"] = true.into()),
        ("making instead of signing in", |device| device.client["type"] = "webauthn.create".into()),
        ("another relying party", |device| device.rp = "evil.example".into()),
        ("nobody was there", |device| device.flags = VERIFIED),
        ("nobody showed who they are", |device| device.flags = PRESENT),
        ("what was signed was changed", |device| device.flips = true),
        ("a copy of the key", |device| device.counter = 0),
        ("a counter that has stopped", |device| (device.counter, device.grows) = (0, 0)),
        ("somebody else's account", |device| device.user = "AAAAAAAAAAAAAAAAAAAAAA".into()),
        ("nobody's account", |device| device.user = String::new()),
        ("a credential that nobody has", |device| device.credential = vec![9; 16]),
    ]
}

#[tokio::test]
async fn a_signature_that_is_not_what_was_asked_opens_nothing() {
    for house in House::both().await {
        let mut device = a_device(1);
        assert_eq!(sign_up(&house, &mut device, "ana").await.status, 201);
        for _ in 0..3 {
            assert_eq!(device.signs_in(&house).await.status, 201);
        }
        for (what, lie) in wrong_signatures() {
            let mut copy = a_device(1);
            (copy.user, copy.counter) = (device.user.clone(), device.counter);
            lie(&mut copy);
            assert_eq!(copy.signs_in(&house).await.word(), "422 passkey_refused", "{what}");
        }
        // Another's key under this one's name: a foreign credential.
        let mut other = a_device(2);
        (other.credential, other.user, other.counter) =
            (device.credential.clone(), device.user.clone(), device.counter);
        assert_eq!(other.signs_in(&house).await.word(), "422 passkey_refused");
        assert_eq!(device.signs_in(&house).await.status, 201, "and hers still opens");
    }
}

#[tokio::test]
async fn a_challenge_is_good_once_for_five_minutes_for_its_purpose_and_its_session() {
    for house in House::both().await {
        let mut device = a_device(1);
        let session = sign_up(&house, &mut device, "ana").await.text("secret");
        let there = device.signs_in(&house).await.text("secret");
        let sign_in = async |passkey: &Value| {
            house.ask("POST /passkeys/sessions", "", json!({"passkey": passkey})).await.word()
        };
        // Once: the key signs again with a higher counter, over the same challenge.
        let question = asked(&house, "", "sign_in").await;
        let first = device.show(&question);
        assert_eq!(sign_in(&first).await, "201");
        assert_eq!(sign_in(&first).await, "422 passkey_refused", "the counter has gone on");
        assert_eq!(sign_in(&device.show(&question)).await, "422 passkey_expired", "the challenge is gone");
        // Five minutes.
        let question = asked(&house, "", "sign_in").await;
        house.clock.advance(Span::minutes(5));
        assert_eq!(sign_in(&device.show(&question)).await, "422 passkey_expired");
        // Its purpose.
        let question = asked(&house, &session, "prove").await;
        assert_eq!(sign_in(&device.show(&question)).await, "422 passkey_expired");
        // Its session, although both are hers.
        let body = json!({"passkey": device.show(&question)});
        assert_eq!(house.ask("PUT /me/proof", &there, body.clone()).await.word(), "422 passkey_expired");
        assert_eq!(house.ask("PUT /me/proof", &session, body).await.status, 200);
        let none = house.ask("POST /passkeys/challenges", "", json!({"purpose": "prove"})).await;
        assert_eq!(none.word(), "401 sign_in");
    }
}

#[tokio::test]
async fn of_thirty_two_at_once_with_one_signature_one_comes_in() {
    for house in House::both().await {
        let mut device = a_device(1);
        device.grows = 0;
        assert_eq!(sign_up(&house, &mut device, "ana").await.status, 201);
        let passkey = device.shown(&house, "", "sign_in").await;
        let tries = (0..32).map(|_| house.ask("POST /passkeys/sessions", "", json!({"passkey": passkey})));
        let mut words: Vec<String> = Vec::new();
        for reply in join_all(tries.collect()).await {
            words.push(reply.word());
        }
        words.sort();
        assert_eq!(words[0], "201");
        assert!(words[1..].iter().all(|word| word == "422 passkey_expired"), "{words:?}");
    }
}

/// All of them side by side.
async fn join_all<F: Future>(mut all: Vec<F>) -> Vec<F::Output> {
    use std::pin::Pin;
    use std::task::Poll;
    // The futures are moved into boxes once and stay there.
    let mut running: Vec<Pin<Box<F>>> = all.drain(..).map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    std::future::poll_fn(move |cx| {
        for (future, done) in running.iter_mut().zip(&mut done) {
            if done.is_none()
                && let Poll::Ready(out) = future.as_mut().poll(cx)
            {
                *done = Some(out);
            }
        }
        match done.iter().all(Option::is_some) {
            true => Poll::Ready(done.iter_mut().map(|done| done.take().unwrap()).collect()),
            false => Poll::Pending,
        }
    })
    .await
}

#[tokio::test]
async fn adding_and_removing_need_a_fresh_proof_which_a_passkey_is_as_well() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let mut phone = a_device(1);
        let added = phone.added(&house, &session).await;
        assert_eq!(added.status, 201, "{added:?}");
        house.clock.advance(Span::minutes(10));
        let mut key = a_device(2);
        assert_eq!(key.added(&house, &session).await.word(), "403 proof_needed");
        let remove = format!("DELETE /me/passkeys/{}", added.text("id"));
        assert_eq!(house.ask(&remove, &session, Value::Null).await.word(), "403 proof_needed");
        assert_eq!(passkeys(&house, &session).await, ["Phone"]);
        let proof = json!({"passkey": phone.shown(&house, &session, "prove").await});
        assert_eq!(house.ask("PUT /me/proof", &session, proof).await.status, 200);
        assert_eq!(key.added(&house, &session).await.status, 201);
        house.clock.advance(Span::minutes(10));
        let with_password = json!({"name": "Third", "password": PASSWORD,
            "passkey": a_device(3).made(&house, &session, "add").await});
        assert_eq!(house.ask("POST /me/passkeys", &session, with_password).await.status, 201);
        for body in [json!({}), json!({"password": PASSWORD, "passkey": Device::nonsense_shown()})] {
            assert_eq!(house.ask("PUT /me/proof", &session, body).await.word(), "422 one_proof");
        }
    }
}

#[tokio::test]
async fn anothers_passkey_proves_nothing_and_cannot_be_named_or_removed() {
    for house in House::both().await {
        let (mut hers, mut his) = (a_device(1), a_device(2));
        let ana = sign_up(&house, &mut hers, "ana").await.text("secret");
        let ben = sign_up(&house, &mut his, "ben").await.text("secret");
        let list = house.ask("GET /me/passkeys", &ana, Value::Null).await;
        let path = format!("/me/passkeys/{}", list.body["data"][0]["id"].as_str().unwrap());
        let rename = house.ask(&format!("PATCH {path}"), &ben, json!({"name": "Mine"})).await;
        assert_eq!(rename.word(), "404 missing");
        assert_eq!(house.ask(&format!("DELETE {path}"), &ben, Value::Null).await.word(), "404 missing");
        house.clock.advance(Span::minutes(10));
        let question = asked(&house, &ben, "prove").await;
        let body = json!({"passkey": hers.show(&question)});
        assert_eq!(house.ask("PUT /me/proof", &ben, body).await.word(), "422 passkey_refused");
        assert_eq!(passkeys(&house, &ana).await, ["Phone"]);
        // The same credential a second time, by its name: taken already, whoever asks.
        let mut copy = a_device(3);
        copy.credential.clone_from(&hers.credential);
        assert_eq!(sign_up(&house, &mut copy, "cleo").await.word(), "422 passkey_refused");
    }
}

#[tokio::test]
async fn the_last_way_in_stays_until_there_is_another() {
    for house in House::both().await {
        let mut phone = a_device(1);
        let session = sign_up(&house, &mut phone, "ana").await.text("secret");
        let list = house.ask("GET /me/passkeys", &session, Value::Null).await;
        let remove = format!("DELETE /me/passkeys/{}", list.body["data"][0]["id"].as_str().unwrap());
        assert_eq!(house.ask(&remove, &session, Value::Null).await.word(), "409 last_way_in");
        assert_eq!(phone.signs_in(&house).await.status, 201, "it still opens");
        house.clock.advance(Span::minutes(10));
        let set = json!({"new": "another long one"});
        let stale = house.ask("PUT /me/password", &session, set.clone()).await;
        assert_eq!(stale.word(), "403 proof_needed", "who has no password shows the passkey first");
        assert_eq!(house.ask("PUT /me/recovery-codes", &session, json!({})).await.word(), "403 proof_needed");
        let proof = json!({"passkey": phone.shown(&house, &session, "prove").await});
        assert_eq!(house.ask("PUT /me/proof", &session, proof).await.status, 200);
        assert_eq!(house.ask("PUT /me/recovery-codes", &session, json!({})).await.status, 200);
        let session = house.ask("PUT /me/password", &session, set).await.text("secret");
        assert_eq!(house.try_password("ana", "another long one").await.status, 201);
        let without = house.ask("PUT /me/password", &session, json!({"new": "a third long one"})).await;
        assert_eq!(without.word(), "403 proof_needed", "who has one shows it");
        assert_eq!(house.ask(&remove, &session, Value::Null).await.status, 204);
        assert_eq!(phone.signs_in(&house).await.word(), "422 passkey_refused");
    }
}

#[tokio::test]
async fn a_closed_account_says_so_only_to_who_has_its_passkey() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let mut phone = a_device(1);
        let account = sign_up(&house, &mut phone, "ana").await.text("account");
        let ban = format!("PUT /accounts/{account}/ban");
        assert_eq!(house.ask(&ban, &admin, json!({"reason": "sold what was not theirs"})).await.status, 200);
        assert_eq!(phone.signs_in(&house).await.word(), "403 banned");
        let mut stranger = a_device(2);
        stranger.credential.clone_from(&phone.credential);
        stranger.user.clone_from(&phone.user);
        stranger.counter = 50;
        assert_eq!(stranger.signs_in(&house).await.word(), "422 passkey_refused");
    }
}
