//! What somebody's saved search found. The log names the search and the listings; how the search is called, where it leads
//! and what of it is worth telling still is asked of whoever keeps searches, when the fact is heard and again when the
//! notice is shown. So a notice counts what is there now, and one that has nothing left is not there.

use std::collections::{BTreeMap, BTreeSet};

use catalog::ListingId;
use db::{No, Rx, Tx, Val, params, sql};
use facts::Fact;
use kernel::{Account, Cx, Id, Uid};

use crate::tell::{Filled, Told};
use crate::write::changed;

/// The topic of these notices.
pub(crate) const TOPIC: &str = "searches";
/// The name of the number in their words.
pub(crate) const COUNT: &str = "count";
/// So many are counted one by one.
const MOST: usize = 99;

/// A search, whose it is, and since when what it finds is new, as the fact says it.
pub type Asked = (Uid, Id<Account>, String);
/// The words of somebody's search and the page that marks what is new.
pub type Named = fn(&mut Rx, &Cx, &Asked) -> Result<Option<(String, String)>, No>;
/// Of listings those that somebody is told of now.
pub type Worth = fn(&mut Rx, &Cx, &(Id<Account>, BTreeSet<ListingId>)) -> Result<BTreeSet<ListingId>, No>;

/// Whoever keeps searches, as `app` wires them.
#[derive(Clone, Copy)]
pub struct Searches {
    /// How a search is called.
    pub named: Named,
    /// What of it is worth telling.
    pub worth: Worth,
}

sql! {
    FOUND = "SELECT DISTINCT n.id, c.cause FROM notice_cause c JOIN notice n ON n.id = c.notice
        WHERE n.id = ANY($1) AND n.person = $2
        ORDER BY n.id, c.cause";
    OF_PERSON = "SELECT id FROM notice WHERE person = $1 AND topic = 'searches' ORDER BY id";
    /// Everybody's that a listing is counted in: the scope is the listing.
    OF_LISTING = "SELECT n.id, n.person FROM notice_cause c JOIN notice n ON n.id = c.notice
        WHERE c.cause = $1 AND n.topic = 'searches'
        ORDER BY n.id";
    OF_SEARCH = "SELECT id FROM notice WHERE person = $1 AND about = $2 AND topic = 'searches' ORDER BY id";
    UNCAUSE = "DELETE FROM notice_cause WHERE notice = $1 AND who = $2 AND cause = $3";
    CAUSES = "DELETE FROM notice_cause WHERE notice = $1 AND who = $2";
    DROP = "DELETE FROM notice WHERE id = $1 AND person = $2";
    READ = "UPDATE notice SET read_at = $3
        WHERE person = $1 AND about = $2 AND topic = 'searches' AND read_at IS NULL";
}

fn person(fact: &Fact, name: &str) -> Option<Id<Account>> {
    fact.note.get(name)?.parse().ok()
}

fn worth(
    rx: &mut Rx,
    cx: &Cx,
    whom: Id<Account>,
    listings: BTreeSet<ListingId>,
) -> Result<BTreeSet<ListingId>, No> {
    (cx.wired::<Searches>()?.worth)(rx, cx, &(whom, listings))
}

/// Whom a fact of a search tells what.
pub(crate) fn told(rx: &mut Rx, cx: &Cx, fact: &Fact) -> Result<Option<Told>, No> {
    let (Some(whom), Some(since)) = (person(fact, "whom"), fact.note.get("since")) else { return Ok(None) };
    let listings = fact.note.get("listings").map(String::as_str).unwrap_or_default();
    let listings = listings.split(' ').filter_map(|id| id.parse().ok()).collect();
    let found = worth(rx, cx, whom, listings)?;
    let named = cx.wired::<Searches>()?.named;
    let Some((words, link)) = named(rx, cx, &(fact.id, whom, since.clone()))?.filter(|_| !found.is_empty())
    else {
        return Ok(None);
    };
    Ok(Some(Told {
        people: vec![whom],
        words: [("words".to_owned(), Filled::Text(words))].into(),
        link,
        found: found.iter().map(ToString::to_string).collect(),
        ..Told::default()
    }))
}

