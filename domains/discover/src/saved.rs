//! Searches that somebody keeps, to look again or to see what is new since. Nobody else knows of them.

pub(crate) mod api;
pub(crate) mod pages;

use catalog::categories;
use catalog::listings::{MAX_QUERY, Search, Sort, search};
use db::{No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Limit, Refusal, Scope, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use crate::kinds::SavedSearch;
use crate::watch::pace;

// Named, because utoipa's derive takes a written `Id<SavedSearch>` for a schema with a part of that name.
/// A saved search's id.
pub type SavedId = Id<SavedSearch>;

/// Searches that somebody keeps at most.
const MOST: i64 = 20;

sql! {
    KEEP = "INSERT INTO saved_search (id, account, words, category, made, seen, since, due)
        VALUES ($1, $2, $3, $4, $5, $5, $5, $6)
        ON CONFLICT (account, words, category) DO NOTHING";
    /// The scope is here: another's search is not there.
    MINE = "SELECT id, words, category, made, seen FROM saved_search WHERE id = $1 AND account = $2";
    SAME = "SELECT id, words, category, made, seen FROM saved_search
        WHERE account = $1 AND words = $2 AND category = $3";
    ALL = "SELECT id, words, category, made, seen FROM saved_search WHERE account = $1 ORDER BY id DESC";
    HOW_MANY = "SELECT COUNT(*) FROM saved_search WHERE account = $1";
    SEE = "UPDATE saved_search SET seen = $3 WHERE id = $1 AND account = $2";
    /// Whether its keeper was told of something since they looked last.
    IS_TOLD = "SELECT 1 FROM saved_search WHERE id = $1 AND account = $2 AND told > seen";
    NAMED = "SELECT words, category FROM saved_search WHERE id = $1 AND account = $2";
    FORGET = "DELETE FROM saved_search WHERE id = $1 AND account = $2";
}

struct Kept {
    id: SavedId,
    words: String,
    category: String,
    made: Time,
    seen: Time,
}
row!(Kept { id, words, category, made, seen });

/// A search that is kept, with what is new in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SavedSearch)]
pub struct SavedView {
    /// Its id.
    pub id: SavedId,
    /// The words, as typed.
    pub query: String,
    /// The category's slug, where it is bound to one.
    pub category: Option<String>,
    /// Since when it is kept.
    pub made: Time,
    /// Things published since its keeper looked last; 24 where there are more.
    pub new: i64,
}

/// A search to be kept.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSaved {
    /// Words, as people type them.
    #[schema(min_length = 1, max_length = 200)]
    pub query: String,
    /// A category's slug, to look there alone.
    pub category: Option<String>,
}

fn missing() -> No {
    Refusal::missing("search").into()
}

/// Keeps a search. The same once more is the one that is there.
///
/// # Errors
/// Nobody is signed in; words that cannot be right; no such category; `searches_full`.
pub fn keep(tx: &mut Tx, cx: &Cx, new: &NewSaved) -> Result<SavedView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let words: String = new.query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = words.trim();
    if words.is_empty() || words.chars().count() > MAX_QUERY {
        let rule = format!("A search has 1 to {MAX_QUERY} characters. Nothing was kept.");
        return Err(Refusal::field("/query", "text_length", rule).into());
    }
    let category = new.category.as_deref().filter(|slug| !slug.is_empty());
    let category = category.map(|slug| categories::by_slug(slug).ok_or_else(no_category)).transpose()?;
    let slug = category.map_or("", |category| category.slug);
    let family = tx.lock(cx, me.uid())?;
    if let Some(kept) = tx.opt::<Kept>(&SAME, &params![me, words, slug])? {
        return with_new(tx, cx, kept);
    }
    if tx.one::<i64>(&HOW_MANY, &params![me])? >= MOST {
        let rule = format!("You keep {MOST} searches already. Nothing was kept.");
        return Err(Refusal::conflict("searches_full", rule).into());
    }
    let id: SavedId = cx.id();
    let due = pace::first_look(tx, me)?;
    tx.run(&KEEP, &params![id, me, words, slug, family.at, due])?;
    facts::record(tx, cx, me.uid(), &[Happened::to("saved_search", id.uid(), "kept", family.at)])?;
    show(tx, cx, &id)
}

fn no_category() -> Refusal {
    Refusal::field(
        "/category",
        "category",
        "There is no such category: see GET /categories. Nothing was kept.",
    )
}

fn mine(rx: &mut Rx, id: SavedId, me: Id<Account>) -> Result<Kept, No> {
    rx.opt(&MINE, &params![id, me])?.ok_or_else(missing)
}

/// A search of whoever asks.
///
/// # Errors
/// Nobody is signed in; they keep no such search.
pub fn show(rx: &mut Rx, cx: &Cx, id: &SavedId) -> Result<SavedView, No> {
    let kept = mine(rx, *id, cx.account(Scope::AccountRead)?)?;
    with_new(rx, cx, kept)
}

/// All that whoever asks keeps, the latest first; there are few.
///
/// # Errors
/// Nobody is signed in.
pub fn all(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<SavedView>, No> {
    let kept: Vec<Kept> = rx.all(&ALL, &params![cx.account(Scope::AccountRead)?])?;
    kept.into_iter().map(|one| with_new(rx, cx, one)).collect()
}

/// Says that its keeper has seen what is there now.
///
/// # Errors
/// Nobody is signed in; they keep no such search.
pub fn see(tx: &mut Tx, cx: &Cx, id: &SavedId) -> Result<SavedView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    let is_told = tx.opt::<i64>(&IS_TOLD, &params![*id, me])?.is_some();
    if tx.run(&SEE, &params![*id, me, family.at])? == 0 {
        return Err(missing());
    }
    if is_told {
        facts::record(tx, cx, me.uid(), &[Happened::to("saved_search", id.uid(), "looked", family.at)])?;
    }
    show(tx, cx, id)
}

/// Keeps it no longer.
///
/// # Errors
/// Nobody is signed in; they keep no such search.
pub fn forget(tx: &mut Tx, cx: &Cx, id: &SavedId) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&FORGET, &params![*id, me])? == 0 {
        return Err(missing());
    }
    Ok(facts::record(tx, cx, me.uid(), &[Happened::to("saved_search", id.uid(), "forgotten", family.at)])?)
}

/// Whether whoever asks keeps this search already.
pub(crate) fn is_kept(rx: &mut Rx, me: Id<Account>, words: &str, category: &str) -> Result<bool, No> {
    Ok(rx.opt::<Kept>(&SAME, &params![me, words.trim(), category])?.is_some())
}

/// What somebody's search is called: its words and its category's slug.
pub(crate) fn named(rx: &mut Rx, id: SavedId, whose: Id<Account>) -> Result<Option<(String, String)>, No> {
    Ok(rx.opt(&NAMED, &params![id, whose])?)
}

/// Counted on the newest page: with more than that nobody counts.
fn with_new(rx: &mut Rx, cx: &Cx, kept: Kept) -> Result<SavedView, No> {
    let category = Some(kept.category).filter(|slug| categories::by_slug(slug).is_some());
    let newest = Search {
        query: Some(kept.words.clone()),
        category: category.clone(),
        sort: Sort::Newest,
        ..Search::everything(Paging { limit: Limit::DEFAULT, after: None })
    };
    let page = search(rx, cx, &newest)?;
    let new = page.data.iter().filter(|card| card.published_at > kept.seen).count();
    Ok(SavedView {
        id: kept.id,
        query: kept.words,
        category,
        made: kept.made,
        new: i64::try_from(new).unwrap_or(i64::MAX),
    })
}
