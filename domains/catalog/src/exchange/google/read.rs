//! Items put together as listings.

use std::io::Read;

use kernel::Currency;

use super::fields::take_all;
use super::item::Item;
use super::text::TextItems;
use super::xml::XmlItems;
use super::{CHOICES, OPTION_SECTION};
use crate::exchange::draft::{
    Extra, ImageDraft, ListingDraft, OptionDraft, VariantDraft, gather_values, reduced,
};
use crate::exchange::handles::{Handles, slug};
use crate::exchange::limits::{MAX_LISTING_BYTES, MAX_LISTINGS, MAX_NAME_CHARS, MAX_OPTIONS, MAX_VARIANTS};
use crate::exchange::numbers::{WeightUnit, grams, quantity, web_address};
use crate::exchange::prices::parse_price;
use crate::exchange::recognise::{Format, Layout, Unrecognised};
use crate::exchange::refusal::{Reason, RefusedLine};

/// The listings of a feed.
pub struct FeedReader<R> {
    items: Items<R>,
    currency: Currency,
    handles: Handles,
    groups: Handles,
    ids: Handles,
    /// The group being read.
    open: Option<Group>,
    /// A listing that is ready while its predecessor is given out.
    ready: Option<Result<ListingDraft, RefusedLine>>,
    ended: bool,
}

enum Items<R> {
    Text(TextItems<R>),
    Xml(XmlItems<R>),
}

struct Group {
    id: String,
    items: Vec<Item>,
    bytes: usize,
    refused: Option<RefusedLine>,
}

impl<R: Read> FeedReader<R> {
    pub(crate) fn open(input: R, layout: Layout, currency: Currency) -> Result<Self, Unrecognised> {
        let items = match layout {
            Layout::Separated(delimiter) => Items::Text(TextItems::open(input, delimiter)?),
            Layout::Xml => Items::Xml(XmlItems::open(input)),
        };
        Ok(Self {
            items,
            currency,
            handles: Handles::default(),
            groups: Handles::default(),
            ids: Handles::default(),
            open: None,
            ready: None,
            ended: false,
        })
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        match &self.items {
            Items::Text(items) => items.bytes_read(),
            Items::Xml(items) => items.bytes_read(),
        }
    }

    /// Takes an item into its group, or as a listing of its own.
    fn take(&mut self, item: Result<Item, RefusedLine>) -> Option<Result<ListingDraft, RefusedLine>> {
        let item = match item {
            Ok(item) => item,
            // Whose group a broken item was in cannot be said: perhaps the open one's, which is then not whole.
            Err(broken) => match &mut self.open {
                Some(group) => {
                    group.refused.get_or_insert(broken);
                    return None;
                }
                None => return Some(Err(broken)),
            },
        };
        let repeated = item
            .fields
            .get("id")
            .filter(|id| !self.ids.claim(id))
            .map(|id| item.refuse("id", Reason::RepeatedId { id: id.clone() }));
        let Some(id) = item.fields.get("item_group_id").cloned() else {
            let finished = self.finish_group();
            let single = match repeated {
                Some(refused) => Err(refused),
                None => self.assemble(vec![item], None),
            };
            return match finished {
                Some(before) => {
                    self.ready = Some(single);
                    Some(before)
                }
                None => Some(single),
            };
        };
        let mut finished = None;
        if self.open.as_ref().is_none_or(|group| group.id != id) {
            finished = self.finish_group();
            let refused = (!self.groups.claim(&id))
                .then(|| item.refuse("item_group_id", Reason::RepeatedHandle { handle: id.clone() }));
            self.open = Some(Group { id, items: Vec::new(), bytes: 0, refused });
        }
        if let Some(group) = &mut self.open {
            group.add(item, repeated);
        }
        finished
    }

    fn finish_group(&mut self) -> Option<Result<ListingDraft, RefusedLine>> {
        let group = self.open.take()?;
        Some(match group.refused {
            Some(refused) => Err(refused),
            None => self.assemble(group.items, Some(group.id)),
        })
    }

    fn assemble(&mut self, mut items: Vec<Item>, group: Option<String>) -> Result<ListingDraft, RefusedLine> {
        let mut draft =
            ListingDraft { source: Some(Format::Google), published: true, ..ListingDraft::default() };
        let choices = if group.is_some() { choices(&items) } else { Vec::new() };
        draft.options =
            choices.iter().map(|choice| OptionDraft { name: choice.name(), values: Vec::new() }).collect();
        let mut link = None;
        for (number, item) in items.iter_mut().enumerate() {
            let own_link = item.fields.remove("link");
            item.fields.remove("item_group_id");
            if number == 0 {
                link = own_link;
                draft.line = item.line;
                read_listing(&mut draft, item)?;
            } else {
                keep_differences(&draft, item);
            }
            let variant = read_variant(item, &choices, group.is_some(), number == 0, self.currency)?;
            if number == 0
                && let Some(image) = variant.image.clone()
            {
                draft.images.insert(0, ImageDraft::at(image, None));
            }
            let image = variant.image.filter(|_| group.is_some());
            draft.variants.push(VariantDraft { image, ..variant });
        }
        gather_values(&mut draft.options, &draft.variants);
        if let Some(group) = group {
            draft.extra.insert("item_group_id".to_owned(), group);
        }
        draft.check()?;
        draft.handle = self.make_handle(link.as_deref(), &draft);
        Ok(draft)
    }

