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
mod exports;
pub mod imports;
mod kinds;
mod leave;
pub mod listings;
pub(crate) mod pages;
pub mod shops;
pub mod stock;
mod trail;
mod words;

pub use data_map::DATA_MAP;
pub use exchange::guard as csv_cell;
pub use exports::export_file;
pub use imports::{fetch_pictures, import_file};
pub use kinds::{Hold, Import, Listing, Movement, Shop, Variant};
pub use leave::shop_of;
pub use pages::{Fresh, Front, Windows, fresh, front, instead, windows};
pub use shops::{ShopKey, ShopName, ShopRole, ShopView, face as shop_face, keepers, shop_role, show as shop};
pub use stock::{Buyable, Offer, StockSink, Wish, buyable, hold, offer, offers, verify};

use db::{Migration, Sql};
use domain::{Check, Class, Domain, Notice, Whom};
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
    Migration { name: "catalog/0004_imports", sql: include_str!("../migrations/0004_imports.sql") },
    Migration { name: "catalog/0005_finding", sql: include_str!("../migrations/0005_finding.sql") },
    Migration { name: "catalog/0006_story", sql: include_str!("../migrations/0006_story.sql") },
    Migration { name: "catalog/0007_face", sql: include_str!("../migrations/0007_face.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    shops::STATEMENTS,
    shops::face::STATEMENTS,
    listings::STATEMENTS,
    listings::FINDS,
    listings::finder::STATEMENTS,
    stock::HOLDS,
    stock::MOVEMENTS,
    stock::OFFERS,
    stock::SHELF,
    stock::VERIFY,
    trail::STATEMENTS,
    imports::STATEMENTS,
    leave::STATEMENTS,
    imports::SLICE,
    imports::STAGE,
];

/// What a shop is told.
pub const NOTICES: &[Notice] = &[
    notice("import", "finished", "notice-import-finished"),
    notice("import", "failed", "notice-import-failed"),
    Notice { class: Class::Safety, ..notice("shop", "face_taken", "notice-shop-face-taken") },
];

const fn notice(process: &'static str, event: &'static str, key: &'static str) -> Notice {
    Notice { process, event, whom: Whom::Shop, class: Class::Update, key }
}

/// Where people find this market, as `https://market.example`: what a feed names its listings by. `app` wires it for
/// handlers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicUrl(pub String);

/// Everything `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: pages::pages,
        tabs: pages::TABS,
        slots: pages::SLOTS,
        texts: Some(pages::TEXTS),
        jobs: &[imports::IMPORT],
        notices: NOTICES,
        data_map: DATA_MAP,
        erase: Some(leave::erase),
        forgets: imports::FORGETS,
        checks: &[Check { name: "stock is its movements and holds", run: verify }],
        trails: &[trail::TRAIL],
        ..Domain::named("catalog")
    }
}
