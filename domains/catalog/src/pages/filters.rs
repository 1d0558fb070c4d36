//! The filters of a list: a sheet over it, and the same as a page.

use kernel::Currency;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Act, Button, Choice, Field, Icon, Kind, Sheet, Tick};

use super::finding::Found;
use super::named;
use super::wish::Wish;
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
                hint: Some(reader.t("find-stock-hint").into()),
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
    let named = |one: &'static Category| Choice { value: one.slug.into(), text: named(reader, one).into() };
    let choices = std::iter::once(any).chain(offered.into_iter().map(named)).collect();
    Field {
        kind: Kind::Select(choices),
        value: here.map_or("", |here| here.slug).into(),
        ..Field::new("category", reader.t("find-category"))
    }
    .render()
}
