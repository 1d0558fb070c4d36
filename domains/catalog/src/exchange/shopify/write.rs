//! Writing: row by row a variant and a picture side by side, as Shopify's own export has them.

use std::collections::BTreeSet;
use std::io::Write;

use kernel::Currency;

use super::columns::{AFTER_OPTIONS, BEFORE_OPTIONS, is_of_variant};
use super::{NO_CHOICE, NO_OPTION, TRACKER};
use crate::exchange::draft::{ListingDraft, VariantDraft};
use crate::exchange::lists::join_plain;
use crate::exchange::prices::price_text;
use crate::exchange::recognise::Format;
use crate::exchange::sheet::{Sheet, add_unknown};
use crate::exchange::writing::ExportError;

/// Options that every Shopify file has columns for.
const CUSTOMARY_OPTIONS: usize = 3;

/// The header: the customary columns, then the listings' own by name.
pub(in crate::exchange) fn heading(options: usize, extra: &BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = BEFORE_OPTIONS.iter().map(|name| (*name).to_owned()).collect();
    for number in 1..=options.max(CUSTOMARY_OPTIONS) {
        names.push(format!("Option{number} Name"));
        names.push(format!("Option{number} Value"));
    }
    names.extend(AFTER_OPTIONS.iter().map(|name| (*name).to_owned()));
    add_unknown(&mut names, extra);
    names
}

/// Writes the rows of one listing.
pub(in crate::exchange) fn write(
    sheet: &mut Sheet,
    out: &mut impl Write,
    draft: &ListingDraft,
    currency: Currency,
) -> Result<(), ExportError> {
    let ours = draft.source == Some(Format::Shopify);
    for number in 0..draft.variants.len().max(draft.images.len()) {
        if let Some(variant) = draft.variants.get(number) {
            if ours {
                variant.extra.iter().try_for_each(|(name, cell)| sheet.text(name, cell))?;
            }
            write_variant(sheet, draft, variant, currency)?;
        }
        if let Some(image) = draft.images.get(number) {
            sheet.text("Image Src", image.url.trim())?;
            sheet.number("Image Position", number as i64 + 1)?;
            sheet.text("Image Alt Text", image.alt.as_deref().unwrap_or("").trim())?;
        }
        if number == 0 {
            if ours {
                let of_listing = draft.extra.iter().filter(|(name, _)| !is_of_variant(name));
                of_listing.into_iter().try_for_each(|(name, cell)| sheet.text(name, cell))?;
            }
            write_listing(sheet, draft)?;
        }
        sheet.text("Handle", &draft.handle)?;
        sheet.end_row(out)?;
    }
    Ok(())
}

fn write_listing(sheet: &mut Sheet, draft: &ListingDraft) -> Result<(), ExportError> {
    sheet.text("Title", draft.title.trim())?;
    sheet.text("Body (HTML)", &draft.description_html)?;
    sheet.text("Vendor", draft.vendor.as_deref().unwrap_or("").trim())?;
    sheet.text("Type", draft.kind.as_deref().unwrap_or("").trim())?;
    sheet.text("Tags", &join_plain(&draft.tags))?;
    sheet.text("Published", if draft.published { "true" } else { "false" })?;
    if draft.published {
        // A draft in the other shop that was published here is active.
        let inactive =
            draft.extra.get("Status").is_some_and(|status| !status.trim().eq_ignore_ascii_case("active"));
        if inactive {
            sheet.text("Status", "active")?;
        }
    }
    let category = draft.category.as_deref().unwrap_or("");
    sheet.text("Google Shopping / Google Product Category", category.trim())?;
    if draft.options.is_empty() {
        return sheet.text("Option1 Name", NO_OPTION);
    }
    for (place, option) in draft.options.iter().enumerate() {
        sheet.text(&format!("Option{} Name", place + 1), option.name.trim())?;
    }
    Ok(())
}

fn write_variant(
    sheet: &mut Sheet,
    draft: &ListingDraft,
    variant: &VariantDraft,
    currency: Currency,
) -> Result<(), ExportError> {
    if draft.options.is_empty() {
        sheet.text("Option1 Value", NO_CHOICE)?;
    }
    for (place, value) in variant.option_values.iter().enumerate() {
        sheet.text(&format!("Option{} Value", place + 1), value.trim())?;
    }
    let optional = |text: &Option<String>| text.as_deref().unwrap_or("").trim().to_owned();
    sheet.text("Variant SKU", &optional(&variant.sku))?;
    if let Some(grams) = variant.grams {
        sheet.number("Variant Grams", grams)?;
    }
    let tracker = variant.extra.get("Variant Inventory Tracker").map_or(TRACKER, String::as_str);
    sheet.text("Variant Inventory Tracker", if variant.track { tracker } else { "" })?;
    if let Some(quantity) = variant.quantity {
        sheet.number("Variant Inventory Qty", quantity)?;
    }
    sheet.text("Variant Price", &price_text(variant.price, currency))?;
    if let Some(before) = variant.compare_at {
        sheet.text("Variant Compare At Price", &price_text(before, currency))?;
    }
    sheet.text("Variant Requires Shipping", if variant.requires_shipping { "true" } else { "false" })?;
    sheet.text("Variant Barcode", &optional(&variant.barcode))?;
    sheet.text("Variant Tax Code", &optional(&variant.tax_code))?;
    sheet.text("Variant Image", &optional(&variant.image))
}
