//! Writing: a row for the product, and one under it for each variation.

use std::collections::BTreeSet;
use std::io::Write;

use kernel::Currency;

use super::columns::CUSTOMARY;
use crate::exchange::draft::{Extra, ListingDraft, VariantDraft};
use crate::exchange::lists;
use crate::exchange::numbers::kilograms_text;
use crate::exchange::prices::price_text;
use crate::exchange::recognise::Format;
use crate::exchange::sheet::{Sheet, add_unknown};
use crate::exchange::writing::ExportError;

/// The header: the customary columns, as many attributes as a listing has, then the listings' own by name.
pub(in crate::exchange) fn heading(options: usize, extra: &BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = CUSTOMARY.iter().map(|name| (*name).to_owned()).collect();
    let slots = extra.iter().filter_map(|name| slot(name)).max().unwrap_or(0).max(options);
    for slot in 1..=slots {
        for part in ["name", "value(s)", "visible", "global"] {
            names.push(format!("Attribute {slot} {part}"));
        }
    }
    add_unknown(&mut names, extra);
    names
}

/// The number of an attribute's column.
fn slot(name: &str) -> Option<usize> {
    let (number, part) = name.strip_prefix("Attribute ")?.split_once(' ')?;
    let known = ["name", "value(s)", "visible", "global", "default"].contains(&part);
    let number: usize = number.parse().ok()?;
    (known && number <= crate::exchange::limits::MAX_COLUMNS).then_some(number)
}

/// Writes the rows of one listing.
pub(in crate::exchange) fn write(
    sheet: &mut Sheet,
    out: &mut impl Write,
    draft: &ListingDraft,
    currency: Currency,
) -> Result<(), ExportError> {
    let ours = draft.source == Some(Format::WooCommerce);
    let none = Extra::new();
    let extra = if ours { &draft.extra } else { &none };
    if let [variant] = draft.variants.as_slice()
        && !draft.is_variable()
    {
        // One row is both: what the only variant was left with of a time when it was one of several, too.
        let mut both = if ours { variant.extra.clone() } else { Extra::new() };
        both.extend(extra.iter().map(|(name, cell)| (name.clone(), cell.clone())));
        let extra = &both;
        extra.iter().try_for_each(|(name, cell)| sheet.text(name, cell))?;
        write_listing(sheet, draft, extra)?;
        write_variant(sheet, variant, extra, currency)?;
        sheet.text("Type", &kind("simple", variant, extra))?;
        sheet.text("Tax class", variant.tax_code.as_deref().unwrap_or("").trim())?;
        if draft.images.is_empty() {
            sheet.text("Images", variant.image.as_deref().unwrap_or(""))?;
        }
        return sheet.end_row(out);
    }
    extra.iter().try_for_each(|(name, cell)| sheet.text(name, cell))?;
    write_listing(sheet, draft, extra)?;
    sheet.text("Type", extra.get("Type").map_or("variable", String::as_str))?;
    for (place, option) in draft.options.iter().enumerate() {
        let slot = place + 1;
        sheet.text(&format!("Attribute {slot} name"), option.name.trim())?;
        sheet.text(&format!("Attribute {slot} value(s)"), &lists::join(&option.values))?;
        if !ours {
            sheet.number(&format!("Attribute {slot} visible"), 1)?;
            sheet.number(&format!("Attribute {slot} global"), 0)?;
        }
    }
    let parent = match (extra.get("SKU"), extra.get("ID")) {
        (Some(sku), _) => sku.trim().to_owned(),
        (None, Some(id)) => format!("id:{}", id.trim()),
        (None, None) => {
            sheet.text("SKU", &draft.handle)?;
            draft.handle.clone()
        }
    };
    sheet.end_row(out)?;
    for variant in &draft.variants {
        write_variation(sheet, draft, variant, &parent, currency)?;
        sheet.end_row(out)?;
    }
    Ok(())
}

