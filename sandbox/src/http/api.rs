//! What a merchant's program asks for, under `/v1`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Desk;
use super::body::{JsonBody, Named, NoBody};
use super::problem::Problem;
use crate::books::{Booked, NewPayment, NewPayout, NewRefund, Payment, Payout, Refund, Report};

/// A payment with the address that its file does not know.
#[derive(Serialize)]
pub(super) struct PaymentAnswer {
    hosted_url: String,
    #[serde(flatten)]
    payment: Payment,
}

impl PaymentAnswer {
    pub(super) fn of(payment: Payment, desk: &Desk) -> PaymentAnswer {
        PaymentAnswer { hosted_url: format!("{}/pay/{}", desk.public_url, payment.token), payment }
    }
}

pub(super) async fn create_payment(
    State(desk): State<Desk>,
    JsonBody(new): JsonBody<NewPayment>,
) -> Result<Response, Problem> {
    let booked = desk.counter.ask(move |books, now| books.create_payment(&new, now)).await?;
    let status = created(booked.first);
    desk.answer(status, booked.map(|payment| PaymentAnswer::of(payment, &desk))).await
}

pub(super) async fn payment(
    State(desk): State<Desk>,
    Named(reference): Named,
) -> Result<Json<PaymentAnswer>, Problem> {
    let payment = desk.counter.ask(move |books, now| books.payment(&reference, now)).await?;
    Ok(Json(PaymentAnswer::of(payment, &desk)))
}

pub(super) async fn void(
    State(desk): State<Desk>,
    Named(reference): Named,
    NoBody: NoBody,
) -> Result<Response, Problem> {
    let booked = desk.counter.ask(move |books, now| books.void(&reference, now)).await?;
    desk.answer(StatusCode::OK, booked.map(|payment| PaymentAnswer::of(payment, &desk))).await
}

pub(super) async fn create_refund(
    State(desk): State<Desk>,
    JsonBody(new): JsonBody<NewRefund>,
) -> Result<Response, Problem> {
    let booked = desk.counter.ask(move |books, now| books.create_refund(&new, now)).await?;
    desk.answer(created(booked.first), booked).await
}

pub(super) async fn refund(
    State(desk): State<Desk>,
    Named(reference): Named,
) -> Result<Json<Refund>, Problem> {
    Ok(Json(desk.counter.ask(move |books, now| books.refund(&reference, now)).await?))
}

pub(super) async fn create_payout(
    State(desk): State<Desk>,
    JsonBody(new): JsonBody<NewPayout>,
) -> Result<Response, Problem> {
    let booked = desk.counter.ask(move |books, now| books.create_payout(&new, now)).await?;
    desk.answer(created(booked.first), booked).await
}

pub(super) async fn payout(
    State(desk): State<Desk>,
    Named(reference): Named,
) -> Result<Json<Payout>, Problem> {
    Ok(Json(desk.counter.ask(move |books, now| books.payout(&reference, now)).await?))
}

pub(super) async fn report(State(desk): State<Desk>) -> Result<Json<Report>, Problem> {
    Ok(Json(desk.counter.ask(|books, now| books.report(now)).await?))
}

fn created(first: bool) -> StatusCode {
    if first { StatusCode::CREATED } else { StatusCode::OK }
}

impl Desk {
    /// Answers for what was booked, or withholds the answer until the client, the wait or the gateway gives up.
    async fn answer<T: Serialize>(&self, status: StatusCode, booked: Booked<T>) -> Result<Response, Problem> {
        self.counter.stir();
        if !booked.withheld {
            return Ok((status, Json(booked.thing)).into_response());
        }
        let mut stop = self.stop.clone();
        tokio::select! {
            () = tokio::time::sleep(self.withhold) => {}
            () = stop.told() => {}
        }
        Err(Problem::answer_withheld())
    }
}
