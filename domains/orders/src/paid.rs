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
    RETURN = "SELECT payment, refund, total, currency FROM orders WHERE id = $1";
}

/// The job that a payment leaves for each order that waited for it.
pub const PAID: &str = "orders.paid";

/// The jobs of this file.
pub const JOBS: &[Kind] = &[Kind::new(PAID, run_paid), Kind::new(REFUND, run_refund)];

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
        Ok(())
    })?;
    Ok(done)
}

/// Takes the goods of an order that had let them go, all of them or none.
fn hold_again(tx: &mut Tx, cx: &Cx, order: &mut Order, at: kernel::Time) -> Result<(), No> {
    let variants: Vec<_> = order.lines.iter().map(|line| line.variant).collect();
    let offers = catalog::offers(tx, &variants)?;
    let all_there = order.lines.iter().all(|line| {
        offers.iter().any(|offer| offer.variant == line.variant && offer.available >= line.quantity)
    });
    if !all_there {
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
    payments::refund(tx, cx, &GiveBack { payment, refund, amount, why: "order" })?;
    Ok(done)
}
