//! Every part in every state.

use maud::{Markup, html};

/// The page `/parts` of a demo.
pub fn gallery() -> Markup {
    html! {}
}
