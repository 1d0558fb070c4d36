//! What becomes of a shop when its owner leaves the market: nothing of it is for sale any more, its pictures and its story
//! go, and nobody keeps it. Its name and what it sold stay with those who bought there. Who only helped in a shop leaves it
//! as it is.

use db::{Broken, No, Rx, Tx, params, sql};
use domain::Footprint;
use kernel::{Account, Cx, Id};

use crate::listings::{self, ListingChange, State};
use crate::shops::{self, ShopChange};
use crate::{ListingId, ShopId, ShopKey};

sql! {
    /// The next of a shop that is to be seen, or shows a picture.
    NEXT = "SELECT id FROM listing WHERE shop = $1 AND (state <> 'archived' OR images <> '[]') ORDER BY id LIMIT 1";
    STORY = "SELECT story FROM shop WHERE id = $1";
    LEAVE = "DELETE FROM shop_member WHERE account = $1";
    SHOP_OF = "SELECT shop FROM listing WHERE id = $1";
}

/// Whose a listing is, be it for sale or not.
///
/// # Errors
/// What broke in the database.
pub fn shop_of(rx: &mut Rx, listing: ListingId) -> Result<Option<ShopId>, Broken> {
    rx.opt(&SHOP_OF, &params![listing])
}

/// A step of it: one listing, or one shop's story, or the last.
pub(crate) fn erase(
    tx: &mut Tx,
    cx: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    for shop in shops::owned(tx, *person)? {
        if let Some(listing) = tx.opt::<ListingId>(&NEXT, &params![shop])? {
            let (state, images) = (Some(State::Archived), Some(Vec::new()));
            let change = ListingChange { state, images, ..ListingChange::default() };
            listings::change(tx, cx, &listings::Change { listing, change })?;
            return Ok(Some(*place));
        }
        if !tx.one::<String>(&STORY, &params![shop])?.is_empty() {
            let change = ShopChange { story: Some(String::new()), ..ShopChange::default() };
            shops::change(tx, cx, &shops::Change { shop: ShopKey::Id(shop), change })?;
            return Ok(Some(*place));
        }
        shops::face::forget(tx, cx, shop)?;
    }
    tx.run(&LEAVE, &params![*person])?;
    Ok(None)
}
