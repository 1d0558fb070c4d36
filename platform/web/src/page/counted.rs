//! Pages that were shown to people who agreed to be counted: the gate tells of each, after the answer was made. Nobody
//! else is told of, and neither is a page that a script fetches again or a browser fetches ahead.

use std::net::IpAddr;

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use kernel::{Actor, Time};

use super::Consent;
use super::house::Entrance;

/// One page that somebody was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Who, as the session says.
    pub actor: &'a Actor,
    /// From where; only for telling one day's visitors apart.
    pub address: IpAddr,
    /// The browser's own words; for the same.
    pub agent: &'a str,
    /// What they agreed to.
    pub consent: Consent,
    /// The page's path as in its table: `/p/{listing}`.
    pub route: &'a str,
    /// Its path and query.
    pub here: &'a str,
    /// The path of the page of ours that led here; nothing from elsewhere.
    pub from: Option<&'a str>,
    /// When.
    pub at: Time,
}

/// Whoever counts. It must not wait: what there is no room for is shed.
pub trait Counts: Send + Sync + 'static {
    /// Counts one page.
    fn shown(&self, shown: &Shown<'_>);
}

/// What of a request is needed once it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    agent: String,
    from: Option<String>,
}

impl Look {
    /// Of a request that may be counted.
    pub(crate) fn of(parts: &Parts, entrance: &Entrance) -> Option<Self> {
        let agreed = entrance.consent.is_some_and(|consent| consent.analytics) && !entrance.is_refused;
        let counted = entrance.house.counts().is_some();
        if !agreed || !counted || parts.method != Method::GET || is_fetched(&parts.headers) {
            return None;
        }
        let agent = text(&parts.headers, &header::USER_AGENT).unwrap_or_default();
        Some(Self { agent: agent.chars().take(300).collect(), from: from(&parts.headers) })
    }

    /// Tells of it.
    pub(crate) fn tell(&self, entrance: &Entrance, actor: &Actor, address: IpAddr, route: &str) {
        let (Some(counts), Some(consent)) = (entrance.house.counts(), entrance.consent) else { return };
        counts.shown(&Shown {
            actor,
            address,
            agent: &self.agent,
            consent,
            route,
            here: &entrance.here,
            from: self.from.as_deref(),
            at: entrance.reader.now(),
        });
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// By the page's own script, for a region of it, or by a browser that guesses where its person goes next.
fn is_fetched(headers: &HeaderMap) -> bool {
    headers.contains_key("x-rialto")
        || ["sec-purpose", "purpose"].iter().any(|name| {
            headers
                .get(*name)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|why| why.contains("prefetch"))
        })
}

/// The path that led here, if it was one of this host. What other sites their readers come from is not kept.
fn from(headers: &HeaderMap) -> Option<String> {
    let host = text(headers, &header::HOST)?;
    let uri: Uri = text(headers, &header::REFERER)?.parse().ok()?;
    (uri.authority()?.as_str() == host).then(|| uri.path().to_owned())
}
