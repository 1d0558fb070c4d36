//! Where nobody is led, whatever they are told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod answers;
mod names;
mod redirects;
mod table;
