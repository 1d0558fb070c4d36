//! Writing RSS 2.0 with Google's fields.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

use kernel::Currency;

use super::fields::{element, unnumbered};
use super::read::of_listing;
use super::{CHOICES, CUSTOM_NAMESPACE, NAMESPACE, OPTION_SECTION};
use crate::exchange::draft::{Extra, ListingDraft, VariantDraft, is_legal, text};
use crate::exchange::handles::Handles;
use crate::exchange::prices::price_text;
use crate::exchange::recognise::Format;
use crate::exchange::writing::ExportError;

/// What a feed says of the shop itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedHead {
    /// The shop's name.
    pub title: String,
    /// The shop's address.
    pub link: String,
    /// A sentence on the shop.
    pub description: String,
    /// What a handle is put behind to make a listing's address: `https://market.example/p/`.
    pub listing_base: String,
}

/// A feed being written.
pub(in crate::exchange) struct FeedWriter {
    listing_base: String,
    /// Ids given so far: a shop may use one code twice, a feed may not.
    ids: Handles,
}

/// The fields of one item, in the order they are written.
struct Fields {
    xml: String,
    written: BTreeSet<String>,
}

impl Fields {
    fn put(&mut self, name: &str, text: &str) {
        let text = escape(text);
        if text.is_empty() {
            return;
        }
        let element = element(name);
        let _ = writeln!(self.xml, "      <{element}>{text}</{element}>");
        self.written.insert(name.to_owned());
    }

    /// A field with fields in it; parts without text fall away.
    fn put_group(&mut self, name: &str, parts: &[(&str, &str)]) {
        let outer = element(name);
        let prefix = outer.split_once(':').map_or("", |_| "g:");
        let _ = writeln!(self.xml, "      <{outer}>");
        for (part, text) in parts {
            let inner = format!("{prefix}{}", super::fields::clean(unnumbered(part)));
            let _ = writeln!(self.xml, "        <{inner}>{}</{inner}>", escape(text));
        }
        let _ = writeln!(self.xml, "      </{outer}>");
    }

    /// What was kept of the item without being interpreted, except what has been said already.
    fn put_extra(&mut self, extra: &Extra) {
        let unsaid: Vec<(&String, &String)> =
            extra.iter().filter(|(name, _)| !self.written.contains(*name)).collect();
        let mut rest = unsaid.into_iter().peekable();
        while let Some((name, text)) = rest.next() {
            let Some((outer, part)) = name.split_once('/') else {
                self.put(name, text);
                continue;
            };
            let mut parts = vec![(part, text.as_str())];
            while let Some((part, text)) = rest.peek().and_then(|(name, text)| {
                let (next, part) = name.split_once('/')?;
                (next == outer).then_some((part, text.as_str()))
            }) {
                parts.push((part, text));
                rest.next();
            }
            self.put_group(outer, &parts);
        }
    }
}

impl FeedWriter {
    pub(in crate::exchange) fn begin(out: &mut impl Write, head: &FeedHead) -> Result<Self, ExportError> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<rss xmlns:g=\"{NAMESPACE}\" xmlns:c=\"{CUSTOM_NAMESPACE}\" version=\"2.0\">")?;
        writeln!(out, "  <channel>")?;
        writeln!(out, "    <title>{}</title>", escape(&head.title))?;
        writeln!(out, "    <link>{}</link>", escape(&head.link))?;
        writeln!(out, "    <description>{}</description>", escape(&head.description))?;
        Ok(Self { listing_base: head.listing_base.clone(), ids: Handles::default() })
    }

    pub(in crate::exchange) fn finish(self, out: &mut impl Write) -> Result<(), ExportError> {
        writeln!(out, "  </channel>\n</rss>")?;
        Ok(())
    }

    /// Writes one item for each variant.
    pub(in crate::exchange) fn write(
        &mut self,
        out: &mut impl Write,
        draft: &ListingDraft,
        currency: Currency,
    ) -> Result<(), ExportError> {
        let ours = draft.source == Some(Format::Google);
        let none = Extra::new();
        let group = draft.extra.get("item_group_id").filter(|_| ours);
        let is_grouped = group.is_some() || draft.is_variable();
        let group = group.unwrap_or(&draft.handle);
        for (number, variant) in draft.variants.iter().enumerate() {
            let extra = if ours { &variant.extra } else { &none };
            let mut fields = Fields { xml: String::new(), written: BTreeSet::new() };
            fields.put("id", &self.id(draft, variant, number));
            for field in ["title", "description"] {
                put_of_listing(&mut fields, draft, extra, field);
            }
            fields.put("link", &format!("{}{}", self.listing_base, encode(&draft.handle)));
            put_images(&mut fields, draft, variant, number == 0);
            put_offer(&mut fields, variant, extra, currency);
            for field in ["brand", "product_type", "google_product_category"] {
                put_of_listing(&mut fields, draft, extra, field);
            }
            if is_grouped {
                fields.put("item_group_id", group);
                put_options(&mut fields, draft, variant);
            }
            fields.put_extra(extra);
            write!(out, "    <item>\n{}    </item>\n", fields.xml)?;
        }
        Ok(())
    }

    /// The shop's code, unless another item has it.
    fn id(&mut self, draft: &ListingDraft, variant: &VariantDraft, number: usize) -> String {
        let code = variant.sku.as_deref().and_then(text).unwrap_or_default();
        if !code.is_empty() && self.ids.claim(&code) {
            return code;
        }
        let single = draft.variants.len() == 1;
        let mut id = if single { draft.handle.clone() } else { format!("{}-{}", draft.handle, number + 1) };
        while !self.ids.claim(&id) {
            id.push_str("-x");
        }
        id
    }
}

