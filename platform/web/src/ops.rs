//! What machines ask: is it alive, does it take requests, how is it doing.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::call::Waiting;
use crate::gate::{Gate, House};
use crate::headers::{self, Privacy};
use crate::metrics::{self, Connections, Gauge};
use crate::{Net, Peer, Problem, Readiness, State, address};

/// What the operations' answers are made from.
pub struct Operations {
    /// Whether this node takes requests.
    pub readiness: Readiness,
    /// Whether the database answers; asked at every `/readyz`.
    pub database: Box<dyn Fn() -> Waiting<'static, bool> + Send + Sync>,
    /// What the accept loop counts.
    pub connections: Arc<Connections>,
    /// Figures of other floors.
    pub gauges: Vec<Gauge>,
}

/// `/healthz`, `/readyz`, `/metrics`. Without the gate: a probe is not to be rate limited, and its requests
/// are not to fill the log.
pub(crate) fn routes(
    operations: Operations,
    gates: Vec<Arc<Gate>>,
    metrics_from: Vec<Net>,
    house: Arc<House>,
) -> Router<State> {
    let operations = Arc::new(operations);
    let ready = {
        let (operations, house) = (Arc::clone(&operations), Arc::clone(&house));
        move || {
            let (operations, house) = (Arc::clone(&operations), Arc::clone(&house));
            async move {
                let ready = operations.readiness.get() && (operations.database)().await;
                let detail =
                    "This node takes no requests: it is starting or stopping, or its database is away.";
                let no = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready", detail).after(1);
                dressed(if ready { Ok("ready\n".into()) } else { Err(no()) }, &house)
            }
        }
    };
    let alive = {
        let house = Arc::clone(&house);
        move || async move { dressed(Ok("alive\n".into()), &house) }
    };
    let figures = move |request: Request| async move {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
        let client = peer.map(|peer| address::client(peer, request.headers(), &house.proxies));
        let may = client.is_none_or(|client| metrics_from.iter().any(|net| net.holds(client)));
        let page = || {
            metrics::page(gates.iter().map(|gate| &gate.figures), &operations.connections, &operations.gauges)
        };
        dressed(if may { Ok(page()) } else { Err(Problem::of_status(StatusCode::NOT_FOUND)) }, &house)
    };
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(figures))
}

fn dressed(answer: Result<String, Problem>, house: &House) -> Response {
    let mut response = match answer {
        Ok(text) => {
            let plain = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            ([(header::CONTENT_TYPE, plain)], Body::from(text)).into_response()
        }
        Err(problem) => problem.render("operations"),
    };
    headers::finish(response.headers_mut(), Privacy::Private, house.secure);
    response
}
