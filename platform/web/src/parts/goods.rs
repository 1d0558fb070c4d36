//! Goods: in a grid, and as one line of a list.

use maud::{Markup, Render, html};

use super::{Picture, Tag, Text};

/// One thing in a grid: one link.
#[derive(Clone, Debug, Default)]
pub struct Good<'a> {
    /// Its page.
    pub href: Text<'a>,
    /// Its picture, in a 4:5 box; the name beside it says what it shows.
    pub picture: Picture<'a>,
    /// Its name.
    pub name: Text<'a>,
    /// The language of the name, if it is not the page's.
    pub lang: Option<Text<'a>>,
    /// What it costs.
    pub price: Text<'a>,
    /// A second price beside it: all in, or the thirty days' low.
    pub beside: Option<Text<'a>>,
    /// The shop with its score and sample.
    pub shop: Text<'a>,
    /// True facts: second hand, the last one.
    pub tags: Vec<Tag<'a>>,
}

/// A grid of them.
#[derive(Clone, Debug, Default)]
pub struct Goods<'a> {
    /// The region's id, which filters swap.
    pub id: Option<Text<'a>>,
    /// The goods.
    pub list: Vec<Good<'a>>,
}

impl Render for Goods<'_> {
    fn render(&self) -> Markup {
        html! { ul.goods id=[self.id.as_deref()] { @for good in &self.list { li { (good) } } } }
    }
}

impl Render for Good<'_> {
    fn render(&self) -> Markup {
        html! {
            a.good href=(self.href) {
                (self.picture)
                b translate="no" lang=[self.lang.as_deref()] { (self.name) }
                span.row.base.wrapx {
                    span.price { (self.price) }
                    @if let Some(beside) = &self.beside { span.was { (beside) } }
                }
                @if !self.shop.is_empty() { small.mut translate="no" { (self.shop) } }
                @if !self.tags.is_empty() { span.row.wrapx { @for tag in &self.tags { (tag) } } }
            }
        }
    }
}

/// One thing as a line: in an order, in a search, in the studio.
#[derive(Clone, Debug, Default)]
pub struct Line<'a> {
    /// Its page, if it leads there.
    pub href: Option<Text<'a>>,
    /// Its picture; [`Picture::thumb`].
    pub picture: Option<Picture<'a>>,
    /// Its name.
    pub name: Text<'a>,
    /// The language of the name, if it is not the page's.
    pub lang: Option<Text<'a>>,
    /// Variant, how many, the shop.
    pub detail: Text<'a>,
    /// What it costs.
    pub price: Text<'a>,
}

impl<'a> Line<'a> {
    /// Several of them, with lines between.
    pub fn list(lines: &[Line<'a>]) -> Markup {
        html! { ul.lines { @for line in lines { li { (line) } } } }
    }
}

impl Render for Line<'_> {
    fn render(&self) -> Markup {
        let inside = html! {
            @if let Some(picture) = &self.picture { (picture) }
            span.grow {
                b translate="no" lang=[self.lang.as_deref()] { (self.name) }
                @if !self.detail.is_empty() { small { (self.detail) } }
            }
            @if !self.price.is_empty() { span.price { (self.price) } }
        };
        match &self.href {
            Some(href) => html! { a.line href=(href) { (inside) } },
            None => html! { div.line { (inside) } },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_thing_is_one_link_with_its_price_whole() {
        let good = Good {
            href: "/l/aloe".into(),
            name: HOSTILE.into(),
            lang: Some("fil".into()),
            price: "₱690".into(),
            beside: Some("₱775 all in".into()),
            shop: "Ligaya’s Greenhouse · 4.8 (212)".into(),
            tags: vec![Tag::new("second hand")],
            ..Good::default()
        };
        let text = of(&Goods { id: Some("goods".into()), list: vec![good] });
        assert_eq!(text.matches("<a ").count(), 1);
        holds(
            &text,
            &[
                "<ul class=\"goods\" id=\"goods\"><li><a class=\"good\"",
                "<b translate=\"no\" lang=\"fil\">",
                ">₱690</span>",
            ],
        );
    }

    #[test]
    fn a_line_leads_somewhere_or_nowhere() {
        let line = Line { name: HOSTILE.into(), detail: "Terracotta · 1".into(), ..Line::default() };
        let text = of(&Line::list(&[line.clone(), Line { href: Some("/l/aloe".into()), ..line }]));
        holds(
            &text,
            &["<ul class=\"lines\"><li><div class=\"line\">", "<a class=\"line\" href=\"/l/aloe\">"],
        );
    }
}
