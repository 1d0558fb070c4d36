//! Parked facts: what a listener could not take. They block their family for that listener and nothing else.

use facts::Waiting;
use kernel::{Id, Uid};
use maud::{Markup, html};
use serde::Deserialize;
use web::page::SeeOther;
use web::parts::Facts;
use web::{Answer, Form, Problem, Reply, Visitor};

use super::letters::decide;
use super::{refused, sheet};
use crate::Owner;
use crate::acts::{self, Stuck, What};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    listener: String,
    pos: i64,
    root: Id<Owner>,
    act: What,
    reason: String,
}

pub(super) async fn list(visitor: Visitor) -> Answer<Reply> {
    drawn(&visitor, None).await
}

pub(super) async fn act(visitor: Visitor, Form(once, wish): Form<Wish>) -> Answer<Reply> {
    let Wish { listener, pos, root, act, reason } = wish;
    let stuck = Stuck { listener, pos, root: root.uid(), what: act, why: reason };
    match once.make::<_, (), _>(stuck, acts::parked).await {
        Ok(()) => Ok(SeeOther::to("/operator/parked").saying("said-desk-done").into()),
        Err(no) if no.is_for_the_form() => Ok(drawn(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    visitor
        .show((), facts::parked_facts, |visitor, waiting| {
            let reader = visitor.reader();
            let body = html! {
                div.read.stack.g5 {
                    p { (reader.t("desk-parked-what")) }
                    (refused(visitor, no))
                    @if waiting.is_empty() { p.mut { (reader.t("desk-no-parked")) } }
                    @for one in &waiting { (card(visitor, one)) }
                }
            };
            sheet(visitor, "/operator/parked", &reader.t("desk-parked-title"), &body)
        })
        .await
}

fn card(visitor: &Visitor, Waiting { parked, fact }: &Waiting) -> Markup {
    let reader = visitor.reader();
    let code = |text: &str| html! { code translate="no" { (text) } };
    let root: Uid = parked.root;
    let mut lines = vec![
        (reader.t("desk-place").into(), html! { (reader.number(parked.pos)) }),
        (reader.t("desk-when").into(), html! { (reader.moment(parked.at)) }),
        (reader.t("desk-said").into(), code(&parked.why)),
    ];
    if let Some(fact) = fact {
        lines.push((reader.t("desk-fact").into(), code(&format!("{}.{}", fact.process, fact.event))));
        lines.push((reader.t("desk-happened").into(), html! { (reader.moment(fact.at)) }));
        let notes = fact.note.iter().map(|(name, value)| format!("{name} {value}"));
        lines.push((reader.t("desk-notes").into(), code(&notes.collect::<Vec<_>>().join(", "))));
    }
    let hidden = html! {
        input type="hidden" name="listener" value=(parked.listener);
        input type="hidden" name="pos" value=(parked.pos);
        input type="hidden" name="root" value=(Id::<Owner>::from_uid(root));
    };
    html! {
        section.card.stack.g3 {
            h2 translate="no" { (parked.listener) }
            (Facts(lines))
            details { summary { (reader.t("desk-decide")) } (decide(visitor, "/operator/parked", None, &hidden)) }
        }
    }
}
