//! WooCommerce's product CSV: one row for each product and each variation.
//!
//! A variation names its parent by SKU or by `id:`, and may stand anywhere in the file. Simple products are
//! therefore given out as they are read, variable ones when the file has ended, within a bound of memory.

mod attributes;
mod columns;
mod family;
mod read;
mod spread;
mod write;

pub(super) use read::WooReader;
pub(super) use write::{heading, write};
