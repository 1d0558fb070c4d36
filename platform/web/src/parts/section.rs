//! What divides a page and leads through it: section heads, segments, the way here, pages of a list, the dateline.

use maud::{Markup, Render, html};

use super::Text;

/// Words that lead somewhere.
#[derive(Clone, Debug, Default)]
pub struct Link<'a> {
    /// Where.
    pub href: Text<'a>,
    /// The words.
    pub text: Text<'a>,
}

impl<'a> Link<'a> {
    /// These words, leading there.
    pub fn new(href: impl Into<Text<'a>>, text: impl Into<Text<'a>>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// A link in running text.
impl Render for Link<'_> {
    fn render(&self) -> Markup {
        html! { a.link href=(self.href) { (self.text) } }
    }
}

/// The head of a section: a line, the title hanging from it, at the end a link.
#[derive(Clone, Debug, Default)]
pub struct Folio<'a> {
    /// The title, an `h2`.
    pub title: Text<'a>,
    /// Its id, for `aria-labelledby` of the section.
    pub id: Option<Text<'a>>,
    /// How many, as written: "212".
    pub count: Option<Text<'a>>,
    /// A few words beside it.
    pub small: Option<Text<'a>>,
    /// Where to go on.
    pub link: Option<Link<'a>>,
}

impl<'a> Folio<'a> {
    /// Only a title.
    pub fn new(title: impl Into<Text<'a>>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// With a link at its end.
    pub fn link(self, href: impl Into<Text<'a>>, text: impl Into<Text<'a>>) -> Self {
        Self { link: Some(Link::new(href, text)), ..self }
    }
}

impl Render for Folio<'_> {
    fn render(&self) -> Markup {
        html! {
            div.folio {
                h2 id=[self.id.as_deref()] {
                    (self.title)
                    @if let Some(count) = &self.count { " " span.num { (count) } }
                }
                @if let Some(small) = &self.small { small.mut { (small) } }
                @if let Some(link) = &self.link { a href=(link.href) { (link.text) } }
            }
        }
    }
}

/// One choice of [`Segments`].
#[derive(Clone, Debug, Default)]
pub struct Segment<'a> {
    /// Where it leads.
    pub href: Text<'a>,
    /// Its name.
    pub text: Text<'a>,
    /// Whether it is the one that is shown.
    pub current: bool,
    /// How many wait there, as written.
    pub count: Option<Text<'a>>,
}

/// Filters of one list, or the pages of one room.
#[derive(Clone, Debug, Default)]
pub struct Segments<'a> {
    /// What they choose between: "Orders".
    pub label: Text<'a>,
    /// The choices.
    pub items: Vec<Segment<'a>>,
}

impl Render for Segments<'_> {
    fn render(&self) -> Markup {
        html! {
            nav.seg aria-label=(self.label) {
                @for item in &self.items {
                    a href=(item.href) aria-current=[item.current.then_some("page")] {
                        (item.text)
                        @if let Some(count) = &item.count { span.tag.num { (count) } }
                    }
                }
            }
        }
    }
}

/// The way from the top to here.
#[derive(Clone, Debug, Default)]
pub struct Breadcrumb<'a> {
    /// "You are here".
    pub label: Text<'a>,
    /// What lies above, the nearest last.
    pub above: Vec<Link<'a>>,
    /// This page.
    pub here: Text<'a>,
}

impl Render for Breadcrumb<'_> {
    fn render(&self) -> Markup {
        html! {
            nav.crumbs aria-label=(self.label) {
                ol {
                    @for link in &self.above { li { a href=(link.href) { (link.text) } } }
                    li { span aria-current="page" { (self.here) } }
                }
            }
        }
    }
}

/// The pages of a long list.
#[derive(Clone, Debug, Default)]
pub struct Pager<'a> {
    /// "Pages".
    pub label: Text<'a>,
    /// Back.
    pub previous: Option<Link<'a>>,
    /// Where one is: "25 to 48 of 212".
    pub here: Text<'a>,
    /// On.
    pub next: Option<Link<'a>>,
}

impl Render for Pager<'_> {
    fn render(&self) -> Markup {
        let way = |link: &Option<Link<'_>>, rel: &'static str| {
            html! { span { @if let Some(link) = link { a.btn.sm rel=(rel) href=(link.href) { (link.text) } } } }
        };
        html! {
            nav.pager aria-label=(self.label) {
                (way(&self.previous, "prev"))
                span.mut.num { (self.here) }
                (way(&self.next, "next"))
            }
        }
    }
}

/// The line under the masthead of the first page.
#[derive(Clone, Debug, Default)]
pub struct Dateline<'a> {
    /// Today, written out.
    pub date: Text<'a>,
    /// "What news on the Rialto?"
    pub motto: Text<'a>,
    /// What is true now: how many shops are open. On wide pages only.
    pub here: Option<Text<'a>>,
}

impl Render for Dateline<'_> {
    fn render(&self) -> Markup {
        html! {
            div.dateline {
                span { (self.date) }
                span.motto { (self.motto) }
                @if let Some(here) = &self.here { span.desk { (here) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_section_head_carries_its_number_and_a_way_on() {
        let folio = Folio { count: Some("212".into()), ..Folio::new(HOSTILE).link("/all", "See all") };
        holds(&of(&folio), &["<span class=\"num\">212</span>", "<a href=\"/all\">See all</a>"]);
    }

    #[test]
    fn a_list_of_links_says_which_one_is_shown() {
        let item = |text: &'static str, current| Segment {
            href: "?of=all".into(),
            text: text.into(),
            current,
            count: None,
        };
        let segments =
            Segments { label: "Orders".into(), items: vec![item("All", true), item(HOSTILE, false)] };
        holds(
            &of(&segments),
            &["aria-label=\"Orders\"", "<a href=\"?of=all\" aria-current=\"page\">All</a>"],
        );
        let crumbs = Breadcrumb {
            label: "You are here".into(),
            above: vec![Link::new("/c/plants", "Plants")],
            here: HOSTILE.into(),
        };
        holds(&of(&crumbs), &["<span aria-current=\"page\">", "<li><a href=\"/c/plants\">Plants</a></li>"]);
    }

    #[test]
    fn the_first_page_of_a_list_has_no_way_back() {
        let pager = Pager {
            label: "Pages".into(),
            here: "1 to 24 of 212".into(),
            next: Some(Link::new("?after=x", "Next 24")),
            ..Pager::default()
        };
        let text = of(&pager);
        assert!(!text.contains("rel=\"prev\""));
        holds(&text, &["rel=\"next\" href=\"?after=x\">Next 24</a>"]);
    }
}
