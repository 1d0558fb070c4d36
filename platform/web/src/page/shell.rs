//! The pages and files that belong to no domain: the kit's files, the offline page, language and look, live
//! updates, the gallery of parts.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::Render as _;
use serde::Deserialize;

use super::cookie::{Crumb, Look, Size, Theme};
use super::form::Fields;
use super::{PageRoute, Reply, SeeOther, Sheet, Visitor, live};
use crate::describe::{Sketch, Takes};
use crate::{Access, Answer, Path, State, parts};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::Refusal;

/// The pages and files that belong to no domain, for `app` to fold.
pub fn routes() -> Vec<PageRoute> {
    let all = Access::Public;
    vec![
        PageRoute::get("/ui/{name}", all, file).cookieless(),
        PageRoute::get("/sw.js", all, worker).cookieless(),
        PageRoute::get("/manifest.webmanifest", all, manifest).cookieless(),
        PageRoute::get("/offline", all, offline),
        PageRoute::get("/live/{thing}", all, live::watch),
        PageRoute::post("/look", all, choose_look).twice_is_once("sets a cookie to a value"),
        PageRoute::get("/parts", all, gallery).demo_only(),
    ]
}

/// Which packed forms the browser takes.
struct Accepts(HeaderMap);

impl FromRequestParts<State> for Accepts {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.clone()))
    }
}
impl Takes for Accepts {
    fn sketch(_: &mut Sketch) {}
}

/// A file of the kit, by the path it is asked for.
async fn file(Path(name): Path<String>, Accepts(headers): Accepts) -> Answer<Reply> {
    served(&format!("/ui/{name}"), &headers)
}

async fn worker(Accepts(headers): Accepts) -> Answer<Reply> {
    let mut reply = served(ui::WORKER, &headers)?;
    // What a worker may fetch is said by its own policy, not by that of the pages: without this it could keep nothing.
    let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
    reply.0.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(reply)
}

async fn manifest(Accepts(headers): Accepts) -> Answer<Reply> {
    served(ui::MANIFEST, &headers)
}

fn served(path: &str, asked: &HeaderMap) -> Answer<Reply> {
    let asset = ui::asset(path).ok_or_else(|| Refusal::missing("file"))?;
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let (bytes, coding) = asset.encoded(accepts.unwrap_or_default());
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(asset.cache_control()));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(Reply::of(response))
}

/// What the service worker shows where there is no network.
async fn offline(visitor: Visitor) -> Answer<Reply> {
    let reader = visitor.reader();
    let empty = parts::Empty {
        scene: parts::Scene::Boat,
        title: reader.t("offline-title").into(),
        whole_page: true,
        text: reader.t("offline-words").into(),
        action: Some(parts::Button::go(reader.t("offline-again"), parts::Act::to("/"))),
        example: None,
    };
    let main = empty.render();
    visitor.plain(Sheet::new(reader.t("offline-title"), main)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    theme: String,
    size: String,
    still: Option<String>,
    save_data: Option<String>,
    next: Option<String>,
}

async fn choose_look(Fields(wish): Fields<Wish>) -> Answer<SeeOther> {
    let look = Look {
        theme: Theme::ALL.into_iter().find(|one| one.word() == wish.theme).unwrap_or_default(),
        size: Size::ALL.into_iter().find(|one| one.word() == wish.size).unwrap_or_default(),
        still: wish.still.is_some(),
        save_data: wish.save_data.is_some(),
    };
    let to = Visitor::onward(wish.next.as_deref());
    Ok(SeeOther::to(to).with(Crumb::Look(look)).saying("said-saved"))
}

/// Every part of the kit in every state, for those who build pages.
async fn gallery(visitor: Visitor) -> Answer<Reply> {
    visitor.plain(Sheet::new("Parts", parts::gallery()).studio()).await
}
