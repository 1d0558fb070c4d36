//! The head of every page, in the same order everywhere: brand, tabs, search, language, cart.

use maud::{Markup, Render, html};

use super::{Icon, Link, Text, icon, icon_filled};

/// What the head of a page shows.
#[derive(Clone, Debug, Default)]
pub enum Bar<'a> {
    /// Brand and everything else.
    #[default]
    Full,
    /// On a phone a way back and the page's name stand in the brand's place.
    Back {
        /// Where "back" leads when there is no history.
        href: Text<'a>,
        /// "Back".
        label: Text<'a>,
        /// The page's name.
        title: Text<'a>,
    },
    /// Brand and help only: money, sign-in, the studio.
    Minimal {
        /// Where help is.
        help: Link<'a>,
    },
}

/// The head of a page.
#[derive(Clone, Debug, Default)]
pub struct Masthead<'a> {
    /// What it shows.
    pub bar: Bar<'a>,
    /// The market's name, beside the arch.
    pub market: Text<'a>,
    /// What the brand's link is called: "Rialto, home".
    pub home: Text<'a>,
    /// What the tabs are together: "Main".
    pub nav: Text<'a>,
    /// The tabs: only rooms that exist.
    pub tabs: Vec<Tab<'a>>,
    /// The search, if there is one.
    pub search: Option<Search<'a>>,
    /// The way to the other languages.
    pub language: Option<Language<'a>>,
    /// What else stands at the right: a [`Cart`].
    pub tools: &'a [Markup],
}

/// A room of the market.
#[derive(Clone, Debug)]
pub struct Tab<'a> {
    /// Where it is.
    pub href: Text<'a>,
    /// Its name, always shown.
    pub text: Text<'a>,
    /// Its icon on a phone; filled where one stands.
    pub icon: Icon,
    /// Whether this page is in it.
    pub current: bool,
    /// How much is new there, after its name.
    pub mark: Option<&'a Markup>,
}

/// How much is new behind a tab. Its id lets a page swap it when more comes; with nothing new it is there and empty.
#[derive(Clone, Debug)]
pub struct TabMark<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// The number as it is shown; nothing where there is none.
    pub count: Option<Text<'a>>,
    /// What it means, to be heard after the tab's name: "2 new notices".
    pub label: Text<'a>,
}

/// Where one searches: a form that posts nothing. Without the field (a phone) its address is a page with the field.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    /// Where the question goes, as `?query=`.
    pub action: Text<'a>,
    /// "Search goods, posts and people".
    pub label: Text<'a>,
    /// What was asked.
    pub value: Text<'a>,
}

/// The language that is spoken.
#[derive(Clone, Debug)]
pub struct Language<'a> {
    /// Where one chooses.
    pub href: Text<'a>,
    /// Short: `EN`, `中`, `FIL`.
    pub short: Text<'a>,
    /// Long: "Language: English".
    pub label: Text<'a>,
}

/// The cart, and how much is in it.
#[derive(Clone, Debug)]
pub struct Cart<'a> {
    /// Where it is.
    pub href: Text<'a>,
    /// "Cart, 3 items": the number is part of the name.
    pub label: Text<'a>,
    /// How many.
    pub count: u32,
}

impl Render for Masthead<'_> {
    fn render(&self) -> Markup {
        html! {
            header.masthead {
                div.wrap {
                    @match &self.bar {
                        Bar::Full => { (self.brand()) (self.tabs()) (self.tools()) }
                        Bar::Back { href, label, title } => {
                            a.icon.mob href=(href) aria-label=(label) { (icon(Icon::ArrowLeft)) }
                            span.mob.grow.clip.serif.small aria-hidden="true" { (title) }
                            span.desk { (self.brand()) }
                            (self.tabs())
                            (self.tools())
                        }
                        Bar::Minimal { help } => {
                            (self.brand())
                            a.push.link.help href=(help.href) { (help.text) }
                        }
                    }
                }
            }
        }
    }
}

impl Masthead<'_> {
    fn brand(&self) -> Markup {
        html! {
            a.brand href="/" aria-label=(self.home) {
                svg viewBox="0 0 32 24" aria-hidden="true" {
                    path d="M0 22v-5L12 8V5l4-4 4 4v3l12 9v5h-6a10 8.5 0 0 0-20 0Z" {}
                }
                span aria-hidden="true" translate="no" { (self.market) }
            }
        }
    }

    fn tabs(&self) -> Markup {
        html! {
            @if !self.tabs.is_empty() {
                nav.tabs aria-label=(self.nav) {
                    @for tab in &self.tabs {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            @if tab.current { (icon_filled(tab.icon)) } @else { (icon(tab.icon)) }
                            span { (tab.text) }
                            @if let Some(mark) = tab.mark { (mark) }
                        }
                    }
                }
            }
        }
    }

    fn tools(&self) -> Markup {
        html! {
            @if let Some(search) = &self.search { form.desk.grow role="search" action=(search.action) aria-label=(search.label) { (search.field()) } }
            div.row.push.g0 {
                @if let Some(search) = &self.search {
                    a.icon.mob href=(search.action) aria-label=(search.label) { (icon(Icon::MagnifyingGlass)) }
                }
                @if let Some(language) = &self.language {
                    a.btn.bare.sm href=(language.href) {
                        (icon(Icon::Translate)) span translate="no" { (language.short) } span.vh { ", " (language.label) }
                    }
                }
                @for tool in self.tools { (tool) }
            }
        }
    }
}

