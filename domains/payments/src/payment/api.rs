//! A payment as its buyer sees it.

use db::{No, Rx, Tx, params, sql};
use kernel::{Cx, Digest, Id, Money, Refusal, Scope, Time};
use process::{Words as _, allowed};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Accepted, Access, Answer, Call, Json, Keyed, Path, Route};

use super::refund::revive;
use super::{Books, Payment, Refund, Role, begin};

sql! {
    /// The scope is in the statement: a stranger's payment and none are the same answer (F25).
    MINE = "SELECT id FROM payment WHERE id = $1 AND (account = $2 OR guest = $3 OR $4)";
    BRING_ALONG = "UPDATE payment SET account = $1 WHERE guest = $2 AND account IS NULL";
}

// utoipa's derive takes a written `Id<Payment>` for a schema with a part called `Payment`.
type PaymentId = Id<Payment>;
type RefundId = Id<Refund>;

/// A payment.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Payment)]
pub struct View {
    /// Which one.
    pub id: PaymentId,
    /// Where it stands: `created`, `action`, `declined`, `expired`, `voided`, `closed`, `captured`, `refunded`.
    pub status: &'static str,
    /// How much.
    pub amount: Money,
    /// How it is paid.
    pub method: String,
    /// The page to pay on, while it can be paid.
    pub hosted_url: Option<String>,
    /// Until when it can be paid, while it can be.
    pub pay_before: Option<Time>,
    /// What you may do: `try_again` after a declined attempt.
    pub allowed: Vec<&'static str>,
}

/// What a guest paid becomes the account's who signed in and holds the guest's secret.
///
/// # Errors
/// What broke in the database.
pub fn bring_along(tx: &mut Tx, cx: &Cx, guest: &Digest) -> Result<(), No> {
    if let Some(account) = cx.actor.account() {
        tx.run(&BRING_ALONG, &params![account, *guest])?;
    }
    Ok(())
}

/// Begun.
#[derive(Serialize, ToSchema)]
#[schema(as = PaymentAsked)]
pub(crate) struct Asked {
    /// What was asked about.
    id: String,
}

/// Who asks, with the secret of a cart or a guest's order beside an account.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// About which payment.
    pub payment: PaymentId,
    /// The hash of the secret that is held.
    pub guest: Option<Digest>,
}

fn question(call: &Call, payment: PaymentId) -> Question {
    Question { payment, guest: call.caller.guest }
}

fn mine(rx: &mut Rx, cx: &Cx, ask: &Question) -> Result<(), No> {
    let seen = params![ask.payment, cx.actor.account(), ask.guest, cx.actor.is_staff()];
    match rx.opt::<PaymentId>(&MINE, &seen)? {
        Some(_) => Ok(()),
        None => Err(Refusal::missing("payment").into()),
    }
}

/// The payment as its payer sees it.
///
/// # Errors
/// Missing for anybody else.
pub fn view(rx: &mut Rx, cx: &Cx, ask: &Question) -> Result<View, No> {
    mine(rx, cx, ask)?;
    let books = runner::show::<Books>(rx, cx, ask.payment.uid())?;
    let books = books.ok_or_else(|| Refusal::missing("payment"))?;
    let payment = &books.payment;
    let state = payment.life.state;
    let events = allowed::<Payment>(&books, payment, &[Role::Buyer], cx.now);
    Ok(View {
        id: ask.payment,
        status: state.word(),
        amount: payment.amount,
        method: payment.gateway.clone(),
        hosted_url: payment.hosted_url.clone().filter(|_| payment.is_payable()),
        pay_before: payment.waits_for_payer().then_some(payment.expires_at),
        allowed: events.into_iter().map(process::Words::word).collect(),
    })
}

/// Has the gateway asked, for the payer who came back from its page.
///
/// # Errors
/// Missing for anybody else.
pub fn look_for(tx: &mut Tx, cx: &Cx, ask: &Question) -> Result<(), No> {
    mine(tx, cx, ask)?;
    begin::look(tx, cx, ask.payment)
}

/// Opens a declined payment once more, for its payer.
///
/// # Errors
/// Missing for anybody else; what [`begin::try_again`] refuses.
pub fn again_for(tx: &mut Tx, cx: &Cx, ask: &Question) -> Result<(), No> {
    mine(tx, cx, ask)?;
    begin::try_again(tx, cx, ask.payment)
}

fn look(tx: &mut Tx, cx: &Cx, ask: &Question) -> Result<Asked, No> {
    look_for(tx, cx, ask)?;
    Ok(Asked { id: ask.payment.to_string() })
}

fn again(tx: &mut Tx, cx: &Cx, ask: &Question) -> Result<Asked, No> {
    again_for(tx, cx, ask)?;
    Ok(Asked { id: ask.payment.to_string() })
}

fn retry(tx: &mut Tx, cx: &Cx, refund: &RefundId) -> Result<Asked, No> {
    revive(tx, cx, refund)?;
    Ok(Asked { id: refund.to_string() })
}

async fn get_payment(call: Call, Path(id): Path<PaymentId>) -> Answer<Json<View>> {
    let ask = question(&call, id);
    call.read(ask, view).await
}

async fn post_look(Path(id): Path<PaymentId>, Keyed(once, ()): Keyed<()>) -> Answer<Accepted<Asked>> {
    let ask = question(&once.call, id);
    once.write(ask, look).await
}

async fn post_attempt(Path(id): Path<PaymentId>, Keyed(once, ()): Keyed<()>) -> Answer<Accepted<Asked>> {
    let ask = question(&once.call, id);
    once.write(ask, again).await
}

async fn post_retry(Path(id): Path<RefundId>, Keyed(once, ()): Keyed<()>) -> Answer<Accepted<Asked>> {
    once.write(id, retry).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (read, act) = (Access::Guest(Scope::OrdersRead), Access::Guest(Scope::OrdersWrite));
    vec![
        Route::get(
            "/payments/{payment}",
            read,
            "Show a payment: where it stands and where to pay.",
            get_payment,
        ),
        Route::post(
            "/payments/{payment}/looks",
            act,
            "Have the gateway asked how a payment stands, after the payer came back from its page.",
            post_look,
        ),
        Route::post("/payments/{payment}/attempts", act, "Pay again after a declined attempt.", post_attempt)
            .refuses(&["not_now", "too_many_tries"]),
        Route::post("/refunds/{refund}/attempts", Access::Staff, "Send a parked refund again.", post_retry)
            .refuses(&["not_now"]),
    ]
}
