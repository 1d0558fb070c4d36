//! The bar with the price and what to do about it: fixed on phones, in its place on wide pages.

use maud::{Markup, Render, html};

use super::Text;

/// The bar. Its page has [`Frame::Paybar`](super::Frame::Paybar), so that nothing is hidden behind it.
#[derive(Clone, Debug, Default)]
pub struct Paybar<'a> {
    /// What it is: "Total and check out".
    pub label: Text<'a>,
    /// A caption and the amount, before the buttons.
    pub total: Option<(Text<'a>, Text<'a>)>,
    /// The buttons.
    pub buttons: Markup,
    /// Whether wide pages have the same elsewhere.
    pub phone_only: bool,
}

impl Render for Paybar<'_> {
    fn render(&self) -> Markup {
        html! {
            section.paybar.mob[self.phone_only] aria-label=(self.label) {
                @if let Some((caption, amount)) = &self.total {
                    span.grow { small.mut.clip { (caption) } span.price { (amount) } }
                }
                (self.buttons)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};
    use crate::parts::{Act, Button};

    #[test]
    fn the_bar_has_a_name_the_whole_price_and_its_button() {
        let bar = Paybar {
            label: HOSTILE.into(),
            total: Some(("All in".into(), "₱2,370".into())),
            buttons: Button::go("Check out 3 items", Act::to("/checkout")).render(),
            phone_only: true,
        };
        holds(
            &of(&bar),
            &["<section class=\"paybar mob\"", "<span class=\"price\">₱2,370</span>", "Check out 3 items"],
        );
    }
}
