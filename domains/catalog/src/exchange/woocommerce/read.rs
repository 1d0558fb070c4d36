//! Reading: simple products at once, variable ones at the end.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use kernel::Currency;

use super::attributes;
use super::columns::Columns;
use super::family::{Child, Family};
use crate::exchange::draft::{Extra, ImageDraft, ListingDraft, VariantDraft, reduced, text};
use crate::exchange::handles::Handles;
use crate::exchange::limits::{MAX_LISTINGS, MAX_VARIANTS, MAX_WAITING_BYTES};
use crate::exchange::lists;
use crate::exchange::numbers::{grams, kilograms_text, quantity, web_address, yes};
use crate::exchange::prices::parse_price;
use crate::exchange::recognise::{Format, Unrecognised};
use crate::exchange::refusal::{Reason, RefusedLine};
use crate::exchange::table::Table;

/// What a waiting row takes beside its text: its fields and its place in the tree.
const ROW_OVERHEAD_BYTES: usize = 1024;

/// The listings of a WooCommerce file.
pub struct WooReader<R> {
    table: Table<R>,
    columns: Columns,
    currency: Currency,
    handles: Handles,
    families: Vec<Family>,
    /// A family's place by what variations may call it.
    by_name: BTreeMap<String, usize>,
    /// Variations that came before their parent, with the name they gave it.
    early: Vec<(String, Result<Child, RefusedLine>)>,
    waiting_bytes: usize,
    ready: VecDeque<Result<ListingDraft, RefusedLine>>,
    ended: bool,
}

/// A row's "Type", such as "simple, downloadable, virtual".
struct Kind {
    base: String,
    downloadable: bool,
    is_virtual: bool,
}

impl Kind {
    fn of(cell: &str) -> Self {
        let words: Vec<String> = cell.split(',').map(|word| word.trim().to_ascii_lowercase()).collect();
        let has = |word: &str| words.iter().any(|own| own == word);
        let (downloadable, is_virtual) = (has("downloadable"), has("virtual"));
        let base =
            words.into_iter().find(|word| word != "downloadable" && word != "virtual" && !word.is_empty());
        Self { base: base.unwrap_or_else(|| "simple".to_owned()), downloadable, is_virtual }
    }
}

impl<R: Read> WooReader<R> {
    pub(crate) fn open(input: R, delimiter: u8, currency: Currency) -> Result<Self, Unrecognised> {
        let table = Table::open(input, delimiter, true)?;
        let columns = Columns::of(&table.header);
        Ok(Self {
            table,
            columns,
            currency,
            handles: Handles::default(),
            families: Vec::new(),
            by_name: BTreeMap::new(),
            early: Vec::new(),
            waiting_bytes: 0,
            ready: VecDeque::new(),
            ended: false,
        })
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.table.bytes_read()
    }

    fn take_row(&mut self, row: Result<(), RefusedLine>) -> Result<Option<ListingDraft>, RefusedLine> {
        let kind = Kind::of(self.table.cell(self.columns.kind));
        if let Err(broken) = row {
            // If it can still be told whose variation this was, that listing is not whole.
            let parent = parent_name(self.table.cell(self.columns.parent));
            let family = self.by_name.get(&parent).and_then(|place| self.families.get_mut(*place));
            return match family {
                Some(family) => {
                    family.refused.get_or_insert(broken);
                    Ok(None)
                }
                None => Err(broken),
            };
        }
        match kind.base.as_str() {
            "simple" => self.read_simple(&kind).map(Some),
            "variable" => self.read_variable(&kind).map(|()| None),
            "variation" => self.read_variation(&kind).map(|()| None),
            "grouped" => Err(self.table.refuse(self.columns.kind, Reason::Grouped)),
            "external" => Err(self.table.refuse(self.columns.kind, Reason::SoldElsewhere)),
            other => {
                Err(self.table.refuse(self.columns.kind, Reason::UnknownType { text: other.to_owned() }))
            }
        }
    }

    fn read_simple(&mut self, kind: &Kind) -> Result<ListingDraft, RefusedLine> {
        let mut draft = self.read_listing()?;
        let mut variant = self.read_variant(kind)?;
        variant.tax_code = text(self.table.cell(self.columns.tax_class));
        for (place, attribute) in attributes::read(&self.table, &self.columns).iter().enumerate() {
            attribute.keep(place + 1, false, &mut draft.extra);
        }
        draft.extra.append(&mut variant.extra);
        draft.variants.push(variant);
        draft.handle = self.make_handle();
        draft.check()?;
        Ok(draft)
    }

