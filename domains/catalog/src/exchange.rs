//! Product files: read from other shops, written back for them. No database and no network.
//!
//! ```text
//! a file ── recognise ──► Reader ──► ListingDraft or RefusedLine, one at a time ──► Report
//! drafts ── Heading::see, every draft ──► Exporter::write, each pass ──► a file
//! ```
//!
//! Three formats go both ways: Shopify's and WooCommerce's product CSV, and Google's product feed (read as
//! RSS, Atom or tab-separated text, written as RSS). A listing is taken whole or refused with the line and
//! the reason; what we do not interpret is kept in `extra` and given back when the same format is written.
//! A file that we wrote, read into an empty shop and written again is the same to the byte.

mod cells;
mod draft;
mod google;
mod guard;
mod handles;
pub mod limits;
mod lists;
mod numbers;
mod prices;
mod reading;
mod recognise;
mod refusal;
mod report;
mod sheet;
mod shopify;
mod table;
mod woocommerce;
mod writing;

pub use draft::{Extra, ImageDraft, ListingDraft, OptionDraft, OwnPicture, VariantDraft};
pub use google::FeedHead;
pub use guard::{guard, unguard};
pub use handles::slug;
pub use prices::{parse_price, price_text};
pub use reading::Reader;
pub use recognise::{Format, Layout, NoFormat, Recognised, Unrecognised, recognise};
pub use refusal::{Reason, RefusedLine};
pub use report::Report;
pub use writing::{ExportError, Exporter, Heading, Pass};