    /// The last part of the link, as we write it; else the title.
    fn make_handle(&mut self, link: Option<&str>, draft: &ListingDraft) -> String {
        let path = link
            .filter(|link| !link.contains('?'))
            .and_then(|link| link.split_once("://")?.1.split_once('/'));
        let last = path.and_then(|(_, path)| path.trim_end_matches('/').rsplit('/').next()).unwrap_or("");
        let handle = slug(&super::write::decode(last));
        let fits = !handle.is_empty() && handle.chars().count() <= MAX_NAME_CHARS;
        if fits && self.handles.claim(&handle) {
            return handle;
        }
        let id = draft.variants.first().and_then(|variant| variant.sku.as_deref()).unwrap_or("");
        self.handles.make(&[&draft.title, id], draft.line)
    }
}

impl Group {
    fn add(&mut self, item: Item, repeated: Option<RefusedLine>) {
        self.bytes += item.bytes;
        let fault = if self.bytes > MAX_LISTING_BYTES {
            Some(RefusedLine::new(item.line, Reason::ListingTooLong { limit: MAX_LISTING_BYTES }))
        } else if self.items.len() == MAX_VARIANTS {
            Some(RefusedLine::new(item.line, Reason::TooMany { limit: MAX_VARIANTS }))
        } else {
            repeated
        };
        match fault {
            None if self.refused.is_none() => self.items.push(item),
            None => {}
            Some(fault) => {
                self.refused.get_or_insert(fault);
                self.items.clear();
            }
        }
    }
}

impl<R: Read> Iterator for FeedReader<R> {
    type Item = Result<ListingDraft, RefusedLine>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(ready) = self.ready.take() {
            return Some(ready);
        }
        while !self.ended {
            let item = match &mut self.items {
                Items::Text(items) => items.next(),
                Items::Xml(items) => items.next(),
            };
            let Some(item) = item else {
                self.ended = true;
                break;
            };
            if self.ids.count() > MAX_LISTINGS {
                self.ended = true;
                self.open = None;
                let line = item.map_or_else(|refused| refused.line, |item| item.line);
                return Some(Err(RefusedLine::new(line, Reason::TooManyListings { limit: MAX_LISTINGS })));
            }
            if let Some(finished) = self.take(item) {
                return Some(finished);
            }
        }
        self.finish_group()
    }
}

/// Where the items of a group say what a buyer chooses.
enum Choice {
    /// A field of Google's.
    Field(&'static str, &'static str),
    /// A `product_detail` of this name.
    Detail(String),
}

impl Choice {
    fn name(&self) -> String {
        match self {
            Self::Field(_, name) => (*name).to_owned(),
            Self::Detail(name) => name.clone(),
        }
    }

    fn value(&self, item: &Item) -> Option<String> {
        match self {
            Self::Field(field, _) => item.fields.get(*field).cloned(),
            Self::Detail(name) => {
                let (_, _, value) = details(item).into_iter().find(|(_, own, _)| own == name)?;
                Some(value)
            }
        }
    }

    /// Takes the choice's fields out of the item.
    fn remove(&self, item: &mut Item) {
        match self {
            Self::Field(field, _) => drop(item.fields.remove(*field)),
            Self::Detail(name) => {
                if let Some((detail, _, _)) = details(item).into_iter().find(|(_, own, _)| own == name) {
                    for part in ["section_name", "attribute_name", "attribute_value"] {
                        item.fields.remove(&format!("{detail}/{part}"));
                    }
                }
            }
        }
    }
}

/// The details of an item that are options: their field, name and value.
fn details(item: &Item) -> Vec<(String, String, String)> {
    let sections = item.fields.iter().filter(|(name, text)| {
        name.starts_with("product_detail") && name.ends_with("/section_name") && *text == OPTION_SECTION
    });
    let details = sections.filter_map(|(section, _)| {
        let detail = section.strip_suffix("/section_name")?;
        let part = |part: &str| item.fields.get(&format!("{detail}/{part}")).cloned();
        Some((detail.to_owned(), part("attribute_name")?, part("attribute_value")?))
    });
    details.collect()
}

/// The choices that every item of a group makes; what only some have describes them.
fn choices(items: &[Item]) -> Vec<Choice> {
    let Some(first) = items.first() else { return Vec::new() };
    let fields = CHOICES.iter().map(|(field, name)| Choice::Field(field, name));
    let details = details(first).into_iter().take(MAX_OPTIONS + 1).map(|(_, name, _)| Choice::Detail(name));
    let mut choices: Vec<Choice> = fields
        .chain(details)
        .filter(|choice| items.iter().all(|item| choice.value(item).is_some()))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    choices.retain(|choice| seen.insert(choice.name().to_lowercase()));
    choices
}

