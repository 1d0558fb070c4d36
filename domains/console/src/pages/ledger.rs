//! The ledger (O12): what every kind of account holds, whether it all comes to nothing, who has how much, the movements
//! of one account, and one transfer with the fact that caused it.

use db::{No, Rx};
use facts::Fact;
use kernel::{Cx, Id, Limit, Money, Page, Refusal, Uid};
use ledger::{CHART, Movement, Standing, Transfer, Trial, Whole, kind};
use locale::Reader;
use maud::{Markup, Render as _, html};
use process::Purse;
use web::parts::{Cell, Column, Docket, Facts, Folio, Note, Sum, Sums, Table, Tag};
use web::{Answer, Paging, Path, Reply, Visitor};

use super::{after, more, sheet, word};
use crate::Owner;

const HERE: &str = "/operator/ledger";

struct Books {
    accounts: Vec<Standing>,
    trials: Vec<Trial>,
    /// Money that came and was not collected, or is on its way back: the most first.
    suspense: Page<(Uid, Money)>,
}

fn books(rx: &mut Rx, _: &Cx, (): &()) -> Result<Books, No> {
    let accounts = ledger::by_account(rx)?;
    let suspense = ledger::owners(rx, kind::CLEARING, Limit::DEFAULT, None)?;
    Ok(Books { trials: ledger::trial(&accounts), accounts, suspense })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    visitor
        .show((), books, |visitor, books| {
            let reader = visitor.reader();
            let body = html! {
                (trial(reader, &books))
                section.stack.g3 { (Folio::new(reader.t("desk-accounts"))) (accounts(reader, &books.accounts)) }
                section.stack.g3 {
                    (Folio::new(reader.t("desk-suspense")))
                    p.sm.mut { (reader.t("desk-suspense-what")) }
                    @if books.suspense.data.is_empty() { p.mut { (reader.t("desk-no-suspense")) } } @else { (owners_table(reader, kind::CLEARING, &books.suspense.data)) }
                }
            };
            sheet(visitor, HERE, &reader.t("desk-ledger-title"), &body)
        })
        .await
}

fn trial(reader: &Reader, books: &Books) -> Markup {
    let sums = books.trials.iter().map(|trial| {
        let money = Money::new(trial.sum, trial.currency);
        Sum::total(
            reader.say("desk-trial-of", &[("currency", reader.currency(trial.currency).as_str().into())]),
            reader.money(money),
        )
    });
    let right =
        books.trials.iter().all(|trial| trial.sum == 0) && books.accounts.iter().all(Standing::agrees);
    html! {
        @if right { (Note::new(&reader.t("desk-trial-right")).render()) } @else { (Note::bad(&reader.t("desk-trial-wrong")).render()) }
        (Docket::new(reader.t("desk-trial"), Sums(sums.collect()).render()).open())
    }
}

fn accounts(reader: &Reader, accounts: &[Standing]) -> Markup {
    let rows = accounts.iter().map(|account| {
        let name = word(reader, "desk-account", &account.kind);
        let head = match account.kept {
            Some(_) => html! { a.link href={ (HERE) "/" (account.kind) } { (name) } },
            None => name,
        };
        let money = |n: i64| reader.money(Money::new(n, account.currency));
        let kept = match account.kept {
            Some(kept) if account.agrees() => html! { (money(kept)) },
            Some(kept) => html! { (money(kept)) " " (Tag::hot(reader.t("desk-differs"))) },
            None => html! { span.mut { (reader.t("desk-open-account")) } },
        };
        vec![
            Cell::Head(head),
            Cell::text(money(account.came)),
            Cell::text(money(account.went)),
            Cell::text(reader.money(account.stands())),
            Cell::Of(kept),
        ]
    });
    Table::new(
        reader.t("desk-accounts"),
        vec![
            Column::words(reader.t("desk-account")),
            Column::number(reader.t("desk-came")),
            Column::number(reader.t("desk-went")),
            Column::number(reader.t("desk-stands")),
            Column::number(reader.t("desk-kept")),
        ],
        rows,
    )
    .render()
}

