//! What happened, what happens now and who acts, what comes.

use maud::{Markup, Render, html};

use super::Text;

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// It happened.
    Done,
    /// It is waited for.
    Now,
    /// It comes later.
    #[default]
    Ahead,
}

/// A step: the event or the one who acts, its time or its deadline, a line about it.
#[derive(Clone, Debug, Default)]
pub struct Step<'a> {
    /// What, and who.
    pub title: Text<'a>,
    /// When, written: "Sun 3:31 pm", "by Tue 24 Nov".
    pub time: Option<Text<'a>>,
    /// The same for programs: `2026-11-22T15:31`.
    pub datetime: Option<Text<'a>>,
    /// A line about it.
    pub body: Markup,
    /// Where it stands.
    pub when: When,
}

/// The steps, first to last. `said` are the words a screen reader hears for a step's state.
#[derive(Clone, Debug, Default)]
pub struct Timeline<'a> {
    /// What the steps are: "What happens with this order".
    pub label: Text<'a>,
    /// "Done".
    pub done: Text<'a>,
    /// The steps.
    pub steps: Vec<Step<'a>>,
}

impl Render for Timeline<'_> {
    fn render(&self) -> Markup {
        html! {
            ol.steps aria-label=(self.label) {
                @for step in &self.steps {
                    li class=[(step.when == When::Done).then_some("done")] aria-current=[(step.when == When::Now).then_some("step")] {
                        b {
                            (step.title)
                            @if step.when == When::Done { span.vh { ", " (self.done) } }
                        }
                        @match (&step.time, &step.datetime) {
                            (Some(time), Some(datetime)) => time datetime=(datetime) { (time) },
                            (Some(time), None) => span.when { (time) },
                            _ => span.when {},
                        }
                        @if !step.body.0.is_empty() { div.more { (step.body) } }
                    }
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
    fn each_step_says_its_state_in_words_not_only_in_colour() {
        let step = |title: &'static str, when| Step { title: title.into(), when, ..Step::default() };
        let timeline = Timeline {
            label: "What happens".into(),
            done: "done".into(),
            steps: vec![
                Step {
                    time: Some("Sun 3:31 pm".into()),
                    datetime: Some("2026-11-22T15:31".into()),
                    body: html! { "GCash" },
                    ..step("Paid", When::Done)
                },
                Step { time: Some("by Tue 24 Nov".into()), ..step(HOSTILE, When::Now) },
                step("You confirm", When::Ahead),
            ],
        };
        holds(
            &of(&timeline),
            &[
                "<ol class=\"steps\" aria-label=\"What happens\"><li class=\"done\"><b>Paid<span class=\"vh\">, done</span></b>",
                "<time datetime=\"2026-11-22T15:31\">Sun 3:31 pm</time><div class=\"more\">GCash</div>",
                "<li aria-current=\"step\">",
                "<span class=\"when\">by Tue 24 Nov</span>",
            ],
        );
    }
}
