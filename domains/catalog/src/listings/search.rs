//! What everybody finds: published listings by words, category and shop, newest first.

use db::{Broken, FromRow, No, Row, Rx, params};
use kernel::{Cursor, Cx, Money, Page, Refusal, Time, Uid};
use media::Address;
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use super::fold::{beginning, containing, fold};
use super::keep::read;
use super::pictures::ImageView;
use super::store;
use crate::exchange::ImageDraft;
use crate::shops::{self, ShopKey};
use crate::{ListingId, ShopId, categories, words};

/// Words of a query that count; each further one would find fewer.
const MAX_WORDS: usize = 4;
/// Characters of a query.
const MAX_QUERY: usize = 200;

/// A shop by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ShopName {
    /// Its id.
    pub id: ShopId,
    /// Its word in addresses.
    pub handle: String,
    /// Its name.
    pub name: String,
}

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
    /// Since when it is seen.
    pub published_at: Time,
    /// Whether nothing of it can be bought now.
    pub sold_out: bool,
}

impl FromRow for Card {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let id = row.take()?;
        let shop = ShopName { id: row.take()?, handle: row.take()?, name: row.take()? };
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
            published_at: row.take()?,
            sold_out: row.take()?,
        })
    }
}

/// The category itself, of "/home/kitchen/".
pub(super) fn last_slug(path: &str) -> Option<String> {
    path.trim_matches('/').rsplit('/').next().filter(|slug| !slug.is_empty()).map(str::to_owned)
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Words, each of which must be in the title, the maker, the tags or a code.
    pub query: Option<String>,
    /// A category's slug; what is under it is found, too.
    pub category: Option<String>,
    /// Only of this shop.
    pub shop: Option<ShopKey>,
    /// Which page.
    pub paging: Paging,
}

/// Published listings, newest first.
///
/// # Errors
/// `category` and `shop` that do not exist; a query that is too long; a cursor of another list.
pub fn search(rx: &mut Rx, cx: &Cx, ask: &Search) -> Result<Page<Card>, No> {
    let (at, id) = words::start(&ask.paging, (i64::MAX, Uid([255; 16])))?;
    let query = ask.query.as_deref().unwrap_or_default();
    if query.chars().count() > MAX_QUERY {
        let rule = format!("A query has at most {MAX_QUERY} characters.");
        return Err(Refusal::field("query", "text_length", rule).into());
    }
    let folded = fold(query);
    let mut patterns: Vec<String> = folded.split(' ').take(MAX_WORDS).map(containing).collect();
    patterns.resize(MAX_WORDS, "%".into());
    let category = match ask.category.as_deref() {
        None => "%".into(),
        Some(slug) => beginning(&categories::by_slug(slug).ok_or_else(no_category)?.path()),
    };
    let probe = ask.paging.limit.probe();
    let [a, b, c, d] = &patterns[..] else { return Err(Broken::Stored("four patterns".into()).into()) };
    let mut rows: Vec<Card> = match &ask.shop {
        None => rx.all(&store::SEARCH, &params![at, id, category, a, b, c, d, probe])?,
        Some(shop) => {
            let shop = shops::find(rx, shop)?.ok_or_else(|| {
                Refusal::field("shop", "shop", "There is no such shop: name it by its id or its handle.")
            })?;
            rx.all(&store::SEARCH_SHOP, &params![at, id, category, a, b, c, d, probe, shop.id])?
        }
    };
    let address = media::address(cx);
    rows.iter_mut().filter_map(|card| card.image.as_mut()).for_each(|image| image.move_to(&address));
    let key = |card: &Card| Cursor::of(card.published_at.micros(), card.id.uid());
    Ok(Page::cut(rows, ask.paging.limit, key))
}

fn no_category() -> Refusal {
    Refusal::field("category", "category", "There is no such category: see GET /categories.")
}
