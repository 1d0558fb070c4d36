//! Chips, which are chosen, and tags, which are read.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon};

#[derive(Clone, Debug)]
enum Choose<'a> {
    Link { href: Text<'a>, swap: Option<Text<'a>> },
    Input { kind: &'static str, name: Text<'a>, value: Text<'a> },
}

/// A filter or a variant.
#[derive(Clone, Debug)]
pub struct Chip<'a> {
    text: Text<'a>,
    chosen: bool,
    disabled: bool,
    choose: Choose<'a>,
}

impl<'a> Chip<'a> {
    /// A filter: a link to the list with it or without it.
    pub fn link(text: impl Into<Text<'a>>, href: impl Into<Text<'a>>, chosen: bool) -> Self {
        let choose = Choose::Link { href: href.into(), swap: None };
        Self { text: text.into(), chosen, disabled: false, choose }
    }

    /// One of several: a variant.
    pub fn radio(
        text: impl Into<Text<'a>>,
        name: impl Into<Text<'a>>,
        value: impl Into<Text<'a>>,
        chosen: bool,
    ) -> Self {
        let choose = Choose::Input { kind: "radio", name: name.into(), value: value.into() };
        Self { text: text.into(), chosen, disabled: false, choose }
    }

    /// Any of several.
    pub fn tick(
        text: impl Into<Text<'a>>,
        name: impl Into<Text<'a>>,
        value: impl Into<Text<'a>>,
        chosen: bool,
    ) -> Self {
        let choose = Choose::Input { kind: "checkbox", name: name.into(), value: value.into() };
        Self { text: text.into(), chosen, disabled: false, choose }
    }

    /// The link changes only the regions of these ids.
    pub fn swap(mut self, ids: impl Into<Text<'a>>) -> Self {
        if let Choose::Link { swap, .. } = &mut self.choose {
            *swap = Some(ids.into());
        }
        self
    }

    /// Cannot be chosen now; say in its words why: "Moss, sold out".
    pub fn off(self) -> Self {
        Self { disabled: true, ..self }
    }
}

impl Render for Chip<'_> {
    fn render(&self) -> Markup {
        match &self.choose {
            Choose::Link { href, swap } => html! {
                a.chip href=(href) data-swap=[swap.as_deref()] aria-current=[self.chosen.then_some("true")] { (self.text) }
            },
            Choose::Input { kind, name, value } => html! {
                label.chip {
                    input type=(kind) name=(name) value=(value) checked[self.chosen] disabled[self.disabled];
                    (self.text)
                }
            },
        }
    }
}

/// Chips of one question.
#[derive(Clone, Debug, Default)]
pub struct ChipSet<'a> {
    /// The question: "Pot colour".
    pub legend: Text<'a>,
    /// A word beside it: "14 in stock now".
    pub note: Option<Text<'a>>,
    /// The answers.
    pub chips: Vec<Chip<'a>>,
}

impl Render for ChipSet<'_> {
    fn render(&self) -> Markup {
        html! {
            fieldset.stack.g2 {
                legend.vh { (self.legend) }
                p.row.between aria-hidden="true" {
                    span.label { (self.legend) }
                    @if let Some(note) = &self.note { small.mut { (note) } }
                }
                @if let Some(note) = &self.note { p.vh { (note) } }
                div.chips { @for chip in &self.chips { (chip) } }
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shade {
    #[default]
    Plain,
    Ok,
    Hot,
    Wait,
}

/// A word about the state of something. The word carries the meaning; the colour only repeats it.
#[derive(Clone, Debug, Default)]
pub struct Tag<'a> {
    text: Text<'a>,
    shade: Shade,
    icon: Option<Icon>,
}

impl<'a> Tag<'a> {
    /// A fact.
    pub fn new(text: impl Into<Text<'a>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Done, paid, answered.
    pub fn ok(text: impl Into<Text<'a>>) -> Self {
        Self { shade: Shade::Ok, ..Self::new(text) }
    }

    /// Live, or a deadline after which something is lost.
    pub fn hot(text: impl Into<Text<'a>>) -> Self {
        Self { shade: Shade::Hot, ..Self::new(text) }
    }

    /// Somebody is waited for.
    pub fn wait(text: impl Into<Text<'a>>) -> Self {
        Self { shade: Shade::Wait, ..Self::new(text) }
    }

    /// With an icon before the word.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }
}

impl Render for Tag<'_> {
    fn render(&self) -> Markup {
        let class = match self.shade {
            Shade::Plain => "tag num",
            Shade::Ok => "tag ok num",
            Shade::Hot => "tag hot num",
            Shade::Wait => "tag wait num",
        };
        html! { span class=(class) { @if let Some(shown) = self.icon { (icon(shown)) } (self.text) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_variant_is_a_real_radio_in_a_named_group() {
        let set = ChipSet {
            legend: "Pot colour".into(),
            note: Some("14 in stock now".into()),
            chips: vec![
                Chip::radio("Terracotta", "variant", "var_1", true),
                Chip::radio(HOSTILE, "variant", "var_2", false).off(),
            ],
        };
        holds(
            &of(&set),
            &[
                "<legend class=\"vh\">Pot colour</legend>",
                "<input type=\"radio\" name=\"variant\" value=\"var_1\" checked>Terracotta",
                "value=\"var_2\" disabled>",
            ],
        );
    }

    #[test]
    fn a_filter_is_a_link_that_says_whether_it_is_set() {
        let chip = Chip::link("Second hand", "?used=1", true).swap("goods");
        assert_eq!(
            of(&chip),
            "<a class=\"chip\" href=\"?used=1\" data-swap=\"goods\" aria-current=\"true\">Second hand</a>"
        );
    }

    #[test]
    fn a_tag_is_its_word() {
        assert_eq!(of(&Tag::ok("Paid")), "<span class=\"tag ok num\">Paid</span>");
        holds(&of(&Tag::wait(HOSTILE).icon(Icon::Clock)), &["class=\"tag wait num\"", "#clock"]);
    }
}
