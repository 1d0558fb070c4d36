//! Icons: one sprite, asked for once. They are drawn, never read: the word beside them or the label around them is.

use maud::{Markup, html};
pub use ui::Icon;

/// The icon, as large as the text beside it.
pub fn icon(icon: Icon) -> Markup {
    drawn(icon.name())
}

/// Its filled form, which says "selected"; an icon that has none stays as it is.
pub fn icon_filled(icon: Icon) -> Markup {
    drawn(icon.filled().unwrap_or(icon.name()))
}

/// An icon that the script may fill and empty when its mark changes.
pub(super) fn icon_of_mark(icon: Icon, on: bool) -> Markup {
    let name = icon.filled().filter(|_| on).unwrap_or(icon.name());
    html! { svg.i aria-hidden="true" data-fill[icon.filled().is_some()] { use href={ (ui::ICONS) "#" (name) } {} } }
}

fn drawn(name: &str) -> Markup {
    html! { svg.i aria-hidden="true" { use href={ (ui::ICONS) "#" (name) } {} } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_a_picture_that_nobody_has_to_hear() {
        let text = icon(Icon::House).into_string();
        assert_eq!(
            text,
            format!("<svg class=\"i\" aria-hidden=\"true\"><use href=\"{}#house\"></use></svg>", ui::ICONS)
        );
    }

    #[test]
    fn what_is_selected_is_filled_if_it_can_be() {
        assert!(icon_filled(Icon::House).into_string().contains("#house-fill"));
        assert!(icon_filled(Icon::Clock).into_string().contains("#clock\""));
        assert!(icon_of_mark(Icon::Heart, true).into_string().contains("data-fill"));
    }
}
