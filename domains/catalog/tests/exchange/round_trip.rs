//! export(import(export)) == export, for whatever a shop may hold.

use std::collections::BTreeSet;

use catalog::exchange::{Extra, Format, ImageDraft, ListingDraft, OptionDraft, VariantDraft, slug};
use kernel::Currency;
use proptest::prelude::*;

use crate::{read, reasons, write};

/// Text that spreadsheets, tables and markup trip over.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9 ]{1,12}",
        2 => "['=+@\\-,;\"\t\r\n |\\\\<>&%\\[\\]/:]{1,8}",
        2 => "\\PC{1,10}",
        1 => "[\u{1}-\u{1f}\u{7f}\u{85}\u{a0}\u{feff}\u{fffe}\u{ff1d}\u{3000}a']{1,6}",
        1 => Just("'=1+1@evil.com".to_owned()),
        1 => Just("]]>&nbsp;<g:price>0</g:price>".to_owned()),
        1 => Just("a\\, b\\\\".to_owned()),
    ]
}

/// A name as every reader leaves it: trimmed, and without characters that XML does not have.
fn named() -> impl Strategy<Value = String> {
    let legal = |c: &char| *c >= ' ' && *c != '\u{fffe}' || matches!(c, '\t' | '\r' | '\n');
    (hostile(), "[a-z]").prop_map(move |(text, letter)| {
        let text: String = text.chars().filter(legal).collect();
        if text.chars().any(char::is_alphanumeric) {
            text.trim().to_owned()
        } else {
            format!("{}{letter}", text.trim_start())
        }
    })
}

fn optional() -> impl Strategy<Value = Option<String>> {
    prop::option::of(named())
}

/// Columns that no importer interprets; a kept cell is never blank.
fn extra(source: Option<Format>, prefix: &'static str) -> impl Strategy<Value = Extra> {
    let column = match source {
        Some(Format::Google) => "(c:)?x_[a-z0-9]{0,3}|:guid|(:author|y_[a-z]{0,2})/[a-z]{1,3}".boxed(),
        _ => named().prop_map(move |name| format!("{prefix}{name}")).boxed(),
    };
    let cell =
        hostile().prop_filter("a kept cell is not blank", |cell| cell.chars().any(|c| c.is_ascii_graphic()));
    prop::collection::btree_map(column, cell, 0..4)
}

fn variant(source: Option<Format>) -> impl Strategy<Value = VariantDraft> {
    let offer = (0..=1_000_000_i64, prop::option::of(1..500_i64), prop::option::of(0..50_i64), any::<bool>());
    let words = (optional(), optional(), optional(), any::<bool>(), prop::option::of(0..5_000_i64));
    (offer, words, extra(source, "Variant "), any::<bool>()).prop_map(|(offer, words, extra, has_image)| {
        let (price, above, quantity, track) = offer;
        let (sku, barcode, tax_code, requires_shipping, grams) = words;
        VariantDraft {
            sku,
            option_values: Vec::new(),
            price,
            compare_at: above.map(|above| price + above),
            quantity,
            track,
            grams,
            barcode,
            tax_code,
            requires_shipping,
            image: has_image.then(|| format!("https://example.com/{price}.jpg")),
            extra,
        }
    })
}

fn options() -> impl Strategy<Value = Vec<OptionDraft>> {
    let values = prop::collection::btree_set(named(), 1..4);
    let name = prop_oneof![2 => named(), 1 => Just("Size".to_owned()), 1 => Just("colour".to_owned())];
    prop::collection::vec((name, values), 0..4).prop_map(|options| {
        let mut seen = BTreeSet::new();
        let distinct = options.into_iter().filter(|(name, _)| seen.insert(name.to_lowercase()));
        distinct.map(|(name, values)| OptionDraft { name, values: values.into_iter().collect() }).collect()
    })
}

