//! Dead letters: what was tried too often. Each is tried again or put away, with a reason.

use db::{No, Rx};
use jobs::{Count, Dead, Job, Letter, Opened};
use kernel::{Cx, Id, Page};
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::SeeOther;
use web::parts::{Act, Button, Cell, Column, Facts, Field, Folio, Table};
use web::{Answer, Form, Paging, Path, Problem, Reply, Visitor};

use super::{after, more, refused, sheet};
use crate::acts::{self, What};
use crate::redact;

type Found = (Page<Letter>, Vec<Count>);

fn look(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Found, No> {
    let dead = Dead { limit: paging.limit, after: paging.after.clone() };
    Ok((jobs::dead(rx, cx, &dead)?, jobs::census(rx, cx, &())?))
}

pub(super) async fn list(visitor: Visitor, paging: Paging) -> Answer<Reply> {
    after(&paging)?;
    visitor
        .show(paging, look, |visitor, (page, census)| {
            let reader = visitor.reader();
            let body = html! {
                section.stack.g3 {
                    (Folio::new(reader.t("desk-letters")))
                    @if page.data.is_empty() { p.mut { (reader.t("desk-no-letters")) } } @else { (table(reader, &page.data)) }
                    (more(reader, "/operator/jobs", page.next.as_ref()))
                }
                section.stack.g3 {
                    (Folio::new(reader.t("desk-queue")))
                    @if census.is_empty() { p.mut { (reader.t("desk-no-jobs")) } }
                    ul.stack.g1 { @for count in &census { li { code translate="no" { (count.kind) } " · " (super::word(reader, "desk-job", count.state.word())) " · " (reader.number(count.count)) } } }
                }
            };
            sheet(visitor, "/operator/jobs", &reader.t("desk-jobs-title"), &body)
        })
        .await
}

fn table(reader: &Reader, letters: &[Letter]) -> Markup {
    let rows = letters.iter().map(|letter| {
        vec![
            Cell::Head(
                html! { a.link href={ "/operator/jobs/" (letter.id) } translate="no" { (letter.kind) } },
            ),
            Cell::Of(html! { code translate="no" { (letter.subject) } }),
            Cell::text(reader.moment(letter.ended)),
            Cell::text(reader.number(letter.attempts)),
            Cell::Of(html! { span translate="no" { (letter.last_error) } }),
        ]
    });
    Table::new(
        reader.t("desk-letters"),
        vec![
            Column::words(reader.t("desk-kind")),
            Column::words(reader.t("desk-about")),
            Column::words(reader.t("desk-given-up")),
            Column::number(reader.t("desk-tries")),
            Column::words(reader.t("desk-said")),
        ],
        rows,
    )
    .render()
}

pub(super) async fn show(visitor: Visitor, Path(id): Path<Id<Job>>) -> Answer<Reply> {
    drawn(&visitor, id, None).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    act: What,
    reason: String,
}

pub(super) async fn act(
    visitor: Visitor,
    Path(id): Path<Id<Job>>,
    Form(once, wish): Form<Wish>,
) -> Answer<Reply> {
    match once.make::<_, (), _>((id, wish.act, wish.reason), acts::letter).await {
        Ok(()) => Ok(SeeOther::to("/operator/jobs").saying("said-desk-done").into()),
        Err(no) if no.is_for_the_form() => Ok(drawn(&visitor, id, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, id: Id<Job>, no: Option<&Problem>) -> Answer<Reply> {
    visitor
        .show(id, jobs::letter, |visitor, opened| {
            let title = visitor.t("desk-letter-title");
            sheet(visitor, "/operator/jobs", &title, &letter(visitor, &opened, no))
        })
        .await
}

fn letter(visitor: &Visitor, Opened { letter, payload }: &Opened, no: Option<&Problem>) -> Markup {
    let reader = visitor.reader();
    let code = |text: &str| html! { code translate="no" { (text) } };
    let facts = Facts(vec![
        (reader.t("desk-kind").into(), code(&letter.kind)),
        (reader.t("desk-about").into(), code(&letter.subject.to_string())),
        (reader.t("desk-asked").into(), html! { (reader.moment(letter.created)) }),
        (reader.t("desk-given-up").into(), html! { (reader.moment(letter.ended)) }),
        (reader.t("desk-tries").into(), html! { (reader.number(letter.attempts)) }),
        (reader.t("desk-said").into(), code(&letter.last_error)),
    ]);
    html! {
        div.read.stack.g5 {
            (refused(visitor, no))
            (facts)
            section.stack.g2 {
                (Folio::new(reader.t("desk-payload")))
                pre translate="no" tabindex="0" { (redact::payload(payload)) }
                p.sm.mut { (reader.t("desk-redacted")) }
            }
            (decide(visitor, &format!("/operator/jobs/{}", letter.id), no, &Markup::default()))
        }
    }
}

/// The form of both acts: a reason and a button each.
pub(super) fn decide(visitor: &Visitor, to: &str, no: Option<&Problem>, hidden: &Markup) -> Markup {
    let reader = visitor.reader();
    let say = |value: &'static str| Act::Say { name: "act".into(), value: value.into() };
    let reason = Field {
        required: true,
        longest: Some(500),
        error: no.filter(|no| no.field() == Some("/reason")).map(|no| visitor.words_of(no).into()),
        ..Field::new("reason", reader.t("desk-reason"))
    };
    html! {
        form.stack.g3 method="post" action=(to) {
            (visitor.intent())
            (hidden)
            (reason)
            div.row.wrapx {
                (Button::plain(reader.t("desk-retry"), say("retry")))
                (Button::stop(reader.t("desk-away"), say("away")))
            }
        }
    }
}
