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
use crate::page::{self, Crumbs, Entrance, PageHouse};
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

/// Which face of the market an address belongs to.
#[derive(Clone, Debug)]
pub(crate) enum Face {
    /// Programs: credentials in headers, problems as JSON.
    Api,
    /// People: credentials in cookies, problems as pages.
    Page(Arc<PageHouse>),
    /// Files that are the same for everybody: no credentials, problems as pages.
    File(Arc<PageHouse>),
}

impl Face {
    fn house(&self) -> Option<&Arc<PageHouse>> {
        match self {
            Self::Api => None,
            Self::Page(house) | Self::File(house) => Some(house),
        }
    }
}

/// One route's gate.
pub(crate) struct Gate {
    pub house: Arc<House>,
    /// For whom.
    pub face: Face,
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
    entrance: Option<Entrance>,
}

impl Visit {
    pub(crate) fn of(extensions: &Extensions) -> Answer<&Self> {
        extensions.get().ok_or_else(|| Problem::broken(&"a handler without a gate"))
    }

    /// How a visit to a page began.
    pub(crate) fn entrance(&self) -> Answer<Entrance> {
        self.entrance.clone().ok_or_else(|| Problem::broken(&"a page behind the gate of the API"))
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
    let entrance = gate.face.house().map(|pages| pages.entrance(&parts, gate.house.clock.now()));
    let counted = entrance.as_ref().and_then(|entrance| page::Counted::of(&parts, entrance));
    let (caller, mut response) = match gate.admit(&parts).await {
        Err(problem) => (None, problem.into_response()),
        Ok(caller) => {
            let (body_bytes, body_time) = (gate.body_bytes, gate.house.body_time);
            let visit = Visit {
                caller: caller.clone(),
                request: id,
                body_bytes,
                body_time,
                entrance: entrance.clone().filter(|_| matches!(gate.face, Face::Page(_))),
            };
            parts.extensions.insert(visit);
            let request = Request::from_parts(parts, limits::bounded(body, gate.body_bytes));
            let response = gate.run(next, request).await;
            let is_page =
                response.extensions().get::<page::IsPage>().is_some() && response.status().is_success();
            if let (Some(counted), Some(entrance), true) = (&counted, &entrance, is_page) {
                counted.tell(entrance, &caller.actor, caller.address, gate.figures.route());
            }
            (Some(caller.actor), response)
        }
    };
    let instance = id.to_string();
    if response.status().as_u16() >= 400 && !response.headers().contains_key(header::CONTENT_TYPE) {
        let problem = response.extensions_mut().remove();
        let problem = problem.unwrap_or_else(|| Problem::of_status(response.status()));
        let actor = caller.as_ref().unwrap_or(&Actor::Anyone);
        response = match &entrance {
            None => problem.render(&instance),
            Some(entrance) => page::wrong_page(&problem, entrance, actor, &method, &instance),
        };
    }
    gate.finish(&mut response, &method, caller.as_ref(), &instance);
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
    /// The headers that every answer of this face has.
    fn finish(&self, response: &mut Response, method: &Method, caller: Option<&Actor>, instance: &str) {
        let reads = matches!(*method, Method::GET | Method::HEAD) && response.status().is_success();
        let by_anyone = reads && caller == Some(&Actor::Anyone);
        let privacy = match &self.face {
            Face::Api if by_anyone && self.access == Some(Access::Public) => Privacy::Public,
            Face::Page(_) if by_anyone => Privacy::Visit,
            Face::Api | Face::Page(_) | Face::File(_) => Privacy::Private,
        };
        let crumbs: Option<Crumbs> = response.extensions_mut().remove();
        let is_page = response.extensions_mut().remove::<page::IsPage>().is_some();
        let headers = response.headers_mut();
        if let Some(crumbs) = crumbs {
            crumbs.set(headers, self.house.secure);
        }
        if let (true, Some(pages)) = (is_page, self.face.house()) {
            headers.insert(header::CONTENT_SECURITY_POLICY, pages.policy());
        }
        headers::finish(headers, privacy, self.house.secure);
        if let Ok(value) = HeaderValue::from_str(instance) {
            headers.insert(headers::REQUEST_ID, value);
        }
    }

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
        let caller = match &self.face {
            Face::Api => Caller::of(&parts.headers, address, house.authenticate.as_ref()).await?,
            Face::File(_) => Caller { actor: Actor::Anyone, guest: None, address },
            Face::Page(pages) => {
                pages.admit(parts)?;
                let jar = pages.jar(&parts.headers);
                Caller::of_cookies(&jar, address, house.authenticate.as_ref()).await?
            }
        };
        house.limiter.principal(&caller.actor, self.cost, now)?;
        access.admit(&caller.actor)?;
        if matches!(self.face, Face::Api) {
            self.know_query(parts.uri.query().unwrap_or_default())?;
        }
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
