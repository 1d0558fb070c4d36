//! A shop's money in the API.

use catalog::ShopKey;
use kernel::{Id, Money, Scope, Time};
use ledger::Transfer;
use payments::Payout;
use process::Words as _;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Json, List, Paging, Path, Route};

use super::{Held, Line, Till, held, statement, till};
use crate::api::page_of;
use crate::order::Order;

type OrderId = Id<Order>;
type PayoutId = Id<Payout>;
type TransferId = Id<Transfer>;

/// A shop's money.
#[derive(Serialize, ToSchema)]
#[schema(as = ShopMoney)]
struct TillView {
    /// What is available in the books.
    available: Money,
    /// The market's part of orders that were paid at the door: it goes off first.
    owed_cash: Money,
    /// What buyers' banks took back after the shop had its share: it goes off as well.
    owed_back: Money,
    /// What can be paid out now.
    free: Money,
    /// The least that is paid out.
    least: Money,
    /// The shop's part of complete orders, within their hold.
    pending: Money,
    /// What buyers paid for orders that are not complete.
    bridge: Money,
    /// Paid out and not arrived yet.
    on_its_way: Money,
    /// Paid out and arrived.
    paid_out: Money,
}

impl From<Till> for TillView {
    fn from(till: Till) -> Self {
        let Till { payable, pending, bridge, on_its_way, paid_out, .. } = till;
        let payments::Payable { available, cash: owed_cash, back: owed_back, free, least } = payable;
        Self { available, owed_cash, owed_back, free, least, pending, bridge, on_its_way, paid_out }
    }
}

/// An order whose money is held.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldMoney)]
struct HeldView {
    order: OrderId,
    number: String,
    /// The shop's part of it.
    share: Money,
    /// The state of the order, which is why.
    why: String,
    /// When the shop has it at the latest; null while that is the shop's own to begin.
    at: Option<Time>,
}

impl From<Held> for HeldView {
    fn from(held: Held) -> Self {
        let Held { order, number, share, why, at, .. } = held;
        Self { order, number, share, why: why.word().into(), at }
    }
}

/// A line of a shop's statement.
#[derive(Serialize, ToSchema)]
#[schema(as = StatementLine)]
struct LineView {
    id: TransferId,
    at: Time,
    /// `share`, `clawback`, `payout`, `payout_back`, `settle_cash` or `settle_receivable`.
    code: String,
    /// By how much it changed what is the shop's: below nothing where it went.
    amount: Money,
    /// What was the shop's after it, available and within its hold.
    stood: Money,
    order: Option<OrderId>,
    payout: Option<PayoutId>,
}

impl From<Line> for LineView {
    fn from(line: Line) -> Self {
        let Line { line, stood, order, payout } = line;
        let amount = Money::new(line.amount, stood.currency);
        let order = order.map(|(id, _)| id);
        Self { id: line.id, at: line.at, code: line.code, amount, stood, order, payout }
    }
}

async fn show(call: Call, Path(shop): Path<ShopKey>) -> Answer<Json<TillView>> {
    Ok(Json(call.db.read(&call.caller.actor, shop, till).await?.into()))
}

async fn list_held(call: Call, Path(shop): Path<ShopKey>, paging: Paging) -> Answer<List<HeldView>> {
    let page = call.db.read(&call.caller.actor, (shop, page_of(&paging)?), held).await?;
    Ok(List(page.map(Into::into)))
}

async fn list_lines(call: Call, Path(shop): Path<ShopKey>, paging: Paging) -> Answer<List<LineView>> {
    let page = call.db.read(&call.caller.actor, (shop, page_of(&paging)?), statement).await?;
    Ok(List(page.map(Into::into)))
}

pub(crate) fn routes() -> Vec<Route> {
    let look = Access::SignedIn(Scope::ShopRead);
    vec![
        Route::get("/shops/{shop}/money", look, "Show what a shop has, and what is held for it.", show),
        Route::get(
            "/shops/{shop}/money/held",
            look,
            "List the orders whose money is held, oldest first.",
            list_held,
        ),
        Route::get(
            "/shops/{shop}/statement",
            look,
            "List what made a shop's money, newest first.",
            list_lines,
        ),
    ]
}
