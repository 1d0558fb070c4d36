//! Lists: what a search found, a category, and their filters as a page for browsers without the script.

use axum::http::StatusCode;
use kernel::Money;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Act, Breadcrumb, Button, Chip, Empty, Icon, Link, Pager, Scene};
use web::{Answer, Path, Query, Reply, Sheet, Visitor};

use super::finding::{Found, find};
use super::wish::{self, Fields, Wish};
use super::{card, filters, named, search_field, sharing};
use crate::categories::Category;
use crate::listings::Sort;
use crate::listings::finder::Meant;

/// `/search`.
pub(super) async fn found(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    visitor.show((Wish::of(fields)?, visitor.asked()), find, page).await
}

/// `/c/{category}`.
pub(super) async fn category(
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    let wish = Wish { category: Some(wish::category(&slug)?), ..Wish::of(fields)? };
    visitor.show((wish, visitor.asked()), find, page).await
}

/// `/search/filters`.
pub(super) async fn filters(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    let wish = Wish::of(fields)?;
    visitor
        .show((wish, visitor.asked()), find, |visitor, found| {
            let sheet = filters::sheet(visitor.reader(), &found);
            Sheet::new(visitor.t("find-narrow"), sheet.page())
                .tab("/shop")
                .back(found.wish.href())
                .head(sharing::unlisted())
        })
        .await
}

fn page(visitor: &Visitor, found: Found) -> Sheet {
    let reader = visitor.reader();
    if !found.wrong.is_empty() {
        let form = filters::sheet(reader, &found).page();
        let sheet = Sheet::new(reader.t("find-narrow"), form).tab("/shop").back(found.wish.href());
        return sheet.status(StatusCode::UNPROCESSABLE_ENTITY).head(sharing::unlisted());
    }
    let (wish, title) = (&found.wish, title(reader, &found.wish));
    let main = html! {
        div.stack {
            @if let Some(category) = wish.category { (way(reader, category)) }
            div.row.between.base.wrapx {
                h1 { (title) @if let Some(count) = count(reader, &found) { " " small.mut.sm { (count) } } }
                p.sm.mut { (reader.t(sorted(order_of(&found)))) }
            }
            @if wish.category.is_none() || !wish.words.is_empty() {
                (search_field(&reader.t("frame-search"), "/search", &wish.words, true))
            }
            @for kinds in &found.kinds { (kinds) }
            (narrowing(reader, &found))
            (honest(reader, &found))
            (shelf(visitor, &found))
            @if !found.actions.is_empty() { div.stack.g3 { @for action in &found.actions { (action) } } }
        }
    };
    let about = [("what", title.as_str().into()), ("market", visitor.market_name().into())];
    let about = reader.say("find-about", &about);
    // What nobody searched for by an address of its own is found through what it lists.
    let card = (wish.words.is_empty() && wish.after.is_none())
        .then(|| web::page::Card::of(wish.path(), title.as_str(), about.as_str()));
    let sheet = Sheet::new(title, main).tab("/shop").searching(wish.words.clone()).describing(about);
    let sheet = sheet.after(filters::sheet(reader, &found).render());
    match card {
        Some(card) => sheet.card(card),
        None => sheet.head(sharing::unlisted()),
    }
}

/// The list itself with the way on, or help.
pub(super) fn shelf(visitor: &Visitor, found: &Found) -> Markup {
    let reader = visitor.reader();
    html! {
        @if found.page.data.is_empty() { (nothing(reader, found)) }
        @else { (card::marking(visitor, &found.page.data, found.wish.since)) (pager(reader, found)) }
    }
}

fn title(reader: &Reader, wish: &Wish) -> String {
    match wish.category {
        _ if !wish.words.is_empty() => reader.say("find-words", &[("words", wish.words.as_str().into())]),
        Some(category) => named(reader, category),
        None => reader.t("find-all"),
    }
}

/// The order in which the list really stands: while the index is being built, the newest come first.
fn order_of(found: &Found) -> Sort {
    match found.wish.order() {
        Sort::Best if found.hits.is_none() => Sort::Newest,
        order => order,
    }
}

/// What was looked for instead of what was typed, and the way to the exact words.
fn honest(reader: &Reader, found: &Found) -> Markup {
    let Some(hits) = found.hits.as_ref().filter(|_| !found.page.data.is_empty()) else { return html! {} };
    let exact = found.wish.but(|wish| wish.exactly = true).href();
    instead(reader, (&hits.meant, hits.whole), exact, &found.wish.words)
}

/// What was looked for instead of some of the words, how many have all of them where the list goes on without, and the
/// way to the exact words; nothing where all was as typed.
pub fn instead(
    reader: &Reader,
    (meant, whole): (&[Meant], Option<u64>),
    exact: String,
    words: &str,
) -> Markup {
    if meant.is_empty() && whole.is_none() {
        return html! {};
    }
    html! {
        p.sm role="note" {
            @for meant in meant {
                @let instead: Vec<String> = meant.instead.iter().map(|word| format!("“{word}”")).collect();
                @let instead = reader.list(&instead);
                (reader.say("find-meant", &[("typed", meant.typed.as_str().into()), ("instead", instead.as_str().into())]))
                " "
            }
            @match whole {
                Some(0) => { (reader.t("find-partly")) " " }
                Some(n) => { (reader.say("find-whole", &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())])) " " }
                None => {}
            }
            (Link::new(exact, reader.say("find-exactly", &[("words", words.into())])))
        }
    }
}

