//! `/accounts` and `/me`.

use kernel::{Account, Id, Refusal, Role, Scope};
use media::NewPortrait;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, Path, Route};

use super::HASHING;
use crate::account::{self, Change, Language, New, Profile, PublicProfile, profile};
use crate::credential::Presented;
use crate::fresh;
use crate::passkey::{self, Shown};
use crate::proof::{handle_that_asks, prove_again};
use crate::recovery::{self, Codes};
use crate::session::{self, Opened};
use crate::{Handle, Password, Passwords};

type AccountId = Id<Account>;

/// Somebody who signs up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// Public, and the name to sign in with: 3 to 30 letters a to z, digits and `_`, beginning with a letter.
    #[schema(min_length = 3, max_length = 30)]
    handle: String,
    /// 10 to 256 letters.
    #[schema(min_length = 10, max_length = 256)]
    password: Password,
    /// Public: 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// In which language the market speaks to its owner.
    language: Language,
}

/// A password for a new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// The password until now. An account that has none brings a session with a fresh proof instead.
    #[schema(value_type = Option<String>)]
    current: Option<Password>,
    /// 10 to 256 letters.
    #[schema(min_length = 10, max_length = 256)]
    new: Password,
}

/// The password once more, for what a session alone may not do.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProofOfPassword {
    /// The account's password. An account that has none brings a session with a fresh proof instead.
    #[schema(value_type = Option<String>)]
    password: Option<Password>,
}

/// One of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Proof {
    /// The account's password.
    #[schema(value_type = Option<String>)]
    password: Option<Password>,
    /// One of its passkeys, asked to `prove`.
    passkey: Option<Shown>,
}

async fn sign_up(Keyed(once, ask): Keyed<NewAccount>) -> Answer<Created<Profile>> {
    let handle = Handle::for_member(&ask.handle)?;
    let name = profile::name(&ask.name)?;
    ask.password.check("/password", &handle)?;
    let password = once.call.part::<Passwords>()?.hash(ask.password).await?;
    let new = New { handle, name, language: ask.language, password: Some(password), role: Role::Member };
    once.write(new, account::create).await
}

async fn show(call: Call, Path(id): Path<AccountId>) -> Answer<Json<PublicProfile>> {
    call.read(id, account::public).await
}

async fn me(call: Call) -> Answer<Json<Profile>> {
    call.read((), account::me).await
}

async fn change(call: Call, Json(ask): Json<Change>) -> Answer<Done<Profile>> {
    call.write(ask, account::change).await
}

async fn show_face(call: Call, Json(wanted): Json<NewPortrait>) -> Answer<Done<Profile>> {
    call.write(wanted, account::face::show).await
}

async fn change_password(
    call: Call,
    presented: Presented,
    Json(ask): Json<NewPassword>,
) -> Answer<Done<Opened>> {
    let fresh = fresh(&call, presented, ask.current, "/current").await?;
    ask.new.check("/new", &handle_that_asks(&call).await?)?;
    let password = call.part::<Passwords>()?.hash(ask.new).await?;
    call.write((fresh, password), session::change_password).await
}

async fn prove(call: Call, presented: Presented, Json(ask): Json<Proof>) -> Answer<Done<fresh::View>> {
    match (ask.password, ask.passkey) {
        (Some(password), None) => {
            let proven = prove_again(&call, password, "/password").await?;
            call.write((presented, proven), fresh::prove).await
        }
        (None, Some(shown)) => call.write((presented, shown), passkey::prove).await,
        _ => {
            let detail = "Send either the password or a passkey. Nothing was changed.";
            Err(Refusal::invalid("one_proof", detail).into())
        }
    }
}

async fn make_codes(
    call: Call,
    presented: Presented,
    Json(ask): Json<ProofOfPassword>,
) -> Answer<Done<Codes>> {
    let fresh = fresh(&call, presented, ask.password, "/password").await?;
    call.write(fresh, recovery::make).await
}

pub(super) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/accounts", Access::Public, "Sign up.", sign_up).cost(HASHING).refuses(&[
            "handle",
            "handle_reserved",
            "handle_taken",
            "name",
            "password_short",
            "password_long",
            "password_is_handle",
        ]),
        Route::get(
            "/accounts/{account}",
            Access::Public,
            "Show what everybody may know of an account.",
            show,
        ),
        Route::get("/me", look, "Show the account that asks.", me),
        Route::patch("/me", write, "Change the name or the language.", change).refuses(&["name"]),
        Route::put("/me/face", write, "Show a picture beside your name, or none.", show_face)
            .refuses(&["picture"]),
        Route::put(
            "/me/password",
            write,
            "Change the password; all sessions and tokens end, and the answer opens a new session.",
            change_password,
        )
        .cost(HASHING)
        .refuses(&[
            "wrong_password",
            "proof_needed",
            "too_many_guesses",
            "password_short",
            "password_long",
            "password_is_handle",
        ]),
        Route::put(
            "/me/recovery-codes",
            write,
            "Make ten recovery codes in the place of those before.",
            make_codes,
        )
        .cost(HASHING)
        .refuses(&["wrong_password", "proof_needed", "too_many_guesses"]),
        Route::put(
            "/me/proof",
            write,
            "Show the password or a passkey again: for ten minutes this session may do what asks for a fresh proof.",
            prove,
        )
        .cost(HASHING)
        .refuses(&[
            "wrong_password",
            "too_many_guesses",
            "session_only",
            "one_proof",
            "passkey_refused",
            "passkey_expired",
            "passkeys_impossible",
        ]),
    ]
}
