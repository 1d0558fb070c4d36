//! The pages of people: signing in and up, what waits for them, their settings, what is kept about them.

mod addresses;
mod door;
mod leaving;
mod me;
mod passkeys;
mod privacy;
mod security;
mod settings;
mod welcome;

use kernel::Scope;
use maud::{Markup, Render as _, html};
use web::page::{Stands, Tab};
use web::parts::{Field, Kind, Note};
use web::{Access, PageRoute, Problem, Visitor};

use crate::api::HASHING;

/// Where an account's own things are.
pub(crate) const TABS: &[Tab] = &[Tab {
    path: "/me",
    icon: web::parts::Icon::UserCircle,
    key: "me-tab",
    rank: 90,
    shown: |_| true,
    stands: Stands::Always,
}];

pub(crate) fn pages() -> Vec<PageRoute> {
    let all = Access::Public;
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/sign-in", all, door::sign_in_page),
        PageRoute::post("/sign-in", all, door::sign_in).cost(HASHING),
        PageRoute::get("/sign-up", all, door::sign_up_page),
        PageRoute::post("/sign-up", all, door::sign_up).cost(HASHING),
        PageRoute::post("/passkeys/challenges", all, passkeys::begin)
            .twice_is_once("each asks something of its own, good once and for five minutes"),
        PageRoute::post("/sign-in/passkey", all, passkeys::sign_in).cost(HASHING),
        PageRoute::post("/sign-up/passkey", all, passkeys::sign_up).cost(HASHING),
        PageRoute::get("/recover", all, door::recover_page),
        PageRoute::post("/recover", all, door::recover).cost(HASHING),
        PageRoute::post("/sign-out", all, door::sign_out).twice_is_once("ends what may have ended"),
        PageRoute::get("/welcome", look, welcome::show),
        PageRoute::get("/me", all, me::show),
        PageRoute::get("/settings", look, settings::show),
        PageRoute::post("/settings", write, settings::change).twice_is_once("sets fields to values"),
        PageRoute::get("/settings/language", all, settings::language),
        PageRoute::post("/settings/language", all, settings::choose).twice_is_once("sets a field to a value"),
        PageRoute::get("/settings/addresses", look, addresses::show),
        PageRoute::get("/settings/addresses/new", write, addresses::ask),
        PageRoute::post("/settings/addresses/new", write, addresses::add),
        PageRoute::get("/settings/addresses/{address}", write, addresses::edit),
        PageRoute::post("/settings/addresses/{address}", write, addresses::change),
        PageRoute::post("/settings/addresses/{address}/first", write, addresses::choose)
            .twice_is_once("sets a field to a value"),
        PageRoute::post("/settings/addresses/{address}/remove", write, addresses::remove),
        PageRoute::get("/settings/security", look, security::show),
        PageRoute::post("/settings/proof", write, passkeys::prove).cost(HASHING),
        PageRoute::post("/settings/passkeys", write, passkeys::add).cost(HASHING),
        PageRoute::post("/settings/passkeys/{passkey}", write, passkeys::rename)
            .twice_is_once("sets a field to a value"),
        PageRoute::post("/settings/passkeys/{passkey}/remove", write, passkeys::remove),
        PageRoute::post("/settings/password", write, security::change_password).cost(HASHING),
        PageRoute::post("/settings/recovery-codes", write, security::make_codes).cost(HASHING),
        PageRoute::post("/settings/sessions/{session}/end", write, security::end_session)
            .twice_is_once("ends what may have ended"),
        PageRoute::post("/settings/sessions/end", write, security::end_all)
            .twice_is_once("ends what may have ended"),
        PageRoute::get("/settings/privacy", look, leaving::show),
        PageRoute::post("/settings/privacy/leave", write, leaving::leave).cost(HASHING),
        PageRoute::post("/settings/privacy/stay", write, leaving::stay),
        PageRoute::get("/privacy", all, privacy::show),
        PageRoute::get("/help", all, privacy::help),
    ]
}

/// What stands above a form that was not taken.
fn said(visitor: &Visitor, no: Option<&Problem>) -> Markup {
    html! { @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) } }
}

/// The words under one field, where it is the one that was wrong.
fn wrong_at(visitor: &Visitor, no: Option<&Problem>, field: &str) -> Option<String> {
    no.filter(|no| no.field().and_then(|at| at.strip_prefix('/')) == Some(field))
        .map(|no| visitor.words_of(no))
}

/// A password field with its words and the browser's own hint which password is meant.
fn password<'a>(
    visitor: &Visitor,
    no: Option<&Problem>,
    name: &'static str,
    label: &str,
    hint: &'static str,
) -> Field<'a> {
    Field {
        kind: Kind::Password,
        required: true,
        longest: Some(256),
        autocomplete: Some(hint),
        error: wrong_at(visitor, no, name).map(Into::into),
        ..Field::new(name, visitor.t(label))
    }
}

/// `?next=…` of the way on, if there is one.
fn with_next(path: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!(
            "{path}?{}",
            form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish()
        ),
        None => path.to_owned(),
    }
}
