//! Tells who keeps a search when something new is found. The log says what was published (`arrival`); a leased job then
//! looks at the searches in turns, each from the place in the log where it was looked at last, and says what it found as
//! a fact, which whoever tells people hears.
//!
//! ```text
//! the log ─► hear ─► arrival, and a job ─► turn (reads) ─► save (cursors), tell (one search, one fact) ─► the log
//! ```
//!
//! Looking is reading, a slice of searches at a time; only cursors and what was found are written. A cursor moves in the
//! transaction of its fact and only from where it was read, so that after a crash, and with two nodes, each search is
//! told of a place of the log once.

pub(crate) mod pace;
mod turn;

use std::collections::BTreeSet;

use catalog::{ListingId, ShopId};
use db::{No, Rx, Tx, params, sql};
use facts::{Fact, Happened, Listener};
use jobs::{Done, JobCx, Kind, Lease, New, Running};
use kernel::{Account, Actor, Cx, Id, Span, Time};
use social::Voice;
use social::told::kept_apart;

use crate::saved::SavedId;
use crate::search::Searching;
use turn::{Look, Turn, turn};

/// The job's kind.
const LOOK: &str = "discover/look";
/// What came is looked at so often at most.
const EVERY: Span = Span::seconds(10);
/// A search that was told of something is told of more after this, unless its keeper wants it at once.
const A_DAY: Span = Span::days(1);
/// A search in which nothing was new is looked at again after this, unless its keeper wants it at once.
const AN_HOUR: Span = Span::hours(1);
/// What came longer ago is news for nobody.
const KEPT: Span = Span::days(DAYS as i64);
/// The same in days, for the data map.
pub(crate) const DAYS: u32 = 30;

sql! {
    IS_WATCHED = "SELECT 1 FROM saved_search LIMIT 1";
    CAME = "INSERT INTO arrival (listing, pos, at) VALUES ($1, $2, $3)
        ON CONFLICT (listing) DO UPDATE SET pos = excluded.pos, at = excluded.at";
    WENT = "DELETE FROM arrival WHERE listing = $1";
    /// Two nodes may look at one search: the slower one's place is not where it was.
    MOVE = "UPDATE saved_search SET heard = $4, due = $5 WHERE id = $1 AND account = $2 AND heard = $3";
    TELL = "UPDATE saved_search SET heard = $4, due = $5, told = $6
        WHERE id = $1 AND account = $2 AND heard = $3";
    NEXT = "SELECT MIN(due) FROM saved_search WHERE heard < $1 AND due < 9223372036854775807";
    OLD = "DELETE FROM arrival WHERE listing IN
        (SELECT listing FROM arrival WHERE at < $1 ORDER BY at, listing LIMIT 500)";
}

pub(crate) use pace::STATEMENTS as PACES;
pub(crate) use turn::STATEMENTS as TURNS;

/// Hears what is published and taken down.
pub(crate) const LISTENER: Listener = Listener { name: "discover.arrivals", hear };
/// Looks at searches.
pub(crate) const JOB: Kind = Kind { at_once: 1, ..Kind::new(LOOK, run) };

