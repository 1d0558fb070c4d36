//! The baseline (O1): who came, how far they got, what was sold. Money and orders are the books' and the log's; visitors
//! are those who agreed to be counted, and no number of fewer than ten people is shown.

use insight::{Counted, Crowd, Days, People, Sales};
use kernel::{Currency, Money, Span, Time};
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Cell, Chart, Column, Folio, Kpi, Kpis, Measure, Table};
use web::{Answer, Reply, Visitor};

use super::sheet;

/// Four weeks, so that each day of the week is in it as often.
const DAYS: i64 = 28;

/// A day as people read it, whatever the zone of who reads: its noon in Greenwich.
fn at(day: i64) -> Time {
    Time::from_micros(0) + Span::days(day) + Span::hours(12)
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let today = visitor.db.wiring().get::<insight::Calendar>().map_or(0, |days| days.day(visitor.db.now()));
    let days = Days { first: today - DAYS + 1, last: today };
    let traffic = &visitor.part::<Counted>()?.traffic;
    let crowd = traffic.read(&visitor.caller.actor, days, insight::crowd).await?;
    let drawn = |visitor: &Visitor, sales: Sales| {
        let reader = visitor.reader();
        let body = html! {
            p.mut { (as_of(reader, days, &sales, &crowd)) }
            (figures(reader, &sales, &crowd))
            @for sum in sales.sums() {
                section.card.stack.g3 { (Folio::new(reader.say("base-net-days", &[("currency", sum.currency.code().into())]))) (net(reader, days, &sales, sum)) }
            }
            div.two {
                section.card.stack.g3 { (Folio::new(reader.t("base-orders-days"))) (orders(reader, days, &sales)) }
                section.card.stack.g3 { (Folio::new(reader.t("base-visitors-days"))) (visitors(reader, days, &crowd)) }
            }
            section.card.stack.g3 { (Folio::new(reader.t("base-funnel"))) (funnel(reader, &crowd)) }
            section.docket.stack.g2 {
                h2 { (reader.t("base-how")) }
                ul.list { @for key in ["base-how-sales", "base-how-visitors", "base-how-entry", "base-how-few"] { li { (reader.t(key)) } } }
            }
        };
        sheet(visitor, "/operator/baseline", &reader.t("base-title"), &body)
    };
    visitor.show(days, insight::sales, drawn).await
}

fn as_of(reader: &Reader, days: Days, sales: &Sales, crowd: &Crowd) -> Markup {
    let said = |key: &str, count: i64| reader.say(key, &[("count", count.into())]);
    html! {
        (reader.days(at(days.first), at(days.last))) " · " (said("base-as-of", sales.as_of))
        @if sales.behind > 0 { " · " (said("base-facts-behind", sales.behind)) }
        @if crowd.behind > 0 { " · " (said("base-signals-behind", crowd.behind)) }
    }
}

fn figures(reader: &Reader, sales: &Sales, crowd: &Crowd) -> Kpis<'static> {
    let kpi = |number: String, key: &str, change: Option<String>| Kpi {
        number: number.into(),
        what: reader.t(key).into(),
        change: change.map(|text| (web::parts::Trend::Flat, text.into())),
    };
    let all = |sum: &Money| {
        let all = sales.all_time.iter().find(|all| all.currency == sum.currency);
        all.map(|all| reader.say("base-all-time", &[("amount", (*all).into())]))
    };
    let shown = crowd.by_day.iter().map(|(_, people)| match people {
        People::Many(count) => *count,
        People::Few => 0,
    });
    // Days of a few people each are no day that could be added.
    let visitors = match (shown.sum::<i64>(), crowd.by_day.is_empty()) {
        (0, false) => reader.t("base-few"),
        (count, _) => reader.number(count),
    };
    let mut kpis = vec![
        kpi(visitors, "base-kpi-visitors", Some(reader.t("base-kpi-a-day"))),
        kpi(reader.number(sales.orders.iter().map(|(_, count)| count).sum()), "base-kpi-orders", None),
    ];
    kpis.extend(sales.sums().iter().map(|sum| kpi(reader.money(*sum), "base-kpi-net", all(sum))));
    let share = if sales.buyers > 0 { sales.came_back * 10_000 / sales.buyers } else { 0 };
    let of = [("back", sales.came_back.into()), ("count", sales.buyers.into())];
    let returning = if sales.buyers >= insight::LEAST { reader.percent(share) } else { reader.t("base-few") };
    let detail = (sales.buyers >= insight::LEAST).then(|| reader.say("base-kpi-returning-of", &of));
    kpis.push(kpi(returning, "base-kpi-returning", detail));
    Kpis(kpis)
}

