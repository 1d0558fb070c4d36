//! The domains' route tables folded into one: checked, documented, and turned into a router.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::handler::Handler as _;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use kernel::clock::Clock;
use serde_json::Value;
use utoipa::openapi::{OpenApi, RefOr, Schema};

use crate::gate::{Gate, House, pass};
use crate::metrics::RouteFigures;
use crate::openapi::{self, About};
use crate::ops::Operations;
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
    /// Whether `RIALTO_PUBLIC_URL` begins with https: browsers are then told never to come without.
    pub secure: bool,
}

/// Every route of the market, and the document about them.
pub struct Api {
    routes: Vec<(&'static str, Route)>,
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
        let with_name =
            |(name, routes): (&'static str, Vec<Route>)| routes.into_iter().map(move |route| (name, route));
        let routes: Vec<_> = domains.into_iter().flat_map(with_name).collect();
        let (schemas, twice) = openapi::schemas(&routes);
        let faults = faults(&routes, &schemas, &twice);
        if faults.is_empty() {
            let document = openapi::document(about, &routes, schemas);
            let docs =
                docs::routes(&document).map_err(|_| Faults(vec!["the document is not JSON".into()]))?;
            Ok(Self { routes, document, docs })
        } else {
            Err(Faults(faults))
        }
    }

    /// The document, as `/api/openapi.json` gives it.
    pub fn document(&self) -> &OpenApi {
        &self.document
    }

    /// Every route with its domain: what the authorisation matrix must cover.
    pub fn routes(&self) -> impl Iterator<Item = (&'static str, &Route)> {
        self.routes.iter().map(|(domain, route)| (*domain, route))
    }

    /// The router of everything under `/api`, `/healthz`, `/readyz` and `/metrics`.
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
        let gate = |access: Option<Access>, method: &str, route: &str| Gate {
            house: Arc::clone(&house),
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
                ..gate(Some(route.access), route.method.as_str(), &path)
            });
            router = router.route(&path, route.handler.route_layer(from_fn_with_state(gate, pass)));
        }
        for (path, handler) in self.docs {
            let gate = behind(gate(None, "GET", path));
            router = router.route(path, handler.route_layer(from_fn_with_state(gate, pass)));
        }
        let nowhere = behind(gate(None, "any", "none"));
        let lost = || async { Problem::of_status(axum::http::StatusCode::NOT_FOUND) };
        let unmatched = lost.layer(from_fn_with_state(Arc::clone(&nowhere), pass));
        let not_so = || async { Problem::of_status(axum::http::StatusCode::METHOD_NOT_ALLOWED) };
        let wrong_method = not_so.layer(from_fn_with_state(nowhere, pass));
        let metrics_from = settings.metrics_from.iter().copied().chain(Net::loopback()).collect();
        let operations = ops::routes(operations, gates, metrics_from, house);
        router
            .merge(operations)
            .fallback(unmatched)
            .method_not_allowed_fallback(wrong_method)
            .with_state(state)
    }
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
