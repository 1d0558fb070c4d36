//! A list of orders in three parts, with a count each, page by page, and any order by its number: what buyers have of
//! what they bought, and shops of what they sold.

use db::{No, Rx, Sql, Val, params};
use kernel::{Cursor, Cx, Id, Limit, Page, Refusal, Time, Uid};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::Answer;
use web::page::Visitor;
use web::parts::{Act, Button, Empty, Link, Note, Pager, Scene, Segment, Segments};

use super::card::card;
use super::seen::Seen;
use crate::number;
use crate::order::Order;

/// Where an order stands in its list: when it was placed, and which it is.
pub(super) type Place = (i64, Uid);

/// Before the oldest order.
pub(super) const OLDEST: Place = (i64::MIN, Uid([0; 16]));
/// After the newest.
pub(super) const NEWEST: Place = (i64::MAX, Uid([255; 16]));

/// A list's words and statements. Each statement begins with its owner's parameters.
pub(super) struct List {
    /// What the keys of its words begin with.
    pub words: &'static str,
    pub parts: [Part; 3],
    /// How many are in the first part, in the second, and in all.
    pub counts: &'static Sql,
    /// After the owner's, the number.
    pub by_number: &'static Sql,
    /// The key of a way on where a part is empty, and where it leads.
    pub way_on: Option<(&'static str, &'static str)>,
}

/// A part of a list.
pub(super) struct Part {
    /// In its address and in the keys of its words.
    pub word: &'static str,
    /// After the owner's, the place behind which to begin, and how many.
    pub orders: &'static Sql,
    pub begins: Place,
    pub empty: Scene,
}

/// What somebody looks for in a list.
pub(super) struct Look {
    /// Where none is named, the first that has something.
    part: Option<&'static Part>,
    after: Option<Place>,
    /// A number as people read it.
    number: Option<String>,
}

/// What is there.
pub(super) struct Shown {
    part: &'static Part,
    counts: [i64; 3],
    orders: Page<Seen>,
    /// The number that was looked for and is not there.
    unknown: Option<String>,
}

const ON_A_PAGE: u16 = 12;

impl List {
    /// What the visitor's address asks for.
    pub fn look(&'static self, visitor: &Visitor) -> Answer<Look> {
        let part = visitor.query("show").and_then(|word| self.parts.iter().find(|part| part.word == word));
        let after = match visitor.query("after") {
            Some(text) => Some(
                Cursor::parse(&text)
                    .and_then(|cursor| cursor.parts())
                    .map_err(|_| Refusal::missing("page"))?,
            ),
            None => None,
        };
        let number = visitor.query("number").filter(|text| !text.trim().is_empty());
        Ok(Look { part, after, number })
    }

    /// The owner's orders; who asks has been found to be the owner.
    pub fn read(&'static self, rx: &mut Rx, cx: &Cx, owner: &[Val], look: &Look) -> Result<Shown, No> {
        let of_owner = |more: &[Val]| [owner, more].concat();
        let (first, second, all) = rx.one::<(i64, i64, i64)>(self.counts, owner)?;
        let counts = [first, second, all - first - second];
        let filled = self.parts.iter().zip(counts).find(|(_, count)| *count > 0);
        let part = look.part.or(filled.map(|(part, _)| part)).unwrap_or(&self.parts[0]);
        let limit = Limit::new(ON_A_PAGE).unwrap_or(Limit::DEFAULT);
        let rows: Vec<(Id<Order>, Time)> = match &look.number {
            Some(text) => match number::heard(text) {
                Some(number) => rx.all(self.by_number, &of_owner(&params![number]))?,
                None => Vec::new(),
            },
            None => {
                let (at, id) = look.after.unwrap_or(part.begins);
                rx.all(part.orders, &of_owner(&params![at, id, limit.probe()]))?
            }
        };
        let unknown = look.number.clone().filter(|_| rows.is_empty());
        let page = Page::cut(rows, limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
        let data = page.data.iter().map(|(id, _)| Seen::read(rx, cx, id)).collect::<Result<_, _>>()?;
        Ok(Shown { part, counts, orders: Page { data, next: page.next }, unknown })
    }

    fn key(&self, of: &str) -> String {
        format!("{}-{of}", self.words)
    }

    /// The title, in the reader's language.
    pub fn title(&self, reader: &Reader) -> String {
        reader.t(&self.key("title"))
    }

    /// The list, below its heading. `here` is its address.
    pub fn draw(&'static self, visitor: &Visitor, shown: &Shown, here: &str) -> Markup {
        let reader = visitor.reader();
        html! {
            (self.segments(reader, shown, here))
            @if let Some(number) = &shown.unknown {
                (Note::bad(&reader.say(&self.key("unknown"), &[("number", number.as_str().into())])))
            }
            @if shown.orders.data.is_empty() { (self.empty(reader, shown.part)) }
            @else { ul.stack { @for seen in &shown.orders.data { li { (card(visitor, seen)) } } } }
            @if let Some(next) = &shown.orders.next {
                (Pager {
                    label: reader.t("orders-pages").into(),
                    previous: None,
                    here: "".into(),
                    next: Some(Link::new(format!("{here}?show={}&after={next}", shown.part.word), reader.t(&self.key("more")))),
                })
            }
            @if shown.counts.iter().sum::<i64>() > 0 { (finder(reader, here)) }
        }
    }

    fn segments(&'static self, reader: &Reader, shown: &Shown, here: &str) -> Markup {
        let items = self.parts.iter().zip(shown.counts).map(|(part, count)| Segment {
            href: format!("{here}?show={}", part.word).into(),
            text: reader.t(&self.key(part.word)).into(),
            current: part.word == shown.part.word,
            count: (count > 0).then(|| reader.number(count).into()),
        });
        Segments { label: self.title(reader).into(), items: items.collect() }.render()
    }

    fn empty(&self, reader: &Reader, part: &Part) -> Markup {
        Empty {
            scene: part.empty,
            title: reader.t(&self.key(&format!("empty-{}", part.word))).into(),
            whole_page: false,
            text: reader.t(&self.key(&format!("empty-text-{}", part.word))).into(),
            action: self.way_on.map(|(key, to)| Button::go(reader.t(key), Act::to(to))),
            example: None,
        }
        .render()
    }
}

/// Finding an order by the number that people read out.
fn finder(reader: &Reader, list: &str) -> Markup {
    html! {
        form.row.end.wrapx action=(list) role="search" {
            div.field {
                label for="f-number" { (reader.t("orders-find")) }
                input.in #f-number name="number" maxlength="20" autocomplete="off" placeholder="R-1234567G";
            }
            (Button::plain(reader.t("orders-find-go"), Act::Send))
        }
    }
}
