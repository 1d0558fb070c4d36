//! The columns by name, as an English WooCommerce writes them.

use crate::exchange::limits::MAX_COLUMNS;
use crate::exchange::numbers::WeightUnit;
use crate::exchange::table::Header;

/// Every column of the customary file up to the attributes, in its order.
pub(super) const CUSTOMARY: &[&str] = &[
    "ID",
    "Type",
    "SKU",
    "GTIN, UPC, EAN, or ISBN",
    "Name",
    "Published",
    "Is featured?",
    "Visibility in catalog",
    "Short description",
    "Description",
    "Date sale price starts",
    "Date sale price ends",
    "Tax status",
    "Tax class",
    "In stock?",
    "Stock",
    "Low stock amount",
    "Backorders allowed?",
    "Sold individually?",
    "Weight (kg)",
    "Length (cm)",
    "Width (cm)",
    "Height (cm)",
    "Allow customer reviews?",
    "Purchase note",
    "Sale price",
    "Regular price",
    "Categories",
    "Tags",
    "Shipping class",
    "Images",
    "Download limit",
    "Download expiry days",
    "Parent",
    "Grouped products",
    "Upsells",
    "Cross-sells",
    "External URL",
    "Button text",
    "Position",
    "Brands",
];

/// Where a file has the columns that we interpret, and the others.
pub(super) struct Columns {
    pub id: Option<usize>,
    pub kind: Option<usize>,
    pub sku: Option<usize>,
    pub gtin: Option<usize>,
    pub name: Option<usize>,
    pub published: Option<usize>,
    pub visibility: Option<usize>,
    pub description: Option<usize>,
    pub sale_starts: Option<usize>,
    pub sale_ends: Option<usize>,
    pub tax_class: Option<usize>,
    pub in_stock: Option<usize>,
    pub stock: Option<usize>,
    pub weight: Option<usize>,
    pub weight_unit: WeightUnit,
    pub sale_price: Option<usize>,
    pub regular_price: Option<usize>,
    pub categories: Option<usize>,
    pub tags: Option<usize>,
    pub images: Option<usize>,
    pub parent: Option<usize>,
    pub brands: Option<usize>,
    pub attributes: Vec<AttributeColumns>,
    /// Kept and not interpreted.
    pub others: Vec<usize>,
}

/// The columns of one numbered attribute.
pub(super) struct AttributeColumns {
    pub name: Option<usize>,
    pub values: Option<usize>,
    pub visible: Option<usize>,
    pub global: Option<usize>,
    pub default: Option<usize>,
}

impl Columns {
    pub(super) fn of(header: &Header) -> Self {
        let mut taken = Vec::new();
        let mut find = |names: &[&str]| {
            let place = header.find(names);
            taken.extend(place);
            place
        };
        let (weight, weight_unit) = weight(header);
        let mut columns = Self {
            id: header.find(&["id"]),
            kind: find(&["type"]),
            sku: find(&["sku"]),
            gtin: find(&["gtin, upc, ean, or isbn"]),
            name: find(&["name"]),
            published: find(&["published"]),
            visibility: find(&["visibility in catalog"]),
            description: find(&["description"]),
            sale_starts: header.find(&["date sale price starts"]),
            sale_ends: header.find(&["date sale price ends"]),
            tax_class: find(&["tax class"]),
            in_stock: find(&["in stock?"]),
            stock: find(&["stock"]),
            weight,
            weight_unit,
            sale_price: find(&["sale price"]),
            regular_price: find(&["regular price"]),
            categories: find(&["categories"]),
            tags: find(&["tags"]),
            images: find(&["images"]),
            parent: find(&["parent"]),
            brands: find(&["brands"]),
            attributes: Vec::new(),
            others: Vec::new(),
        };
        for number in 1..=MAX_COLUMNS {
            let mut part = |part: &str| find(&[&format!("attribute {number} {part}")]);
            let slot = AttributeColumns {
                name: part("name"),
                values: part("value(s)"),
                visible: part("visible"),
                global: part("global"),
                default: part("default"),
            };
            if slot.name.is_none() {
                break;
            }
            columns.attributes.push(slot);
        }
        taken.extend(weight);
        taken.sort_unstable();
        columns.others =
            (0..header.names.len()).filter(|place| taken.binary_search(place).is_err()).collect();
        columns
    }
}

/// The shop's unit of weight stands in the column's name.
fn weight(header: &Header) -> (Option<usize>, WeightUnit) {
    for unit in ["kg", "g", "lbs", "oz"] {
        if let (Some(place), Some(unit)) =
            (header.find(&[&format!("weight ({unit})")]), WeightUnit::named(unit))
        {
            return (Some(place), unit);
        }
    }
    (None, WeightUnit::Kilogram)
}
