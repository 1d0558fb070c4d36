//! What a caller is told when it cannot be done.

use crate::client::{JSON, MEMBER, ask, shelve};
use crate::stall::{Stall, guest, hasty};
use web::{Lines, Rate, Rates, Settings};

const NOBODY: &str = "tea_01h455vb4pex5vsknk084sn02q";

#[tokio::test]
async fn a_tea_goes_on_the_shelf_and_is_found_page_by_page() {
    let stall = Stall::open().await;
    for grams in 1..=5 {
        shelve(stall.address, "oolong", grams).await;
    }
    let id = shelve(stall.address, "sencha", 6).await;
    let tea = ask(stall.address, &format!("GET /api/v1/teas/{id}"), &[], "").await;
    assert_eq!((tea.status, tea.json()["name"].as_str()), (200, Some("sencha")));
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = ask(stall.address, &format!("GET /api/v1/teas?limit=4{after}"), &[], "").await.json();
        seen.extend(page["data"].as_array().unwrap().iter().map(|tea| tea["grams"].as_i64().unwrap()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(seen, [1, 2, 3, 4, 5, 6]);
}

/// Every way of going wrong that has nothing to do with a domain: what is sent, and what is answered.
#[tokio::test]
async fn every_wrong_turn_has_its_own_sign() {
    let stall = Stall::open().await;
    let key = ("Idempotency-Key", "wrong-turns-0000000000");
    let post = "POST /api/v1/teas";
    let long = format!(r#"{{"name":"{}","grams":1}}"#, "x".repeat(70_000));
    let malformed = format!("GET /api/v1/teas/{}", "tea_X");
    type Turn<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>, &'a str);
    let turns: Vec<Turn> = vec![
        ("404 no_such_route", "GET /api/v1/coffees", vec![], ""),
        ("404 no_such_route", "GET /", vec![], ""),
        ("405 method", "PUT /api/v1/teas", vec![], ""),
        ("404 missing", &malformed, vec![], ""),
        ("404 missing", "GET /api/v1/teas/%ff", vec![], ""),
        ("404 missing", "GET /api/v1/teas/acc_01h455vb4pex5vsknk084sn02q", vec![], ""),
        ("422 limit", "GET /api/v1/teas?limit=0", vec![], ""),
        ("422 limit", "GET /api/v1/teas?limit=many", vec![], ""),
        ("422 cursor", "GET /api/v1/teas?after=7", vec![], ""),
        ("422 query", "GET /api/v1/teas?limit=1&limit=2", vec![], ""),
        ("422 unknown_parameter", "GET /api/v1/teas?colour=green", vec![], ""),
        ("422 query", "GET /api/v1/search?most=-1", vec![], ""),
        ("422 nul", "GET /api/v1/search?word=%00", vec![], ""),
        ("401 sign_in", post, vec![JSON, key], "{}"),
        ("401 sign_in", "GET /api/v1/teas", vec![("Authorization", "Bearer stale")], ""),
        ("401 sign_in", post, vec![("Rialto-Guest", "somebody"), JSON, key], "{}"),
        ("403 scope", post, vec![("Authorization", "Bearer weak"), JSON, key], "{}"),
        ("403 staff_only", "DELETE /api/v1/teas/x", vec![MEMBER], ""),
        ("403 admin_only", "GET /api/v1/export", vec![("Authorization", "Bearer staff")], ""),
        ("400 idempotency_key_needed", post, vec![MEMBER, JSON], "{}"),
        ("400 idempotency_key_needed", post, vec![MEMBER, JSON, key, key], "{}"),
        ("400 idempotency_key_shape", post, vec![MEMBER, JSON, ("Idempotency-Key", "two words")], "{}"),
        ("400 idempotency_key_weak", "POST /api/v1/carts", vec![("Idempotency-Key", "short")], ""),
        ("415 content_type", post, vec![MEMBER, key], "{}"),
        ("415 content_type", post, vec![MEMBER, key, ("Content-Type", "text/plain")], "{}"),
        ("415 content_encoding", post, vec![MEMBER, key, JSON, ("Content-Encoding", "gzip")], "{}"),
        ("400 malformed_json", post, vec![MEMBER, key, JSON], "{"),
        ("400 malformed_json", post, vec![MEMBER, key, JSON], r#"{"name":"x","grams":1} {}"#),
        ("422 invalid_field", post, vec![MEMBER, key, JSON], "{}"),
        ("422 unknown_field", post, vec![MEMBER, key, JSON], r#"{"name":"x","grams":1,"price":0}"#),
        ("422 nul", post, vec![MEMBER, key, JSON], r#"{"name":"\u0000","grams":1}"#),
        ("422 no_tea", post, vec![MEMBER, key, JSON], r#"{"name":"x","grams":0}"#),
        ("413 body_too_large", post, vec![MEMBER, key, JSON], &long),
        ("422 body", "POST /api/v1/carts", vec![key, JSON], r#"{"a":1}"#),
        ("500 broken", "GET /api/v1/fall", vec![], ""),
    ];
    for (expected, line, headers, body) in turns {
        let reply = ask(stall.address, line, &headers, body).await;
        assert_eq!(reply.problem(), expected, "{line} {headers:?}");
        for (name, value) in [("x-content-type-options", "nosniff"), ("cache-control", "no-store")] {
            assert_eq!(reply.header(name), Some(value), "{line}");
        }
        assert!(
            reply.header("content-security-policy").is_some() && reply.header("server").is_none(),
            "{line}"
        );
    }
    assert_eq!(stall.teas().await, 0, "nothing was left behind");
}

#[tokio::test]
async fn signs_say_where_to_go_instead() {
    let stall = Stall::open().await;
    let reply = ask(stall.address, "PUT /api/v1/teas", &[], "").await;
    assert_eq!(reply.header("allow"), Some("POST,GET,HEAD"));
    let body = r#"{"name":"x","gramz":1}"#;
    let reply =
        ask(stall.address, "POST /api/v1/teas", &[MEMBER, JSON, ("Idempotency-Key", "k")], body).await.json();
    assert_eq!(
        (reply["field"].as_str(), &reply["allowed"]),
        (Some("/gramz"), &serde_json::json!(["name", "grams"]))
    );
    let reply = ask(stall.address, "GET /api/v1/search?wrod=x", &[], "").await.json();
    assert_eq!(
        (reply["field"].as_str(), &reply["allowed"]),
        (Some("wrod"), &serde_json::json!(["word", "most"]))
    );
    let reply = ask(stall.address, "GET /api/v1/teas", &[("Authorization", "Bearer stale")], "").await;
    assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn a_guest_comes_in_by_the_secret_and_an_account_by_its_scope() {
    let stall = Stall::open().await;
    let id = shelve(stall.address, "oolong", 5).await;
    let portion = format!("POST /api/v1/teas/{id}/portions");
    let key = ("Idempotency-Key", "k1");
    for who in [("Rialto-Guest", "some secret"), MEMBER] {
        assert_eq!(ask(stall.address, &portion, &[key, who], "").await.status, 200, "{who:?}");
    }
    let weak = ("Authorization", "Bearer weak");
    assert_eq!(ask(stall.address, &portion, &[key, weak], "").await.problem(), "403 scope");
    assert_eq!(ask(stall.address, &portion, &[key], "").await.problem(), "401 sign_in");
    assert_eq!(guest("some secret"), kernel::Secret::from_text("some secret").digest());
}

#[tokio::test]
async fn what_everybody_may_see_may_be_kept_and_nothing_else() {
    let stall = Stall::open().await;
    let id = shelve(stall.address, "oolong", 5).await;
    let line = format!("GET /api/v1/teas/{id}");
    let public = ask(stall.address, &line, &[], "").await;
    assert_eq!(public.header("cache-control"), Some("public, no-cache"));
    assert_eq!(public.header("vary"), Some("Authorization, Rialto-Guest"));
    assert_eq!(ask(stall.address, &line, &[MEMBER], "").await.header("cache-control"), Some("no-store"));
    let missing = ask(stall.address, &format!("GET /api/v1/teas/{NOBODY}"), &[], "").await;
    assert_eq!(
        (missing.problem().as_str(), missing.header("cache-control")),
        ("404 missing", Some("no-store"))
    );
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let two = Rate { per_minute: 6, burst: 2 };
    let settings = Settings { rates: Rates { per_address: two, ..Rates::default() }, ..Settings::default() };
    let stall = Stall::with(settings, Lines::default()).await;
    for _ in 0..2 {
        assert_eq!(ask(stall.address, "GET /api/v1/teas", &[], "").await.status, 200);
    }
    let reply = ask(stall.address, "GET /api/v1/teas", &[], "").await;
    assert_eq!((reply.problem().as_str(), reply.header("retry-after")), ("429 too_often", Some("10")));
    assert_eq!(ask(stall.address, "GET /healthz", &[], "").await.status, 200, "a probe is not counted");
}

#[tokio::test]
async fn a_handler_that_takes_too_long_is_answered_for() {
    let (settings, lines) = hasty();
    let stall = Stall::with(settings, lines).await;
    let reply = ask(stall.address, "GET /api/v1/wait", &[], "").await;
    assert_eq!((reply.problem().as_str(), reply.header("retry-after")), ("503 took_too_long", Some("1")));
}

#[tokio::test]
async fn files_go_in_piece_by_piece_and_come_out_under_a_safe_name() {
    let stall = Stall::open().await;
    let key = ("Idempotency-Key", "upload-0000000000000");
    let csv = ("Content-Type", "text/csv");
    let weigh = |n: usize| "x".repeat(n);
    let reply = ask(stall.address, "POST /api/v1/uploads", &[key, csv], &weigh(150_000)).await;
    assert_eq!((reply.status, &reply.json()["grams"]), (200, &150_000.into()));
    let key = ("Idempotency-Key", "upload-0000000000001");
    let reply = ask(stall.address, "POST /api/v1/uploads", &[key, csv], &weigh(200_001)).await;
    assert_eq!(reply.problem(), "413 body_too_large");
    let reply = ask(stall.address, "GET /api/v1/export", &[("Authorization", "Bearer admin")], "").await;
    assert_eq!(reply.header("content-disposition"), Some(r#"attachment; filename="my__teas_.csv""#));
    assert_eq!((reply.header("content-type"), reply.text().as_str()), (Some("text/csv"), "name\noolong\n"));
}

#[tokio::test]
async fn operators_see_life_readiness_and_figures_without_names() {
    let stall = Stall::open().await;
    shelve(stall.address, "secret-name", 5).await;
    assert_eq!(ask(stall.address, "GET /readyz", &[], "").await.status, 200);
    stall.readiness.set(false);
    let reply = ask(stall.address, "GET /readyz", &[], "").await;
    assert_eq!((reply.status, reply.json()["code"].as_str()), (503, Some("not_ready")));
    assert_eq!(ask(stall.address, "GET /healthz", &[], "").await.status, 200);
    assert_eq!(ask(stall.address, "GET /api/v1/made-up/path", &[], "").await.status, 404);
    let page = ask(stall.address, "GET /metrics", &[], "").await.text();
    for line in [
        r#"rialto_http_requests_total{method="POST",route="/api/v1/teas",status="201"} 1"#,
        r#"rialto_http_requests_total{method="any",route="none",status="404"} 1"#,
        "rialto_tea_kinds 3",
    ] {
        assert!(page.lines().any(|each| each == line), "{line} is not in\n{page}");
    }
    assert!(!page.contains("made-up") && !page.contains("secret-name"));
    assert!(stall.connections.accepted.get() >= 5);
}

#[tokio::test]
async fn figures_are_not_for_strangers() {
    let settings = Settings { proxies: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
    let stall = Stall::with(settings, Lines::default()).await;
    let stranger = ask(stall.address, "GET /metrics", &[("X-Forwarded-For", "203.0.113.9")], "").await;
    assert_eq!(stranger.status, 404);
    assert_eq!(ask(stall.address, "GET /metrics", &[], "").await.status, 200);
}

#[tokio::test]
async fn other_methods_and_twisted_paths_lead_nowhere() {
    let stall = Stall::open().await;
    for (expected, line) in [
        ("405 method", "OPTIONS /api/v1/teas"),
        ("405 method", "TRACE /api/v1/teas"),
        ("405 method", "BREW /api/v1/teas"),
        ("404 no_such_route", "GET /api/v1/teas/"),
        ("404 no_such_route", "GET //api/v1/teas"),
        ("404 missing", "GET /api/v1/teas/..%2f..%2fetc"),
        ("404 missing", "GET /api/v1/teas/%00"),
    ] {
        assert_eq!(ask(stall.address, line, &[], "").await.problem(), expected, "{line}");
    }
    let head = ask(stall.address, "HEAD /api/v1/teas", &[], "").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}
