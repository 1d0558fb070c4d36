//! The files that shops and makers of feeds give out, read in place.

use std::path::PathBuf;

use catalog::exchange::{Format, ListingDraft, Reader, Unrecognised, recognise};
use kernel::Currency;

use crate::{read, reasons, write};

/// A file of the collection, or none with a notice where the collection is absent.
fn real(name: &str) -> Option<Vec<u8>> {
    let shared = std::env::var_os("RIALTO_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("data/catalogs").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {name} is not here");
    }
    bytes
}

/// Out, into an empty shop, and out again.
fn assert_same_to_the_byte(drafts: &[ListingDraft], format: Format, currency: Currency) {
    let first = write(drafts, format, currency);
    let (again, refused) = read(&first, currency);
    assert_eq!(reasons(&refused), []);
    let second = write(&again, format, currency);
    assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
}

fn assert_same_in_every_format(drafts: &[ListingDraft], currency: Currency) {
    for format in [Format::Shopify, Format::WooCommerce, Format::Google] {
        assert_same_to_the_byte(drafts, format, currency);
    }
}

#[test]
fn shopify_apparel_is_taken_whole() {
    let Some(bytes) = real("shopify-csv/apparel.csv") else { return };
    let (taken, refused) = read(&bytes, Currency::USD);
    assert_eq!(reasons(&refused), []);
    assert_eq!(taken.len(), 20);
    assert_eq!(taken.iter().map(|draft| draft.variants.len()).sum::<usize>(), 22);

    let top = &taken[1];
    assert_eq!((top.handle.as_str(), top.line), ("classic-varsity-top", 3));
    assert_eq!(top.vendor.as_deref(), Some("partners-demo"));
    assert_eq!(top.tags, ["women"]);
    assert!(top.published);
    assert_eq!(top.options.len(), 1);
    assert_eq!(
        (top.options[0].name.as_str(), top.options[0].values.join(" ")),
        ("Size", "Small Medium Large".into())
    );
    assert_eq!(top.variants[2].option_values, ["Large"]);
    assert_eq!(top.variants[2].price, 6_000);
    assert_eq!((top.variants[2].quantity, top.variants[2].track), (Some(1), false));
    assert!(top.variants[2].requires_shipping);
    assert_eq!(top.variants[2].extra["Variant Weight Unit"], "kg");
    assert_eq!(top.images.len(), 1);
    assert_eq!(taken[0].options, []);
    assert_same_in_every_format(&taken, Currency::USD);
}

#[test]
fn shopify_home_and_garden_is_taken_whole() {
    let Some(bytes) = real("shopify-csv/home-and-garden.csv") else { return };
    let (taken, refused) = read(&bytes, Currency::USD);
    assert_eq!(reasons(&refused), []);
    assert_eq!(taken.len(), 20);
    assert_eq!(taken.iter().map(|draft| draft.variants.len()).sum::<usize>(), 21);
    let light = taken.iter().find(|draft| draft.handle == "copper-light").unwrap();
    assert_eq!((light.variants[0].price, light.variants[0].compare_at), (5_999, Some(7_500)));
    assert_eq!(light.tags, ["Copper", "Bedroom"]);
    assert_same_in_every_format(&taken, Currency::USD);
}

