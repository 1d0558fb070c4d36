//! A market that is only doors: this domain's routes behind the web's gate, on each engine.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use db::{Db, Migration};
use identity::{Authenticator, Erasure, Erasures, Password, Passwords, Relying, Strength, Terms};
use kernel::clock::Manual;
use kernel::{Chance, Wiring};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use web::{About, Api, Connections, Operations, Peer, Rate, Readiness, Settings, State};

pub const PASSWORD: &str = "correct horse";
/// What people type to get here.
pub const MARKET: &str = "http://localhost:3000";

pub struct House {
    pub engine: &'static str,
    pub db: Db,
    pub clock: Arc<Manual>,
    pub passwords: Passwords,
    router: Router,
    keys: AtomicU64,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Value,
}

impl Reply {
    /// `201`, or `409 handle_taken`.
    pub fn word(&self) -> String {
        match self.body["code"].as_str() {
            Some(code) => format!("{} {code}", self.status),
            None => self.status.to_string(),
        }
    }
    pub fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_else(|| panic!("no {field} in {self:?}")).to_owned()
    }
}

pub fn steps() -> Vec<Migration> {
    [
        facts::MIGRATIONS,
        web::MIGRATIONS,
        jobs::MIGRATIONS,
        runner::MIGRATIONS,
        media::MIGRATIONS,
        identity::MIGRATIONS,
    ]
    .concat()
}

impl House {
    pub async fn both() -> Vec<Self> {
        let wiring = || {
            let erasures: Erasures = Arc::new(Erasure::of_domains([identity::domain()].iter()));
            Wiring::default().with(Terms::default()).with(Relying::of(MARKET)).with(erasures)
        };
        // PostgreSQL's driver blocks, which a test's own thread must not.
        let benches = tokio::task::spawn_blocking(move || testkit::both(&steps(), wiring)).await.unwrap();
        benches.into_iter().map(Self::on).collect()
    }

    fn on(bench: testkit::Bench) -> Self {
        let cheap = Strength { memory_kib: 8, passes: 1 };
        let passwords = Passwords::new(cheap, 4, Chance::from_number(1)).unwrap();
        let api = Api::fold(
            About { title: "Doors", version: "1" },
            vec![("identity", (identity::domain().routes)())],
        );
        let state = State::new(bench.db.clone(), Wiring::default().with(passwords.clone()));
        let mut settings = Settings::default();
        let plenty = Rate { per_minute: 1_000_000, burst: 1_000_000 };
        (settings.rates.per_address, settings.rates.per_principal) = (plenty, plenty);
        let operations = Operations {
            readiness: Readiness::default(),
            database: Box::new(|| Box::pin(async { true })),
            connections: Arc::new(Connections::default()),
            gauges: Vec::new(),
        };
        let who = Arc::new(Authenticator::new(bench.db.clone()));
        let router = api.unwrap().router(state, who, &settings, operations);
        let (engine, db, clock) = (bench.engine, bench.db, bench.clock);
        Self { engine, db, clock, passwords, router, keys: AtomicU64::new(0) }
    }

    /// `POST /sessions`, with a key of its own, from this machine.
    pub async fn ask(&self, line: &str, bearer: &str, body: Value) -> Reply {
        self.ask_from([127, 0, 0, 1].into(), line, bearer, body).await
    }

    pub async fn ask_from(&self, from: IpAddr, line: &str, bearer: &str, body: Value) -> Reply {
        let credential = format!("Bearer {bearer}");
        let headers = [("authorization", credential.as_str())];
        self.send(from, line, if bearer.is_empty() { &[] } else { &headers }, body).await
    }

    pub async fn send(&self, from: IpAddr, line: &str, headers: &[(&str, &str)], body: Value) -> Reply {
        let (method, path) = line.split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if method == "POST" && !headers.iter().any(|(name, _)| *name == "idempotency-key") {
            let key = self.keys.fetch_add(1, Ordering::Relaxed);
            request = request.header("Idempotency-Key", format!("a-key-of-its-own-{key:08}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() {
            Body::empty()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(Peer(SocketAddr::new(from, 50_000)));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 1_000_000).await.unwrap();
        Reply { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }

    /// Signs up; the account's id.
    pub async fn sign_up(&self, handle: &str) -> String {
        let body = json!({"handle": handle, "password": PASSWORD, "name": "Somebody", "language": "en"});
        let reply = self.ask("POST /accounts", "", body).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        reply.text("id")
    }

    /// Signs in; the session's secret.
    pub async fn sign_in(&self, handle: &str) -> String {
        let reply = self.try_password(handle, PASSWORD).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        reply.text("secret")
    }

    pub async fn try_password(&self, handle: &str, password: &str) -> Reply {
        self.ask("POST /sessions", "", json!({"handle": handle, "password": password})).await
    }

    /// A new account and its session.
    pub async fn member(&self, handle: &str) -> (String, String) {
        (self.sign_up(handle).await, self.sign_in(handle).await)
    }

    /// The operator's id and session.
    pub async fn admin(&self) -> (String, String) {
        let password = Password::new(PASSWORD);
        let id = identity::create_admin(&self.db, &self.passwords, "operator", "Op", password).await.unwrap();
        (id.to_string(), self.sign_in("operator").await)
    }

    /// A token of this session, for a year.
    pub async fn token(&self, session: &str, scopes: &[&str]) -> Reply {
        let ends = self.db.now() + kernel::Span::days(365);
        self.ask("POST /tokens", session, json!({"name": "t", "scopes": scopes, "expires_at": ends})).await
    }

    /// Whether a secret is still good.
    pub async fn knows(&self, secret: &str) -> bool {
        match self.ask("GET /sessions", secret, Value::Null).await.word().as_str() {
            "200" => true,
            "401 sign_in" => false,
            other => panic!("{other}"),
        }
    }
}
