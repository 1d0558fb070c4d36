//! The carts of somebody who leaves the market go with what is in them. What was bought from them is an order's.

use db::{No, Tx, params, sql};
use domain::{Footprint, again};
use kernel::{Account, Cx, Id};

/// A slice of somebody's carts: the same in both statements of a step.
macro_rules! some {
    () => {
        "(SELECT id FROM cart WHERE account = $1 ORDER BY id LIMIT 200)"
    };
}

sql! {
    CURRENT = "DELETE FROM current_cart WHERE account = $1";
    LINES = concat!("DELETE FROM cart_line WHERE cart IN ", some!());
    CARTS = concat!("DELETE FROM cart WHERE id IN ", some!());
}

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    _: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    tx.run(&CURRENT, &params![*person])?;
    tx.run(&LINES, &params![*person])?;
    Ok(again(*place, &[tx.run(&CARTS, &params![*person])?]))
}
