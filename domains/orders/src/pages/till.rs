//! The studio's money (S15): what a shop can have sent, what is held for which order and until when, its payouts, where
//! they go, and the statement that adds up to what it has.

mod destination;
mod export;
mod payout;
mod statement;

use catalog::{Shop, ShopKey, ShopRole};
use db::{No, Rx};
use kernel::{Cx, Id, Limit, Money, Page, Scope, Time};
use locale::Reader;
use maud::{Markup, Render as _, html};
use payments::{Destination, Payable, PayoutView};
use process::Words as _;
use web::page::{Asked, Reply, Sheet, Visitor};
use web::parts::{Act, Button, Cell, Column, Docket, Folio, Kpi, Kpis, Note, Sum, Sums, Table, Tag};
use web::{Access, Answer, PageRoute, Paging, Path};

use super::path;
use crate::order::State;
use crate::till::{self, Held, Line, Till};

/// So many of each list stand on the front page; the rest is a page further.
const SHOWN: u16 = 10;

pub(super) fn pages() -> Vec<PageRoute> {
    let (look, act) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::PayoutsWrite));
    vec![
        PageRoute::get("/studio/{shop}/money", look, show),
        PageRoute::get("/studio/{shop}/money/held", look, held),
        PageRoute::get("/studio/{shop}/money/statement", look, statement::show),
        PageRoute::get("/studio/{shop}/money/statement.csv", look, export::statement).cost(30),
        PageRoute::get("/studio/{shop}/money/invoices.csv", look, export::invoices).cost(30),
        PageRoute::get("/studio/{shop}/money/payout", act, payout::page),
        PageRoute::post("/studio/{shop}/money/payout", act, payout::ask),
        PageRoute::get("/studio/{shop}/money/destination", act, destination::page),
        PageRoute::post("/studio/{shop}/money/destination", act, destination::set).cost(identity::HASHING),
    ]
}

/// The address of a shop's money.
fn home(handle: &str) -> String {
    format!("/studio/{handle}/money")
}

struct Found {
    till: Till,
    held: Page<Held>,
    lines: Page<Line>,
    payouts: Page<PayoutView>,
    destination: Option<Destination>,
}