/// How many there are: by the index, or where all of them are seen.
fn count(reader: &Reader, found: &Found) -> Option<String> {
    if let Some(hits) = &found.hits {
        let total = i64::try_from(hits.counts.total).unwrap_or(i64::MAX);
        return (total > 0).then(|| reader.say("find-count", &[("n", total.into())]));
    }
    let is_all = found.page.next.is_none() && found.wish.after.is_none() && !found.page.data.is_empty();
    is_all.then(|| reader.say("find-count", &[("n", found.page.data.len().into())]))
}

const fn sorted(sort: Sort) -> &'static str {
    match sort {
        Sort::Best => "find-sorted-best",
        Sort::Newest => "find-sorted-newest",
        Sort::Cheapest => "find-sorted-cheapest",
        Sort::Dearest => "find-sorted-dearest",
    }
}

/// The way from the front page to a category.
fn way(reader: &Reader, category: &'static Category) -> Markup {
    let mut above = Vec::new();
    let mut next = category.parent();
    while let Some(one) = next {
        above.push(Link::new(format!("/c/{}", one.slug), named(reader, one)));
        next = one.parent();
    }
    above.push(Link::new("/shop", reader.t("home-title")));
    above.reverse();
    Breadcrumb { label: reader.t("find-path").into(), above, here: named(reader, category).into() }.render()
}

/// What is under this category; filters and the order, one press each.
pub(super) fn narrowing(reader: &Reader, found: &Found) -> Markup {
    let wish = &found.wish;
    let under = wish.category.filter(|_| !wish.at_home).into_iter().flat_map(Category::children);
    let under: Vec<_> = under.filter(|one| found.filled.contains(one.slug)).collect();
    let shelves = shelves(found);
    html! {
        div.stack.g3 {
            @if !shelves.is_empty() && !wish.words.is_empty() && !wish.at_home {
                nav.rail aria-label=(reader.t("find-shelves")) {
                    @for (one, n) in shelves {
                        (Chip::link(counted(reader, &named(reader, one), n), wish.but(|wish| wish.category = Some(one)).href(), false))
                    }
                }
            } @else if let (Some(category), false) = (wish.category, under.is_empty()) {
                nav.rail aria-label=(reader.say("find-categories", &[("category", named(reader, category).as_str().into())])) {
                    @for one in under {
                        (Chip::link(named(reader, one), wish.but(|wish| wish.category = Some(one)).href(), false))
                    }
                }
            }
            nav.rail aria-label=(reader.t("find-list")) {
                (filters::button(reader, wish))
                @for chip in chips(reader, found) { (chip) }
            }
            @if by_price(found) && found.currencies.len() > 1 && !found.page.data.is_empty() {
                (one_currency(reader, found))
            }
        }
    }
}

/// The categories a step further down in which something of the list lies, with how much.
fn shelves(found: &Found) -> Vec<(&'static Category, u64)> {
    let counts = found.hits.as_ref().map(|hits| hits.counts.categories.as_slice()).unwrap_or_default();
    let here = found.wish.category;
    let under = |one: &'static Category| match here {
        None => one.parent().is_none(),
        Some(here) => one.parent() == Some(here),
    };
    counts.iter().copied().filter(|(one, _)| under(one)).collect()
}

/// "Kitchen, 12".
pub(super) fn counted(reader: &Reader, what: &str, n: u64) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    reader.say("find-counted", &[("what", what.into()), ("n", n.into())])
}

fn by_price(found: &Found) -> bool {
    matches!(found.wish.order(), Sort::Cheapest | Sort::Dearest)
        || found.bounds.0.is_some()
        || found.bounds.1.is_some()
}

/// That prices are of one currency, and the way to the others.
fn one_currency(reader: &Reader, found: &Found) -> Markup {
    let others = found.currencies.iter().filter(|one| **one != found.currency);
    html! {
        p.sm.mut {
            (reader.say("find-one-currency", &[("currency", reader.currency(found.currency).as_str().into())]))
            @for other in others {
                " "
                (Link::new(
                    found.wish.but(|wish| wish.currency = Some(*other)).href(),
                    reader.say("find-currency-to", &[("currency", reader.currency(*other).as_str().into())]),
                ))
            }
        }
    }
}

