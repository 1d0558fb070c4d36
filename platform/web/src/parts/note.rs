//! What a page says to its reader: notes, toasts, and that the line is lost.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon};

/// How serious.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good or plain news.
    #[default]
    Plain,
    /// Take care.
    Warn,
    /// It did not work.
    Bad,
}

/// Whether it is said aloud when it appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saying {
    /// It is a part of the page.
    #[default]
    Quiet,
    /// When there is a pause: something worked.
    Status,
    /// At once: something did not.
    Alert,
}

/// A message in the page.
#[derive(Clone, Debug, Default)]
pub struct Note<'a> {
    /// How serious.
    pub tone: Tone,
    /// Whether it is said.
    pub saying: Saying,
    /// Its icon.
    pub icon: Option<Icon>,
    /// The first words, bold.
    pub title: Option<Text<'a>>,
    /// What it says.
    pub body: Markup,
}

impl<'a> Note<'a> {
    /// A quiet one.
    pub fn new(text: &str) -> Self {
        Self { body: html! { (text) }, ..Self::default() }
    }

    /// Something worked.
    pub fn done(text: &str) -> Self {
        Self { icon: Some(Icon::CheckCircle), saying: Saying::Status, ..Self::new(text) }
    }

    /// Something did not.
    pub fn bad(text: &str) -> Self {
        Self { tone: Tone::Bad, icon: Some(Icon::Warning), saying: Saying::Alert, ..Self::new(text) }
    }

    /// With its first words.
    pub fn title(self, title: impl Into<Text<'a>>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// With an icon.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }
}

impl Render for Note<'_> {
    fn render(&self) -> Markup {
        let class = match self.tone {
            Tone::Plain => "note",
            Tone::Warn => "note warn",
            Tone::Bad => "note bad",
        };
        let role = match self.saying {
            Saying::Quiet => None,
            Saying::Status => Some("status"),
            Saying::Alert => Some("alert"),
        };
        html! {
            div class=(class) role=[role] {
                @if let Some(shown) = self.icon { (icon(shown)) }
                div {
                    @if let Some(title) = &self.title { b { (title) } " " }
                    (self.body)
                }
            }
        }
    }
}

/// What was done, with a way to take it back, for ten seconds. One at a time; the history has it too.
#[derive(Clone, Debug, Default)]
pub struct Toast<'a> {
    /// What was done.
    pub text: Text<'a>,
    /// A form with one small button: "Undo".
    pub undo: Markup,
}

impl Render for Toast<'_> {
    fn render(&self) -> Markup {
        html! { div.toast role="status" data-for="10" { span { (self.text) } (self.undo) } }
    }
}

/// That the line is lost: for a page that makes its own frame. [`Document`](super::Document) has it already.
#[derive(Clone, Debug, Default)]
pub struct Offline<'a>(pub Text<'a>);

impl Render for Offline<'_> {
    fn render(&self) -> Markup {
        html! { p #offline .note.warn role="status" hidden { (icon(Icon::WifiSlash)) span { (self.0) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_failure_is_said_at_once_and_a_success_when_there_is_a_pause() {
        holds(&of(&Note::bad(HOSTILE)), &["<div class=\"note bad\" role=\"alert\">"]);
        holds(&of(&Note::done("Saved.")), &["<div class=\"note\" role=\"status\">", "Saved."]);
        assert!(!of(&Note::new("Held for 15 minutes.").title(HOSTILE)).contains("role"));
    }

    #[test]
    fn a_toast_is_said_and_can_be_taken_back() {
        let toast = Toast { text: HOSTILE.into(), undo: html! { form { button.btn.sm { "Undo" } } } };
        holds(&of(&toast), &["role=\"status\" data-for=\"10\"", "Undo"]);
        holds(&of(&Offline(HOSTILE.into())), &["id=\"offline\" role=\"status\" hidden"]);
    }
}
