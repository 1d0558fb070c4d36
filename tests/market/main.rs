//! The market as its clients see it, in one binary: linking is the dearest part of a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod bad_input;
mod books;
mod cast;
mod hammers;
mod house;
mod matrix;
mod pages;
mod stories;
mod tidy;
mod wire;
