//! The routes.

use std::time::Duration;

use darkroom::Print;
use kernel::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use web::{
    Access, Answer, Call, Created, Done, Json, List, NoContent, Once, Paging, Path, Picture as Body, Query,
    Route,
};

use crate::pictures::{Describe, describe, own, show, take_back};
use crate::{MOST_BYTES, Media, PictureId, PictureView, Unfit};

#[derive(Deserialize, IntoParams)]
struct Said {
    /// What it shows, for those who do not see it, up to 500 characters; may be said later.
    #[param(required = false, max_length = 500)]
    alt: Option<String>,
    /// Say `face` for a picture that stands beside a name: its middle is kept, square, 96 and 192 pixels a side.
    #[param(required = false)]
    cut: Option<Cut>,
}

/// How a picture is cut.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PictureCut)]
enum Cut {
    /// The middle of it, square and small.
    Face,
}

async fn bring(once: Once, Query(said): Query<Said>, body: Body) -> Answer<Created<PictureView>> {
    let media = once.call.part::<Media>()?.clone();
    let print = said.cut.map_or(Print::Whole, |Cut::Face| Print::Face);
    media.receive(once, body, print, said.alt.as_deref().unwrap_or_default()).await
}

async fn all(call: Call, paging: Paging) -> Answer<List<PictureView>> {
    call.list(paging, own).await
}

async fn one(call: Call, Path(picture): Path<PictureId>) -> Answer<Json<PictureView>> {
    call.read(picture, show).await
}

/// What is said of a picture.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PictureChange {
    /// What it shows, for those who do not see it, up to 500 characters.
    alt: String,
}

async fn change(
    call: Call,
    Path(picture): Path<PictureId>,
    Json(change): Json<PictureChange>,
) -> Answer<Done<PictureView>> {
    call.write(Describe { picture, alt: change.alt }, describe).await
}

async fn remove(call: Call, Path(picture): Path<PictureId>) -> Answer<NoContent> {
    call.db.write(&call.caller.actor, picture, take_back).await?;
    Ok(NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let own = Access::Either(Scope::AccountWrite, Scope::ShopWrite);
    vec![
        Route::post(
            "/media",
            own,
            "Bring a picture: JPEG, PNG, WebP or GIF, at most 20 MiB and 40 megapixels.",
            bring,
        )
        .body(MOST_BYTES)
        .within(Duration::from_secs(120))
        .cost(20)
        .refuses(Unfit::CODES),
        Route::get("/media", own, "List the pictures that the account brought, newest first.", all),
        Route::get("/media/{picture}", own, "Show a picture of the account's own.", one),
        Route::patch("/media/{picture}", own, "Say what a picture shows.", change).refuses(&["text_length"]),
        Route::delete("/media/{picture}", own, "Take a picture back that nothing shows.", remove)
            .refuses(&["picture_used"]),
    ]
}
