//! Once is enough.

use db::{Fault, Rx, params, sql};
use kernel::{Actor, Cx, Digest, Span};

use crate::client::{JSON, MEMBER, Reply, ask, shelve};
use crate::stall::Stall;

const OTHER: (&str, &str) = ("Authorization", "Bearer other");

/// The id of a kept row, and its answer as stored.
type Kept = (Vec<u8>, Vec<u8>);

sql! {
    ROWS = "SELECT id, answer FROM idempotency";
    REQUESTS = "SELECT request FROM idempotency";
}
fn requests(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Digest>, db::No> {
    Ok(rx.all(&REQUESTS, &params![])?)
}
fn rows(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Kept>, db::No> {
    Ok(rx.all(&ROWS, &params![])?)
}

async fn tea(stall: &Stall, who: (&str, &str), key: &str, body: &str) -> Reply {
    ask(stall.address, "POST /api/v1/teas", &[JSON, who, ("Idempotency-Key", key)], body).await
}

#[tokio::test]
async fn the_same_key_and_request_get_the_same_answer_and_one_effect() {
    for stall in Stall::both().await {
        let body = r#"{"name":"oolong","grams":7}"#;
        let first = tea(&stall, MEMBER, "k1", body).await;
        let again = tea(&stall, MEMBER, "k1", body).await;
        assert_eq!((first.status, first.header("idempotent-replayed")), (201, None));
        assert_eq!((again.status, again.header("idempotent-replayed")), (201, Some("true")));
        assert_eq!((first.body, stall.teas().await), (again.body, 1));
        assert_eq!(tea(&stall, MEMBER, "k2", body).await.status, 201);
        assert_eq!(stall.teas().await, 2, "another key is another intention");
    }
}

#[tokio::test]
async fn the_same_key_for_another_body_or_another_path_is_a_mistake() {
    for stall in Stall::both().await {
        assert_eq!(tea(&stall, MEMBER, "k1", r#"{"name":"oolong","grams":7}"#).await.status, 201);
        let reply = tea(&stall, MEMBER, "k1", r#"{"name":"oolong","grams":8}"#).await;
        assert_eq!(reply.problem(), "422 idempotency_key_reused");
        let (one, two) = (shelve(stall.address, "a", 1).await, shelve(stall.address, "b", 1).await);
        let portion = async |id: &str| {
            let line = format!("POST /api/v1/teas/{id}/portions");
            ask(stall.address, &line, &[MEMBER, ("Idempotency-Key", "p1")], "").await
        };
        assert_eq!(portion(&one).await.json()["grams"], 2);
        assert_eq!(portion(&one).await.json()["grams"], 2);
        assert_eq!(portion(&two).await.problem(), "422 idempotency_key_reused");
    }
}

#[tokio::test]
async fn two_people_and_two_routes_may_use_one_key() {
    for stall in Stall::both().await {
        let body = r#"{"name":"oolong","grams":7}"#;
        assert_eq!(tea(&stall, MEMBER, "k1", body).await.status, 201);
        let reply = tea(&stall, OTHER, "k1", body).await;
        assert_eq!((reply.status, reply.header("idempotent-replayed"), stall.teas().await), (201, None, 2));
    }
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    for stall in Stall::both().await {
        let nothing = r#"{"name":"oolong","grams":0}"#;
        assert_eq!(tea(&stall, MEMBER, "k1", nothing).await.problem(), "422 no_tea");
        assert_eq!(tea(&stall, MEMBER, "k1", r#"{"name":"oolong","grams":1}"#).await.status, 201);
        let kept = stall.db.read(&Actor::Engine, (), rows).await.unwrap();
        assert_eq!(kept.len(), 1);
    }
}

#[tokio::test]
async fn a_kept_secret_is_answered_again_and_readable_nowhere() {
    for stall in Stall::both().await {
        let key = ("Idempotency-Key", "0198a4de-8f8e-7c1c-b2ad-1d7e52a9b1f0");
        let first = ask(stall.address, "POST /api/v1/carts", &[key], "").await;
        let again = ask(stall.address, "POST /api/v1/carts", &[key], "").await;
        let secret = first.json()["secret"].as_str().unwrap().to_owned();
        assert_eq!((first.status, secret.len(), &first.body), (201, 52, &again.body));
        for (id, answer) in stall.db.read(&Actor::Engine, (), rows).await.unwrap() {
            let stored = [id, answer].concat();
            let found = |needle: &[u8]| stored.windows(needle.len()).any(|window| window == needle);
            assert!(!found(secret.as_bytes()) && !found(key.1.as_bytes()) && !found(b"secret"));
        }
    }
}

/// Who steals the table and knows what such a body looks like must not be able to try passwords against it.
#[tokio::test]
async fn a_body_leaves_nothing_that_could_be_compared_without_its_key() {
    for stall in Stall::both().await {
        let body = r#"{"name":"oolong","grams":7}"#;
        assert_eq!(tea(&stall, MEMBER, "k1", body).await.status, 201);
        assert_eq!(tea(&stall, MEMBER, "k2", body).await.status, 201);
        let requests = stall.db.read(&Actor::Engine, (), requests).await.unwrap();
        assert_eq!(requests.len(), 2);
        assert_ne!(requests[0], requests[1]);
    }
}

#[tokio::test]
async fn thirty_two_at_once_do_it_once() {
    for stall in Stall::both().await {
        let id = shelve(stall.address, "oolong", 1).await;
        let line = format!("POST /api/v1/teas/{id}/portions");
        let mut asks = tokio::task::JoinSet::new();
        for _ in 0..32 {
            let (to, line) = (stall.address, line.clone());
            asks.spawn(async move { ask(to, &line, &[MEMBER, ("Idempotency-Key", "once")], "").await });
        }
        let replies = asks.join_all().await;
        assert!(replies.iter().all(|reply| reply.status == 200 && reply.json()["grams"] == 2), "{replies:?}");
        let fresh = replies.iter().filter(|reply| reply.header("idempotent-replayed").is_none());
        assert_eq!(fresh.count(), 1);
    }
}

/// The row of the key is what proves that the lost transaction was saved, or that it was not.
#[tokio::test]
async fn a_connection_lost_while_saving_is_answered_by_the_kept_row() {
    for stall in Stall::both().await.into_iter().filter(|stall| stall.engine == "PostgreSQL") {
        for (fault, key) in [(Fault::LostAfterCommit, "after"), (Fault::LostBeforeCommit, "before")] {
            stall.faults.order(fault);
            let body = r#"{"name":"oolong","grams":7}"#;
            let reply = tea(&stall, MEMBER, key, body).await;
            assert_eq!((reply.status, stall.faults.left()), (201, 0), "{fault:?} {reply:?}");
            assert_eq!(tea(&stall, MEMBER, key, body).await.body, reply.body);
        }
        assert_eq!(stall.teas().await, 2);
    }
}

#[tokio::test]
async fn another_file_under_the_same_key_is_a_mistake() {
    for stall in Stall::both().await {
        let headers = [("Idempotency-Key", "a-file-000000000000"), ("Content-Type", "text/csv")];
        let weigh = async |file: &str| ask(stall.address, "POST /api/v1/uploads", &headers, file).await;
        assert_eq!(weigh("name\noolong\n").await.json()["grams"], 12);
        assert_eq!(weigh("name\noolong\n").await.header("idempotent-replayed"), Some("true"));
        assert_eq!(weigh("name\nsencha\n").await.problem(), "422 idempotency_key_reused");
        let forgetful = ask(stall.address, "POST /api/v1/forgetful", &headers, "name\n").await;
        assert_eq!(forgetful.problem(), "500 broken", "a handler must say which file it read");
        assert_eq!(stall.teas().await, 1);
    }
}

#[tokio::test]
async fn old_answers_are_forgotten_a_few_at_a_time() {
    for stall in Stall::both().await {
        for key in ["a", "b", "c"] {
            tea(&stall, MEMBER, key, r#"{"name":"oolong","grams":7}"#).await;
        }
        let forget = async |before| {
            stall.db.write(&Actor::Engine, web::Forget { before, most: 2 }, web::forget).await.unwrap()
        };
        let now = stall.db.now();
        assert_eq!(forget(now).await, 0, "what was kept this instant stays");
        let later = now + Span::seconds(1);
        assert_eq!((forget(later).await, forget(later).await, forget(later).await), (2, 1, 0));
        let reply = tea(&stall, MEMBER, "a", r#"{"name":"oolong","grams":7}"#).await;
        assert_eq!((reply.status, stall.teas().await), (201, 4), "a forgotten key is a new one");
    }
}
