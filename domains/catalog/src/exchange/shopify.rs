//! Shopify's product CSV: one row for each variant or picture, the listing's own cells in its first row.

mod columns;
mod read;
mod write;

pub(super) use read::ShopifyReader;
pub(super) use write::{heading, write};

/// The option and the value that stand for "there is nothing to choose".
const NO_OPTION: &str = "Title";
const NO_CHOICE: &str = "Default Title";
/// Shopify's name for its own stock keeping.
const TRACKER: &str = "shopify";
