//! An order on one sheet of paper: who sold what to whom, for how much, with the tax in it.

use kernel::Id;
use maud::html;
use web::page::{Reply, Sheet, Visitor};
use web::parts::{Cell, Column, Sum, Sums, Table};
use web::{Answer, Path};

use super::path;
use super::seen::Seen;
use crate::order::Order;

pub(super) async fn show(visitor: Visitor, Path(id): Path<Id<Order>>) -> Answer<Reply> {
    visitor.show(id, Seen::read, |visitor, seen| sheet(visitor, &seen)).await
}

fn sheet(visitor: &Visitor, seen: &Seen) -> Sheet {
    let reader = visitor.reader();
    let order = &seen.order;
    let money = |amount: i64| reader.money(order.money(amount));
    let number = [("number", order.number.as_str().into())];
    let title = reader.say("invoice-title", &number);
    let rows = order.lines.iter().map(|line| {
        let options = if line.options.is_empty() { String::new() } else { format!(", {}", line.options) };
        vec![
            Cell::Head(html! { span translate="no" { (line.title) (options) } }),
            Cell::text(reader.number(line.quantity)),
            Cell::text(money(line.unit)),
            Cell::text(money(line.total)),
        ]
    });
    let table = Table::new(
        reader.t("invoice-goods"),
        vec![
            Column::words(reader.t("invoice-what")),
            Column::number(reader.t("invoice-count")),
            Column::number(reader.t("invoice-unit")),
            Column::number(reader.t("invoice-sum")),
        ],
        rows,
    );
    let goods: i64 = order.lines.iter().map(|line| line.total).sum();
    let mut sums = vec![
        Sum::of(reader.t("invoice-all-goods"), money(goods)),
        Sum::of(reader.t("price-step-delivery"), money(order.shipping)),
        Sum::total(reader.t("sum-total-paid"), money(order.total)),
        Sum::of(reader.t("money-tax"), money(order.tax)),
    ];
    if order.charged > 0 {
        sums.push(Sum::of(reader.t("money-moved-clawback"), money(-order.charged)));
    }
    let address = serde_json::from_str::<identity::Address>(&order.papers.address).ok();
    let stands = reader.t(&format!("order-state-{}", process::Words::word(seen.state())));
    let main = html! {
        article.narrow.stack.g5 {
            header.stack.g1 {
                h1 { (title) }
                p { (reader.date(order.placed_at)) " · " (stands) }
            }
            div.two {
                p { b { (reader.t("invoice-from")) } br; span translate="no" { (seen.shop.name) } br; (reader.country(&seen.shop.country)) }
                @if address.is_none() {
                    p { b { (reader.t("invoice-to")) } br; (reader.t(seen.nowhere())) }
                }
                @if let Some(address) = &address {
                    p { b { (reader.t("invoice-to")) } br; span translate="no" { @for line in identity::address::form::label(reader, address) { (line) br; } } }
                }
            }
            (table)
            (Sums(sums))
            p.sm.mut { (reader.say("invoice-note", &[("market", visitor.market_name().into()), ("url", visitor.public_url().into())])) }
            p.noprint { a.link href=(path(order.life.id)) { (reader.t("invoice-back")) } }
        }
    };
    Sheet::new(title, main).back(path(order.life.id)).tab("/orders").studio()
}