fn look(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<Found, No> {
    let till = till::till(rx, cx, key)?;
    let limit = Limit::new(SHOWN).unwrap_or(Limit::DEFAULT);
    let stretch = (key.clone(), (limit, None));
    let paging = Paging { limit, after: None };
    Ok(Found {
        held: till::held(rx, cx, &stretch)?,
        lines: till::statement(rx, cx, &stretch)?,
        payouts: payments::payouts(rx, cx, &(till.shop.id, paging))?,
        destination: payments::destination(rx, cx, &till.shop.id)?,
        till,
    })
}

async fn show(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Reply> {
    visitor.show(shop, look, |visitor, found| sheet(visitor, &found)).await
}

fn sheet(visitor: &Visitor, found: &Found) -> Sheet {
    let reader = visitor.reader();
    let till = &found.till;
    let here = home(&till.shop.handle);
    let main = html! {
        div.stack.g6 {
            header.stack.g1 {
                p.sm.mut { (reader.t("studio-title")) " · " span translate="no" { (till.shop.name) } }
                h1 { (reader.t("till-title")) }
            }
            (figures(reader, till))
            div.split {
                div.stack.g6 {
                    (send(reader, found, &here))
                    section.stack.g3 {
                        (Folio { small: Some(bridges(reader, till).into()), ..Folio::new(reader.t("till-held-title")) })
                        (held_table(reader, &found.held.data))
                        @if found.held.next.is_some() { p { a.link href={ (here) "/held" } { (reader.t("till-all-held")) } } }
                    }
                    section.stack.g3 {
                        (Folio::new(reader.t("till-statement")).link(format!("{here}/statement"), reader.t("till-all-lines")))
                        p.sm.mut { (adds_up(reader, till)) }
                        (statement::table(reader, &found.lines.data))
                    }
                }
                aside.side.stack.g5 {
                    (goes_to(reader, found, &here))
                    (payouts(reader, found, &here))
                    section.stack.g2 {
                        (Folio::new(reader.t("till-files")))
                        p { a.link href={ (here) "/statement.csv" } { (reader.t("till-csv-statement")) } }
                        p { a.link href={ (here) "/invoices.csv" } { (reader.t("till-csv-invoices")) } }
                    }
                }
            }
        }
    };
    Sheet::new(reader.t("till-title"), main).back("/studio").tab("/studio").studio()
}

fn figures(reader: &Reader, till: &Till) -> Kpis<'static> {
    let figure = |money: Money, key: &str| Kpi {
        number: reader.money(money).into(),
        what: reader.t(key).into(),
        change: None,
    };
    Kpis(vec![
        figure(till.payable.available, "till-available"),
        figure(till.pending, "till-pending"),
        figure(till.bridge, "till-bridge"),
        figure(till.on_its_way, "till-on-its-way"),
        figure(till.paid_out, "till-paid-out"),
    ])
}

fn bridges(reader: &Reader, till: &Till) -> String {
    reader.say("till-bridges", &[("count", till.bridges.into()), ("total", till.bridge.into())])
}

fn adds_up(reader: &Reader, till: &Till) -> String {
    let (available, pending) = (till.payable.available, till.pending);
    let whole = Money::new(available.amount + pending.amount, available.currency);
    let args = [("whole", whole.into()), ("available", available.into()), ("pending", pending.into())];
    reader.say("till-adds-up", &args)
}

/// As it goes off.
const fn less(money: Money) -> Money {
    Money::new(-money.amount, money.currency)
}

/// What can be sent now, with its one button, and how it comes about.
fn send(reader: &Reader, found: &Found, here: &str) -> Markup {
    let payable = &found.till.payable;
    let enough = payable.free.amount >= payable.least.amount && payable.free.amount > 0;
    let sums = Sums(vec![
        Sum::of(reader.t("till-in-the-books"), reader.money(payable.available)),
        Sum::of(reader.t("till-owed"), reader.money(less(payable.cash))),
        Sum::of(reader.t("till-owed-back"), reader.money(less(payable.back))),
        Sum::total(reader.t("till-free"), reader.money(payable.free)),
    ]);
    html! {
        section.card.stack.g3 {
            p { b.price { (reader.money(payable.free)) } br; span.sm.mut { (reader.t("till-free")) } }
            @if enough && found.destination.is_some() {
                (Button::go(reader.say("till-send", &[("amount", payable.free.into())]), Act::to(format!("{here}/payout"))).full())
            } @else if enough {
                (Button::go(reader.t("till-say-where"), Act::to(format!("{here}/destination"))).full())
            } @else {
                p.sm { (too_little(reader, payable)) }
            }
            (Docket::new(reader.t("till-how"), sums.render()))
        }
    }
}

/// Why nothing can be sent: there is nothing, or less than is sent at a time.
fn too_little(reader: &Reader, payable: &Payable) -> String {
    if payable.free.amount == 0 {
        return reader.t("till-nothing");
    }
    reader.say("till-too-little", &[("least", payable.least.into())])
}

fn goes_to(reader: &Reader, found: &Found, here: &str) -> Markup {
    let change = format!("{here}/destination");
    let owner = found.till.role == ShopRole::Owner;
    html! {
        section.stack.g2 {
            (Folio::new(reader.t("till-goes-to")))
            @match &found.destination {
                Some(to) => {
                    p { b translate="no" { (to.destination) } " " span.mut translate="no" { (to.method) } }
                    @if reader.now() < to.usable_from {
                        (Note::new(&reader.say("till-cooling", &[("from", to.usable_from.into())])).render())
                    } @else { p.sm.mut { (reader.say("till-set-at", &[("at", to.set_at.into())])) } }
                }
                None => { p.mut { (reader.t("till-nowhere")) } }
            }
            @if owner { p { a.link href=(change) { (reader.t(if found.destination.is_some() { "till-change" } else { "till-say-where" })) } } }
            @else { p.sm.mut { (reader.t("till-owner-says")) } }
        }
    }
}

fn payouts(reader: &Reader, found: &Found, here: &str) -> Markup {
    html! {
        section.stack.g2 {
            (Folio::new(reader.t("till-payouts")))
            @if found.payouts.data.is_empty() { p.mut { (reader.t("till-no-payouts")) } }
            ul.stack.g3 {
                @for payout in &found.payouts.data {
                    @let id = payout.id.to_string();
                    li.stack.g1 id=(id) data-live=[under_way(payout).then(|| format!("/live/{id}"))] data-region=(id) {
                        div.row.between.wrapx {
                            b.num { (reader.money(payout.amount)) }
                            (stands(reader, payout))
                        }
                        p.sm.mut { (reader.say("till-asked-at", &[("at", payout.asked_at.into())])) }
                        @if payout.status == "failed" {
                            p.sm { (reader.t("till-payout-failed-why")) " "
                                a.link href={ (here) "/payout" } { (reader.t("till-ask-again")) span.vh { " " (reader.money(payout.amount)) } } }
                        }
                        @if payout.status == "parked" { p.sm { (reader.t("till-payout-parked-why")) } }
                    }
                }
            }
        }
    }
}

fn under_way(payout: &PayoutView) -> bool {
    matches!(payout.status.as_str(), "asked" | "sent" | "parked")
}

fn stands(reader: &Reader, payout: &PayoutView) -> Tag<'static> {
    let words = reader.t(&format!("till-payout-{}", payout.status));
    match payout.status.as_str() {
        "paid" => Tag::ok(words),
        "failed" => Tag::hot(words),
        "parked" => Tag::wait(words),
        _ => Tag::new(words),
    }
}

