//! The domains' route tables folded into one: checked, documented, and turned into a router.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::handler::Handler as _;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any};
use kernel::clock::Clock;
use serde_json::Value;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use utoipa::openapi::{OpenApi, RefOr, Schema};

use crate::gate::{Face, Gate, House, pass};
use crate::metrics::RouteFigures;
use crate::openapi::{self, About};
use crate::ops::Operations;
use crate::page::{PageHouse, PageRoute};
use crate::rate::Limiter;
use crate::{Access, Authenticate, Limits, Net, Problem, Rates, Route, State, docs, ops};

/// Where the routes are.
pub const PREFIX: &str = "/api/v1";

/// What is wrong with the route tables; a market with any of these does not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<String>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// How the web behaves in this market.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Sizes and times of requests.
    pub limits: Limits,
    /// How often somebody may ask.
    pub rates: Rates,
    /// Proxies whose `X-Forwarded-For` is believed; none unless set (`RIALTO_TRUSTED_PROXIES`).
    pub proxies: Vec<Net>,
    /// Who may read `/metrics` besides this machine (`RIALTO_METRICS_FROM`).
    pub metrics_from: Vec<Net>,
    /// How pages behave; nothing where there are none.
    pub pages: Option<Arc<PageHouse>>,
    /// Whether `RIALTO_PUBLIC_URL` begins with https: browsers are then told never to come without.
    pub secure: bool,
}