/// Fields of the listing that an item of a group may have in words of its own.
const OF_LISTING: &[&str] = &["title", "description", "brand", "product_type", "google_product_category"];

fn read_listing(draft: &mut ListingDraft, item: &mut Item) -> Result<(), RefusedLine> {
    draft.title = item.fields.remove("title").ok_or_else(|| item.refuse("title", Reason::Missing))?;
    let news = || item.fields.get(":summary").or_else(|| item.fields.get(":content")).cloned();
    let news = news();
    draft.description_html = item.fields.remove("description").or(news).unwrap_or_default();
    draft.vendor = item.fields.remove("brand");
    draft.kind = item.fields.remove("product_type");
    draft.category = item.fields.remove("google_product_category");
    for address in take_all(&mut item.fields, "additional_image_link") {
        let url = web_address(&address).map_err(|reason| item.refuse("additional_image_link", reason))?;
        draft.images.push(ImageDraft::at(url, None));
    }
    Ok(())
}

/// Takes out of a later item what it only repeats of its listing.
fn keep_differences(draft: &ListingDraft, item: &mut Item) {
    for field in OF_LISTING {
        if item.fields.get(*field).map(String::as_str) == of_listing(draft, field) {
            item.fields.remove(*field);
        }
    }
}

/// The listing's own text for a field of [`OF_LISTING`].
pub(super) fn of_listing<'a>(draft: &'a ListingDraft, field: &str) -> Option<&'a str> {
    match field {
        "title" => Some(&draft.title),
        "description" => Some(&draft.description_html),
        "brand" => draft.vendor.as_deref(),
        "product_type" => draft.kind.as_deref(),
        _ => draft.category.as_deref(),
    }
}

fn read_variant(
    item: &mut Item,
    choices: &[Choice],
    is_grouped: bool,
    is_first: bool,
    currency: Currency,
) -> Result<VariantDraft, RefusedLine> {
    let option_values = choices.iter().filter_map(|choice| choice.value(item)).collect();
    choices.iter().for_each(|choice| choice.remove(item));
    let sku = item.fields.remove("id").ok_or_else(|| item.refuse("id", Reason::Missing))?;
    let (price, compare_at) = read_price(item, currency)?;
    let (quantity, track) = read_stock(item)?;
    let image = match item.fields.remove("image_link") {
        Some(address) if is_grouped || is_first => {
            Some(web_address(&address).map_err(|reason| item.refuse("image_link", reason))?)
        }
        _ => None,
    };
    let grams = read_weight(item)?;
    Ok(VariantDraft {
        sku: Some(sku),
        option_values,
        price,
        compare_at,
        quantity,
        track,
        grams,
        barcode: item.fields.remove("gtin"),
        tax_code: item.fields.remove("tax_category"),
        requires_shipping: true,
        image,
        extra: Extra::from_iter(std::mem::take(&mut item.fields)),
    })
}

fn read_price(item: &mut Item, currency: Currency) -> Result<(i64, Option<i64>), RefusedLine> {
    let regular = item.fields.remove("price").ok_or_else(|| item.refuse("price", Reason::Missing))?;
    let regular = parse_price(&regular, currency).map_err(|reason| item.refuse("price", reason))?;
    // Whether a dated reduction holds today is not ours to say: sold at the regular price, given back.
    if item.fields.contains_key("sale_price_effective_date") {
        return Ok((regular, None));
    }
    let Some(sale) = item.fields.remove("sale_price") else { return Ok((regular, None)) };
    let sale = parse_price(&sale, currency).map_err(|reason| item.refuse("sale_price", reason))?;
    Ok(reduced(regular, Some(sale)))
}

fn read_stock(item: &mut Item) -> Result<(Option<i64>, bool), RefusedLine> {
    let pieces = item.fields.remove("quantity").unwrap_or_default();
    let pieces = quantity(&pieces).map_err(|reason| item.refuse("quantity", reason))?;
    let availability = item.fields.remove("availability").unwrap_or_default();
    match availability.to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "" | "in_stock" => {}
        "out_of_stock" => return Ok((Some(0), true)),
        "preorder" | "pre_order" | "backorder" | "available_for_order" => {
            item.fields.insert("availability".to_owned(), availability);
        }
        _ => return Err(item.refuse("availability", Reason::NotYesOrNo { text: availability })),
    }
    Ok((pieces, pieces.is_some()))
}

fn read_weight(item: &mut Item) -> Result<Option<i64>, RefusedLine> {
    let Some(weight) = item.fields.get("shipping_weight") else { return Ok(None) };
    let figures = weight.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let Some(unit) = weight.get(figures.len()..).and_then(WeightUnit::named) else { return Ok(None) };
    let grams = grams(figures, unit).map_err(|reason| item.refuse("shipping_weight", reason))?;
    item.fields.remove("shipping_weight");
    Ok(grams)
}
