//! What everybody finds: published listings by words, category, shop and price, newest or cheapest first.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, FromRow, No, Row, Rx, Sql, Val, params};
use kernel::{Currency, Cursor, Cx, Money, Page, Refusal, Time, Uid};
use media::Address;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use super::find;
use super::finder::{Finder, Finding, Hit, Hits, Sought};
use super::fold::{beginning, containing, fold};
use super::keep::read;
use super::pictures::ImageView;
use crate::categories::{self, Category};
use crate::exchange::ImageDraft;
use crate::shops::{self, ShopKey, ShopName};
use crate::{ListingId, ShopId, words};

/// Words of a query that count; each further one would find fewer.
const MAX_WORDS: usize = 4;
/// Characters of a query.
pub const MAX_QUERY: usize = 200;

/// A listing on a page with others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ProductCard)]
pub struct Card {
    /// Its id.
    pub id: ListingId,
    /// Whose.
    pub shop: ShopName,
    /// Its word in the shop's addresses.
    pub handle: String,
    /// Its name.
    pub title: String,
    /// The first picture.
    pub image: Option<ImageView>,
    /// The slug of its category.
    pub category: Option<String>,
    /// The lowest price of its variants, tax included.
    pub price_from: Money,
    /// Whether another of its variants costs more.
    pub price_varies: bool,
    /// Since when it is seen.
    pub published_at: Time,
    /// Whether nothing of it can be bought now.
    pub sold_out: bool,
}

impl FromRow for Card {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let id = row.take()?;
        let shop = ShopName::from_row(row)?;
        let (handle, title) = (row.take()?, row.take()?);
        let images: Vec<ImageDraft> = read(&row.take::<String>()?)?;
        let image = images.into_iter().next().map(|image| ImageView::of(image, &Address::default()));
        let category = last_slug(&row.take::<String>()?);
        let price_from = Money::from_row(row)?;
        Ok(Self {
            id,
            shop,
            handle,
            title,
            image,
            category,
            price_from,
            price_varies: row.take()?,
            published_at: row.take()?,
            sold_out: row.take()?,
        })
    }
}

/// The category itself, of "/home/kitchen/".
pub(super) fn last_slug(path: &str) -> Option<String> {
    path.trim_matches('/').rsplit('/').next().filter(|slug| !slug.is_empty()).map(str::to_owned)
}

/// In which order. Nobody can pay to stand higher in any of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What fits the words best comes first; without words, and while the index is being built, the newest.
    Best,
    /// What was published last comes first.
    #[default]
    Newest,
    /// The lowest price comes first, in one currency.
    Cheapest,
    /// The highest price comes first, in one currency.
    Dearest,
}

impl Sort {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Best, Self::Newest, Self::Cheapest, Self::Dearest];

    /// The order of a list that says none: by words the best, else the newest.
    pub fn usual(words: &str) -> Self {
        if words.trim().is_empty() { Self::Newest } else { Self::Best }
    }

    /// As it stands in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
            Self::Cheapest => "cheapest",
            Self::Dearest => "dearest",
        }
    }

    /// Its statements, through the market and within a shop.
    fn statements(self) -> (&'static Sql, &'static Sql) {
        match self {
            Self::Best | Self::Newest => (&find::NEWEST, &find::NEWEST_OF_SHOP),
            Self::Cheapest => (&find::CHEAPEST, &find::CHEAPEST_OF_SHOP),
            Self::Dearest => (&find::DEAREST, &find::DEAREST_OF_SHOP),
        }
    }

    /// What stands before every row.
    const fn start(self) -> (i64, Uid) {
        match self {
            Self::Best | Self::Newest | Self::Dearest => (i64::MAX, Uid([255; 16])),
            Self::Cheapest => (i64::MIN, Uid([0; 16])),
        }
    }

    fn key(self, card: &Card) -> Cursor {
        let number = match self {
            Self::Best | Self::Newest => card.published_at.micros(),
            Self::Cheapest | Self::Dearest => card.price_from.amount,
        };
        Cursor::of(number, card.id.uid())
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Words, as people type them.
    pub query: Option<String>,
    /// Whether letters are taken at their word: no typing mistake is forgiven.
    pub exactly: bool,
    /// A category's slug; what is under it is found, too.
    pub category: Option<String>,
    /// Only of this shop.
    pub shop: Option<ShopKey>,
    /// In which order.
    pub sort: Sort,
    /// Only what is priced in this currency. Prices compare within one currency alone, so an order or a range by
    /// price needs it.
    pub currency: Option<Currency>,
    /// Minor units that the lowest price of a listing has at least.
    pub price_min: Option<i64>,
    /// Minor units that the lowest price of a listing has at most.
    pub price_max: Option<i64>,
    /// Only what can be bought now.
    pub in_stock: bool,
    /// Which page.
    pub paging: Paging,
}

