//! The catalogue on both databases: shops, listings, stock and holds, files in and out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod door;
mod fetched;
mod files;
mod finding;
mod holds;
mod listings;
mod principals;
mod rig;
mod scope;
mod statements;
mod uploads;
mod walk;
