//! How an order is born: at the market's checkout and nowhere else.

use db::{Broken, No, Rx, Tx, params, sql};
use kernel::{Account, Cx, Digest, Id, Refusal, Span};
use process::begin;

use crate::order::{By, Order, Purchase};

sql! {
    BRING_ALONG = "UPDATE orders SET buyer = $1 WHERE guest = $2 AND buyer IS NULL";
    REFUSED = "SELECT 1 FROM orders WHERE buyer = $1 AND state = 'refused' AND since > $2 LIMIT 1";
}

/// For so long after a refused parcel a buyer pays before it is sent (S1; Shopee PH).
const NO_CASH_AFTER_REFUSAL: Span = Span::days(90);

/// Whether the account has let a parcel that it was to pay at the door go back lately.
///
/// # Errors
/// What broke in the database.
pub fn refused_lately(rx: &mut Rx, cx: &Cx, account: Id<Account>) -> Result<bool, Broken> {
    let since = cx.now - NO_CASH_AFTER_REFUSAL;
    Ok(rx.opt::<i64>(&REFUSED, &params![account, since])?.is_some())
}

/// Founds an order's family. Its goods are held already, by the holds its lines name; its limits and its money
/// map are in the row.
///
/// # Errors
/// `money_map` if the parts do not sum to the total: a fault of ours, and nothing is placed.
pub fn place(tx: &mut Tx, cx: &Cx, order: Order) -> Result<(), No> {
    let parts: i64 = order.splits.iter().map(|split| split.amount).sum();
    if parts != order.total || order.splits.iter().any(|split| split.amount < 0) {
        return Err(Refusal::conflict(
            "money_map",
            "The parts of this order do not add up; nothing was bought.",
        )
        .into());
    }
    let id = order.life.id;
    runner::found(tx, cx, id.uid(), Purchase { order }, |_, purchase, at, plan| {
        begin::<Order>(purchase, id, By::Buyer, at, plan)
            .map_err(|fault| Broken::Stored(fault.to_string()).into())
    })
}

/// What a guest bought becomes the account's who signed in and holds the guest's secret: orders and payments. Who
/// bought takes no part in an order's life, so no family is locked.
///
/// # Errors
/// What broke in the database.
pub fn bring_along(tx: &mut Tx, cx: &Cx, guest: &Digest) -> Result<(), No> {
    if let Some(account) = cx.actor.account() {
        tx.run(&BRING_ALONG, &params![account, *guest])?;
        payments::bring_along(tx, cx, guest)?;
    }
    Ok(())
}
