//! Jobs on both engines, by a clock that stands still until it is told to move.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod asking;
mod leases;
mod market;
mod operating;
mod retries;
mod walk;
mod workers;
