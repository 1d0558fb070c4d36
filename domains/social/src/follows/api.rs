//! The routes of following, blocking and muting.

use kernel::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use web::{Access, Answer, Call, Json, List, NoContent, Paging, Path, Query, Route};

use super::{Line, Standing, Which};
use crate::apart;
use crate::voice::Voice;

/// Which of them.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FollowKind)]
enum Kind {
    People,
    Shops,
    Friends,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// `people`, `shops`, or `friends`: people who follow you back.
    #[param(inline)]
    kind: Option<Kind>,
}

async fn follow(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, super::follow).await.map(|_| NoContent)
}

async fn unfollow(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, super::unfollow).await.map(|_| NoContent)
}

async fn standing(call: Call, Path(whom): Path<Voice>) -> Answer<Json<Standing>> {
    call.read(whom, super::standing).await
}

async fn followed(call: Call, Query(filter): Query<Filter>, paging: Paging) -> Answer<List<Line>> {
    let which = match filter.kind {
        None => Which::All,
        Some(Kind::People) => Which::People,
        Some(Kind::Shops) => Which::Shops,
        Some(Kind::Friends) => Which::Friends,
    };
    call.list((which, paging), super::followed).await
}

async fn followers(call: Call, paging: Paging) -> Answer<List<Line>> {
    call.list(paging, super::followers).await
}

async fn block(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, apart::block).await.map(|_| NoContent)
}

async fn unblock(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, apart::unblock).await.map(|_| NoContent)
}

async fn blocked(call: Call, paging: Paging) -> Answer<List<Line>> {
    call.list(paging, apart::blocked).await
}

async fn mute(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, apart::mute).await.map(|_| NoContent)
}

async fn unmute(call: Call, Path(whom): Path<Voice>) -> Answer<NoContent> {
    call.write(whom, apart::unmute).await.map(|_| NoContent)
}

async fn muted(call: Call, paging: Paging) -> Answer<List<Line>> {
    call.list(paging, apart::muted).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::get("/follows", look, "List whom you follow, the latest first.", followed),
        Route::get("/followers", look, "List who follows you, the latest first.", followers),
        Route::get(
            "/follows/{whom}",
            Access::Public,
            "Show how many follow a person or a shop, and what they are to you.",
            standing,
        ),
        Route::put("/follows/{whom}", write, "Follow a person or a shop.", follow)
            .refuses(&["yourself", "follows_full"]),
        Route::delete("/follows/{whom}", write, "Follow somebody no longer.", unfollow),
        Route::get("/blocks", look, "List whom you blocked, the latest first.", blocked),
        Route::put(
            "/blocks/{whom}",
            write,
            "Block a person or a shop: neither of you sees the other.",
            block,
        )
        .refuses(&["yourself"]),
        Route::delete("/blocks/{whom}", write, "Take a block back.", unblock),
        Route::get("/mutes", look, "List whom you muted, the latest first.", muted),
        Route::put("/mutes/{whom}", write, "See nothing of a person or a shop in your feeds.", mute)
            .refuses(&["yourself"]),
        Route::delete("/mutes/{whom}", write, "Take a mute back.", unmute),
    ]
}
