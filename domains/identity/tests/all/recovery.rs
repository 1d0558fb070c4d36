//! Recovery codes: each opens once.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::house::{House, PASSWORD, Reply};

async fn codes(house: &House, session: &str) -> Vec<String> {
    let reply = house.ask("PUT /me/recovery-codes", session, json!({"password": PASSWORD})).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.body["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

async fn recover(house: &House, handle: &str, code: &str) -> Reply {
    let body = json!({"handle": handle, "code": code, "password": PASSWORD});
    house.ask("POST /sessions/recovery", "", body).await
}

#[tokio::test]
async fn each_of_ten_codes_opens_once() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let codes = codes(&house, &session).await;
        assert_eq!(codes.len(), identity::CODES);
        let mut session = session;
        for (used, code) in codes.iter().enumerate() {
            let me = house.ask("GET /me", &session, Value::Null).await;
            assert_eq!(me.body["recovery_codes_left"], 10 - used);
            let opened = recover(&house, "maria", &code.to_uppercase()).await;
            assert_eq!(opened.status, 201, "{opened:?}");
            assert_eq!(recover(&house, "maria", code).await.word(), "401 wrong_credentials");
            session = opened.text("secret");
        }
    }
}

#[tokio::test]
async fn thirty_two_at_once_with_one_code_are_one() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let code = codes(&house, &session).await.remove(0);
        let house = Arc::new(house);
        let mut tries = JoinSet::new();
        for _ in 0..32 {
            let (house, code) = (Arc::clone(&house), code.clone());
            tries.spawn(async move { recover(&house, "maria", &code).await.status });
        }
        let mut answers = tries.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [vec![201], vec![401; 31]].concat(), "{}", house.engine);
    }
}

#[tokio::test]
async fn a_code_is_good_for_its_own_account_and_until_the_next_set() {
    for house in House::both().await {
        let (_, maria) = house.member("maria").await;
        let (_, juan) = house.member("juan").await;
        let (first, of_juan) = (codes(&house, &maria).await, codes(&house, &juan).await);
        let second = codes(&house, &maria).await;
        assert_eq!(recover(&house, "maria", &of_juan[0]).await.word(), "401 wrong_credentials");
        assert_eq!(recover(&house, "maria", &first[0]).await.word(), "401 wrong_credentials");
        assert!(house.knows(&maria).await, "what was refused changed nothing");
        assert_eq!(recover(&house, "maria", &second[0]).await.status, 201);
    }
}

#[tokio::test]
async fn a_closed_account_is_told_so_and_keeps_its_code() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let (id, session) = house.member("maria").await;
        let codes = codes(&house, &session).await;
        let ban = format!("PUT /accounts/{id}/ban");
        assert_eq!(house.ask(&ban, &admin, json!({"reason": "fake watches"})).await.status, 200);
        assert_eq!(recover(&house, "maria", &codes[0]).await.word(), "403 banned");
        let lift = format!("DELETE /accounts/{id}/ban");
        assert_eq!(house.ask(&lift, &admin, Value::Null).await.status, 200);
        assert_eq!(recover(&house, "maria", &codes[0]).await.status, 201);
    }
}

#[tokio::test]
async fn making_codes_takes_the_password() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let reply = house.ask("PUT /me/recovery-codes", &session, json!({"password": "wrong horse"})).await;
        assert_eq!((reply.word(), reply.text("field")), ("422 wrong_password".into(), "/password".into()));
    }
}
