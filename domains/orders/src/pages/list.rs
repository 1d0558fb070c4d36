//! The orders (B15), by what they need: me, time, nothing.

use db::{No, Rx, params, sql};
use kernel::{Cursor, Cx, Id, Limit, Page, Time, Uid};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Reply, Sheet, Visitor};
use web::parts::{Act, Button, Empty, Line, Link, Pager, Picture, Scene, Segment, Segments, Tag};
use web::{Answer, Problem};

use super::seen::Seen;
use super::{path, settle_in, telling};
use crate::act::Side;
use crate::number;
use crate::order::{Event, Order, State};

sql! {
    /// What waits for the buyer: to be paid, or to be looked at.
    NEEDS_ME = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2) AND state IN ('awaiting_payment', 'delivered')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    UNDER_WAY = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2) AND state IN ('to_ship', 'shipped')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    DONE = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2)
            AND state IN ('completed', 'settled', 'expired', 'cancelled', 'refused')
            AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    COUNTS = "SELECT
            CAST(COALESCE(SUM(CASE WHEN state IN ('awaiting_payment', 'delivered') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COALESCE(SUM(CASE WHEN state IN ('to_ship', 'shipped') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COUNT(*) AS BIGINT)
        FROM orders WHERE (buyer = $1 OR guest = $2)";
    BY_NUMBER = "SELECT id, placed_at FROM orders WHERE number = $3 AND (buyer = $1 OR guest = $2)";
}

/// A part of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Group {
    NeedsMe,
    UnderWay,
    Done,
}

impl Group {
    const ALL: [Self; 3] = [Self::NeedsMe, Self::UnderWay, Self::Done];

    const fn word(self) -> &'static str {
        match self {
            Self::NeedsMe => "needs_me",
            Self::UnderWay => "under_way",
            Self::Done => "done",
        }
    }
}

/// What is looked for.
struct Look {
    /// Which part; where none is named, the first that has something.
    group: Option<Group>,
    after: Option<(i64, Uid)>,
    /// A number as people read it.
    number: Option<String>,
}

struct Shown {
    group: Group,
    counts: [i64; 3],
    orders: Page<Seen>,
    /// What was looked for and is not there.
    unknown: Option<String>,
}

const ON_A_PAGE: u16 = 12;

fn read(rx: &mut Rx, cx: &Cx, look: &Look) -> Result<Shown, No> {
    let (account, guest) = (cx.actor.account(), cx.actor.guest());
    let (needs, way, all) = rx.one::<(i64, i64, i64)>(&COUNTS, &params![account, guest])?;
    let counts = [needs, way, all - needs - way];
    let first = Group::ALL.into_iter().zip(counts).find(|(_, count)| *count > 0);
    let group = look.group.or(first.map(|(group, _)| group)).unwrap_or(Group::NeedsMe);
    let limit = Limit::new(ON_A_PAGE).unwrap_or(Limit::DEFAULT);
    let rows: Vec<(Id<Order>, Time)> = match &look.number {
        Some(text) => match number::heard(text) {
            Some(number) => rx.all(&BY_NUMBER, &params![account, guest, number])?,
            None => Vec::new(),
        },
        None => {
            let statement = match group {
                Group::NeedsMe => &NEEDS_ME,
                Group::UnderWay => &UNDER_WAY,
                Group::Done => &DONE,
            };
            let (at, id) = look.after.unwrap_or((i64::MAX, Uid([255; 16])));
            rx.all(statement, &params![account, guest, at, id, limit.probe()])?
        }
    };
    let unknown = look.number.clone().filter(|_| rows.is_empty());
    let page = Page::cut(rows, limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
    let data = page.data.iter().map(|(id, _)| Seen::read(rx, cx, id)).collect::<Result<_, _>>()?;
    Ok(Shown { group, counts, orders: Page { data, next: page.next }, unknown })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    settle_in(&visitor).await?;
    let group =
        visitor.query("show").and_then(|word| Group::ALL.into_iter().find(|group| group.word() == word));
    let after = match visitor.query("after") {
        Some(text) => Some(parts_of(&text)?),
        None => None,
    };
    let number = visitor.query("number").filter(|text| !text.trim().is_empty());
    visitor.show(Look { group, after, number }, read, |visitor, shown| sheet(visitor, &shown)).await
}

pub(super) fn parts_of(text: &str) -> Result<(i64, Uid), Problem> {
    let cursor = Cursor::parse(text).and_then(|cursor| cursor.parts());
    Ok(cursor.map_err(|_| kernel::Refusal::missing("page"))?)
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let reader = visitor.reader();
    let main = html! {
        div.stack.g5 {
            h1 { (reader.t("orders-title")) }
            (segments(reader, shown))
            @if let Some(number) = &shown.unknown {
                (web::parts::Note::bad(&reader.say("orders-unknown", &[("number", number.as_str().into())])))
            }
            @if shown.orders.data.is_empty() { (empty(reader, shown)) }
            @else { ul.stack { @for seen in &shown.orders.data { li { (card(visitor, seen)) } } } }
            @if let Some(next) = &shown.orders.next {
                (Pager {
                    label: reader.t("orders-pages").into(),
                    previous: None,
                    here: "".into(),
                    next: Some(Link::new(format!("/orders?show={}&after={}", shown.group.word(), next), reader.t("orders-older"))),
                })
            }
            @if shown.counts.iter().sum::<i64>() > 0 { (finder(reader, "/orders")) }
        }
    };
    Sheet::new(reader.t("orders-title"), main).tab("/orders")
}

fn segments(reader: &Reader, shown: &Shown) -> Markup {
    let items = Group::ALL.into_iter().zip(shown.counts).map(|(group, count)| Segment {
        href: format!("/orders?show={}", group.word()).into(),
        text: reader.t(&format!("orders-{}", group.word())).into(),
        current: group == shown.group,
        count: (count > 0).then(|| reader.number(count).into()),
    });
    Segments { label: reader.t("orders-title").into(), items: items.collect() }.render()
}

fn empty(reader: &Reader, shown: &Shown) -> Markup {
    let word = shown.group.word();
    let scene = match shown.group {
        Group::NeedsMe => Scene::Calm,
        Group::UnderWay => Scene::Boat,
        Group::Done => Scene::Gap,
    };
    Empty {
        scene,
        title: reader.t(&format!("orders-empty-{word}")).into(),
        whole_page: false,
        text: reader.t(&format!("orders-empty-text-{word}")).into(),
        action: Some(Button::go(reader.t("orders-look-around"), Act::to("/"))),
        example: None,
    }
    .render()
}

/// Who acts next and by when, and one step on.
pub(super) fn card(visitor: &Visitor, seen: &Seen) -> Markup {
    let reader = visitor.reader();
    let order = &seen.order;
    let telling = telling::of(reader, visitor.market_name(), seen);
    let state = reader.t(&format!("order-state-{}", process::Words::word(seen.state())));
    let tag = match telling::situation(seen) {
        "pay" | "look" | "late" | "overdue" => Tag::wait(state),
        "complete" | "settled" | "returned" => Tag::ok(state),
        _ => Tag::new(state),
    };
    let count: i64 = order.lines.iter().map(|line| line.quantity).sum();
    let first = order.lines.first();
    let name = first.map_or("", |line| line.title.as_str());
    let more = order.lines.len().saturating_sub(1);
    let detail = if more > 0 {
        reader.say("orders-and-more", &[("shop", seen.shop.name.as_str().into()), ("count", more.into())])
    } else {
        reader.say("orders-from", &[("shop", seen.shop.name.as_str().into()), ("count", count.into())])
    };
    let line = Line {
        href: Some(path(order.life.id).into()),
        picture: seen.pictures.first().cloned().flatten().map(Picture::thumb),
        name: name.into(),
        lang: None,
        detail: detail.into(),
        price: reader.price(order.total()).into(),
    };
    html! {
        article.card.stack.g2 aria-label=(reader.say("order-number", &[("number", order.number.as_str().into())])) {
            div.row.between.wrapx {
                span.sm.mut { (reader.say("order-placed", &[("number", order.number.as_str().into()), ("at", order.placed_at.into())])) }
                (tag)
            }
            h2 { (telling.head) }
            p.sm { b { (telling.next) } " " (telling.otherwise) }
            (line)
            (button(reader, seen))
        }
    }
}

fn button(reader: &Reader, seen: &Seen) -> Markup {
    let order = &seen.order;
    let here = path(order.life.id);
    let button = match (telling::situation(seen), order.payment) {
        _ if seen.side == Side::Shop && seen.state() == State::ToShip => {
            Button::plain(reader.t("order-do-ship"), Act::to(format!("/studio{here}")))
        }
        ("pay", Some(payment)) if seen.side == Side::Buyer => Button::plain(
            reader.say("order-pay", &[("total", order.total().into())]),
            Act::to(format!("/payments/{payment}")),
        ),
        ("look", _) if seen.may(Event::Confirm) => {
            Button::plain(reader.t("order-do-confirm"), Act::to(format!("{here}/acts/confirm")))
        }
        _ => Button::plain(reader.t("orders-open"), Act::to(here)),
    };
    let named = reader.say("order-number", &[("number", order.number.as_str().into())]);
    html! { div.row { (button.small()) span.vh { (named) } } }
}

/// Finding an order by the number that people read out.
pub(super) fn finder(reader: &Reader, list: &str) -> Markup {
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
