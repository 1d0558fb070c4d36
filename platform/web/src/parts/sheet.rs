//! A sheet that rises over the page; without the script its content is a page of its own.

use maud::{Markup, Render, html};

use super::{Icon, Text, icon};

/// A sheet. Render it at the end of the page for the script, and [`Sheet::page`] at the address its button leads to.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'a> {
    /// Its id, for [`Act::Open`](super::Act::Open).
    pub id: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// "Close".
    pub close: Text<'a>,
    /// What is in it.
    pub body: Markup,
}

impl Sheet<'_> {
    /// The same as the content of a page, with its `h1`.
    pub fn page(&self) -> Markup {
        html! { div.narrow.stack { h1 { (self.title) } (self.body) } }
    }
}

impl Render for Sheet<'_> {
    fn render(&self) -> Markup {
        html! {
            dialog.sheet id=(self.id) aria-labelledby={ (self.id) "-title" } {
                div.stack {
                    div.row.between {
                        h2 id={ (self.id) "-title" } { (self.title) }
                        form method="dialog" { button.icon data-close aria-label=(self.close) { (icon(Icon::X)) } }
                    }
                    (self.body)
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
    fn a_sheet_is_a_native_dialog_and_a_page() {
        let sheet = Sheet {
            id: "filters".into(),
            title: HOSTILE.into(),
            close: "Close".into(),
            body: html! { p { "Body" } },
        };
        holds(
            &of(&sheet),
            &[
                "<dialog class=\"sheet\" id=\"filters\" aria-labelledby=\"filters-title\">",
                "<form method=\"dialog\"><button class=\"icon\" data-close aria-label=\"Close\">",
            ],
        );
        holds(&of(&sheet.page()), &["<h1>", "<p>Body</p>"]);
    }
}
