//! The promises of this layer, on both engines.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod after;
mod durable;
mod failures;
mod lists;
mod purse;
mod tls;
