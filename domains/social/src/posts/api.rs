//! The posts' routes.

use catalog::{ListingId, ShopId};
use kernel::{Account, Id, Scope};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, Query, Route};

use super::showing::{self, Counts, Showing, Wish};
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
    "not_showable",
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

async fn of_listing(
    call: Call,
    Path(listing): Path<ListingId>,
    Query(wish): Query<Wish>,
    paging: Paging,
) -> Answer<List<PostView>> {
    call.list((listing, wish, paging), showing::of_listing).await
}

async fn counts(
    call: Call,
    Path(listing): Path<ListingId>,
    Query(wish): Query<Wish>,
) -> Answer<Json<Counts>> {
    call.read((listing, wish), showing::counts).await
}

async fn allow(call: Call, Path(post): Path<PostId>) -> Answer<Done<Showing>> {
    call.write(post, showing::allow).await
}

async fn take_back(call: Call, Path(post): Path<PostId>) -> Answer<Done<Showing>> {
    call.write(post, showing::take_back).await
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
        Route::get(
            "/products/{listing}/posts/counts",
            all,
            "Count what buyers of a product show of it, by choice and by their height.",
            counts,
        ),
        Route::put(
            "/posts/{post}/showing",
            write,
            "Let a post of yours be shown on the product's page.",
            allow,
        )
        .refuses(&["not_showable"]),
        Route::delete(
            "/posts/{post}/showing",
            write,
            "Take a post of yours off the product's page.",
            take_back,
        ),
    ]
}
