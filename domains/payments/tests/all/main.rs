//! Payments against the practice gateway, on both databases.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must stop"
)]

mod chargebacks;
mod house;
mod payouts;
mod refunds;
mod stories;
mod storm;
mod tables;
mod webhooks;
