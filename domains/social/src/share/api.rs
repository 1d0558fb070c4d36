//! The short link of a page, for programs.

use catalog::PublicUrl;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Json, Path, Route};

use crate::target::Target;

/// A short link.
#[derive(Serialize, ToSchema)]
struct ShortLink {
    /// Ten letters, the same for everybody who asks for this page.
    code: String,
    /// What is sent to a friend.
    url: String,
}

async fn link(call: Call, Path(about): Path<Target>) -> Answer<Json<ShortLink>> {
    let PublicUrl(base) = call.part::<PublicUrl>()?;
    let code = call.db.write(&call.caller.actor, about, super::make).await?;
    let url = format!("{base}/s/{code}");
    Ok(Json(ShortLink { code, url }))
}

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::put(
        "/links/{about}",
        Access::Public,
        "The short link of a page that everybody may see.",
        link,
    )]
}
