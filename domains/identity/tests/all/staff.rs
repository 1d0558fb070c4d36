//! What the operator does to accounts, and that it is noted.

use identity::Password;
use serde_json::{Value, json};

use crate::house::{House, PASSWORD, Reply};

async fn log(house: &House, admin: &str) -> Vec<(String, String, String)> {
    let reply = house.ask("GET /audit?limit=100", admin, Value::Null).await;
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let rows = reply.body["data"].as_array().unwrap();
    rows.iter().map(|row| (text(row, "actor"), text(row, "what"), text(row, "note"))).collect()
}

async fn put(house: &House, admin: &str, id: &str, what: &str, body: Value) -> Reply {
    house.ask(&format!("PUT /accounts/{id}/{what}"), admin, body).await
}

#[tokio::test]
async fn each_deed_is_noted_once_with_who_and_why() {
    for house in House::both().await {
        let (operator, admin) = house.admin().await;
        let id = house.sign_up("maria").await;
        for _ in 0..2 {
            house.clock.advance(kernel::Span::seconds(1));
            let role = json!({"role": "staff", "reason": "helps out"});
            assert_eq!(put(&house, &admin, &id, "role", role).await.text("role"), "staff");
            house.clock.advance(kernel::Span::seconds(1));
            let banned = put(&house, &admin, &id, "ban", json!({"reason": "fake watches"})).await;
            assert_eq!(banned.text("ban_reason"), "fake watches");
        }
        house.clock.advance(kernel::Span::seconds(1));
        for _ in 0..2 {
            let lifted = house.ask(&format!("DELETE /accounts/{id}/ban"), &admin, Value::Null).await;
            assert_eq!(lifted.body["banned_at"], Value::Null);
        }
        let entry =
            |actor: &str, what: &str, note: &str| (actor.to_owned(), what.to_owned(), note.to_owned());
        let expected = [
            entry(&operator, "account.ban_lifted", ""),
            entry(&operator, "account.banned", "fake watches"),
            entry(&operator, "account.role_changed", "staff: helps out"),
            entry("operator", "admin.created", ""),
        ];
        assert_eq!(log(&house, &admin).await, expected, "newest first, on {}", house.engine);
    }
}

#[tokio::test]
async fn what_was_refused_is_not_noted() {
    for house in House::both().await {
        let (operator, admin) = house.admin().await;
        let id = house.sign_up("maria").await;
        for (id, body, word) in [
            (&id, json!({"reason": " "}), "422 reason"),
            (&id, json!({"reason": "x".repeat(501)}), "422 reason"),
            (&operator, json!({"reason": "goodbye"}), "409 own_account"),
        ] {
            assert_eq!(put(&house, &admin, id, "ban", body).await.word(), word);
        }
        let body = json!({"role": "member", "reason": "retired"});
        assert_eq!(put(&house, &admin, &operator, "role", body).await.word(), "409 own_account");
        let unknown = json!({"role": "root", "reason": "because"});
        assert_eq!(put(&house, &admin, &id, "role", unknown).await.word(), "422 invalid_field");
        assert_eq!(log(&house, &admin).await.len(), 1, "the operator's own making");
    }
}

#[tokio::test]
async fn a_new_operator_may_have_a_kept_handle_and_needs_a_good_password() {
    for house in House::both().await {
        let make = async |handle: &str, password: &str| {
            let password = Password::new(password);
            let made = identity::create_admin(&house.db, &house.passwords, handle, "Op", password).await;
            made.map_err(|no| no.code())
        };
        assert_eq!(make("admin", "short").await, Err("password_short"));
        assert_eq!(make("no admin", PASSWORD).await, Err("handle"));
        assert!(make("admin", PASSWORD).await.is_ok());
        assert_eq!(make("admin", PASSWORD).await, Err("handle_taken"));
        let session = house.sign_in("admin").await;
        assert_eq!(house.ask("GET /me", &session, Value::Null).await.text("role"), "admin");
    }
}

#[tokio::test]
async fn who_lost_a_role_cannot_use_it_any_more() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let id = house.sign_up("maria").await;
        let role = |word| json!({"role": word, "reason": "as agreed"});
        assert_eq!(put(&house, &admin, &id, "role", role("admin")).await.status, 200);
        let session = house.sign_in("maria").await;
        assert_eq!(house.ask("GET /audit", &session, Value::Null).await.status, 200);
        assert_eq!(put(&house, &admin, &id, "role", role("member")).await.status, 200);
        assert_eq!(house.ask("GET /audit", &session, Value::Null).await.word(), "401 sign_in");
        let session = house.sign_in("maria").await;
        assert_eq!(house.ask("GET /audit", &session, Value::Null).await.word(), "403 admin_only");
    }
}
