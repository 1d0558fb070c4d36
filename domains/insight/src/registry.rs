//! Everything that may be counted, by name. What has no row here is refused; orders and refunds never have one.

use serde::{Deserialize, Serialize};

/// What somebody must have agreed to before a signal is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// The market cannot do without it.
    Necessary,
    /// Which pages are looked at, in sums.
    Analytics,
    /// What they look at shapes what they are shown.
    Personalisation,
    /// Whether what they were written about was of use.
    Marketing,
}

/// What a signal is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Nothing.
    Nothing,
    /// One thing of such a kind, by its prefix.
    One(&'static [&'static str]),
}

/// Who may tell of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Teller {
    /// The server, of a page it has shown, on paths that begin so.
    Server(&'static [&'static str]),
    /// The page's script, or a program.
    Page,
}

/// One kind of signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    /// As it is stored; never given twice.
    pub code: i64,
    /// As it is sent.
    pub name: &'static str,
    /// What must have been agreed to.
    pub class: Class,
    /// What it is about.
    pub about: About,
    /// Its number, least and most, if it has one.
    pub value: Option<(i64, i64)>,
    /// Who may tell of it.
    pub teller: Teller,
}

const fn page(code: i64, name: &'static str, about: About, paths: &'static [&'static str]) -> Event {
    Event { code, name, class: Class::Analytics, about, value: None, teller: Teller::Server(paths) }
}

const fn told(code: i64, name: &'static str, class: Class, about: About, value: Option<(i64, i64)>) -> Event {
    Event { code, name, class, about, value, teller: Teller::Page }
}

const GOODS: About = About::One(&["lst"]);
const SHOWN: About = About::One(&["lst", "pst", "shp"]);

/// The registry: at most forty names.
#[rustfmt::skip]
pub const EVENTS: &[Event] = &[
    // shown by the server; of a path the longest beginning counts, and `page` is every other one
    page(1,  "page",     About::Nothing,        &[]),
    page(2,  "front",    About::Nothing,        &["/"]),
    page(3,  "search",   About::Nothing,        &["/search", "/c/"]),
    page(4,  "listing",  GOODS,                 &["/p/"]),
    page(5,  "shop",     About::Nothing,        &["/shops/"]),
    page(6,  "post",     About::One(&["pst"]),  &["/posts/"]),
    page(7,  "cart",     About::Nothing,        &["/cart"]),
    page(8,  "checkout", About::Nothing,        &["/checkout"]),
    page(9,  "feed",     About::Nothing,        &["/feed", "/following"]),
    // told by the page's script, or by a program
    told(20, "seen",     Class::Personalisation, SHOWN,          None),                 // half of a card was in sight for a second
    told(21, "looked",   Class::Personalisation, SHOWN,          Some((1, 3_600))),     // seconds on a page, while it was in front
    told(22, "enlarged", Class::Personalisation, GOODS,          None),                 // a picture was looked at closely
    told(23, "shared",   Class::Analytics,       SHOWN,          None),                 // the browser's own way of sharing was used
    told(24, "reasoned", Class::Analytics,       SHOWN,          None),                 // rose paper was opened
    told(25, "tuned",    Class::Personalisation, About::Nothing, Some((0, 100))),       // a slider of the feed was moved
    told(26, "returned", Class::Marketing,       About::Nothing, None),                 // somebody came by what they were written
];

/// Where somebody was when it happened, or came from. Stored words: never renamed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SignalPlace)]
pub enum Place {
    /// From elsewhere, or not known.
    Direct,
    /// What was searched for, and categories.
    Search,
    /// The front page and the feed.
    Feed,
    /// A post.
    Post,
    /// A shop's page.
    Shop,
    /// A link that somebody shared.
    Shared,
    /// A listing's page.
    Listing,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Direct, Self::Search, Self::Feed, Self::Post, Self::Shop, Self::Shared, Self::Listing];

    /// As it is stored.
    pub const fn code(self) -> i64 {
        match self {
            Self::Direct => 0,
            Self::Search => 1,
            Self::Feed => 2,
            Self::Post => 3,
            Self::Shop => 4,
            Self::Shared => 5,
            Self::Listing => 6,
        }
    }

    /// Of a stored number; what is not known came from nowhere.
    pub fn of(code: i64) -> Self {
        Self::ALL.into_iter().find(|place| place.code() == code).unwrap_or(Self::Direct)
    }

    /// Of a page of ours, by its path.
    pub fn of_path(path: &str) -> Self {
        match shown(path).name {
            "front" | "feed" => Self::Feed,
            "search" => Self::Search,
            "post" => Self::Post,
            "shop" => Self::Shop,
            "listing" => Self::Listing,
            _ => Self::Direct,
        }
    }
}

/// The kind of this name that a page or a program may tell of.
pub fn named(name: &str) -> Option<&'static Event> {
    EVENTS.iter().find(|event| event.name == name && event.teller == Teller::Page)
}

/// The kind of this number.
pub fn numbered(code: i64) -> Option<&'static Event> {
    EVENTS.iter().find(|event| event.code == code)
}

/// What showing a page is called.
pub fn shown(path: &str) -> &'static Event {
    let holds = |beginning: &str| {
        if beginning.ends_with('/') && beginning.len() > 1 {
            path.starts_with(beginning)
        } else {
            path == beginning
        }
    };
    let of_path = |event: &&Event| matches!(event.teller, Teller::Server(paths) if paths.iter().any(|beginning| holds(beginning)));
    EVENTS.iter().find(of_path).unwrap_or(&EVENTS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_forty_kinds_each_with_a_name_and_a_number_of_its_own() {
        let mut names: Vec<_> = EVENTS.iter().map(|event| event.name).collect();
        let mut codes: Vec<_> = EVENTS.iter().map(|event| event.code).collect();
        names.sort_unstable();
        names.dedup();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((names.len(), codes.len()), (EVENTS.len(), EVENTS.len()));
        assert!(EVENTS.len() <= 40);
        for sold in ["order", "refund", "purchase", "payment"] {
            assert!(!names.contains(&sold), "{sold} comes from the log and the books, never as a signal");
        }
    }

    #[test]
    fn a_page_is_called_by_its_path() {
        let names: Vec<_> = [
            "/",
            "/search",
            "/c/tea",
            "/p/lst_1",
            "/shops/a",
            "/cart",
            "/checkout",
            "/me",
            "/searching",
            "/p",
        ]
        .map(|path| shown(path).name)
        .into();
        assert_eq!(
            names,
            ["front", "search", "search", "listing", "shop", "cart", "checkout", "page", "page", "page"]
        );
    }

    #[test]
    fn pages_tell_only_of_what_the_server_does_not_see() {
        assert!(named("seen").is_some() && named("listing").is_none() && named("order").is_none());
        assert_eq!(Place::of(Place::Shared.code()), Place::Shared);
        assert_eq!(Place::of(99), Place::Direct);
    }
}
