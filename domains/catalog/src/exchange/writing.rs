//! Writing a catalogue as a file, listing by listing.

use std::collections::BTreeSet;
use std::io::{self, Write};

use kernel::Currency;

use super::draft::ListingDraft;
use super::google::{FeedHead, FeedWriter};
use super::recognise::Format;
use super::sheet::Sheet;
use super::{shopify, woocommerce};

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk or the network.
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
    /// A listing that [`Heading::see`] was not shown: it has a column, or more options, than the header.
    #[error(
        "a listing has the column \"{name}\", which the header lacks: it changed while the file was written"
    )]
    UnseenColumn {
        /// The column.
        name: String,
    },
}

/// The header of a file to be written: it must be known before the first row, so every listing is seen twice.
#[derive(Debug, Clone)]
pub struct Heading {
    format: Format,
    options: usize,
    extra: BTreeSet<String>,
}

impl Heading {
    /// A header that has seen no listing.
    pub fn new(format: Format) -> Self {
        Self { format, options: 0, extra: BTreeSet::new() }
    }

    /// Makes room for what a listing has. See every listing before the first is written.
    pub fn see(&mut self, draft: &ListingDraft) {
        self.options = self.options.max(draft.options.len());
        if draft.source != Some(self.format) || self.format == Format::Google {
            return;
        }
        for extra in draft.variants.iter().map(|variant| &variant.extra).chain([&draft.extra]) {
            for name in extra.keys() {
                if !self.extra.contains(name) {
                    self.extra.insert(name.clone());
                }
            }
        }
    }
}

/// One walk over the shop's listings while a file is written.
///
/// WooCommerce's variations may stand far from their product, so its reader gives simple products out first
/// and variable ones when the file has ended. A file that is to come back in the same order has that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// Every listing.
    All,
    /// Those with nothing to choose.
    Simple,
    /// Those with options.
    Variable,
}

impl Pass {
    /// The walks that a format takes, in order.
    pub fn of(format: Format) -> &'static [Self] {
        match format {
            Format::WooCommerce => &[Self::Simple, Self::Variable],
            Format::Shopify | Format::Google => &[Self::All],
        }
    }

    fn has(self, draft: &ListingDraft) -> bool {
        match self {
            Self::All => true,
            Self::Simple => !draft.is_variable(),
            Self::Variable => draft.is_variable(),
        }
    }
}

/// A file being written: for each [`Pass`] of the format, every listing.
pub struct Exporter<W> {
    out: W,
    currency: Currency,
    form: Form,
}

enum Form {
    Shopify(Sheet),
    WooCommerce(Sheet),
    Google(FeedWriter),
}

impl<W: Write> Exporter<W> {
    /// Writes the header. `head` is what a feed says of the shop; the tables have no room for it.
    ///
    /// # Errors
    /// The disk's or the network's.
    pub fn begin(
        mut out: W,
        heading: &Heading,
        head: &FeedHead,
        currency: Currency,
    ) -> Result<Self, ExportError> {
        let form = match heading.format {
            Format::Shopify => {
                Form::Shopify(Sheet::begin(&mut out, shopify::heading(heading.options, &heading.extra))?)
            }
            Format::WooCommerce => Form::WooCommerce(Sheet::begin(
                &mut out,
                woocommerce::heading(heading.options, &heading.extra),
            )?),
            Format::Google => Form::Google(FeedWriter::begin(&mut out, head)?),
        };
        Ok(Self { out, currency, form })
    }

    /// Writes the listing if this pass is its own. Handles differ from listing to listing, as they do within a shop.
    ///
    /// # Errors
    /// The disk's or the network's, or a listing that the heading has not seen.
    pub fn write(&mut self, pass: Pass, draft: &ListingDraft) -> Result<(), ExportError> {
        if !pass.has(draft) {
            return Ok(());
        }
        match &mut self.form {
            Form::Shopify(sheet) => shopify::write(sheet, &mut self.out, draft, self.currency),
            Form::WooCommerce(sheet) => woocommerce::write(sheet, &mut self.out, draft, self.currency),
            Form::Google(feed) => feed.write(&mut self.out, draft, self.currency),
        }
    }

    /// Writes what closes the file and gives back where it went.
    ///
    /// # Errors
    /// The disk's or the network's.
    pub fn finish(mut self) -> Result<W, ExportError> {
        if let Form::Google(feed) = self.form {
            feed.finish(&mut self.out)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}
