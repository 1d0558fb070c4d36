//! The quote: what a cart costs, all in, before anybody has said who they are.

use std::collections::BTreeMap;

use catalog::{Listing, Offer, Shop, ShopKey, Variant};
use db::{Broken, No, Rx, Tx, params, sql};
use kernel::{Currency, Cx, Id, Kind, Money, Refusal, Time};
use pricing::{Basket, Bill, Goods, Offered, PriceError, Rate, Source, Step};
use serde::{Deserialize, Serialize};
use shipping::{Choice, Destination};
use utoipa::ToSchema;

use crate::Terms;
use crate::cart::{self, Cart, Content, contents};

sql! {
    INSERT = "INSERT INTO checkout (id, cart, account, guest, quote, expires_at, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// A quote, and what becomes of it.
pub struct Checkout;
impl Kind for Checkout {
    const PREFIX: &'static str = "chk";
}

type ShopId = Id<Shop>;
type VariantId = Id<Variant>;
type ListingId = Id<Listing>;
type RateId = Id<shipping::Rate>;

/// Which way of delivery was chosen for one shop's part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Whose part.
    pub shop: ShopId,
    /// One of the quote's choices for it.
    pub choice: RateId,
}

/// What a quote is asked for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Which cart.
    pub cart: Id<Cart>,
    /// Where to.
    pub to: Destination,
    /// The chosen ways; the cheapest where none is chosen.
    pub deliveries: Vec<Delivery>,
    /// What of the cart.
    pub which: Which,
}

/// What of a cart is quoted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// All of it: what cannot be bought is refused.
    Everything,
    /// What can be bought and costs this currency; the rest stays in the cart.
    Buyable(Currency),
}

/// One line of a quote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = QuoteLine)]
pub struct Line {
    /// What.
    pub variant: VariantId,
    /// Of which listing.
    pub listing: ListingId,
    /// Its title.
    pub title: String,
    /// The chosen options.
    pub options: String,
    /// How many.
    pub quantity: i64,
    /// Where the price comes from.
    pub source: Source,
    /// What one costs.
    pub unit: Money,
    /// What they cost together.
    pub total: Money,
    /// The tax in that.
    pub tax: Money,
    /// The version of the offer that this was read from.
    pub version: i64,
}

/// Where a shop's goods come from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = QuoteFrom)]
pub struct From {
    /// ISO 3166-1, two letters.
    pub country: String,
    /// Days within which the shop promises to hand the parcel over.
    pub ship_days: i64,
}

/// One shop's part of a quote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = QuotePart)]
pub struct Part {
    /// Whose goods.
    pub shop: ShopId,
    /// Its name.
    pub name: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// How it can be delivered, cheapest first.
    pub choices: Vec<Choice>,
    /// Which of them is in the total.
    pub chosen: Choice,
    /// All goods.
    pub goods: Money,
    /// Goods and delivery, tax included: what this part costs.
    pub total: Money,
    /// The tax in it.
    pub tax: Money,
    /// The market's commission, which the shop pays.
    pub commission: Money,
    /// Where the shop sends it from, and how many days it takes to hand it over.
    pub from: From,
    /// Whether it can be paid at the door.
    pub cash: bool,
    /// How the price came about; its amounts sum to the total.
    pub trace: Vec<Step>,
}

/// What a cart costs, all in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Quote {
    /// Where to.
    pub to: Destination,
    /// The parts, one a shop.
    pub parts: Vec<Part>,
    /// All of it: what will be charged, to the cent.
    pub total: Money,
}

/// Makes a quote of a cart and keeps it until it is confirmed or runs out.
///
/// # Errors
/// `empty_cart`, `not_offered`, `sold_out`, `currencies`, `no_delivery`, `unknown_choice`; missing for anybody
/// whose cart it is not.
pub fn quote(tx: &mut Tx, cx: &Cx, ask: &Ask) -> Result<(Id<Checkout>, Time, Quote), No> {
    let owner = cart::mine(tx, cx, ask.cart)?;
    let terms = *cx.wired::<Terms>()?;
    let quote = compute(tx, cx, ask)?;
    let (id, expires_at): (Id<Checkout>, Time) = (cx.id(), cx.now + terms.quote);
    tx.found(cx, id.uid(), "checkout")?;
    let text = serde_json::to_string(&quote).map_err(|error| Broken::Stored(error.to_string()))?;
    tx.run(&INSERT, &params![id, ask.cart, owner.account, owner.guest, text, expires_at, cx.now])?;
    Ok((id, expires_at, quote))
}

