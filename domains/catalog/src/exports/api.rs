//! The exports' route.

use std::io::BufWriter;

use kernel::{Refusal, Scope};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Access, Answer, Call, Download, Path, Query, Route};

use super::body::pair;
use super::{Walk, exportable};
use crate::PublicUrl;
use crate::exchange::Format;
use crate::shops::ShopKey;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

#[derive(Deserialize, IntoParams)]
struct Asked {
    /// `shopify`, `woocommerce` or `google`.
    #[param(pattern = "^(shopify|woocommerce|google)$")]
    format: String,
}

async fn take_home(call: Call, Path(shop): Path<ShopKey>, Query(asked): Query<Asked>) -> Answer<Download> {
    let format: Format = asked
        .format
        .parse()
        .map_err(|_| Refusal::field("format", "format", "A format is shopify, woocommerce or google."))?;
    let url = call.part::<PublicUrl>()?.clone();
    let shop = call.db.read(&call.caller.actor, shop, exportable).await?;
    let (media, ending) = match format {
        Format::Shopify | Format::WooCommerce => ("text/csv", "csv"),
        Format::Google => ("application/xml", "xml"),
    };
    let name = format!("{}-{}.{ending}", shop.handle, format.word());
    let walk = Walk::new(&call.db, shop);
    let (pen, sheet) = pair();
    tokio::task::spawn_blocking(move || {
        if let Err(error) = walk.write(format, &url, BufWriter::with_capacity(PIECE, pen.again())) {
            pen.fail(error);
        }
    });
    Ok(Download { media, name, body: axum::body::Body::new(sheet) })
}

pub(crate) fn routes() -> Vec<Route> {
    let look = Access::SignedIn(Scope::ShopRead);
    vec![
        Route::get("/shops/{shop}/export", look, "Take a shop's listings home as a file.", take_home)
            .cost(30)
            .within(std::time::Duration::from_secs(600)),
    ]
}
