//! A problem as a page: what happened, what is safe, one next step. Or, where somebody must sign in first, the way
//! there and back.

use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use kernel::Actor;
use locale::Reader;
use maud::{Render as _, html};

use super::frame::{self, Around};
use super::house::{Entrance, Stands, Tab};
use super::{SeeOther, Sheet};
use crate::{Problem, parts};

/// What a problem says to this reader: by its code where there are words for it, else its own English.
pub(super) fn words(reader: &Reader, problem: &Problem) -> String {
    let key = format!("refusal-{}", problem.code());
    if reader.has(&key) { reader.t(&key) } else { problem.detail().to_owned() }
}

/// The answer to somebody with a browser. `back` is the page of ours that they came from.
pub(crate) fn page(
    problem: &Problem,
    entrance: &Entrance,
    actor: &Actor,
    method: &Method,
    instance: &str,
) -> Response {
    if problem.status() == StatusCode::UNAUTHORIZED {
        let next = if *method == Method::GET { entrance.here.as_str() } else { "/" };
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        return SeeOther::to(format!("/sign-in?{query}")).into_response();
    }
    let reader = &entrance.reader;
    let title = reader.t(title(problem.status()));
    let is_fault = problem.status().is_server_error();
    let details = is_fault
        .then(|| parts::Docket::new(reader.t("wrong-name-it"), html! { code translate="no" { (instance) } }));
    let lost = parts::Lost {
        drawing: reader.t("wrong-drawing").into(),
        title: title.as_str().into(),
        text: words(reader, problem).into(),
        safe: None,
        actions: vec![parts::Button::go(reader.t("wrong-onward"), parts::Act::to("/"))],
        details,
    };
    let main = lost.render();
    let status = problem.status();
    let sheet = Sheet::new(title, main).status(status);
    // Nothing is read any more: what depends on it does not stand here.
    let known = |tab: &&Tab| (tab.shown)(actor) && !matches!(tab.stands, Stands::If(_));
    let tabs = entrance.house.slots.tabs.iter().filter(known).map(|tab| (*tab, None)).collect();
    let mut response = frame::whole(sheet, Around { entrance, tabs, actions: Vec::new() }).into_response();
    *response.status_mut() = status;
    response
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "wrong-not-allowed",
        404 => "wrong-not-there",
        409 => "wrong-not-now",
        413 => "wrong-too-large",
        422 => "wrong-cannot-be",
        429 => "wrong-too-often",
        500..=599 => "wrong-our-fault",
        _ => "wrong-refused",
    }
}
