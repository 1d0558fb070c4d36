//! How a price comes about (rules.md S7): exactly one source a line, the lowest the buyer qualifies for; tax that
//! is in the price and shown; delivery; and a trace whose amounts sum to what is charged. Pure: no database.
//!
//! ```
//! use kernel::{Currency, Money};
//! use pricing::{Basket, Goods, Offered, Rate, Source, price};
//! let peso = |amount| Money::new(amount, Currency::PHP);
//! let cup = Goods {
//!     list: peso(50_000),
//!     offered: vec![Offered { source: Source::Sale, unit: peso(40_000) }],
//!     quantity: 2,
//!     tax: Rate::basis_points(1_200),
//! };
//! let basket = Basket { goods: vec![cup], delivery: peso(9_500), commission: Rate::basis_points(500) };
//! let bill = price(&basket)?;
//! assert_eq!(bill.total, peso(89_500));
//! assert_eq!(bill.commission, peso(4_000));
//! assert_eq!(bill.trace.iter().map(|step| step.amount).sum::<i64>(), bill.total.amount);
//! # Ok::<(), pricing::PriceError>(())
//! ```

mod bill;
mod trace;

pub use bill::{Basket, Bill, Goods, MOST_OF_ONE, Offered, PriceError, Priced, Rate, Source, price};
pub use trace::{CODES, Step};

/// Its words for the steps of a price. Pure as it is, it folds no domain; `app` takes them along.
pub const TEXTS: locale::Texts = locale::texts!("pricing");
