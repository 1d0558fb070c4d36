//! What a shop sold (S2): to be sent, the most urgent first; under way; done; and any order by its number.

use catalog::ShopKey;
use db::{No, Rx, Sql, params, sql};
use kernel::{Cursor, Cx, Id, Limit, Page, Time, Uid};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Reply, Sheet, Visitor};
use web::parts::{Empty, Link, Note, Pager, Scene, Segment, Segments};
use web::{Answer, Path};

use super::list::{card, finder, parts_of};
use super::seen::Seen;
use crate::order::Order;
use crate::{number, till};

sql! {
    TO_SEND = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state = 'to_ship' AND (placed_at > $2 OR (placed_at = $2 AND id > $3))
        ORDER BY placed_at, id LIMIT $4";
    UNDER_WAY = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state IN ('awaiting_payment', 'shipped', 'delivered')
            AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
    DONE = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state IN ('completed', 'settled', 'expired', 'cancelled', 'refused')
            AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
    COUNTS = "SELECT
            CAST(COALESCE(SUM(CASE WHEN state = 'to_ship' THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COALESCE(SUM(CASE WHEN state IN ('awaiting_payment', 'shipped', 'delivered') THEN 1 ELSE 0 END), 0) AS BIGINT),
            CAST(COUNT(*) AS BIGINT)
        FROM orders WHERE shop = $1";
    BY_NUMBER = "SELECT id, placed_at FROM orders WHERE number = $2 AND shop = $1";
}

/// A part of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    ToSend,
    UnderWay,
    Done,
}

impl Group {
    const ALL: [Self; 3] = [Self::ToSend, Self::UnderWay, Self::Done];

    const fn word(self) -> &'static str {
        match self {
            Self::ToSend => "to_send",
            Self::UnderWay => "under_way",
            Self::Done => "done",
        }
    }

    /// Its statement, and where its list begins.
    const fn list(self) -> (&'static Sql, (i64, Uid)) {
        match self {
            Self::ToSend => (&TO_SEND, (i64::MIN, Uid([0; 16]))),
            Self::UnderWay => (&UNDER_WAY, (i64::MAX, Uid([255; 16]))),
            Self::Done => (&DONE, (i64::MAX, Uid([255; 16]))),
        }
    }
}

/// What is looked for.
struct Look {
    shop: ShopKey,
    group: Option<Group>,
    after: Option<(i64, Uid)>,
    /// A number as people read it.
    number: Option<String>,
}

struct Shown {
    handle: String,
    name: String,
    group: Group,
    counts: [i64; 3],
    orders: Page<Seen>,
    /// What was looked for and is not there.
    unknown: Option<String>,
}

const ON_A_PAGE: u16 = 12;

fn read(rx: &mut Rx, cx: &Cx, look: &Look) -> Result<Shown, No> {
    let (shop, _) = till::keeper(rx, cx, &look.shop)?;
    let (to_send, under_way, all) = rx.one::<(i64, i64, i64)>(&COUNTS, &params![shop.id])?;
    let counts = [to_send, under_way, all - to_send - under_way];
    let first = Group::ALL.into_iter().zip(counts).find(|(_, count)| *count > 0);
    let group = look.group.or(first.map(|(group, _)| group)).unwrap_or(Group::ToSend);
    let limit = Limit::new(ON_A_PAGE).unwrap_or(Limit::DEFAULT);
    let rows: Vec<(Id<Order>, Time)> = match &look.number {
        Some(text) => match number::heard(text) {
            Some(number) => rx.all(&BY_NUMBER, &params![shop.id, number])?,
            None => Vec::new(),
        },
        None => {
            let (statement, begin) = group.list();
            let (at, id) = look.after.unwrap_or(begin);
            rx.all(statement, &params![shop.id, at, id, limit.probe()])?
        }
    };
    let unknown = look.number.clone().filter(|_| rows.is_empty());
    let page = Page::cut(rows, limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
    let data = page.data.iter().map(|(id, _)| Seen::read(rx, cx, id)).collect::<Result<_, _>>()?;
    let orders = Page { data, next: page.next };
    Ok(Shown { handle: shop.handle, name: shop.name, group, counts, orders, unknown })
}

pub(super) async fn show(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Reply> {
    let group =
        visitor.query("show").and_then(|word| Group::ALL.into_iter().find(|group| group.word() == word));
    let after = match visitor.query("after") {
        Some(text) => Some(parts_of(&text)?),
        None => None,
    };
    let number = visitor.query("number").filter(|text| !text.trim().is_empty());
    visitor.show(Look { shop, group, after, number }, read, |visitor, shown| sheet(visitor, &shown)).await
}

/// Where a shop's orders are.
pub(super) fn home(handle: &str) -> String {
    format!("/studio/{handle}/orders")
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let reader = visitor.reader();
    let here = home(&shown.handle);
    let main = html! {
        div.stack.g5 {
            header.stack.g1 {
                p.sm.mut { (reader.t("till-studio")) " · " span translate="no" { (shown.name) } }
                h1 { (reader.t("sold-title")) }
            }
            (segments(reader, shown, &here))
            @if let Some(number) = &shown.unknown {
                (Note::bad(&reader.say("sold-unknown", &[("number", number.as_str().into())])))
            }
            @if shown.orders.data.is_empty() { (empty(reader, shown.group)) }
            @else { ul.stack { @for seen in &shown.orders.data { li { (card(visitor, seen)) } } } }
            @if let Some(next) = &shown.orders.next {
                (Pager {
                    label: reader.t("orders-pages").into(),
                    previous: None,
                    here: "".into(),
                    next: Some(Link::new(format!("{here}?show={}&after={next}", shown.group.word()), reader.t("sold-more"))),
                })
            }
            @if shown.counts.iter().sum::<i64>() > 0 { (finder(reader, &here)) }
        }
    };
    Sheet::new(reader.t("sold-title"), main).back("/studio").tab("/studio").studio()
}

fn segments(reader: &Reader, shown: &Shown, here: &str) -> Markup {
    let items = Group::ALL.into_iter().zip(shown.counts).map(|(group, count)| Segment {
        href: format!("{here}?show={}", group.word()).into(),
        text: reader.t(&format!("sold-{}", group.word())).into(),
        current: group == shown.group,
        count: (count > 0).then(|| reader.number(count).into()),
    });
    Segments { label: reader.t("sold-title").into(), items: items.collect() }.render()
}

fn empty(reader: &Reader, group: Group) -> Markup {
    let (scene, word) = match group {
        Group::ToSend => (Scene::Calm, "to_send"),
        Group::UnderWay => (Scene::Boat, "under_way"),
        Group::Done => (Scene::Gap, "done"),
    };
    Empty {
        scene,
        title: reader.t(&format!("sold-empty-{word}")).into(),
        whole_page: false,
        text: reader.t(&format!("sold-empty-text-{word}")).into(),
        action: None,
        example: None,
    }
    .render()
}
