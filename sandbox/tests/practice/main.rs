//! The gateway from outside: its books without HTTP, its webhooks by a clock moved by hand, the whole of it on a
//! real port, and killed.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops where it is"
)]

mod books;
mod deliveries;
mod ground;
mod house;
mod http;
mod kill;
mod walk;
mod webhooks;
