//! The binary as it is typed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops where it is")]

mod goods;
mod keeping;
mod kills;
mod living;
mod serving;
mod settings;
mod shell;
