//! Finding by words, in three languages and with typing mistakes: what is for sale, posts, people, shops; and searches
//! that somebody keeps.
//!
//! ```text
//! the log ─► search::Follower ─► the index in the data folder
//! catalog::listings::search ─► catalog::listings::finder::Finder = search::Search ─► ids ─► cards from the database
//! found ─► posts, people, shops: the index says which, the database who may see them
//! saved::keep ─► /saved-searches: what is new since its keeper looked last
//! ```

pub mod found;
mod kinds;
pub mod saved;
pub mod search;

pub use kinds::SavedSearch;

use db::{Migration, Sql};
use domain::{Column, Domain, Erase, Keep};
use locale::Texts;

/// The tables. The index is none of them: it can be thrown away.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "discover/0001_saved", sql: include_str!("../migrations/0001_saved.sql") }];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[saved::STATEMENTS];

/// What is kept about whom, why and how long.
pub const DATA_MAP: &[Column] = &[Column {
    table: "saved_search",
    columns: "id, account, words, category, made, seen",
    purpose: "what somebody looks for again, and since when something is new to them",
    keep: Keep::WithRow,
    erase: Erase::Deleted,
}];

const TEXTS: Texts = locale::texts!("discover");

/// Everything `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: found::api::routes,
        pages: found::pages::pages,
        slots: found::pages::SLOTS,
        texts: Some(TEXTS),
        data_map: DATA_MAP,
        ..Domain::named("discover")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_says_what_it_is_for() {
        let domain = super::domain();
        assert_eq!(domain::unmapped(domain.migrations, domain.data_map), Vec::<String>::new());
    }
}
