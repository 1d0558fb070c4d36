//! The seller's day: what is to be packed, the most urgent first, and the form that sends it. And for a buyer, on Me,
//! what waits for them.

use catalog::{Shop, ShopKey};
use db::{No, Rx, params, sql};
use kernel::{Cx, Id, Refusal, Time};
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::{Asked, Reply, SeeOther, Sheet, Slot, Visitor};
use web::parts::{Act, Button, Field, Folio, Note, Tag, Task};
use web::{Answer, Form, Path, Problem};

use super::seen::Seen;
use super::{memory, path, sold, till};
use crate::act::Side;
use crate::order::{Order, Purchase, State};
use crate::parcels::{self, Shipment};

sql! {
    /// What a shop has to send, in the order of what it promised. The slot's caller has seen that the shop is theirs.
    TO_SEND = "SELECT id FROM orders WHERE shop = $1 AND state = 'to_ship' ORDER BY placed_at, id LIMIT $2";
    HOW_MANY = "SELECT CAST(COUNT(*) AS BIGINT) FROM orders WHERE shop = $1 AND state = 'to_ship'";
    WAITING = "SELECT id, number, state FROM orders
        WHERE buyer = $1 AND state IN ('awaiting_payment', 'delivered')
        ORDER BY placed_at, id
        LIMIT $2";
}

pub(super) const SLOTS: &[Slot] = &[
    Slot { place: "studio.today", fill: to_send },
    Slot { place: "studio.today", fill: till::today },
    Slot { place: "shop.actions", fill: memory::on_a_front },
    Slot { place: "me.waiting", fill: waiting },
];

/// So many stand on a front page; the rest is in the list.
const SHOWN: i64 = 12;

fn to_send(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing.map(Id::<Shop>::from_uid) else { return Ok(Markup::default()) };
    let count = rx.one::<i64>(&HOW_MANY, &params![shop])?;
    let mut tasks = Vec::new();
    for id in rx.all::<Id<Order>>(&TO_SEND, &params![shop, SHOWN])? {
        let seen = Seen::read(rx, cx, &id)?;
        if seen.side == Side::Shop {
            tasks.push(task(asked, &seen, cx.now));
        }
    }
    let handle = catalog::shop(rx, cx, &ShopKey::Id(shop))?.handle;
    let reader = &asked.reader;
    let title = reader.say("studio-to-send", &[("count", count.into())]);
    Ok(html! {
        section.stack.g2 {
            (Folio::new(title).link(sold::home(&handle), reader.t("sold-all")))
            @if tasks.is_empty() { p.mut { (reader.t("studio-nothing-to-send")) } } @else { (Task::list(&tasks)) }
        }
    })
}

/// Until when something waits: what is over stands out.
fn by(reader: &Reader, at: Time, now: Time) -> Tag<'static> {
    let words = reader.say("studio-by", &[("day", reader.moment(at).as_str().into())]);
    if at < now { Tag::hot(words) } else { Tag::wait(words) }
}

fn task(asked: &Asked, seen: &Seen, now: Time) -> Task<'static> {
    let (reader, order) = (&asked.reader, &seen.order);
    let by = order.ship_by().map(|at| by(reader, at, now));
    let what: Vec<String> =
        order.lines.iter().map(|line| format!("{} × {}", line.quantity, line.title)).collect();
    Task {
        by,
        what: what.join(", ").into(),
        detail: Some(reader.say("order-number", &[("number", order.number.as_str().into())]).into()),
        button: Button::plain(
            reader.t("order-do-ship"),
            Act::to(format!("/studio/orders/{}", order.life.id)),
        )
        .small(),
    }
}

