//! The routes of what people say of themselves.

use kernel::{Account, Cursor, Cx, Id, Limit, Page, Scope};
use web::{Access, Answer, Call, Done, Json, List, Path, Route};

use super::height::{self, Said};
use super::{Line, NewProfile};

// Named, because utoipa's derive takes a written `Id<Account>` for a schema with a part.
type AccountId = Id<Account>;

/// Three lines at most: always one page.
fn whole(lines: Vec<Line>) -> Page<Line> {
    Page::cut(lines, Limit::DEFAULT, |_| Cursor::of(0, kernel::Uid::default()))
}

async fn of(call: Call, Path(whose): Path<AccountId>) -> Answer<List<Line>> {
    call.list(whose, |rx: &mut db::Rx, cx: &Cx, whose: &AccountId| Ok(whole(super::of(rx, cx, whose)?))).await
}

async fn say(call: Call, Json(new): Json<NewProfile>) -> Answer<Done<Vec<Line>>> {
    call.write(new, super::say).await
}

async fn height(call: Call) -> Answer<Json<Said>> {
    call.read((), height::mine).await
}

async fn say_height(call: Call, Json(said): Json<Said>) -> Answer<Done<Said>> {
    call.write(said, height::say).await
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "/me/height",
            Access::SignedIn(Scope::AccountRead),
            "Show how tall you say you are, and who may know.",
            height,
        ),
        Route::put(
            "/me/height",
            Access::SignedIn(Scope::AccountWrite),
            "Say how tall you are, to whom you choose, or nothing.",
            say_height,
        ),
        Route::get(
            "/accounts/{account}/profile",
            Access::Public,
            "List what a person says of themselves, as far as you may read it.",
            of,
        ),
        Route::put(
            "/me/profile",
            Access::SignedIn(Scope::AccountWrite),
            "Say of yourself what others may read, each line to whom you choose.",
            say,
        ),
    ]
}
