//! The shops' routes.

use kernel::{Account, Id, Refusal, Scope};
use media::NewPortrait;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, PathPart, Route};

use super::{Change, Help, NewShop, ShopChange, ShopKey, ShopView, face};

impl PathPart for ShopKey {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^(shp_[0-7][0-9a-hjkmnp-tv-z]{25}|[a-z0-9]+(-[a-z0-9]+)*)$"))
            .into()
    }
}

// Named, because utoipa's derive takes a written `Id<Account>` for a schema with a part.
type AccountId = Id<Account>;

async fn open(Keyed(once, shop): Keyed<NewShop>) -> Answer<Created<ShopView>> {
    once.write(shop, super::open).await
}

async fn show(call: Call, Path(shop): Path<ShopKey>) -> Answer<Json<ShopView>> {
    call.read(shop, super::show).await
}

async fn all(call: Call, paging: Paging) -> Answer<List<ShopView>> {
    call.list(paging, super::all).await
}

async fn change(
    call: Call,
    Path(shop): Path<ShopKey>,
    Json(change): Json<ShopChange>,
) -> Answer<Done<ShopView>> {
    call.write(Change { shop, change }, super::change).await
}

async fn show_face(
    call: Call,
    Path(shop): Path<ShopKey>,
    Json(wanted): Json<NewPortrait>,
) -> Answer<Done<ShopView>> {
    call.write(face::Face { shop, wanted }, face::show).await
}

async fn hire(call: Call, Path((shop, account)): Path<(ShopKey, AccountId)>) -> Answer<NoContent> {
    call.write(Help { shop, account }, super::hire).await.map(|_| NoContent)
}

async fn dismiss(call: Call, Path((shop, account)): Path<(ShopKey, AccountId)>) -> Answer<NoContent> {
    call.write(Help { shop, account }, super::dismiss).await.map(|_| NoContent)
}

async fn hand_over(call: Call, Path((shop, account)): Path<(ShopKey, AccountId)>) -> Answer<NoContent> {
    call.write(Help { shop, account }, super::hand_over).await.map(|_| NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let keep = Access::SignedIn(Scope::ShopWrite);
    vec![
        Route::post("/shops", keep, "Open a shop.", open).refuses(&["handle_taken"]),
        Route::get("/shops", Access::Public, "List the shops, oldest first.", all),
        Route::get("/shops/{shop}", Access::Public, "Show a shop, by its id or its handle.", show),
        Route::patch("/shops/{shop}", keep, "Change a shop's own settings.", change).refuses(&["owner_only"]),
        Route::put("/shops/{shop}/face", keep, "Show a picture beside a shop's name, or none.", show_face)
            .refuses(&["owner_only", "picture"]),
        Route::put("/shops/{shop}/staff/{account}", keep, "Let an account help in a shop.", hire)
            .refuses(&["owner_only"]),
        Route::delete("/shops/{shop}/staff/{account}", keep, "End an account's help in a shop.", dismiss)
            .refuses(&["owner_only"]),
        Route::put("/shops/{shop}/owner/{account}", Access::Admin, "Say whose shop it is.", hand_over),
    ]
}
