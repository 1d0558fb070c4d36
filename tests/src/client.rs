//! A client of the API: small verbs, and a key for each intention.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use ureq::Agent;
use ureq::http::{Method, Request};

use super::Answer;

static INTENTIONS: AtomicU64 = AtomicU64::new(0);

/// Somebody with a browser of their own. Cheap to clone; clones share connections and credentials.
#[derive(Clone)]
pub struct Client {
    base: Arc<str>,
    agent: Agent,
    bearer: Option<Arc<str>>,
    guest: Option<Arc<str>>,
}

impl Client {
    /// Nobody in particular, at `http://127.0.0.1:port`.
    pub fn of(base: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(1_024)
            .max_idle_connections_per_host(1_024)
            .proxy(None)
            .build();
        Self { base: base.into(), agent: agent.into(), bearer: None, guest: None }
    }

    /// The same, with the secret of a session or token.
    pub fn bearing(&self, secret: &str) -> Self {
        Self { bearer: Some(secret.into()), ..self.clone() }
    }

    /// The same, holding the secret of a cart or of a guest's order.
    pub fn holding(&self, secret: &str) -> Self {
        Self { guest: Some(secret.into()), ..self.clone() }
    }

    /// The secret of the session or token that it bears.
    pub fn secret(&self) -> Option<&str> {
        self.bearer.as_deref()
    }

    /// A reading.
    pub fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, None)
    }

    /// A POST under a new key.
    pub fn post(&self, path: &str, body: Value) -> Answer {
        self.post_once(path, &new_key(), body)
    }

    /// A POST under this key.
    pub fn post_once(&self, path: &str, key: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(key), Some(body))
    }

    /// A POST of a file under a new key.
    pub fn upload(&self, path: &str, media: &'static str, bytes: &[u8]) -> Answer {
        let key = new_key();
        self.call(Method::POST, path, Some(&key), Some((media, bytes.to_vec())))
    }

    /// Puts something in its place.
    pub fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, None, Some(body))
    }

    /// Changes some fields.
    pub fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, None, Some(body))
    }

    /// Takes something away.
    pub fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, None)
    }

    /// A reading of a server that may be gone: nothing where it does not answer.
    pub fn try_get(&self, path: &str) -> Option<Answer> {
        self.ask(Method::GET, path, None, None).ok()
    }

    /// A POST under this key to a server that may be gone.
    pub fn try_post(&self, path: &str, key: &str, body: Value) -> Option<Answer> {
        let body = Some(body).filter(|body| !body.is_null());
        let body = body.map(|body| ("application/json", body.to_string().into_bytes()));
        self.ask(Method::POST, path, Some(key), body).ok()
    }

    /// Any call. Paths are under `/api/v1` unless they begin with `//`: `//healthz`. A `null` body sends none.
    ///
    /// # Panics
    /// The server hung up: it may refuse, but it must answer.
    pub fn send(&self, method: Method, path: &str, key: Option<&str>, body: Option<Value>) -> Answer {
        let body = body.filter(|body| !body.is_null());
        self.call(method, path, key, body.map(|body| ("application/json", body.to_string().into_bytes())))
    }

    fn call(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<(&'static str, Vec<u8>)>,
    ) -> Answer {
        let asked = format!("{method} {path}");
        self.ask(method, path, key, body).unwrap_or_else(|why| panic!("{asked}: {why}"))
    }

    fn ask(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<(&'static str, Vec<u8>)>,
    ) -> Result<Answer, ureq::Error> {
        let asked = format!("{method} {path}");
        let place = path.strip_prefix('/').filter(|rest| rest.starts_with('/'));
        let url = match place {
            Some(place) => format!("{}{place}", self.base),
            None => format!("{}/api/v1{path}", self.base),
        };
        let mut request = Request::builder().method(method).uri(url);
        if let Some(secret) = &self.bearer {
            request = request.header("Authorization", format!("Bearer {secret}"));
        }
        if let Some(secret) = &self.guest {
            request = request.header(web::GUEST_HEADER, secret.as_ref());
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let bytes = match body {
            Some((media, bytes)) => {
                request = request.header("Content-Type", media);
                bytes
            }
            None => Vec::new(),
        };
        let request = request.body(bytes).unwrap();
        // The server may close a kept connection in the moment in which it is used again. Every call may be said
        // twice: a POST has its key, the others are made so.
        let answer = self.agent.run(request.clone()).or_else(|_| self.agent.run(request));
        let mut response = answer?;
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string()?;
        let replayed = response.headers().get("Idempotent-Replayed").is_some_and(|said| said == "true");
        let status = response.status().as_u16();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { asked, status, body, replayed })
    }
}

/// A key that no other intention has.
fn new_key() -> String {
    let number = INTENTIONS.fetch_add(1, Ordering::Relaxed);
    format!("intention-{}-{number:08}", std::process::id())
}
