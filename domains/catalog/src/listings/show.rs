//! Listings as they are shown: to everybody, and to their shop.

use db::{Broken, FromRow, No, Row, Rx, params, row};
use kernel::{Currency, Cursor, Cx, Id, Money, Page, Refusal, Span, Time, Uid};
use media::Address;
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use super::keep::{VariantRow, read};
use super::pictures::ImageView;
use super::search::last_slug;
use super::{Past, State, low, store};
use crate::exchange::{ImageDraft, OptionDraft};
use crate::shops::{Reach, ShopKey, ShopName, kept};
use crate::{Listing, ListingId, Variant, VariantId, words};

/// How far back the lowest price before a reduction is looked for.
const PRICE_LOG: Span = Span::days(30);

/// One choice that a buyer has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct OptionView {
    /// "Size".
    pub name: String,
    /// In the order shown.
    pub values: Vec<String>,
}

/// One thing that can be bought.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct VariantView {
    /// Its id.
    pub id: VariantId,
    /// One value for each option.
    pub choice: Vec<String>,
    /// The shop's code.
    pub sku: Option<String>,
    /// Tax included.
    pub price: Money,
    /// The price before the reduction.
    pub compare_at: Option<Money>,
    /// The lowest price of the last 30 days, where the price is shown as reduced.
    pub lowest_in_30_days: Option<Money>,
    /// Grams of one piece.
    pub grams: Option<i64>,
    /// GTIN, EAN, UPC or ISBN.
    pub barcode: Option<String>,
    /// False for what is delivered without a parcel.
    pub requires_shipping: bool,
    /// Its own picture.
    pub image: Option<String>,
    /// Grows with every change; a quote names it.
    pub version: i64,
    /// How many can be bought now; null when sales have no limit.
    pub available: Option<i64>,
}

/// A listing whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ListingView {
    /// Its id.
    pub id: ListingId,
    /// Whose.
    pub shop: ShopName,
    /// The shop's currency.
    pub currency: Currency,
    /// Tax in its prices, in basis points.
    pub tax_rate: i64,
    /// Days within which the shop hands a parcel over.
    pub ship_days: i64,
    /// Whether a buyer may pay at the door.
    pub cash_on_delivery: bool,
    /// Its word in the shop's addresses.
    pub handle: String,
    /// Its name.
    pub title: String,
    /// Plain text: to be escaped like any other where it is shown.
    pub description: String,
    /// Maker or brand.
    pub vendor: Option<String>,
    /// The shop's own word for what it is.
    pub kind: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The slug of its category.
    pub category: Option<String>,
    /// What a buyer chooses between.
    pub options: Vec<OptionView>,
    /// What can be bought.
    pub variants: Vec<VariantView>,
    /// Pictures in the order shown.
    pub images: Vec<ImageView>,
    /// Whether it is seen.
    pub state: State,
    /// Since when it is seen.
    pub published_at: Option<Time>,
    /// When it was made.
    pub made: Time,
    /// When it was last changed.
    pub changed: Time,
}

impl ListingView {
    /// The variant that is asked for, or the first that can be bought, or the first.
    pub fn chosen(&self, asked: Option<VariantId>) -> Option<&VariantView> {
        let named = self.variants.iter().find(|one| Some(one.id) == asked);
        named.or_else(|| self.variants.iter().find(|one| one.is_left())).or_else(|| self.variants.first())
    }
}

impl VariantView {
    /// Whether any of it can be bought now.
    pub fn is_left(&self) -> bool {
        self.available != Some(0)
    }
}

impl FromRow for ListingView {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let id = row.take()?;
        let shop = ShopName::from_row(row)?;
        let (currency, tax_rate, ship_days, cash_on_delivery) =
            (row.take()?, row.take()?, row.take()?, row.take()?);
        let (handle, title, description) = (row.take()?, row.take()?, row.take()?);
        let (vendor, kind) = (row.take()?, row.take()?);
        let tags = read(&row.take::<String>()?)?;
        let category = last_slug(&row.take::<String>()?);
        let options: Vec<OptionDraft> = read(&row.take::<String>()?)?;
        let images: Vec<ImageDraft> = read(&row.take::<String>()?)?;
        Ok(Self {
            id,
            shop,
            currency,
            tax_rate,
            ship_days,
            cash_on_delivery,
            handle,
            title,
            description,
            vendor,
            kind,
            tags,
            category,
            options: options
                .into_iter()
                .map(|option| OptionView { name: option.name, values: option.values })
                .collect(),
            variants: Vec::new(),
            images: images.into_iter().map(|image| ImageView::of(image, &Address::default())).collect(),
            state: row.take()?,
            published_at: row.take()?,
            made: row.take()?,
            changed: row.take()?,
        })
    }
}

/// With what its row alone does not say: its variants, and where this market keeps pictures.
fn with_variants(rx: &mut Rx, cx: &Cx, mut view: ListingView) -> Result<ListingView, Broken> {
    let address = media::address(cx);
    view.images.iter_mut().for_each(|image| image.move_to(&address));
    let rows = rx.all::<VariantRow>(&store::VARIANTS, &params![view.id])?;
    for row in rows.into_iter().filter(|row| !row.gone) {
        let money = |amount| Money::new(amount, view.currency);
        let lowest = match row.compare_at {
            Some(_) => lowest_price(rx, row.id, cx.now)?,
            None => None,
        };
        view.variants.push(VariantView {
            id: row.id,
            choice: read(&row.choice)?,
            sku: row.sku,
            price: money(row.price),
            compare_at: row.compare_at.map(money),
            lowest_in_30_days: lowest.map(money),
            grams: row.grams,
            barcode: row.barcode,
            requires_shipping: row.requires_shipping,
            image: row.image,
            version: row.version,
            available: row.tracked.then(|| (row.received - row.held - row.sold).max(0)),
        });
    }
    Ok(view)
}

