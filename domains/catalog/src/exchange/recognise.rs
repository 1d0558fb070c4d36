//! Which format a file has, by what it begins with; never by its name.

use serde::{Deserialize, Serialize};

use super::cells::{Row, Rows, Step};
use super::google;
use super::refusal::Reason;
use super::table::Header;

/// A format that is taken and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Shopify's product CSV.
    Shopify,
    /// WooCommerce's product CSV.
    #[serde(rename = "woocommerce")]
    WooCommerce,
    /// Google's product feed.
    Google,
}

/// The word names no format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a format is shopify, woocommerce or google")]
pub struct NoFormat;

impl std::str::FromStr for Format {
    type Err = NoFormat;
    fn from_str(word: &str) -> Result<Self, NoFormat> {
        [Self::Shopify, Self::WooCommerce, Self::Google]
            .into_iter()
            .find(|format| format.word() == word)
            .ok_or(NoFormat)
    }
}

impl Format {
    /// Its word in the API, on the command line and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
            Self::Google => "google",
        }
    }

    /// Its name as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shopify => "Shopify CSV",
            Self::WooCommerce => "WooCommerce CSV",
            Self::Google => "Google product feed",
        }
    }
}

/// How a format is laid out in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Rows of cells between this byte: a comma, a semicolon or a tab.
    Separated(u8),
    /// RSS or Atom.
    Xml,
}

/// A file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Whose.
    pub format: Format,
    /// In which of its forms.
    pub layout: Layout,
}

/// Why a file cannot be read at all; nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unrecognised {
    /// Vendure's product CSV.
    #[error(
        "this is a Vendure product file, which Rialto does not take: export the products as Shopify or WooCommerce CSV"
    )]
    Vendure,
    /// WooCommerce's tax rates.
    #[error("this is a WooCommerce tax-rate file: it holds no products")]
    WooCommerceTaxRates,
    /// RSS or Atom without Google's product fields.
    #[error("this is a news feed, not a product feed: no field is Google's (base.google.com/ns/1.0)")]
    NewsFeed,
    /// XML of another kind.
    #[error("this XML is neither RSS nor Atom: its first element is <{root}>")]
    OtherXml {
        /// The first element's name.
        root: String,
    },
    /// A workbook, or any other ZIP archive.
    #[error("this is a workbook or a ZIP archive: save the sheet as \"CSV UTF-8\"")]
    Archive,
    /// gzip.
    #[error("this file is compressed: unpack it first")]
    Compressed,
    /// UTF-16 or UTF-32.
    #[error("this file is UTF-16: save it as \"CSV UTF-8\"")]
    Utf16,
    /// Not text.
    #[error("this file is not text")]
    Binary,
    /// JSON.
    #[error("this is JSON: products are taken as CSV or as a product feed")]
    Json,
    /// Nothing, or only space.
    #[error("this file is empty")]
    Empty,
    /// Two columns of one name: their cells would overwrite each other.
    #[error("the header has two columns \"{name}\"")]
    RepeatedColumn {
        /// The name.
        name: String,
    },
    /// The header cannot be read as a row.
    #[error("the header cannot be read: {reason}")]
    BrokenHeader {
        /// Why.
        reason: Reason,
    },
    /// A table of something else.
    #[error("no product file is known with these columns: {columns}")]
    UnknownColumns {
        /// The first few.
        columns: String,
    },
    /// The system's answer.
    #[error("this file could not be read ({fault})")]
    Unreadable {
        /// What it said.
        fault: String,
    },
}

impl Unrecognised {
    /// A word that stays the same from version to version.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Vendure => "vendure",
            Self::WooCommerceTaxRates => "woocommerce_tax_rates",
            Self::NewsFeed => "news_feed",
            Self::OtherXml { .. } => "other_xml",
            Self::Archive => "archive",
            Self::Compressed => "compressed",
            Self::Utf16 => "utf16",
            Self::Binary => "binary",
            Self::Json => "json",
            Self::Empty => "empty",
            Self::RepeatedColumn { .. } => "repeated_column",
            Self::BrokenHeader { .. } => "broken_header",
            Self::UnknownColumns { .. } => "unknown_columns",
            Self::Unreadable { .. } => "unreadable",
        }
    }
}

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The format of a file from its first bytes, [`HEAD_BYTES`](super::limits::HEAD_BYTES) of them or the whole.
///
/// # Errors
/// What else the file is, as far as that can be told.
pub fn recognise(head: &[u8]) -> Result<Recognised, Unrecognised> {
    if let Some(other) = by_signature(head) {
        return Err(other);
    }
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    match head.trim_ascii_start().first() {
        None => Err(Unrecognised::Empty),
        Some(b'<') => google::recognise_xml(head),
        Some(b'{' | b'[') => Err(Unrecognised::Json),
        Some(_) => recognise_table(head),
    }
}

fn by_signature(head: &[u8]) -> Option<Unrecognised> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(Unrecognised::Archive);
    }
    if head.starts_with(b"\x1f\x8b") {
        return Some(Unrecognised::Compressed);
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Some(Unrecognised::Utf16);
    }
    match head {
        // Plain letters in UTF-16 are every second byte.
        [0, letter, 0, _, ..] | [letter, 0, _, 0, ..] if letter.is_ascii_graphic() => {
            Some(Unrecognised::Utf16)
        }
        _ if head.contains(&0) => Some(Unrecognised::Binary),
        _ => None,
    }
}

fn recognise_table(head: &[u8]) -> Result<Recognised, Unrecognised> {
    let mut first_failure = None;
    for delimiter in [b',', b'\t', b';'] {
        match header(head, delimiter).and_then(|header| by_columns(&header)) {
            Ok(format) => return Ok(Recognised { format, layout: Layout::Separated(delimiter) }),
            Err(named @ (Unrecognised::Vendure | Unrecognised::WooCommerceTaxRates)) => return Err(named),
            // Cut at the wrong byte, a good header may look broken.
            Err(failure) => {
                first_failure.get_or_insert(failure);
            }
        }
    }
    Err(first_failure.unwrap_or(Unrecognised::Empty))
}

fn header(head: &[u8], delimiter: u8) -> Result<Header, Unrecognised> {
    let mut row = Row::default();
    match Rows::new(head, delimiter).next(&mut row) {
        Step::Row => Header::of(&row),
        Step::Broken(_, reason) => Err(Unrecognised::BrokenHeader { reason }),
        Step::End => Err(Unrecognised::Empty),
    }
}

/// Columns that name each file, in small letters; the first that fits decides.
fn by_columns(header: &Header) -> Result<Format, Unrecognised> {
    let has = |names: &[&str]| header.find(names).is_some();
    if has(&["optiongroups"]) && has(&["optionvalues"]) && has(&["taxcategory"]) {
        return Err(Unrecognised::Vendure);
    }
    if has(&["country code"]) && has(&["rate %"]) {
        return Err(Unrecognised::WooCommerceTaxRates);
    }
    if has(&["handle", "url handle"]) && has(&["title"]) && has(&["variant price", "price"]) {
        return Ok(Format::Shopify);
    }
    if has(&["type"]) && has(&["name"]) && has(&["regular price"]) {
        return Ok(Format::WooCommerce);
    }
    if has(&["id"]) && has(&["title"]) && has(&["price"]) {
        return Ok(Format::Google);
    }
    const SHOWN: usize = 6;
    let shown: Vec<String> =
        header.names.iter().take(SHOWN).map(|name| name.chars().take(40).collect()).collect();
    Err(Unrecognised::UnknownColumns { columns: shown.join(", ") })
}
