//! Facts: history, outbox, timeline and proof are one log (architecture, idea 4).
//!
//! A command [`record`]s what happened in its own transaction. One leased, fenced sequencer ([`place`]) gives
//! visible facts their position in the log, because on PostgreSQL numbers become visible out of order and
//! nobody may read "greater than my cursor" from what writers append to. Placing also seals. Listeners read
//! the log, each at its own cursor, moved in the transaction of its effect.

mod erase;
mod listen;
mod record;
mod seal;
mod sequencer;
mod timeline;

pub use erase::erase;
pub use listen::{
    Listener, Parked, Waiting, after, head, heard, lag, listen, not_heard, parked, parked_facts, put_away,
    unpark,
};
pub use record::{Fact, Happened, Mark, record};
pub use seal::{Checked, Proof, Sealed, Side, proof, verify};
pub use sequencer::{LEASE, Turn, place, waiting};
pub use timeline::{last_of, leaves, of_root, of_thing};

use db::{Migration, Sql};

/// The log's own tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "facts/0001_facts", sql: include_str!("../migrations/0001_facts.sql") }];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    erase::STATEMENTS,
    listen::STATEMENTS,
    record::STATEMENTS,
    seal::STATEMENTS,
    sequencer::STATEMENTS,
    timeline::STATEMENTS,
];