/// How many of what each of these notices tells of are there still; one that has nothing left is not among them.
pub(crate) fn counts(
    rx: &mut Rx,
    cx: &Cx,
    me: Id<Account>,
    notices: &[Id<crate::Told>],
) -> Result<BTreeMap<Id<crate::Told>, i64>, No> {
    if notices.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut found: BTreeMap<Id<crate::Told>, Vec<Option<ListingId>>> = BTreeMap::new();
    for (notice, cause) in
        rx.all::<(Id<crate::Told>, String)>(&FOUND, &params![Val::list(notices.iter().copied()), me])?
    {
        let causes: &mut Vec<_> = found.entry(notice).or_default();
        causes.push(cause.parse().ok());
    }
    let looked_at = found.values().flat_map(|causes| causes.iter().take(MOST)).flatten();
    let worth = worth(rx, cx, me, looked_at.copied().collect())?;
    let left = |causes: Vec<Option<ListingId>>| {
        let some = causes.iter().take(MOST).flatten().filter(|listing| worth.contains(listing)).count();
        i64::try_from(some + causes.len().saturating_sub(MOST)).unwrap_or(i64::MAX)
    };
    let counts = found.into_iter().map(|(notice, causes)| (notice, left(causes)));
    Ok(counts.filter(|(_, left)| *left > 0).collect())
}

/// Takes back what a fact makes untrue: a listing that was taken down, a search that is kept no longer, a shop that is kept
/// apart. What its keeper has looked at themselves is read.
pub(crate) fn take_back(tx: &mut Tx, cx: &Cx, fact: &Fact) -> Result<(), No> {
    let by = fact.actor.parse::<Id<Account>>().ok();
    match (fact.process.as_str(), fact.event.as_str(), by) {
        ("listing", "archived" | "taken_back", _) => gone(tx, cx, ListingId::from_uid(fact.id)),
        ("saved_search", "forgotten", Some(me)) => {
            for notice in tx.all::<Uid>(&OF_SEARCH, &params![me, fact.id])? {
                drop_one(tx, cx, notice, me)?;
            }
            Ok(())
        }
        ("saved_search", "looked", Some(me)) => {
            if tx.run(&READ, &params![me, fact.id, fact.at])? > 0 {
                changed(tx, cx, me)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A listing that is not for sale any more counts nowhere.
fn gone(tx: &mut Tx, cx: &Cx, listing: ListingId) -> Result<(), No> {
    let cause = listing.to_string();
    for (notice, person) in tx.all::<(Uid, Id<Account>)>(&OF_LISTING, &params![&cause])? {
        tx.run(&UNCAUSE, &params![notice, person, &cause])?;
        let left: Vec<(Uid, String)> = tx.all(&FOUND, &params![Val::list([notice]), person])?;
        if left.is_empty() {
            drop_one(tx, cx, notice, person)?;
        } else {
            changed(tx, cx, person)?;
        }
    }
    Ok(())
}

/// After somebody has kept a shop apart: what has nothing left for them goes.
pub(crate) fn review(tx: &mut Tx, cx: &Cx, person: Id<Account>) -> Result<(), No> {
    let notices: Vec<Id<crate::Told>> = tx.all(&OF_PERSON, &params![person])?;
    let left = counts(tx, cx, person, &notices)?;
    for notice in notices.iter().filter(|notice| !left.contains_key(notice)) {
        drop_one(tx, cx, notice.uid(), person)?;
    }
    Ok(())
}

fn drop_one(tx: &mut Tx, cx: &Cx, notice: Uid, person: Id<Account>) -> Result<(), No> {
    tx.run(&CAUSES, &params![notice, person])?;
    tx.run(&DROP, &params![notice, person])?;
    changed(tx, cx, person)
}