impl Search {
    /// Everything, newest first.
    pub const fn everything(paging: Paging) -> Self {
        Self {
            query: None,
            exactly: false,
            category: None,
            shop: None,
            sort: Sort::Newest,
            currency: None,
            price_min: None,
            price_max: None,
            in_stock: false,
            paging,
        }
    }

    /// Whether it compares prices.
    pub fn is_by_price(&self) -> bool {
        matches!(self.sort, Sort::Cheapest | Sort::Dearest)
            || self.price_min.is_some()
            || self.price_max.is_some()
    }
}

/// A page with what is known around it, where a finder is wired and knows.
pub(crate) struct Looked {
    pub page: Page<Card>,
    /// How many of what, and what was looked for instead.
    pub hits: Option<Hits>,
}

/// Published listings in the order asked for.
///
/// # Errors
/// `category` and `shop` that do not exist; a query that is too long; prices without their currency; a cursor of
/// another list.
pub fn search(rx: &mut Rx, cx: &Cx, ask: &Search) -> Result<Page<Card>, No> {
    Ok(look(rx, cx, ask, None)?.page)
}

/// The same; with a currency to count prices in, a finder is asked how many there are of what, also where nothing is
/// looked for by words.
pub(crate) fn look(rx: &mut Rx, cx: &Cx, ask: &Search, counted_in: Option<Currency>) -> Result<Looked, No> {
    let checked = Checked::of(rx, ask)?;
    let by_words = !checked.words.is_empty();
    let finder = cx.wired::<Finding>().ok().filter(|_| by_words || counted_in.is_some());
    let Some(Finding(finder)) = finder else {
        return Ok(Looked { page: from_the_database(rx, cx, ask, &checked)?, hits: None });
    };
    if by_words {
        if let Some((page, hits)) = found(
            rx,
            cx,
            ask,
            &checked,
            &Sought { priced_in: counted_in, ..checked.sought(ask, cx.now, ask.paging.limit.rows() + 1) },
            finder.as_ref(),
        )? {
            return Ok(Looked { page, hits: Some(hits) });
        }
        return Ok(Looked { page: from_the_database(rx, cx, ask, &checked)?, hits: None });
    }
    let hits = finder.find(&Sought { priced_in: counted_in, ..checked.sought(ask, cx.now, 0) });
    Ok(Looked { page: from_the_database(rx, cx, ask, &checked)?, hits })
}

/// What an ask names, once it has been found to exist.
struct Checked {
    words: String,
    category: Option<&'static Category>,
    shop: Option<ShopId>,
}

