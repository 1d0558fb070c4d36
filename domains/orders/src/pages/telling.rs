//! What stands at the top of an order: who acts next and by when, and what happens otherwise.

use locale::Reader;

use super::seen::Seen;
use crate::act::Side;
use crate::order::{Event, State};

/// The sentences of one order for one reader.
pub(super) struct Telling {
    /// The heading: what comes next, by which day.
    pub head: String,
    /// Who acts next.
    pub next: String,
    /// What happens otherwise, with the exact instant in the reader's zone.
    pub otherwise: String,
}

/// Which situation an order is in: a word of its locale keys. A state may be two situations, by what is due.
pub(super) fn situation(seen: &Seen) -> &'static str {
    let may_cancel = seen.may(Event::Cancel);
    match (seen.state(), seen.side) {
        (State::AwaitingPayment, _) => "pay",
        (State::ToShip, Side::Buyer) if may_cancel => "late",
        (State::ToShip, _) if seen.steps.iter().any(|step| step.event == "late") => "late",
        (State::ToShip, _) => "ship",
        (State::Shipped, Side::Buyer) if seen.may(Event::NotReceived) => "overdue",
        (State::Shipped, _) => "way",
        (State::Delivered, _) => "look",
        (State::Completed, _) => "complete",
        (State::Settled, _) => "settled",
        (State::Expired, _) if seen.gives_back() => "back",
        (State::Expired, _) => "expired",
        (State::Cancelled, _) if seen.is_taken() => "taken",
        (State::Cancelled, _) if seen.back_since().is_some() => "returned",
        (State::Cancelled, _) if seen.gives_back() => "back",
        (State::Cancelled, _) => "cancelled",
        (State::Refused, _) => "refused",
    }
}

pub(super) fn of(reader: &Reader, market: &str, seen: &Seen) -> Telling {
    let order = &seen.order;
    let side = if seen.side == Side::Shop { "shop" } else { "buyer" };
    let situation = situation(seen);
    // The day in the heading, the instant it is over, and the instant after which it ends by itself.
    let (by, end) = match seen.state() {
        State::AwaitingPayment => (order.pay_by(), order.pay_by()),
        State::ToShip => (order.ship_by(), order.given_up_at()),
        State::Shipped if situation == "overdue" => (order.overdue_at(), order.silent_at()),
        State::Shipped => (order.arrives_by(), order.overdue_at()),
        State::Delivered => (order.look_until(), order.look_until()),
        State::Completed => (order.released_at(), order.released_at()),
        _ => (seen.back_since(), None),
    };
    let day = by.map(|at| reader.day(at)).unwrap_or_default();
    let exact = by.map(|at| reader.moment(at)).unwrap_or_default();
    let end = end.map(|at| reader.moment(at)).unwrap_or_default();
    let carrier = seen.parcels.last().map_or("", |parcel| parcel.carrier.as_str());
    let args = [
        ("day", day.as_str().into()),
        ("exact", exact.as_str().into()),
        ("end", end.as_str().into()),
        ("total", if seen.gives_back() { order.money(order.left()) } else { order.total() }.into()),
        ("shop", seen.shop.name.as_str().into()),
        ("carrier", carrier.into()),
        ("market", market.into()),
    ];
    // What is paid at the door has sentences of its own where money is spoken of.
    let said = |what: &str| {
        let usual = format!("order-{what}-{side}-{situation}");
        let cash = format!("{usual}-cash");
        let key = if seen.is_cash() && reader.has(&cash) { cash } else { usual };
        reader.say(&key, &args)
    };
    Telling { head: said("head"), next: next(reader, seen), otherwise: said("say") }
}

fn next(reader: &Reader, seen: &Seen) -> String {
    let key = match (seen.state(), seen.side) {
        (State::AwaitingPayment | State::Delivered, Side::Buyer) => "order-next-you",
        (State::AwaitingPayment | State::Delivered, _) => "order-next-buyer",
        (State::ToShip, Side::Shop) => "order-next-you",
        (State::ToShip, _) => "order-next-shop",
        (State::Shipped, _) => "order-next-carrier",
        (State::Completed, _) => "order-next-nobody",
        (State::Cancelled | State::Expired, _) if seen.gives_back() && seen.back_since().is_none() => {
            "order-next-gateway"
        }
        _ => "order-next-nobody",
    };
    reader.say(key, &[("shop", seen.shop.name.as_str().into())])
}
