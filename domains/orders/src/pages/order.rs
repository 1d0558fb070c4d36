//! One order (B16): who acts next and by when, where the money is, what happened and what comes, and the buttons that
//! its table allows. Its shop sees the same page from its side.

use kernel::Id;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Reply, Sheet, Visitor};
use web::parts::{Act, Button, Icon, Line, Note, Picture, ShopFace, Size, Who, icon};
use web::{Answer, Path, Problem};

use super::seen::Seen;
use super::{money, path, settle_in, steps, telling};
use crate::act::Side;
use crate::order::{Event, Order, State};

pub(super) async fn show(visitor: Visitor, Path(id): Path<Id<Order>>) -> Answer<Reply> {
    settle_in(&visitor).await?;
    drawn(&visitor, id, None).await
}

/// The page, with what was refused where something was.
pub(super) async fn drawn(visitor: &Visitor, id: Id<Order>, problem: Option<&Problem>) -> Answer<Reply> {
    let words = problem.map(|problem| visitor.words_of(problem));
    let reply = visitor.show(id, Seen::read, |visitor, seen| sheet(visitor, &seen, words.as_deref())).await?;
    Ok(match problem {
        Some(problem) => reply.status(problem.status()),
        None => reply,
    })
}

fn sheet(visitor: &Visitor, seen: &Seen, wrong: Option<&str>) -> Sheet {
    let reader = visitor.reader();
    let order = &seen.order;
    let telling = telling::of(reader, visitor.market_name(), seen);
    let number = reader.say("order-number", &[("number", order.number.as_str().into())]);
    let placed = reader
        .say("order-placed", &[("number", order.number.as_str().into()), ("at", order.placed_at.into())]);
    let main = html! {
        div #order .split data-live={ "/live/" (order.life.id) } data-region="order" data-say=(telling.head) {
            div.stack.g6 {
                header.stack.g2 {
                    p.sm.mut { (placed) }
                    h1 { (telling.head) }
                    p { b { (telling.next) } " " (telling.otherwise) }
                    (money::charged_back(reader, seen))
                    @if let Some(words) = wrong { div tabindex="-1" autofocus { (Note::bad(words)) } }
                    (buttons(visitor, seen))
                }
                section.card aria-labelledby="money" {
                    h2 #money { (reader.t(if seen.side == Side::Shop { "order-money-shop" } else { "order-money" })) }
                    (money::bridge(reader, visitor.market_name(), seen))
                }
                section aria-labelledby="happens" {
                    (web::parts::Folio { id: Some("happens".into()), ..web::parts::Folio::new(reader.t("order-happens")) })
                    (steps::timeline(reader, seen))
                }
            }
            aside.side.stack aria-label=(reader.t("order-details")) {
                div.card.stack.g3 {
                    (Who {
                        face: ShopFace { name: seen.shop.name.as_str().into(), hue: order.shop.uid().0[15] % 8, size: Size::Small, picture: media::on_pages(visitor).face(seen.shop.face, Size::Small).map(Into::into) }.render(),
                        name: seen.shop.name.as_str().into(),
                        about: remembered(reader, seen).map(Into::into),
                        href: Some(format!("/shops/{}", seen.shop.handle).into()),
                    })
                    (goods(reader, seen))
                    @if visitor.account().is_some() { (showing(reader, seen)) }
                    (money::dockets(reader, seen))
                }
                (address(reader, seen))
                p { a.link href={ (path(order.life.id)) "/invoice" } { (reader.t("order-invoice")) } }
            }
        }
    };
    Sheet::new(number, main).back("/orders").tab("/orders")
}

/// What the two remember of each other, to whichever of them looks.
fn remembered(reader: &Reader, seen: &Seen) -> Option<String> {
    let memory = seen.memory.as_ref()?;
    Some(if seen.side == Side::Shop { memory.to_the_shop(reader) } else { memory.to_the_buyer(reader) })
}

