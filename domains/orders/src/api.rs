//! The orders' part of the API.

use catalog::Shop;
use kernel::{Id, Limit, Scope, Time, Uid};
use process::Words as _;
use serde::{Deserialize, Serialize};
use shipping::{Parcel, Status};
use utoipa::{IntoParams, ToSchema};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, Paging, Path, Query, Route};

use crate::act::{self, Act};
use crate::order::{By, Order};
use crate::parcels::{self, Seen, Shipment};
use crate::view::{self, OrderView};

type ParcelId = Id<Parcel>;
type ShopId = Id<Shop>;

/// A bare event.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderEvent)]
struct NewEvent {
    /// One of the order's `allowed_events`.
    #[schema(max_length = 40)]
    event: String,
    /// The version you saw; leave it out to act on whatever it is now.
    version: Option<i64>,
}

/// A parcel to send.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewShipment {
    /// Your shop.
    shop: ShopId,
    /// Who carries it.
    #[schema(min_length = 1, max_length = 60)]
    carrier: String,
    /// The carrier's number.
    #[schema(min_length = 1, max_length = 40, pattern = "^[A-Za-z0-9-]+$")]
    tracking: String,
}

/// What was sent.
#[derive(Serialize, ToSchema)]
struct ShipmentView {
    parcel: ParcelId,
}

/// Where a parcel was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewScan {
    /// `in_transit`, `out_for_delivery`, `delivered`, `refused` or `returned`.
    #[schema(max_length = 40)]
    status: String,
    /// When.
    at: Time,
    /// Where.
    #[schema(max_length = 120)]
    place: Option<String>,
    /// Your own number for this scan: the same again is one scan.
    #[schema(min_length = 1, max_length = 80)]
    event: String,
}

/// That it was written down.
#[derive(Serialize, ToSchema)]
struct ScanKept {
    parcel: ParcelId,
}

async fn show(call: Call, Path(order): Path<Id<Order>>) -> Answer<Json<OrderView>> {
    call.read(order, view::for_buyer).await
}

/// Which of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct Which {
    /// Only the one with this number, as people read it: `R-1234567G`.
    #[param(max_length = 20)]
    number: Option<String>,
}

async fn list(call: Call, Query(which): Query<Which>, paging: Paging) -> Answer<List<OrderView>> {
    if let Some(number) = which.number {
        return call.list(number, view::by_number).await;
    }
    call.list(page_of(&paging)?, view::list_for_buyer).await
}

async fn show_to_shop(call: Call, Path(at): Path<(Id<Shop>, Id<Order>)>) -> Answer<Json<OrderView>> {
    call.read(at, view::for_shop).await
}

async fn list_to_shop(call: Call, Path(shop): Path<Id<Shop>>, paging: Paging) -> Answer<List<OrderView>> {
    let (limit, after) = page_of(&paging)?;
    call.list((shop, limit, after), view::list_for_shop).await
}

async fn event(Path(order): Path<Id<Order>>, Keyed(once, new): Keyed<NewEvent>) -> Answer<Done<OrderView>> {
    let act = Act { order, event: act::event(&new.event, By::Buyer)?, version: new.version };
    once.write(act, |tx, cx, act| {
        act::by_buyer(tx, cx, act)?;
        view::for_buyer(tx, cx, &act.order)
    })
    .await
}

async fn shop_event(
    Path((shop, order)): Path<(Id<Shop>, Id<Order>)>,
    Keyed(once, new): Keyed<NewEvent>,
) -> Answer<Done<OrderView>> {
    let act = Act { order, event: act::event(&new.event, By::Shop)?, version: new.version };
    once.write((shop, act), |tx, cx, input| {
        act::by_shop(tx, cx, input)?;
        view::for_shop(tx, cx, &(input.0, input.1.order))
    })
    .await
}

async fn ship(
    Path(order): Path<Id<Order>>,
    Keyed(once, new): Keyed<NewShipment>,
) -> Answer<Created<ShipmentView>> {
    let NewShipment { shop, carrier, tracking } = new;
    let shipment = Shipment { shop, order, carrier, tracking };
    once.write(shipment, |tx, cx, input| Ok(ShipmentView { parcel: parcels::ship(tx, cx, input)? })).await
}

async fn scan(Path(parcel): Path<Id<Parcel>>, Keyed(once, new): Keyed<NewScan>) -> Answer<Created<ScanKept>> {
    let status =
        Status::parse(&new.status).ok().filter(|status| *status != Status::Sent).ok_or_else(|| {
            kernel::Refusal::field(
                "/status",
                "unknown_status",
                "There is no such status; nothing was changed.",
            )
            .allowing(Status::ALL.iter().skip(1).map(|status| status.word()))
        })?;
    let place = new.place.unwrap_or_default();
    once.write(Seen { parcel, status, at: new.at, place, event: new.event }, |tx, cx, seen| {
        parcels::seen(tx, cx, seen)?;
        Ok(ScanKept { parcel: seen.parcel })
    })
    .await
}

pub(crate) fn page_of(paging: &Paging) -> Result<(Limit, Option<(i64, Uid)>), kernel::Refusal> {
    let after = paging.after.as_ref().map(kernel::Cursor::parts).transpose();
    Ok((paging.limit, after.map_err(|error| kernel::Refusal::invalid("cursor", error.to_string()))?))
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, act) = (Access::Guest(Scope::OrdersRead), Access::Guest(Scope::OrdersWrite));
    let (watch, keep) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::ShopWrite));
    const MOVES: &[&str] = &["not_now", "not_yours", "unknown_event", "changed"];
    let mut routes = vec![
        Route::get("/orders", look, "List what you bought, newest first.", list).refuses(&["number"]),
        Route::get(
            "/orders/{order}",
            look,
            "Show an order: state, deadlines, allowed events, money map.",
            show,
        ),
        Route::post("/orders/{order}/events", act, "Move an order you bought by a bare event.", event)
            .refuses(MOVES),
        Route::post("/orders/{order}/shipments", keep, "Hand an order's goods to a carrier.", ship)
            .refuses(&["not_now", "carrier", "tracking"]),
        Route::post("/parcels/{parcel}/scans", keep, "Say where a parcel was seen.", scan)
            .refuses(&["unknown_status", "at"]),
        Route::get("/shops/{shop}/orders", watch, "List what a shop sold, newest first.", list_to_shop),
        Route::get("/shops/{shop}/orders/{order}", watch, "Show an order to its shop.", show_to_shop),
        Route::post(
            "/shops/{shop}/orders/{order}/events",
            keep,
            "Move an order of a shop by a bare event.",
            shop_event,
        )
        .refuses(MOVES),
    ];
    routes.extend(crate::till::api::routes());
    routes
}
