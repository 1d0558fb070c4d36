//! Random lives of an order: a hundred thousand in pure tables, and thousands in the real stores of both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops where it is")]

mod command;
mod house;
mod purchase;
mod pure;
mod standing;
mod stored;
mod till;
