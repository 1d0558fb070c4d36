//! Shipping an order and following its parcels: what is written down and the order's move are one command.

use catalog::Shop;
use db::{No, Tx};
use kernel::{Cx, Id, Refusal, Scope, Time};
use process::step;
use shipping::{Parcel, Scan, Status};

use crate::act::sold;
use crate::order::{By, Event, Order, Purchase};

/// A parcel to send.
#[derive(Clone, Debug)]
pub struct Shipment {
    /// Whose shop sends it.
    pub shop: Id<Shop>,
    /// With which order's goods.
    pub order: Id<Order>,
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number.
    pub tracking: String,
}

/// The shop hands the order's goods to a carrier.
///
/// # Errors
/// Missing for anybody who does not keep the shop; what the table says; a number that cannot be right.
pub fn ship(tx: &mut Tx, cx: &Cx, shipment: &Shipment) -> Result<Id<Parcel>, No> {
    let Shipment { shop, order, carrier, tracking } = shipment;
    sold(tx, cx, *shop, *order, Scope::ShopWrite)?;
    runner::run::<Purchase, _>(tx, cx, order.uid(), |tx, purchase, at, plan| {
        purchase.order.parcels += 1;
        step::<Order>(purchase, *order, Event::Ship, &[By::Shop], at, plan).map_err(Refusal::from)?;
        let parcel = shipping::send(tx, cx, order.uid(), *shop, carrier, tracking)?;
        plan.note("parcel", parcel.to_string());
        Ok(parcel)
    })
}

/// A scan of a parcel, entered by hand or sent by a program of the shop's.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which parcel.
    pub parcel: Id<Parcel>,
    /// How far it is.
    pub status: Status,
    /// When it was seen; not in the future.
    pub at: Time,
    /// Where; may be empty.
    pub place: String,
    /// The sender's own number for this scan.
    pub event: String,
}

/// Writes a scan down and moves the order if the parcel has arrived or was refused.
///
/// # Errors
/// Missing for anybody who does not keep the shop; `at` in the future; what the table says of a refusal.
pub fn seen(tx: &mut Tx, cx: &Cx, seen: &Seen) -> Result<(), No> {
    let (order, shop) = shipping::order_of(tx, seen.parcel)?;
    let order: Id<Order> = Id::from_uid(order);
    sold(tx, cx, shop, order, Scope::ShopWrite)
        .map_err(|no| if no.is_missing() { Refusal::missing("parcel").into() } else { no })?;
    if seen.at > cx.now {
        return Err(Refusal::field("/at", "at", "A parcel cannot be seen in the future.").into());
    }
    let Seen { parcel, status, at, place, event } = seen.clone();
    let scan = Scan { status, at, place, source: "shop", event };
    runner::run::<Purchase, _>(tx, cx, order.uid(), |tx, purchase, at, plan| {
        // Where an order went was forgotten: a late scan does not say it again.
        let place = if purchase.order.papers.address.is_empty() { String::new() } else { scan.place.clone() };
        let event = match shipping::scan(tx, parcel, &Scan { place, ..scan.clone() })? {
            Some(Status::Delivered) => Event::Deliver,
            Some(Status::Refused) => Event::Refuse,
            _ => return Ok(()),
        };
        // A scan that comes after the buyer has confirmed tells nothing new; one that cannot be is refused.
        match step::<Order>(purchase, order, event, &[By::Carrier], at, plan) {
            Ok(_) => Ok(()),
            Err(process::No::NotNow { .. }) if event == Event::Deliver => Ok(()),
            Err(no) => Err(Refusal::from(no).into()),
        }
    })
}
