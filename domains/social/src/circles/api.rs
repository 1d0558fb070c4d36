//! The circles' routes.

use kernel::{Account, Cursor, Id, Limit, Page, Scope};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, Route};

use super::{CircleId, CircleView, Membership, NewCircle, Rename};
use crate::follows::Line;

// Named, because utoipa's derive takes a written `Id<Account>` for a schema with a part.
type AccountId = Id<Account>;

async fn make(Keyed(once, new): Keyed<NewCircle>) -> Answer<Created<CircleView>> {
    once.write(new, super::make).await
}

async fn all(call: Call) -> Answer<List<CircleView>> {
    // Twenty at most: always one page.
    let whole = |rx: &mut db::Rx, cx: &kernel::Cx, (): &()| {
        let rows = super::all(rx, cx, &())?;
        Ok(Page::cut(rows, Limit::DEFAULT, |circle| Cursor::of(0, circle.id.uid())))
    };
    call.list((), whole).await
}

async fn show(call: Call, Path(circle): Path<CircleId>) -> Answer<Json<CircleView>> {
    call.read(circle, super::show).await
}

async fn rename(
    call: Call,
    Path(circle): Path<CircleId>,
    Json(ask): Json<NewCircle>,
) -> Answer<Done<CircleView>> {
    call.write(Rename { circle, name: ask.name }, super::rename).await
}

async fn remove(call: Call, Path(circle): Path<CircleId>) -> Answer<NoContent> {
    call.write(circle, super::remove).await.map(|_| NoContent)
}

async fn members(call: Call, Path(circle): Path<CircleId>, paging: Paging) -> Answer<List<Line>> {
    call.list((circle, paging), super::members).await
}

async fn add(call: Call, Path((circle, member)): Path<(CircleId, AccountId)>) -> Answer<NoContent> {
    call.write(Membership { circle, member }, super::add).await.map(|_| NoContent)
}

async fn take_out(call: Call, Path((circle, member)): Path<(CircleId, AccountId)>) -> Answer<NoContent> {
    call.write(Membership { circle, member }, super::take_out).await.map(|_| NoContent)
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/circles", write, "Make a circle of people.", make).refuses(&["circles_full"]),
        Route::get("/circles", look, "List your circles.", all),
        Route::get("/circles/{circle}", look, "Show a circle of yours.", show),
        Route::patch("/circles/{circle}", write, "Give a circle of yours another name.", rename),
        Route::delete("/circles/{circle}", write, "End a circle of yours.", remove),
        Route::get("/circles/{circle}/members", look, "List who is in a circle of yours.", members),
        Route::put("/circles/{circle}/members/{account}", write, "Take somebody into a circle.", add)
            .refuses(&["yourself", "circle_full"]),
        Route::delete(
            "/circles/{circle}/members/{account}",
            write,
            "Take somebody out of a circle.",
            take_out,
        ),
    ]
}