/// A published listing.
///
/// # Errors
/// There is none that everybody may see.
pub fn product(rx: &mut Rx, cx: &Cx, listing: &ListingId) -> Result<ListingView, No> {
    let view = rx.opt(&store::SHOWN, &params![*listing])?.ok_or_else(|| Refusal::missing("product"))?;
    Ok(with_variants(rx, cx, view)?)
}

/// A listing in any state, as its shop sees it.
///
/// # Errors
/// No such listing for this actor.
pub fn behind_the_counter(rx: &mut Rx, cx: &Cx, listing: &ListingId) -> Result<ListingView, No> {
    let reach = Reach::looking(cx)?;
    let view = rx.opt(&store::SHOWN_TO_SHOP, &params![*listing, reach.every(), reach.account()])?;
    Ok(with_variants(rx, cx, view.ok_or_else(|| Refusal::missing("listing"))?)?)
}

/// The same for whoever has just changed it.
pub(super) fn shown_to_shop(rx: &mut Rx, cx: &Cx, listing: Id<Listing>) -> Result<ListingView, No> {
    let reach = Reach::keeping(cx)?;
    let view = rx.one(&store::SHOWN_TO_SHOP, &params![listing, reach.every(), reach.account()])?;
    Ok(with_variants(rx, cx, view)?)
}

/// One line of a shop's own list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ListingLine {
    /// Its id.
    pub id: ListingId,
    /// Its place in the shop; the newest has the highest.
    pub place: i64,
    /// Its word in the shop's addresses.
    pub handle: String,
    /// Its name.
    pub title: String,
    /// Whether it is seen.
    pub state: State,
    /// The lowest price of its variants, in minor units of the shop's currency.
    pub price_from: i64,
    /// When it was last changed.
    pub changed: Time,
    /// How many variants it has.
    pub variants: i64,
}
row!(ListingLine { id, place, handle, title, state, price_from, changed, variants });

/// A page of a shop's own list: the shop, the state wanted, the page.
pub type SellerList = (ShopKey, Option<State>, Paging);

/// A shop's listings in every state, newest first.
///
/// # Errors
/// No such shop for this actor; a cursor of another list.
pub fn seller_list(
    rx: &mut Rx,
    cx: &Cx,
    (shop, state, paging): &SellerList,
) -> Result<Page<ListingLine>, No> {
    let shop = kept(rx, shop, Reach::looking(cx)?)?;
    let (before, _) = words::start(paging, (i64::MAX, Uid::default()))?;
    let wanted = state.map_or("any", State::word);
    let rows = rx.all(&store::OF_SHOP, &params![shop.id, before, wanted, paging.limit.probe()])?;
    Ok(Page::cut(rows, paging.limit, |line: &ListingLine| Cursor::of(line.place, line.id.uid())))
}

/// The listings that everybody sees with their last change, the newest `most`.
///
/// # Errors
/// What broke in the database.
pub(crate) fn seen_lately(rx: &mut Rx, most: i64) -> Result<Vec<(ListingId, Time)>, Broken> {
    rx.all(&store::SEEN_LATELY, &params![most])
}

/// A price that a variant had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PriceRow {
    /// The variant's version from which on it held.
    pub version: i64,
    /// Since when.
    pub at: Time,
    /// Minor units.
    pub price: i64,
    /// The price before the reduction.
    pub compare_at: Option<i64>,
}
row!(PriceRow { version, at, price, compare_at });

/// The last `most` prices of a variant, newest first.
///
/// # Errors
/// What broke in the database.
pub fn prices(rx: &mut Rx, variant: Id<Variant>, most: i64) -> Result<Vec<PriceRow>, Broken> {
    rx.all(&store::PRICES, &params![variant, most])
}

/// The lowest price that held at any instant of the 30 days before `now`, in minor units: what a reduction may be
/// measured against (Directive 98/6/EC, article 6a).
///
/// # Errors
/// What broke in the database.
pub fn lowest_price(rx: &mut Rx, variant: Id<Variant>, now: Time) -> Result<Option<i64>, Broken> {
    rx.one(&store::LOWEST, &params![variant, now - PRICE_LOG])
}

/// Changes of one price that are looked at; a price that moved more often says nothing of its past.
const MOST_CHANGES: i64 = 400;

/// What may be said of a variant's price beside its past, where it has been for sale since `published`.
///
/// # Errors
/// What broke in the database.
pub fn past_of(
    rx: &mut Rx,
    variant: Id<Variant>,
    published: Time,
    now: Time,
) -> Result<Option<Past>, Broken> {
    let mut log: Vec<PriceRow> =
        rx.all(&store::PRICES_SINCE, &params![variant, now - low::LOOK_BACK, MOST_CHANGES])?;
    if i64::try_from(log.len()) == Ok(MOST_CHANGES) {
        return Ok(None);
    }
    log.reverse();
    Ok(low::past(&log, published, now))
}
