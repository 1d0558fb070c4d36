//! Places where nothing is, and pages that did not work: what is safe, and one next step.

use maud::{Markup, Render, html};

use super::{Button, Docket, Icon, Text, icon};

/// What is drawn where nothing is. Nobody hears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scene {
    /// The bridge without its keystone: nothing was put here yet.
    #[default]
    Gap,
    /// A boat under it: nothing arrived yet.
    Boat,
    /// The bridge and its reflection: nothing was found.
    Reflection,
    /// The bridge and a quiet line: nothing needs you.
    Calm,
}

const WHOLE: &str = "M14 70V56L72 22h16l58 34v14h-20A46 34 0 0 0 34 70Z";

impl Render for Scene {
    fn render(&self) -> Markup {
        html! {
            svg.scene viewBox="0 0 160 84" aria-hidden="true" {
                @match self {
                    Self::Gap => {
                        path.stone d="M14 70V56L70 24v22A48 34 0 0 0 34 70ZM146 70V56L90 24v22a48 34 0 0 1 36 24Z" {}
                        path.red.dots d="M72 18h16l-3 26H75Z" {}
                    }
                    Self::Boat => {
                        path.stone d=(WHOLE) {}
                        path.red d="M66 66h28l-6 9H72ZM80 64V50l12 12Z" {}
                    }
                    Self::Reflection => {
                        path.stone d="M14 62V54L72 24h16l58 30v8h-20A46 30 0 0 0 34 62Z" {}
                        path.dots d="M14 62v4l58 14h16l58-14v-4" {}
                    }
                    Self::Calm => {
                        path.stone d=(WHOLE) {}
                        path.green d="M56 60h48M80 60v-8" {}
                    }
                }
                path.water d="M4 76q8-4 16 0t16 0 16 0 16 0 16 0 16 0 16 0 16 0 16 0" {}
            }
        }
    }
}

/// A place where nothing is: one sentence, one action, one example.
#[derive(Clone, Debug)]
pub struct Empty<'a> {
    /// The drawing.
    pub scene: Scene,
    /// "Nothing saved yet".
    pub title: Text<'a>,
    /// Whether the title is the page's own `h1`.
    pub whole_page: bool,
    /// What will be here, and why.
    pub text: Text<'a>,
    /// What to do.
    pub action: Option<Button<'a>>,
    /// What it would look like.
    pub example: Option<Text<'a>>,
}

impl Render for Empty<'_> {
    fn render(&self) -> Markup {
        html! {
            div.empty {
                (self.scene)
                @if self.whole_page { h1 { (self.title) } } @else { h2 { (self.title) } }
                p { (self.text) }
                @if let Some(action) = &self.action { (action) }
                @if let Some(example) = &self.example { p.sm.mut { (example) } }
            }
        }
    }
}

/// A page that did not work: what happened, what is safe, what to do.
#[derive(Clone, Debug)]
pub struct Lost<'a> {
    /// What the drawing says: "A bridge with one stone missing".
    pub drawing: Text<'a>,
    /// What happened; the page's `h1`.
    pub title: Text<'a>,
    /// More about it.
    pub text: Text<'a>,
    /// "What is safe." and what it is.
    pub safe: Option<(Text<'a>, Text<'a>)>,
    /// One next step, and perhaps one beside it.
    pub actions: Vec<Button<'a>>,
    /// For those who help: reference, time, what failed.
    pub details: Option<Docket<'a>>,
}

impl Lost<'_> {
    fn scene(&self) -> Markup {
        html! {
            svg.scene viewBox="0 0 320 130" role="img" aria-label=(self.drawing) {
                path.stone d="M12 112V90L138 34h6l-4 22A104 66 0 0 0 56 112Z" {}
                path.stone d="M308 112V90L184 34h-6l4 22a104 66 0 0 1 82 56Z" {}
                path.red d="M149 40h24l-4 24h-16Z" transform="rotate(14 161 100) translate(4 44)" {}
                path.water d="M0 120q10-5 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0" {}
            }
        }
    }
}

impl Render for Lost<'_> {
    fn render(&self) -> Markup {
        html! {
            div.empty.lost {
                (self.scene())
                h1 { (self.title) }
                p { (self.text) }
                @if let Some((title, safe)) = &self.safe {
                    div.note.read { (icon(Icon::ShieldCheck)) p { b { (title) } " " (safe) } }
                }
                div.row.wrapx.middle { @for action in &self.actions { (action) } }
                @if let Some(details) = &self.details { (details) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Act;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn an_empty_place_has_one_sentence_one_action_and_one_example() {
        let empty = Empty {
            scene: Scene::Gap,
            title: "Nothing saved yet".into(),
            whole_page: false,
            text: HOSTILE.into(),
            action: Some(Button::go("Look around", Act::to("/"))),
            example: Some("For example".into()),
        };
        holds(
            &of(&empty),
            &[
                "<svg class=\"scene\" viewBox=\"0 0 160 84\" aria-hidden=\"true\">",
                "<h2>Nothing saved yet</h2>",
            ],
        );
        holds(&of(&Empty { whole_page: true, ..empty }), &["<h1>Nothing saved yet</h1>"]);
    }

    #[test]
    fn a_failure_says_what_is_safe_and_what_to_do() {
        let lost = Lost {
            drawing: HOSTILE.into(),
            title: "The payment service did not answer".into(),
            text: HOSTILE.into(),
            safe: Some(("What is safe.".into(), "Your items are held.".into())),
            actions: vec![Button::go("Watch this payment", Act::to("/p"))],
            details: Some(Docket::new("Details for support", Markup::default())),
        };
        holds(
            &of(&lost),
            &["<h1>The payment", "<b>What is safe.</b> Your items are held.", "role=\"img\"", "docket"],
        );
    }
}
