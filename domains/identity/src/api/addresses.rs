//! `/me/addresses`.

use kernel::{Id, Scope};
use web::{Access, Answer, Call, Created, Done, Json, Keyed, List, NoContent, Paging, Path, Route};

use crate::Address;
use crate::address::book::{self, AddressChange, Entry, SavedAddress};

type EntryId = Id<Entry>;

async fn add(Keyed(once, address): Keyed<Address>) -> Answer<Created<SavedAddress>> {
    once.write(address, book::add).await
}

async fn mine(call: Call, paging: Paging) -> Answer<List<SavedAddress>> {
    call.list(paging, book::mine).await
}

async fn change(
    call: Call,
    Path(id): Path<EntryId>,
    Json(change): Json<AddressChange>,
) -> Answer<Done<SavedAddress>> {
    call.write((id, change), book::change).await
}

async fn choose(call: Call, Path(id): Path<EntryId>) -> Answer<Done<SavedAddress>> {
    call.write(id, book::choose).await
}

async fn remove(call: Call, Path(id): Path<EntryId>) -> Answer<NoContent> {
    call.write(id, book::remove).await.map(|_| NoContent)
}

const WRONG: &[&str] = &[
    "address_missing",
    "address_unknown",
    "address_long",
    "address_shape",
    "address_not_used",
    "too_many_addresses",
];

pub(super) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::post("/me/addresses", write, "Write an address into the book.", add).refuses(WRONG),
        Route::get("/me/addresses", look, "List the account's addresses.", mine),
        Route::patch("/me/addresses/{address}", write, "Change parts of an address.", change).refuses(WRONG),
        Route::put("/me/addresses/{address}/default", write, "Offer an address first from now on.", choose),
        Route::delete("/me/addresses/{address}", write, "Take an address out of the book.", remove),
    ]
}
