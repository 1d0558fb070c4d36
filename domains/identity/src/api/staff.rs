//! What the operator does to accounts, and the log of it.

use kernel::{Account, Id};
use web::{Access, Answer, Call, Done, Json, List, Paging, Path, Route};

use crate::audit::{self, Entry};
use crate::staff::{self, AccountStanding, NewBan, NewRole};

type AccountId = Id<Account>;

async fn set_role(
    call: Call,
    Path(id): Path<AccountId>,
    Json(ask): Json<NewRole>,
) -> Answer<Done<AccountStanding>> {
    call.write((id, ask), staff::set_role).await
}

async fn ban(
    call: Call,
    Path(id): Path<AccountId>,
    Json(ask): Json<NewBan>,
) -> Answer<Done<AccountStanding>> {
    call.write((id, ask), staff::ban).await
}

async fn lift_ban(call: Call, Path(id): Path<AccountId>) -> Answer<Done<AccountStanding>> {
    call.write(id, staff::lift_ban).await
}

async fn log(call: Call, paging: Paging) -> Answer<List<Entry>> {
    call.list(paging, audit::entries).await
}

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::put(
            "/accounts/{account}/role",
            Access::Admin,
            "Give an account another role; its sessions and tokens end.",
            set_role,
        )
        .refuses(&["reason", "own_account"]),
        Route::put(
            "/accounts/{account}/ban",
            Access::Admin,
            "Close an account; its sessions and tokens end at once.",
            ban,
        )
        .refuses(&["reason", "own_account"]),
        Route::delete("/accounts/{account}/ban", Access::Admin, "Open a closed account again.", lift_ban)
            .refuses(&["own_account"]),
        Route::get("/audit", Access::Admin, "List what staff did.", log),
    ]
}
