//! How the market is doing (O1).

use kernel::Span;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Cell, Column, Facts, Folio, Kpi, Kpis, Table, Trend};
use web::{Answer, Reply, Visitor};

use super::{sheet, word};
use crate::health::{Health, look};

/// A job that is due for longer than this is late: workers look each second.
const LATE: Span = Span::minutes(1);

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    visitor
        .show((), look, |visitor, health| {
            let reader = visitor.reader();
            let body = html! {
                (figures(reader, &health))
                div.two {
                    section.card.stack.g3 { (Folio::new(reader.t("desk-orders-day"))) (orders(reader, &health)) }
                    section.card.stack.g3 { (Folio::new(reader.t("desk-waits"))) (waits(reader, &health)) }
                }
                div.two {
                    section.card.stack.g3 { (Folio::new(reader.t("desk-jobs")).link("/operator/jobs", reader.t("desk-open"))) (jobs(reader, &health)) }
                    section.card.stack.g3 { (Folio::new(reader.t("desk-process"))) (process(visitor, &health)) }
                }
            };
            sheet(visitor, "/operator", &reader.t("desk-health-title"), &body)
        })
        .await
}

fn figures(reader: &Reader, health: &Health) -> Kpis<'static> {
    let orders: i64 = health.orders.iter().map(|(_, count)| count).sum();
    let lag = health.lags.iter().map(|(_, lag)| *lag).max().unwrap_or(0) + health.log.1;
    let bad = |count: i64| (count > 0).then(|| (Trend::Down, reader.t("desk-look").into()));
    let late = health.late(reader.now() - LATE).then(|| (Trend::Down, reader.t("desk-late").into()));
    let kpi = |number: i64, key: &str, change| Kpi {
        number: reader.number(number).into(),
        what: reader.t(key).into(),
        change,
    };
    Kpis(vec![
        kpi(orders, "desk-kpi-orders", None),
        kpi(health.jobs(jobs::State::Ready), "desk-kpi-ready", late),
        kpi(health.jobs(jobs::State::Dead), "desk-kpi-dead", bad(health.jobs(jobs::State::Dead))),
        kpi(health.parked, "desk-kpi-parked", bad(health.parked)),
        kpi(health.webhooks, "desk-kpi-webhooks", bad(health.webhooks)),
        kpi(lag, "desk-kpi-lag", None),
    ])
}

fn orders(reader: &Reader, health: &Health) -> Markup {
    if health.orders.is_empty() {
        return html! { p.mut { (reader.t("desk-no-orders")) } };
    }
    let rows = health.orders.iter().map(|(state, count)| {
        vec![Cell::Head(word(reader, "order-state", state)), Cell::text(reader.number(*count))]
    });
    let columns = vec![Column::words(reader.t("desk-state")), Column::number(reader.t("desk-count"))];
    Table::new(reader.t("desk-orders-day"), columns, rows).render()
}

/// What waits, on whom, and when the first of it is over.
fn waits(reader: &Reader, health: &Health) -> Markup {
    if health.ringing.is_empty() {
        return html! { p.mut { (reader.t("desk-nothing-waits")) } };
    }
    let rows = health.ringing.iter().map(|ringing| {
        let clock = format!("{}-{}", ringing.process, ringing.clock);
        vec![
            Cell::Head(word(reader, "desk-wait", &clock)),
            Cell::Of(word(reader, "desk-whom", &clock)),
            Cell::text(reader.number(ringing.count)),
            Cell::text(reader.moment(ringing.first)),
        ]
    });
    let columns = vec![
        Column::words(reader.t("desk-what")),
        Column::words(reader.t("desk-whom")),
        Column::number(reader.t("desk-count")),
        Column::words(reader.t("desk-first")),
    ];
    Table::new(reader.t("desk-waits"), columns, rows).render()
}

fn jobs(reader: &Reader, health: &Health) -> Markup {
    if health.jobs.is_empty() {
        return html! { p.mut { (reader.t("desk-no-jobs")) } };
    }
    let rows = health.jobs.iter().map(|count| {
        vec![
            Cell::Head(html! { code translate="no" { (count.kind) } }),
            Cell::Of(word(reader, "desk-job", count.state.word())),
            Cell::text(reader.number(count.count)),
            Cell::text(reader.moment(count.oldest)),
        ]
    });
    let columns = vec![
        Column::words(reader.t("desk-kind")),
        Column::words(reader.t("desk-state")),
        Column::number(reader.t("desk-count")),
        Column::words(reader.t("desk-oldest")),
    ];
    Table::new(reader.t("desk-jobs"), columns, rows).render()
}

fn process(visitor: &Visitor, health: &Health) -> Markup {
    let reader = visitor.reader();
    let depth = visitor.db.depth();
    let count = |n: usize| reader.number(i64::try_from(n).unwrap_or(i64::MAX));
    let said = |text: String| html! { (text) };
    let mut lines =
        vec![
            (reader.t("desk-version").into(), html! { span translate="no" { (health.version) } }),
            (reader.t("desk-up").into(), said(reader.span(health.up))),
            (
                reader.t("desk-store").into(),
                said(reader.t(if health.shared { "desk-server" } else { "desk-file" })),
            ),
            (reader.t("desk-writes").into(), said(count(depth.writes))),
            (reader.t("desk-reads").into(), said(count(depth.reads))),
            (
                reader.t("desk-ahead").into(),
                said(reader.say("desk-millis", &[("count", health.ahead_millis().into())])),
            ),
            (
                reader.t("desk-log").into(),
                said(reader.say(
                    "desk-log-says",
                    &[("placed", health.log.0.into()), ("waiting", health.log.1.into())],
                )),
            ),
        ];
    for (name, lag) in &health.lags {
        let behind = reader.say("desk-behind", &[("count", (*lag).into())]);
        let line = html! { code translate="no" { (name) } " · " (behind) };
        lines.push((reader.t("desk-heard-by").into(), line));
    }
    let search = match health.search {
        Some(lag) => reader.say("desk-behind", &[("count", lag.into())]),
        None => reader.t("desk-search-built"),
    };
    lines.push((reader.t("desk-search").into(), said(search)));
    lines.push((reader.t("desk-backup").into(), said(reader.t("desk-backup-unknown"))));
    Facts(lines).render()
}
