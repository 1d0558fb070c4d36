//! Posts, people and shops that were found (B5), and the tabs that lead from one kind to another, with what each holds
//! for whoever looks.

use catalog::ShopView;
use db::{No, Rx};
use kernel::{Cursor, Cx, Limit};
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Address;
use serde::Deserialize;
use social::Below;
use utoipa::IntoParams;
use web::page::{Asked, Slot};
use web::parts::{
    Act, Button, Empty, Face, Icon, Link, Pager, Scene, Segment, Segments, ShopFace, Size, Who, icon,
};
use web::{Access, Answer, PageRoute, Paging, Query, Reply, Sheet, Visitor};

use super::{Counts, Found, Named, Thing, Wish, counts, find, listings};
use crate::saved;
use crate::search::told::What;

pub(crate) const KINDS: Slot = Slot { place: "find.kinds", fill: beside_things };

pub(crate) fn pages() -> Vec<PageRoute> {
    let mut pages = saved::pages::pages();
    pages.extend([
        PageRoute::get("/search/posts", Access::Public, posts),
        PageRoute::get("/search/people", Access::Public, people),
        PageRoute::get("/search/shops", Access::Public, shops),
        PageRoute::get("/search/words", Access::Public, super::api::words_here),
    ]);
    pages
}

/// What an address says.
#[derive(Deserialize, IntoParams)]
struct Fields {
    query: Option<String>,
    exactly: Option<String>,
    after: Option<String>,
}

const fn path(what: What) -> &'static str {
    match what {
        What::Post => "/search/posts",
        What::Person => "/search/people",
        What::Shop => "/search/shops",
    }
}

fn at(path: &str, words: &str) -> String {
    saved::pages::address(path, [("query", words)])
}

struct Seen {
    wish: Wish,
    found: Found,
    below: Vec<Below>,
    counts: Option<Counts>,
    things: Option<u64>,
}

fn look(rx: &mut Rx, cx: &Cx, (wish, asked): &(Wish, Asked)) -> Result<Seen, No> {
    let found = find(rx, cx, wish)?;
    let posts = found.page.data.iter().filter_map(|thing| match thing {
        Thing::Post(post) => Some(post.id),
        Thing::Person(_) | Thing::Shop(_) => None,
    });
    let below = social::below(rx, cx, asked, posts)?;
    let is_words = !wish.words.is_empty();
    let counts = if is_words { counts(rx, cx, &wish.words)? } else { None };
    let things = if is_words { listings(cx, &wish.words)? } else { None };
    Ok(Seen { wish: wish.clone(), found, below, counts, things })
}

async fn posts(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    show(visitor, What::Post, fields).await
}

async fn people(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    show(visitor, What::Person, fields).await
}

async fn shops(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    show(visitor, What::Shop, fields).await
}

async fn show(visitor: Visitor, what: What, fields: Fields) -> Answer<Reply> {
    let typed = fields.query.unwrap_or_default();
    let words: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: String = words.trim().chars().take(super::MAX_QUERY).collect();
    let after = fields.after.and_then(|text| Cursor::parse(&text).ok());
    let exactly = fields.exactly.is_some_and(|text| !text.is_empty());
    let wish = Wish { what, words, exactly, paging: Paging { limit: Limit::DEFAULT, after } };
    visitor.show((wish, visitor.asked()), look, |visitor, seen| sheet(visitor, &seen)).await
}

fn sheet(visitor: &Visitor, seen: &Seen) -> Sheet {
    let (reader, wish) = (visitor.reader(), &seen.wish);
    let key = match (wish.words.is_empty(), wish.what) {
        (true, _) => "found-title",
        (_, What::Post) => "found-posts-title",
        (_, What::Person) => "found-people-title",
        (_, What::Shop) => "found-shops-title",
    };
    let title = reader.say(key, &[("words", wish.words.as_str().into())]);
    let label = reader.t("frame-search");
    let main = html! {
        div.stack {
            h1 { (title) }
            form.read role="search" action=(path(wish.what)) aria-label=(title) {
                label.searchbox {
                    (icon(Icon::MagnifyingGlass))
                    span.vh { (label) }
                    input type="search" name="query" maxlength="200" placeholder=(label) value=(wish.words);
                }
            }
            @if !wish.words.is_empty() {
                (tabs(reader, &wish.words, Some(wish.what), seen.counts, seen.things))
            }
            (honest(reader, seen))
            @if seen.found.page.data.is_empty() { (nothing(reader, seen)) } @else { (list(visitor, seen)) (pager(reader, seen)) }
        }
    };
    Sheet::new(title, main)
        .tab("/shop")
        .searching(wish.words.clone())
        .head(html! { meta name="robots" content="noindex, follow"; })
}

/// The kinds, each with how many there are for whoever looks, as far as that is known.
fn tabs(
    reader: &Reader,
    words: &str,
    here: Option<What>,
    counts: Option<Counts>,
    things: Option<u64>,
) -> Markup {
    let written = |n: u64| reader.number(i64::try_from(n).unwrap_or(i64::MAX));
    let segment = |href: &str, key: &str, current: bool, count: Option<u64>| Segment {
        href: at(href, words).into(),
        text: reader.t(key).into(),
        current,
        // Nothing is no number.
        count: count.filter(|n| *n > 0).map(|n| written(n).into()),
    };
    let told =
        |what: What, key: &str, count: Option<u64>| segment(path(what), key, here == Some(what), count);
    let items = vec![
        segment("/search", "found-things", here.is_none(), things),
        told(What::Post, "found-posts", counts.map(|counts| counts.posts)),
        told(What::Person, "found-people", counts.map(|counts| counts.people)),
        told(What::Shop, "found-shops", counts.map(|counts| counts.shops)),
    ];
    Segments { label: reader.t("found-kinds").into(), items }.render()
}

