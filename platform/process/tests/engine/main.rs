//! The engine put to work: its clocks, its lints, its faults, and a whole group buy walked at random.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod clocks;
mod diagram;
mod faults;
mod group_buy;
mod lamp;
mod lints;
mod steps;
mod walks;
