//! The posts' routes.

use catalog::{ListingId, ShopId};
use kernel::{Account, Id, Scope};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, Route};

use super::{Change, NewPost, PostChange, PostId, PostView};
use crate::voice::Voice;

// Named, because utoipa's derive takes a written `Id<Account>` for a schema with a part.
type AccountId = Id<Account>;

const WRONG: &[&str] = &[
    "post_empty",
    "alt_missing",
    "too_many_pictures",
    "picture_twice",
    "too_many_tags",
    "tag_place",
    "tag_missing",
    "audience_of_shop",
    "circle",
    "not_received",
];

async fn publish(Keyed(once, new): Keyed<NewPost>) -> Answer<Created<PostView>> {
    once.write(new, super::publish).await
}

async fn show(call: Call, Path(post): Path<PostId>) -> Answer<Json<PostView>> {
    call.read(post, super::show).await
}

async fn change(
    call: Call,
    Path(post): Path<PostId>,
    Json(change): Json<PostChange>,
) -> Answer<Done<PostView>> {
    call.write(Change { post, change }, super::change).await
}

async fn remove(call: Call, Path(post): Path<PostId>) -> Answer<NoContent> {
    call.write(post, super::remove).await.map(|_| NoContent)
}

async fn of_person(call: Call, Path(account): Path<AccountId>, paging: Paging) -> Answer<List<PostView>> {
    call.list((Voice::Person(account), paging), super::by_voice).await
}

async fn of_shop(call: Call, Path(shop): Path<ShopId>, paging: Paging) -> Answer<List<PostView>> {
    call.list((Voice::Shop(shop), paging), super::by_voice).await
}

async fn of_listing(call: Call, Path(listing): Path<ListingId>, paging: Paging) -> Answer<List<PostView>> {
    call.list((listing, paging), super::of_listing).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (all, write) = (Access::Public, Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/posts", write, "Publish a post.", publish).refuses(WRONG),
        Route::get("/posts/{post}", all, "Show a post.", show),
        Route::patch("/posts/{post}", write, "Change a post of yours.", change).refuses(WRONG),
        Route::delete("/posts/{post}", write, "Remove a post of yours.", remove),
        Route::get("/accounts/{account}/posts", all, "List what a person told, newest first.", of_person),
        Route::get("/shops/{shop}/posts", all, "List what a shop told, newest first.", of_shop),
        Route::get(
            "/products/{listing}/posts",
            all,
            "List what buyers of a product show of it, newest first.",
            of_listing,
        ),
    ]
}