/// Every route of the market, and the document about them.
pub struct Api {
    routes: Vec<(&'static str, Route)>,
    pages: Vec<(&'static str, PageRoute)>,
    document: OpenApi,
    docs: Vec<(&'static str, MethodRouter<State>)>,
}

impl Api {
    /// Folds the domains' tables, each with its domain's name.
    ///
    /// # Errors
    /// Every fault that [`Faults`] can name: two routes at one place, a path that says more or less than its
    /// handler reads, a POST without a key or a reason, a body that takes unknown fields, two schemas of one
    /// name.
    pub fn fold(about: About, domains: Vec<(&'static str, Vec<Route>)>) -> Result<Self, Faults> {
        let routes: Vec<_> = named_rows(domains);
        let (schemas, twice) = openapi::schemas(&routes);
        let faults = faults(&routes, &schemas, &twice);
        if faults.is_empty() {
            let document = openapi::document(about, &routes, schemas);
            let docs =
                docs::routes(&document).map_err(|_| Faults(vec!["the document is not JSON".into()]))?;
            Ok(Self { routes, pages: Vec::new(), document, docs })
        } else {
            Err(Faults(faults))
        }
    }

    /// Adds the domains' pages, each table with its domain's name.
    ///
    /// # Errors
    /// Two pages at one place, a path that says more or less than its handler reads, a form that would count twice.
    pub fn with_pages(mut self, domains: Vec<(&'static str, Vec<PageRoute>)>) -> Result<Self, Faults> {
        self.pages = named_rows(domains);
        let faults = page_faults(&self.pages);
        if faults.is_empty() { Ok(self) } else { Err(Faults(faults)) }
    }

    /// The document, as `/api/openapi.json` gives it.
    pub fn document(&self) -> &OpenApi {
        &self.document
    }

    /// Every route with its domain: what the authorisation matrix must cover.
    pub fn routes(&self) -> impl Iterator<Item = (&'static str, &Route)> {
        self.routes.iter().map(|(domain, route)| (*domain, route))
    }

    /// Every page with its domain: what the authorisation matrix and the browser's journeys must cover.
    pub fn pages(&self) -> impl Iterator<Item = (&'static str, &PageRoute)> {
        self.pages.iter().map(|(domain, page)| (*domain, page))
    }

    /// The router of all pages and of everything under `/api`, `/healthz`, `/readyz` and `/metrics`.
    pub fn router(
        self,
        state: State,
        authenticate: Arc<dyn Authenticate>,
        settings: &Settings,
        operations: Operations,
    ) -> Router {
        let clock: Arc<dyn Clock> = Arc::clone(state.db.clock());
        let house = Arc::new(House {
            authenticate,
            limiter: Limiter::new(settings.rates, clock.seed()),
            clock,
            proxies: settings.proxies.clone(),
            body_time: settings.limits.body_time,
            secure: settings.secure,
        });
        let limits = settings.limits;
        let gate = |face: Face, access: Option<Access>, method: &str, route: &str| Gate {
            house: Arc::clone(&house),
            face,
            access,
            cost: 1,
            body_bytes: limits.body_bytes,
            request_time: limits.request_time,
            query: Vec::new(),
            figures: RouteFigures::new(method, route),
        };
        let mut gates = Vec::new();
        let mut router = Router::new();
        let mut behind = |gate: Gate| {
            let gate = Arc::new(gate);
            gates.push(Arc::clone(&gate));
            gate
        };
        for (_, route) in self.routes {
            let path = format!("{PREFIX}{}", route.path);
            let gate = behind(Gate {
                cost: route.cost,
                body_bytes: route.body_bytes.unwrap_or(limits.body_bytes),
                request_time: route.request_time.unwrap_or(limits.request_time),
                query: route.sketch.query_names(),
                ..gate(Face::Api, Some(route.access), route.method.as_str(), &path)
            });
            router = router.route(&path, route.handler.route_layer(from_fn_with_state(gate, pass)));
        }
        let open =
            settings.pages.as_ref().map(|pages| self.pages.into_iter().map(move |(_, page)| (pages, page)));
        for (pages, page) in
            open.into_iter().flatten().filter(|(pages, page)| pages.is_demo() || !page.demo_only)
        {
            let pages = Arc::clone(pages);
            let face = if page.cookieless { Face::File(pages) } else { Face::Page(pages) };
            let gate = behind(Gate {
                cost: page.cost,
                body_bytes: page.body_bytes.unwrap_or(limits.body_bytes),
                request_time: page.request_time.unwrap_or(limits.request_time),
                ..gate(face, Some(page.access), page.method.as_str(), page.path)
            });
            let handler = page.handler.route_layer(from_fn_with_state(gate, pass));
            router = router.route(page.path, handler.layer(packed()));
        }
        for (path, handler) in self.docs {
            let gate = behind(gate(Face::Api, None, "GET", path));
            router = router.route(path, handler.route_layer(from_fn_with_state(gate, pass)));
        }
        let nowhere = behind(gate(Face::Api, None, "any", "none"));
        let astray =
            behind(gate(settings.pages.clone().map_or(Face::Api, Face::Page), None, "any", "no page"));
        let lost = || async { Problem::of_status(axum::http::StatusCode::NOT_FOUND) };
        let unmatched = lost.layer(from_fn_with_state(astray, pass));
        let unmatched_call = lost.layer(from_fn_with_state(Arc::clone(&nowhere), pass));
        let not_so = || async { Problem::of_status(axum::http::StatusCode::METHOD_NOT_ALLOWED) };
        let wrong_method = not_so.layer(from_fn_with_state(nowhere, pass));
        let metrics_from = settings.metrics_from.iter().copied().chain(Net::loopback()).collect();
        let operations = ops::routes(operations, gates, metrics_from, house);
        router
            .merge(operations)
            .route("/api", any(unmatched_call.clone()))
            .route("/api/{*rest}", any(unmatched_call))
            .fallback(unmatched)
            .method_not_allowed_fallback(wrong_method)
            .with_state(state)
    }
}

fn named_rows<T>(domains: Vec<(&'static str, Vec<T>)>) -> Vec<(&'static str, T)> {
    domains.into_iter().flat_map(|(name, rows)| rows.into_iter().map(move |row| (name, row))).collect()
}

/// Pages travel packed: they are texts. Pictures, event streams and what is packed already are left alone.
fn packed() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Fastest)
}

fn page_faults(pages: &[(&'static str, PageRoute)]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut faults: Vec<String> = pages.iter().flat_map(|(_, page)| page.faults()).collect();
    let twice = pages.iter().filter(|(_, page)| !seen.insert(page.name()));
    faults.extend(twice.map(|(_, page)| format!("{}: two pages have this place", page.name())));
    faults
}

fn faults(
    routes: &[(&'static str, Route)],
    schemas: &BTreeMap<String, RefOr<Schema>>,
    twice: &[String],
) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, route) in routes {
        let name = route.name();
        let mut fault = |words: String| faults.push(format!("{name}: {words}"));
        if !seen.insert((route.method.as_str().to_owned(), route.path)) {
            fault("two routes have this place".into());
        }
        if !route.path.starts_with('/') || route.path.ends_with('/') {
            fault("a path begins with a slash and does not end with one".into());
        }
        let (open, read) = (route.open_parts().count(), route.sketch.path.len());
        if open != read {
            fault(format!("the path leaves {open} parts open and the handler reads {read}"));
        }
        let is_post = route.method.as_str() == "POST";
        if is_post && !route.sketch.keyed && route.without_key.is_none() {
            fault("a POST takes Keyed, or says by without_key why not".into());
        }
        if !is_post && route.sketch.keyed {
            fault("only a POST takes an Idempotency-Key".into());
        }
        if route.method.as_str() == "GET" && route.sketch.body.is_some() {
            fault("a GET has no body".into());
        }
        for open in route.sketch.taken.iter().flat_map(|body| lenient(body, schemas)) {
            fault(format!("the body's {open} takes unknown fields: #[serde(deny_unknown_fields)]"));
        }
    }
    faults.extend(twice.iter().map(|name| {
        format!("two different schemas are called {name}: give one of them #[schema(as = ...)]")
    }));
    faults
}

/// The objects within a body that would take unknown fields.
fn lenient(body: &str, schemas: &BTreeMap<String, RefOr<Schema>>) -> Vec<String> {
    let (mut open, mut seen, mut queue) = (Vec::new(), BTreeSet::new(), vec![body.to_owned()]);
    while let Some(name) = queue.pop() {
        let Some(schema) = schemas.get(&name).filter(|_| seen.insert(name.clone())) else { continue };
        let Ok(schema) = serde_json::to_value(schema) else { continue };
        if schema.get("properties").is_some()
            && schema.get("additionalProperties") != Some(&Value::Bool(false))
        {
            open.push(name);
        }
        named(&schema, &mut queue);
    }
    open
}

/// Every schema that this one names.
fn named(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get("$ref") {
                names.extend(target.strip_prefix("#/components/schemas/").map(str::to_owned));
            }
            fields.values().for_each(|field| named(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, names)),
        _ => {}
    }
}
