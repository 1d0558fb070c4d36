//! What an order and its payment tell each other. They are two families, so they talk by jobs, with the money
//! waiting in the clearing between them.

use catalog::Hold;
use db::{No, Rx, Tx, params, sql};
use jobs::{Done, JobCx, Kind, Lease, Retry, Running};
use kernel::{Actor, Cx, Id, Money, Refusal};
use payments::{GiveBack, Payment, Refund};
use process::{Plan, step};

use crate::order::{By, Event, Order, Purchase, REFUND, State};

sql! {
    RETURN = "SELECT payment, refund, total - charged, currency FROM orders WHERE id = $1";
}

/// The job that a payment leaves for each order that waited for it.
pub const PAID: &str = "orders.paid";

/// The job that a payment leaves for each order that has to bear more of what the buyer's bank took back.
pub const CHARGED: &str = "orders.charged";

/// The jobs of this file.
pub const JOBS: &[Kind] =
    &[Kind::new(PAID, run_paid), Kind::new(REFUND, run_refund), Kind::new(CHARGED, run_charged)];

fn run_paid(job: JobCx) -> Running {
    Box::pin(async move {
        let order = job.subject::<Order>()?;
        job.db.write(&Actor::Engine, (job.lease, order), paid).await.map_err(Retry::from)
    })
}

/// The money is in the clearing: the order takes its share, or, where it came too late and the goods are gone,
/// lets it go back by itself (rules.md S0).
///
/// # Errors
/// A lost lease; the goods went between the look and the hold, which the next try sees.
pub fn paid(tx: &mut Tx, cx: &Cx, (lease, id): &(Lease, Id<Order>)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    runner::run::<Purchase, _>(tx, cx, id.uid(), |tx, purchase, at, plan: &mut Plan| {
        if matches!(purchase.order.life.state, State::Expired | State::Cancelled) {
            hold_again(tx, cx, &mut purchase.order, at)?;
        }
        step::<Order>(purchase, *id, Event::Pay, &[By::Payment], at, plan).map_err(Refusal::from)?;
        // A bank that was quicker than this job told an order that had no money yet.
        bear(tx, purchase, at, plan)
    })?;
    Ok(done)
}

fn run_charged(job: JobCx) -> Running {
    Box::pin(async move {
        let order = job.subject::<Order>()?;
        job.db.write(&Actor::Engine, (job.lease, order), charged).await.map_err(Retry::from)
    })
}

/// The buyer's bank took money back: the order bears its part out of what it has. One that has given its money back
/// already, or has none yet, bears nothing: the payment withholds it from what is sent back, or tells it when it pays.
///
/// # Errors
/// A lost lease.
pub fn charged(tx: &mut Tx, cx: &Cx, (lease, id): &(Lease, Id<Order>)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    runner::run::<Purchase, _>(tx, cx, id.uid(), bear)?;
    Ok(done)
}

/// Under the order's lock, so that it sees whatever the payment had said before.
fn bear(tx: &mut Tx, purchase: &mut Purchase, at: kernel::Time, plan: &mut Plan) -> Result<(), No> {
    let order = &mut purchase.order;
    let has_money = matches!(
        order.life.state,
        State::ToShip | State::Shipped | State::Delivered | State::Completed | State::Settled
    );
    let (true, Some(payment)) = (has_money, order.payment) else { return Ok(()) };
    order.charging = payments::charged(tx, payment, &order.address())? - order.charged;
    if order.charging > 0 {
        let id = order.life.id;
        step::<Order>(purchase, id, Event::ChargeBack, &[By::Payment], at, plan).map_err(Refusal::from)?;
        plan.note("amount", purchase.order.charging.to_string());
        plan.note("currency", purchase.order.currency.code());
        purchase.order.charged += purchase.order.charging;
    }
    purchase.order.charging = 0;
    Ok(())
}

/// Takes the goods of an order that had let them go, all of them or none; none where nobody knows any more where they
/// would go.
fn hold_again(tx: &mut Tx, cx: &Cx, order: &mut Order, at: kernel::Time) -> Result<(), No> {
    let variants: Vec<_> = order.lines.iter().map(|line| line.variant).collect();
    let offers = catalog::offers(tx, &variants)?;
    // What was taken down meanwhile is not sold any more, however many there are.
    let all_there = order.lines.iter().all(|line| {
        let same = order.lines.iter().filter(|other| other.variant == line.variant);
        let wanted: i64 = same.map(|line| line.quantity).sum();
        let mut offers = offers.iter().filter(|offer| offer.variant == line.variant && offer.published);
        offers.any(|offer| offer.available >= wanted)
    });
    // Where it went is no longer known: the money goes back by itself.
    if !all_there || order.papers.address.is_empty() {
        return Ok(());
    }
    let (address, until) = (order.address(), at + order.promise.ship_within + order.promise.give_up);
    let mut places: Vec<usize> = (0..order.lines.len()).collect();
    places.sort_by_key(|place| order.lines[*place].variant);
    for place in places {
        let line = &mut order.lines[place];
        let hold: Id<Hold> = cx.id();
        catalog::hold(tx, cx, hold, line.variant, line.quantity, &address, until)?;
        line.hold = hold;
    }
    order.stock_again = true;
    Ok(())
}

type Return = (Option<Id<Payment>>, Id<Refund>, i64, kernel::Currency);

fn returning(rx: &mut Rx, order: Id<Order>) -> Result<(Id<Payment>, Id<Refund>, Money), No> {
    let (payment, refund, total, currency) = rx.one::<Return>(&RETURN, &params![order])?;
    let payment =
        payment.ok_or_else(|| Refusal::conflict("no_payment", "This order is paid at the door."))?;
    Ok((payment, refund, Money::new(total, currency)))
}

fn run_refund(job: JobCx) -> Running {
    Box::pin(async move {
        let order = job.subject::<Order>()?;
        job.db.write(&Actor::Engine, (job.lease, order), refund).await.map_err(Retry::from)
    })
}

/// Asks the payment to send the order's money back, under the one refund id the order has.
///
/// # Errors
/// A lost lease, or what the payment refuses.
pub fn refund(tx: &mut Tx, cx: &Cx, (lease, order): &(Lease, Id<Order>)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    let (payment, refund, amount) = returning(tx, *order)?;
    let waiter = order.address();
    payments::refund(tx, cx, &GiveBack { payment, waiter, refund, amount, why: "order" })?;
    Ok(done)
}
