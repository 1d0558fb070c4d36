//! The rates' part of the API. Parcels are shown with their order.

use catalog::Shop;
use kernel::{Currency, Id, Scope};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Json, Keyed, NoContent, Path, Route};

use crate::rate::{self, Rate, RateText, Stored};

type RateId = Id<Rate>;

#[derive(Serialize, ToSchema)]
#[schema(as = ShippingRate)]
struct RateView {
    id: RateId,
    currency: Currency,
    #[serde(flatten)]
    text: RateText,
}

impl From<Stored> for RateView {
    fn from(Stored { id, currency, text }: Stored) -> Self {
        Self { id, currency, text }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = ShippingRates)]
struct RatesView {
    data: Vec<RateView>,
}

async fn add(Path(shop): Path<Id<Shop>>, Keyed(once, text): Keyed<RateText>) -> Answer<Created<RateView>> {
    once.write((shop, text), |tx, cx, input| rate::add(tx, cx, input).map(RateView::from)).await
}

async fn list(call: Call, Path(shop): Path<Id<Shop>>) -> Answer<Json<RatesView>> {
    call.read(shop, |rx, cx, shop| {
        let data = rate::rates(rx, cx, shop)?.into_iter().map(RateView::from).collect();
        Ok(RatesView { data })
    })
    .await
}

async fn retire(call: Call, Path((shop, rate)): Path<(Id<Shop>, Id<Rate>)>) -> Answer<NoContent> {
    call.write((shop, rate), rate::retire).await?;
    Ok(NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let keep = Access::SignedIn(Scope::ShopWrite);
    vec![
        Route::get("/shops/{shop}/shipping-rates", Access::Public, "List how a shop delivers.", list),
        Route::post("/shops/{shop}/shipping-rates", keep, "Add a way to deliver.", add)
            .refuses(&["shipping_rate", "too_many_rates"]),
        Route::delete(
            "/shops/{shop}/shipping-rates/{rate}",
            keep,
            "Take a way to deliver out of use.",
            retire,
        ),
    ]
}
