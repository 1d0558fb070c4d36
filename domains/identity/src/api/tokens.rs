//! `/tokens`.

use kernel::{Id, Scope};
use web::{Access, Answer, Call, Created, Keyed, List, NoContent, Paging, Path, Route};

use crate::Token;
use crate::credential::Presented;
use crate::token::{self, Made, NewToken, View};

type TokenId = Id<Token>;

async fn make(presented: Presented, Keyed(once, ask): Keyed<NewToken>) -> Answer<Created<Made>> {
    once.write((presented, ask), token::make).await
}

async fn mine(call: Call, paging: Paging) -> Answer<List<View>> {
    call.list(paging, token::mine).await
}

async fn revoke(call: Call, Path(id): Path<TokenId>) -> Answer<NoContent> {
    call.write(id, token::revoke).await.map(|_| NoContent)
}

pub(super) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/tokens", write, "Make a token for a program.", make).refuses(&[
            "name",
            "scopes",
            "expires_at",
            "stronger_than_maker",
            "too_many_tokens",
        ]),
        Route::get("/tokens", look, "List the account's tokens.", mine),
        Route::delete("/tokens/{token}", write, "Revoke a token and those it made.", revoke),
    ]
}
