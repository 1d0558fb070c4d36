//! Tables, and what is drawn inside them: the table is the figure. For studio and operator pages.

use maud::{Markup, Render, html};

use super::Text;

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Column<'a> {
    /// Its head.
    pub text: Text<'a>,
    /// Whether it holds numbers: right-aligned.
    pub number: bool,
    /// Whether only screen readers need its head: bars, buttons.
    pub unseen: bool,
}

impl<'a> Column<'a> {
    /// Of words.
    pub fn words(text: impl Into<Text<'a>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Of numbers.
    pub fn number(text: impl Into<Text<'a>>) -> Self {
        Self { number: true, ..Self::words(text) }
    }

    /// Of things that need no head to be seen.
    pub fn unseen(text: impl Into<Text<'a>>) -> Self {
        Self { unseen: true, ..Self::words(text) }
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// What the row is about.
    Head(Markup),
    /// A text, or a number in a column of numbers.
    Text(Text<'a>),
    /// Anything.
    Of(Markup),
    /// A share of a tenth each, 0 to 10, drawn as heat behind the text.
    Heat(u8, Text<'a>),
    /// Nothing.
    Nothing,
}

impl<'a> Cell<'a> {
    /// A text.
    pub fn text(text: impl Into<Text<'a>>) -> Self {
        Self::Text(text.into())
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// What it shows.
    pub caption: Text<'a>,
    /// Whether the caption is shown; otherwise a heading above says the same.
    pub caption_seen: bool,
    /// Its columns.
    pub columns: Vec<Column<'a>>,
    /// Its rows.
    pub rows: Vec<Vec<Cell<'a>>>,
    /// Whether its cells are heat.
    pub heat: bool,
}

impl<'a> Table<'a> {
    /// One whose caption only says again, to those who do not see it, what the heading above says.
    pub fn new(
        caption: impl Into<Text<'a>>,
        columns: Vec<Column<'a>>,
        rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
    ) -> Self {
        let rows = rows.into_iter().collect();
        Self { caption: caption.into(), caption_seen: false, columns, rows, heat: false }
    }
}

/// From so many columns on, a row of a table becomes a block of its own on a phone.
const DEEP: usize = 4;

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        let class = match self.columns.len() {
            _ if self.heat => "heat",
            DEEP.. => "tbl deep",
            _ => "tbl",
        };
        html! {
            div.scroll role="region" tabindex="0" aria-label=(self.caption) {
                table class=(class) {
                    caption class=[(!self.caption_seen).then_some("vh")] { (self.caption) }
                    thead {
                        tr {
                            @for column in &self.columns {
                                th class=[column.number.then_some("n")] scope="col" {
                                    @if column.unseen { span.vh { (column.text) } } @else { (column.text) }
                                }
                            }
                        }
                    }
                    tbody { @for row in &self.rows { tr { @for (nth, cell) in row.iter().enumerate() { (self.cell(nth, cell)) } } } }
                }
            }
        }
    }
}

impl Table<'_> {
    fn cell(&self, nth: usize, cell: &Cell<'_>) -> Markup {
        let column = self.columns.get(nth);
        let class = column.filter(|column| column.number).map(|_| "n");
        // Where the heads are out of sight, each cell says its own.
        let head =
            column.filter(|column| !column.unseen && self.columns.len() >= DEEP).map(|column| &column.text);
        match cell {
            Cell::Head(markup) => html! { th scope="row" { (markup) } },
            Cell::Text(text) => html! { td class=[class] data-head=[head] { (text) } },
            Cell::Of(markup) => html! { td class=[class] data-head=[head] { (markup) } },
            Cell::Heat(level, text) => html! { td class={ "v" (level.min(&10)) } { (text) } },
            Cell::Nothing => html! { td {} },
        }
    }
}

/// A bar in a table's cell, beside its number. Bars begin at zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// How long, of a thousand.
    pub permille: u16,
    /// Which series, 1 to 4; 0 is lagoon.
    pub series: u8,
}

impl Render for Measure {
    fn render(&self) -> Markup {
        let class = if self.series == 0 { "bar".to_owned() } else { format!("bar d{}", self.series.min(4)) };
        html! {
            svg class=(class) viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                rect width=(self.permille.clamp(2, 1000)) height="10" {}
            }
        }
    }
}

