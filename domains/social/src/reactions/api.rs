//! The reactions' routes.

use catalog::ListingId;
use kernel::Scope;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Done, Json, Path, Route};

use super::{Ask, Count, Reaction};
use crate::posts::PostId;
use crate::target::Target;

/// What a post is to people.
#[derive(Serialize, ToSchema)]
struct Reactions {
    /// Each kind, also those that nobody gave.
    reactions: Vec<Count>,
}

async fn all(call: Call, Path(post): Path<PostId>) -> Answer<Json<Reactions>> {
    call.read(Target::Post(post), |rx, cx, about| Ok(Reactions { reactions: super::all(rx, cx, about)? }))
        .await
}

async fn give(call: Call, Path((post, kind)): Path<(PostId, Reaction)>) -> Answer<Done<Reactions>> {
    let ask = Ask { about: Target::Post(post), kind };
    call.write(ask, |tx, cx, ask| Ok(Reactions { reactions: super::give(tx, cx, ask)? })).await
}

async fn take_back(call: Call, Path((post, kind)): Path<(PostId, Reaction)>) -> Answer<Done<Reactions>> {
    let ask = Ask { about: Target::Post(post), kind };
    call.write(ask, |tx, cx, ask| Ok(Reactions { reactions: super::take_back(tx, cx, ask)? })).await
}

async fn all_of_listing(call: Call, Path(listing): Path<ListingId>) -> Answer<Json<Reactions>> {
    let about = Target::Listing(listing);
    call.read(about, |rx, cx, about| Ok(Reactions { reactions: super::all(rx, cx, about)? })).await
}

async fn give_listing(
    call: Call,
    Path((listing, kind)): Path<(ListingId, Reaction)>,
) -> Answer<Done<Reactions>> {
    let ask = Ask { about: Target::Listing(listing), kind };
    call.write(ask, |tx, cx, ask| Ok(Reactions { reactions: super::give(tx, cx, ask)? })).await
}

async fn take_back_listing(
    call: Call,
    Path((listing, kind)): Path<(ListingId, Reaction)>,
) -> Answer<Done<Reactions>> {
    let ask = Ask { about: Target::Listing(listing), kind };
    call.write(ask, |tx, cx, ask| Ok(Reactions { reactions: super::take_back(tx, cx, ask)? })).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (all_, write) = (Access::Public, Access::SignedIn(Scope::AccountWrite));
    let (path, listing) = ("/posts/{post}/reactions/{kind}", "/products/{listing}/reactions/{kind}");
    vec![
        Route::get("/posts/{post}/reactions", all_, "Count what a post is to people.", all),
        Route::put(path, write, "React to a post.", give),
        Route::delete(path, write, "Take a reaction back.", take_back),
        Route::get(
            "/products/{listing}/reactions",
            all_,
            "Count what something for sale is to people.",
            all_of_listing,
        ),
        Route::put(listing, write, "React to something that is for sale.", give_listing),
        Route::delete(listing, write, "Take a reaction to something for sale back.", take_back_listing),
    ]
}
