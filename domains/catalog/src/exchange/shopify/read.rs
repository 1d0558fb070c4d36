//! Reading: consecutive rows of one handle are one listing.

use std::io::Read;

use kernel::Currency;

use super::columns::Columns;
use super::{NO_CHOICE, NO_OPTION};
use crate::exchange::draft::{
    Extra, ImageDraft, ListingDraft, OptionDraft, VariantDraft, gather_values, reduced, text,
};
use crate::exchange::handles::{Handles, slug};
use crate::exchange::limits::{MAX_IMAGES, MAX_LISTING_BYTES, MAX_LISTINGS, MAX_NAME_CHARS, MAX_VARIANTS};
use crate::exchange::lists::split_plain;
use crate::exchange::numbers::{WeightUnit, grams, quantity, scaled, web_address, yes};
use crate::exchange::prices::parse_price;
use crate::exchange::recognise::{Format, Unrecognised};
use crate::exchange::refusal::{Reason, RefusedLine};
use crate::exchange::table::Table;

/// The listings of a Shopify file.
pub struct ShopifyReader<R> {
    table: Table<R>,
    columns: Columns,
    currency: Currency,
    handles: Handles,
    open: Option<Open>,
    ended: bool,
}

/// The listing whose rows are being read.
struct Open {
    draft: ListingDraft,
    option_names: Vec<String>,
    /// With its stated position, to be put in order at the end.
    images: Vec<(i64, ImageDraft)>,
    bytes: usize,
    refused: Option<RefusedLine>,
}

impl<R: Read> ShopifyReader<R> {
    pub(crate) fn open(input: R, delimiter: u8, currency: Currency) -> Result<Self, Unrecognised> {
        let table = Table::open(input, delimiter, true)?;
        let columns = Columns::of(&table.header);
        Ok(Self { table, columns, currency, handles: Handles::default(), open: None, ended: false })
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.table.bytes_read()
    }

    /// Takes the row under the reader into its listing; gives back the listing before, if this row begins one.
    fn take_row(&mut self, row: Result<(), RefusedLine>) -> Option<Result<ListingDraft, RefusedLine>> {
        let handle = slug(self.table.cell(self.columns.handle));
        if handle.is_empty() || handle.chars().count() > MAX_NAME_CHARS {
            let reason =
                if handle.is_empty() { Reason::Missing } else { Reason::TooLong { limit: MAX_NAME_CHARS } };
            return match row {
                // Nobody can say whose row this was: perhaps the open listing's, which is then not whole.
                Err(broken) => self.blame(broken),
                Ok(()) => Some(Err(self.table.refuse(self.columns.handle, reason))),
            };
        }
        let continues = self.open.as_ref().is_some_and(|open| open.draft.handle == handle);
        let finished = if continues { None } else { self.begin(handle) };
        let (table, columns, currency) = (&self.table, &self.columns, self.currency);
        if let Some(open) = &mut self.open
            && open.refused.is_none()
        {
            open.refused = row.and_then(|()| open.add_row(table, columns, currency, continues)).err();
        }
        finished
    }

    fn blame(&mut self, broken: RefusedLine) -> Option<Result<ListingDraft, RefusedLine>> {
        match &mut self.open {
            Some(open) => {
                open.refused.get_or_insert(broken);
                None
            }
            None => Some(Err(broken)),
        }
    }

    fn begin(&mut self, handle: String) -> Option<Result<ListingDraft, RefusedLine>> {
        let finished = self.open.take().map(Open::finish);
        let line = self.table.line();
        let refused = if self.handles.claim(&handle) {
            None
        } else {
            Some(self.table.refuse(self.columns.handle, Reason::RepeatedHandle { handle: handle.clone() }))
        };
        let draft = ListingDraft { source: Some(Format::Shopify), line, handle, ..ListingDraft::default() };
        self.open = Some(Open { draft, option_names: Vec::new(), images: Vec::new(), bytes: 0, refused });
        finished
    }
}

impl<R: Read> Iterator for ShopifyReader<R> {
    type Item = Result<ListingDraft, RefusedLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if self.handles.count() > MAX_LISTINGS {
                self.ended = true;
                self.open = None;
                return Some(Err(self.table.refuse(None, Reason::TooManyListings { limit: MAX_LISTINGS })));
            }
            let Some(row) = self.table.advance() else {
                self.ended = true;
                break;
            };
            if let Some(finished) = self.take_row(row) {
                return Some(finished);
            }
        }
        self.open.take().map(Open::finish)
    }
}

impl Open {
    fn add_row<R: Read>(
        &mut self,
        table: &Table<R>,
        columns: &Columns,
        currency: Currency,
        continues: bool,
    ) -> Result<(), RefusedLine> {
        self.bytes += table.row_bytes();
        if self.bytes > MAX_LISTING_BYTES {
            return Err(table.refuse(None, Reason::ListingTooLong { limit: MAX_LISTING_BYTES }));
        }
        if !continues {
            self.read_listing(table, columns)?;
        }
        let is_variant = !continues || is_variant_row(table, columns);
        let mut extra = Extra::new();
        for other in &columns.others {
            let cell = table.cell(Some(other.place));
            if cell.trim().is_empty() {
                continue;
            }
            let name = table.header.name(other.place).to_owned();
            if other.of_variant && is_variant {
                extra.insert(name, cell.to_owned());
            } else if !other.of_variant {
                // Shopify reads the first row's cell; one that only a later row has is not lost.
                self.draft.extra.entry(name).or_insert_with(|| cell.to_owned());
            }
        }
        if is_variant {
            if self.draft.variants.len() == MAX_VARIANTS {
                return Err(table.refuse(None, Reason::TooMany { limit: MAX_VARIANTS }));
            }
            let variant = self.read_variant(table, columns, currency, extra)?;
            self.draft.variants.push(variant);
        }
        self.read_image(table, columns)
    }

