//! Identity through HTTP, on both engines.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod ends;
mod house;
mod rules;
mod signing_in;
