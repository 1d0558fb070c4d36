//! The inbox of webhooks (F08). The route checks the signature, keeps each event once, leaves a job, and knows
//! nothing of payments. The job looks at the thing at the gateway itself; what the webhook said about it is never
//! read. What cannot be looked at is parked for the operator.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use db::{No, Rx, Tx, params, row, sql};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Actor, Cx, Id, Refusal, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Answer, Call, Json, NoContent, Path, Route, Upload};

use crate::outside::{ask, asking};
use crate::payment::jobs::news;
use crate::payment::news::{self, News};
use crate::reference::parse;
use crate::{Event, Gateways, MoveStatus, Payment, Payout, Refund, Thing, payment, payout};

sql! {
    KEEP = "INSERT INTO webhook (gateway, event, thing, reference, state, why, at)
        VALUES ($1, $2, $3, $4, 'new', NULL, $5)
        ON CONFLICT (gateway, event) DO NOTHING";
    END = "UPDATE webhook SET state = $3, why = $4 WHERE gateway = $1 AND event = $2";
    PARKED = "SELECT gateway, event, thing, reference, why, at FROM webhook
        WHERE state = 'parked' ORDER BY at LIMIT 200";
}

pub(crate) const HEARING: Kind = asking("payments/webhook", hearing);

/// Webhooks are small; the practice gateway's are under one kilobyte.
const MOST_BYTES: usize = 64 * 1024;

/// What the job is given.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Heard {
    gateway: String,
    event: String,
    thing: String,
    reference: String,
}

/// The headers, for the signature: what they are called is the gateway's to say, so the document names none.
struct Headers(HeaderMap);
impl FromRequestParts<web::State> for Headers {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &web::State) -> Result<Self, Infallible> {
        Ok(Self(parts.headers.clone()))
    }
}
impl web::Takes for Headers {
    fn sketch(_: &mut web::Sketch) {}
}

async fn post_webhook(
    call: Call,
    Path(name): Path<String>,
    Headers(headers): Headers,
    mut upload: Upload,
) -> Answer<NoContent> {
    let gateways = call.db.wiring().get::<Gateways>();
    let Some(gateway) = gateways.and_then(|gateways| gateways.get(&name)) else {
        return Err(Refusal::missing("gateway").into());
    };
    let mut raw = Vec::new();
    while let Some(piece) = upload.piece().await? {
        raw.extend_from_slice(&piece);
    }
    let forged = |_| {
        let detail = "The signature does not hold, or its timestamp is not of now; nothing was kept.";
        Refusal::forbidden("signature", detail)
    };
    if let Some(event) = gateway.hear(&headers, &raw, call.db.now()).map_err(forged)? {
        call.db.write(&Actor::Engine, (gateway.name(), event), keep).await?;
    }
    Ok(NoContent)
}