#[test]
fn a_woocommerce_shop_is_taken_with_its_variations_and_two_refusals() {
    let Some(bytes) = real("woocommerce/sample_products.csv") else { return };
    let (taken, refused) = read(&bytes, Currency::USD);
    assert_eq!(reasons(&refused), [(17, "Type", "grouped"), (18, "Type", "sold_elsewhere")]);
    assert_eq!(taken.len(), 13);
    assert_eq!(taken.iter().map(|draft| draft.variants.len()).sum::<usize>(), 26);

    let hoodie = taken.iter().find(|draft| draft.title == "Hoodie").unwrap();
    assert_eq!((hoodie.line, hoodie.handle.as_str()), (3, "hoodie"));
    let values: Vec<String> = hoodie.variants.iter().map(|one| one.option_values.join(" ")).collect();
    assert_eq!(values, ["Red No", "Green No", "Blue No", "Red Yes", "Blue Yes", "Green Yes"]);
    assert_eq!((hoodie.variants[0].price, hoodie.variants[0].compare_at), (4_200, Some(4_500)));
    assert_eq!(hoodie.category.as_deref(), Some("Clothing > Hoodies"));
    assert_eq!(hoodie.images.len(), 4);

    // Its three variations are for any size: each becomes three.
    let tee = taken.iter().find(|draft| draft.title == "T-Shirt").unwrap();
    let codes: Vec<&str> = tee.variants.iter().take(3).filter_map(|one| one.sku.as_deref()).collect();
    assert_eq!(codes, ["cc-t-shirt-blue-large", "cc-t-shirt-blue-medium", "cc-t-shirt-blue-small"]);
    assert_eq!(tee.variants.len(), 9);
    assert!(tee.variants.iter().all(|one| one.price == 2_500));

    let album = taken.iter().find(|draft| draft.title == "Album").unwrap();
    assert!(!album.variants[0].requires_shipping);
    assert_eq!(album.extra["Download 2 name"], "Single 2");
    let hidden: Vec<&str> = taken.iter().filter(|one| !one.published).map(|one| one.title.as_str()).collect();
    assert_eq!(hidden, ["Hoodie with Pocket"]);
    assert_same_in_every_format(&taken, Currency::USD);
}

#[test]
fn a_google_feed_is_taken() {
    let Some(bytes) = real("google-merchant/xcommerceweb-sample.xml") else { return };
    let (taken, refused) = read(&bytes, Currency::PHP);
    assert_eq!(reasons(&refused), []);
    assert_eq!(taken.len(), 1);
    let mango = &taken[0];
    assert_eq!((mango.line, mango.handle.as_str(), mango.title.as_str()), (7, "mng-1", "Mangga 1kg 芒果"));
    assert_eq!(mango.description_html, "Sweet & juicy <b>mango</b>");
    assert_eq!(
        mango.category.as_deref(),
        Some("Food, Beverages & Tobacco > Food Items > Fruits & Vegetables")
    );
    assert_eq!((mango.variants[0].sku.as_deref(), mango.variants[0].price), (Some("MNG-1"), 12_000));
    assert_eq!(mango.images[0].url, "https://example.com/m.jpg");
    assert_same_in_every_format(&taken, Currency::PHP);

    let (taken, refused) = read(&bytes, Currency::CNY);
    assert_eq!((taken.len(), reasons(&refused)), (0, vec![(7, "price", "other_currency")]));
}

#[test]
fn every_category_that_a_real_listing_names_has_its_place() {
    let mut places = std::collections::BTreeMap::new();
    for (name, currency) in [
        ("woocommerce/sample_products.csv", Currency::USD),
        ("google-merchant/xcommerceweb-sample.xml", Currency::PHP),
    ] {
        let Some(bytes) = real(name) else { return };
        for text in read(&bytes, currency).0.into_iter().filter_map(|draft| draft.category) {
            let slug = catalog::categories::place(&text).map(|category| category.slug);
            places.insert(text, slug);
        }
    }
    let expected = [
        ("Clothing > Accessories", "fashion-extras"),
        ("Clothing > Hoodies", "outerwear"),
        ("Clothing > Tshirts", "tops"),
        ("Food, Beverages & Tobacco > Food Items > Fruits & Vegetables", "fresh-produce"),
        ("Music", "music"),
    ];
    assert_eq!(
        places.into_iter().collect::<Vec<_>>(),
        expected.map(|(text, slug)| (text.to_owned(), Some(slug)))
    );
}

#[test]
fn other_files_are_refused_by_name() {
    for (name, expected) in [
        ("vendure/products.csv", Unrecognised::Vendure),
        ("woocommerce/sample_tax_rates.csv", Unrecognised::WooCommerceTaxRates),
    ] {
        let Some(bytes) = real(name) else { return };
        assert_eq!(recognise(&bytes), Err(expected.clone()));
        assert_eq!(Reader::open(bytes.as_slice(), Currency::USD).err(), Some(expected));
    }
    for name in
        ["vendure/countries.json", "google-taxonomy/taxonomy-with-ids.en-US.txt", "shopify-csv/readme.md"]
    {
        let Some(bytes) = real(name) else { return };
        assert!(recognise(&bytes).is_err(), "{name}");
    }
}
