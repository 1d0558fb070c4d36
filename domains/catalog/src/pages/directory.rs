//! What search engines are told: where they may look, and what there is.

use std::fmt::Write as _;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use db::{No, Rx};
use kernel::{Cx, Time};
use web::{Answer, Call, Reply};

use crate::listings::{self, seen_lately};
use crate::{ListingId, PublicUrl, categories};

/// Listings in the map of the market, the newest; a protocol's file has at most 50,000 addresses.
const MOST: i64 = 10_000;

/// `/robots.txt`: what is of nobody's own may be read; lists narrowed and ordered in every way are the same goods
/// again.
pub(super) async fn robots(call: Call) -> Answer<Reply> {
    let PublicUrl(base) = call.part::<PublicUrl>()?;
    let text = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /cart\nDisallow: /checkout\nDisallow: /orders\n\
         Disallow: /live/\nDisallow: /api/\nSitemap: {base}/sitemap.xml\n"
    );
    Ok(file("text/plain; charset=utf-8", text))
}

/// `/sitemap.xml`.
pub(super) async fn sitemap(call: Call) -> Answer<Reply> {
    let PublicUrl(base) = call.part::<PublicUrl>()?;
    let base = base.clone();
    let map = call.db.read(&call.caller.actor, (), look).await?;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in ["/", "/shop"].map(str::to_owned).into_iter().chain(map.places) {
        let _ = writeln!(text, "<url><loc>{base}{path}</loc></url>");
    }
    for (listing, changed) in map.listings {
        let _ = writeln!(text, "<url><loc>{base}/p/{listing}</loc><lastmod>{changed}</lastmod></url>");
    }
    text.push_str("</urlset>\n");
    Ok(file("application/xml; charset=utf-8", text))
}

/// Paths, which hold letters, digits and hyphens only, and listings with their last change.
struct Map {
    places: Vec<String>,
    listings: Vec<(ListingId, Time)>,
}

fn look(rx: &mut Rx, _: &Cx, _: &()) -> Result<Map, No> {
    let filled = listings::filled(rx)?;
    let shown = categories::all().iter().filter(|one| filled.contains(one.slug));
    let mut places: Vec<String> = shown.map(|one| format!("/c/{}", one.slug)).collect();
    places.extend(crate::shops::newest(rx, MOST)?.into_iter().map(|shop| format!("/shops/{}", shop.handle)));
    Ok(Map { places, listings: seen_lately(rx, MOST)? })
}

fn file(media: &'static str, text: String) -> Reply {
    let mut response: Response = text.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    // An hour: nobody waits for it, and it is work to make.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Reply::of(response)
}
