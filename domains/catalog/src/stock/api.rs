//! The stock's routes.

use kernel::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, Paging, Path, Query, Route};

use super::{Count, Move, Moved, Reason, StockLine, StockQuery, count_stock, move_stock, shelf};
use crate::VariantId;
use crate::shops::ShopKey;

/// Stock that came or went.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMovement {
    /// How many more; fewer when below zero, never 0.
    #[schema(minimum = -1_000_000_000_i64, maximum = 1_000_000_000_i64)]
    delta: i64,
    /// Why.
    reason: Reason,
}

async fn movement(
    Path(variant): Path<VariantId>,
    Keyed(once, asked): Keyed<NewMovement>,
) -> Answer<Created<Moved>> {
    once.write(Move { variant, delta: asked.delta, reason: asked.reason }, move_stock).await
}

/// What a count of the shelf found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Shelf {
    /// Pieces in the shop, those promised to buyers among them.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    on_hand: u32,
    /// Whether sales stop when none is available.
    tracked: bool,
}

async fn count(call: Call, Path(variant): Path<VariantId>, Json(shelf): Json<Shelf>) -> Answer<Done<Moved>> {
    let count = Count { variant, on_hand: shelf.on_hand.into(), tracked: shelf.tracked };
    call.write(count, count_stock).await
}

#[derive(Deserialize, IntoParams)]
struct Low {
    /// Only what is tracked and has at most so many left.
    #[param(required = false)]
    at_most: Option<u32>,
}

async fn of_shop(
    call: Call,
    Path(shop): Path<ShopKey>,
    Query(low): Query<Low>,
    paging: Paging,
) -> Answer<List<StockLine>> {
    call.list(StockQuery { shop, low: low.at_most, paging }, shelf).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, keep) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::ShopWrite));
    vec![
        Route::get("/shops/{shop}/stock", look, "List a shop's stock.", of_shop),
        Route::post("/variants/{variant}/stock-movements", keep, "Move stock in or out by hand.", movement)
            .refuses(&["delta", "stock_promised", "stock_too_large"]),
        Route::put("/variants/{variant}/stock", keep, "Say what a count of the shelf found.", count)
            .refuses(&["stock_promised", "stock_too_large"]),
    ]
}
