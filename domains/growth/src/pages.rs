//! The inbox (B26) and what somebody wants to hear of (B36, first part).

mod settings;
mod updates;

use db::{No, Rx};
use kernel::{Actor, Cx, Id, Scope, Uid};
use locale::{Arg, Reader};
use maud::{Markup, Render as _, html};
use web::page::{Asked, Live, Pulse, Slot, Stands, Tab};
use web::parts::{Icon, TabMark, icon};
use web::{Access, PageRoute};

use crate::Inbox;
use crate::inbox;
use crate::shown::Notice;

/// How many are unread, beside the cart and on a phone's tab.
pub(crate) const SLOTS: &[Slot] = &[
    Slot { place: "masthead.actions", fill: bell },
    Slot { place: "tab:/inbox", fill: mark },
    Slot { place: "settings.rooms", fill: room },
];

/// The room of notices, for whoever has an account.
pub(crate) const TABS: &[Tab] = &[Tab {
    path: "/inbox",
    icon: Icon::Bell,
    key: "inbox-tab",
    rank: 60,
    shown: has_account,
    stands: Stands::Always,
}];

/// Somebody's inbox is watched by nobody else.
pub(crate) const LIVE: &[Live] = &[Live::of::<Inbox>(pulse)];

pub(crate) fn pages() -> Vec<PageRoute> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/inbox", look, updates::show),
        PageRoute::post("/inbox", write, updates::read_all).twice_is_once("marks what was shown as read"),
        PageRoute::post("/inbox/{notice}", write, updates::open).twice_is_once("marks one as read"),
        PageRoute::get("/settings/notices", look, settings::show),
        PageRoute::post("/settings/notices", write, settings::choose).twice_is_once("sets fields to values"),
    ]
}

fn has_account(actor: &Actor) -> bool {
    actor.account().is_some()
}

fn pulse(rx: &mut Rx, cx: &Cx, inbox: &Uid) -> Result<Pulse, No> {
    let me = cx.account(Scope::AccountRead)?;
    if me.uid() != *inbox {
        return Err(kernel::Refusal::missing("thing").into());
    }
    Ok(Pulse { root: *inbox, seq: inbox::seq(rx, me)? })
}

/// A number beside a bell, where there is one. Without an account nobody is told anything.
fn bell(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(me) = cx.actor.account() else { return Ok(Markup::default()) };
    let count = inbox::unread(rx, me)?;
    let label = asked.reader.say("inbox-count", &[("count", count.into())]);
    let live = format!("/live/{}", Id::<Inbox>::from_uid(me.uid()));
    Ok(html! {
        a #bell .icon.desk href="/inbox" aria-label=(label) data-live=(live) data-region="bell inbox-new" {
            (icon(Icon::Bell))
            @if count > 0 { span .count aria-hidden="true" { (few(&asked.reader, count)) } }
        }
    })
}

/// A number where there is room for two digits: `99+` where there are more.
fn few(reader: &Reader, count: i64) -> String {
    let shown = reader.number(count.min(99));
    if count > 99 { format!("{shown}+") } else { shown }
}

/// The same number on a phone's tab; as the bell, it changes while a page is open.
fn mark(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(me) = cx.actor.account() else { return Ok(Markup::default()) };
    let count = inbox::unread(rx, me)?;
    let shown = (count > 0).then(|| few(&asked.reader, count).into());
    let label = asked.reader.say("inbox-new-count", &[("count", count.into())]).into();
    Ok(TabMark { id: "inbox-new".into(), count: shown, label }.render())
}

fn room(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    Ok(html! { li { a href="/settings/notices" { span { (asked.reader.t("topics-title")) } } } })
}

/// What a notice says. Of many who did the same the two latest are named, and how many others there are.
pub(crate) fn words(reader: &Reader, notice: &Notice) -> String {
    let mut args: Vec<(&'static str, Arg<'_>)> = Vec::new();
    for (name, word) in &notice.words {
        if let Some(known) = NAMES.iter().find(|known| *known == name) {
            args.push((known, word.arg()));
        }
    }
    let Some(who) = notice.by.first() else { return reader.say(&notice.key, &args) };
    args.push(("who", who.as_str().into()));
    let Some(second) = notice.by.get(1) else { return reader.say(&notice.key, &args) };
    args.push(("second", second.as_str().into()));
    if notice.people <= 2 {
        return reader.say(&format!("{}-two", notice.key), &args);
    }
    args.push(("others", (notice.people - 2).into()));
    reader.say(&format!("{}-many", notice.key), &args)
}

/// The names of what may be filled in.
const NAMES: &[&str] = &[
    "number",
    "ship_by",
    "look_until",
    "amount",
    "usable_from",
    "listings",
    "refused",
    "words",
    "count",
    "unwanted",
];

/// Why somebody got a notice.
fn why(reader: &Reader, notice: &Notice) -> Markup {
    let reason = reader.t(&format!("why-{}", notice.why));
    let fact = reader.say("why-fact", &[("pos", notice.pos.into()), ("at", notice.at.into())]);
    let body = html! { p { (reason) } p { (fact) } p { a .link href="/settings/notices" { (reader.t("why-change")) } } };
    web::parts::Docket::new(reader.t("why-title"), body).render()
}
