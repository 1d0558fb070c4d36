//! Where somebody has had things sent, and what: nobody is asked twice.

use catalog::{ListingId, VariantId};
use db::{No, Rx, params, sql};
use kernel::{Cx, Id};

use crate::order::Order;

sql! {
    /// The scope is who bought; an address that was blanked is none.
    SENT_TO = "SELECT address FROM orders WHERE (buyer = $1 OR guest = $2) AND address LIKE '{%'
        ORDER BY placed_at DESC, id DESC LIMIT 10";
    /// The scope is who bought it; it has arrived.
    RECEIVED = "SELECT l.listing, l.variant, l.title FROM order_line l JOIN orders o ON o.id = l.order_id
        WHERE o.id = $1 AND l.place = $2 AND (o.buyer = $3 OR o.guest = $4) AND o.state IN ('delivered', 'completed', 'settled')";
}

/// The addresses of the latest orders of whoever asks, the newest first, each once, as the orders keep them.
///
/// # Errors
/// What broke in the database.
pub fn sent_to(rx: &mut Rx, cx: &Cx) -> Result<Vec<identity::Address>, No> {
    let rows = rx.all::<String>(&SENT_TO, &params![cx.actor.account(), cx.actor.guest()])?;
    let mut addresses: Vec<identity::Address> = Vec::new();
    for address in rows.iter().filter_map(|text| serde_json::from_str(text).ok()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}

/// What came with a line of an order, by its place from 0: the listing, the variant, its title then; nothing where
/// whoever asks did not buy it or it has not arrived.
///
/// # Errors
/// What broke in the database.
pub fn received(
    rx: &mut Rx,
    cx: &Cx,
    (order, line): &(Id<Order>, i64),
) -> Result<Option<(ListingId, VariantId, String)>, No> {
    Ok(rx.opt(&RECEIVED, &params![*order, *line, cx.actor.account(), cx.actor.guest()])?)
}