impl Search<'_> {
    fn field(&self) -> Markup {
        html! {
            label.searchbox {
                (icon(Icon::MagnifyingGlass))
                span.vh { (self.label) }
                input type="search" name="query" value=(self.value) placeholder=(self.label) maxlength="200" enterkeyhint="search";
            }
        }
    }
}

/// The search by itself: the page that the icon on a phone leads to.
impl Render for Search<'_> {
    fn render(&self) -> Markup {
        html! { form role="search" action=(self.action) aria-label=(self.label) { (self.field()) } }
    }
}

impl Render for TabMark<'_> {
    fn render(&self) -> Markup {
        html! {
            span id=(self.id) {
                @if let Some(count) = &self.count {
                    span.count.num.mob aria-hidden="true" { (count) } span.vh { ", " (self.label) }
                }
            }
        }
    }
}

/// By itself: what a page swaps when something was put in.
impl Render for Cart<'_> {
    fn render(&self) -> Markup {
        html! {
            a #cart-count .icon href=(self.href) aria-label=(self.label) {
                (icon(Icon::ToteSimple))
                span.count.num aria-hidden="true" data-n=(self.count) hidden[self.count == 0] { (self.count) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    fn full<'a>(bar: Bar<'a>, tools: &'a [Markup]) -> Masthead<'a> {
        Masthead {
            bar,
            market: "Rialto".into(),
            home: "Rialto, home".into(),
            nav: "Main".into(),
            tabs: vec![
                Tab { href: "/".into(), text: "Home".into(), icon: Icon::House, current: true, mark: None },
                Tab {
                    href: "/shop".into(),
                    text: HOSTILE.into(),
                    icon: Icon::Storefront,
                    current: false,
                    mark: None,
                },
            ],
            search: Some(Search {
                action: "/search".into(),
                label: "Search goods".into(),
                value: HOSTILE.into(),
            }),
            language: Some(Language {
                href: "/language".into(),
                short: "EN".into(),
                label: "Language: English".into(),
            }),
            tools,
        }
    }

    #[test]
    fn the_head_of_a_page_names_where_one_is_and_what_is_in_the_cart() {
        let three = Cart { href: "/cart".into(), label: "Cart, 3 items".into(), count: 3 };
        holds(
            &of(&full(Bar::Full, &[three.render()])),
            &[
                "<nav class=\"tabs\" aria-label=\"Main\"><a href=\"/\" aria-current=\"page\">",
                "#house-fill",
                "aria-label=\"Cart, 3 items\"",
                "aria-hidden=\"true\" data-n=\"3\">3</span>",
                "<span class=\"vh\">, Language: English</span>",
                "role=\"search\"",
            ],
        );
    }

    #[test]
    fn an_empty_cart_shows_no_number() {
        let cart = Cart { href: "/cart".into(), label: "Cart, empty".into(), count: 0 };
        holds(&of(&cart), &["data-n=\"0\" hidden>0</span>"]);
    }

    #[test]
    fn a_tab_says_in_its_name_how_much_is_new_there_and_with_nothing_new_says_nothing() {
        let two = TabMark { id: "new".into(), count: Some("2".into()), label: "2 new notices".into() };
        let shown = "<span id=\"new\"><span class=\"count num mob\" aria-hidden=\"true\">2</span><span class=\"vh\">, 2 new notices</span></span>";
        holds(&of(&two), &[shown]);
        holds(&of(&TabMark { count: None, ..two }), &["<span id=\"new\"></span>"]);
    }

    #[test]
    fn a_way_back_is_named_and_where_money_moves_there_is_only_help() {
        let (href, label, title) = ("/shop".into(), "Back".into(), HOSTILE.into());
        holds(&of(&full(Bar::Back { href, label, title }, &[])), &["href=\"/shop\" aria-label=\"Back\""]);
        let minimal = of(&full(Bar::Minimal { help: Link::new("/help", "Help") }, &[]));
        holds(&minimal, &["class=\"push link help\" href=\"/help\">Help</a>"]);
        assert!(!minimal.contains("tabs") && !minimal.contains("search"));
    }
}
