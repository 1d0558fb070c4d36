//! What a handler of a page answers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::cookie::{Crumb, Crumbs};
use crate::describe::{Gives, Sketch};

/// A page, a redirect or a file.
pub struct Reply(pub(crate) Response);

impl Reply {
    /// Any response: a file, an event stream.
    pub fn of(response: impl IntoResponse) -> Self {
        Self(response.into_response())
    }

    /// Another status than its own: a form that was not taken is 422, one that came too late 409.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        *self.0.status_mut() = status;
        self
    }

    /// Sets a cookie along with it.
    #[must_use]
    pub fn with(mut self, crumb: Crumb) -> Self {
        let crumbs = self.0.extensions_mut().get_or_insert_default::<Crumbs>();
        crumbs.0.push(crumb);
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        self.0
    }
}
impl Gives for Reply {
    fn sketch(_: &mut Sketch) {}
}

/// 303: what was posted is done, look there. A reload shows that page again and posts nothing.
pub struct SeeOther {
    to: String,
    crumbs: Vec<Crumb>,
}

impl SeeOther {
    /// Another page of ours: a path with its query. Anything else leads to the front page (F38).
    pub fn to(path: impl Into<String>) -> Self {
        let path = path.into();
        Self { to: if is_ours(&path) { path } else { "/".into() }, crumbs: Vec::new() }
    }

    /// A page of somebody we sent there on purpose, such as a gateway's, from our own settings or its API.
    pub fn away(url: impl Into<String>) -> Self {
        Self { to: url.into(), crumbs: Vec::new() }
    }

    /// What the next page says once, by its locale key: `said-saved`.
    #[must_use]
    pub fn saying(self, key: &'static str) -> Self {
        self.with(Crumb::Said(key))
    }

    /// Sets a cookie along with it.
    #[must_use]
    pub fn with(mut self, crumb: Crumb) -> Self {
        self.crumbs.push(crumb);
        self
    }
}

/// Whether this is a path on this host and not a host of its own: `//evil`, `/\evil` and `/%09/evil` are not.
pub(super) fn is_ours(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !path.chars().any(|letter| letter.is_control() || letter == '\\')
        && !path.get(..4).is_some_and(|start| {
            start.eq_ignore_ascii_case("/%09")
                || start.eq_ignore_ascii_case("/%0a")
                || start.eq_ignore_ascii_case("/%0d")
        })
}

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(to) = HeaderValue::from_str(&self.to) {
            response.headers_mut().insert(header::LOCATION, to);
        }
        response.extensions_mut().insert(Crumbs(self.crumbs));
        response
    }
}
impl Gives for SeeOther {
    fn sketch(_: &mut Sketch) {}
}
impl From<SeeOther> for Reply {
    fn from(other: SeeOther) -> Self {
        Self(other.into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere_by_a_path() {
        for ours in ["/", "/orders", "/search?query=a%2Fb", "/a//b", "/me#top"] {
            assert!(is_ours(ours), "{ours}");
        }
        for theirs in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "\\/evil",
            "https://evil.example",
            "/\t/evil",
            "/%09/evil.example",
            "/%0d/evil",
            "/%0A/evil",
            "/a\\b",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: b",
        ] {
            assert!(!is_ours(theirs), "{theirs}");
            let response = SeeOther::to(theirs).into_response();
            assert_eq!(response.headers()["location"], "/", "{theirs}");
        }
    }
}
