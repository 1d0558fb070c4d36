//! Double entry: immutable transfers between purses, and the only writer of balances (architecture, idea 2).
//!
//! A **guarded** purse (escrow, clearing, what a shop has) holds a balance that one conditional statement
//! moves and that never goes below nothing. An **open** account (gateways, commission, cash in a shop's
//! drawer) has no balance of its own, only the log's sum, so nothing hot is ever locked. The ledger keeps no
//! time: clocks do. Money on its way to or from the outside waits in a guarded purse of its own instead of in
//! a pending transfer; `docs/decisions/` says why.

mod book;
mod chart;
mod data_map;
mod read;
mod standing;
mod statement;
mod trail;
mod verify;

pub use book::{Entry, Sink, post};
pub use chart::{Account, CHART, MARKET, NET_SALES, code, kind};
pub use read::{
    Balance, Movement, all_net_sales, balance, balances, by_code, movements, net_of, net_sales, open_balance,
};
pub use standing::{Account as Standing, Trial, Whole, by_account, owners, transfer, trial};
pub use statement::{Line, statement, stood};
pub use verify::verify;

use db::{Migration, Sql};
use domain::{Check, Domain};

/// The ledger's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "ledger/0001_ledger", sql: include_str!("../migrations/0001_ledger.sql") },
    Migration { name: "ledger/0002_root", sql: include_str!("../migrations/0002_root.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    book::STATEMENTS,
    read::STATEMENTS,
    standing::STATEMENTS,
    statement::STATEMENTS,
    trail::STATEMENTS,
    verify::STATEMENTS,
];

/// Who may be told of a transfer: its id.
pub struct Transfer;
impl kernel::Kind for Transfer {
    const PREFIX: &'static str = "trf";
}

/// What `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        data_map: data_map::DATA_MAP,
        checks: &[Check { name: "balances are their transfers", run: verify }],
        trails: &[trail::TRAIL],
        ..Domain::named("ledger")
    }
}
