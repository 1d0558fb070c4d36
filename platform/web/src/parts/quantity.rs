//! How many: in a cart each step is sent, before the cart the number is a field of the form.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon};

/// How many of a line in the cart. It stands in a form; each button sends it with the new number.
#[derive(Clone, Debug, Default)]
pub struct Quantity<'a> {
    /// The name the new number is sent under.
    pub name: Text<'a>,
    /// "Quantity of Spider plant".
    pub label: Text<'a>,
    /// "One less".
    pub less: Text<'a>,
    /// "One more".
    pub more: Text<'a>,
    /// How many there are.
    pub value: u32,
    /// The fewest; 0 takes the line out.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Why there cannot be more: "Only 3 are left". Shown at the limit.
    pub limit: Option<Text<'a>>,
}

impl Render for Quantity<'_> {
    fn render(&self) -> Markup {
        let step = |drawing, label: &str, to: Option<u32>| {
            html! {
                button.icon name=(self.name) value=[to] disabled[to.is_none()] aria-label=(label) { (icon(drawing)) }
            }
        };
        let less = self.value.checked_sub(1).filter(|less| *less >= self.min);
        let more = self.value.checked_add(1).filter(|more| *more <= self.max);
        html! {
            span.qty role="group" aria-label=(self.label) {
                (step(Icon::Minus, &self.less, less))
                output.num { (self.value) }
                (step(Icon::Plus, &self.more, more))
            }
            @if let Some(limit) = self.limit.as_ref().filter(|_| more.is_none()) { small.mut { (limit) } }
        }
    }
}

/// How many to put in: a number field; the steppers beside it are the script's.
#[derive(Clone, Debug, Default)]
pub struct Amount<'a> {
    /// The name it is sent under.
    pub name: Text<'a>,
    /// "Quantity".
    pub label: Text<'a>,
    /// "One less".
    pub less: Text<'a>,
    /// "One more".
    pub more: Text<'a>,
    /// The number to begin with.
    pub value: u32,
    /// The most.
    pub max: u32,
}

impl Render for Amount<'_> {
    fn render(&self) -> Markup {
        let step = |drawing, label: &str, by: i8, at_limit: bool| {
            html! {
                button.icon.js type="button" data-step=(by) disabled[at_limit] aria-label=(label) { (icon(drawing)) }
            }
        };
        html! {
            span.qty role="group" aria-label=(self.label) {
                (step(Icon::Minus, &self.less, -1, self.value <= 1))
                input.num type="number" inputmode="numeric" name=(self.name) value=(self.value) min="1" max=(self.max)
                    required aria-label=(self.label);
                (step(Icon::Plus, &self.more, 1, self.value >= self.max))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    fn quantity(value: u32) -> Quantity<'static> {
        Quantity {
            name: "quantity".into(),
            label: HOSTILE.into(),
            less: "One less".into(),
            more: "One more".into(),
            value,
            min: 1,
            max: 3,
            limit: Some("Only 3 are left".into()),
        }
    }

    #[test]
    fn each_step_sends_the_new_number() {
        let text = of(&quantity(2));
        holds(
            &text,
            &["role=\"group\"", "value=\"1\" aria-label=\"One less\"", "value=\"3\" aria-label=\"One more\""],
        );
        assert!(!text.contains("Only 3"), "there is room for one more");
    }

    #[test]
    fn at_a_limit_the_step_is_off_and_the_reason_is_written() {
        holds(
            &of(&quantity(3)),
            &["disabled aria-label=\"One more\"", "<small class=\"mut\">Only 3 are left</small>"],
        );
        holds(&of(&quantity(1)), &["disabled aria-label=\"One less\""]);
    }

    #[test]
    fn without_a_script_the_number_is_typed() {
        let amount = Amount {
            name: "quantity".into(),
            label: "Quantity".into(),
            value: 1,
            max: 14,
            ..Amount::default()
        };
        holds(
            &of(&amount),
            &["type=\"number\"", "min=\"1\" max=\"14\" required", "data-step=\"-1\" disabled"],
        );
    }
}
