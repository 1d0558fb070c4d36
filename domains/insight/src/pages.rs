//! What somebody agrees to have counted: a page, and a line on the page about what is kept. Nobody is asked before they
//! look, and nothing is ticked for them.

use db::{No, Rx};
use kernel::{Account, Cx, Id};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::{Asked, Consent, Crumb, Fields, Slot};
use web::parts::{Act, Button, Note, Tick};
use web::{Access, Answer, PageRoute, Reply, SeeOther, Sheet, Visitor};

use crate::{Counted, api, forget_person};

/// The way here from what is kept about somebody.
pub(crate) const SLOTS: &[Slot] = &[Slot { place: "privacy.ways", fill: way }];

pub(crate) fn pages() -> Vec<PageRoute> {
    let all = Access::Public;
    vec![
        PageRoute::get("/settings/counting", all, show),
        PageRoute::post("/settings/counting", all, choose).twice_is_once("sets a cookie to a value"),
        api::beacon(),
    ]
}

fn way(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    let words = asked.reader.t("counting-title");
    Ok(html! { p { a .link href="/settings/counting" { (words) } } })
}

async fn show(visitor: Visitor) -> Answer<Reply> {
    let agreed = visitor.consent().unwrap_or_default();
    let tick = |name: &'static str, ticked| Tick {
        name: name.into(),
        value: "yes".into(),
        label: visitor.t(&format!("counting-{name}")).into(),
        ticked,
        ..Tick::default()
    };
    let main = html! {
        div .read.stack.g6 {
            header .stack.g2 { h1 { (visitor.t("counting-title")) } p { (visitor.t("counting-why")) } }
            @if visitor.is_refused() { (Note::new(&visitor.t("counting-refused")).render()) }
            form .stack.g4 method="post" action="/settings/counting" {
                (tick("analytics", agreed.analytics).render())
                (tick("personalisation", agreed.personalisation).render())
                (tick("marketing", agreed.marketing).render())
                div .row.wrapx.g3 {
                    (Button::plain(visitor.t("counting-save"), Act::Send))
                    (Button::plain(visitor.t("counting-none"), Act::Say { name: "none".into(), value: "yes".into() }))
                }
            }
            section .docket {
                h2 { (visitor.t("counting-how")) }
                ul .list { @for key in ["counting-day", "counting-person", "counting-sums", "counting-orders", "counting-end"] { li { (visitor.t(key)) } } }
            }
        }
    };
    visitor.plain(Sheet::new(visitor.t("counting-title"), main).back("/privacy")).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    analytics: Option<String>,
    personalisation: Option<String>,
    marketing: Option<String>,
    none: Option<String>,
}

async fn choose(visitor: Visitor, Fields(choice): Fields<Choice>) -> Answer<SeeOther> {
    let some = |tick: Option<String>| tick.is_some() && choice.none.is_none();
    let consent = Consent {
        analytics: some(choice.analytics),
        personalisation: some(choice.personalisation),
        marketing: some(choice.marketing),
    };
    if let (Some(account), true) = (visitor.account(), consent == Consent::default()) {
        forget(&visitor, account).await?;
    }
    Ok(SeeOther::to("/settings/counting").with(Crumb::Consent(consent)).saying("said-saved"))
}

/// Who withdraws is not only left alone from now on: what was counted is theirs no more.
async fn forget(visitor: &Visitor, account: Id<Account>) -> Answer<()> {
    let traffic = &visitor.part::<Counted>()?.traffic;
    Ok(traffic.write(&visitor.caller.actor, account, forget_person).await?)
}
