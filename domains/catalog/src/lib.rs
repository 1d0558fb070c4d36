//! What is for sale: shops, listings, variants and stock, and their way in from other shops and back out.
//!
//! ```text
//! shops::open ─► listings::create ─► stock::move_stock      a shop fills its shelf
//! stock::offers ─► stock::hold ─► StockSink                  a buyer takes from it: a hold ends exactly once
//! import_file ─► exchange ─► listings ─► exchange ─► export_file
//! ```

mod api;
pub mod categories;
mod data_map;
pub mod exchange;
mod kinds;
pub mod listings;
pub mod shops;
pub mod stock;
mod words;

pub use data_map::DATA_MAP;
pub use kinds::{Hold, Import, Listing, Movement, Shop, Variant};
pub use shops::{ShopKey, ShopRole, ShopView, shop_role, show as shop};
pub use stock::{Buyable, Offer, StockSink, Wish, buyable, hold, offer, offers, verify};

use db::{Migration, Sql};
use domain::{Check, Domain};
use kernel::Id;

// Named, because utoipa's derive takes a written `Id<Shop>` for a schema with a part called `Shop`.
/// A shop's id.
pub type ShopId = Id<Shop>;
/// A listing's id.
pub type ListingId = Id<Listing>;
/// A variant's id.
pub type VariantId = Id<Variant>;

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "catalog/0001_shops", sql: include_str!("../migrations/0001_shops.sql") },
    Migration { name: "catalog/0002_listings", sql: include_str!("../migrations/0002_listings.sql") },
    Migration { name: "catalog/0003_stock", sql: include_str!("../migrations/0003_stock.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    shops::STATEMENTS,
    listings::STATEMENTS,
    stock::HOLDS,
    stock::MOVEMENTS,
    stock::OFFERS,
    stock::SHELF,
    stock::VERIFY,
];

/// Everything `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        data_map: DATA_MAP,
        checks: &[Check { name: "stock is its movements and holds", run: verify }],
        ..Domain::named("catalog")
    }
}