/// Only this: a row, once for its event, and a job. Fast, and true whatever the event is about.
fn keep(tx: &mut Tx, cx: &Cx, (gateway, event): &(&'static str, Event)) -> Result<(), No> {
    let Event { id, thing, reference } = event;
    let texts = [id, reference];
    if texts.iter().any(|text| text.is_empty() || text.len() > 200 || text.contains('\0')) {
        return Err(Refusal::invalid("event", "An event's id and reference are 1 to 200 characters.").into());
    }
    if tx.run(&KEEP, &params![*gateway, id, thing.word(), reference, cx.now])? == 1 {
        let heard = Heard {
            gateway: (*gateway).into(),
            event: id.clone(),
            thing: thing.word().into(),
            reference: reference.clone(),
        };
        jobs::enqueue(tx, cx, jobs::New::of(HEARING.name, &heard))?;
    }
    Ok(())
}

/// What was found when the thing was looked at.
enum Found {
    Payment(Id<Payment>, i64, News),
    Refund(Id<Refund>, i64, MoveStatus),
    Payout(Id<Payout>, MoveStatus),
    Nothing(&'static str),
}

fn hearing(job: JobCx) -> Running {
    Box::pin(async move {
        let heard = job.payload::<Heard>()?;
        let found = find(&job, &heard).await?;
        Ok(job.db.write(&Actor::Engine, (job.lease, heard, found), save).await?)
    })
}

const NOT_OURS: Found = Found::Nothing("the reference is not one of ours");
const NOT_THERE: Found = Found::Nothing("the gateway itself does not know it");

async fn find(job: &JobCx, heard: &Heard) -> Result<Found, Retry> {
    let (gateway, reference) = (heard.gateway.as_str(), heard.reference.clone());
    match Thing::parse(&heard.thing) {
        None => Ok(Found::Nothing("neither a payment, a refund nor a payout")),
        Some(Thing::Payment) => {
            let Some((id, attempt)) = parse::<Payment>(&reference) else { return Ok(NOT_OURS) };
            let ours = job.db.read(&Actor::Engine, id, payment::jobs::brief).await;
            match ours {
                Ok(brief) if brief.gateway == gateway && attempt <= brief.attempt => {}
                Err(no) if !no.is_missing() => return Err(no.into()),
                _ => return Ok(NOT_OURS),
            }
            let seen = ask(job, gateway, job.now(), move |gateway| gateway.payment(&reference)).await?;
            Ok(if seen.is_ok() { Found::Payment(id, attempt, news(seen)) } else { NOT_THERE })
        }
        Some(Thing::Refund) => {
            let Some((id, tried)) = parse::<Refund>(&reference) else { return Ok(NOT_OURS) };
            let ours = job.db.read(&Actor::Engine, id, payment::refund::brief).await?;
            if ours.is_none_or(|brief| brief.gateway != gateway) {
                return Ok(NOT_OURS);
            }
            let status = ask(job, gateway, job.now(), move |gateway| gateway.refund_status(&reference));
            Ok(status.await?.map_or(NOT_THERE, |status| Found::Refund(id, tried, status)))
        }
        Some(Thing::Payout) => {
            let Some((id, 1)) = parse::<Payout>(&reference) else { return Ok(NOT_OURS) };
            let ours = job.db.read(&Actor::Engine, id, payout::ask::brief).await?;
            if ours.is_none_or(|brief| brief.gateway != gateway) {
                return Ok(NOT_OURS);
            }
            let status = ask(job, gateway, job.now(), move |gateway| gateway.payout_status(&reference));
            Ok(status.await?.map_or(NOT_THERE, |status| Found::Payout(id, status)))
        }
    }
}

fn save(tx: &mut Tx, cx: &Cx, (lease, heard, found): &(Lease, Heard, Found)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    let parked = match found {
        Found::Payment(id, attempt, news) => news::apply(tx, cx, *id, *attempt, news).map(|_| None)?,
        Found::Refund(id, tried, status) => {
            payment::refund::apply(tx, cx, *id, *tried, *status).map(|_| None)?
        }
        Found::Payout(id, status) => payout::ask::apply(tx, cx, *id, *status).map(|_| None)?,
        Found::Nothing(why) => Some(*why),
    };
    let state = if parked.is_some() { "parked" } else { "done" };
    tx.run(&END, &params![&heard.gateway, &heard.event, state, parked])?;
    Ok(done)
}

/// A webhook that was genuine and could not be understood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ParkedWebhook)]
pub struct Parked {
    /// Who sent it.
    pub gateway: String,
    /// Its own id.
    pub event: String,
    /// What kind of thing it is about.
    pub thing: String,
    /// Which one, in the sender's words.
    pub reference: String,
    /// Why it was parked.
    pub why: Option<String>,
    /// When it came.
    pub at: Time,
}
row!(Parked { gateway, event, thing, reference, why, at });

/// What is parked, oldest first and at most 200, for the operator.
///
/// # Errors
/// What broke in the database.
pub fn parked(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Parked>, No> {
    Ok(rx.all(&PARKED, &[])?)
}

/// What is parked.
#[derive(Serialize, ToSchema)]
#[schema(as = ParkedWebhooks)]
pub(crate) struct AllParked {
    /// The oldest first, at most 200.
    data: Vec<Parked>,
}

fn all_parked(rx: &mut Rx, cx: &Cx, (): &()) -> Result<AllParked, No> {
    Ok(AllParked { data: parked(rx, cx, &())? })
}

async fn get_parked(call: Call) -> Answer<Json<AllParked>> {
    call.read((), all_parked).await
}

pub(crate) fn routes() -> Vec<Route> {
    let about = "Take a gateway's webhook: its signature is checked over the raw bytes, and it is kept once.";
    vec![
        Route::post("/webhooks/{gateway}", Access::Public, about, post_webhook)
            .without_key("a gateway makes no keys up; the id of its event does the same")
            .body(MOST_BYTES)
            .refuses(&["signature", "event"]),
        Route::get(
            "/parked-webhooks",
            Access::Staff,
            "Show genuine webhooks about things that neither side knows.",
            get_parked,
        ),
    ]
}