    fn read_variable(&mut self, kind: &Kind) -> Result<(), RefusedLine> {
        let mut draft = self.read_listing()?;
        let columns = &self.columns;
        let id = text(self.table.cell(columns.id));
        let sku = text(self.table.cell(columns.sku));
        let names = [id.map(|id| format!("id:{id}")), sku.map(|sku| format!("sku:{sku}"))];
        if let Some(name) = names.iter().flatten().find(|name| self.by_name.contains_key(*name)) {
            return Err(self.table.refuse(columns.sku, Reason::RepeatedParent { parent: name.clone() }));
        }
        for (name, place) in [
            ("SKU", columns.sku),
            ("GTIN, UPC, EAN, or ISBN", columns.gtin),
            ("In stock?", columns.in_stock),
            ("Stock", columns.stock),
            ("Sale price", columns.sale_price),
            ("Regular price", columns.regular_price),
            ("Tax class", columns.tax_class),
        ] {
            keep(&mut draft.extra, name, self.table.cell(place));
        }
        if kind.is_virtual || kind.downloadable {
            keep(&mut draft.extra, "Type", self.table.cell(columns.kind));
        }
        let grams = self.table.value(columns.weight, |cell| grams(cell, columns.weight_unit))?;
        if let Some(grams) = grams {
            draft.extra.insert("Weight (kg)".to_owned(), kilograms_text(grams));
        }
        let family = Family {
            attributes: attributes::read(&self.table, columns),
            tax_code: text(self.table.cell(columns.tax_class)),
            grams,
            children: Vec::new(),
            refused: None,
            draft,
        };
        for name in names.into_iter().flatten() {
            self.by_name.insert(name, self.families.len());
        }
        self.families.push(family);
        let handle = self.make_handle();
        if let Some(family) = self.families.last_mut() {
            family.draft.handle = handle;
        }
        self.wait()
    }

    fn read_variation(&mut self, kind: &Kind) -> Result<(), RefusedLine> {
        let columns = &self.columns;
        if self.table.cell(columns.published).trim() != "1" {
            return Err(self.table.refuse(columns.published, Reason::SwitchedOff));
        }
        let parent = self.table.cell(columns.parent);
        if parent.trim().is_empty() {
            return Err(self.table.refuse(columns.parent, Reason::Missing));
        }
        let parent = parent_name(parent);
        let child = self.read_child(kind);
        self.wait()?;
        match self.by_name.get(&parent).and_then(|place| self.families.get_mut(*place)) {
            Some(family) => family.take(child),
            None => self.early.push((parent, child)),
        }
        Ok(())
    }

    fn read_child(&self, kind: &Kind) -> Result<Child, RefusedLine> {
        let columns = &self.columns;
        let mut variant = self.read_variant(kind)?;
        for place in &columns.others {
            keep(&mut variant.extra, self.table.header.name(*place), self.table.cell(Some(*place)));
        }
        keep(&mut variant.extra, "Name", self.table.cell(columns.name).trim());
        keep(&mut variant.extra, "Description", self.table.cell(columns.description));
        self.keep_visibility(&mut variant.extra);
        let mut images = lists::split(self.table.cell(columns.images)).into_iter();
        variant.image = match images.next() {
            Some(image) => Some(self.table.value(columns.images, |_| web_address(&image))?),
            None => None,
        };
        keep(&mut variant.extra, "Images", &lists::join(images));
        let tax_class = text(self.table.cell(columns.tax_class));
        let inherits_tax = tax_class.as_deref() == Some("parent");
        if inherits_tax {
            keep(&mut variant.extra, "Tax class", "parent");
        } else {
            variant.tax_code = tax_class;
        }
        Ok(Child {
            line: self.table.line(),
            variant,
            attributes: attributes::read(&self.table, columns),
            inherits_tax,
        })
    }

    /// What simple and variable products have alike.
    fn read_listing(&self) -> Result<ListingDraft, RefusedLine> {
        let (table, columns) = (&self.table, &self.columns);
        let mut extra = Extra::new();
        for place in &columns.others {
            keep(&mut extra, table.header.name(*place), table.cell(Some(*place)));
        }
        let hidden = self.keep_visibility(&mut extra);
        let state = table.cell(columns.published).trim();
        let published = match state {
            "1" | "" => !hidden,
            "0" | "-1" => false,
            other => {
                return Err(table.refuse(columns.published, Reason::NotYesOrNo { text: other.to_owned() }));
            }
        };
        if !published {
            keep(&mut extra, "Published", state);
        }
        let mut categories = lists::split(table.cell(columns.categories)).into_iter();
        let category = categories.next();
        keep(&mut extra, "Categories", &lists::join(categories));
        let images = lists::split(table.cell(columns.images)).into_iter().map(|url| {
            table.value(columns.images, |_| web_address(&url)).map(|url| ImageDraft::at(url, None))
        });
        Ok(ListingDraft {
            source: Some(Format::WooCommerce),
            line: table.line(),
            title: table.value(columns.name, |cell| text(cell).ok_or(Reason::Missing))?,
            description_html: table.cell(columns.description).to_owned(),
            vendor: text(table.cell(columns.brands)),
            tags: lists::split(table.cell(columns.tags)),
            published,
            category,
            images: images.collect::<Result<_, _>>()?,
            extra,
            ..ListingDraft::default()
        })
    }