/// Above a list of things: the way to the other kinds. How many things there are, the list's own heading says.
fn beside_things(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let words = asked.query("query").unwrap_or_default();
    let words = words.trim();
    if words.is_empty() || words.chars().count() > super::MAX_QUERY || !asked.here.starts_with("/search?") {
        return Ok(html! {});
    }
    let counts = counts(rx, cx, words)?;
    Ok(tabs(&asked.reader, words, None, counts, None))
}

/// What was looked for instead of what was typed.
fn honest(reader: &Reader, seen: &Seen) -> Markup {
    let (found, words) = (&seen.found, seen.wish.words.as_str());
    if found.page.data.is_empty() {
        return html! {};
    }
    let exact = saved::pages::address(path(seen.wish.what), [("query", words), ("exactly", "1")]);
    catalog::instead(reader, (&found.meant, found.whole), exact, words)
}

fn list(visitor: &Visitor, seen: &Seen) -> Markup {
    let things = &seen.found.page.data;
    if seen.wish.what == What::Post {
        let posts = things.iter().filter_map(|thing| match thing {
            Thing::Post(post) => Some(post),
            Thing::Person(_) | Thing::Shop(_) => None,
        });
        return html! {
            div.two {
                @for (post, below) in posts.zip(&seen.below) { (social::card(visitor, post, below)) }
            }
        };
    }
    let at = media::on_pages(visitor);
    html! {
        ul.three translate="no" {
            @for thing in things {
                @match thing {
                    Thing::Person(one) => { li { (person(&at, one)) } }
                    Thing::Shop(one) => { li { (shop(&at, one)) } }
                    Thing::Post(_) => {}
                }
            }
        }
    }
}

fn person(at: &Address, one: &Named) -> Markup {
    let (name, hue, size) = (one.name.as_str(), one.id.uid().0[15], Size::Usual);
    let picture = at.face(one.face, size).map(Into::into);
    Who {
        face: Face { name: name.into(), hue, size, picture }.render(),
        name: name.into(),
        about: Some(format!("@{}", one.handle).into()),
        href: Some(format!("/people/{}", one.handle).into()),
    }
    .render()
}

fn shop(at: &Address, one: &ShopView) -> Markup {
    let (name, hue, size) = (one.name.as_str(), one.id.uid().0[15], Size::Usual);
    let picture = at.face(one.face, size).map(Into::into);
    Who {
        face: ShopFace { name: name.into(), hue, size, picture }.render(),
        name: name.into(),
        about: None,
        href: Some(format!("/shops/{}", one.handle).into()),
    }
    .render()
}

fn pager(reader: &Reader, seen: &Seen) -> Markup {
    let (wish, here) = (&seen.wish, path(seen.wish.what));
    let (next, is_first) = (seen.found.page.next.as_deref(), wish.paging.after.is_none());
    if next.is_none() && is_first {
        return html! {};
    }
    let words = wish.words.as_str();
    Pager {
        label: reader.t("find-pages").into(),
        previous: (!is_first).then(|| Link::new(at(here, words), reader.t("find-start"))),
        next: next.map(|after| {
            let href = saved::pages::address(here, [("query", words), ("after", after)]);
            Link::new(href, reader.say("find-next", &[("n", (Limit::DEFAULT.probe() - 1).into())]))
        }),
        ..Pager::default()
    }
    .render()
}

/// Nothing: what was looked for, and one way on that finds something.
fn nothing(reader: &Reader, seen: &Seen) -> Markup {
    let wish = &seen.wish;
    let said: &[_] = &[("words", wish.words.as_str().into())];
    let (title, text) = match (wish.words.is_empty(), seen.found.is_ready, wish.what) {
        (true, ..) => (reader.t("found-begin-title"), reader.t("found-begin")),
        (_, false, _) => (reader.t("found-building-title"), reader.t("found-building")),
        (.., What::Post) => (reader.t("found-none-title"), reader.say("found-none-posts", said)),
        (.., What::Person) => (reader.t("found-none-title"), reader.say("found-none-people", said)),
        (.., What::Shop) => (reader.t("found-none-title"), reader.say("found-none-shops", said)),
    };
    Empty {
        scene: Scene::Reflection,
        title: title.into(),
        whole_page: false,
        text: text.into(),
        action: Some(elsewhere(reader, seen)),
        example: None,
    }
    .render()
}

/// Where most of it is; else with the longest word alone; else everything that is for sale.
fn elsewhere(reader: &Reader, seen: &Seen) -> Button<'static> {
    let words = seen.wish.words.as_str();
    let counts = seen.counts.unwrap_or_default();
    let kinds = [
        ("/search", "found-look-things", seen.things.unwrap_or(0)),
        ("/search/posts", "found-look-posts", counts.posts),
        ("/search/people", "found-look-people", counts.people),
        ("/search/shops", "found-look-shops", counts.shops),
    ];
    let most =
        kinds.into_iter().rev().filter(|(href, ..)| *href != path(seen.wish.what)).max_by_key(|kind| kind.2);
    if let Some((href, key, n)) = most.filter(|(.., n)| *n > 0) {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        return Button::go(reader.say(key, &[("n", n.into())]), Act::to(at(href, words)));
    }
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.iter().max_by_key(|word| word.chars().count()) {
        Some(word) if all.len() > 1 => {
            let text = reader.say("find-widen-word", &[("word", (*word).into())]);
            Button::go(text, Act::to(at(path(seen.wish.what), word)))
        }
        _ => Button::go(reader.t("find-widen-goods"), Act::to("/search")).icon(Icon::Storefront),
    }
}
