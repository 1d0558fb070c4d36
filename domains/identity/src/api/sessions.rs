//! `/sessions`.

use kernel::{Id, Scope};
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Keyed, List, NoContent, Paging, Path, Route};

use super::HASHING;
use crate::credential::Presented;
use crate::proof::{prove, wrong};
use crate::recovery::{self, Recover};
use crate::session::{self, Opened, View};
use crate::{Password, Passwords, Session};

type SessionId = Id<Session>;

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// The account's handle.
    handle: String,
    /// Its password.
    password: Password,
}

/// Somebody who has forgotten the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Recovery {
    /// The account's handle.
    handle: String,
    /// One of its recovery codes.
    code: String,
    /// The new password, 10 to 256 letters.
    #[schema(min_length = 10, max_length = 256)]
    password: Password,
}

async fn sign_in(Keyed(once, ask): Keyed<SignIn>) -> Answer<Created<Opened>> {
    let proven = prove(&once.call, &ask.handle, ask.password).await?.ok_or_else(wrong)?;
    once.write(proven, session::sign_in).await
}

async fn recover(Keyed(once, ask): Keyed<Recovery>) -> Answer<Created<Opened>> {
    recovery::check(&ask.handle, &ask.password)?;
    let password = once.call.part::<Passwords>()?.hash(ask.password).await?;
    once.write(Recover::new(&ask.handle, &ask.code, password), recovery::recover).await
}

async fn mine(call: Call, presented: Presented, paging: Paging) -> Answer<List<View>> {
    call.list((presented, paging), session::mine).await
}

async fn end(call: Call, Path(id): Path<SessionId>) -> Answer<NoContent> {
    call.write(id, session::end).await.map(|_| NoContent)
}

async fn end_all(call: Call) -> Answer<NoContent> {
    call.write((), session::end_all).await.map(|_| NoContent)
}

pub(super) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/sessions", Access::Public, "Sign in.", sign_in).cost(HASHING).refuses(&[
            "wrong_credentials",
            "too_many_guesses",
            "banned",
        ]),
        Route::post(
            "/sessions/recovery",
            Access::Public,
            "Sign in with a recovery code and set a new password; everything older ends.",
            recover,
        )
        .cost(HASHING)
        .refuses(&[
            "wrong_credentials",
            "banned",
            "password_short",
            "password_long",
            "password_is_handle",
        ]),
        Route::get("/sessions", look, "List the account's sessions.", mine),
        Route::delete("/sessions/{session}", write, "End a session.", end),
        Route::delete("/sessions", write, "End all sessions, also the one that asks.", end_all),
    ]
}
