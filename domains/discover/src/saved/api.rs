//! The saved searches' routes.

use kernel::Scope;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, NoContent, Path, Route};

use super::{NewSaved, SavedId, SavedView};

/// Everything that somebody keeps.
#[derive(Serialize, ToSchema)]
#[schema(as = SavedSearches)]
struct All {
    /// The latest first.
    data: Vec<SavedView>,
}

async fn keep(Keyed(once, new): Keyed<NewSaved>) -> Answer<Created<SavedView>> {
    once.write(new, super::keep).await
}

async fn all(call: Call) -> Answer<Json<All>> {
    call.read((), |rx: &mut db::Rx, cx: &kernel::Cx, (): &()| Ok(All { data: super::all(rx, cx, &())? }))
        .await
}

async fn show(call: Call, Path(search): Path<SavedId>) -> Answer<Json<SavedView>> {
    call.read(search, super::show).await
}

async fn see(call: Call, Path(search): Path<SavedId>) -> Answer<Done<SavedView>> {
    call.write(search, super::see).await
}

async fn forget(call: Call, Path(search): Path<SavedId>) -> Answer<NoContent> {
    call.write(search, super::forget).await.map(|_| NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/saved-searches", write, "Keep a search.", keep)
            .refuses(&["searches_full", "text_length"]),
        Route::get("/saved-searches", look, "List the searches you keep, with what is new.", all),
        Route::get("/saved-searches/{search}", look, "Show a search that you keep.", show),
        Route::put("/saved-searches/{search}/seen", write, "Say that you have seen what is there.", see),
        Route::delete("/saved-searches/{search}", write, "Keep a search no longer.", forget),
    ]
}
