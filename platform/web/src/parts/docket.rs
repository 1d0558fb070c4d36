//! Rose paper: every explanation, and nothing else. Sums that add up, facts, reasons.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon};

/// An explanation that opens: how a price is made, what is kept, what failed.
#[derive(Clone, Debug)]
pub struct Docket<'a> {
    /// Its title: "How this price is made".
    pub summary: Text<'a>,
    /// The icon before it; a receipt unless said otherwise.
    pub icon: Icon,
    /// Whether it is open.
    pub open: bool,
    /// [`Sums`], [`Facts`], [`Why`], or words.
    pub body: Markup,
}

impl<'a> Docket<'a> {
    /// Closed, with a receipt.
    pub fn new(summary: impl Into<Text<'a>>, body: Markup) -> Self {
        Self { summary: summary.into(), icon: Icon::Receipt, open: false, body }
    }

    /// Open from the start: where the page is about it.
    pub fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// With another icon.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon, ..self }
    }
}

impl Render for Docket<'_> {
    fn render(&self) -> Markup {
        html! {
            details.docket open[self.open] {
                summary { (icon(self.icon)) (self.summary) }
                (self.body)
            }
        }
    }
}

/// The same paper lying open for good.
#[derive(Clone, Debug, Default)]
pub struct Slip<'a> {
    /// Its title.
    pub title: Option<Text<'a>>,
    /// What it says.
    pub body: Markup,
}

impl Render for Slip<'_> {
    fn render(&self) -> Markup {
        html! { section.docket { @if let Some(title) = &self.title { h3 { (title) } } (self.body) } }
    }
}

/// A line of [`Sums`].
#[derive(Clone, Debug, Default)]
pub struct Sum<'a> {
    /// What it is for, and who pays it.
    pub what: Text<'a>,
    /// The amount, written; what is taken off has a minus sign (U+2212).
    pub amount: Text<'a>,
    /// Whether the lines above it add up to it.
    pub total: bool,
}

impl<'a> Sum<'a> {
    /// A part.
    pub fn of(what: impl Into<Text<'a>>, amount: impl Into<Text<'a>>) -> Self {
        Self { what: what.into(), amount: amount.into(), total: false }
    }

    /// What the parts come to.
    pub fn total(what: impl Into<Text<'a>>, amount: impl Into<Text<'a>>) -> Self {
        Self { total: true, ..Self::of(what, amount) }
    }
}

/// Money, line by line.
#[derive(Clone, Debug, Default)]
pub struct Sums<'a>(pub Vec<Sum<'a>>);

impl Render for Sums<'_> {
    fn render(&self) -> Markup {
        html! {
            dl.sums {
                @for sum in &self.0 {
                    div class=[sum.total.then_some("total")] { dt { (sum.what) } dd { (sum.amount) } }
                }
            }
        }
    }
}

/// Names and what is said of them: materials, a reference, what is kept and how long.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a>(pub Vec<(Text<'a>, Markup)>);

impl Render for Facts<'_> {
    fn render(&self) -> Markup {
        html! { dl.sums.facts { @for (name, said) in &self.0 { div { dt { (name) } dd { (said) } } } } }
    }
}

/// Reasons by weight: "40% you follow Mika Santos".
#[derive(Clone, Debug, Default)]
pub struct Why<'a>(pub Vec<(Text<'a>, Text<'a>)>);

impl Render for Why<'_> {
    fn render(&self) -> Markup {
        html! { dl.sums.why { @for (weight, reason) in &self.0 { div { dt.num { (weight) } dd { (reason) } } } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn an_explanation_is_a_native_disclosure_with_its_sums() {
        let sums =
            Sums(vec![Sum::of(HOSTILE, "₱760"), Sum::of("Sale", "−₱70"), Sum::total("You pay", "₱690")]);
        let text = of(&Docket::new("How this price is made", sums.render()).open());
        holds(
            &text,
            &[
                "<details class=\"docket\" open><summary>",
                "<dl class=\"sums\"><div><dt>",
                "<div class=\"total\"><dt>You pay</dt><dd>₱690</dd></div>",
            ],
        );
    }

    #[test]
    fn facts_and_reasons_are_lists_of_names_and_words() {
        let facts = Facts(vec![("Pots".into(), html! { "Unglazed clay" })]);
        let told = of(&Slip { title: Some(HOSTILE.into()), body: facts.render() });
        holds(&told, &["<section class=\"docket\"><h3>", "<div><dt>Pots</dt><dd>Unglazed clay</dd></div>"]);
        let why = Why(vec![("40%".into(), "you follow Mika Santos".into())]);
        holds(&of(&why), &["<dt class=\"num\">40%</dt><dd>you follow Mika Santos</dd>"]);
    }
}
