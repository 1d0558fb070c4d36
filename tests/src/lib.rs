//! What stories are told with: a whole market on a port of its own over either engine, a practice gateway beside
//! it, and clients with small verbs. README.md shows a story.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a story stands on must stand: where it cannot, the test stops and says where"
)]

mod answer;
mod browser;
mod client;
mod gateway;
mod market;
mod member;

pub use answer::Answer;
pub use browser::{Browser, Element, Page, Sending};
pub use client::Client;
pub use gateway::{Gateway, KEY, WEBHOOK_SECRET};
pub use market::{Hand, Market};
pub use member::{Member, PASSWORD};
