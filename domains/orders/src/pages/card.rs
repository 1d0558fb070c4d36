//! An order in a list: who acts next and by when, what is in it, and one step on.

use locale::Reader;
use maud::{Markup, html};
use web::page::Visitor;
use web::parts::{Act, Button, Line, Picture, Tag};

use super::seen::Seen;
use super::{path, telling};
use crate::act::Side;
use crate::order::{Event, State};

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