/// One press each: what is on goes off.
fn chips(reader: &Reader, found: &Found) -> Vec<Chip<'static>> {
    let wish = &found.wish;
    let mut chips = Vec::new();
    let mut chip = |text: String, other: Wish, on: bool| chips.push(Chip::link(text, other.href(), on));
    if let Some(shop) = found.shop.as_ref().filter(|_| !wish.at_home) {
        chip(shop.name.clone(), wish.but(|wish| wish.shop = None), true);
    }
    if let Some(category) = wish.category.filter(|_| !wish.path().starts_with("/c/")) {
        chip(named(reader, category), wish.but(|wish| wish.category = None), true);
    }
    if let Some(bound) = bound(reader, found) {
        let without = wish.but(|wish| (wish.min, wish.max) = (String::new(), String::new()));
        chip(bound, without, true);
    }
    chip(reader.t("find-stock"), wish.but(|wish| wish.in_stock = !wish.in_stock), wish.in_stock);
    let orders = [
        (Sort::Newest, "find-sort-newest"),
        (Sort::Cheapest, "find-sort-cheapest"),
        (Sort::Dearest, "find-sort-dearest"),
    ];
    let usual = Sort::usual(&wish.words);
    for (sort, key) in orders.into_iter().filter(|(sort, _)| *sort != usual) {
        let on = wish.order() == sort;
        chip(reader.t(key), wish.but(|wish| wish.sort = (!on).then_some(sort)), on);
    }
    chips
}

/// The price range in words.
fn bound(reader: &Reader, found: &Found) -> Option<String> {
    between(reader, found.bounds)
}

/// A range of prices in words.
pub(super) fn between(reader: &Reader, written: (Option<Money>, Option<Money>)) -> Option<String> {
    match (written.0.map(|money| reader.price(money)), written.1.map(|money| reader.price(money))) {
        (Some(least), Some(most)) => {
            let both = [("least", least.as_str().into()), ("most", most.as_str().into())];
            Some(reader.say("find-bound-between", &both))
        }
        (Some(least), None) => Some(reader.say("find-bound-least", &[("least", least.as_str().into())])),
        (None, Some(most)) => Some(reader.say("find-bound-most", &[("most", most.as_str().into())])),
        (None, None) => None,
    }
}

fn pager(reader: &Reader, found: &Found) -> Markup {
    let wish = &found.wish;
    let next = found.page.next.as_deref().and_then(|text| kernel::Cursor::parse(text).ok());
    if next.is_none() && wish.after.is_none() {
        return Markup::default();
    }
    let rows: i64 = kernel::Limit::DEFAULT.probe() - 1;
    let pager = Pager {
        label: reader.t("find-pages").into(),
        previous: wish.after.is_some().then(|| Link::new(wish.but(|_| ()).href(), reader.t("find-start"))),
        next: next.map(|after| {
            let on = Wish { after: Some(after), ..wish.clone() };
            Link::new(on.href(), reader.say("find-next", &[("n", rows.into())]))
        }),
        ..Pager::default()
    };
    pager.render()
}

/// Nothing: what was looked for, one way to look wider, and something that is there.
fn nothing(reader: &Reader, found: &Found) -> Markup {
    let wish = &found.wish;
    let words: &[_] = &[("words", wish.words.as_str().into())];
    let text =
        match (wish.words.is_empty(), wish.narrows() > 0 || (wish.is_narrow() && !wish.words.is_empty())) {
            _ if wish.after.is_some() => reader.t("find-none-further"),
            (false, true) => reader.say("find-none-words-narrow", words),
            (false, false) => reader.say("find-none-words", words),
            (true, true) => reader.t("find-none-narrow"),
            (true, false) => reader.t("find-none-here"),
        };
    let example = found.example.as_ref();
    Empty {
        scene: Scene::Reflection,
        title: reader.t("find-none-title").into(),
        whole_page: false,
        text: text.into(),
        action: Some(wider(reader, wish)),
        example: example
            .map(|card| reader.say("find-none-example", &[("title", card.title.as_str().into())]).into()),
    }
    .render()
}

/// The one step that finds more: without filters, with the longest word alone, or everything.
fn wider(reader: &Reader, wish: &Wish) -> Button<'static> {
    let to = |key: &str, other: Wish| Button::go(reader.t(key), Act::to(other.href()));
    if wish.after.is_some() {
        return to("find-start", wish.but(|_| ()));
    }
    if wish.narrows() > 0 || (wish.is_narrow() && !wish.words.is_empty()) {
        let without = Wish {
            words: wish.words.clone(),
            shop: wish.shop.clone().filter(|_| wish.at_home),
            at_home: wish.at_home,
            ..Wish::default()
        };
        let category = wish.category.filter(|_| wish.words.is_empty());
        return to("find-widen-all", Wish { category, ..without });
    }
    let words: Vec<&str> = wish.words.split_whitespace().collect();
    match words.iter().max_by_key(|word| word.chars().count()) {
        Some(word) if words.len() > 1 => {
            let only = wish.but(|wish| wish.words = (*word).to_owned());
            Button::go(reader.say("find-widen-word", &[("word", (*word).into())]), Act::to(only.href()))
        }
        _ => Button::go(reader.t("find-widen-goods"), Act::to("/search")).icon(Icon::Storefront),
    }
}