/// One value a day, with its drawing above its table.
fn by_day(
    reader: &Reader,
    days: Days,
    (title, finding): (String, String),
    series: u8,
    values: &[(i64, Option<i64>)],
    written: impl Fn(Option<i64>) -> String,
) -> Markup {
    let on = |day: i64| values.iter().find(|(known, _)| *known == day).map_or(Some(0), |(_, value)| *value);
    let bars: Vec<Option<i64>> = (days.first..=days.last).map(on).collect();
    let most = bars.iter().flatten().copied().max().unwrap_or(0);
    let chart = Chart {
        label: format!("{title}. {finding}").into(),
        most: written(Some(most)).into(),
        first: reader.day(at(days.first)).into(),
        last: reader.day(at(days.last)).into(),
        bars,
        series,
    };
    let rows = (days.first..=days.last)
        .rev()
        .map(|day| vec![Cell::Head(html! { (reader.day(at(day))) }), Cell::text(written(on(day)))]);
    let columns = vec![Column::words(reader.t("base-day")), Column::number(title.clone())];
    html! {
        p { (finding) }
        (chart)
        details { summary { (reader.t("base-table")) } (Table::new(title, columns, rows)) }
    }
}

/// Which day had the most.
fn best(reader: &Reader, values: &[(i64, Option<i64>)], written: impl Fn(Option<i64>) -> String) -> String {
    let best = values.iter().filter_map(|(day, value)| value.map(|value| (value, *day))).max();
    match best.filter(|(value, _)| *value > 0) {
        None if values.iter().any(|(_, value)| value.is_none()) => reader.t("base-only-few"),
        None => reader.t("base-none"),
        Some((value, day)) => {
            let (day, value) = (reader.day(at(day)), written(Some(value)));
            reader.say("base-most", &[("day", day.as_str().into()), ("value", value.as_str().into())])
        }
    }
}

fn net(reader: &Reader, days: Days, sales: &Sales, sum: Money) -> Markup {
    let of = |currency: Currency| sales.net.iter().filter(move |(_, net)| net.currency == currency);
    let values: Vec<_> = of(sum.currency).map(|(day, net)| (*day, Some(net.amount))).collect();
    let written = |amount: Option<i64>| reader.money(Money::new(amount.unwrap_or(0), sum.currency));
    let title = reader.say("base-net-days", &[("currency", sum.currency.code().into())]);
    let finding = best(reader, &values, written);
    by_day(reader, days, (title, finding), 1, &values, written)
}

fn orders(reader: &Reader, days: Days, sales: &Sales) -> Markup {
    let values: Vec<_> = sales.orders.iter().map(|(day, count)| (*day, Some(*count))).collect();
    let written = |count: Option<i64>| reader.number(count.unwrap_or(0));
    let finding = best(reader, &values, written);
    by_day(reader, days, (reader.t("base-orders-days"), finding), 3, &values, written)
}

fn visitors(reader: &Reader, days: Days, crowd: &Crowd) -> Markup {
    let number = |people: &People| match people {
        People::Many(count) => Some(*count),
        People::Few => None,
    };
    let values: Vec<_> = crowd.by_day.iter().map(|(day, people)| (*day, number(people))).collect();
    let written =
        |count: Option<i64>| count.map_or_else(|| reader.t("base-few"), |count| reader.number(count));
    let finding = best(reader, &values, written);
    by_day(reader, days, (reader.t("base-visitors-days"), finding), 2, &values, written)
}

fn funnel(reader: &Reader, crowd: &Crowd) -> Markup {
    if crowd.funnel.is_empty() {
        return html! { p.mut { (reader.t("base-no-visits")) } };
    }
    let most = crowd.funnel.iter().filter_map(|(_, steps)| match steps[0] {
        People::Many(count) => Some(count),
        People::Few => None,
    });
    let most = most.max().unwrap_or(0).max(1);
    let cell = |people: &People| match people {
        People::Many(count) => Cell::text(reader.number(*count)),
        People::Few => Cell::text(reader.t("base-few")),
    };
    let rows = crowd.funnel.iter().map(|(entry, steps)| {
        let length = match steps[0] {
            People::Many(count) => u16::try_from(count * 1_000 / most).unwrap_or(1_000),
            People::Few => 0,
        };
        let mut row = vec![
            Cell::Head(html! { (reader.t(&format!("base-entry-{entry}"))) }),
            Cell::Of(html! { @if length > 0 { (Measure { permille: length, series: 2 }) } }),
        ];
        row.extend(steps.iter().map(cell));
        row
    });
    let mut columns = vec![Column::words(reader.t("base-entry")), Column::unseen(reader.t("base-bar"))];
    let steps = ["visit", "listing", "cart", "checkout", "order"];
    columns.extend(steps.map(|step| Column::number(reader.t(&format!("base-step-{step}")))));
    Table::new(reader.t("base-funnel"), columns, rows).render()
}
