//! A row of bars over days. The table right under it says the same; the label says the finding.

use maud::{Markup, Render, html};

use super::Text;

/// Bars, from zero. Each bar is a day or a week; what must not be shown as a number has no bar.
#[derive(Clone, Debug, Default)]
pub struct Chart<'a> {
    /// What it shows and what one sees in it: read instead of the drawing.
    pub label: Text<'a>,
    /// The highest value, written; it stands at the upper line.
    pub most: Text<'a>,
    /// What the first bar is of.
    pub first: Text<'a>,
    /// And the last.
    pub last: Text<'a>,
    /// How high, in any unit; below nothing is drawn below the line.
    pub bars: Vec<Option<i64>>,
    /// Which series, 1 to 4; 0 is lagoon.
    pub series: u8,
}

/// One bar's room, and the height of the drawing.
const STEP: usize = 10;
const HEIGHT: i64 = 100;

impl Chart<'_> {
    /// The top and height of a bar on a scale from `least` to `most`, with zero in it.
    fn bar(value: i64, least: i64, most: i64) -> (i64, i64) {
        let span = i128::from(most - least).max(1);
        let at = |value: i64| {
            let up = i128::from(most - value) * i128::from(HEIGHT) / span;
            i64::try_from(up).unwrap_or(HEIGHT)
        };
        let (top, foot) = (at(value.max(0)), at(value.min(0)));
        (top, (foot - top).max(i64::from(value != 0)))
    }
}

impl Render for Chart<'_> {
    fn render(&self) -> Markup {
        let values = || self.bars.iter().flatten().copied();
        let (least, most) = (values().min().unwrap_or(0).min(0), values().max().unwrap_or(0).max(0));
        let class =
            if self.series == 0 { "chart".to_owned() } else { format!("chart d{}", self.series.min(4)) };
        html! {
            figure.graph {
                span.most.sm.mut aria-hidden="true" { (self.most) }
                svg class=(class) viewBox={ "0 0 " (self.bars.len().max(1) * STEP) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(self.label) {
                    @for (nth, value) in self.bars.iter().enumerate() {
                        @if let Some(value) = value {
                            @let (top, height) = Self::bar(*value, least, most);
                            rect x=(nth * STEP + 1) y=(top) width=(STEP - 2) height=(height) {}
                        }
                    }
                }
                span.row.between.sm.mut aria-hidden="true" { span { (self.first) } span { (self.last) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn bars_begin_at_zero_and_what_is_hidden_has_none() {
        let bars = vec![Some(50), None, Some(0), Some(100)];
        let text = of(&Chart { label: HOSTILE.into(), most: "100".into(), bars, ..Chart::default() });
        holds(
            &text,
            &[
                "viewBox=\"0 0 40 100\"",
                "role=\"img\"",
                "<rect x=\"1\" y=\"50\" width=\"8\" height=\"50\">",
                "<rect x=\"21\" y=\"100\" width=\"8\" height=\"0\">",
                "<rect x=\"31\" y=\"0\" width=\"8\" height=\"100\">",
            ],
        );
        assert_eq!(text.matches("<rect").count(), 3);
    }

    #[test]
    fn a_day_on_which_more_went_back_than_came_in_hangs_below_the_line() {
        assert_eq!(Chart::bar(-50, -50, 150), (75, 25));
        assert_eq!(Chart::bar(150, -50, 150), (0, 75));
        assert_eq!(Chart::bar(i64::MAX / 2, 0, i64::MAX / 2), (0, 100));
    }
}
