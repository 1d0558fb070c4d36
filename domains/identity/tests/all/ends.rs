//! What ends what (F40): each event by each credential, the expected word written by hand.

use kernel::Span;
use serde_json::{Value, json};

use crate::house::{House, PASSWORD};

/// An account with two sessions, a token of the first, and a token that this token made.
struct Held {
    id: String,
    here: String,
    there: String,
    here_id: String,
    token: String,
    token_id: String,
    of_token: String,
    stranger: String,
    codes: Vec<String>,
    admin: String,
}

async fn held(house: &House) -> Held {
    let (_, admin) = house.admin().await;
    let id = house.sign_up("maria").await;
    let opened = house.try_password("maria", PASSWORD).await;
    let (here, here_id) = (opened.text("secret"), opened.text("id"));
    let codes = house.ask("PUT /me/recovery-codes", &here, json!({"password": PASSWORD})).await;
    let codes = codes.body["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
    let codes = codes.collect();
    let there = house.sign_in("maria").await;
    let token = house.token(&here, &["account:read", "account:write"]).await;
    let of_token = house.token(&token.text("secret"), &["account:read"]).await.text("secret");
    let (_, stranger) = house.member("juan").await;
    let (token, token_id) = (token.text("secret"), token.text("id"));
    Held { id, here, there, here_id, token, token_id, of_token, stranger, codes, admin }
}

/// Which of the five still open a door: `y` or `-`.
async fn left(house: &House, held: &Held) -> String {
    let mut word = String::new();
    for secret in [&held.here, &held.there, &held.token, &held.of_token, &held.stranger] {
        word.push(if house.knows(secret).await { 'y' } else { '-' });
    }
    word
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Nothing,
    EndThisSession,
    EndAllSessions,
    RevokeToken,
    ChangePassword,
    Recover,
    Ban,
    BanAndLift,
    SetRole,
    SameRole,
    ChangeName,
    NewCodes,
    Rest,
    RestButOne,
    AYear,
}

async fn cause(house: &House, held: &Held, event: Event) {
    let (nothing, why) = (Value::Null, json!({"reason": "fake watches"}));
    let (path, other) = (format!("/accounts/{}", held.id), "another long one");
    let role = |role| json!({"role": role, "reason": "helps out"});
    let reply = match event {
        Event::Nothing => return,
        Event::EndThisSession => {
            house.ask(&format!("DELETE /sessions/{}", held.here_id), &held.here, nothing).await
        }
        Event::EndAllSessions => house.ask("DELETE /sessions", &held.here, nothing).await,
        Event::RevokeToken => {
            house.ask(&format!("DELETE /tokens/{}", held.token_id), &held.here, nothing).await
        }
        Event::ChangePassword => {
            let body = json!({"current": PASSWORD, "new": other});
            house.ask("PUT /me/password", &held.here, body).await
        }
        Event::Recover => {
            let body = json!({"handle": "maria", "code": held.codes[0], "password": other});
            house.ask("POST /sessions/recovery", "", body).await
        }
        Event::Ban => house.ask(&format!("PUT {path}/ban"), &held.admin, why).await,
        Event::BanAndLift => {
            assert_eq!(house.ask(&format!("PUT {path}/ban"), &held.admin, why).await.status, 200);
            house.ask(&format!("DELETE {path}/ban"), &held.admin, nothing).await
        }
        Event::SetRole => house.ask(&format!("PUT {path}/role"), &held.admin, role("staff")).await,
        Event::SameRole => house.ask(&format!("PUT {path}/role"), &held.admin, role("member")).await,
        Event::ChangeName => house.ask("PATCH /me", &held.here, json!({"name": "Clara"})).await,
        Event::NewCodes => {
            house.ask("PUT /me/recovery-codes", &held.here, json!({"password": PASSWORD})).await
        }
        Event::Rest => {
            house.clock.advance(Span::days(14));
            return;
        }
        Event::RestButOne => {
            house.clock.advance(Span::days(13));
            assert!(house.knows(&held.there).await && house.knows(&held.stranger).await);
            house.clock.advance(Span::days(13));
            return;
        }
        Event::AYear => {
            house.clock.advance(Span::days(366));
            return;
        }
    };
    assert!((200..=204).contains(&reply.status), "{event:?} {reply:?}");
}

#[tokio::test]
async fn each_event_ends_exactly_what_it_must() {
    let table = [
        //                      here, there, token, its token, a stranger's
        (Event::Nothing, "yyyyy"),
        (Event::EndThisSession, "-yyyy"),
        (Event::EndAllSessions, "--yyy"),
        (Event::RevokeToken, "yy--y"),
        (Event::ChangePassword, "----y"),
        (Event::Recover, "----y"),
        (Event::Ban, "----y"),
        (Event::BanAndLift, "----y"),
        (Event::SetRole, "----y"),
        (Event::SameRole, "yyyyy"),
        (Event::ChangeName, "yyyyy"),
        (Event::NewCodes, "yyyyy"),
        (Event::Rest, "--yy-"),
        (Event::RestButOne, "-yyyy"),
        (Event::AYear, "-----"),
    ];
    for (event, expected) in table {
        for house in House::both().await {
            let held = held(&house).await;
            cause(&house, &held, event).await;
            assert_eq!(left(&house, &held).await, expected, "{event:?} on {}", house.engine);
        }
    }
}

#[tokio::test]
async fn a_session_in_daily_use_ends_after_ninety_days_all_the_same() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        for day in 1..90 {
            house.clock.advance(Span::days(1));
            assert!(house.knows(&session).await, "day {day}");
        }
        house.clock.advance(Span::days(1));
        assert!(!house.knows(&session).await);
    }
}

#[tokio::test]
async fn a_new_password_answers_with_a_new_session_and_the_old_one_signs_nobody_in() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let body = json!({"current": PASSWORD, "new": "another long one"});
        let fresh = house.ask("PUT /me/password", &session, body).await.text("secret");
        assert_ne!(fresh, session);
        assert!(house.knows(&fresh).await && !house.knows(&session).await);
        assert_eq!(house.try_password("maria", PASSWORD).await.word(), "401 wrong_credentials");
        assert_eq!(house.try_password("maria", "another long one").await.status, 201);
    }
}

#[tokio::test]
async fn what_has_ended_is_cleared_away_a_few_at_a_time() {
    for house in House::both().await {
        house.sign_up("maria").await;
        for _ in 0..3 {
            house.sign_in("maria").await;
        }
        let engine = kernel::Actor::Engine;
        let sweep =
            async || house.db.write(&engine, identity::Sweep { most: 2 }, identity::sweep).await.unwrap();
        assert_eq!(
            sweep().await,
            identity::Swept { credentials: 0, challenges: 0, guesses: 2 },
            "right ones were put back"
        );
        house.clock.advance(Span::days(14));
        assert_eq!(sweep().await, identity::Swept { credentials: 2, challenges: 0, guesses: 0 });
        assert_eq!(sweep().await, identity::Swept { credentials: 1, challenges: 0, guesses: 0 });
    }
}
