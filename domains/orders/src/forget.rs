//! Where an order went is kept for two years after it ended, for whoever still has a question about it. Then its address
//! goes, and the way its parcels took with it: the order itself stays for the books, which need neither.

use db::{No, Tx, params, sql};
use domain::Forget;
use kernel::{Cx, Id, Span};

use crate::order::Order;

/// So many days after an order's end; the data maps of orders and of parcels say the same.
pub(crate) const DAYS: u32 = 730;
const KEPT: Span = Span::days(DAYS as i64);
/// Orders a command forgets the way of at most, so that nobody waits long behind it.
const SLICE: usize = 50;

/// Ways an order can have ended: the same in both statements and in the index that finds them.
macro_rules! over {
    () => {
        "address <> '' AND state IN ('settled', 'expired', 'cancelled', 'refused')"
    };
}

sql! {
    OVER = concat!("SELECT id FROM orders WHERE ", over!(), " AND since <= $1 ORDER BY since, id LIMIT 50");
    /// One that late money has woken meanwhile still has to arrive.
    BLANK = concat!("UPDATE orders SET address = '' WHERE id = $1 AND since <= $2 AND ", over!());
}

/// What this domain keeps to its time.
pub(crate) const FORGETS: &[Forget] = &[Forget {
    name: "addresses of orders and the ways of their parcels",
    of: &["orders.address", "parcel.tracking", "parcel_scan.place"],
    run: Some(forget),
}];

fn forget(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    let before = cx.now - KEPT;
    let over: Vec<Id<Order>> = tx.all(&OVER, &params![before])?;
    for order in &over {
        if tx.run(&BLANK, &params![*order, before])? > 0 {
            shipping::forget_way(tx, order.uid())?;
        }
    }
    Ok(over.len() >= SLICE)
}