fn goods(reader: &Reader, seen: &Seen) -> Markup {
    let order = &seen.order;
    let lines: Vec<Line<'_>> = order
        .lines
        .iter()
        .zip(&seen.pictures)
        .map(|(line, picture)| {
            let count = reader.say("order-pieces", &[("count", line.quantity.into())]);
            let detail = if line.options.is_empty() { count } else { format!("{} · {count}", line.options) };
            Line {
                href: Some(format!("/p/{}", line.listing).into()),
                picture: picture.as_deref().map(Picture::thumb),
                name: line.title.as_str().into(),
                lang: None,
                detail: detail.into(),
                price: reader.money(order.money(line.total)).into(),
            }
        })
        .collect();
    html! { div translate="no" { (Line::list(&lines)) } }
}

/// The way to show others what has arrived: a post is told of the line alone, never of price or address.
fn showing(reader: &Reader, seen: &Seen) -> Markup {
    let has_arrived = matches!(seen.state(), State::Delivered | State::Completed | State::Settled);
    html! {
        @if seen.side == Side::Buyer && has_arrived {
            @for (nth, line) in seen.order.lines.iter().enumerate() {
                @let said = [("title", line.title.as_str().into())];
                p.sm {
                    a.link href={ "/compose?order=" (seen.order.life.id) "&line=" (nth) } { (reader.say("order-show", &said)) }
                }
            }
        }
    }
}

/// Where it goes. A shop sees it from the moment it has something to send, and not of what was never paid.
fn address(reader: &Reader, seen: &Seen) -> Markup {
    let sends = !matches!(seen.state(), State::AwaitingPayment | State::Expired | State::Cancelled);
    if seen.side == Side::Shop && !sends {
        return Markup::default();
    }
    let Ok(address) = serde_json::from_str::<identity::Address>(&seen.order.papers.address) else {
        return html! { p.sm.mut { (reader.t(seen.nowhere())) } };
    };
    html! {
        div.row.top {
            (icon(Icon::MapPin))
            p.sm {
                span.vh { (reader.t("order-goes-to")) " " }
                span translate="no" { @for line in identity::address::form::label(reader, &address) { (line) br; } }
            }
        }
    }
}

/// The buttons, exactly from the allowed events. Money acts have a page of their own; the rest count at once.
fn buttons(visitor: &Visitor, seen: &Seen) -> Markup {
    let reader = visitor.reader();
    let base = path(seen.order.life.id);
    let ask = |event: &str| Act::to(format!("{base}/acts/{event}"));
    let post = |event: Event, words: &str| {
        html! {
            form method="post" action={ (base) "/acts/" (process::Words::word(event)) } {
                (visitor.intent())
                input type="hidden" name="version" value=(seen.order.life.version);
                (Button::plain(reader.t(words), Act::Send))
            }
        }
    };
    let pay =
        seen.order.payment.filter(|_| seen.side == Side::Buyer && seen.state() == State::AwaitingPayment);
    html! {
        div.row.wrapx {
            @if let Some(payment) = pay {
                (Button::go(reader.say("order-pay", &[("total", seen.order.total().into())]), Act::to(format!("/payments/{payment}"))))
            }
            @if seen.may(Event::MoreTime) { (post(Event::MoreTime, "order-do-more_time")) }
            @if seen.side == Side::Shop && seen.state() == State::ToShip { (Button::go(reader.t("order-do-ship"), Act::to(format!("/studio/orders/{}", seen.order.life.id)))) }
            @if seen.may(Event::Confirm) {
                @let words = reader.t("order-do-confirm");
                @if seen.state() == State::Delivered { (Button::go(words, ask("confirm"))) } @else { (Button::plain(words, ask("confirm"))) }
            }
            @if seen.may(Event::Deliver) { (Button::plain(reader.t("order-do-deliver"), ask("deliver"))) }
            @if seen.may(Event::Refuse) { (Button::plain(reader.t("order-do-refuse"), ask("refuse"))) }
            @if seen.may(Event::Extend) { (post(Event::Extend, "order-do-extend")) }
            @if seen.may(Event::NotReceived) { (Button::plain(reader.t("order-do-not_received"), ask("not_received"))) }
            @if seen.may(Event::Cancel) { (Button::plain(reader.t(cancel_key(seen)), ask("cancel")).icon(Icon::XCircle)) }
        }
    }
}

/// What cancelling is called: with money on the bridge it also gives it back.
pub(super) fn cancel_key(seen: &Seen) -> &'static str {
    if seen.was_paid() { "order-do-cancel-refund" } else { "order-do-cancel" }
}
