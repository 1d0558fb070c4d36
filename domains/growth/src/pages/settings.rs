//! What somebody wants to hear of.

use db::Rx;
use kernel::Cx;
use maud::{Render as _, html};
use web::page::{Asked, Fields, SeeOther};
use web::parts::{Act, Button, Tick};
use web::{Answer, Reply, Sheet, Visitor};

use crate::inbox;
use crate::topics::TOPICS;

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let read = |rx: &mut Rx, cx: &Cx, asked: &Asked| {
        Ok((inbox::off(rx, cx, &())?, asked.fill(rx, cx, "settings.notices")?))
    };
    visitor
        .show(visitor.asked(), read, |visitor, (off, others)| {
            let tick = |word: &'static str| Tick {
                name: word.into(),
                value: "yes".into(),
                label: visitor.t(&format!("topic-{word}-what")).into(),
                ticked: !off.iter().any(|one| one == word),
                ..Tick::default()
            };
            let main = html! {
                div .stack.g6 {
                    header .stack.g2 { h1 { (visitor.t("topics-title")) } p { (visitor.t("topics-why")) } }
                    div .two {
                    form .stack.g2 method="post" action="/settings/notices" {
                        @for topic in TOPICS.iter().filter(|topic| topic.may_be_off && topic.word != "market") { (tick(topic.word).render()) }
                        @if visitor.caller.actor.is_staff() { (tick("market").render()) }
                        p .sm.mut { (visitor.t("topics-safety")) }
                        (Button::go(visitor.t("topics-save"), Act::Send))
                    }
                    @for other in others { (other) }
                    }
                    p { a .link href="/inbox" { (visitor.t("inbox-title")) } }
                }
            };
            Sheet::new(visitor.t("topics-title"), main).back("/settings").tab("/me")
        })
        .await
}

/// The ticks that were sent: a topic that is not among them is off.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ticks {
    orders: Option<String>,
    sales: Option<String>,
    money: Option<String>,
    people: Option<String>,
    shop: Option<String>,
    market: Option<String>,
}

pub(super) async fn choose(visitor: Visitor, Fields(ticks): Fields<Ticks>) -> Answer<SeeOther> {
    let Ticks { orders, sales, money, people, shop, market } = ticks;
    let all = [
        ("orders", orders),
        ("sales", sales),
        ("money", money),
        ("people", people),
        ("shop", shop),
        ("market", market),
    ];
    let on: Vec<String> =
        all.into_iter().filter(|(_, tick)| tick.is_some()).map(|(word, _)| word.to_owned()).collect();
    let mut on = on;
    if !visitor.caller.actor.is_staff() {
        on.push("market".into()); // nobody asked them
    }
    visitor.write(inbox::Wanted(on), inbox::choose).await?;
    Ok(SeeOther::to("/settings/notices").saying("said-saved"))
}
