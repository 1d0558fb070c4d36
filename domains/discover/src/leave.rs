//! What is taken away when somebody leaves the market: what they look for and how often they are told of it, and what they
//! want of their feed. What an index holds of them it forgets by the facts (search/keep.rs).

use db::{No, Tx, params, sql};
use domain::{Footprint, again};
use kernel::{Account, Cx, Id};

sql! {
    SEARCHES = "DELETE FROM saved_search
        WHERE id IN (SELECT id FROM saved_search WHERE account = $1 ORDER BY id LIMIT 200)";
    PACE = "DELETE FROM search_pace WHERE account = $1";
    TASTE = "DELETE FROM feed_taste WHERE account = $1";
}

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    _: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    tx.run(&TASTE, &params![*person])?;
    tx.run(&PACE, &params![*person])?;
    Ok(again(*place, &[tx.run(&SEARCHES, &params![*person])?]))
}