fn write_listing(sheet: &mut Sheet, draft: &ListingDraft, extra: &Extra) -> Result<(), ExportError> {
    sheet.text("Name", draft.title.trim())?;
    sheet.text("Description", &draft.description_html)?;
    let state = if draft.published { None } else { extra.get("Published") };
    match state.map(|state| state.trim()) {
        Some("-1") => sheet.number("Published", -1)?,
        Some("1") => sheet.number("Published", 1)?,
        _ => sheet.number("Published", i64::from(draft.published))?,
    }
    let visibility = extra.get("Visibility in catalog").map(|shown| shown.trim());
    // Hidden in the other shop, published here: shown.
    let shown = visibility.filter(|shown| !(draft.published && *shown == "hidden")).unwrap_or("visible");
    sheet.text("Visibility in catalog", shown)?;
    let others = extra.get("Categories").map(|cell| lists::split(cell)).unwrap_or_default();
    sheet.text("Categories", &lists::join(draft.category.iter().chain(&others)))?;
    sheet.text("Tags", &lists::join(&draft.tags))?;
    sheet.text("Images", &lists::join(draft.images.iter().map(|image| &image.url)))?;
    sheet.text("Brands", draft.vendor.as_deref().unwrap_or("").trim())
}

fn write_variation(
    sheet: &mut Sheet,
    draft: &ListingDraft,
    variant: &VariantDraft,
    parent: &str,
    currency: Currency,
) -> Result<(), ExportError> {
    let ours = draft.source == Some(Format::WooCommerce);
    let none = Extra::new();
    let extra = if ours { &variant.extra } else { &none };
    sheet.text("Name", &format!("{} - {}", draft.title.trim(), variant.option_values.join(", ")))?;
    sheet.text("Visibility in catalog", "visible")?;
    extra.iter().try_for_each(|(name, cell)| sheet.text(name, cell))?;
    write_variant(sheet, variant, extra, currency)?;
    sheet.text("Type", &kind("variation", variant, extra))?;
    sheet.number("Published", 1)?;
    sheet.text("Parent", parent)?;
    let tax_class = extra.get("Tax class").or(variant.tax_code.as_ref());
    sheet.text("Tax class", tax_class.map_or("", |class| class.trim()))?;
    let others = extra.get("Images").map(|cell| lists::split(cell)).unwrap_or_default();
    sheet.text("Images", &lists::join(variant.image.iter().chain(&others)))?;
    for (place, (option, value)) in draft.options.iter().zip(&variant.option_values).enumerate() {
        let slot = place + 1;
        sheet.text(&format!("Attribute {slot} name"), option.name.trim())?;
        sheet.text(&format!("Attribute {slot} value(s)"), value.trim())?;
        if !ours {
            sheet.number(&format!("Attribute {slot} global"), 0)?;
        }
    }
    Ok(())
}

fn write_variant(
    sheet: &mut Sheet,
    variant: &VariantDraft,
    extra: &Extra,
    currency: Currency,
) -> Result<(), ExportError> {
    sheet.text("SKU", variant.sku.as_deref().unwrap_or("").trim())?;
    sheet.text("GTIN, UPC, EAN, or ISBN", variant.barcode.as_deref().unwrap_or("").trim())?;
    match variant.compare_at {
        Some(before) => {
            sheet.text("Regular price", &price_text(before, currency))?;
            sheet.text("Sale price", &price_text(variant.price, currency))?;
        }
        // A reduction with dates, if there is one, stands in the kept columns already.
        None => sheet.text("Regular price", &price_text(variant.price, currency))?,
    }
    match variant.quantity.filter(|_| variant.track) {
        Some(pieces) => {
            sheet.number("In stock?", i64::from(pieces > 0))?;
            sheet.number("Stock", pieces)?;
        }
        None if extra.contains_key("In stock?") => {}
        None => sheet.number("In stock?", 1)?,
    }
    let weight = variant.grams.map(kilograms_text).unwrap_or_default();
    sheet.text("Weight (kg)", &weight)
}

/// "simple, downloadable, virtual".
fn kind(base: &str, variant: &VariantDraft, extra: &Extra) -> String {
    let downloadable = if extra.contains_key("Type") { ", downloadable" } else { "" };
    let no_parcel = if variant.requires_shipping { "" } else { ", virtual" };
    format!("{base}{downloadable}{no_parcel}")
}
