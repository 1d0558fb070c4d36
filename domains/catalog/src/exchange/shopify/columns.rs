//! The columns by name. Shopify has renamed them over the years; both names are read, the older is written.

use crate::exchange::limits::MAX_OPTIONS;
use crate::exchange::table::Header;

/// Every column of the customary file up to the options, in its order.
pub(super) const BEFORE_OPTIONS: &[&str] =
    &["Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published"];

/// And after them.
pub(super) const AFTER_OPTIONS: &[&str] = &[
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Google Shopping / Google Product Category",
    "Variant Image",
    "Variant Weight Unit",
    "Variant Tax Code",
    "Status",
];

/// Where a file has the columns that we interpret, and the others.
pub(super) struct Columns {
    pub handle: Option<usize>,
    pub title: Option<usize>,
    pub body: Option<usize>,
    pub vendor: Option<usize>,
    pub kind: Option<usize>,
    pub tags: Option<usize>,
    pub published: Option<usize>,
    pub status: Option<usize>,
    pub gift_card: Option<usize>,
    pub google_category: Option<usize>,
    pub product_category: Option<usize>,
    /// Name and value, as far as the file numbers them without a gap.
    pub options: Vec<(Option<usize>, Option<usize>)>,
    pub sku: Option<usize>,
    pub grams: Option<usize>,
    pub tracker: Option<usize>,
    pub quantity: Option<usize>,
    pub price: Option<usize>,
    pub compare_at: Option<usize>,
    pub requires_shipping: Option<usize>,
    pub barcode: Option<usize>,
    pub tax_code: Option<usize>,
    pub image: Option<usize>,
    pub image_position: Option<usize>,
    pub image_alt: Option<usize>,
    pub variant_image: Option<usize>,
    pub others: Vec<Other>,
}

/// A column that we keep and do not interpret.
pub(super) struct Other {
    pub place: usize,
    pub of_variant: bool,
}

impl Columns {
    pub(super) fn of(header: &Header) -> Self {
        let mut taken = Vec::new();
        let mut find = |names: &[&str]| {
            let place = header.find(names);
            taken.extend(place);
            place
        };
        let mut columns = Self {
            handle: find(&["handle", "url handle"]),
            title: find(&["title"]),
            body: find(&["body (html)", "description"]),
            vendor: find(&["vendor"]),
            kind: find(&["type"]),
            tags: find(&["tags"]),
            published: find(&["published", "published on online store"]),
            status: header.find(&["status"]),
            gift_card: header.find(&["gift card"]),
            google_category: find(&["google shopping / google product category"]),
            product_category: header.find(&["product category"]),
            options: Vec::new(),
            sku: find(&["variant sku", "sku"]),
            grams: find(&["variant grams", "weight value (grams)"]),
            tracker: find(&["variant inventory tracker", "inventory tracker"]),
            quantity: find(&["variant inventory qty", "inventory quantity"]),
            price: find(&["variant price", "price"]),
            compare_at: find(&["variant compare at price", "compare-at price"]),
            requires_shipping: find(&["variant requires shipping", "requires shipping"]),
            barcode: find(&["variant barcode", "barcode"]),
            tax_code: find(&["variant tax code", "tax code"]),
            image: find(&["image src", "product image url"]),
            image_position: find(&["image position"]),
            image_alt: find(&["image alt text"]),
            variant_image: find(&["variant image", "variant image url"]),
            others: Vec::new(),
        };
        for number in 1..=MAX_OPTIONS {
            let name = find(&[&format!("option{number} name")]);
            let value = find(&[&format!("option{number} value")]);
            if value.is_none() {
                break;
            }
            columns.options.push((name, value));
        }
        taken.sort_unstable();
        columns.others = (0..header.names.len())
            .filter(|place| taken.binary_search(place).is_err())
            .map(|place| Other { place, of_variant: is_of_variant(header.name(place)) })
            .collect();
        columns
    }
}

/// Whether each variant has its own cell of a column, not the listing one.
pub(super) fn is_of_variant(name: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "variant ",
        "cost per item",
        "price / ",
        "compare at price / ",
        "compare-at price / ",
        "included / ",
        "unit price ",
        "charge tax",
        "continue selling",
        "weight unit",
        "fulfillment service",
    ];
    let name = name.to_lowercase();
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
}
