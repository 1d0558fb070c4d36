//! Keeping a thing and letting it go. Nothing of it goes into the log: what somebody keeps is nobody else's to know.

use std::collections::BTreeSet;

use catalog::ShopKey;
use db::{Broken, No, Rx, Tx, Val, params, sql};
use kernel::{Cx, Money, Refusal, Scope};

use super::CollectionId;
use super::collections::{self, missing};
use crate::target::{self, Target};

/// Things that somebody keeps at most.
const MOST: i64 = 5_000;

sql! {
    HOW_MANY = "SELECT COUNT(*) FROM saved WHERE owner = $1";
    /// Again only moves it: the price of the first day stays.
    SAVE = "INSERT INTO saved (owner, thing_kind, thing, collection, since, price, currency)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (owner, thing) DO UPDATE SET collection = excluded.collection";
    FORGET = "DELETE FROM saved WHERE owner = $1 AND thing_kind = $2 AND thing = $3";
    KEPT = "SELECT thing_kind, thing FROM saved WHERE owner = $1 AND thing = ANY($2)";
}

/// Something to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Save {
    /// What: a listing, a shop or a post.
    pub thing: Target,
    /// Where; the first collection without it.
    pub collection: Option<CollectionId>,
}

/// Keeps a thing that whoever asks sees. Again moves it to the other collection.
///
/// # Errors
/// Nobody is signed in; there is no such thing for them; no such collection of theirs; `saved_full`.
pub fn save(tx: &mut Tx, cx: &Cx, ask: &Save) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let price = seen(tx, cx, ask.thing)?;
    if let Some(collection) = ask.collection {
        collections::mine(tx, collection, me)?.ok_or_else(missing)?;
    }
    if tx.one::<i64>(&HOW_MANY, &params![me])? >= MOST {
        let rule = format!("You keep {MOST} things already. Nothing was changed.");
        return Err(Refusal::conflict("saved_full", rule).into());
    }
    let (amount, currency) = (price.map(|it| it.amount), price.map(|it| it.currency.code().to_owned()));
    let (thing, at) = (ask.thing, cx.now);
    let row = params![me, thing.kind(), thing.uid(), ask.collection, at, amount, currency];
    tx.run(&SAVE, &row)?;
    Ok(())
}

/// That whoever asks sees the thing, and what it costs where it costs anything.
fn seen(rx: &mut Rx, cx: &Cx, thing: Target) -> Result<Option<Money>, No> {
    match thing {
        Target::Listing(listing) => {
            let card = catalog::listings::card(rx, cx, listing)?;
            Ok(Some(card.ok_or_else(|| Refusal::missing("listing"))?.price_from))
        }
        Target::Post(_) => crate::comments::open(rx, cx, thing).map(|_| None),
        Target::Shop(shop) => catalog::shop(rx, cx, &ShopKey::Id(shop)).map(|_| None),
        Target::Person(_) => Err(target::missing().into()),
    }
}

/// Lets a thing go. One that is not kept is not kept.
///
/// # Errors
/// Nobody is signed in.
pub fn forget(tx: &mut Tx, cx: &Cx, thing: &Target) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    tx.run(&FORGET, &params![me, thing.kind(), thing.uid()])?;
    Ok(())
}

/// Those of these things that whoever asks keeps; nothing where nobody is signed in.
///
/// # Errors
/// What broke in the database.
pub fn kept_by(rx: &mut Rx, cx: &Cx, things: &[Target]) -> Result<Option<BTreeSet<Target>>, Broken> {
    let Some(me) = cx.actor.account() else { return Ok(None) };
    let kept: Vec<Target> = rx.all(&KEPT, &params![me, Val::list(things.iter().map(|thing| thing.uid()))])?;
    Ok(Some(kept.into_iter().collect()))
}
