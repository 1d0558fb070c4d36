//! Numbers and tables.

use maud::{Markup, Render, html};

use crate::parts::{Cell, Chart, Column, Kpi, Kpis, Measure, Table, Trend};

pub(super) fn chapter() -> Markup {
    html! {
        (numbers())
        (days())
        div.two { div.card { (steps()) } div.card { (weeks()) } }
    }
}

fn numbers() -> Kpis<'static> {
    let kpi = |number: &'static str, what: &'static str, trend, change: &'static str| Kpi {
        number: number.into(),
        what: what.into(),
        change: Some((trend, change.into())),
    };
    Kpis(vec![
        kpi("2,480", "buyers this week", Trend::Up, "+4.1% on last week"),
        kpi("97.2%", "orders shipped on time", Trend::Flat, "2,411 of 2,480"),
        kpi("0.8%", "orders with a case", Trend::Down, "+0.2 points, look at the queue"),
        Kpi { number: "4".into(), what: "shops".into(), change: None },
    ])
}

fn days() -> Chart<'static> {
    Chart {
        label: "Orders a day: between 4 and 12, most on Saturday".into(),
        most: "12".into(),
        first: "Mon 16 Nov".into(),
        last: "Sun 22 Nov".into(),
        bars: vec![Some(4), Some(6), None, Some(7), Some(8), Some(12), Some(9)],
        series: 1,
    }
}

fn steps() -> Table<'static> {
    let rows = [("Saw a product", "48,210", 1000), ("Opened it", "21,690", 450), ("Paid", "2,480", 51)];
    let row = |(nth, (step, people, permille)): (u8, (&'static str, &'static str, u16))| {
        vec![
            Cell::Head(html! { (step) }),
            Cell::Of(Measure { permille, series: nth }.render()),
            Cell::text(people),
        ]
    };
    Table {
        caption: "People at each step".into(),
        caption_seen: true,
        columns: vec![Column::words("Step"), Column::unseen("Bar"), Column::number("People")],
        rows: (0..).zip(rows).map(row).collect(),
        heat: false,
    }
}

fn weeks() -> Table<'static> {
    let week = |joined: &'static str, shares: &[Option<u8>]| {
        let cell = |share: &Option<u8>| match share {
            Some(share) => Cell::Heat(share / 10, share.to_string().into()),
            None => Cell::Nothing,
        };
        let mut row = vec![Cell::Head(html! { (joined) })];
        row.extend(shares.iter().map(cell));
        row
    };
    let columns = ["Joined", "W0", "W1", "W2", "W3"].map(Column::words).to_vec();
    let rows = vec![
        week("26 Oct", &[Some(100), Some(48), Some(38), Some(34)]),
        week("2 Nov", &[Some(100), Some(49), Some(39), None]),
        week("9 Nov", &[Some(100), Some(51), None, None]),
    ];
    Table {
        caption: "Share that came back, in percent".into(),
        caption_seen: true,
        columns,
        rows,
        heat: true,
    }
}
