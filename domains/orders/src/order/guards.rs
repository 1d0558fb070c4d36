//! When a move may be made: each guard one line, each reason one sentence.

use kernel::Time;
use process::Why;

use super::{Method, Order, Purchase};

const ASKED_BEFORE: Why =
    Why::new("more_time_given", "You already have the longer time to pay; the deadline has not changed.");
const NO_STOCK: Why = Why::new("sold_out", "The goods are gone; what was paid goes back by itself.");
const NO_PARCEL: Why = Why::new("no_parcel", "Say first which parcel it went with; nothing was changed.");
const NOT_LATE: Why = Why::new(
    "not_late",
    "The shop still has time to send it. If it does not, you can cancel at the deadline.",
);
const NOT_OVERDUE: Why = Why::new(
    "not_overdue",
    "The parcel may still arrive in time. Your money stays on the bridge until you say.",
);
const PAID_ALREADY: Why =
    Why::new("paid_already", "This order was paid before it was sent; a return is another step.");
const PAID_STILL: Why = Why::new("paid_still", "Part of this order is still paid.");
const EXTENDED_BEFORE: Why =
    Why::new("extended", "You already have the longer time to look; nothing was changed.");

type Yes = Result<(), Why>;

pub(super) fn first_ask(_: &Purchase, order: &Order, _: Time) -> Yes {
    ASKED_BEFORE.unless(order.asked_time <= 1)
}

pub(super) fn stock_again(_: &Purchase, order: &Order, _: Time) -> Yes {
    NO_STOCK.unless(order.stock_again)
}

pub(super) fn has_parcel(_: &Purchase, order: &Order, _: Time) -> Yes {
    NO_PARCEL.unless(order.parcels > 0)
}

pub(super) fn is_late(_: &Purchase, order: &Order, now: Time) -> Yes {
    NOT_LATE.unless(order.ship_by().is_some_and(|by| by <= now))
}

pub(super) fn is_overdue(_: &Purchase, order: &Order, now: Time) -> Yes {
    NOT_OVERDUE.unless(order.overdue_at().is_some_and(|at| at <= now))
}

pub(super) fn all_taken(_: &Purchase, order: &Order, _: Time) -> Yes {
    PAID_STILL.unless(order.charged + order.charging == order.total)
}

pub(super) fn at_the_door(_: &Purchase, order: &Order, _: Time) -> Yes {
    PAID_ALREADY.unless(order.method == Method::Cash)
}

pub(super) fn first_extension(_: &Purchase, order: &Order, _: Time) -> Yes {
    EXTENDED_BEFORE.unless(order.asked_look <= 1)
}
