//! What a list shows: one reading for the goods, the filters that lead somewhere, and help where nothing is found.

use std::collections::BTreeSet;

use db::{No, Rx};
use kernel::{Currency, Cx, Limit, Money, Page};
use maud::Markup;
use web::Paging;
use web::page::Asked;

use super::wish::Wish;
use crate::exchange::parse_price;
use crate::listings::finder::Hits;
use crate::listings::{self, Card, Looked, Search};
use crate::shops::{self, ShopKey, ShopView};

/// An amount of the filter that cannot be right: which field, and the key of what to say.
pub(super) type Wrong = (&'static str, &'static str);

/// A list and what stands around it.
pub(super) struct Found {
    pub wish: Wish,
    pub page: Page<Card>,
    /// The bounds that were meant, from and to.
    pub bounds: (Option<Money>, Option<Money>),
    pub wrong: Vec<Wrong>,
    /// In which currency prices are compared.
    pub currency: Currency,
    /// All that shops sell in.
    pub currencies: Vec<Currency>,
    /// Slugs of categories in which something is to be seen.
    pub filled: BTreeSet<String>,
    /// Shops that have most of it, with how much: where the list is not bound to one.
    pub shops: Vec<(ShopView, u64)>,
    /// The shop that the list is bound to.
    pub shop: Option<ShopView>,
    /// Something that is there, where nothing was found.
    pub example: Option<Card>,
    /// What the floors above put beside the list: a search to be kept.
    pub actions: Vec<Markup>,
    /// What else there is by the same words than what is for sale.
    pub kinds: Vec<Markup>,
    /// How many there are of what, and what was looked for instead: what the index knows, where there is one.
    pub hits: Option<Hits>,
}

/// Finds it.
pub(super) fn find(rx: &mut Rx, cx: &Cx, (wish, asked): &(Wish, Asked)) -> Result<Found, No> {
    let mut found = list(rx, cx, wish)?;
    found.actions = asked.fill(rx, cx, "find.actions")?;
    found.kinds = asked.fill(rx, cx, "find.kinds")?;
    Ok(found)
}

/// The same without what others put beside it.
pub(super) fn list(rx: &mut Rx, cx: &Cx, wish: &Wish) -> Result<Found, No> {
    let key = wish.shop.as_deref().map(str::parse::<ShopKey>).transpose()?;
    let shop = key.as_ref().map(|key| shops::show(rx, cx, key)).transpose()?;
    let currencies = listings::currencies(rx)?;
    let usual = shop.as_ref().map(|shop| shop.currency).or(currencies.first().copied());
    let currency = wish.currency.or(usual).unwrap_or(Currency::PHP);
    let (bounds, wrong) = bounds(wish, currency);
    let minor = |money: Option<Money>| money.map(|money| money.amount);
    let mut search = Search { price_min: minor(bounds.0), price_max: minor(bounds.1), ..wish.search()? };
    if search.is_by_price() {
        search.currency = Some(currency);
    }
    let Looked { page, hits } = listings::look(rx, cx, &search, Some(currency))?;
    let example = if page.data.is_empty() { newest(rx, cx)? } else { None };
    let filled = listings::filled(rx)?;
    let shops = sellers(rx, cx, hits.as_ref(), shop.is_some())?;
    Ok(Found {
        wish: wish.clone(),
        page,
        bounds,
        wrong,
        currency,
        currencies,
        filled,
        shop,
        example,
        hits,
        shops,
        actions: Vec::new(),
        kinds: Vec::new(),
    })
}

/// The shops that have most of what was found.
fn sellers(rx: &mut Rx, cx: &Cx, hits: Option<&Hits>, is_bound: bool) -> Result<Vec<(ShopView, u64)>, No> {
    let counted = hits.filter(|_| !is_bound).map(|hits| hits.counts.shops.as_slice()).unwrap_or_default();
    let mut shops = Vec::new();
    for (shop, count) in counted {
        shops.push((shops::show(rx, cx, &ShopKey::Id(*shop))?, *count));
    }
    Ok(shops)
}

/// What came last, wherever it lies.
fn newest(rx: &mut Rx, cx: &Cx) -> Result<Option<Card>, No> {
    let Some(limit) = Limit::new(1) else { return Ok(None) };
    let page = listings::search(rx, cx, &Search::everything(Paging { limit, after: None }))?;
    Ok(page.data.into_iter().next())
}

/// The amounts as typed, in this currency. One that cannot be read bounds nothing and is named.
fn bounds(wish: &Wish, currency: Currency) -> ((Option<Money>, Option<Money>), Vec<Wrong>) {
    let mut wrong = Vec::new();
    let mut read = |field: &'static str, typed: &str| {
        // 1,000 as people write it.
        let figures: String = typed.chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '_')).collect();
        if figures.is_empty() {
            return None;
        }
        let amount = parse_price(&figures, currency).map(|amount| Money::new(amount, currency));
        if amount.is_err() {
            wrong.push((field, "find-price-wrong"));
        }
        amount.ok()
    };
    let (least, most) = (read("min", &wish.min), read("max", &wish.max));
    match (least, most) {
        (Some(low), Some(high)) if low.amount > high.amount => {
            wrong.push(("min", "find-price-order"));
            ((None, None), wrong)
        }
        both => (both, wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them_or_named() {
        let of = |min: &str, max: &str| {
            let wish = Wish { min: min.into(), max: max.into(), ..Wish::default() };
            let ((least, most), wrong) = bounds(&wish, Currency::PHP);
            (least.map(|money| money.amount), most.map(|money| money.amount), wrong)
        };
        assert_eq!(of("1,000", "2 500.50"), (Some(100_000), Some(250_050), vec![]));
        assert_eq!(of("", ""), (None, None, vec![]));
        assert_eq!(of("cheap", "5"), (None, Some(500), vec![("min", "find-price-wrong")]));
        assert_eq!(
            of("-1", "0.001"),
            (None, None, vec![("min", "find-price-wrong"), ("max", "find-price-wrong")])
        );
        assert_eq!(of("6", "5"), (None, None, vec![("min", "find-price-order")]));
    }
}
