//! What somebody keeps, as it is now: with the price of the day it was kept, the price of today, and whether there is any
//! left. What they may not see any more is only said to be gone.

use std::collections::{BTreeMap, BTreeSet};

use catalog::listings::Card;
use catalog::{ListingId, ShopId, ShopView};
use db::{Broken, FromRow, No, Row, Rx, params, sql};
use kernel::{Currency, Cursor, Cx, Money, Page, Scope, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use super::CollectionId;
use super::collections::{self, missing};
use crate::posts::{self, PostId, PostView};
use crate::target::Target;
use crate::words::{NEWEST, start};

sql! {
    FIRST = "SELECT s.thing_kind, s.thing, s.since, s.price, s.currency FROM saved s
        WHERE s.owner = $1 AND s.collection IS NULL AND (s.since < $2 OR (s.since = $2 AND s.thing < $3))
        ORDER BY s.since DESC, s.thing DESC
        LIMIT $4";
    WITHIN = "SELECT s.thing_kind, s.thing, s.since, s.price, s.currency FROM saved s
        WHERE s.owner = $1 AND s.collection = $5 AND (s.since < $2 OR (s.since = $2 AND s.thing < $3))
        ORDER BY s.since DESC, s.thing DESC
        LIMIT $4";
}

struct Line {
    thing: Target,
    since: Time,
    price: Option<i64>,
    currency: Option<String>,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            thing: Target::from_row(row)?,
            since: row.take()?,
            price: row.take()?,
            currency: row.take()?,
        })
    }
}

/// A kept thing as it is now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Thing {
    /// Something for sale.
    Listing(Box<Card>),
    /// A shop.
    Shop(Box<ShopView>),
    /// A post.
    Post(Box<PostView>),
    /// It is not there any more, or not for whoever kept it.
    Gone,
}

/// What a kept thing is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SavedNow)]
pub enum Now {
    /// It can be bought, or it is there.
    There,
    /// None is left.
    SoldOut,
    /// It is not there any more.
    Gone,
}

/// Something kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Saved)]
pub struct SavedView {
    /// What.
    pub thing: Target,
    /// Since when.
    pub since: Time,
    /// What it is called; empty where it is gone.
    pub title: String,
    /// The least that it cost when it was kept.
    pub price_then: Option<Money>,
    /// The least that it costs now.
    pub price_now: Option<Money>,
    /// Whether it is there and left.
    pub now: Now,
    /// For pages.
    #[serde(skip)]
    pub shown: Thing,
}

/// Which list, and where in it.
#[derive(Clone, Debug)]
pub struct List {
    /// The collection; the first one without it.
    pub collection: Option<CollectionId>,
    /// Where it goes on.
    pub paging: Paging,
}

/// What whoever asks keeps in a collection, the latest first.
///
/// # Errors
/// Nobody is signed in; no such collection of theirs; a cursor of another list.
pub fn list(rx: &mut Rx, cx: &Cx, ask: &List) -> Result<Page<SavedView>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (since, thing) = start(&ask.paging, NEWEST)?;
    let probe = ask.paging.limit.probe();
    let lines: Vec<Line> = match ask.collection {
        None => rx.all(&FIRST, &params![me, since, thing, probe])?,
        Some(collection) => {
            collections::mine(rx, collection, me)?.ok_or_else(missing)?;
            rx.all(&WITHIN, &params![me, since, thing, probe, collection])?
        }
    };
    let page = Page::cut(lines, ask.paging.limit, |line| Cursor::of(line.since.micros(), line.thing.uid()));
    let mut there = There::of(rx, cx, page.data.iter().map(|line| line.thing))?;
    let views: Result<Vec<SavedView>, Broken> =
        page.data.into_iter().map(|line| view(there.take(line.thing), line)).collect();
    Ok(Page { data: views?, next: page.next })
}

fn view(shown: Thing, line: Line) -> Result<SavedView, Broken> {
    let (title, price_now, now) = match &shown {
        Thing::Listing(card) => {
            let now = if card.sold_out { Now::SoldOut } else { Now::There };
            (card.title.clone(), Some(card.price_from), now)
        }
        Thing::Shop(shop) => (shop.name.clone(), None, Now::There),
        Thing::Post(post) => (crate::share::beginning(&post.text), None, Now::There),
        Thing::Gone => (String::new(), None, Now::Gone),
    };
    let price_then = then(&line)?;
    Ok(SavedView { thing: line.thing, since: line.since, title, price_then, price_now, now, shown })
}

fn then(line: &Line) -> Result<Option<Money>, Broken> {
    let (Some(amount), Some(code)) = (line.price, &line.currency) else { return Ok(None) };
    let currency: Currency =
        code.parse().map_err(|_| Broken::Stored(format!("no currency is called `{code}`")))?;
    Ok(Some(Money::new(amount, currency)))
}

/// Things as they are, as far as whoever asks still sees them: by the same functions as everywhere, read at once.
struct There {
    listings: BTreeMap<ListingId, Card>,
    shops: BTreeMap<ShopId, ShopView>,
    posts: BTreeMap<PostId, PostView>,
}

impl There {
    fn of(rx: &mut Rx, cx: &Cx, things: impl Iterator<Item = Target>) -> Result<Self, No> {
        let (mut listings, mut shops, mut posts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for thing in things {
            match thing {
                Target::Listing(id) => drop(listings.insert(id)),
                Target::Shop(id) => drop(shops.insert(id)),
                Target::Post(id) => drop(posts.insert(id)),
                Target::Person(_) => {}
            }
        }
        Ok(Self {
            listings: catalog::listings::cards(rx, cx, &listings)?,
            shops: catalog::shops::by_ids(rx, &shops)?,
            posts: posts::these(rx, cx, &posts)?,
        })
    }

    fn take(&mut self, thing: Target) -> Thing {
        let found = match thing {
            Target::Listing(id) => self.listings.remove(&id).map(|it| Thing::Listing(Box::new(it))),
            Target::Shop(id) => self.shops.remove(&id).map(|it| Thing::Shop(Box::new(it))),
            Target::Post(id) => self.posts.remove(&id).map(|it| Thing::Post(Box::new(it))),
            Target::Person(_) => None,
        };
        found.unwrap_or(Thing::Gone)
    }
}
