//! What something costs: the amount, beside it the whole, and on rose paper how it is made.

use maud::{Markup, Render, html};

use super::{Docket, Text};

/// A price.
#[derive(Clone, Debug, Default)]
pub struct Price<'a> {
    /// The amount, written with its currency: never two elements.
    pub amount: Text<'a>,
    /// All in: "₱775 with delivery to Quezon City".
    pub all_in: Option<Text<'a>>,
    /// What it was lowest at in thirty days, in words: the only reference there is.
    pub low: Option<Text<'a>>,
    /// How it is made.
    pub trace: Option<Docket<'a>>,
}

impl<'a> Price<'a> {
    /// Only the amount.
    pub fn of(amount: impl Into<Text<'a>>) -> Self {
        Self { amount: amount.into(), ..Self::default() }
    }
}

impl Render for Price<'_> {
    fn render(&self) -> Markup {
        html! {
            div {
                p.allin {
                    span.price.big { (self.amount) }
                    @if let Some(all_in) = &self.all_in { span { (all_in) } }
                }
                @if let Some(low) = &self.low { p.sm.mut { (low) } }
            }
            @if let Some(trace) = &self.trace { (trace) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};
    use crate::parts::{Sum, Sums};

    #[test]
    fn the_whole_stands_beside_the_amount_and_its_making_under_it() {
        let price = Price {
            all_in: Some("₱775 with delivery".into()),
            low: Some(HOSTILE.into()),
            trace: Some(Docket::new(
                "How this price is made",
                Sums(vec![Sum::total("You pay", "₱775")]).render(),
            )),
            ..Price::of("₱690")
        };
        let text = of(&price);
        holds(
            &text,
            &[
                "<span class=\"price big\">₱690</span><span>₱775 with delivery</span>",
                "<details class=\"docket\">",
            ],
        );
        assert!(!of(&Price::of("₱690")).contains("docket"));
    }
}