    /// What simple products and variations have alike; tax, picture and options are the caller's.
    fn read_variant(&self, kind: &Kind) -> Result<VariantDraft, RefusedLine> {
        let (table, columns) = (&self.table, &self.columns);
        let mut extra = Extra::new();
        let regular = table.value(columns.regular_price, |cell| parse_price(cell, self.currency))?;
        let sale = table.cell(columns.sale_price);
        let is_timed =
            [columns.sale_starts, columns.sale_ends].iter().any(|at| !table.cell(*at).trim().is_empty());
        let (price, compare_at) = if sale.trim().is_empty() {
            (regular, None)
        } else if is_timed {
            // Whether it holds today depends on the other shop's clock: sold at the regular price, given back.
            keep(&mut extra, "Sale price", sale);
            (regular, None)
        } else {
            reduced(regular, Some(table.value(columns.sale_price, |cell| parse_price(cell, self.currency))?))
        };
        if kind.downloadable {
            keep(&mut extra, "Type", "downloadable");
        }
        let (quantity, track) = self.read_stock(&mut extra)?;
        Ok(VariantDraft {
            sku: text(table.cell(columns.sku)),
            price,
            compare_at,
            quantity,
            track,
            grams: table.value(columns.weight, |cell| grams(cell, columns.weight_unit))?,
            barcode: text(table.cell(columns.gtin)),
            requires_shipping: !kind.is_virtual,
            extra,
            ..VariantDraft::default()
        })
    }

    fn read_stock(&self, extra: &mut Extra) -> Result<(Option<i64>, bool), RefusedLine> {
        let (table, columns) = (&self.table, &self.columns);
        if table.cell(columns.stock).trim() == "parent" {
            return Err(table.refuse(columns.stock, Reason::StockAtParent));
        }
        if let Some(pieces) = table.value(columns.stock, quantity)? {
            return Ok((Some(pieces), true));
        }
        let in_stock = table.cell(columns.in_stock).trim();
        if in_stock == "backorder" {
            keep(extra, "In stock?", in_stock);
            return Ok((None, false));
        }
        let available = table.value(columns.in_stock, |cell| yes(cell, true))?;
        Ok(if available { (None, false) } else { (Some(0), true) })
    }

    /// Keeps how the other shop shows the product, and says whether it hides it.
    fn keep_visibility(&self, extra: &mut Extra) -> bool {
        let visibility = self.table.cell(self.columns.visibility).trim();
        if visibility != "visible" {
            keep(extra, "Visibility in catalog", visibility);
        }
        visibility == "hidden"
    }

    fn make_handle(&mut self) -> String {
        let (table, columns) = (&self.table, &self.columns);
        self.handles.make(&[table.cell(columns.name), table.cell(columns.sku)], table.line())
    }

    /// Counts the row under the reader as waiting.
    fn wait(&mut self) -> Result<(), RefusedLine> {
        self.waiting_bytes += self.table.row_bytes() + ROW_OVERHEAD_BYTES;
        if self.waiting_bytes > MAX_WAITING_BYTES {
            self.abandon();
            return Err(self.table.refuse(None, Reason::TooMuchWaiting { limit: MAX_WAITING_BYTES }));
        }
        Ok(())
    }

    /// Reads no further; listings that may not be whole are not given out.
    fn abandon(&mut self) {
        self.ended = true;
        self.families.clear();
        self.by_name.clear();
        self.early.clear();
    }

    fn finish(&mut self) {
        for (parent, child) in std::mem::take(&mut self.early) {
            match self.by_name.get(&parent).and_then(|place| self.families.get_mut(*place)) {
                Some(family) => family.take(child),
                None => {
                    let line = child.as_ref().map_or_else(|refused| refused.line, |child| child.line);
                    let parent = parent.strip_prefix("sku:").unwrap_or(&parent).to_owned();
                    self.ready.push_back(Err(RefusedLine::at(line, "Parent", Reason::NoParent { parent })));
                }
            }
        }
        self.by_name.clear();
        self.ready.extend(std::mem::take(&mut self.families).into_iter().map(Family::finish));
    }
}

impl Family {
    fn take(&mut self, child: Result<Child, RefusedLine>) {
        match child {
            Ok(child) if self.children.len() < MAX_VARIANTS => self.children.push(child),
            Ok(child) => {
                let reason = Reason::TooMany { limit: MAX_VARIANTS };
                self.refused.get_or_insert(RefusedLine::new(child.line, reason));
            }
            Err(refused) => {
                self.refused.get_or_insert(refused);
            }
        }
    }
}

impl<R: Read> Iterator for WooReader<R> {
    type Item = Result<ListingDraft, RefusedLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if self.handles.count() > MAX_LISTINGS {
                self.abandon();
                return Some(Err(self.table.refuse(None, Reason::TooManyListings { limit: MAX_LISTINGS })));
            }
            let Some(row) = self.table.advance() else {
                self.ended = true;
                self.finish();
                break;
            };
            if let Some(taken) = self.take_row(row).transpose() {
                return Some(taken);
            }
        }
        self.ready.pop_front()
    }
}

/// What a variation's "Parent" cell calls its product.
fn parent_name(cell: &str) -> String {
    let name = cell.trim();
    if name.starts_with("id:") { name.to_owned() } else { format!("sku:{name}") }
}

/// Keeps a cell that has something in it.
fn keep(extra: &mut Extra, name: &str, cell: &str) {
    if !cell.trim().is_empty() {
        extra.insert(name.to_owned(), cell.to_owned());
    }
}
