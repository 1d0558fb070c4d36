//! The gate in front of every handler: who, how often, how large, how long; and after it: headers, problems,
//! figures, the access log. In this order, the cheapest refusal first.

use std::net::{IpAddr, Ipv4Addr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use kernel::clock::{Clock, Stopwatch};
use kernel::{Actor, Id, Refusal, Uid};

use crate::headers::{self, Privacy};
use crate::metrics::RouteFigures;
use crate::rate::Limiter;
use crate::{Access, Answer, Authenticate, Caller, Net, Peer, Problem, address, call, limits};

/// What all gates share.
pub(crate) struct House {
    pub authenticate: Arc<dyn Authenticate>,
    pub clock: Arc<dyn Clock>,
    pub limiter: Limiter,
    pub proxies: Vec<Net>,
    pub body_time: Duration,
    /// Whether the public URL is https.
    pub secure: bool,
}

/// One route's gate.
pub(crate) struct Gate {
    pub house: Arc<House>,
    /// Who may call; nothing for addresses that no route has, where nobody's credential is looked at.
    pub access: Option<Access>,
    /// Tokens.
    pub cost: u32,
    pub body_bytes: usize,
    pub request_time: Duration,
    /// The names a query may have.
    pub query: Vec<String>,
    pub figures: RouteFigures,
}

/// What the gate tells the extractors behind it.
#[derive(Clone)]
pub(crate) struct Visit {
    pub caller: Caller,
    pub request: Id<call::Request>,
    body_bytes: usize,
    body_time: Duration,
}

impl Visit {
    pub(crate) fn of(extensions: &Extensions) -> Answer<&Self> {
        extensions.get().ok_or_else(|| Problem::broken(&"a handler without a gate"))
    }

    /// Bytes of the body, and how long they may take.
    pub(crate) fn body(&self) -> (usize, Duration) {
        (self.body_bytes, self.body_time)
    }
}

/// Lets a request through, or answers it.
pub(crate) async fn pass(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let id = gate.name_request();
    let method = request.method().clone();
    let (mut parts, body) = request.into_parts();
    let (caller, mut response) = match gate.admit(&parts).await {
        Err(problem) => (None, problem.into_response()),
        Ok(caller) => {
            let (body_bytes, body_time) = (gate.body_bytes, gate.house.body_time);
            parts.extensions.insert(Visit { caller: caller.clone(), request: id, body_bytes, body_time });
            let request = Request::from_parts(parts, limits::bounded(body, gate.body_bytes));
            (Some(caller.actor), gate.run(next, request).await)
        }
    };
    let instance = id.to_string();
    if response.status().as_u16() >= 400 && !response.headers().contains_key(header::CONTENT_TYPE) {
        let problem = response.extensions_mut().remove();
        response = problem.unwrap_or_else(|| Problem::of_status(response.status())).render(&instance);
    }
    let is_public = gate.access == Some(Access::Public)
        && caller == Some(Actor::Anyone)
        && matches!(method, Method::GET | Method::HEAD)
        && response.status().is_success();
    let privacy = if is_public { Privacy::Public } else { Privacy::Private };
    headers::finish(response.headers_mut(), privacy, gate.house.secure);
    if let Ok(value) = HeaderValue::from_str(&instance) {
        response.headers_mut().insert(headers::REQUEST_ID, value);
    }
    let (status, took) = (response.status(), watch.elapsed());
    gate.figures.record(status, took);
    // The template and not the path, nothing of the query, no header: ids and secrets stay out of the log.
    tracing::info!(
        target: "access",
        request = instance,
        caller = caller.map(|actor| actor.name()),
        %method,
        route = gate.figures.route(),
        status = status.as_u16(),
        micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
    );
    response
}

impl Gate {
    fn name_request(&self) -> Id<call::Request> {
        let seed = self.house.clock.seed();
        let chance = std::array::from_fn(|at| seed[at]);
        Id::from_uid(Uid::v7(self.house.clock.now().millis(), chance))
    }

    async fn admit(&self, parts: &Parts) -> Answer<Caller> {
        let house = &self.house;
        let now = house.clock.now();
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        let address = address::client(peer, &parts.headers, &house.proxies);
        house.limiter.address(address, self.cost, now)?;
        limits::head(&parts.headers, self.body_bytes)?;
        let Some(access) = self.access else {
            return Ok(Caller { actor: Actor::Anyone, guest: None, address });
        };
        let caller = Caller::of(&parts.headers, address, house.authenticate.as_ref()).await?;
        house.limiter.principal(&caller.actor, self.cost, now)?;
        access.admit(&caller.actor)?;
        self.know_query(parts.uri.query().unwrap_or_default())?;
        Ok(caller)
    }

    /// A misspelled filter must not silently filter nothing.
    fn know_query(&self, query: &str) -> Answer<()> {
        if query.contains("%00") {
            return Err(Refusal::invalid("nul", "A query must not contain the character NUL (%00).").into());
        }
        let names = query.split('&').filter(|pair| !pair.is_empty());
        let mut names = names.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name));
        match names.find(|name| !self.query.iter().any(|known| known == name)) {
            None => Ok(()),
            Some(unknown) => {
                let unknown: String = unknown.chars().take(64).collect();
                let detail = format!("`{unknown}` is not a parameter of this address.");
                let refusal = Refusal::field(unknown, "unknown_parameter", detail);
                Err(refusal.allowing(self.query.iter().cloned()).into())
            }
        }
    }

    async fn run(&self, next: Next, request: Request) -> Response {
        let answer = tokio::time::timeout(self.request_time, unpanicked(next.run(request))).await;
        answer.unwrap_or_else(|_| {
            let detail = "This took too long. It may have been done or not: send the same again with the same \
                          Idempotency-Key, and it will have been done once.";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "took_too_long", detail).after(1).into_response()
        })
    }
}

/// A handler that panics answers 500 instead of tearing its connection down.
async fn unpanicked(handler: impl Future<Output = Response>) -> Response {
    let mut handler = std::pin::pin!(handler);
    std::future::poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Problem::broken(&"a handler panicked").into_response()))
    })
    .await
}
