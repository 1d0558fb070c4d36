//! Whether a form was sent from a page of ours (F43). Cookies are `SameSite=Lax`; this is the second lock.

use axum::http::{HeaderMap, Method, StatusCode, header};

use crate::{Answer, Problem};

/// Refuses a request that changes something and comes from elsewhere. A browser says where it comes from by
/// `Sec-Fetch-Site` (Fetch Metadata) or, before that was known, by `Origin` (RFC 6454); one that says neither is
/// no browser, has no cookie of ours by accident, and is refused as well.
///
/// # Errors
/// `foreign_form`.
pub(super) fn check(method: &Method, headers: &HeaderMap) -> Answer<()> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST.as_str())
        }
        (None, None) => false,
    };
    if is_ours {
        return Ok(());
    }
    let detail = "This form did not come from a page of this market; nothing was changed. Open the page here \
                  and send it again.";
    Err(Problem::new(StatusCode::FORBIDDEN, "foreign_form", detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(headers: &[(&'static str, &'static str)]) -> Result<(), &'static str> {
        let map = headers.iter().map(|(name, value)| {
            (name.parse::<header::HeaderName>().unwrap(), value.parse::<header::HeaderValue>().unwrap())
        });
        check(&Method::POST, &map.collect()).map_err(|problem| problem.code())
    }

    #[test]
    fn only_a_form_of_our_own_pages_changes_anything() {
        let host = ("host", "market.example");
        assert_eq!(post(&[host, ("sec-fetch-site", "same-origin")]), Ok(()));
        for site in ["cross-site", "same-site", "none", ""] {
            let said = [host, ("sec-fetch-site", site), ("origin", "https://market.example")];
            assert_eq!(post(&said), Err("foreign_form"), "{site}");
        }
        assert_eq!(post(&[host, ("origin", "https://market.example")]), Ok(()));
        for origin in
            ["https://evil.example", "https://market.example.evil.example", "null", "market.example"]
        {
            assert_eq!(post(&[host, ("origin", origin)]), Err("foreign_form"), "{origin}");
        }
        assert_eq!(post(&[host]), Err("foreign_form"));
        assert_eq!(check(&Method::GET, &HeaderMap::new()), Ok(()));
    }
}
