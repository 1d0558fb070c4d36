//! Giving pictures out: the one path that strangers' pictures come from. It knows no cookie and no credential, every
//! answer is the same for everybody and for ever, and nothing of it can become a page.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use web::State;

use crate::Media;
use crate::plate::FileName;

/// A year, which is as long as anybody keeps anything: a name never means another picture.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Should a browser ever be led to show it as a page, that page has no origin and may load nothing.
const NO_PAGE: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
const POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// `GET /media/{name}`, to be merged where the market's pages are.
pub fn router() -> Router<State> {
    Router::new().route("/media/{name}", get(picture))
}

async fn picture(state: State, Path(name): Path<String>, headers: HeaderMap) -> Response {
    serve(&state, &name, &headers).await
}

/// The picture of this name: 304 to whoever has it already, 404 where there is none.
pub async fn serve(state: &State, name: &str, headers: &HeaderMap) -> Response {
    let (Some(file), Ok(media)) = (FileName::parse(name), state.part::<Media>()) else { return none() };
    let tag = format!("\"{file}\"");
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    // The name says what is in it: who names the tag had the file, and nobody need look.
    let has_it = asked.is_some_and(|tags| tags.contains(&tag));
    if has_it {
        return answer(StatusCode::NOT_MODIFIED, file, &tag, Body::empty());
    }
    match media.files.get(file).await {
        Ok(Some(bytes)) => answer(StatusCode::OK, file, &tag, bytes.into()),
        Ok(None) => none(),
        Err(broken) => {
            tracing::error!(%broken, "a picture could not be read");
            plain(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

fn answer(status: StatusCode, file: FileName, tag: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.ending.media()));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    for (name, value) in [
        (header::ETAG, tag.to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{file}\"")),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    safe(headers);
    response
}

fn none() -> Response {
    plain(StatusCode::NOT_FOUND)
}

/// A word for people; kept by nobody, because the picture may come.
fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Body::from(status.canonical_reason().unwrap_or_default()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    safe(headers);
    response
}

fn safe(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, NO_PAGE);
    // Everybody's to show: pages of another host of the market's own, feeds, mail. Without a cookie an answer says
    // nothing about who asks, so there is nothing that another site could learn from it.
    headers.insert(POLICY, HeaderValue::from_static("cross-origin"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}