fn hear(tx: &mut Tx, cx: &Cx, fact: &Fact) -> Result<(), No> {
    match (fact.process.as_str(), fact.event.as_str()) {
        // Who keeps a search later asks for nothing that was there before.
        ("listing", "published") if tx.opt::<i64>(&IS_WATCHED, &[])?.is_some() => {
            tx.run(&CAME, &params![fact.id, fact.pos.unwrap_or(0), fact.at])?;
            plan(tx, cx, cx.now)
        }
        ("listing", "archived" | "taken_back") => {
            tx.run(&WENT, &params![fact.id])?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Lets searches be looked at soon after an instant; all that asks for it within ten seconds is one job.
fn plan(tx: &mut Tx, cx: &Cx, at: Time) -> Result<(), No> {
    let slot = at.micros().div_euclid(EVERY.micros()) + 1;
    let run_at = Some(Time::from_micros(slot.saturating_mul(EVERY.micros())));
    let key = slot.to_string();
    jobs::enqueue(tx, cx, New { run_at, key: Some(&key), ..New::of(LOOK, &()) })?;
    Ok(())
}

fn run(job: JobCx) -> Running {
    Box::pin(async move {
        // How far this node finds everything. One without an index leaves it to another, or to later.
        let heard = job.db.wiring().get::<Searching>().and_then(|Searching(search)| search.heard());
        while let Some(heard) = heard {
            let found = job.db.read(&Actor::Engine, heard, turn).await?;
            let Turn { looks, is_last } = found;
            let (told, quiet): (Vec<Look>, Vec<Look>) =
                looks.into_iter().partition(|look| !look.found.is_empty());
            job.db.write(&Actor::Engine, (job.lease, quiet), save).await?;
            for look in told {
                job.db.write(&Actor::Engine, look, tell).await?;
            }
            if is_last {
                break;
            }
        }
        Ok(job.db.write(&Actor::Engine, (job.lease, heard), end).await?)
    })
}

/// When a search is looked at next.
fn next(look: &Look, now: Time) -> Time {
    match look.at_once {
        true => now,
        false if look.found.is_empty() => now + AN_HOUR,
        false => now + A_DAY,
    }
}

/// Moves the places of searches in which nothing was new; and the lease goes on.
fn save(tx: &mut Tx, cx: &Cx, (lease, quiet): &(Lease, Vec<Look>)) -> Result<(), No> {
    lease.still_mine(tx, cx)?;
    for look in quiet {
        let due = next(look, cx.now);
        tx.run(&MOVE, &params![look.search, look.account, look.heard, look.up_to, due])?;
    }
    Ok(())
}

/// Says what is new in one search. What it is called stays with it: the log knows only which search and which listings.
fn tell(tx: &mut Tx, cx: &Cx, look: &Look) -> Result<(), No> {
    let family = match tx.lock(cx, look.account.uid()) {
        Ok(family) => family,
        // Nobody is there to be told: what is left of theirs holds up nobody else's.
        Err(no) if no.is_missing() => {
            let quiet = params![look.search, look.account, look.heard, look.up_to, next(look, cx.now)];
            tx.run(&MOVE, &quiet)?;
            return Ok(());
        }
        Err(no) => return Err(no),
    };
    let due = next(look, family.at);
    let moved = params![look.search, look.account, look.heard, look.up_to, due, family.at];
    if tx.run(&TELL, &moved)? == 0 {
        return Ok(()); // forgotten meanwhile, or another node was quicker
    }
    let listings: Vec<String> = look.found.iter().map(ToString::to_string).collect();
    let happened = Happened::to("saved_search", look.search.uid(), "found", family.at)
        .note("whom", look.account.to_string())
        .note("since", look.since.to_string())
        .note("listings", listings.join(" "));
    Ok(facts::record(tx, cx, look.account.uid(), &[happened])?)
}

/// Ends the job, and lets the next one come when a search is due that has something to look at.
fn end(tx: &mut Tx, cx: &Cx, (lease, heard): &(Lease, Option<i64>)) -> Result<Done, No> {
    let done = lease.finish(tx, cx)?;
    let Some(newest) = turn::newest(tx)? else { return Ok(done) };
    if heard.is_none_or(|heard| heard < newest) {
        plan(tx, cx, cx.now)?;
    } else if let Some(due) = tx.one::<Option<Time>>(&NEXT, &params![newest])? {
        plan(tx, cx, due.max(cx.now))?;
    }
    Ok(done)
}

/// What this domain keeps to its time.
pub(crate) const FORGETS: &[domain::Forget] =
    &[domain::Forget { name: "what came long ago", of: &["arrival"], run: Some(forget) }];

fn forget(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    Ok(tx.run(&OLD, &params![cx.now - KEPT])? >= 500)
}

/// Of listings those that somebody can be told of now: seen by everybody, to be bought, not of a shop that they keep, and
/// of none that a block or a mute keeps from them.
///
/// # Errors
/// What broke in the database.
pub fn worth_telling(
    rx: &mut Rx,
    cx: &Cx,
    (whom, listings): &(Id<Account>, BTreeSet<ListingId>),
) -> Result<BTreeSet<ListingId>, No> {
    let mut cards = catalog::listings::cards(rx, cx, listings)?;
    cards.retain(|_, card| !card.sold_out);
    let apart = kept_apart(rx, *whom, cards.values().map(|card| Voice::Shop(card.shop.id)))?;
    let theirs: BTreeSet<ShopId> = catalog::shops::of(rx, *whom)?.into_iter().map(|shop| shop.id).collect();
    cards.retain(|_, card| !theirs.contains(&card.shop.id) && !apart.contains(&Voice::Shop(card.shop.id)));
    Ok(cards.into_keys().collect())
}

/// What a notice says of a search, to whoever keeps it: its words, and the page where what came since is marked.
///
/// # Errors
/// What broke in the database.
pub fn named(
    rx: &mut Rx,
    _: &Cx,
    (search, whom, since): &(SavedId, Id<Account>, String),
) -> Result<Option<(String, String)>, No> {
    Ok(crate::saved::named(rx, *search, *whom)?.map(|(words, category)| {
        let category = Some(category).filter(|slug| !slug.is_empty());
        let wish = [("query", words.as_str()), ("sort", "newest"), ("since", since.as_str())];
        let category = category.as_deref().map(|slug| ("category", slug));
        let link = crate::saved::pages::address("/search", wish.into_iter().chain(category));
        (words, link)
    }))
}
