//! Signing up, in and out.

use db::{No, Rx, params, sql};
use kernel::{Actor, Cx, Span};
use serde_json::{Value, json};

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn an_account_signs_up_signs_in_and_shows_itself() {
    for house in House::both().await {
        let body = json!({"handle": "Maria", "password": PASSWORD, "name": "Maria Clara", "language": "fil"});
        let account = house.ask("POST /accounts", "", body).await;
        assert_eq!(account.status, 201, "{account:?}");
        let session = house.try_password("@MARIA", PASSWORD).await;
        assert_eq!(session.text("account"), account.text("id"));
        assert_eq!(session.text("ends_at"), "2027-02-22T08:00:00Z");
        assert_eq!(session.body["idle_seconds"], 14 * 86_400);
        let me = house.ask("GET /me", &session.text("secret"), Value::Null).await;
        assert_eq!(
            me.body,
            json!({"id": account.text("id"), "handle": "maria", "name": "Maria Clara", "language": "fil",
                "role": "member", "created_at": "2026-11-24T08:00:00Z", "recovery_codes_left": 0, "face": null})
        );
        let path = format!("GET /accounts/{}", account.text("id"));
        let public = house.ask(&path, "", Value::Null).await;
        let all = json!({"id": account.text("id"), "handle": "maria", "name": "Maria Clara", "face": null});
        assert_eq!(public.body, all, "and nothing else of it is public");
    }
}

#[tokio::test]
async fn a_handle_is_given_once() {
    for house in House::both().await {
        house.sign_up("maria").await;
        let body = json!({"handle": "MARIA", "password": PASSWORD, "name": "Other", "language": "en"});
        let reply = house.ask("POST /accounts", "", body).await;
        assert_eq!((reply.word(), reply.text("field")), ("409 handle_taken".into(), "/handle".into()));
    }
}

#[tokio::test]
async fn an_owner_changes_name_and_language_and_nothing_else() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let changed =
            house.ask("PATCH /me", &session, json!({"name": " Clara ", "language": "zh-Hans"})).await;
        assert_eq!((changed.text("name"), changed.text("language")), ("Clara".into(), "zh-Hans".into()));
        for field in ["role", "handle", "id", "epoch", "banned", "password", "created_at"] {
            let reply = house.ask("PATCH /me", &session, json!({field: "admin"})).await;
            assert_eq!(reply.word(), "422 unknown_field", "{field}");
        }
        assert_eq!(house.ask("GET /me", &session, Value::Null).await.text("role"), "member");
    }
}

#[tokio::test]
async fn sessions_are_listed_newest_first_page_by_page_and_one_is_ones_own() {
    for house in House::both().await {
        house.sign_up("maria").await;
        let mut secrets = Vec::new();
        for _ in 0..3 {
            house.clock.advance(Span::minutes(1));
            secrets.push(house.sign_in("maria").await);
        }
        let first = house.ask("GET /sessions?limit=2", &secrets[1], Value::Null).await;
        let page = |reply: &crate::house::Reply| {
            reply.body["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["is_current"] == true)
                .collect::<Vec<_>>()
        };
        assert_eq!(page(&first), [false, true]);
        let path = format!("GET /sessions?limit=2&after={}", first.text("next"));
        let second = house.ask(&path, &secrets[1], Value::Null).await;
        assert_eq!((page(&second), &second.body["next"]), (vec![false], &Value::Null));
    }
}

sql! {
    SEEN = "SELECT seen FROM credential";
    EVERYTHING = "SELECT secret, kind, name FROM credential";
    FACTS = "SELECT actor, event, note FROM fact ORDER BY root, seq";
}
fn seen(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&SEEN, &params![])?)
}
fn facts(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(String, String, String)>, No> {
    Ok(rx.all(&FACTS, &params![])?)
}

#[tokio::test]
async fn a_session_is_noted_as_seen_at_most_once_a_minute() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let begin = house.db.now().micros();
        let mut noted = Vec::new();
        for _ in 0..5 {
            house.clock.advance(Span::seconds(30));
            assert!(house.knows(&session).await);
            noted.push((house.db.read(&Actor::Engine, (), seen).await.unwrap() - begin) / 1_000_000);
        }
        assert_eq!(noted, [0, 60, 60, 120, 120]);
    }
}

#[tokio::test]
async fn the_log_tells_what_happened_and_nobodys_name() {
    for house in House::both().await {
        let (id, session) = house.member("maria").await;
        house.token(&session, &["orders:read"]).await;
        let body = json!({"current": PASSWORD, "new": "another long one"});
        assert_eq!(house.ask("PUT /me/password", &session, body).await.status, 200);
        let facts = house.db.read(&Actor::Engine, (), facts).await.unwrap();
        let told: Vec<(&str, &str)> = facts.iter().map(|(actor, event, _)| (&**actor, &**event)).collect();
        let expected =
            [("owner", "created"), ("owner", "signed_in"), (&id, "token_made"), (&id, "password_changed")];
        assert_eq!(told, expected, "{}", house.engine);
        assert!(facts.iter().all(|(_, _, note)| !note.contains("maria") && !note.contains("Somebody")));
    }
}

#[tokio::test]
async fn a_repeated_sign_in_is_one_session() {
    for house in House::both().await {
        house.sign_up("maria").await;
        let key = [("idempotency-key", "one-key-for-both-tries")];
        let body = json!({"handle": "maria", "password": PASSWORD});
        let local = [127, 0, 0, 1].into();
        let first = house.send(local, "POST /sessions", &key, body.clone()).await;
        let again = house.send(local, "POST /sessions", &key, body).await;
        assert_eq!((first.status, &first.body), (201, &again.body));
        let list = house.ask("GET /sessions", &first.text("secret"), Value::Null).await;
        assert_eq!(list.body["data"].as_array().unwrap().len(), 1);
    }
}
