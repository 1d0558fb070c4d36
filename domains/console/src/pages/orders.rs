//! Orders for staff: found by number, id or somebody's handle; each with its whole trace. Nothing is theirs to move.

use db::{No, Rx};
use kernel::{Cx, Id, Limit, Page, Uid};
use locale::Reader;
use maud::{Markup, Render as _, html};
use orders::desk::{self, Brief, Trace};
use orders::order::Order;
use web::parts::{Act, Button, Cell, Column, Facts, Folio, Step, Table, Tag, Timeline, When};
use web::{Answer, Paging, Path, Reply, Visitor};

use super::{after, more, sheet, word};
use crate::Owner;

const HERE: &str = "/operator/orders";

type Ask = (String, Limit, Option<(i64, Uid)>);

pub(super) async fn list(visitor: Visitor, paging: Paging) -> Answer<Reply> {
    let find = visitor.query("find").unwrap_or_default();
    let ask: Ask = (find.clone(), paging.limit, after(&paging)?);
    visitor
        .show(ask, desk::find, |visitor, page| {
            let reader = visitor.reader();
            let body = html! {
                (finder(reader, &find))
                @if page.data.is_empty() { p.mut { (reader.t("desk-none-found")) } } @else { (table(reader, &page)) }
                (more(reader, HERE, page.next.as_ref()))
            };
            sheet(visitor, HERE, &reader.t("desk-orders-title"), &body)
        })
        .await
}

fn finder(reader: &Reader, find: &str) -> Markup {
    html! {
        form.row.end.wrapx action=(HERE) role="search" {
            div.field {
                label for="f-find" { (reader.t("desk-find")) }
                input.in #f-find type="search" name="find" maxlength="64" autocomplete="off" placeholder="R-1234567G" value=(find);
                small { (reader.t("desk-find-hint")) }
            }
            (Button::plain(reader.t("desk-find-go"), Act::Send))
        }
    }
}

fn table(reader: &Reader, page: &Page<Brief>) -> Markup {
    let rows = page.data.iter().map(|order| {
        vec![
            Cell::Head(html! { a.link.nw href={ (HERE) "/" (order.id) } translate="no" { (order.number) } }),
            Cell::Of(word(reader, "order-state", &order.state)),
            Cell::text(reader.moment(order.placed_at)),
            Cell::text(reader.money(order.total())),
        ]
    });
    Table::new(
        reader.t("desk-orders"),
        vec![
            Column::words(reader.t("desk-order")),
            Column::words(reader.t("desk-state")),
            Column::words(reader.t("desk-placed")),
            Column::number(reader.t("desk-amount")),
        ],
        rows,
    )
    .render()
}

struct Found {
    trace: Trace,
    shop: catalog::ShopView,
    buyer: Option<String>,
}

