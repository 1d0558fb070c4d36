//! What a finder by words is asked and answers. An index lies on a floor above and is wired by `app`; without one, and
//! while it is being built, the database answers alone.
//!
//! A finder answers which listings and in which order. What is shown of them is read from the database in the same
//! reading, with its own scope, so nothing that a finder remembers too long is ever shown.

use std::sync::Arc;

use db::{Broken, FromRow, Row, Rx, params, sql};
use kernel::{Currency, Id, Time, Uid};

use super::Sort;
use super::keep::read;
use super::search::last_slug;
use crate::categories::{self, Category};
use crate::{ListingId, ShopId};

/// What is looked for, as a finder is asked.
#[derive(Clone, Debug)]
pub struct Sought {
    /// As typed; empty for everything.
    pub words: String,
    /// Whether letters are taken at their word: no typing mistake is forgiven.
    pub exactly: bool,
    /// This category and what is under it.
    pub category: Option<&'static Category>,
    /// Only of this shop.
    pub shop: Option<ShopId>,
    /// Only what is priced in this currency.
    pub currency: Option<Currency>,
    /// Minor units, both included.
    pub prices: (i64, i64),
    /// In which currency prices are counted.
    pub priced_in: Option<Currency>,
    /// Only what can be bought now.
    pub in_stock: bool,
    /// In which order.
    pub sort: Sort,
    /// Behind this one.
    pub after: Option<(i64, Uid)>,
    /// How many at most; none where only the counts are wanted.
    pub most: usize,
    /// The instant of asking: what is fresh goes by it.
    pub now: Time,
}

impl Sought {
    /// By words alone, the best first, with nothing left out.
    pub fn by(words: &str, most: usize, now: Time) -> Self {
        Self {
            words: words.to_owned(),
            exactly: false,
            category: None,
            shop: None,
            currency: None,
            prices: (0, i64::MAX),
            priced_in: None,
            in_stock: false,
            sort: Sort::Best,
            after: None,
            most,
            now,
        }
    }
}

/// One listing with its place in the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Which.
    pub id: ListingId,
    /// Its number in the order asked for.
    pub key: i64,
}

/// What was looked for instead of a word that is nowhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meant {
    /// As typed.
    pub typed: String,
    /// The words that were looked for, the nearest first.
    pub instead: Vec<String>,
}

/// How many there are of what, each as if its own filter were off.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// All that fit.
    pub total: u64,
    /// Of these, how many can be bought now.
    pub in_stock: u64,
    /// By category, those above included, in the order of the tree.
    pub categories: Vec<(&'static Category, u64)>,
    /// By shop, the most first, a few only.
    pub shops: Vec<(ShopId, u64)>,
    /// By price in the currency asked for: from, to (both included, minor units), how many.
    pub prices: Vec<(i64, Option<i64>, u64)>,
}

/// What a finder found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hits {
    /// In the order asked for.
    pub found: Vec<Hit>,
    /// How many of what.
    pub counts: Counts,
    /// Words that were looked for instead.
    pub meant: Vec<Meant>,
    /// How many have all of the words, where the list goes on with those that have some.
    pub whole: Option<u64>,
}

/// Finds listings by words.
pub trait Finder: Send + Sync {
    /// What fits; nothing where it cannot say yet, and the database has to.
    fn find(&self, sought: &Sought) -> Option<Hits>;
}

/// The finder that is wired, if any.
#[derive(Clone)]
pub struct Finding(pub Arc<dyn Finder>);

/// A published listing as an index is told of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Which.
    pub id: ListingId,
    /// Whose.
    pub shop: ShopId,
    /// The shop's name.
    pub shop_name: String,
    /// Its name.
    pub title: String,
    /// Plain text.
    pub description: String,
    /// Title, maker, kind, tags and codes, folded.
    pub folded: String,
    /// The shop's own word for what it is.
    pub kind: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Its category, where it has a place in our tree.
    pub category: Option<&'static Category>,
    /// The lowest price of its variants, minor units.
    pub price_from: i64,
    /// In which currency.
    pub currency: Currency,
    /// Since when it is seen.
    pub published_at: Time,
    /// Whether nothing of it can be bought now.
    pub sold_out: bool,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            shop: row.take()?,
            shop_name: row.take()?,
            title: row.take()?,
            description: row.take()?,
            folded: row.take()?,
            kind: row.take()?,
            tags: read(&row.take::<String>()?)?,
            category: last_slug(&row.take::<String>()?).as_deref().and_then(categories::by_slug),
            price_from: row.take()?,
            currency: row.take()?,
            published_at: row.take()?,
            sold_out: row.take()?,
        })
    }
}

/// What is public of a listing; a draft and what was taken down have no entry.
macro_rules! entry {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.shop, s.name, l.title, l.description, l.folded, l.kind, l.tags, l.category_path,
                l.price_from, s.currency, l.published_at,
                NOT EXISTS (
                    SELECT 1 FROM variant v JOIN stock k ON k.variant = v.id
                    WHERE v.listing = l.id AND NOT v.gone AND (NOT k.tracked OR k.received > k.held + k.sold))
            FROM listing l CROSS JOIN shop s
            WHERE s.id = l.shop AND l.state = 'published' AND ",
            $rest
        )
    };
}

sql! {
    ENTRY = entry!("l.id = $1");
    ENTRIES = entry!("l.id > $1 ORDER BY l.id LIMIT $2");
    /// What an order or a cart holds units of.
    HELD_FOR = "SELECT DISTINCT v.listing FROM hold h JOIN variant v ON v.id = h.variant
        WHERE h.for_id = $1 ORDER BY v.listing";
    OF_VARIANT = "SELECT listing FROM variant WHERE id = $1";
    OF_SHOP = "SELECT id FROM listing WHERE shop = $1 AND state = 'published' ORDER BY id";
}

/// What is public of one listing now.
///
/// # Errors
/// What broke in the database.
pub fn entry(rx: &mut Rx, listing: ListingId) -> Result<Option<Entry>, Broken> {
    rx.opt(&ENTRY, &params![listing])
}

/// The entries behind an id, in the order of ids.
///
/// # Errors
/// What broke in the database.
pub fn entries(rx: &mut Rx, after: Uid, most: i64) -> Result<Vec<Entry>, Broken> {
    rx.all(&ENTRIES, &params![after, most])
}

/// The listings whose entry may be another since something happened: to a listing, to stock, to a shop, or to whatever
/// holds units.
///
/// # Errors
/// What broke in the database.
pub fn touched(rx: &mut Rx, process: &str, event: &str, id: Uid) -> Result<Vec<ListingId>, Broken> {
    match (process, event) {
        ("listing", _) => Ok(vec![Id::from_uid(id)]),
        ("stock", _) => rx.all(&OF_VARIANT, &params![id]),
        ("shop", "changed") => rx.all(&OF_SHOP, &params![id]),
        _ => rx.all(&HELD_FOR, &params![id]),
    }
}
