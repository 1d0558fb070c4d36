//! The operator's desk (O1, O12, first parts): how the market is doing, orders with their trace, the ledger, what was
//! given up or parked, payouts, and the log of what staff did. It reads what the floors below answer, and each act goes
//! through their commands and into the audit log. To everybody but staff none of it is there.

mod acts;
mod api;
mod health;
mod pages;
mod redact;

use domain::Domain;
use facts::Listener;
use kernel::{Kind, Time};

/// What the desk knows of the process it runs in. `app` wires it.
pub struct House {
    /// The binary's version.
    pub version: &'static str,
    /// When this process opened the market, by its clock.
    pub since: Time,
    /// Who hears the log.
    pub listeners: Vec<Listener>,
    /// Facts that this process's search index has not heard; nothing while it is built.
    pub search: Box<dyn Fn() -> Option<u64> + Send + Sync>,
    /// Whether several processes share the database.
    pub shared: bool,
}

/// Whoever an account of the ledger belongs to, in an address: an order, a checkout, a shop, a payout.
pub(crate) struct Owner;
impl Kind for Owner {
    const PREFIX: &'static str = "own";
}

/// What `app` folds.
pub fn domain() -> Domain {
    Domain {
        routes: api::routes,
        pages: pages::pages,
        slots: pages::SLOTS,
        texts: Some(locale::texts!("console")),
        ..Domain::named("console")
    }
}
