//! A shop's three numbers, each with its sample, and stars that speak.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon, icon_filled};

/// Three numbers, each with what it means and how many it is made of. A shop with fewer than ten orders has none:
/// show a note instead.
#[derive(Clone, Debug, Default)]
pub struct Score<'a>(pub Vec<(Text<'a>, Text<'a>, Text<'a>)>);

impl Render for Score<'_> {
    fn render(&self) -> Markup {
        html! {
            ul.score {
                @for (number, meaning, sample) in &self.0 {
                    li { b.num { (number) } span { (meaning) } span { (sample) } }
                }
            }
        }
    }
}

/// Stars of five.
#[derive(Clone, Debug, Default)]
pub struct Stars<'a> {
    /// How many are filled.
    pub filled: u8,
    /// What they say, with the sample: "4.8 from 212 buyers".
    pub label: Text<'a>,
}

impl Render for Stars<'_> {
    fn render(&self) -> Markup {
        html! {
            span.stars role="img" aria-label=(self.label) {
                @for star in 1..=5 {
                    @if star <= self.filled { (icon_filled(Icon::Star)) } @else { (icon(Icon::Star)) }
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
    fn a_number_never_stands_without_its_sample() {
        let score = Score(vec![("4.8".into(), HOSTILE.into(), "212 ratings".into())]);
        holds(&of(&score), &["<li><b class=\"num\">4.8</b>", "<span>212 ratings</span></li>"]);
    }

    #[test]
    fn stars_say_their_value() {
        let text = of(&Stars { filled: 4, label: "4 of 5".into() });
        holds(&text, &["role=\"img\" aria-label=\"4 of 5\""]);
        assert_eq!(text.matches("#star-fill").count(), 4);
        assert_eq!(text.matches("#star\"").count(), 1);
    }
}
