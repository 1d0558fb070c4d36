//! Tokens: never stronger than what makes them, and no secret is kept.

use db::{No, Rx, params, sql};
use kernel::{Actor, Chance, Cx, Scope, Span};
use serde_json::{Value, json};

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn a_token_gives_no_scope_that_it_does_not_have() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let mut chance = Chance::from_number(7);
        let mut some = || Scope::ALL.into_iter().filter(|_| chance.below(2) == 0).collect::<Vec<_>>();
        for _ in 0..20 {
            let (mut has, asks) = (some(), some());
            has.retain(|scope| *scope != Scope::AccountWrite);
            has.push(Scope::AccountWrite); // without it nothing can be made
            if asks.is_empty() {
                continue;
            }
            let words = |scopes: &[Scope]| scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>();
            let maker = house.token(&session, &words(&has)).await;
            let made = house.token(&maker.text("secret"), &words(&asks)).await;
            let may = asks.iter().all(|scope| has.contains(scope));
            let expected = if may { "201" } else { "403 stronger_than_maker" };
            assert_eq!(made.word(), expected, "{has:?} makes {asks:?}");
            let all = house.ask(&format!("DELETE /tokens/{}", maker.text("id")), &session, Value::Null).await;
            assert_eq!(all.status, 204);
        }
        let left = house.ask("GET /tokens", &session, Value::Null).await;
        assert_eq!(left.body["data"], json!([]), "each took along what it made");
    }
}

#[tokio::test]
async fn a_token_makes_none_that_outlives_it_and_none_lasts_longer_than_a_year() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let make = async |maker: &str, span: Span| {
            let ends = house.db.now() + span;
            let body = json!({"name": "till", "scopes": ["account:write"], "expires_at": ends});
            house.ask("POST /tokens", maker, body).await
        };
        let maker = make(&session, Span::days(30)).await.text("secret");
        assert_eq!(make(&maker, Span::days(31)).await.word(), "403 stronger_than_maker");
        assert_eq!(make(&maker, Span::days(30)).await.status, 201);
        for span in [Span::ZERO, Span::days(-1), Span::days(367)] {
            assert_eq!(make(&session, span).await.word(), "422 expires_at", "{span:?}");
        }
        house.clock.advance(Span::days(30));
        assert_eq!(make(&maker, Span::days(1)).await.word(), "401 sign_in");
    }
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say_also_in_the_operators_hand() {
    for house in House::both().await {
        let (_, admin) = house.admin().await;
        let weak = house.token(&admin, &["account:read"]).await.text("secret");
        let strong = house.token(&admin, &["operate"]).await.text("secret");
        assert_eq!(house.ask("GET /audit", &weak, Value::Null).await.word(), "403 admin_only");
        assert_eq!(house.ask("GET /audit", &strong, Value::Null).await.status, 200);
        assert_eq!(house.ask("GET /me", &strong, Value::Null).await.word(), "403 scope");
    }
}

#[tokio::test]
async fn names_scopes_and_number_are_checked() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let unknown = house.token(&session, &["orders:read", "everything"]).await;
        assert_eq!((unknown.word(), unknown.text("field")), ("422 scopes".into(), "/scopes/1".into()));
        assert_eq!(unknown.body["allowed"].as_array().unwrap().len(), 8);
        assert_eq!(house.token(&session, &[]).await.word(), "422 scopes");
        let ends = house.db.now() + Span::days(1);
        let body = json!({"name": "  ", "scopes": ["operate"], "expires_at": ends});
        assert_eq!(house.ask("POST /tokens", &session, body).await.word(), "422 name");
        for _ in 0..50 {
            assert_eq!(house.token(&session, &["orders:read"]).await.status, 201);
        }
        assert_eq!(house.token(&session, &["orders:read"]).await.word(), "409 too_many_tokens");
    }
}

sql! {
    CREDENTIALS = "SELECT secret, name FROM credential";
    ACCOUNTS = "SELECT password, name FROM account";
    CODES = "SELECT code FROM recovery_code";
    KEPT = "SELECT request, answer FROM idempotency";
    NOTES = "SELECT note, actor FROM fact";
}

/// Everything stored that a secret could be in, in one heap of bytes.
fn heap(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<u8>, No> {
    let mut heap = Vec::new();
    for (secret, name) in rx.all::<(Vec<u8>, Option<String>)>(&CREDENTIALS, &params![])? {
        heap.extend([secret, name.unwrap_or_default().into_bytes()].concat());
    }
    for sql in [&ACCOUNTS, &NOTES] {
        for (one, two) in rx.all::<(String, String)>(sql, &params![])? {
            heap.extend([one, two].concat().into_bytes());
        }
    }
    for (request, answer) in rx.all::<(Vec<u8>, Vec<u8>)>(&KEPT, &params![])? {
        heap.extend([request, answer].concat());
    }
    heap.extend(rx.all::<Vec<u8>>(&CODES, &params![])?.concat());
    Ok(heap)
}

#[tokio::test]
async fn no_secret_is_kept_as_it_is() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let token = house.token(&session, &["orders:read"]).await.text("secret");
        let codes = house.ask("PUT /me/recovery-codes", &session, json!({"password": PASSWORD})).await;
        let code = codes.body["codes"][0].as_str().unwrap().to_owned();
        let heap = house.db.read(&Actor::Engine, (), heap).await.unwrap();
        assert!(heap.windows(9).any(|window| window == b"$argon2id"), "the heap is the right one");
        for secret in [session, token, code.replace('-', ""), code, PASSWORD.to_owned()] {
            assert!(
                !heap.windows(secret.len()).any(|window| window == secret.as_bytes()),
                "{}",
                house.engine
            );
        }
    }
}