/// A kind of the chart; anything else is not there.
fn known(kind: &str) -> Result<&'static str, Refusal> {
    let found = CHART.iter().map(|(known, _)| *known).find(|known| *known == kind);
    found.ok_or_else(|| Refusal::missing("account"))
}

type Ask = (&'static str, Uid, Limit, Option<(i64, Uid)>);

fn look_owners(rx: &mut Rx, _: &Cx, (kind, _, limit, after): &Ask) -> Result<Page<(Uid, Money)>, No> {
    Ok(ledger::owners(rx, kind, *limit, *after)?)
}

pub(super) async fn owners(visitor: Visitor, Path(kind): Path<String>, paging: Paging) -> Answer<Reply> {
    let kind = known(&kind)?;
    let ask: Ask = (kind, Uid::default(), paging.limit, after(&paging)?);
    visitor
        .show(ask, look_owners, |visitor, page| {
            let reader = visitor.reader();
            let body = html! {
                @if page.data.is_empty() { p.mut { (reader.t("desk-no-owners")) } } @else { (owners_table(reader, kind, &page.data)) }
                (more(reader, &format!("{HERE}/{kind}"), page.next.as_ref()))
            };
            sheet(visitor, HERE, &reader.t(&format!("desk-account-{kind}")), &body)
        })
        .await
}

fn owners_table(reader: &Reader, kind: &str, owners: &[(Uid, Money)]) -> Markup {
    let rows = owners.iter().map(|(owner, money)| {
        let id = Id::<Owner>::from_uid(*owner);
        vec![
            Cell::Head(html! { a.link href={ (HERE) "/" (kind) "/" (id) } translate="no" { (id) } }),
            Cell::text(reader.money(*money)),
        ]
    });
    Table::new(
        reader.t("desk-owners"),
        vec![Column::words(reader.t("desk-whose")), Column::number(reader.t("desk-stands"))],
        rows,
    )
    .render()
}

fn look_account(rx: &mut Rx, _: &Cx, (kind, of, limit, after): &Ask) -> Result<Page<Movement>, No> {
    let page = ledger::movements(rx, Purse { kind, of: *of }, *limit, *after)?;
    // An account that nothing ever moved in is none.
    if page.data.is_empty() && after.is_none() {
        return Err(Refusal::missing("account").into());
    }
    Ok(page)
}

pub(super) async fn account(
    visitor: Visitor,
    Path((kind, owner)): Path<(String, Id<Owner>)>,
    paging: Paging,
) -> Answer<Reply> {
    let kind = known(&kind)?;
    let ask: Ask = (kind, owner.uid(), paging.limit, after(&paging)?);
    visitor
        .show(ask, look_account, |visitor, page| {
            let reader = visitor.reader();
            let body = html! {
                p { code translate="no" { (owner) } }
                (movements(reader, &page.data))
                (more(reader, &format!("{HERE}/{kind}/{owner}"), page.next.as_ref()))
            };
            sheet(visitor, HERE, &reader.t(&format!("desk-account-{kind}")), &body)
        })
        .await
}

fn movements(reader: &Reader, movements: &[Movement]) -> Markup {
    let rows = movements.iter().map(|movement| {
        let n = if movement.out { -movement.amount } else { movement.amount };
        let other = if movement.out { &movement.to } else { &movement.from };
        vec![
            Cell::Head(html! { a.link href={ "/operator/transfers/" (movement.id) } { (reader.moment(movement.at)) } }),
            Cell::Of(word(reader, "desk-code", &movement.code)),
            Cell::Of(word(reader, "desk-account", other)),
            Cell::text(reader.money(Money::new(n, movement.currency))),
        ]
    });
    Table::new(
        reader.t("desk-movements"),
        vec![
            Column::words(reader.t("desk-when")),
            Column::words(reader.t("desk-what")),
            Column::words(reader.t("desk-other-side")),
            Column::number(reader.t("desk-amount")),
        ],
        rows,
    )
    .render()
}

struct Moved {
    transfer: Whole,
    /// The fact that names it, where its family is known.
    cause: Option<Fact>,
}

fn look_transfer(rx: &mut Rx, _: &Cx, id: &Id<Transfer>) -> Result<Moved, No> {
    let transfer = ledger::transfer(rx, *id)?.ok_or_else(|| Refusal::missing("transfer"))?;
    let facts = match transfer.root {
        Some(root) => facts::of_root(rx, root)?,
        None => Vec::new(),
    };
    let name = id.to_string();
    let cause = facts.into_iter().find(|fact| fact.transfers.iter().any(|mark| mark.id == name));
    Ok(Moved { transfer, cause })
}

pub(super) async fn transfer(visitor: Visitor, Path(id): Path<Id<Transfer>>) -> Answer<Reply> {
    visitor
        .show(id, look_transfer, |visitor, moved| {
            let title = visitor.t("desk-transfer-title");
            sheet(visitor, HERE, &title, &entries(visitor.reader(), &moved))
        })
        .await
}

fn entries(reader: &Reader, Moved { transfer, cause }: &Moved) -> Markup {
    let side = |kind: &str, owner: Uid| {
        let id = Id::<Owner>::from_uid(owner);
        html! { a.link href={ (HERE) "/" (kind) "/" (id) } { (word(reader, "desk-account", kind)) } " " code translate="no" { (id) } }
    };
    let money = |n: i64| reader.money(Money::new(n, transfer.currency));
    let table = Table::new(
        reader.t("desk-entries"),
        vec![Column::words(reader.t("desk-account")), Column::number(reader.t("desk-amount"))],
        vec![
            vec![
                Cell::Head(side(&transfer.debit_kind, transfer.debit_owner)),
                Cell::text(money(-transfer.amount)),
            ],
            vec![
                Cell::Head(side(&transfer.credit_kind, transfer.credit_owner)),
                Cell::text(money(transfer.amount)),
            ],
        ],
    );
    html! {
        div.read.stack.g5 {
            p { code translate="no" { (transfer.id) } " · " (word(reader, "desk-code", &transfer.code)) " · " (reader.moment(transfer.at)) }
            (table)
            section.stack.g2 {
                (Folio::new(reader.t("desk-cause")))
                @match cause { Some(fact) => (told(reader, fact)), None => { p.mut { (reader.t("desk-no-cause")) } } }
            }
        }
    }
}

/// One fact in full, as the log has it.
pub(super) fn told(reader: &Reader, fact: &Fact) -> Markup {
    let code = |text: &str| html! { code translate="no" { (text) } };
    let states = match (&fact.was, &fact.now) {
        (Some(was), Some(now)) => format!("{was} → {now}"),
        (None, Some(now)) => now.clone(),
        _ => String::new(),
    };
    let notes =
        fact.note.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        (reader.t("desk-fact").into(), code(&format!("{}.{}", fact.process, fact.event))),
        (reader.t("desk-happened").into(), html! { (reader.moment(fact.at)) }),
        (reader.t("desk-who").into(), code(&fact.actor)),
    ];
    for (key, text) in [("desk-states", states), ("desk-notes", notes)] {
        if !text.is_empty() {
            lines.push((reader.t(key).into(), code(&text)));
        }
    }
    if let Some(pos) = fact.pos {
        lines.push((reader.t("desk-place").into(), html! { (reader.number(pos)) }));
    }
    if fact.process == "order" {
        let order = Id::<orders::order::Order>::from_uid(fact.root);
        lines.push((
            reader.t("desk-order").into(),
            html! { a.link href={ "/operator/orders/" (order) } translate="no" { (order) } },
        ));
    }
    Facts(lines).render()
}
