//! Where a test or a trainer says how the gateway behaves, and plays the payer, under `/control`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Desk;
use super::api::PaymentAnswer;
use super::body::{JsonBody, NoBody};
use super::problem::Problem;
use crate::books::{Choice, NewChargeback, Script, Verdict, Wait};

#[derive(Serialize)]
pub(super) struct Scripts {
    scripts: Vec<Script>,
}

/// The page's buttons.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Button {
    Pay,
    Decline,
    Later,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paying {
    reference: String,
    choice: Button,
    #[serde(default)]
    ms: Option<Wait>,
}

impl Paying {
    fn choice(&self) -> Result<Choice, Problem> {
        match (&self.choice, self.ms) {
            (Button::Later, wait) => Ok(Choice::Later(wait.unwrap_or(Wait::A_MINUTE))),
            (_, Some(_)) => Err(Problem::malformed("`ms` goes with `later` only")),
            (Button::Pay, None) => Ok(Choice::Pay),
            (Button::Decline, None) => Ok(Choice::Decline),
        }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Refund,
    Payout,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settlement {
    kind: Kind,
    reference: String,
    outcome: Verdict,
}

pub(super) async fn scripts(State(desk): State<Desk>) -> Result<Json<Scripts>, Problem> {
    let scripts = desk.counter.ask(|books, now| books.scripts(now)).await?;
    Ok(Json(Scripts { scripts }))
}

pub(super) async fn direct(
    State(desk): State<Desk>,
    JsonBody(change): JsonBody<Script>,
) -> Result<Json<Script>, Problem> {
    Ok(Json(desk.counter.ask(move |books, now| books.direct(change, now)).await?))
}

pub(super) async fn forget(State(desk): State<Desk>, NoBody: NoBody) -> Result<StatusCode, Problem> {
    desk.counter.ask(|books, now| books.forget_scripts(now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn pay(
    State(desk): State<Desk>,
    JsonBody(paying): JsonBody<Paying>,
) -> Result<Json<PaymentAnswer>, Problem> {
    let choice = paying.choice()?;
    let payment = desk.counter.ask(move |books, now| books.choose(&paying.reference, choice, now)).await?;
    desk.counter.stir();
    Ok(Json(PaymentAnswer::of(payment, &desk)))
}

pub(super) async fn charge_back(
    State(desk): State<Desk>,
    JsonBody(new): JsonBody<NewChargeback>,
) -> Result<Json<PaymentAnswer>, Problem> {
    let payment = desk.counter.ask(move |books, now| books.charge_back(&new, now)).await?;
    desk.counter.stir();
    Ok(Json(PaymentAnswer::of(payment, &desk)))
}

pub(super) async fn settle(
    State(desk): State<Desk>,
    JsonBody(settlement): JsonBody<Settlement>,
) -> Result<Response, Problem> {
    let Settlement { kind, reference, outcome } = settlement;
    let answer = match kind {
        Kind::Refund => {
            Json(desk.counter.ask(move |books, now| books.settle_refund(&reference, outcome, now)).await?)
                .into_response()
        }
        Kind::Payout => {
            Json(desk.counter.ask(move |books, now| books.settle_payout(&reference, outcome, now)).await?)
                .into_response()
        }
    };
    desk.counter.stir();
    Ok(answer)
}
