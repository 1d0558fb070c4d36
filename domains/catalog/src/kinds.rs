//! What the catalogue's ids name.

use kernel::Kind;

/// Somebody's shop.
pub struct Shop;
impl Kind for Shop {
    const PREFIX: &'static str = "shp";
}

/// Something a shop offers, in one or several variants.
pub struct Listing;
impl Kind for Listing {
    const PREFIX: &'static str = "lst";
}

/// What is bought: one choice of a listing's options, with its own price and stock.
pub struct Variant;
impl Kind for Variant {
    const PREFIX: &'static str = "var";
}

/// Units of a variant that are promised to somebody and not yet theirs.
pub struct Hold;
impl Kind for Hold {
    const PREFIX: &'static str = "hld";
}

/// A product file on its way into a shop.
pub struct Import;
impl Kind for Import {
    const PREFIX: &'static str = "imp";
}

/// Stock that came or went.
pub struct Movement;
impl Kind for Movement {
    const PREFIX: &'static str = "mov";
}
