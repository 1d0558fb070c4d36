//! Collections: names that their owner alone reads. What is kept in none of them lies in the first one, which has no row
//! and no name.

use db::{Broken, No, Rx, Tx, params, row, sql};
use kernel::{Account, Cx, Id, Refusal, Scope, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CollectionId;
use crate::words;

/// Collections that somebody has at most.
const MOST: i64 = 100;
/// Characters of a name.
const LONGEST_NAME: usize = 60;

sql! {
    MAKE = "INSERT INTO collection (id, owner, name, made) VALUES ($1, $2, $3, $4)";
    /// The scope is here: another's collection is not there.
    MINE = "SELECT c.id, c.name, c.made, (SELECT COUNT(*) FROM saved s WHERE s.owner = c.owner AND s.collection = c.id)
        FROM collection c WHERE c.id = $1 AND c.owner = $2";
    ALL = "SELECT c.id, c.name, c.made, (SELECT COUNT(*) FROM saved s WHERE s.owner = c.owner AND s.collection = c.id)
        FROM collection c WHERE c.owner = $1 ORDER BY c.id";
    HOW_MANY = "SELECT COUNT(*) FROM collection WHERE owner = $1";
    NAMED = "SELECT COUNT(*) FROM collection WHERE owner = $1 AND name = $2";
    RENAME = "UPDATE collection SET name = $3 WHERE id = $1 AND owner = $2";
    REMOVE = "DELETE FROM collection WHERE id = $1 AND owner = $2";
    /// What lay in it lies in the first one then.
    EMPTY = "UPDATE saved SET collection = NULL WHERE owner = $2 AND collection = $1";
}

/// A collection, as its owner sees it; nobody else does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Collection)]
pub struct CollectionView {
    /// Its id.
    pub id: CollectionId,
    /// What its owner calls it.
    pub name: String,
    /// Since when it is.
    pub made: Time,
    /// How many things are in it.
    pub things: i64,
}
row!(CollectionView { id, name, made, things });

/// A collection to be made, or its other name.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCollection {
    /// 1 to 60 characters; nobody else reads it.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
}

/// A collection and its other name.
#[derive(Clone, Debug)]
pub struct Rename {
    /// Which.
    pub collection: CollectionId,
    /// How it is called from now on.
    pub name: String,
}

pub(super) fn missing() -> No {
    Refusal::missing("collection").into()
}

/// A name that none of theirs has yet.
fn named(rx: &mut Rx, owner: Id<Account>, name: &str) -> Result<String, No> {
    let name = words::line("/name", name, LONGEST_NAME)?;
    if rx.one::<i64>(&NAMED, &params![owner, name.as_str()])? > 0 {
        let rule = "You have a collection of this name. Nothing was changed.";
        return Err(Refusal::field("/name", "collection_twice", rule).into());
    }
    Ok(name)
}

/// Makes a collection.
///
/// # Errors
/// Nobody is signed in; a name that cannot be right; `collection_twice`, `collections_full`.
pub fn make(tx: &mut Tx, cx: &Cx, new: &NewCollection) -> Result<CollectionView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    let name = named(tx, me, &new.name)?;
    if tx.one::<i64>(&HOW_MANY, &params![me])? >= MOST {
        let rule = format!("You have {MOST} collections already. Nothing was changed.");
        return Err(Refusal::conflict("collections_full", rule).into());
    }
    let id: CollectionId = cx.id();
    tx.run(&MAKE, &params![id, me, name.as_str(), family.at])?;
    Ok(CollectionView { id, name, made: family.at, things: 0 })
}

/// A collection of an account's own.
pub(super) fn mine(
    rx: &mut Rx,
    collection: CollectionId,
    owner: Id<Account>,
) -> Result<Option<CollectionView>, Broken> {
    rx.opt(&MINE, &params![collection, owner])
}

/// The collections of whoever asks, the first that was made first.
///
/// # Errors
/// Nobody is signed in.
pub fn all(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<CollectionView>, No> {
    Ok(rx.all(&ALL, &params![cx.account(Scope::AccountRead)?])?)
}

/// Gives a collection another name.
///
/// # Errors
/// Nobody is signed in; no such collection of theirs; a name that cannot be right.
pub fn rename(tx: &mut Tx, cx: &Cx, ask: &Rename) -> Result<CollectionView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    tx.lock(cx, me.uid())?;
    let before = mine(tx, ask.collection, me)?.ok_or_else(missing)?;
    if before.name != ask.name.trim() {
        let name = named(tx, me, &ask.name)?;
        tx.run(&RENAME, &params![ask.collection, me, name])?;
    }
    mine(tx, ask.collection, me)?.ok_or_else(missing)
}

/// Removes a collection. What was in it stays kept.
///
/// # Errors
/// Nobody is signed in; no such collection of theirs.
pub fn remove(tx: &mut Tx, cx: &Cx, collection: &CollectionId) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    tx.run(&EMPTY, &params![*collection, me])?;
    if tx.run(&REMOVE, &params![*collection, me])? == 0 {
        return Err(missing());
    }
    Ok(())
}
