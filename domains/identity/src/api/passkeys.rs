//! `/passkeys` and `/me/passkeys`.

use kernel::{Id, Role, Scope};
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, Route};

use super::HASHING;
use crate::account::{Language, New, profile};
use crate::credential::Presented;
use crate::passkey::challenge;
use crate::passkey::{self, Challenge, Made, Passkey, Purpose, Shown, SignUp, View};
use crate::session::Opened;
use crate::{Handle, Password, fresh};

type PasskeyId = Id<Passkey>;

/// What a passkey is to be asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPasskeyChallenge)]
struct Ask {
    purpose: Purpose,
}

/// Somebody who signs up without a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPasskeyAccount)]
struct NewAccount {
    /// Public: 3 to 30 letters a to z, digits and `_`, beginning with a letter.
    #[schema(min_length = 3, max_length = 30)]
    handle: String,
    /// Public: 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// In which language the market speaks to its owner.
    language: Language,
    /// What to call the passkey, 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    device: String,
    /// The passkey, asked to `sign_up`.
    passkey: Made,
}

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasskeySignIn)]
struct SignIn {
    /// A passkey, asked to `sign_in`.
    passkey: Shown,
}

/// One more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPasskey {
    /// What to call it, 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// The passkey, asked to be `add`ed.
    passkey: Made,
    /// The account's password, where the session has no fresh proof.
    #[schema(value_type = Option<String>)]
    password: Option<Password>,
}

/// Another name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasskeyChange {
    /// 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

async fn begin(presented: Presented, Keyed(once, ask): Keyed<Ask>) -> Answer<Created<Challenge>> {
    once.write((ask.purpose, presented), challenge::begin).await
}

async fn sign_up(Keyed(once, ask): Keyed<NewAccount>) -> Answer<Created<Opened>> {
    let (handle, name) = (Handle::for_member(&ask.handle)?, profile::name(&ask.name)?);
    let called = profile::name(&ask.device)?;
    let new = New { handle, name, language: ask.language, password: None, role: Role::Member };
    once.write(SignUp { new, called, made: ask.passkey }, passkey::sign_up).await
}

async fn sign_in(Keyed(once, ask): Keyed<SignIn>) -> Answer<Created<Opened>> {
    once.write(ask.passkey, passkey::sign_in).await
}

async fn add(presented: Presented, Keyed(once, ask): Keyed<NewPasskey>) -> Answer<Created<View>> {
    let fresh = fresh(&once.call, presented, ask.password, "/password").await?;
    once.write((fresh, ask.name, ask.passkey), passkey::add).await
}

async fn mine(call: Call, paging: Paging) -> Answer<List<View>> {
    call.list(paging, passkey::mine).await
}

async fn rename(
    call: Call,
    Path(id): Path<PasskeyId>,
    Json(change): Json<PasskeyChange>,
) -> Answer<Done<View>> {
    call.write((id, change.name), passkey::rename).await
}

async fn remove(call: Call, presented: Presented, Path(id): Path<PasskeyId>) -> Answer<NoContent> {
    let fresh = fresh(&call, presented, None, "/password").await?;
    call.write((fresh, id), passkey::remove).await.map(|_| NoContent)
}

pub(super) fn routes() -> Vec<Route> {
    let all = Access::Public;
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post(
            "/passkeys/challenges",
            all,
            "Ask what a passkey is to sign; good once and for five minutes.",
            begin,
        )
        .refuses(&["passkeys_impossible"]),
        Route::post(
            "/passkeys/accounts",
            all,
            "Sign up with a passkey instead of a password; the answer opens a session.",
            sign_up,
        )
        .cost(HASHING)
        .refuses(&[
            "handle",
            "handle_reserved",
            "handle_taken",
            "name",
            "passkey_refused",
            "passkey_expired",
            "passkeys_impossible",
        ]),
        Route::post("/passkeys/sessions", all, "Sign in with a passkey.", sign_in).cost(HASHING).refuses(&[
            "banned",
            "passkey_refused",
            "passkey_expired",
            "passkeys_impossible",
        ]),
        Route::post("/me/passkeys", write, "Add a passkey.", add).cost(HASHING).refuses(&[
            "proof_needed",
            "name",
            "too_many_passkeys",
            "wrong_password",
            "too_many_guesses",
            "passkey_refused",
            "passkey_expired",
            "passkeys_impossible",
        ]),
        Route::get("/me/passkeys", look, "List the account's passkeys.", mine),
        Route::patch("/me/passkeys/{passkey}", write, "Call a passkey something else.", rename)
            .refuses(&["name"]),
        Route::delete(
            "/me/passkeys/{passkey}",
            write,
            "Remove a passkey, unless it is the last way in.",
            remove,
        )
        .refuses(&["proof_needed", "last_way_in"]),
    ]
}
