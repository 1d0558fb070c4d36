//! A market without its door: the real stores of either engine, a shop, and a gateway in memory. Each walker has one
//! of its own, and a new one after some walks, so that what is recomputed after every step stays small.

use std::sync::Arc;

use catalog::shops::NewShop;
use catalog::{Shop, ShopKey, StockSink, listings};
use db::{Migration, No, Rx, Tx, sql};
use domain::Domain;
use jobs::Kinds;
use kernel::{Account, Actor, Cx, Id, Kind as _, Role, Scopes, Span, Time, Uid, Wiring};
use orders::order::Order;
use payments::{Gateways, Terms, Told, Waiters};
use process::Purse;
use runner::Sinks;
use testkit::Bench;
use tokio::runtime::Runtime;

use crate::till::Till;

sql! {
    LAST_WORDS = "SELECT kind, last_error FROM job WHERE state IN ('ready', 'dead') AND last_error IS NOT NULL";
    /// But for the looks at what is paid, which go on for months.
    OPEN_JOBS = "SELECT COUNT(*) FROM job
        WHERE state IN ('ready', 'leased', 'dead') AND kind <> 'payments/watch'";
}

/// Whoever keeps the shop.
pub const KEEPER: Id<Account> = Id::from_uid(Uid([1; 16]));
/// Whoever buys.
pub const BUYER: Id<Account> = Id::from_uid(Uid([2; 16]));

/// A market of one shop.
pub struct House {
    pub bench: Bench,
    pub till: Arc<Till>,
    pub shop: Id<Shop>,
    kinds: Kinds,
    runtime: Runtime,
}

fn domains() -> Vec<Domain> {
    vec![
        identity::domain(),
        catalog::domain(),
        ledger::domain(),
        payments::domain(),
        shipping::domain(),
        orders::domain(),
    ]
}

pub fn migrations() -> Vec<Migration> {
    let platform = [facts::MIGRATIONS, jobs::MIGRATIONS, runner::MIGRATIONS, web::MIGRATIONS];
    platform.into_iter().chain(domains().iter().map(|domain| domain.migrations)).flatten().copied().collect()
}

/// What `rialto verify` would find wrong with clocks and balances, of all domains but these.
///
/// # Errors
/// What broke in the database.
pub fn astray(rx: &mut Rx, cx: &Cx, but: &[&str]) -> Result<Vec<String>, No> {
    let mut wrong = Vec::new();
    for domain in domains().iter().filter(|domain| !but.contains(&domain.name)) {
        for check in domain.checks {
            wrong.extend((check.run)(rx, cx, &())?);
        }
        for kind in domain.kinds {
            wrong.extend(runner::astray(rx, cx, &(*kind, Uid([0; 16])))?.1);
        }
    }
    Ok(wrong)
}

/// Somebody signed in.
pub fn actor(id: Id<Account>) -> Actor {
    Actor::Account { id, role: Role::Member, scopes: Scopes::all() }
}

impl House {
    /// Opens the shop in a market that `open` gives for this wiring.
    pub fn of(open: fn(Wiring) -> Bench) -> Self {
        let till = Arc::new(Till::default());
        let wiring = Wiring::default()
            .with(Sinks { stock: Box::new(StockSink), ledger: Box::new(ledger::Sink) })
            .with(Gateways(vec![Arc::clone(&till) as _]))
            .with(Waiters(vec![Told { prefix: Order::PREFIX, paid: orders::PAID, charged: orders::CHARGED }]))
            .with(Terms { look_every: Span::days(1), least_payout: Vec::new() });
        let bench = open(wiring);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let kinds = Kinds::new(domains().iter().flat_map(|domain| domain.jobs).copied()).unwrap();
        let new: NewShop = serde_json::from_value(serde_json::json!({ "handle": "enamel", "name": "Enamel",
            "currency": "PHP", "country": "PH", "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true }))
        .unwrap();
        let shop = runtime.block_on(bench.db.write(&actor(KEEPER), new, catalog::shops::open)).unwrap().id;
        Self { bench, till, shop, kinds, runtime }
    }

    /// Puts two cups on the shelf.
    pub fn offers_two(&self) -> listings::ListingView {
        let listing =
            serde_json::from_value(serde_json::json!({ "title": "Enamel cup", "state": "published",
            "variants": [{ "price": { "amount": 9_007, "currency": "PHP" }, "stock": 2 }] }))
            .unwrap();
        let new = listings::New { shop: ShopKey::Id(self.shop), listing };
        self.does(&actor(KEEPER), new, listings::create).unwrap()
    }

    /// One command.
    pub fn does<I: Send + 'static, O: Send + 'static>(
        &self,
        who: &Actor,
        input: I,
        command: fn(&mut Tx, &Cx, &I) -> Result<O, No>,
    ) -> Result<O, No> {
        self.runtime.block_on(self.bench.db.write(who, input, command))
    }

    /// One reading.
    pub fn sees<I: Send + 'static, O: Send + 'static>(
        &self,
        input: I,
        reading: fn(&mut Rx, &Cx, &I) -> Result<O, No>,
    ) -> Result<O, String> {
        let read = self.runtime.block_on(self.bench.db.read(&Actor::Engine, input, reading));
        read.map_err(|no| no.to_string())
    }

    /// Does every job that is due.
    ///
    /// # Errors
    /// One of them failed: in this house nothing outside ever does.
    pub fn works(&self) -> Result<(), String> {
        let ran = self.runtime.block_on(jobs::run_due(&self.bench.db, &self.kinds, 1_000));
        let ran = ran.map_err(|no| no.to_string())?;
        if (ran.again, ran.dead, ran.left) == (0, 0, 0) {
            Ok(())
        } else {
            let why = self.sees((), |rx, _, ()| Ok(rx.all::<(String, Option<String>)>(&LAST_WORDS, &[])?))?;
            Err(format!("jobs failed: {ran:?}: {why:?}"))
        }
    }

    /// Wakes whatever is due.
    ///
    /// # Errors
    /// Something could not be woken.
    pub fn sweeps(&self) -> Result<(), String> {
        let kinds: Vec<runner::Kind> = domains().iter().flat_map(|domain| domain.kinds).copied().collect();
        let swept = self.runtime.block_on(runner::sweep(&self.bench.db, &kinds));
        let swept = swept.map_err(|no| no.to_string())?;
        if swept.failed == 0 { Ok(()) } else { Err(format!("families that cannot be woken: {swept:?}")) }
    }

    /// How many jobs wait, or were given up.
    pub fn open_jobs(&self) -> Result<i64, String> {
        self.sees((), |rx, _, ()| Ok(rx.one(&OPEN_JOBS, &[])?))
    }

    /// A balance that is kept.
    pub fn purse(rx: &mut Rx, purse: Purse) -> Result<i64, No> {
        Ok(ledger::balance(rx, purse, kernel::Currency::PHP)?.amount)
    }

    pub fn now(&self) -> Time {
        kernel::Clock::now(&*self.bench.clock)
    }
}
