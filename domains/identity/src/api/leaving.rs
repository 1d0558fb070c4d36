//! `/me/leaving`.

use kernel::{Account, Id, Scope};
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Done, Json, NoContent, Path, Route};

use super::HASHING;
use crate::credential::Presented;
use crate::leaving::ask::{self, View};
use crate::leaving::letter::{self, Letter};
use crate::{Password, fresh};

/// That it is the owner who asks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LeavingProof)]
struct Proof {
    /// The account's password; an account without one needs a fresh proof by a passkey instead.
    #[schema(value_type = Option<String>)]
    password: Option<Password>,
}

async fn show(call: Call) -> Answer<Json<View>> {
    call.read((), ask::show).await
}

async fn leave(call: Call, presented: Presented, Json(proof): Json<Proof>) -> Answer<Done<View>> {
    let fresh = fresh(&call, presented, proof.password, "/password").await?;
    call.write(fresh, ask::ask).await
}

async fn stay(call: Call) -> Answer<NoContent> {
    call.write((), ask::take_back).await.map(|_| NoContent)
}

type AccountId = Id<Account>;

async fn leave_for(call: Call, Path(id): Path<AccountId>, Json(letter): Json<Letter>) -> Answer<Done<View>> {
    call.write((id, letter), letter::ask_for).await
}

async fn stay_for(call: Call, Path(id): Path<AccountId>) -> Answer<NoContent> {
    call.write(id, letter::take_back_for).await.map(|_| NoContent)
}

pub(super) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::get("/me/leaving", look, "Show how far the account that asks is on its way out.", show),
        Route::put(
            "/me/leaving",
            write,
            "Ask to be erased: in seven days, unless it is taken back; what is open must end first.",
            leave,
        )
        .cost(HASHING)
        .refuses(&[
            "wrong_password",
            "proof_needed",
            "too_many_guesses",
            "last_operator",
            "orders_open",
            "shop_orders_open",
            "shop_money_open",
            "refund_open",
        ]),
        Route::delete("/me/leaving", write, "Stay: take it back before it has begun.", stay)
            .refuses(&["not_now"]),
        Route::put(
            "/accounts/{account}/leaving",
            Access::Admin,
            "Begin the seven days for somebody who asked by letter to be erased; they are told and may take it back.",
            leave_for,
        )
        .refuses(&[
            "reason",
            "own_account",
            "last_operator",
            "orders_open",
            "shop_orders_open",
            "shop_money_open",
            "refund_open",
        ]),
        Route::delete(
            "/accounts/{account}/leaving",
            Access::Admin,
            "Take it back for somebody who changed their mind by letter, before it has begun.",
            stay_for,
        )
        .refuses(&["own_account", "not_now"]),
    ]
}