fn waiting(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(account) = cx.actor.account() else { return Ok(Markup::default()) };
    let rows = rx.all::<(Id<Order>, String, String)>(&WAITING, &params![account, SHOWN])?;
    let reader = &asked.reader;
    let mut tasks = Vec::new();
    for (id, number, state) in &rows {
        let order = runner::show::<Purchase>(rx, cx, id.uid())?.map(|purchase| purchase.order);
        let until = order.and_then(|order| order.pay_by().or(order.look_until()));
        tasks.push(Task {
            by: until.map(|at| by(reader, at, cx.now)),
            what: reader.t(&format!("me-order-{state}")).into(),
            detail: Some(reader.say("order-number", &[("number", number.as_str().into())]).into()),
            button: Button::plain(reader.t("me-order-look"), Act::to(path(*id))).small(),
        });
    }
    Ok(if tasks.is_empty() { Markup::default() } else { Task::list(&tasks) })
}

/// What is written on a parcel.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parcel {
    carrier: String,
    tracking: String,
}

pub(super) async fn pack(visitor: Visitor, Path(id): Path<Id<Order>>) -> Answer<Reply> {
    draw(&visitor, id, &Parcel::default(), None).await
}

pub(super) async fn send(
    visitor: Visitor,
    Path(id): Path<Id<Order>>,
    Form(once, parcel): Form<Parcel>,
) -> Answer<Reply> {
    let seen = visitor.read(id, behind_the_counter).await?;
    let shipment = Shipment {
        shop: seen.order.shop,
        order: id,
        carrier: parcel.carrier.trim().into(),
        tracking: parcel.tracking.trim().into(),
    };
    let sent: Answer<()> =
        once.make(shipment, |tx, cx, shipment| parcels::ship(tx, cx, shipment).map(|_| ())).await;
    match sent {
        Ok(()) => Ok(SeeOther::to(path(id)).saying("said-order-sent").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(draw(&visitor, id, &parcel, Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// The order, for whoever keeps its shop.
fn behind_the_counter(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<Seen, No> {
    let seen = Seen::read(rx, cx, id)?;
    if seen.side == Side::Shop { Ok(seen) } else { Err(Refusal::missing("order").into()) }
}

async fn draw(visitor: &Visitor, id: Id<Order>, parcel: &Parcel, no: Option<&Problem>) -> Answer<Reply> {
    visitor.show(id, behind_the_counter, |visitor, seen| sheet(visitor, &seen, parcel, no)).await
}

fn sheet(visitor: &Visitor, seen: &Seen, parcel: &Parcel, no: Option<&Problem>) -> Sheet {
    let (reader, order) = (visitor.reader(), &seen.order);
    let wrong = |field: &str| {
        no.filter(|no| no.field().is_some_and(|at| at.ends_with(field))).map(|no| visitor.words_of(no).into())
    };
    let field = |name: &'static str, key: &str, value: &str| Field {
        value: value.to_owned().into(),
        required: true,
        longest: Some(100),
        error: wrong(name),
        ..Field::new(name, reader.t(key))
    };
    let by = order.ship_by().map(|at| reader.say("studio-by", &[("day", reader.moment(at).as_str().into())]));
    let to = serde_json::from_str::<identity::Address>(&order.papers.address).ok();
    let main = html! {
        div.read.stack.g5 {
            header.stack.g2 {
                p.sm.mut { (reader.say("order-number", &[("number", order.number.as_str().into())])) }
                h1 { (reader.t("order-do-ship")) }
                @if let Some(by) = by { p { b { (by) } } }
            }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
            section.card.stack.g3 {
                ul translate="no" { @for line in &order.lines { li { (line.quantity) " × " (line.title) " " span.mut { (line.options) } } } }
                @if let Some(to) = &to { address translate="no" { @for line in identity::address::form::label(reader, to) { (line) br; } } }
            }
            @if seen.state() == State::ToShip {
                form.stack.g4 method="post" action=(format!("/studio/orders/{}", order.life.id)) {
                    (visitor.intent())
                    (field("carrier", "studio-carrier", &parcel.carrier))
                    (field("tracking", "studio-tracking", &parcel.tracking))
                    (Button::go(reader.t("studio-sent"), Act::Send).full())
                }
            } @else { p { a.link href=(path(order.life.id)) { (reader.t("me-order-look")) } } }
        }
    };
    Sheet::new(reader.t("order-do-ship"), main).plain("/studio").studio()
}
