//! The For-you feed: what others tell, in an order that can be explained and turned.
//!
//! ```text
//! social's posts ─┐
//! answers (log) ──┼─► score: weight × strength ─► mix: two in ten a voice, one in ten new ─► a page, each with its why
//! taste ──────────┘
//! ```
//!
//! Nobody can pay for a place: there is nothing in [`score::Known`] that money moves.

mod answers;
pub(crate) mod api;
mod heat;
mod mix;
pub(crate) mod pages;
mod read;
mod score;
mod taste;

pub(crate) use answers::{LISTENER, STATEMENTS as ANSWERS};
pub use read::{Item, feed};
pub(crate) use read::{feed_of, looked_for};
pub use score::{Because, Known, Reason, Scorer, Weighed};
pub use taste::{MOST, STATEMENTS as TASTES, Taste, set, taste};
