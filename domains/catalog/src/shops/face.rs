//! The picture beside a shop's name, kept in the same row: whoever reads one has the other.

use db::{No, Tx, params, sql};
use facts::Happened;
use kernel::{Actor, Cx, Refusal};
use media::{NewPortrait, PictureId, Unwanted};

use super::{ShopKey, ShopView, find, people};
use crate::ShopId;

sql! {
    SET = "UPDATE shop SET face = $2 WHERE id = $1";
    BARE = "SELECT id FROM shop WHERE id = $1 AND face IS NULL";
}

/// A picture for a shop's name, or none.
pub struct Face {
    /// Which shop.
    pub shop: ShopKey,
    /// Which picture.
    pub wanted: NewPortrait,
}

/// Shows another picture beside a shop's name, or none. Only its owner may.
///
/// # Errors
/// No such shop for this actor; `owner_only`; `picture`: there is no such picture of theirs.
pub fn show(tx: &mut Tx, cx: &Cx, ask: &Face) -> Result<ShopView, No> {
    let kept = people::owned(tx, cx, &ask.shop)?;
    let family = tx.lock(cx, kept.id.uid())?;
    set(tx, cx, kept.id, ask.wanted.picture)?;
    facts::record(tx, cx, kept.id.uid(), &[Happened::to("shop", kept.id.uid(), "changed", family.at)])?;
    find(tx, &kept.id.into())?.ok_or_else(|| Refusal::missing("shop").into())
}

fn set(tx: &mut Tx, cx: &Cx, shop: ShopId, picture: Option<PictureId>) -> Result<(), No> {
    let face = media::wear(tx, cx, &shop.address(), picture)?;
    tx.run(&SET, &params![shop, face.map(|face| face.to_string())])?;
    Ok(())
}

/// Takes a shop's picture away without closing it. Its keepers are told what is wrong with it, and may show another. The
/// log of what staff did is for whoever calls this.
///
/// # Errors
/// Missing for anybody but staff, and where there is no picture.
pub fn take_down(tx: &mut Tx, cx: &Cx, (shop, unwanted): &(ShopId, Unwanted)) -> Result<(), No> {
    if !cx.actor.is_staff() || find(tx, &(*shop).into())?.is_none() {
        return Err(Refusal::missing("shop").into());
    }
    let family = tx.lock(cx, shop.uid())?;
    if !media::take_down(tx, &shop.address())? {
        return Err(Refusal::missing("picture").into());
    }
    tx.run(&SET, &params![*shop, None::<String>])?;
    let happened = |event| Happened::to("shop", shop.uid(), event, family.at);
    let taken = happened("face_taken").note("unwanted", unwanted.word());
    Ok(facts::record(tx, cx, shop.uid(), &[happened("changed"), taken])?)
}

/// Takes a shop's picture away, whoever brought it: for the command that erases its owner, within it.
///
/// # Errors
/// What broke in the database.
pub(crate) fn forget(tx: &mut Tx, cx: &Cx, shop: ShopId) -> Result<(), No> {
    set(tx, cx, shop, None)
}

/// Gives pictures of the market's own to shops that show none; answers how many took theirs. Only the market does it,
/// for the shops of a demo.
///
/// # Errors
/// Somebody else asks; `picture`.
pub fn hang(tx: &mut Tx, cx: &Cx, faces: &[(ShopId, PictureId)]) -> Result<usize, No> {
    if !matches!(cx.actor, Actor::Engine | Actor::Operator) {
        return Err(Refusal::missing("shop").into());
    }
    let mut hung = 0;
    for (shop, picture) in faces {
        if tx.opt::<ShopId>(&BARE, &params![*shop])?.is_some() {
            set(tx, cx, *shop, Some(*picture))?;
            hung += 1;
        }
    }
    Ok(hung)
}
