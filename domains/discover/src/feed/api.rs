//! The feed's routes.

use kernel::Scope;
use web::{Access, Answer, Call, Done, Json, List, Paging, Route};

use super::Item;
use super::taste::{Taste, set, taste};

async fn show(call: Call, paging: Paging) -> Answer<List<Item>> {
    call.list(paging, super::feed).await
}

async fn weights(call: Call) -> Answer<Json<Taste>> {
    call.read((), taste).await
}

async fn weigh(call: Call, Json(wanted): Json<Taste>) -> Answer<Done<Taste>> {
    call.write(wanted, set).await
}

pub(crate) fn routes() -> Vec<Route> {
    let own = Access::SignedIn(Scope::AccountRead);
    vec![
        Route::get(
            "/feed",
            Access::Public,
            "List what others tell, each with the reasons that put it there.",
            show,
        ),
        Route::get("/feed/weights", own, "Show what counts in your feed.", weights),
        Route::put(
            "/feed/weights",
            Access::SignedIn(Scope::AccountWrite),
            "Say what counts in your feed.",
            weigh,
        ),
    ]
}
