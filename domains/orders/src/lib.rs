//! Orders: the promise between a buyer and a shop, and the money map that comes with it.
//!
//! The life is a table ([`order::ORDER`]); everything else serves it. [`place`] is how an order is born, at the
//! market's checkout and nowhere else; [`PAID`] is the address it leaves with its payment.

mod act;
mod api;
mod check;
pub mod desk;
mod forget;
mod leave;
mod notices;
pub mod number;
pub mod order;
mod pages;
mod paid;
mod parcels;
mod place;
mod places;
mod store;
pub mod till;
mod told;
mod view;

pub use act::{Act, Side, bought, by_buyer, by_party, by_shop, side};
pub use pages::hosted_page;
pub use paid::{CHARGED, PAID, charged, paid};
pub use parcels::{Seen, Shipment, seen, ship};
pub use place::{bring_along, place, refused_lately};
pub use places::{received, sent_to};
pub use told::{Told, told};
pub use view::OrderView;

use domain::Domain;

/// The domain, for `app` to fold.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: pages::pages,
        slots: pages::SLOTS,
        tabs: pages::TABS,
        live: pages::LIVE,
        texts: Some(locale::texts!("orders")),
        kinds: KINDS,
        jobs: paid::JOBS,
        notices: notices::NOTICES,
        data_map: check::DATA_MAP,
        bars: Some(leave::bars),
        erase: Some(leave::erase),
        forgets: forget::FORGETS,
        checks: check::CHECKS,
        ..Domain::named("orders")
    }
}

/// The tables.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "orders/0001_orders", sql: include_str!("../migrations/0001_orders.sql") },
    db::Migration { name: "orders/0002_charged", sql: include_str!("../migrations/0002_charged.sql") },
    db::Migration { name: "orders/0003_forgetting", sql: include_str!("../migrations/0003_forgetting.sql") },
];

/// The families.
pub const KINDS: &[runner::Kind] = &[runner::Kind::of::<order::Purchase>()];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&db::Sql]] = &[
    act::STATEMENTS,
    check::STATEMENTS,
    desk::STATEMENTS,
    forget::STATEMENTS,
    leave::STATEMENTS,
    number::STATEMENTS,
    pages::BOUGHT,
    pages::STUDIO,
    pages::SOLD,
    pages::MEMORY,
    pages::PAYMENT,
    paid::STATEMENTS,
    place::STATEMENTS,
    places::STATEMENTS,
    store::STATEMENTS,
    till::STATEMENTS,
    view::STATEMENTS,
];
