//! The lines of a shop's money, each beside what was the shop's after it.

use catalog::ShopKey;
use db::{No, Rx};
use kernel::{Cx, Money, Page};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Reply, Sheet, Visitor};
use web::parts::{Cell, Column, Table};
use web::{Answer, Paging, Path};

use super::{adds_up, home, path};
use crate::till::{self, Line, Stretch, Till};

type Found = (Till, Page<Line>);

fn look(rx: &mut Rx, cx: &Cx, ask: &(ShopKey, Stretch)) -> Result<Found, No> {
    Ok((till::till(rx, cx, &ask.0)?, till::statement(rx, cx, ask)?))
}

pub(super) async fn show(visitor: Visitor, Path(shop): Path<ShopKey>, paging: Paging) -> Answer<Reply> {
    let stretch = crate::api::page_of(&paging)?;
    let drawn = |visitor: &Visitor, (till, page): Found| {
        let reader = visitor.reader();
        let here = home(&till.shop.handle);
        let main = html! {
            div.stack.g5 {
                header.stack.g1 {
                    p.sm.mut { (reader.t("studio-title")) " · " span translate="no" { (till.shop.name) } }
                    h1 { (reader.t("till-statement")) }
                    p { (adds_up(reader, &till)) }
                }
                (table(reader, &page.data))
                div.row.wrapx {
                    @if let Some(next) = &page.next { a.link href={ (here) "/statement?after=" (next) } { (reader.t("till-more")) } }
                    a.link href={ (here) "/statement.csv" } { (reader.t("till-csv-statement")) }
                }
            }
        };
        Sheet::new(reader.t("till-statement"), main).back(here).tab("/studio").studio()
    };
    visitor.show((shop, stretch), look, drawn).await
}

pub(super) fn table(reader: &Reader, lines: &[Line]) -> Markup {
    if lines.is_empty() {
        return html! { p.mut { (reader.t("till-no-lines")) } };
    }
    let rows = lines.iter().map(|line| {
        vec![
            Cell::Head(what(reader, line)),
            Cell::text(reader.moment(line.line.at)),
            Cell::text(reader.money(Money::new(line.line.amount, line.stood.currency))),
            Cell::text(reader.money(line.stood)),
        ]
    });
    Table::new(
        reader.t("till-statement"),
        vec![
            Column::words(reader.t("till-what")),
            Column::words(reader.t("till-when")),
            Column::number(reader.t("till-amount")),
            Column::number(reader.t("till-after")),
        ],
        rows,
    )
    .render()
}

/// What a line is for; an order's leads to the order.
fn what(reader: &Reader, line: &Line) -> Markup {
    let words = reader.t(&format!("till-line-{}", line.line.code));
    html! {
        @match &line.order {
            Some((order, number)) => { a.link href=(path(*order)) { (words) " " span.nw translate="no" { (number) } } },
            None => { (words) }
        }
    }
}
