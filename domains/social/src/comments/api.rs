//! The comments' routes.

use catalog::ListingId;
use kernel::Scope;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, Paging, Path, Route};

use super::{CommentId, CommentView, NewComment, Removal, Said};
use crate::posts::PostId;
use crate::target::Target;

async fn write(Path(post): Path<PostId>, Keyed(once, said): Keyed<Said>) -> Answer<Created<CommentView>> {
    once.write(NewComment { about: Target::Post(post), said }, super::write).await
}

async fn threads(call: Call, Path(post): Path<PostId>, paging: Paging) -> Answer<List<CommentView>> {
    call.list((Target::Post(post), paging), super::threads).await
}

async fn write_of_listing(
    Path(listing): Path<ListingId>,
    Keyed(once, said): Keyed<Said>,
) -> Answer<Created<CommentView>> {
    once.write(NewComment { about: Target::Listing(listing), said }, super::write).await
}

async fn threads_of_listing(
    call: Call,
    Path(listing): Path<ListingId>,
    paging: Paging,
) -> Answer<List<CommentView>> {
    call.list((Target::Listing(listing), paging), super::threads).await
}

async fn find(call: Call, Path(comment): Path<CommentId>) -> Answer<Json<CommentView>> {
    call.read(comment, super::find).await
}

async fn replies(call: Call, Path(comment): Path<CommentId>, paging: Paging) -> Answer<List<CommentView>> {
    call.list((comment, paging), super::replies).await
}

/// Why a comment goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Why {
    /// A few words for who wrote it; nobody needs any for their own.
    #[schema(nullable = false, max_length = 200)]
    word: Option<String>,
}

async fn remove(Path(comment): Path<CommentId>, Keyed(once, why): Keyed<Why>) -> Answer<Done<CommentView>> {
    once.write(Removal { comment, word: why.word }, super::remove).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (all, write_) = (Access::Public, Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/posts/{post}/comments", write_, "Comment on a post, or answer a comment.", write)
            .refuses(&["comment_empty", "text_length"]),
        Route::get("/posts/{post}/comments", all, "List a post's threads, newest first.", threads),
        Route::post(
            "/products/{listing}/comments",
            write_,
            "Comment on something that is for sale, or answer a comment.",
            write_of_listing,
        )
        .refuses(&["comment_empty", "text_length"]),
        Route::get(
            "/products/{listing}/comments",
            all,
            "List the threads about something that is for sale, newest first.",
            threads_of_listing,
        ),
        Route::get("/comments/{comment}", all, "Show a comment.", find),
        Route::get("/comments/{comment}/replies", all, "List a thread's replies, oldest first.", replies),
        Route::post("/comments/{comment}/removal", write_, "Remove a comment.", remove)
            .refuses(&["word_missing"]),
    ]
}