    fn read_listing<R: Read>(&mut self, table: &Table<R>, columns: &Columns) -> Result<(), RefusedLine> {
        if table.value(columns.gift_card, |cell| yes(cell, false))? {
            return Err(table.refuse(columns.gift_card, Reason::GiftCard));
        }
        let draft = &mut self.draft;
        draft.title = table.value(columns.title, |cell| text(cell).ok_or(Reason::Missing))?;
        table.cell(columns.body).clone_into(&mut draft.description_html);
        draft.vendor = text(table.cell(columns.vendor));
        draft.kind = text(table.cell(columns.kind));
        draft.tags = split_plain(table.cell(columns.tags));
        let active = matches!(table.cell(columns.status).trim().to_ascii_lowercase().as_str(), "" | "active");
        draft.published = table.value(columns.published, |cell| yes(cell, true))? && active;
        draft.category =
            text(table.cell(columns.google_category)).or_else(|| text(table.cell(columns.product_category)));
        for (name, value) in &columns.options {
            match (text(table.cell(*name)), text(table.cell(*value))) {
                (Some(name), _) => self.option_names.push(name),
                (None, None) => break,
                (None, Some(_)) => return Err(table.refuse(*name, Reason::Missing)),
            }
        }
        Ok(())
    }

    fn read_variant<R: Read>(
        &self,
        table: &Table<R>,
        columns: &Columns,
        currency: Currency,
        mut extra: Extra,
    ) -> Result<VariantDraft, RefusedLine> {
        let mut option_values = Vec::with_capacity(self.option_names.len());
        for (_, value) in columns.options.iter().take(self.option_names.len()) {
            option_values.push(table.value(*value, |cell| text(cell).ok_or(Reason::Missing))?);
        }
        let asked = table.value(columns.price, |cell| parse_price(cell, currency))?;
        let before =
            table.value(columns.compare_at, |cell| optional(cell, |cell| parse_price(cell, currency)))?;
        let (price, compare_at) = reduced(before.unwrap_or(asked).max(asked), Some(asked));
        let tracker = text(table.cell(columns.tracker));
        if let Some(other) = tracker.as_ref().filter(|tracker| *tracker != super::TRACKER) {
            extra.insert("Variant Inventory Tracker".to_owned(), other.clone());
        }
        Ok(VariantDraft {
            sku: text(table.cell(columns.sku)),
            option_values,
            price,
            compare_at,
            quantity: table.value(columns.quantity, quantity)?,
            track: tracker.is_some(),
            grams: table.value(columns.grams, |cell| grams(cell, WeightUnit::Gram))?,
            barcode: text(table.cell(columns.barcode)),
            tax_code: text(table.cell(columns.tax_code)),
            // Shopify: a column left blank means no parcel; a file without the column says nothing.
            requires_shipping: columns.requires_shipping.is_none()
                || table.value(columns.requires_shipping, |cell| yes(cell, false))?,
            image: table.value(columns.variant_image, |cell| optional(cell, web_address))?,
            extra,
        })
    }

    fn read_image<R: Read>(&mut self, table: &Table<R>, columns: &Columns) -> Result<(), RefusedLine> {
        let Some(url) = table.value(columns.image, |cell| optional(cell, web_address))? else {
            return Ok(());
        };
        if self.images.len() == MAX_IMAGES {
            return Err(table.refuse(columns.image, Reason::TooMany { limit: MAX_IMAGES }));
        }
        let position = table
            .value(columns.image_position, |cell| optional(cell, |cell| scaled(cell.trim(), 0, i64::MAX)))?
            .unwrap_or(i64::MAX);
        self.images.push((position, ImageDraft::at(url, text(table.cell(columns.image_alt)))));
        Ok(())
    }

    fn finish(mut self) -> Result<ListingDraft, RefusedLine> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        self.images.sort_by_key(|(position, _)| *position);
        self.draft.images = self.images.into_iter().map(|(_, image)| image).collect();
        let is_default = self.option_names == [NO_OPTION]
            && self.draft.variants.iter().all(|variant| variant.option_values == [NO_CHOICE]);
        if is_default {
            self.draft.variants.iter_mut().for_each(|variant| variant.option_values.clear());
        } else {
            let named = self.option_names.into_iter();
            self.draft.options = named.map(|name| OptionDraft { name, values: Vec::new() }).collect();
            gather_values(&mut self.draft.options, &self.draft.variants);
        }
        self.draft.check()?;
        Ok(self.draft)
    }
}

/// Whether a later row brings a variant: a row without one only brings a picture.
fn is_variant_row<R: Read>(table: &Table<R>, columns: &Columns) -> bool {
    let values = columns.options.iter().map(|(_, value)| *value);
    values
        .chain([columns.sku, columns.price, columns.barcode])
        .any(|place| !table.cell(place).trim().is_empty())
}

fn optional<T>(cell: &str, rule: impl FnOnce(&str) -> Result<T, Reason>) -> Result<Option<T>, Reason> {
    if cell.trim().is_empty() { Ok(None) } else { rule(cell).map(Some) }
}
