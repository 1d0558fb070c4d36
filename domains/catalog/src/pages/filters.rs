//! The filters of a list: a sheet over it, and the same as a page.

use kernel::{Currency, Money};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Act, Button, Chip, Choice, Field, Icon, Kind, Sheet, Tick};

use super::finding::Found;
use super::wish::Wish;
use super::{named, results};
use crate::categories::{self, Category};

/// The sheet's id.
const ID: &str = "filters";

/// What opens it.
pub(super) fn button(reader: &Reader, wish: &Wish) -> Markup {
    let text = match wish.narrows() {
        0 => reader.t("find-filters"),
        n => reader.say("find-filters-on", &[("n", n.into())]),
    };
    let href = wish.but(|_| ()).at("/search/filters");
    let open = Act::Open { sheet: ID.into(), href: href.into() };
    Button::plain(text, open).icon(Icon::FunnelSimple).small().render()
}

/// The sheet.
pub(super) fn sheet(reader: &Reader, found: &Found) -> Sheet<'static> {
    Sheet {
        id: ID.into(),
        title: reader.t("find-narrow").into(),
        close: reader.t("find-filters-close").into(),
        body: form(reader, found),
    }
}

fn form(reader: &Reader, found: &Found) -> Markup {
    let wish = &found.wish;
    let action = if wish.at_home { wish.path() } else { "/search".into() };
    let kept = wish.pairs(&action).into_iter().filter(|(name, _)| match *name {
        "query" | "sort" => true,
        "shop" => !wish.at_home,
        "currency" => found.currencies.len() < 2,
        _ => false,
    });
    html! {
        (shortcuts(reader, found))
        form.stack method="get" action=(action) {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            (category(reader, found))
            div.stack.g1 {
                div.row.top.g3 {
                    div.grow { (amount(reader, found, "min", "find-price-min", &wish.min)) }
                    div.grow { (amount(reader, found, "max", "find-price-max", &wish.max)) }
                }
                small.mut { (reader.t("find-price-hint")) }
            }
            @if found.currencies.len() > 1 && !wish.at_home { (currency(reader, found)) }
            (Tick {
                name: "in_stock".into(),
                value: "1".into(),
                label: reader.t("find-stock").into(),
                hint: Some(stock(reader, found).into()),
                ticked: wish.in_stock,
                ..Tick::default()
            })
            div.row.wrapx {
                (Button::go(reader.t("find-filters-show"), Act::Send).grow())
                (Button::bare(reader.t("find-filters-clear"), Act::to(cleared(wish).href())))
            }
        }
    }
}

/// What is left out, and how much stays.
fn stock(reader: &Reader, found: &Found) -> String {
    let hint = reader.t("find-stock-hint");
    match &found.hits {
        Some(hits) => results::counted(reader, &hint, hits.counts.in_stock),
        None => hint,
    }
}

/// A category's name, with how much of the list lies there.
fn with_count(reader: &Reader, found: &Found, category: &'static Category) -> String {
    let counts = found.hits.as_ref().map(|hits| hits.counts.categories.as_slice()).unwrap_or_default();
    let known = counts.iter().find(|(one, _)| *one == category);
    known.map_or_else(
        || named(reader, category),
        |(_, n)| results::counted(reader, &named(reader, category), *n),
    )
}

/// One press each: prices and shops in which something of the list lies, with how much.
fn shortcuts(reader: &Reader, found: &Found) -> Markup {
    let wish = &found.wish;
    let counts = found.hits.as_ref().map(|hits| &hits.counts);
    let prices = counts.map(|counts| counts.prices.as_slice()).unwrap_or_default();
    html! {
        @if prices.len() > 1 {
            nav.rail aria-label=(reader.t("find-prices")) {
                @for (least, most, n) in prices { (price(reader, found, *least, *most, *n)) }
            }
        }
        @if found.shops.len() > 1 {
            nav.rail aria-label=(reader.t("find-shops")) {
                @for (shop, n) in &found.shops {
                    (Chip::link(
                        results::counted(reader, &shop.name, *n),
                        wish.but(|wish| wish.shop = Some(shop.handle.clone())).href(),
                        false,
                    ))
                }
            }
        }
    }
}

fn price(reader: &Reader, found: &Found, least: i64, most: Option<i64>, n: u64) -> Chip<'static> {
    let money = |amount| Money::new(amount, found.currency);
    let bounds = (Some(money(least)).filter(|_| least > 0), most.map(money));
    let text = results::between(reader, bounds).unwrap_or_default();
    let written = |money: Option<Money>| money.map(|money| money.to_string()).unwrap_or_default();
    let typed = |money: Option<Money>| written(money).split(' ').next().unwrap_or_default().to_owned();
    let narrow = found.wish.but(|wish| {
        (wish.min, wish.max) = (typed(bounds.0), typed(bounds.1));
        wish.currency = Some(found.currency).filter(|_| found.currencies.len() > 1);
    });
    Chip::link(results::counted(reader, &text, n), narrow.href(), false)
}

/// Without filters: the words, the order and the shop's own page stay.
fn cleared(wish: &Wish) -> Wish {
    let (shop, at_home) = (wish.shop.clone().filter(|_| wish.at_home), wish.at_home);
    Wish { words: wish.words.clone(), sort: wish.sort, shop, at_home, ..Wish::default() }
}

/// A bound of the price, in major units.
fn amount(reader: &Reader, found: &Found, name: &'static str, label: &str, typed: &str) -> Markup {
    let wrong = found.wrong.iter().find(|(field, _)| *field == name);
    let sign = reader.sign(found.currency);
    Field {
        kind: Kind::Decimal,
        value: typed.to_owned().into(),
        error: wrong.map(|(_, key)| reader.t(key).into()),
        longest: Some(20),
        prefix: (found.currencies.len() < 2 || found.wish.at_home).then(|| sign.into()),
        ..Field::new(name, reader.t(label))
    }
    .render()
}

fn currency(reader: &Reader, found: &Found) -> Markup {
    let choice =
        |one: &Currency| Choice { value: one.code().to_owned().into(), text: reader.currency(*one).into() };
    let choices = found.currencies.iter().map(choice).collect();
    Field {
        kind: Kind::Select(choices),
        value: found.currency.code().to_owned().into(),
        ..Field::new("currency", reader.t("find-currency"))
    }
    .render()
}

/// The categories at the top, and the way down to where the list is with what lies under it.
fn category(reader: &Reader, found: &Found) -> Markup {
    let here = found.wish.category;
    let filled = |one: &&'static Category| found.filled.contains(one.slug) || here == Some(*one);
    let mut offered: Vec<&'static Category> = Vec::new();
    for root in categories::roots().filter(filled) {
        offered.push(root);
        if here.is_some_and(|here| here.root() == root) {
            offered.extend(here.into_iter().filter(|here| *here != root));
            offered.extend(here.into_iter().flat_map(Category::children).filter(filled));
        }
    }
    let any = Choice { value: "".into(), text: reader.t("find-category-any").into() };
    let named = |one: &'static Category| Choice {
        value: one.slug.into(),
        text: with_count(reader, found, one).into(),
    };
    let choices = std::iter::once(any).chain(offered.into_iter().map(named)).collect();
    Field {
        kind: Kind::Select(choices),
        value: here.map_or("", |here| here.slug).into(),
        ..Field::new("category", reader.t("find-category"))
    }
    .render()
}
