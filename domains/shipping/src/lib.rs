//! How goods get there: rates by shop and region, parcels, and where they were last seen. Plain rows; the promise
//! is the order's, whose table moves when a parcel is sent, delivered or refused.

mod api;
mod parcel;
mod rate;

pub use parcel::{
    Parcel, ParcelView, Scan, ScanView, Status, forget_way, known_check_digit, of_order, order_of, scan, send,
};
pub use rate::{
    Bracket, Choice, Destination, Rate, RateText, Stored as StoredRate, add as add_rate, choices, rates,
};

use domain::{Column, Domain, Erase, Keep};

/// The domain, for `app` to fold.
pub fn domain() -> Domain {
    Domain {
        migrations: &[db::Migration {
            name: "shipping/0001_shipping",
            sql: include_str!("../migrations/0001_shipping.sql"),
        }],
        statements: STATEMENTS,
        routes: api::routes,
        data_map: DATA_MAP,
        ..Domain::named("shipping")
    }
}

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&db::Sql]] = &[rate::STATEMENTS, parcel::STATEMENTS];

/// So many days after its order's end the way of a parcel is kept: orders forget it with the address.
const DAYS: u32 = 730;

const DATA_MAP: &[Column] = &[
    Column {
        table: "shipping_rate",
        columns: "id, shop, name, places, brackets, currency, free_from, days_min, days_max, active, at",
        purpose: "what a shop asks for delivery",
        keep: Keep::WithRow,
        erase: Erase::NotPersonal,
    },
    Column {
        table: "parcel",
        columns: "id, order_id, shop, carrier, status, sent_at",
        purpose: "what was sent with which order",
        keep: Keep::Books,
        erase: Erase::NotPersonal,
    },
    Column {
        table: "parcel",
        columns: "tracking",
        purpose: "the carrier's number, to follow the parcel",
        keep: Keep::Days(DAYS),
        erase: Erase::Blanked,
    },
    Column {
        table: "parcel_scan",
        columns: "parcel, source, event, status, at",
        purpose: "proof of the way a parcel took",
        keep: Keep::Books,
        erase: Erase::NotPersonal,
    },
    Column {
        table: "parcel_scan",
        columns: "place",
        purpose: "where a parcel was seen",
        keep: Keep::Days(DAYS),
        erase: Erase::Blanked,
    },
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_has_its_entry() {
        let domain = super::domain();
        assert_eq!(domain::unmapped(domain.migrations, domain.data_map), Vec::<String>::new());
    }
}
