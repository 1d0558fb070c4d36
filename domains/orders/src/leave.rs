//! When somebody leaves the market: an order that goes on keeps them here, and of one that is over the address and the
//! parcels' way go. The order itself stays for the books, under an id that names nobody.

use db::{No, Rx, Tx, params, sql};
use domain::{Bar, Footprint};
use kernel::{Account, Cx, Id, Refusal, Time};

use crate::order::Order;

sql! {
    /// Somebody waits for somebody.
    BUYING = "SELECT 1 FROM orders
        WHERE buyer = $1 AND state IN ('awaiting_payment', 'to_ship', 'shipped', 'delivered') LIMIT 1";
    /// The same of a shop, whose share also waits out its hold.
    SELLING = "SELECT 1 FROM orders
        WHERE shop = $1 AND state IN ('awaiting_payment', 'to_ship', 'shipped', 'delivered', 'completed') LIMIT 1";
    OF_BUYER = "SELECT id, placed_at FROM orders
        WHERE buyer = $1 AND (placed_at > $2 OR (placed_at = $2 AND id > $3))
        ORDER BY placed_at, id LIMIT 50";
    /// One that goes on still has to arrive.
    BLANK = "UPDATE orders SET address = ''
        WHERE id = $1 AND buyer = $2 AND state NOT IN ('awaiting_payment', 'to_ship', 'shipped', 'delivered')";
}

/// What must end first.
pub(crate) fn bars(rx: &mut Rx, _: &Cx, person: &Id<Account>) -> Result<Option<Bar>, No> {
    if rx.opt::<i64>(&BUYING, &params![*person])?.is_some() {
        let detail =
            "An order of yours is under way: wait until it has arrived, or call it off. Nothing was changed.";
        return Ok(Some(Bar {
            refusal: Refusal::conflict("orders_open", detail),
            page: Some("/orders".into()),
        }));
    }
    for shop in catalog::shops::owned(rx, *person)? {
        if rx.opt::<i64>(&SELLING, &params![shop])?.is_some() {
            let detail = "Your shop still has orders under way, or money on hold for them: let them end, or hand the \
                          shop over. Nothing was changed.";
            let refusal = Refusal::conflict("shop_orders_open", detail);
            return Ok(Some(Bar { refusal, page: Some(format!("/studio/{shop}/orders")) }));
        }
    }
    Ok(None)
}

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    _: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    // The number of a place is never before the first order; the default begins there.
    let orders: Vec<(Id<Order>, Time)> =
        tx.all(&OF_BUYER, &params![*person, Time::from_micros(place.number), place.id])?;
    for (order, _) in &orders {
        if tx.run(&BLANK, &params![*order, *person])? > 0 {
            shipping::forget_way(tx, order.uid())?;
        }
    }
    Ok(orders.last().map(|(id, at)| Footprint { number: at.micros(), id: id.uid() }))
}
