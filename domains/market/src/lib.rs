//! Where every order is born and siblings meet: cart, quote, confirmation.

mod api;
pub mod buy;
pub mod cart;
pub mod confirm;
mod forget;
mod pages;
pub mod quote;
mod terms;

pub use terms::{ReturnTo, Terms};

use domain::{Column, Domain, Erase, Keep};

/// The domain, for `app` to fold.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: pages::pages,
        slots: pages::SLOTS,
        texts: Some(locale::texts!("market")),
        data_map: DATA_MAP,
        erase: Some(cart::erase),
        forgets: forget::FORGETS,
        ..Domain::named("market")
    }
}

const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "market/0001_market", sql: include_str!("../migrations/0001_market.sql") },
    db::Migration {
        name: "market/0002_current_cart",
        sql: include_str!("../migrations/0002_current_cart.sql"),
    },
    db::Migration { name: "market/0003_leaving", sql: include_str!("../migrations/0003_leaving.sql") },
    db::Migration { name: "market/0004_forgetting", sql: include_str!("../migrations/0004_forgetting.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&db::Sql]] =
    &[cart::STATEMENTS, cart::HELD, cart::LEFT, quote::STATEMENTS, confirm::STATEMENTS, forget::STATEMENTS];

const fn for_days(table: &'static str, columns: &'static str, purpose: &'static str, erase: Erase) -> Column {
    Column { table, columns, purpose, keep: Keep::Days(forget::DAYS), erase }
}

const DATA_MAP: &[Column] = &[
    for_days(
        "cart",
        "id, account, guest, at",
        "whose cart it is, and when it was last touched",
        Erase::Deleted,
    ),
    for_days("current_cart", "account, cart", "which cart an account puts things into", Erase::Deleted),
    for_days("cart_line", "cart, variant, quantity, at, seen", "what somebody means to buy", Erase::Deleted),
    for_days("checkout", "id, cart, account, guest, at", "whose quote it is", Erase::Pseudonym),
    for_days(
        "checkout",
        "quote, expires_at, confirmed",
        "what was quoted and what came of it",
        Erase::NotPersonal,
    ),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_has_its_entry() {
        let domain = super::domain();
        assert_eq!(domain::unmapped(domain.migrations, domain.data_map), Vec::<String>::new());
    }
}