/// The variant's own words for a field of the listing, or the listing's.
fn put_of_listing(fields: &mut Fields, draft: &ListingDraft, extra: &Extra, field: &str) {
    let own = extra.get(field).map(String::as_str);
    fields.put(field, own.or_else(|| of_listing(draft, field)).unwrap_or(""));
}

/// The first item carries the listing's pictures, the others their own.
fn put_images(fields: &mut Fields, draft: &ListingDraft, variant: &VariantDraft, is_first: bool) {
    let lead = || draft.variants.first().and_then(|lead| lead.image.as_deref());
    let first = draft.images.first().map(|image| image.url.as_str()).or_else(lead);
    let own = variant.image.as_deref().or(first).unwrap_or("");
    fields.put("image_link", own);
    if is_first {
        let mut passed = false;
        for image in &draft.images {
            if image.url == own && !passed {
                passed = true;
            } else {
                fields.put("additional_image_link", &image.url);
            }
        }
    }
}

fn put_offer(fields: &mut Fields, variant: &VariantDraft, extra: &Extra, currency: Currency) {
    let pieces = variant.quantity.filter(|_| variant.track);
    let otherwise = extra.get("availability").map_or("in_stock", String::as_str);
    fields.put("availability", if pieces == Some(0) { "out_of_stock" } else { otherwise });
    if let Some(pieces) = pieces {
        fields.put("quantity", &pieces.to_string());
    }
    let money = |minor| format!("{} {currency}", price_text(minor, currency));
    fields.put("price", &money(variant.compare_at.unwrap_or(variant.price)));
    if variant.compare_at.is_some() {
        fields.put("sale_price", &money(variant.price));
    }
    fields.put("gtin", variant.barcode.as_deref().unwrap_or(""));
    fields.put("tax_category", variant.tax_code.as_deref().unwrap_or(""));
    if let Some(grams) = variant.grams.filter(|grams| *grams > 0) {
        fields.put("shipping_weight", &format!("{grams} g"));
    }
}

/// First the choices that Google has fields for, in its order, then the others as details.
fn put_options(fields: &mut Fields, draft: &ListingDraft, variant: &VariantDraft) {
    let mut rest: Vec<(&str, &str)> = draft
        .options
        .iter()
        .zip(&variant.option_values)
        .map(|(option, value)| (option.name.trim(), value.trim()))
        .collect();
    for (field, _) in CHOICES {
        let is_of_field = |name: &str| {
            let name = name.to_lowercase();
            name == *field || (name == "colour" && *field == "color")
        };
        if let Some(place) = rest.iter().position(|(name, _)| is_of_field(name)) {
            let (_, value) = rest.remove(place);
            fields.put(field, value);
        }
    }
    for (name, value) in rest {
        let parts = [("attribute_name", name), ("attribute_value", value), ("section_name", OPTION_SECTION)];
        fields.put_group("product_detail", &parts);
    }
}

/// Legal text, escaped. A carriage return is written by number, or readers would make a line feed of it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let legal: String = text.chars().filter(|c| is_legal(*c)).collect();
    for c in legal.trim().chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A handle as part of an address (RFC 3986): letters and digits of ASCII and hyphens as they are.
fn encode(handle: &str) -> String {
    let mut encoded = String::with_capacity(handle.len());
    for byte in handle.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The text of a part of an address; what is not encoded text stays as it is.
pub(super) fn decode(part: &str) -> String {
    let mut decoded = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if byte == b'%' => {
                decoded.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                decoded.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| part.to_owned())
}
