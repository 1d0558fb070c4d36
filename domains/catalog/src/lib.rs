//! What is for sale: shops, listings, variants and stock, and their way in from other shops and back out.

pub mod categories;
pub mod exchange;
mod kinds;

pub use kinds::{Hold, Listing, Shop, Variant};
