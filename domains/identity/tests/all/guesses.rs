//! Guessing: the same work and the same answer for everybody (F39), and few tries.

use std::net::IpAddr;
use std::sync::Arc;

use kernel::Span;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::house::{House, PASSWORD, Reply};

/// What the client sees, but for the name of the request.
fn seen(reply: &Reply) -> (u16, Value) {
    let mut body = reply.body.clone();
    body["instance"] = Value::Null;
    (reply.status, body)
}

async fn guess(house: &House, from: [u8; 4], handle: &str, password: &str) -> Reply {
    let body = json!({"handle": handle, "password": password});
    house.ask_from(IpAddr::from(from), "POST /sessions", "", body).await
}

#[tokio::test]
async fn known_unknown_closed_and_impossible_handles_take_the_same_work_and_get_the_same_answer() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        house.sign_up("maria").await;
        let closed = house.sign_up("closed").await;
        let why = json!({"reason": "fake watches"});
        assert_eq!(house.ask(&format!("PUT /accounts/{closed}/ban"), &admin, why).await.status, 200);
        let mut answers = Vec::new();
        for handle in ["maria", "nobody", "closed", "not a handle", ""] {
            let before = house.passwords.worked();
            answers.push(seen(&house.try_password(handle, "wrong horse").await));
            let after = house.passwords.worked();
            assert_eq!((after.verified - before.verified, after.hashed - before.hashed), (1, 0), "{handle}");
        }
        assert_eq!(answers[0].0, 401);
        assert_eq!(answers[0].1["code"], "wrong_credentials");
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        let told = house.try_password("closed", PASSWORD).await;
        assert_eq!(told.word(), "403 banned", "who has the password is told");
        assert!(told.text("detail").contains("fake watches"));
    }
}

#[tokio::test]
async fn a_wrong_recovery_takes_the_same_work_and_gets_the_same_answer() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        house.ask("PUT /me/recovery-codes", &session, json!({"password": PASSWORD})).await;
        house.sign_up("codeless").await;
        let mut answers = Vec::new();
        for handle in ["maria", "codeless", "nobody"] {
            let before = house.passwords.worked();
            let body =
                json!({"handle": handle, "code": "00000-00000-00000-00000", "password": "another long one"});
            answers.push(seen(&house.ask("POST /sessions/recovery", "", body).await));
            let after = house.passwords.worked();
            assert_eq!((after.verified - before.verified, after.hashed - before.hashed), (0, 1), "{handle}");
        }
        assert_eq!((answers[0].0, &answers[0].1["code"]), (401, &json!("wrong_credentials")));
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }
}

#[tokio::test]
async fn after_five_wrong_guesses_one_comes_back_every_three_minutes() {
    for house in House::both().await {
        house.sign_up("maria").await;
        for handle in ["maria", "nobody"] {
            for _ in 0..5 {
                let reply = guess(&house, [192, 0, 2, 1], handle, "wrong horse").await;
                assert_eq!(reply.word(), "401 wrong_credentials");
            }
            for password in ["wrong horse", PASSWORD] {
                let reply = guess(&house, [192, 0, 2, 1], handle, password).await;
                assert_eq!(reply.word(), "429 too_many_guesses", "{handle}: the right one is not told apart");
            }
        }
        house.clock.advance(Span::minutes(3));
        assert_eq!(guess(&house, [192, 0, 2, 1], "maria", PASSWORD).await.status, 201);
    }
}

#[tokio::test]
async fn who_guesses_elsewhere_does_not_keep_the_owner_out() {
    for house in House::both().await {
        house.sign_up("maria").await;
        for _ in 0..20 {
            guess(&house, [192, 0, 2, 1], "maria", "wrong horse").await;
        }
        assert_eq!(guess(&house, [198, 51, 100, 7], "maria", PASSWORD).await.status, 201);
    }
}

#[tokio::test]
async fn who_guesses_from_many_networks_is_slowed_too_and_a_recovery_code_still_opens() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let codes = house.ask("PUT /me/recovery-codes", &session, json!({"password": PASSWORD})).await;
        let mut wrong = 0;
        for network in 0..60 {
            let reply = guess(&house, [192, 0, 2, network], "maria", "wrong horse").await;
            wrong += usize::from(reply.status == 401);
        }
        assert_eq!(wrong, 50);
        assert_eq!(guess(&house, [198, 51, 100, 7], "maria", PASSWORD).await.word(), "429 too_many_guesses");
        assert!(house.knows(&session).await, "an open session goes on");
        let body = json!({"handle": "maria", "code": codes.body["codes"][3], "password": "another long one"});
        assert_eq!(house.ask("POST /sessions/recovery", "", body).await.status, 201);
        house.clock.advance(Span::minutes(3));
        assert_eq!(guess(&house, [198, 51, 100, 7], "maria", "another long one").await.status, 201);
    }
}

#[tokio::test]
async fn the_right_password_uses_nothing_up() {
    for house in House::both().await {
        house.sign_up("maria").await;
        for _ in 0..12 {
            house.sign_in("maria").await;
        }
    }
}

#[tokio::test]
async fn thirty_two_guesses_at_once_are_five() {
    for house in House::both().await {
        house.sign_up("maria").await;
        let before = house.passwords.worked().verified;
        let house = Arc::new(house);
        let mut tries = JoinSet::new();
        for _ in 0..32 {
            let house = Arc::clone(&house);
            tries.spawn(async move { guess(&house, [192, 0, 2, 1], "maria", "wrong horse").await.status });
        }
        let mut answers = tries.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [vec![401; 5], vec![429; 27]].concat(), "{}", house.engine);
        assert_eq!(house.passwords.worked().verified - before, 5);
    }
}

#[tokio::test]
async fn an_open_session_is_no_way_around_the_limit() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let guess = json!({"current": "wrong horse", "new": "another long one"});
        for _ in 0..5 {
            let reply = house.ask("PUT /me/password", &session, guess.clone()).await;
            assert_eq!((reply.word(), reply.text("field")), ("422 wrong_password".into(), "/current".into()));
        }
        assert_eq!(house.ask("PUT /me/password", &session, guess).await.word(), "429 too_many_guesses");
    }
}
