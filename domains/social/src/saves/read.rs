//! What somebody keeps, as it is now: with the price of the day it was kept, the price of today, and whether there is any
//! left. What they may not see any more is only said to be gone.

use catalog::listings::Card;
use catalog::{ShopKey, ShopView};
use db::{Broken, FromRow, No, Row, Rx, params, sql};
use kernel::{Currency, Cursor, Cx, Money, Page, Scope, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use super::CollectionId;
use super::collections::{self, missing};
use crate::posts::PostView;
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
    let views: Result<Vec<SavedView>, No> = lines.into_iter().map(|line| view(rx, cx, line)).collect();
    Ok(Page::cut(views?, ask.paging.limit, |view| Cursor::of(view.since.micros(), view.thing.uid())))
}

fn view(rx: &mut Rx, cx: &Cx, line: Line) -> Result<SavedView, No> {
    let shown = look(rx, cx, line.thing)?;
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

/// The thing as it is, if whoever asks still sees it: by the same functions as everywhere.
fn look(rx: &mut Rx, cx: &Cx, thing: Target) -> Result<Thing, No> {
    let found = match thing {
        Target::Listing(listing) => {
            catalog::listings::card(rx, cx, listing)?.map(|card| Thing::Listing(Box::new(card)))
        }
        Target::Shop(shop) => {
            there(catalog::shop(rx, cx, &ShopKey::Id(shop)))?.map(|it| Thing::Shop(Box::new(it)))
        }
        Target::Post(post) => there(crate::posts::show(rx, cx, &post))?.map(|it| Thing::Post(Box::new(it))),
        Target::Person(_) => None,
    };
    Ok(found.unwrap_or(Thing::Gone))
}

fn there<T>(found: Result<T, No>) -> Result<Option<T>, No> {
    match found {
        Ok(it) => Ok(Some(it)),
        Err(no) if no.is_missing() => Ok(None),
        Err(no) => Err(no),
    }
}
