//! What staff did, newest first. The operator's own page.

use db::{No, Rx};
use identity::Audited;
use kernel::{Cx, Page};
use maud::{Render as _, html};
use web::parts::{Cell, Column, Table};
use web::{Answer, Paging, Reply, Visitor};

use super::{more, sheet, word};

/// An entry, and whose account did it.
type Line = (Audited, Option<String>);

fn look(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<Line>, No> {
    let page = identity::audit_log(rx, cx, paging)?;
    let mut data = Vec::new();
    for entry in page.data {
        let who = match entry.actor.parse() {
            Ok(account) => identity::handle_of(rx, account).ok(),
            Err(_) => None,
        };
        data.push((entry, who));
    }
    Ok(Page { data, next: page.next })
}

pub(super) async fn list(visitor: Visitor, paging: Paging) -> Answer<Reply> {
    super::after(&paging)?;
    visitor
        .show(paging, look, |visitor, page| {
            let reader = visitor.reader();
            let rows = page.data.iter().map(|(entry, who)| {
                vec![
                    Cell::text(reader.moment(entry.at)),
                    Cell::Of(html! { span translate="no" { @match who { Some(handle) => { "@" (handle) }, None => { (entry.actor) } } } }),
                    Cell::Of(word(reader, "desk-deed", &entry.what)),
                    Cell::Of(html! { code translate="no" { (entry.about) } }),
                    Cell::Of(html! { span translate="no" { (entry.note) } }),
                ]
            });
            let table = Table::new(reader.t("desk-audit"), vec![
                    Column::words(reader.t("desk-when")),
                    Column::words(reader.t("desk-who")),
                    Column::words(reader.t("desk-what")),
                    Column::words(reader.t("desk-about")),
                    Column::words(reader.t("desk-reason")),
                ], rows);
            let body = html! {
                @if page.data.is_empty() { p.mut { (reader.t("desk-no-deeds")) } } @else { (table.render()) }
                (more(reader, "/operator/audit", page.next.as_ref()))
            };
            sheet(visitor, "/operator/audit", &reader.t("desk-audit-title"), &body)
        })
        .await
}