/// How far something is.
#[derive(Clone, Debug, Default)]
pub struct Meter<'a> {
    /// What is measured: "Set up your shop".
    pub label: Text<'a>,
    /// How far, in words: "2 of 4 steps".
    pub text: Text<'a>,
    /// How far.
    pub value: u32,
    /// Of how much.
    pub max: u32,
}

impl Render for Meter<'_> {
    fn render(&self) -> Markup {
        let max = self.max.max(1);
        let value = self.value.min(max);
        html! {
            svg.meter viewBox={ "0 0 " (max) " 1" } preserveAspectRatio="none" role="progressbar" aria-label=(self.label)
                aria-valuemin="0" aria-valuemax=(max) aria-valuenow=(value) aria-valuetext=(self.text) {
                rect width=(value) height="1" {}
            }
        }
    }
}

/// Whether a change is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trend {
    /// Neither.
    #[default]
    Flat,
    /// Good; the words carry a sign.
    Up,
    /// Look at it; the words say where.
    Down,
}

impl Trend {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Flat => None,
            Self::Up => Some("up"),
            Self::Down => Some("down"),
        }
    }
}

/// A number that matters.
#[derive(Clone, Debug, Default)]
pub struct Kpi<'a> {
    /// The number, written.
    pub number: Text<'a>,
    /// What it counts.
    pub what: Text<'a>,
    /// What it is compared with: "+4.1% on last week".
    pub change: Option<(Trend, Text<'a>)>,
}

/// Several of them.
#[derive(Clone, Debug, Default)]
pub struct Kpis<'a>(pub Vec<Kpi<'a>>);

impl Render for Kpis<'_> {
    fn render(&self) -> Markup {
        html! {
            ul.kpis {
                @for kpi in &self.0 {
                    li.kpi {
                        b { (kpi.number) }
                        (kpi.what)
                        @if let Some((trend, text)) = &kpi.change {
                            small class=[trend.class()] { (text) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_table_has_a_caption_heads_and_can_be_scrolled_by_keyboard() {
        let table = Table {
            caption: HOSTILE.into(),
            columns: vec![Column::words("Step"), Column::unseen("Bar"), Column::number("People")],
            rows: vec![vec![
                Cell::Head(html! { "Paid" }),
                Cell::Of(Measure { permille: 51, series: 0 }.render()),
                Cell::text("2,480"),
            ]],
            ..Table::default()
        };
        holds(
            &of(&table),
            &[
                "role=\"region\" tabindex=\"0\"",
                "<caption class=\"vh\">",
                "<th class=\"n\" scope=\"col\">People</th>",
                "<th scope=\"row\">Paid</th>",
                "<rect width=\"51\" height=\"10\">",
                "<td class=\"n\">2,480</td>",
            ],
        );
    }

    #[test]
    fn heat_has_eleven_levels_and_text_on_top() {
        let rows = vec![vec![Cell::Heat(4, "44".into()), Cell::Heat(200, HOSTILE.into()), Cell::Nothing]];
        let text = of(&Table { heat: true, rows, ..Table::default() });
        holds(&text, &["<td class=\"v4\">44</td>", "<td class=\"v10\">", "<td></td>"]);
    }

    #[test]
    fn a_meter_says_how_far_in_words() {
        let meter = Meter { label: HOSTILE.into(), text: "2 of 4 steps".into(), value: 2, max: 4 };
        holds(&of(&meter), &["role=\"progressbar\"", "aria-valuetext=\"2 of 4 steps\"", "<rect width=\"2\""]);
        holds(&of(&Meter { value: 9, max: 0, ..meter }), &["aria-valuenow=\"1\""]);
    }

    #[test]
    fn a_number_says_what_it_counts_and_how_it_moved() {
        let change = Some((Trend::Down, "+0.2 points, look at the queue".into()));
        let text = of(&Kpis(vec![Kpi { number: "0.8%".into(), what: HOSTILE.into(), change }]));
        holds(&text, &["<b>0.8%</b>", "<small class=\"down\">+0.2 points"]);
    }
}
