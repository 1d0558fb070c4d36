//! The product put together: configuration, wiring, the running market and its commands. No rule of the market
//! is written here; [`product`] is the list of what there is.

pub mod command_line;
pub mod config;
mod demo;
pub mod product;
mod running;
mod tasks;
mod verify;
mod wiring;

pub use config::{BadConfig, Config};
pub use demo::{Story, live};
pub use running::{Ended, Market, Start, StartError};
pub use tasks::Figures;
pub use verify::{Finding, digest, verify};