impl Checked {
    fn of(rx: &mut Rx, ask: &Search) -> Result<Self, No> {
        words::start(&ask.paging, ask.sort.start())?;
        let query = ask.query.as_deref().unwrap_or_default();
        if query.chars().count() > MAX_QUERY {
            let rule = format!("A query has at most {MAX_QUERY} characters.");
            return Err(Refusal::field("query", "text_length", rule).into());
        }
        if ask.is_by_price() && ask.currency.is_none() {
            let rule = "Prices compare within one currency: say which.";
            return Err(Refusal::field("currency", "currency", rule).into());
        }
        let category = ask.category.as_deref();
        let category = category.map(|slug| categories::by_slug(slug).ok_or_else(no_category)).transpose()?;
        let shop = match &ask.shop {
            None => None,
            Some(shop) => Some(shops::find(rx, shop)?.ok_or_else(no_shop)?.id),
        };
        Ok(Self { words: query.trim().to_owned(), category, shop })
    }

    /// Patterns and bounds of the category's path.
    fn path(&self) -> String {
        self.category.map_or_else(|| "%".into(), |category| beginning(&category.path()))
    }

    fn sought(&self, ask: &Search, now: Time, most: usize) -> Sought {
        Sought {
            words: self.words.clone(),
            exactly: ask.exactly,
            category: self.category,
            shop: self.shop,
            currency: ask.currency,
            prices: (ask.price_min.unwrap_or(0), ask.price_max.unwrap_or(i64::MAX)),
            priced_in: None,
            in_stock: ask.in_stock,
            sort: ask.sort,
            after: ask.paging.after.as_ref().and_then(|after| after.parts().ok()),
            most,
            now,
        }
    }
}

/// How often a finder is asked again for a page on which too much was gone already.
const ROUNDS: usize = 3;

/// A page by a finder's word, each listing read from the database under its own scope. Nothing where the finder cannot
/// say.
fn found(
    rx: &mut Rx,
    cx: &Cx,
    ask: &Search,
    checked: &Checked,
    sought: &Sought,
    finder: &dyn Finder,
) -> Result<Option<(Page<Card>, Hits)>, No> {
    let (probe, mut sought) = (sought.most, sought.clone());
    let mut first: Option<Hits> = None;
    let mut rows: Vec<(i64, Card)> = Vec::new();
    for _ in 0..ROUNDS {
        let Some(hits) = finder.find(&sought) else { break };
        let asked = hits.found.clone();
        rows.extend(fitting(rx, ask, checked, &asked)?);
        first.get_or_insert(hits);
        match asked.last() {
            Some(last) if asked.len() == probe && rows.len() < probe => {
                sought.after = Some((last.key, last.id.uid()));
            }
            _ => break,
        }
    }
    let Some(hits) = first else { return Ok(None) };
    rows.truncate(probe);
    at_home(cx, rows.iter_mut().map(|(_, card)| card));
    let page = Page::cut(rows, ask.paging.limit, |(key, card)| Cursor::of(*key, card.id.uid()));
    let data = page.data.into_iter().map(|(_, card)| card).collect();
    Ok(Some((Page { data, next: page.next }, hits)))
}

/// The cards of listings that still fit, in the order of the hits.
fn fitting(rx: &mut Rx, ask: &Search, checked: &Checked, hits: &[Hit]) -> Result<Vec<(i64, Card)>, No> {
    let row = params![
        Val::list(hits.iter().map(|hit| hit.id)),
        checked.path(),
        ask.currency.map(|currency| currency.code().to_owned()).unwrap_or_default(),
        ask.price_min.unwrap_or(0),
        ask.price_max.unwrap_or(i64::MAX),
        ask.in_stock,
        checked.shop.is_none(),
        checked.shop.map(kernel::Id::uid).unwrap_or_default(),
    ];
    let mut cards = by_id(rx.all(&find::NAMED, &row)?);
    Ok(hits.iter().filter_map(|hit| Some((hit.key, cards.remove(&hit.id)?))).collect())
}

fn by_id(cards: Vec<Card>) -> BTreeMap<ListingId, Card> {
    cards.into_iter().map(|card| (card.id, card)).collect()
}

