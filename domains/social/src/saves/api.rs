//! The routes of what people keep. None names whose it is: it is whoever asks's.

use kernel::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List as Listed, NoContent, Paging, Path, Route};

use super::{CollectionId, CollectionView, List, NewCollection, Rename, Save, SavedView};
use crate::target::Target;

/// Where a thing is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Where {
    /// One of your collections; without it the first, which has no name.
    #[schema(nullable = false, value_type = Option<String>)]
    collection: Option<CollectionId>,
}

/// Your collections.
#[derive(Serialize, ToSchema)]
struct Collections {
    /// Besides the first one.
    collections: Vec<CollectionView>,
}

async fn save(call: Call, Path(thing): Path<Target>, Json(place): Json<Where>) -> Answer<NoContent> {
    call.write(Save { thing, collection: place.collection }, super::save).await.map(|_| NoContent)
}

async fn forget(call: Call, Path(thing): Path<Target>) -> Answer<NoContent> {
    call.write(thing, super::forget).await.map(|_| NoContent)
}

async fn first(call: Call, paging: Paging) -> Answer<Listed<SavedView>> {
    call.list(List { collection: None, paging }, super::list).await
}

async fn within(
    call: Call,
    Path(collection): Path<CollectionId>,
    paging: Paging,
) -> Answer<Listed<SavedView>> {
    call.list(List { collection: Some(collection), paging }, super::list).await
}

async fn all(call: Call) -> Answer<Json<Collections>> {
    call.read((), |rx, cx, none| Ok(Collections { collections: super::all(rx, cx, none)? })).await
}

async fn make(Keyed(once, new): Keyed<NewCollection>) -> Answer<Created<CollectionView>> {
    once.write(new, super::make).await
}

async fn rename(
    call: Call,
    Path(collection): Path<CollectionId>,
    Json(new): Json<NewCollection>,
) -> Answer<Done<CollectionView>> {
    call.write(Rename { collection, name: new.name }, super::rename).await
}

async fn remove(call: Call, Path(collection): Path<CollectionId>) -> Answer<NoContent> {
    call.write(collection, super::remove).await.map(|_| NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    let name: &[&str] = &["collection_twice", "text_length"];
    vec![
        Route::get("/saved", look, "List what you keep in your first collection, latest first.", first),
        Route::put("/saved/{thing}", write, "Keep a listing, a shop or a post, or move it.", save)
            .refuses(&["saved_full"]),
        Route::delete("/saved/{thing}", write, "Let something go.", forget),
        Route::get("/collections", look, "List your collections.", all),
        Route::post("/collections", write, "Make a collection that only you see.", make).refuses(&[
            "collection_twice",
            "collections_full",
            "text_length",
        ]),
        Route::patch("/collections/{collection}", write, "Rename a collection.", rename).refuses(name),
        Route::delete(
            "/collections/{collection}",
            write,
            "Remove a collection; what is in it stays kept.",
            remove,
        ),
        Route::get("/collections/{collection}/saved", look, "List what you keep in a collection.", within),
    ]
}
