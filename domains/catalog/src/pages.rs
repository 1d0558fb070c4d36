//! The pages of looking around: the front page, categories, results, one listing, one shop; and what search engines
//! are told. They show what this crate's readings answer and hold no rule of their own.

mod card;
mod directory;
mod filters;
mod finding;
mod home;
mod listing;
mod results;
mod sharing;
mod shop;
mod studio;
mod windows;
mod wish;

pub use home::{Fresh, Front, fresh, front};
pub use results::instead;
pub use windows::{Windows, windows};

use kernel::Actor;
use locale::{Reader, Texts};
use maud::{Markup, html};
use media::Portrait;
use web::page::{Stands, Tab};
use web::parts::{Icon, Size, Text, icon};
use web::{Access, PageRoute, Visitor};

use crate::categories::Category;

/// Their words.
pub(crate) const TEXTS: Texts = locale::texts!("catalog");

/// Where the goods are.
pub(crate) const TABS: &[Tab] = &[
    Tab {
        path: "/shop",
        icon: Icon::Storefront,
        key: "tab-shop",
        rank: 20,
        shown: everybody,
        stands: Stands::Always,
    },
    studio::TAB,
];

/// What the catalogue puts into others' pages.
pub(crate) const SLOTS: &[web::page::Slot] = &[
    web::page::Slot { place: "me.rooms", fill: studio::room },
    web::page::Slot { place: "door.sight", fill: home::sight },
];

const fn everybody(_: &Actor) -> bool {
    true
}

pub(crate) fn pages() -> Vec<PageRoute> {
    let mut pages = browsing();
    pages.extend(studio::pages());
    pages
}

fn browsing() -> Vec<PageRoute> {
    let all = Access::Public;
    vec![
        PageRoute::get("/shop", all, home::show),
        PageRoute::get("/c/{category}", all, results::category),
        PageRoute::get("/search", all, results::found),
        PageRoute::get("/search/filters", all, results::filters),
        PageRoute::get("/p/{listing}", all, listing::show),
        PageRoute::get("/shops/{shop}", all, shop::front),
        PageRoute::get("/robots.txt", all, directory::robots).cookieless(),
        PageRoute::get("/sitemap.xml", all, directory::sitemap).cookieless().cost(20),
    ]
}

/// A field to search by, where the masthead has none: on phones, and within a shop.
fn search_field(label: &str, action: &str, words: &str, phone_only: bool) -> Markup {
    html! {
        form.read.mob[phone_only] role="search" action=(action) aria-label=(label) {
            label.searchbox {
                (icon(Icon::MagnifyingGlass))
                span.vh { (label) }
                input type="search" name="query" maxlength="200" placeholder=(label) value=(words);
            }
        }
    }
}

/// A category by its name.
fn named(reader: &Reader, category: &Category) -> String {
    reader.word_of([category.english, category.chinese, category.filipino])
}

/// A country by its name, as it stands within a sentence.
fn place(reader: &Reader, country: &str) -> String {
    let key = format!("place-{country}");
    if reader.has(&key) { reader.t(&key) } else { reader.country(country) }
}

/// One of the faces' colours, always the same for one thing.
const fn hue(uid: kernel::Uid) -> u8 {
    uid.0[15]
}

/// Where a page finds a shop's picture.
fn face(visitor: &Visitor, portrait: Option<Portrait>, size: Size) -> Option<Text<'static>> {
    Some(media::on_pages(visitor).face(portrait, size)?.into())
}

/// Plain text as its writer broke it into paragraphs and lines, marked as theirs.
fn told(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    html! {
        div.read.stack.g3 translate="no" {
            @for paragraph in lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()) {
                p {
                    @for (nth, line) in paragraph.iter().enumerate() {
                        @if nth > 0 { br; }
                        (line)
                    }
                }
            }
        }
    }
}
