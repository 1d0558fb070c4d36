//! Stock is a hold before it is a sale (architecture, idea 3): received = available + held + sold, at every commit.

pub(crate) mod api;
mod holds;
pub(crate) mod movements;
mod offers;
mod shelf;
mod verify;

pub(crate) use holds::STATEMENTS as HOLDS;
pub use holds::{Held, StockSink, hold, holds_for, overdue};
pub(crate) use movements::STATEMENTS as MOVEMENTS;
pub use movements::{Count, Move, Moved, Reason, count_stock, move_stock};
pub(crate) use offers::STATEMENTS as OFFERS;
pub use offers::{Buyable, Offer, Wish, buyable, offer, offers};
pub(crate) use shelf::STATEMENTS as SHELF;
pub use shelf::{StockLine, StockQuery, shelf};
pub(crate) use verify::STATEMENTS as VERIFY;
pub use verify::verify;
