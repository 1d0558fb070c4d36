//! Tiles to choose one of: a delivery, a payment. The whole tile is the label.

use maud::{Markup, Render, html};

use super::{Folio, Link, Text};

/// One way.
#[derive(Clone, Debug, Default)]
pub struct OptionTile<'a> {
    /// What is sent when it is chosen.
    pub value: Text<'a>,
    /// Its name.
    pub title: Text<'a>,
    /// One line: when it arrives, what happens next, why it cannot be chosen.
    pub detail: Text<'a>,
    /// What it costs, written.
    pub amount: Option<Text<'a>>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it cannot be.
    pub off: bool,
}

/// The ways to choose from.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// The name the choice is sent under.
    pub name: Text<'a>,
    /// The question: "Delivery".
    pub legend: Text<'a>,
    /// Where to change what they depend on.
    pub link: Option<Link<'a>>,
    /// The tiles.
    pub tiles: Vec<OptionTile<'a>>,
    /// What is wrong with the choice.
    pub error: Option<Text<'a>>,
}

impl Render for Options<'_> {
    fn render(&self) -> Markup {
        let head = Folio { title: self.legend.clone(), link: self.link.clone(), ..Folio::default() };
        let wrong = format!("f-{}-wrong", self.name);
        html! {
            fieldset.stack.g2 id={ "f-" (self.name) } aria-describedby=[self.error.as_ref().map(|_| &wrong)] {
                legend.vh { (self.legend) }
                (head)
                @if let Some(error) = &self.error { p.rosso id=(wrong) { (error) } }
                @for tile in &self.tiles { (self.tile(tile)) }
            }
        }
    }
}

impl Options<'_> {
    fn tile(&self, tile: &OptionTile<'_>) -> Markup {
        html! {
            label.opt {
                input type="radio" name=(self.name) value=(tile.value) checked[tile.chosen] disabled[tile.off];
                b { (tile.title) }
                @if let Some(amount) = &tile.amount { span.push { (amount) } }
                @if !tile.detail.is_empty() { small { (tile.detail) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn tiles_are_radios_of_one_named_group() {
        let options = Options {
            name: "delivery".into(),
            legend: "Delivery".into(),
            tiles: vec![
                OptionTile {
                    value: "std".into(),
                    title: HOSTILE.into(),
                    detail: "Wed 25 – Fri 27 Nov".into(),
                    amount: Some("₱180".into()),
                    chosen: true,
                    ..OptionTile::default()
                },
                OptionTile { value: "pick".into(), off: true, ..OptionTile::default() },
            ],
            error: Some("Choose how it is delivered.".into()),
            ..Options::default()
        };
        holds(
            &of(&options),
            &[
                "id=\"f-delivery\" aria-describedby=\"f-delivery-wrong\"><legend class=\"vh\">Delivery</legend>",
                "<input type=\"radio\" name=\"delivery\" value=\"std\" checked>",
                "<span class=\"push\">₱180</span><small>Wed 25 – Fri 27 Nov</small>",
                "value=\"pick\" disabled>",
            ],
        );
    }
}
