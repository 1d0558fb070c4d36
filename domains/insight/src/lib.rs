//! What is counted of visits, by consent, and what the log and the books say of sales.
//!
//! Two kinds of numbers that never mix: signals of people who agreed to have them counted, which may be shed and live in
//! the `traffic` store; and orders and money, which come from facts and transfers and are right to the cent.

mod api;
mod crowd;
mod data_map;
mod intake;
mod keep;
mod pages;
pub mod registry;
mod sales;
mod visits;

use std::sync::Arc;

use db::{Db, Migration, Sql};
use domain::{Check, Domain, Traffic};
use kernel::{Cx, Time};
use locale::Zone;

pub use crowd::{Crowd, LEAST, People, STEPS, crowd};
pub use intake::{BATCH, Counter, Intake, ROOM, Signal, Who};
pub use keep::{Batch, KEEP, forget, forget_person, keep};
pub use sales::{Days, LISTENER, Sales, sales, verify};
pub use visits::{ENTRIES, Orders, Visit, lay_orders, ordered_up_to, roll};

/// What handlers need: the queue of signals, and the store they go to. `app` wires it.
pub struct Counted {
    /// The queue.
    pub intake: Arc<Intake>,
    /// The `traffic` store.
    pub traffic: Db,
}

/// By which days the market counts. `app` wires it.
pub struct Calendar(pub Zone);

impl Calendar {
    /// The day of an instant, in days since 1970-01-01.
    pub fn day(&self, at: Time) -> i64 {
        self.0.day(at)
    }

    fn of(cx: &Cx) -> Self {
        cx.wired::<Self>().map_or_else(|_| Self(Zone::manila()), |calendar| Self(calendar.0.clone()))
    }
}

/// The orders among the facts after a place in the log, and the place they end at: what [`lay_orders`] takes. Nothing
/// where the log goes no further.
///
/// # Errors
/// What broke in the database.
pub fn orders_after(rx: &mut db::Rx, cx: &Cx, from: &i64) -> Result<Option<Orders>, db::No> {
    let facts = facts::after(rx, cx, from)?;
    let Some(to) = facts.last().and_then(|fact| fact.pos) else { return Ok(None) };
    let mut orders = Vec::new();
    for fact in facts.iter().filter(|fact| fact.process == "order" && fact.event == sales::BEGUN) {
        let order = orders::desk::brief(rx, cx, &kernel::Id::from_uid(fact.id))?;
        orders.extend(order.and_then(|order| Some((order.buyer?, order.placed_at))));
    }
    Ok(Some((*from, to, orders)))
}

/// The market's own tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "insight/0001_sales", sql: include_str!("../migrations/0001_sales.sql") }];

/// Every statement for the market's store.
pub const STATEMENTS: &[&[&Sql]] = &[sales::STATEMENTS];

/// What is in the traffic store.
pub const TRAFFIC: Traffic = Traffic {
    migrations: &[
        Migration { name: "insight/0001_signals", sql: include_str!("../traffic/0001_signals.sql") },
        Migration { name: "insight/0002_visits", sql: include_str!("../traffic/0002_visits.sql") },
        Migration { name: "insight/0003_withdrawn", sql: include_str!("../traffic/0003_withdrawn.sql") },
    ],
    statements: &[crowd::STATEMENTS, keep::STATEMENTS, visits::STATEMENTS],
    erase: Some(|tx, cx, (account, _)| forget_person(tx, cx, account).map(|()| None)),
    forgets: &[domain::Forget {
        name: "signals and visits of long ago, a day's salt, and who withdrew",
        of: &["signal", "signal_seen", "salt", "visit", "withdrawn"],
        run: Some(forget),
    }],
};

/// What `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        traffic: TRAFFIC,
        routes: api::routes,
        pages: pages::pages,
        slots: pages::SLOTS,
        listeners: sales::LISTENERS,
        texts: Some(locale::texts!("insight")),
        data_map: data_map::DATA_MAP,
        checks: &[Check { name: "net sales by day are the books’", run: verify }],
        ..Domain::named("insight")
    }
}
