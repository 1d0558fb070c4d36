//! A listing on its way in or out: what every format can say, in our words.

use std::collections::{BTreeMap, BTreeSet};

use media::{PictureId, Shown};
use serde::{Deserialize, Serialize};

use super::limits::{MAX_IMAGES, MAX_NAME_CHARS, MAX_OPTIONS, MAX_VARIANTS};
use super::recognise::Format;
use super::refusal::{Reason, RefusedLine};

/// Columns that we do not interpret, by name, with their text; never an empty one.
pub type Extra = BTreeMap<String, String>;

/// One product as a file describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListingDraft {
    /// The format whose columns `extra` holds; none for a listing that was made here.
    pub source: Option<Format>,
    /// The line of the file where the listing begins, from 1; 0 for a listing that was made here.
    pub line: u64,
    /// Its address in the shop, as [`slug`](super::slug) makes it; unique within one file.
    pub handle: String,
    /// Its name; never empty.
    pub title: String,
    /// As the file had it: not yet cleaned of anything.
    pub description_html: String,
    /// Maker or brand.
    pub vendor: Option<String>,
    /// The shop's own word for what it is ("Outdoor").
    pub kind: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// May be seen in the shop.
    pub published: bool,
    /// A Google number, or a path of names; [`categories`](crate::categories) places it.
    pub category: Option<String>,
    /// What a buyer chooses between; empty when there is one variant.
    pub options: Vec<OptionDraft>,
    /// What is sold, at least one, in the order shown.
    pub variants: Vec<VariantDraft>,
    /// Pictures in the order shown: the place in this list is the position.
    pub images: Vec<ImageDraft>,
    /// Uninterpreted columns of the listing.
    pub extra: Extra,
}

/// One choice: "Size" with "S", "M", "L".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OptionDraft {
    /// "Size".
    pub name: String,
    /// In the order shown; may hold values that no variant has.
    pub values: Vec<String>,
}

/// One thing that can be put in a cart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VariantDraft {
    /// The shop's stock-keeping code. Some shops give one code to several variants.
    pub sku: Option<String>,
    /// One value for each of the listing's options, in their order.
    pub option_values: Vec<String>,
    /// Minor units of the shop's currency, 0 or more.
    pub price: i64,
    /// The price before the reduction, minor units; always above `price`.
    pub compare_at: Option<i64>,
    /// Pieces in stock, 0 or more, where the file says.
    pub quantity: Option<i64>,
    /// Whether sales are to reduce `quantity`, and stop when it is used up.
    pub track: bool,
    /// Grams of one piece.
    pub grams: Option<i64>,
    /// GTIN, EAN, UPC or ISBN, as written.
    pub barcode: Option<String>,
    /// The other shop's name for a tax class.
    pub tax_code: Option<String>,
    /// False for what is delivered without a parcel.
    pub requires_shipping: bool,
    /// Web address of this variant's own picture.
    pub image: Option<String>,
    /// Uninterpreted columns of the variant.
    pub extra: Extra,
}

/// One picture: by its web address, or one that was brought here, or both where it was fetched from there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImageDraft {
    /// An `http` or `https` address; empty where the picture was brought here. A file that is written has one always.
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// The picture that was brought here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<OwnPicture>,
}

/// A picture that was brought here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPicture {
    /// Its id.
    pub id: PictureId,
    /// Its files, which never change; none until the listing is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

impl ImageDraft {
    /// A picture somewhere else.
    pub fn at(url: String, alt: Option<String>) -> Self {
        Self { url, alt, picture: None }
    }

    /// The files of a picture that was brought here.
    pub fn shown(&self) -> Option<&Shown> {
        self.picture.as_ref()?.shown.as_ref()
    }
}

impl ListingDraft {
    /// Whether a buyer has to choose.
    pub fn is_variable(&self) -> bool {
        self.variants.len() > 1 || !self.options.is_empty()
    }

    /// What holds for a listing of any format: a name, variants that differ, nothing beyond the limits.
    pub(super) fn check(&self) -> Result<(), RefusedLine> {
        let refuse = |column: &str, reason| Err(RefusedLine::at(self.line, column, reason));
        if self.title.is_empty() {
            return refuse("title", Reason::Missing);
        }
        if self.variants.len() > MAX_VARIANTS {
            return refuse("variants", Reason::TooMany { limit: MAX_VARIANTS });
        }
        if self.images.len() > MAX_IMAGES {
            return refuse("images", Reason::TooMany { limit: MAX_IMAGES });
        }
        if self.options.len() > MAX_OPTIONS {
            return refuse("options", Reason::TooMany { limit: MAX_OPTIONS });
        }
        let named = [
            ("title", Some(&self.title)),
            ("vendor", self.vendor.as_ref()),
            ("type", self.kind.as_ref()),
            ("category", self.category.as_ref()),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", Some(tag)));
        for (column, text) in named.into_iter().chain(tags) {
            if text.is_some_and(|text| too_long(text)) {
                return refuse(column, Reason::TooLong { limit: MAX_NAME_CHARS });
            }
        }
        let mut names = self.options.iter().flat_map(|option| option.values.iter().chain([&option.name]));
        if names.any(|name| too_long(name)) {
            return refuse("options", Reason::TooLong { limit: MAX_NAME_CHARS });
        }
        let mut named = BTreeSet::new();
        if let Some(option) = self.options.iter().find(|option| !named.insert(option.name.to_lowercase())) {
            return refuse("options", Reason::RepeatedOption { name: option.name.clone() });
        }
        let mut seen = BTreeSet::new();
        for variant in &self.variants {
            for (column, code) in
                [("sku", &variant.sku), ("barcode", &variant.barcode), ("tax code", &variant.tax_code)]
            {
                if code.as_ref().is_some_and(|code| too_long(code)) {
                    return refuse(column, Reason::TooLong { limit: MAX_NAME_CHARS });
                }
            }
            if !seen.insert(&variant.option_values) {
                return refuse("options", Reason::SameOptions { values: variant.option_values.join(" / ") });
            }
        }
        Ok(())
    }
}

fn too_long(name: &str) -> bool {
    name.len() > MAX_NAME_CHARS && name.chars().count() > MAX_NAME_CHARS
}

/// A name: without the space around it and without characters that no feed can carry; none when nothing is left.
pub(super) fn text(cell: &str) -> Option<String> {
    let name = if cell.chars().all(is_legal) {
        cell.trim().to_owned()
    } else {
        let legal: String = cell.chars().filter(|c| is_legal(*c)).collect();
        legal.trim().to_owned()
    };
    (!name.is_empty()).then_some(name)
}

/// Whether XML 1.0 has the character: neither a control character, but for tab and line ends, nor U+FFFE or
/// U+FFFF.
pub(super) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}')
}

/// Adds to each option, in order, the values that variants have and its list lacks.
pub(super) fn gather_values(options: &mut [OptionDraft], variants: &[VariantDraft]) {
    for (place, option) in options.iter_mut().enumerate() {
        let mut known: BTreeSet<String> = option.values.iter().cloned().collect();
        for variant in variants {
            if let Some(value) = variant.option_values.get(place)
                && known.insert(value.clone())
            {
                option.values.push(value.clone());
            }
        }
    }
}

/// Price and compare-at price from the regular price and the one that is asked now.
///
/// A "reduced" price that is not below the regular one is no reduction: both shops ignore it, and so do we.
pub(super) fn reduced(regular: i64, sale: Option<i64>) -> (i64, Option<i64>) {
    match sale {
        Some(sale) if sale < regular => (sale, Some(regular)),
        _ => (regular, None),
    }
}
