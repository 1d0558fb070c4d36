//! Gateways, captures, refunds, payouts, and the inbox of webhooks (rules.md S20; reliability.md F04-F09, F20).
//!
//! A **payment** is one charge to one buyer for one checkout. Orders wait for it and are told when the money is
//! in `clearing/<checkout>`; what to do with money that comes late is theirs to decide. A **refund** gives back
//! from clearing, a **payout** sends a shop what is available to it. Whatever is asked of a gateway is asked by a
//! job after the commit, under an id made before it; what a gateway says counts only as fetched from itself.
//!
//! In the command that confirms a checkout: [`begin`]. In an order's own family, where the payment cannot be
//! locked: leave the job [`UNWANTED`] about the order. From a job of the order's: [`refund`].

mod data_map;
mod gateway;
mod leave;
mod notices;
mod outside;
mod payment;
mod payout;
mod reference;
mod told;
mod verify;
mod webhook;

pub use data_map::DATA_MAP;
pub use gateway::sandbox::SandboxGateway;
pub use gateway::{
    Capture, Chargeback, Event, Forged, Gateway, Gateways, MoveStatus, NewPayment, NewPayout, NewRefund,
    Seen, SeenStatus, Thing, Trouble, gateway_purse,
};
pub use notices::NOTICES;
pub use payment::api::{Question, View as PaymentView, again_for, bring_along, look_for, view};
pub use payment::begin::{
    New, Paid, Terms, Told, Waiter, Waiters, begin, charged, look, try_again, unwanted,
};
pub use payment::refund::{GiveBack, refund, refund_stands};
pub use payment::{
    Books, Payment, PaymentEvent, PaymentState, Refund, RefundEvent, RefundState, Role, UNWANTED,
    charged_purse,
};
pub use payout::api::{
    Change as DestinationChange, Standing as PayoutsStanding, View as PayoutView, begin as ask_for_payout,
    change as change_destination, destination, list as payouts, sent, standing as payouts_standing,
    watched as payout_watched,
};
pub use payout::ask::{Ask, Payable, payable, payout, revive as revive_payout};
pub use payout::destination::{COOLING, Destination, set_destination};
pub use payout::{Payout, PayoutEvent, PayoutRole, PayoutState};
pub use told::{Told as MoneyTold, told as money_told};
pub use verify::verify;
pub use webhook::{Parked, parked};

use db::{Migration, Sql};
use domain::{Check, Domain};

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "payments/0001_payments", sql: include_str!("../migrations/0001_payments.sql") },
    Migration { name: "payments/0002_guest", sql: include_str!("../migrations/0002_guest.sql") },
    Migration { name: "payments/0003_chargebacks", sql: include_str!("../migrations/0003_chargebacks.sql") },
    Migration { name: "payments/0004_leaving", sql: include_str!("../migrations/0004_leaving.sql") },
];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] = &[
    payment::store::STATEMENTS,
    payment::begin::STATEMENTS,
    payment::jobs::STATEMENTS,
    payment::api::STATEMENTS,
    payment::refund::STATEMENTS,
    payment::staff::STATEMENTS,
    payout::store::STATEMENTS,
    payout::ask::STATEMENTS,
    payout::destination::STATEMENTS,
    payout::api::STATEMENTS,
    leave::STATEMENTS,
    webhook::STATEMENTS,
    told::STATEMENTS,
    verify::STATEMENTS,
];

/// The families.
pub const KINDS: &[runner::Kind] = &[runner::Kind::of::<Books>(), runner::Kind::of::<Payout>()];

/// The jobs.
pub const JOBS: &[jobs::Kind] = &[
    payment::jobs::OPENING,
    payment::jobs::LOOKING,
    payment::jobs::WATCHING,
    payment::jobs::CLOSING,
    payment::jobs::LEAVING,
    payment::refund::SENDING,
    payout::ask::SENDING,
    webhook::HEARING,
];

/// The part of the API.
pub fn routes() -> Vec<web::Route> {
    let mut routes = payment::api::routes();
    routes.extend(payment::staff::routes());
    routes.extend(payout::api::routes());
    routes.extend(webhook::routes());
    routes
}

/// What `app` folds.
pub const fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes,
        kinds: KINDS,
        jobs: JOBS,
        notices: NOTICES,
        texts: Some(locale::texts!("payments")),
        data_map: DATA_MAP,
        bars: Some(leave::bars),
        erase: Some(leave::erase),
        checks: &[Check { name: "payments, refunds and payouts against the ledger", run: verify }],
        ..Domain::named("payments")
    }
}
