//! How much of a file is held at once. What is larger is refused by name, never cut.

/// The header, and whatever stands before it, ends within this many bytes.
pub const HEAD_BYTES: usize = 64 * 1024;
/// Columns of a table, or fields of one item of a feed.
pub const MAX_COLUMNS: usize = 1_000;
/// Bytes of one row's cells. Shopify allows 512 KiB for a description alone.
pub const MAX_ROW_BYTES: usize = 1 << 20;
/// Bytes of one listing with all its rows.
pub const MAX_LISTING_BYTES: usize = 8 << 20;
/// Variants of one listing; Shopify's own limit is 2,048.
pub const MAX_VARIANTS: usize = 2_048;
/// Pictures of one listing; Shopify's own limit is 250.
pub const MAX_IMAGES: usize = 250;
/// Options (size, colour) of one listing; Shopify has three, WooCommerce any number.
pub const MAX_OPTIONS: usize = 10;
/// Listings of one file: the reader remembers eight bytes of each to find a handle that comes twice.
pub const MAX_LISTINGS: u64 = 1_000_000;
/// Bytes of WooCommerce's variable products that wait for variations further down the file.
pub const MAX_WAITING_BYTES: usize = 128 << 20;
/// Characters of a title, a name or a code: a handle, an option, a stock-keeping unit.
pub const MAX_NAME_CHARS: usize = 500;
/// Minor units of the shop's currency. A thousand lines of it still fit 64 bits.
pub const MAX_PRICE: i64 = 1_000_000_000_000_000;
/// Pieces of one variant in stock.
pub const MAX_QUANTITY: i64 = 1_000_000_000;
/// Grams of one piece: a thousand tonnes.
pub const MAX_GRAMS: i64 = 1_000_000_000;
/// Refused lines that a report keeps in full; the rest it counts by code.
pub const MAX_REPORTED_LINES: usize = 10_000;
