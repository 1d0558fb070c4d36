//! The web on real sockets, with a tea stall for a domain. One binary, for linking's sake.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says no by panicking")]

mod client;
mod stall;

mod documents;
mod lines;
mod logs;
mod onces;
mod pages;
mod problems;
