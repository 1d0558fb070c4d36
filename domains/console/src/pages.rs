//! The desk's pages. Each checks nothing itself: the gate hides them, and every reading and act below asks once more.

mod audit;
mod baseline;
mod faces;
mod health;
mod ledger;
mod letters;
mod orders;
mod parked;
mod payouts;

use db::{No, Rx};
use kernel::{Cursor, Cx, Role, Uid};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Asked, Sheet, Slot, Visitor};
use web::parts::{Icon, Segment, Segments, icon};
use web::{Access, Answer, PageRoute, Paging, Problem};

/// The way here from Me.
pub(crate) const SLOTS: &[Slot] = &[Slot { place: "me.rooms", fill: room }];

pub(crate) fn pages() -> Vec<PageRoute> {
    let (staff, admin) = (Access::Hidden(Role::Staff), Access::Hidden(Role::Admin));
    vec![
        PageRoute::get("/operator", staff, health::show),
        PageRoute::get("/operator/baseline", staff, baseline::show).cost(10),
        PageRoute::get("/operator/orders", staff, orders::list),
        PageRoute::get("/operator/orders/{order}", staff, orders::show),
        PageRoute::get("/operator/ledger", staff, ledger::show).cost(10),
        PageRoute::get("/operator/ledger/{kind}", staff, ledger::owners),
        PageRoute::get("/operator/ledger/{kind}/{owner}", staff, ledger::account),
        PageRoute::get("/operator/transfers/{transfer}", staff, ledger::transfer),
        PageRoute::get("/operator/jobs", staff, letters::list),
        PageRoute::get("/operator/jobs/{job}", staff, letters::show),
        PageRoute::post("/operator/jobs/{job}", staff, letters::act),
        PageRoute::get("/operator/parked", staff, parked::list),
        PageRoute::post("/operator/parked", staff, parked::act),
        PageRoute::get("/operator/faces", staff, faces::show),
        PageRoute::post("/operator/faces", staff, faces::act),
        PageRoute::get("/operator/payouts", staff, payouts::list),
        PageRoute::post("/operator/payouts/{payout}", staff, payouts::act),
        PageRoute::get("/operator/audit", admin, audit::list),
    ]
}

fn room(_: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    if !cx.actor.is_staff() {
        return Ok(Markup::default());
    }
    let title = asked.reader.t("desk-title");
    Ok(html! { li { a href="/operator" { (icon(Icon::ShieldCheck)) span { (title) } } } })
}

/// The desk's rooms, in their order, each with the key of its name.
const ROOMS: &[(&str, &str)] = &[
    ("/operator", "desk-health"),
    ("/operator/baseline", "desk-baseline"),
    ("/operator/orders", "desk-orders"),
    ("/operator/ledger", "desk-ledger"),
    ("/operator/payouts", "desk-payouts"),
    ("/operator/jobs", "desk-jobs"),
    ("/operator/parked", "desk-parked"),
    ("/operator/faces", "desk-faces"),
];

/// A page of the desk: its heading, the way to the other rooms, and what stands in it.
fn sheet(visitor: &Visitor, here: &'static str, title: &str, body: &Markup) -> Sheet {
    let reader = visitor.reader();
    let segment = |(path, key): &(&'static str, &'static str)| Segment {
        href: (*path).into(),
        text: reader.t(key).into(),
        current: *path == here,
        count: None,
    };
    let mut items: Vec<Segment<'_>> = ROOMS.iter().map(segment).collect();
    if visitor.caller.actor.is_admin() {
        items.push(segment(&("/operator/audit", "desk-audit")));
    }
    let segments = Segments { label: reader.t("desk-title").into(), items };
    let main = html! {
        div.stack.g6 {
            header.stack.g2 {
                p.sm.mut { (reader.t("desk-title")) " · " span translate="no" { (visitor.market_name()) } }
                h1 { (title) }
                (segments)
            }
            (body)
        }
    };
    Sheet::new(title, main).plain("/me").studio()
}

/// Where a list goes on.
fn after(paging: &Paging) -> Answer<Option<(i64, Uid)>> {
    let parts = paging.after.as_ref().map(Cursor::parts).transpose();
    Ok(parts.map_err(|_| kernel::Refusal::missing("page"))?)
}

/// A link to the next page of a list.
fn more(reader: &Reader, here: &str, next: Option<&String>) -> Markup {
    html! { @if let Some(next) = next { p { a.link href={ (here) (if here.contains('?') { '&' } else { '?' }) "after=" (next) } { (reader.t("desk-more")) } } } }
}

/// A word of a list that has one for it, else the word as it is stored.
fn word(reader: &Reader, key: &str, stored: &str) -> Markup {
    let key = format!("{key}-{}", stored.replace(['.', '/'], "-"));
    html! { @if reader.has(&key) { (reader.t(&key)) } @else { span translate="no" { (stored) } } }
}

/// What was refused, above a list of forms.
fn refused(visitor: &Visitor, no: Option<&Problem>) -> Markup {
    html! { @if let Some(no) = no { div tabindex="-1" autofocus { (web::parts::Note::bad(&visitor.words_of(no)).render()) } } }
}
