//! Payouts: how many stand where, and those that have not ended.

use kernel::{Id, Money};
use locale::Reader;
use maud::{Markup, Render as _, html};
use payments::{Payout, PayoutView, PayoutsStanding, payouts_standing};
use serde::Deserialize;
use web::page::SeeOther;
use web::parts::{Act, Button, Cell, Column, Field, Folio, Table};
use web::{Answer, Form, Path, Problem, Reply, Visitor};

use super::{refused, sheet, word};
use crate::acts;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    reason: String,
}

pub(super) async fn list(visitor: Visitor) -> Answer<Reply> {
    drawn(&visitor, None).await
}

pub(super) async fn act(
    visitor: Visitor,
    Path(id): Path<Id<Payout>>,
    Form(once, wish): Form<Wish>,
) -> Answer<Reply> {
    match once.make::<_, (), _>((id, wish.reason), acts::payout).await {
        Ok(()) => Ok(SeeOther::to("/operator/payouts").saying("said-desk-done").into()),
        Err(no) if no.is_for_the_form() => Ok(drawn(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    visitor
        .show((), payouts_standing, |visitor, PayoutsStanding { counts, open }| {
            let reader = visitor.reader();
            let body = html! {
                (refused(visitor, no))
                section.stack.g3 { (Folio::new(reader.t("desk-payouts-all"))) (counted(reader, &counts)) }
                section.stack.g3 {
                    (Folio::new(reader.t("desk-payouts-open")))
                    @if open.is_empty() { p.mut { (reader.t("desk-no-open-payouts")) } }
                    ul.stack.g3 { @for payout in &open { li.card.stack.g2 { (line(visitor, payout)) } } }
                }
            };
            sheet(visitor, "/operator/payouts", &reader.t("desk-payouts-title"), &body)
        })
        .await
}

fn counted(reader: &Reader, counts: &[(String, i64, Money)]) -> Markup {
    if counts.is_empty() {
        return html! { p.mut { (reader.t("desk-no-payouts")) } };
    }
    let rows = counts.iter().map(|(state, count, sum)| {
        vec![
            Cell::Head(word(reader, "till-payout", state)),
            Cell::text(reader.number(*count)),
            Cell::text(reader.money(*sum)),
        ]
    });
    Table::new(
        reader.t("desk-payouts-all"),
        vec![
            Column::words(reader.t("desk-state")),
            Column::number(reader.t("desk-count")),
            Column::number(reader.t("desk-amount")),
        ],
        rows,
    )
    .render()
}

fn line(visitor: &Visitor, payout: &PayoutView) -> Markup {
    let reader = visitor.reader();
    let reason =
        Field { required: true, longest: Some(500), ..Field::new("reason", reader.t("desk-reason")) };
    html! {
        div.row.between.wrapx { b.num { (reader.money(payout.amount)) } (word(reader, "till-payout", &payout.status)) }
        p.sm { code translate="no" { (payout.id) } " · " (reader.moment(payout.asked_at)) }
        @if payout.status == "parked" {
            form.stack.g3 method="post" action={ "/operator/payouts/" (payout.id) } {
                (visitor.intent())
                (reason)
                (Button::plain(reader.t("desk-retry"), Act::Send).small())
            }
        }
    }
}
