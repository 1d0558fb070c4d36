//! The catalogue on both databases: shops, listings, stock and holds, files in and out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod holds;
mod listings;
mod rig;
mod scope;
mod statements;
mod walk;
