//! The gateway over HTTP: the merchant's API, the script's controls, and the payer's page.

mod api;
mod body;
mod control;
mod page;
mod problem;
mod words;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use subtle::ConstantTimeEq;

use crate::counter::{Counter, Stop};
use problem::Problem;

/// The largest body read, in bytes; longer ones are refused before they are parsed.
const LONGEST_BODY: usize = 64 * 1024;

/// What every handler is given.
#[derive(Clone)]
pub(crate) struct Desk {
    pub counter: Counter,
    pub stop: Stop,
    pub api_key: Arc<str>,
    pub public_url: Arc<str>,
    pub withhold: Duration,
}

/// Everything the gateway answers.
pub(crate) fn router(desk: Desk) -> Router {
    let keyed = Router::new()
        .route("/v1/payments", post(api::create_payment))
        .route("/v1/payments/{reference}", get(api::payment))
        .route("/v1/payments/{reference}/void", post(api::void))
        .route("/v1/refunds", post(api::create_refund))
        .route("/v1/refunds/{reference}", get(api::refund))
        .route("/v1/payouts", post(api::create_payout))
        .route("/v1/payouts/{reference}", get(api::payout))
        .route("/v1/report", get(api::report))
        .route("/control", get(control::scripts).post(control::direct).delete(control::forget))
        .route("/control/pay", post(control::pay))
        .route("/control/chargebacks", post(control::charge_back))
        .route("/control/settlements", post(control::settle))
        .route_layer(middleware::from_fn_with_state(desk.clone(), require_key));
    Router::new()
        .merge(keyed)
        .route("/pay.css", get(page::style))
        .route("/pay/{token}", get(page::show).post(page::choose))
        .fallback(|| async { Problem::no_such_address() })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::map_response(never_cache))
        .with_state(desk)
}

/// Lets nobody in without the key, compared in constant time, and before anything of the body is read.
async fn require_key(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let given = request.headers().get(AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let expected = format!("Bearer {}", desk.api_key);
    if bool::from(given.ct_eq(expected.as_bytes())) {
        next.run(request).await
    } else {
        Problem::unauthorized().into_response()
    }
}

/// Payments change by themselves: no answer is worth keeping.
async fn never_cache(mut answer: Response) -> Response {
    answer.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