fn from_the_database(rx: &mut Rx, cx: &Cx, ask: &Search, checked: &Checked) -> Result<Page<Card>, No> {
    let (at, id) = words::start(&ask.paging, ask.sort.start())?;
    let folded = fold(&checked.words);
    let mut patterns: Vec<String> = folded.split(' ').take(MAX_WORDS).map(containing).collect();
    patterns.resize(MAX_WORDS, "%".into());
    let category = checked.path();
    let [a, b, c, d] = &patterns[..] else { return Err(Broken::Stored("four patterns".into()).into()) };
    let currency = ask.currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
    let mut row = params![
        at,
        id,
        category,
        a,
        b,
        c,
        d,
        ask.paging.limit.probe(),
        currency,
        ask.price_min.unwrap_or(0),
        ask.price_max.unwrap_or(i64::MAX),
        ask.in_stock,
    ]
    .to_vec();
    let (through_the_market, within_a_shop) = ask.sort.statements();
    let mut rows: Vec<Card> = match checked.shop {
        None => rx.all(through_the_market, &row)?,
        Some(shop) => {
            row.push(shop.into());
            rx.all(within_a_shop, &row)?
        }
    };
    at_home(cx, &mut rows);
    Ok(Page::cut(rows, ask.paging.limit, |card| ask.sort.key(card)))
}

/// Their pictures stand under this market's addresses.
fn at_home<'a>(cx: &Cx, cards: impl IntoIterator<Item = &'a mut Card>) {
    let address = media::address(cx);
    let images = cards.into_iter().filter_map(|card| card.image.as_mut());
    images.for_each(|image| image.move_to(&address));
}

/// A published listing as it stands among others, if there is one.
///
/// # Errors
/// What broke in the database.
pub fn card(rx: &mut Rx, cx: &Cx, listing: ListingId) -> Result<Option<Card>, Broken> {
    Ok(cards(rx, cx, &BTreeSet::from([listing]))?.remove(&listing))
}

/// The same of several listings, read at once; one that everybody does not see is not among them.
///
/// # Errors
/// What broke in the database.
pub fn cards(
    rx: &mut Rx,
    cx: &Cx,
    listings: &BTreeSet<ListingId>,
) -> Result<BTreeMap<ListingId, Card>, Broken> {
    if listings.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut found: Vec<Card> = rx.all(&find::THESE, &params![Val::list(listings.iter().copied())])?;
    at_home(cx, &mut found);
    Ok(by_id(found))
}

/// What each of these shops published last, where it did.
///
/// # Errors
/// What broke in the database.
pub(crate) fn latest_of(rx: &mut Rx, cx: &Cx, shops: &[ShopId]) -> Result<BTreeMap<ShopId, Card>, Broken> {
    let mut found: Vec<Card> = rx.all(&find::LATEST_OF, &params![Val::list(shops.iter().copied())])?;
    at_home(cx, &mut found);
    Ok(found.into_iter().map(|card| (card.shop.id, card)).collect())
}

/// The slugs of the categories in which something is to be seen, those above them among them.
///
/// # Errors
/// What broke in the database.
pub(crate) fn filled(rx: &mut Rx) -> Result<BTreeSet<String>, Broken> {
    let paths: Vec<String> = rx.all(&find::FILLED, &[])?;
    let slugs = paths.iter().flat_map(|path| path.split('/')).filter(|slug| !slug.is_empty());
    Ok(slugs.map(str::to_owned).collect())
}

/// The currencies in which the shops sell, the most usual one first.
///
/// # Errors
/// What broke in the database.
pub(crate) fn currencies(rx: &mut Rx) -> Result<Vec<Currency>, Broken> {
    rx.all(&find::CURRENCIES, &[])
}

fn no_category() -> Refusal {
    Refusal::field("category", "category", "There is no such category: see GET /categories.")
}

fn no_shop() -> Refusal {
    Refusal::field("shop", "shop", "There is no such shop: name it by its id or its handle.")
}
