//! Finding by words, in three languages and with typing mistakes: what is for sale, posts, people, shops; searches that
//! somebody keeps; and a feed of what others tell that says why.
//!
//! ```text
//! the log ─► search::Follower ─► the index in the data folder
//! catalog::listings::search ─► catalog::listings::finder::Finder = search::Search ─► ids ─► cards from the database
//! found ─► posts, people, shops: the index says which, the database who may see them
//! saved::keep ─► /saved-searches: what is new since its keeper looked last
//! the log ─► watch ─► what came since, looked at in turns ─► a fact that the keeper is told of
//! ```

mod data_map;
pub mod feed;
pub mod found;
mod kinds;
mod leave;
pub mod saved;
pub mod search;
pub mod watch;

pub use kinds::SavedSearch;

use db::{Migration, Sql};
use domain::{Class, Domain, Notice, Whom};
use locale::Texts;
use web::page::Slot;

/// The tables. The index is none of them: it can be thrown away.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "discover/0001_saved", sql: include_str!("../migrations/0001_saved.sql") },
    Migration { name: "discover/0002_feed", sql: include_str!("../migrations/0002_feed.sql") },
    Migration { name: "discover/0004_rest", sql: include_str!("../migrations/0004_rest.sql") },
    Migration { name: "discover/0005_watch", sql: include_str!("../migrations/0005_watch.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    feed::ANSWERS,
    feed::TASTES,
    leave::STATEMENTS,
    saved::STATEMENTS,
    watch::STATEMENTS,
    watch::TURNS,
    watch::PACES,
];

const TEXTS: Texts = locale::texts!("discover");

/// What this crate puts into others' pages.
const SLOTS: &[Slot] = &[
    feed::pages::SEGMENTS,
    found::pages::KINDS,
    saved::pages::OFFER,
    saved::pages::ROOM,
    watch::pace::TOPIC,
];

/// Who keeps a search is told what is new in it, many things at once.
const NOTICES: &[Notice] = &[Notice {
    process: "saved_search",
    event: "found",
    whom: Whom::Owner,
    class: Class::Update,
    key: "notice-found",
}];

/// Everything `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: || {
            feed::api::routes().into_iter().chain(found::api::routes()).chain(watch::pace::routes()).collect()
        },
        pages: || {
            feed::pages::pages()
                .into_iter()
                .chain(found::pages::pages())
                .chain(watch::pace::pages())
                .collect()
        },
        slots: SLOTS,
        tabs: feed::pages::TABS,
        jobs: &[watch::JOB],
        listeners: &[feed::LISTENER, watch::LISTENER],
        notices: NOTICES,
        texts: Some(TEXTS),
        data_map: data_map::DATA_MAP,
        erase: Some(leave::erase),
        forgets: watch::FORGETS,
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