/// What a cart costs, without keeping it. Whose cart it is, is for the caller to know.
///
/// # Errors
/// As [`quote`].
pub fn compute(rx: &mut Rx, cx: &Cx, ask: &Ask) -> Result<Quote, No> {
    let mut shops: BTreeMap<Id<Shop>, Vec<(Offer, i64)>> = BTreeMap::new();
    for Content { variant, quantity, offer, .. } in contents(rx, ask.cart)? {
        if let Which::Buyable(currency) = ask.which {
            let comes_along = |offer: &Offer| offer.price.currency == currency && offer.available >= quantity;
            let Some(offer) = offer.filter(comes_along) else { continue };
            shops.entry(offer.shop).or_default().push((offer, quantity));
            continue;
        }
        let offer = offer.ok_or_else(|| not_offered(variant))?;
        if offer.available < quantity {
            return Err(sold_out(&offer).into());
        }
        shops.entry(offer.shop).or_default().push((offer, quantity));
    }
    let currencies: std::collections::BTreeSet<Currency> =
        shops.values().flatten().map(|(offer, _)| offer.price.currency).collect();
    let currency = match currencies.iter().collect::<Vec<_>>().as_slice() {
        [] => return Err(empty_cart().into()),
        [one] => **one,
        _ => {
            let detail = "These goods have prices in different currencies; buy them one currency at a time.";
            return Err(Refusal::conflict("currencies", detail).into());
        }
    };
    let mut total = Money::zero(currency);
    let mut parts = Vec::new();
    for (shop, goods) in shops {
        let part = one_part(rx, cx, (shop, goods), ask)?;
        total = total.plus(part.total).map_err(PriceError::from).map_err(unpriceable)?;
        parts.push(part);
    }
    Ok(Quote { to: ask.to.clone(), parts, total })
}

fn one_part(
    rx: &mut Rx,
    cx: &Cx,
    (shop, goods): (Id<Shop>, Vec<(Offer, i64)>),
    ask: &Ask,
) -> Result<Part, No> {
    let terms = *cx.wired::<Terms>()?;
    let kept = catalog::shop(rx, cx, &ShopKey::Id(shop))?;
    let mut basket = Basket {
        goods: goods.iter().map(|(offer, quantity)| priced(offer, *quantity)).collect(),
        delivery: Money::zero(kept.currency),
        commission: Rate::basis_points(terms.commission),
    };
    let worth = pricing::price(&basket).map_err(unpriceable)?.goods;
    let grams = goods
        .iter()
        .map(|(offer, quantity)| offer.grams.unwrap_or(0).saturating_mul(*quantity))
        .fold(0, i64::saturating_add);
    let choices = shipping::choices(rx, shop, &ask.to, grams, worth)?;
    let chosen = choose(&choices, shop, &ask.deliveries)?;
    basket.delivery = chosen.fee;
    let Bill { lines, goods: worth, tax, total, commission, trace, .. } =
        pricing::price(&basket).map_err(unpriceable)?;
    let lines = goods
        .into_iter()
        .zip(lines)
        .map(|((offer, quantity), line)| Line {
            variant: offer.variant,
            listing: offer.listing,
            title: offer.title,
            options: offer.options,
            quantity,
            source: line.source,
            unit: line.unit,
            total: line.total,
            tax: line.tax,
            version: offer.version,
        })
        .collect();
    Ok(Part {
        shop,
        name: kept.name,
        lines,
        choices,
        chosen,
        goods: worth,
        total,
        tax,
        commission,
        from: From { country: kept.country, ship_days: kept.ship_days },
        cash: kept.cash_on_delivery,
        trace,
    })
}

/// What so many of one offer cost, delivered the cheapest way: the price a listing's page shows.
///
/// # Errors
/// As [`quote`].
pub fn of_one(rx: &mut Rx, cx: &Cx, (offer, quantity): (Offer, i64), to: &Destination) -> Result<Part, No> {
    let (cart, deliveries, which) = (Id::from_uid(kernel::Uid([0; 16])), Vec::new(), Which::Everything);
    let ask = Ask { cart, to: to.clone(), deliveries, which };
    one_part(rx, cx, (offer.shop, vec![(offer, quantity)]), &ask)
}

/// The list price is what was asked before, where the shop shows one; the price now is then a sale.
fn priced(offer: &Offer, quantity: i64) -> Goods {
    let list = offer.compare_at.filter(|before| before.amount > offer.price.amount).unwrap_or(offer.price);
    let offered = vec![Offered { source: Source::Sale, unit: offer.price }];
    Goods { list, offered, quantity, tax: Rate::basis_points(offer.tax_rate) }
}

fn choose(choices: &[Choice], shop: Id<Shop>, wanted: &[Delivery]) -> Result<Choice, Refusal> {
    let found = match wanted.iter().find(|delivery| delivery.shop == shop) {
        Some(delivery) => choices.iter().find(|choice| choice.id == delivery.choice),
        None => choices.first(),
    };
    found.cloned().ok_or_else(|| {
        Refusal::field("/deliveries", "unknown_choice", "The shop does not offer this way of delivery here.")
            .allowing(choices.iter().map(|choice| choice.id.to_string()))
    })
}

pub(crate) fn empty_cart() -> Refusal {
    Refusal::conflict("empty_cart", "There is nothing in this cart yet.")
}

pub(crate) fn not_offered(variant: Id<Variant>) -> Refusal {
    let detail = format!("{variant} is not offered any more; take it out of the cart. Nothing was charged.");
    Refusal::conflict("not_offered", detail)
}

pub(crate) fn sold_out(offer: &Offer) -> Refusal {
    let left = offer.available.max(0);
    let detail = format!("Of \u{201c}{}\u{201d} only {left} are left. Nothing was charged.", offer.title);
    Refusal::conflict("sold_out", detail)
}

fn unpriceable(error: PriceError) -> No {
    Refusal::conflict("price", format!("This cart has no price: {error}. Nothing was charged.")).into()
}
