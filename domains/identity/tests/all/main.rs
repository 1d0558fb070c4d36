//! Identity through HTTP, on both engines.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod addresses;
mod authenticator;
mod doors;
mod ends;
mod guesses;
mod house;
mod passkeys;
mod recovery;
mod rules;
mod signing_in;
mod staff;
mod tokens;
