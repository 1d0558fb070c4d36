//! What people and shops are to each other and tell each other: follows, circles, blocks, posts.
//!
//! ```text
//! follows::follow ─► feed            whom somebody follows is what their feed is made of
//! posts::publish ─► audience::seen_by ─► every page and list
//! ```
//!
//! Who may see a post is said once, in `audience`, and every statement that reads posts takes it from there.

pub mod apart;
mod api;
mod audience;
pub mod circles;
pub mod comments;
mod data_map;
pub mod feed;
pub mod follows;
mod kinds;
mod leave;
mod pages;
pub mod posts;
pub mod profile;
pub mod reactions;
mod rooms;
pub mod saves;
pub mod share;
mod target;
pub mod told;
mod trail;
mod voice;
mod words;

pub use audience::Audience;
pub use circles::{CircleId, CircleView};
pub use comments::{CommentId, CommentView};
pub use kinds::{Circle, Collection, Comment, Post};
pub use pages::card::{Below, below, card, onward, write_link};
pub use posts::{About, Bought, PostId, PostView, Purchases};
pub use target::Target;
pub use voice::{Named, Voice};

use db::{Migration, Sql};
use domain::Domain;

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "social/0001_social", sql: include_str!("../migrations/0001_social.sql") },
    Migration { name: "social/0002_talk", sql: include_str!("../migrations/0002_talk.sql") },
    Migration { name: "social/0003_profile", sql: include_str!("../migrations/0003_profile.sql") },
    Migration { name: "social/0004_leaving", sql: include_str!("../migrations/0004_leaving.sql") },
    Migration { name: "social/0005_showing", sql: include_str!("../migrations/0005_showing.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    apart::STATEMENTS,
    circles::STATEMENTS,
    comments::ABOUT,
    comments::READS,
    comments::WRITES,
    feed::STATEMENTS,
    follows::STATEMENTS,
    leave::STATEMENTS,
    posts::ENTRIES,
    posts::HANGS,
    posts::READS,
    posts::showing::STATEMENTS,
    posts::SIGHTS,
    posts::WRITES,
    profile::STATEMENTS,
    profile::height::STATEMENTS,
    reactions::STATEMENTS,
    saves::COLLECTIONS,
    saves::KEEPS,
    saves::READS,
    share::STATEMENTS,
    told::STATEMENTS,
    trail::STATEMENTS,
];

/// This domain's part of the market.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        pages: rooms::pages,
        slots: pages::SLOTS,
        live: rooms::LIVE,
        texts: Some(pages::TEXTS),
        data_map: data_map::DATA_MAP,
        erase: Some(leave::erase),
        trails: trail::TRAILS,
        ..Domain::named("social")
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