fn held_table(reader: &Reader, held: &[Held]) -> Markup {
    if held.is_empty() {
        return html! { p.mut { (reader.t("till-none-held")) } };
    }
    let rows = held.iter().map(|held| {
        let number = html! { a.link.nw href=(path(held.order)) translate="no" { (held.number) } };
        vec![
            Cell::Head(number),
            Cell::text(why(reader, held)),
            Cell::text(yours(reader, held.at)),
            Cell::text(reader.money(held.share)),
        ]
    });
    Table::new(
        reader.t("till-held-title"),
        vec![
            Column::words(reader.t("till-order")),
            Column::words(reader.t("till-why")),
            Column::words(reader.t("till-yours")),
            Column::number(reader.t("till-share")),
        ],
        rows,
    )
    .render()
}

/// Why it is held: what the order waits for, and until when.
fn why(reader: &Reader, held: &Held) -> String {
    let key = if held.why == State::ToShip && held.until.is_some_and(|by| by < reader.now()) {
        "till-why-late".to_owned()
    } else {
        format!("till-why-{}", held.why.word())
    };
    let by = held.until.map(|at| reader.day(at)).unwrap_or_default();
    reader.say(&key, &[("day", by.as_str().into())])
}

fn yours(reader: &Reader, at: Option<Time>) -> String {
    match at {
        Some(at) => reader.say("till-at-the-latest", &[("day", reader.day(at).as_str().into())]),
        None => reader.t("till-once-sent"),
    }
}

type AllHeld = (Till, Page<Held>);

fn all_held(rx: &mut Rx, cx: &Cx, ask: &(ShopKey, till::Stretch)) -> Result<AllHeld, No> {
    Ok((till::till(rx, cx, &ask.0)?, till::held(rx, cx, ask)?))
}

async fn held(visitor: Visitor, Path(shop): Path<ShopKey>, paging: Paging) -> Answer<Reply> {
    let stretch = crate::api::page_of(&paging)?;
    visitor
        .show((shop, stretch), all_held, |visitor, (till, page)| {
            let reader = visitor.reader();
            let here = home(&till.shop.handle);
            let main = html! {
                div.stack.g5 {
                    header.stack.g1 {
                        p.sm.mut { (reader.t("studio-title")) " · " span translate="no" { (till.shop.name) } }
                        h1 { (reader.t("till-held-title")) }
                        p { (bridges(reader, &till)) }
                    }
                    (held_table(reader, &page.data))
                    @if let Some(next) = &page.next { p { a.link href={ (here) "/held?after=" (next) } { (reader.t("till-more")) } } }
                }
            };
            Sheet::new(reader.t("till-held-title"), main).back(here).tab("/studio").studio()
        })
        .await
}

/// The shop's money on the studio's front page.
pub(super) fn today(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing.map(Id::<Shop>::from_uid) else { return Ok(Markup::default()) };
    let till = match till::till(rx, cx, &shop.into()) {
        Ok(till) => till,
        Err(no) if no.is_missing() => return Ok(Markup::default()),
        Err(no) => return Err(no),
    };
    let reader = &asked.reader;
    let here = home(&till.shop.handle);
    let sums = Sums(vec![
        Sum::of(reader.t("till-bridge"), reader.money(till.bridge)),
        Sum::of(reader.t("till-pending"), reader.money(till.pending)),
        Sum::of(reader.t("till-on-its-way"), reader.money(till.on_its_way)),
    ]);
    Ok(html! {
        section.stack.g3 {
            (Folio { small: Some(till.shop.name.as_str().into()), ..Folio::new(reader.t("till-title")) }.link(here, reader.t("till-open")))
            p { b.price { (reader.money(till.payable.free)) } br; span.sm.mut { (reader.t("till-free")) } }
            (Docket::new(reader.t("till-not-yet"), sums.render()))
        }
    })
}
