//! What waits for a person: by when, what, and the one button.

use maud::{Markup, Render, html};

use super::{Button, Tag, Text};

/// One thing to do. Several stand in a list: `ul { @for task in tasks { li.task { (task) } } }` is what
/// [`Task::list`] writes.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// By when; hot only if something is lost after it.
    pub by: Option<Tag<'a>>,
    /// What is to be done.
    pub what: Text<'a>,
    /// What happens otherwise, or what helps.
    pub detail: Option<Text<'a>>,
    /// The button.
    pub button: Button<'a>,
}

impl<'a> Task<'a> {
    /// All of them, the most urgent first.
    pub fn list(tasks: &[Task<'a>]) -> Markup {
        html! { ul { @for task in tasks { li.task { (task) } } } }
    }
}

impl Render for Task<'_> {
    fn render(&self) -> Markup {
        html! {
            @if let Some(by) = &self.by { (by) }
            div {
                p { b { (self.what) } }
                @if let Some(detail) = &self.detail { p { (detail) } }
            }
            (self.button)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Act;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn what_waits_is_a_list_with_one_button_each() {
        let task = Task {
            by: Some(Tag::wait("By 6 pm")),
            what: "Ship 5 orders".into(),
            detail: Some(HOSTILE.into()),
            button: Button::plain("Pack", Act::to("/studio/pack")).small(),
        };
        let text = of(&Task::list(&[task.clone(), Task { by: None, ..task }]));
        holds(
            &text,
            &["<ul><li class=\"task\"><span class=\"tag wait num\">By 6 pm</span>", "href=\"/studio/pack\""],
        );
        assert_eq!(text.matches("class=\"btn sm\"").count(), 2);
    }
}
