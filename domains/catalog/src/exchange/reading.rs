//! Reading a product file of any known format.

use std::io::{self, Chain, Cursor, Read};

use kernel::Currency;

use super::Layout;
use super::draft::ListingDraft;
use super::google::FeedReader;
use super::limits::HEAD_BYTES;
use super::recognise::{BYTE_ORDER_MARK, Format, Recognised, Unrecognised, recognise};
use super::refusal::RefusedLine;
use super::shopify::ShopifyReader;
use super::woocommerce::WooReader;

type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// The listings of a file, one at a time: each is whole, or refused with the line and the reason.
pub struct Reader<R> {
    recognised: Recognised,
    /// Bytes before the first that the format's reader sees.
    skipped: u64,
    form: Form<R>,
}

enum Form<R> {
    Shopify(Box<ShopifyReader<Whole<R>>>),
    WooCommerce(Box<WooReader<Whole<R>>>),
    Google(Box<FeedReader<Whole<R>>>),
}

impl<R: Read> Reader<R> {
    /// Recognises the file by its first bytes. A price without a currency is in `currency`, the shop's.
    ///
    /// # Errors
    /// What else the file is, or that it cannot be read at all.
    pub fn open(mut input: R, currency: Currency) -> Result<Self, Unrecognised> {
        let mut head = Vec::new();
        let taken = (&mut input).take(HEAD_BYTES as u64).read_to_end(&mut head);
        taken.map_err(|error: io::Error| Unrecognised::Unreadable { fault: error.to_string() })?;
        let recognised = recognise(&head)?;
        let skipped = if head.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        head.drain(..skipped);
        let whole = Cursor::new(head).chain(input);
        let form = match (recognised.format, recognised.layout) {
            (Format::Google, layout) => Form::Google(Box::new(FeedReader::open(whole, layout, currency)?)),
            (Format::Shopify, Layout::Separated(delimiter)) => {
                Form::Shopify(Box::new(ShopifyReader::open(whole, delimiter, currency)?))
            }
            (Format::WooCommerce, Layout::Separated(delimiter)) => {
                Form::WooCommerce(Box::new(WooReader::open(whole, delimiter, currency)?))
            }
            (_, Layout::Xml) => return Err(Unrecognised::NewsFeed),
        };
        Ok(Self { recognised, skipped: skipped as u64, form })
    }

    /// What the file is.
    pub fn recognised(&self) -> Recognised {
        self.recognised
    }

    /// Bytes of the file that have been looked at, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        let read = match &self.form {
            Form::Shopify(reader) => reader.bytes_read(),
            Form::WooCommerce(reader) => reader.bytes_read(),
            Form::Google(reader) => reader.bytes_read(),
        };
        self.skipped + read
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<ListingDraft, RefusedLine>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.form {
            Form::Shopify(reader) => reader.next(),
            Form::WooCommerce(reader) => reader.next(),
            Form::Google(reader) => reader.next(),
        }
    }
}