fn draft(source: Option<Format>) -> impl Strategy<Value = ListingDraft> {
    let words =
        (named(), hostile(), optional(), optional(), prop::collection::vec(named(), 0..3), optional());
    let images = prop::collection::vec((0..9_u8, optional()), 0..4);
    (words, options(), prop::collection::vec(variant(source), 1..5), images, extra(source, ""), any::<bool>())
        .prop_map(move |(words, options, mut variants, images, extra, published)| {
            let (title, description_html, vendor, kind, tags, category) = words;
            // As many variants as there are choices, each of its own; some choices are left without one.
            let combinations: usize = options.iter().map(|option| option.values.len()).product();
            variants.truncate(combinations);
            for (number, variant) in variants.iter_mut().enumerate() {
                let mut rest = number;
                for option in &options {
                    let count = option.values.len();
                    variant.option_values.push(option.values[rest % count].clone());
                    rest /= count;
                }
            }
            let image = |(number, alt)| ImageDraft::at(format!("https://example.com/{number}.jpg"), alt);
            ListingDraft {
                source,
                line: 0,
                handle: slug(&title),
                title,
                description_html,
                vendor,
                kind,
                tags,
                published,
                category,
                options,
                variants,
                images: images.into_iter().map(image).collect(),
                extra,
            }
        })
}

/// Listings of a shop, whose handles differ.
fn shop(source: Option<Format>) -> impl Strategy<Value = Vec<ListingDraft>> {
    prop::collection::vec(draft(source), 1..5).prop_map(|mut drafts| {
        for (number, draft) in drafts.iter_mut().enumerate() {
            draft.handle = format!("{}-n{number}", draft.handle);
        }
        drafts
    })
}

fn check(drafts: &[ListingDraft], format: Format, currency: Currency) -> Result<(), TestCaseError> {
    let first = write(drafts, format, currency);
    let (again, refused) = read(&first, currency);
    prop_assert_eq!(reasons(&refused), vec![], "{}", String::from_utf8_lossy(&first));
    prop_assert_eq!(again.len(), drafts.len());
    let second = write(&again, format, currency);
    prop_assert_eq!(String::from_utf8_lossy(&first), String::from_utf8_lossy(&second));
    // And what a spreadsheet sees of it is harmless.
    if format != Format::Google {
        for row in csv::ReaderBuilder::new().has_headers(false).from_reader(first.as_slice()).records() {
            for cell in row.unwrap().iter().filter(|cell| *cell != "-1") {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{:?}", cell);
                prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shopify_export_comes_back_to_the_byte(drafts in shop(Some(Format::Shopify))) {
        check(&drafts, Format::Shopify, Currency::PHP)?;
    }

    #[test]
    fn a_listing_made_here_goes_to_shopify_and_comes_back(drafts in shop(None)) {
        check(&drafts, Format::Shopify, "KWD".parse().unwrap())?;
    }

    #[test]
    fn a_woocommerce_export_comes_back_to_the_byte(drafts in shop(Some(Format::WooCommerce))) {
        check(&drafts, Format::WooCommerce, Currency::PHP)?;
    }

    #[test]
    fn a_listing_made_here_goes_to_woocommerce_and_comes_back(drafts in shop(None)) {
        check(&drafts, Format::WooCommerce, "JPY".parse().unwrap())?;
    }

    #[test]
    fn a_google_feed_comes_back_to_the_byte(drafts in shop(Some(Format::Google))) {
        check(&drafts, Format::Google, Currency::PHP)?;
    }

    #[test]
    fn a_listing_made_here_goes_to_google_and_comes_back(drafts in shop(None)) {
        check(&drafts, Format::Google, "JPY".parse().unwrap())?;
    }

    /// What the importer takes, the exporter loses nothing of.
    #[test]
    fn a_shopify_listing_is_the_same_after_the_journey(drafts in shop(None)) {
        let (once, _) = read(&write(&drafts, Format::Shopify, Currency::PHP), Currency::PHP);
        let (twice, _) = read(&write(&once, Format::Shopify, Currency::PHP), Currency::PHP);
        prop_assert_eq!(&once, &twice);
        for (before, after) in drafts.iter().zip(&once) {
            prop_assert_eq!(&before.title, &after.title);
            prop_assert_eq!(&before.description_html, &after.description_html);
            prop_assert_eq!(before.variants.len(), after.variants.len());
            for (before, after) in before.variants.iter().zip(&after.variants) {
                let facts = |one: &VariantDraft| (one.price, one.compare_at, one.quantity, one.track, one.grams);
                prop_assert_eq!(facts(before), facts(after));
                prop_assert_eq!(&before.sku, &after.sku);
            }
        }
    }
}
