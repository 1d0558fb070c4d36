//! The gateway from outside: its books, and when its webhooks are due.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod books;
mod deliveries;
mod ground;
mod walk;
