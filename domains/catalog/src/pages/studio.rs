//! The seller's side of the counter: opening a shop, its listings, adding one from a phone. What is to be packed and
//! what is earned is put here by the floors above.

mod edit;
mod home;
mod sell;
mod settings;

use std::time::Duration;

use kernel::Scope;
use web::page::{Stands, Tab};
use web::{Access, PageRoute, Problem, Visitor};

/// Bytes of a form with one picture: the largest that media takes, and its words.
const FORM_BYTES: usize = media::MOST_BYTES + (64 << 10);
/// A phone far from its mast sends such a picture in this time.
const FORM_TIME: Duration = Duration::from_secs(120);

pub(super) use home::room;

pub(super) const TAB: Tab = Tab {
    path: "/studio",
    icon: web::parts::Icon::ListBullets,
    key: "studio-tab",
    rank: 70,
    shown: |actor| actor.account().is_some(),
    stands: Stands::If(|rx, cx| Ok(crate::shops::keeps_one(rx, cx)?)),
};

pub(super) fn pages() -> Vec<PageRoute> {
    let (look, keep) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::ShopWrite));
    vec![
        PageRoute::get("/sell", keep, sell::page),
        PageRoute::post("/sell", keep, sell::open),
        PageRoute::get("/studio", look, home::today),
        PageRoute::get("/studio/{shop}/settings", keep, settings::form),
        PageRoute::post("/studio/{shop}/settings", keep, settings::change)
            .twice_is_once("sets fields to values"),
        media::takes_a_face(PageRoute::post("/studio/{shop}/face", keep, settings::wear)),
        PageRoute::post("/studio/{shop}/face/remove", keep, settings::bare)
            .twice_is_once("takes away what may be gone"),
        PageRoute::get("/studio/{shop}/listings", look, home::listings),
        PageRoute::get("/studio/{shop}/listings/new", keep, edit::blank),
        PageRoute::post("/studio/{shop}/listings/new", keep, edit::add).body(FORM_BYTES).within(FORM_TIME),
        PageRoute::get("/studio/listings/{listing}", keep, edit::page),
        PageRoute::post("/studio/listings/{listing}", keep, edit::change).body(FORM_BYTES).within(FORM_TIME),
        PageRoute::post("/studio/listings/{listing}/state", keep, edit::set_state)
            .twice_is_once("sets a field to a value"),
        PageRoute::post("/studio/listings/{listing}/stock", keep, edit::count),
    ]
}

/// The words under one field, where it is the one that was wrong.
fn wrong_at(visitor: &Visitor, no: Option<&Problem>, field: &str) -> Option<String> {
    no.filter(|no| no.field().is_some_and(|at| at.trim_start_matches('/').ends_with(field)))
        .map(|no| visitor.words_of(no))
}