fn look(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<Found, No> {
    let trace = desk::trace(rx, cx, id)?;
    let shop = catalog::shop(rx, cx, &trace.view.shop.into())?;
    let buyer = match trace.buyer {
        Some(account) => identity::handle_of(rx, account).ok(),
        None => None,
    };
    Ok(Found { trace, shop, buyer })
}

pub(super) async fn show(visitor: Visitor, Path(id): Path<Id<Order>>) -> Answer<Reply> {
    visitor
        .show(id, look, |visitor, found| {
            let reader = visitor.reader();
            let number = found.trace.view.number.as_str();
            let title = reader.say("desk-order-title", &[("number", number.into())]);
            sheet(visitor, HERE, &title, &whole(reader, &found))
        })
        .await
}

fn whole(reader: &Reader, found: &Found) -> Markup {
    html! {
        div.split {
            div.stack.g6 {
                section.stack.g3 { (Folio::new(reader.t("desk-trace"))) (trace(reader, &found.trace)) }
                section.stack.g3 { (Folio::new(reader.t("desk-moves"))) (moves(reader, &found.trace)) }
            }
            aside.side.stack.g5 {
                (about(reader, found))
                section.stack.g2 { (Folio::new(reader.t("desk-clocks"))) (clocks(reader, &found.trace)) }
                section.stack.g2 {
                    (Folio::new(reader.t("desk-money-map")))
                    (map(reader, &found.trace))
                    @let escrow = Id::<Owner>::from_uid(found.trace.view.id.uid());
                    p { a.link href={ "/operator/ledger/escrow/" (escrow) } { (reader.t("desk-bridge")) } }
                }
            }
        }
    }
}

fn about(reader: &Reader, found: &Found) -> Markup {
    let view = &found.trace.view;
    let buyer = match &found.buyer {
        Some(handle) => html! { span translate="no" { "@" (handle) } },
        None if found.trace.buyer.is_some() => html! { (reader.t("order-somebody-left")) },
        None => html! { (reader.t("desk-guest")) },
    };
    let waits = view.waits_for.iter().map(|by| word(reader, "desk-by", by));
    let waits = html! { @for (nth, who) in waits.enumerate() { @if nth > 0 { ", " } (who) } };
    Facts(vec![
        (
            reader.t("desk-state").into(),
            html! { (Tag::new(reader.t(&format!("order-state-{}", view.state)))) },
        ),
        (reader.t("desk-waits-for").into(), waits),
        (
            reader.t("desk-amount").into(),
            html! { (reader.money(view.total)) " · " (word(reader, "desk-method", &view.method)) },
        ),
        (
            reader.t("desk-shop").into(),
            html! { a.link href={ "/shops/" (found.shop.handle) } translate="no" { (found.shop.name) } },
        ),
        (reader.t("desk-buyer").into(), buyer),
        (reader.t("desk-placed").into(), html! { (reader.moment(view.placed_at)) }),
        (reader.t("desk-moved").into(), html! { (reader.number(view.version)) }),
    ])
    .render()
}

/// Everything that happened, with who did it and the money it moved.
fn trace(reader: &Reader, trace: &Trace) -> Markup {
    let steps = trace.facts.iter().map(|fact| {
        let states = match (&fact.was, &fact.now) {
            (Some(was), Some(now)) if was != now => Some((was.as_str(), now.as_str())),
            _ => None,
        };
        Step {
            title: happened(reader, &fact.process, &fact.event).into(),
            time: Some(reader.moment(fact.at).into()),
            datetime: Some(fact.at.to_string().into()),
            body: html! {
                @if let Some((was, now)) = states { p.sm { (word(reader, "order-state", was)) " → " (word(reader, "order-state", now)) } }
                p.sm.mut { code translate="no" { (fact.process) "." (fact.event) } " · " code translate="no" { (fact.actor) } }
                @for mark in &fact.transfers { p.sm { a.link href={ "/operator/transfers/" (mark.id) } translate="no" { (mark.id) } } }
            },
            when: When::Done,
        }
    });
    Timeline {
        label: reader.t("desk-trace").into(),
        done: reader.t("desk-done").into(),
        steps: steps.collect(),
    }
    .render()
}

/// What a step of an order is called, else the stored words.
fn happened(reader: &Reader, process: &str, event: &str) -> String {
    let key = format!("order-step-{event}");
    if process == "order" && reader.has(&key) { reader.t(&key) } else { format!("{process}.{event}") }
}

fn moves(reader: &Reader, trace: &Trace) -> Markup {
    let lines: Vec<_> = trace.moves.iter().filter(|(_, events)| !events.is_empty()).collect();
    html! {
        @if lines.is_empty() { p.mut { (reader.t("desk-no-moves")) } }
        ul.stack.g1 { @for (by, events) in lines { li { (word(reader, "desk-by", by)) ": " code translate="no" { (events.join(", ")) } } } }
    }
}

fn clocks(reader: &Reader, trace: &Trace) -> Markup {
    html! {
        @if trace.clocks.is_empty() { p.mut { (reader.t("desk-no-clocks")) } }
        ul.stack.g1 {
            @for ring in &trace.clocks {
                li {
                    code translate="no" { (ring.clock) } " "
                    @match (ring.at, ring.rung) {
                        (Some(at), _) => { (reader.say("desk-rings", &[("at", at.into())])) },
                        (None, Some(rung)) => { (reader.say("desk-rung", &[("at", rung.into())])) },
                        (None, None) => { (reader.t("desk-still")) },
                    }
                }
            }
        }
    }
}

fn map(reader: &Reader, trace: &Trace) -> Markup {
    html! { ul.stack.g1 { @for part in &trace.view.money_map { li.row.between { (word(reader, "desk-payee", &part.payee)) span.num { (reader.money(part.amount)) } } } } }
}
