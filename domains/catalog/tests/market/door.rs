//! The catalogue behind its HTTP, with eight kinds of people at the door.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use catalog::PublicUrl;
use db::No;
use http_body_util::BodyExt as _;
use kernel::{Actor, Refusal, Role, Scopes, Secret, Wiring};
use serde_json::Value;
use testkit::Bench;
use tower::ServiceExt as _;
use web::{About, Api, Authenticate, Operations, Settings, State, Waiting};

use crate::rig::account;

pub const OWNER: &str = "owner";

/// Each word is its own secret.
struct Words;
impl Authenticate for Words {
    fn bearer(&self, secret: Secret) -> Waiting<'_, Result<Actor, No>> {
        let member = |number, role| Ok(Actor::Account { id: account(number), role, scopes: Scopes::all() });
        let answer = match secret.reveal() {
            "owner" => member(1, Role::Member),
            "rival" => member(2, Role::Member),
            "clerk" => member(3, Role::Member),
            "buyer" => member(4, Role::Member),
            "staff" => member(5, Role::Staff),
            "admin" => member(6, Role::Admin),
            _ => Err(Refusal::sign_in().into()),
        };
        Box::pin(async { answer })
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub media: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub struct Door {
    router: Router,
}

impl Door {
    pub fn open(bench: &Bench) -> Self {
        let domain = catalog::domain();
        let about = About { title: "Catalogue", version: "1" };
        let api = Api::fold(about, vec![(domain.name, (domain.routes)())]).unwrap();
        let operations = Operations {
            readiness: web::Readiness::default(),
            database: Box::new(|| Box::pin(async { true })),
            connections: Arc::default(),
            gauges: Vec::new(),
        };
        let mut settings = Settings::default();
        let generous = web::Rate { per_minute: 100_000_000, burst: 100_000_000 };
        settings.rates = web::Rates { per_address: generous, per_principal: generous };
        let handlers = Wiring::default().with(PublicUrl("https://market.example".into()));
        let state = State::new(bench.db.clone(), handlers);
        Self { router: api.router(state, Arc::new(Words), &settings, operations) }
    }

    /// `who` is a word of [`Words`], `guest`, or nobody when empty.
    pub async fn ask(&self, who: &str, line: &str, key: &str, media: &str, body: Vec<u8>) -> Reply {
        let (method, path) = line.split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = match who {
            "" => request,
            "guest" => request.header("rialto-guest", "a-secret"),
            who => request.header("authorization", format!("Bearer {who}")),
        };
        if method == "POST" {
            request = request.header("idempotency-key", format!("{key}-0123456789abcdef"));
        }
        if !body.is_empty() {
            request = request.header("content-type", media).header("content-length", body.len());
        }
        let answer = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let media =
            answer.headers().get("content-type").map_or("", |value| value.to_str().unwrap()).to_owned();
        let body = answer.into_body().collect().await.unwrap().to_bytes().to_vec();
        Reply { status, media, body }
    }

    pub async fn get(&self, who: &str, path: &str) -> Reply {
        self.ask(who, &format!("GET {path}"), "", "", Vec::new()).await
    }
}
