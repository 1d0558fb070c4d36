//! Every part in every state, as one page: for developers to look things up, for axe to walk through, and as the
//! snapshot that says when a part's markup has changed.

mod choosing;
mod frame;
mod languages;
mod reading;
mod studio;
mod waiting;

use maud::{Markup, Render, html};

use super::{Bar, Folio, Icon, Language, Masthead, Search, Tab};

/// What the page `/parts` of a demo shows, in whatever frame; it needs the studio's sheet too.
pub fn gallery() -> Markup {
    html! {
        div.stack.g6 {
            h1 { "Parts" }
            (chapter("frame", "Frame", frame::chapter()))
            (chapter("reading", "What is read", reading::chapter()))
            (chapter("choosing", "What is pressed, chosen and filled in", choosing::chapter()))
            (chapter("waiting", "What is waited for", waiting::chapter()))
            (chapter("studio", "Studio and operator", studio::chapter()))
            (languages::chapters())
        }
    }
}

fn masthead<'a>(bar: Bar<'a>, nav: &'a str, tools: &'a [Markup]) -> Masthead<'a> {
    let tab = |text: &'static str, icon, current| Tab {
        href: "#main".into(),
        text: text.into(),
        icon,
        current,
        mark: None,
    };
    Masthead {
        bar,
        market: "Rialto".into(),
        home: "Rialto, home".into(),
        nav: nav.into(),
        tabs: vec![
            tab("Home", Icon::House, true),
            tab("Shop", Icon::Storefront, false),
            tab("Me", Icon::UserCircle, false),
        ],
        search: Some(Search { action: "#main".into(), label: "Search the gallery".into(), value: "".into() }),
        language: Some(Language {
            href: "#zh".into(),
            short: "EN".into(),
            label: "Language: English".into(),
        }),
        tools,
    }
}

fn chapter(id: &str, title: &'static str, body: Markup) -> Markup {
    html! {
        section.stack.g5 aria-labelledby=(id) {
            (Folio { id: Some(id.to_owned().into()), ..Folio::new(title) })
            (body)
        }
    }
}

/// A part that stands at the edge of the screen, in a box of its own.
fn boxed(part: impl Render) -> Markup {
    html! { div.specimen { (part) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden file. Hashes of assets are left out: they change with every rule of a sheet.
    const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/parts/gallery/golden.html");

    /// One element a line, so that a difference can be read.
    fn readable() -> String {
        let mut text = gallery().into_string().replace("><", ">\n<");
        for asset in ui::assets() {
            text = text.replace(&format!(".{}", asset.hash), "");
        }
        text + "\n"
    }

    #[test]
    fn the_gallery_is_as_it_was_looked_at() {
        let seen = readable();
        if std::env::var_os("RIALTO_GOLDEN").is_some() {
            std::fs::write(GOLDEN, &seen).unwrap();
        }
        let golden = std::fs::read_to_string(GOLDEN).unwrap();
        let difference = seen.lines().zip(golden.lines()).find(|(now, then)| now != then);
        assert_eq!(
            difference, None,
            "look at /parts, then keep it: RIALTO_GOLDEN=1 cargo test -p web gallery"
        );
        assert_eq!(seen.lines().count(), golden.lines().count());
    }

    #[test]
    fn no_part_styles_or_scripts_itself() {
        let text = gallery().into_string();
        for forbidden in [" style=", "<style", "<script", "onclick=", "onload=", "javascript:"] {
            assert!(!text.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn no_id_stands_twice_and_what_is_referred_to_is_there() {
        let text = gallery().into_string();
        let values = |attribute: &str| {
            let mut found = Vec::new();
            for piece in text.split(&format!(" {attribute}=\"")).skip(1) {
                found.push(piece.split('"').next().unwrap_or_default().to_owned());
            }
            found
        };
        let mut ids = values("id");
        // The frame's own.
        ids.push("main".to_owned());
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id stands twice");
        for attribute in ["aria-labelledby", "aria-describedby", "for", "data-upload"] {
            for id in values(attribute).iter().flat_map(|value| value.split(' ')) {
                assert!(ids.iter().any(|each| each == id), "{attribute} names {id}, which is not there");
            }
        }
    }

    #[test]
    fn interface_text_has_no_exclamation_and_no_long_dash() {
        let text = gallery().into_string();
        for mark in ['!', '—', '！'] {
            assert!(!text.contains(mark), "{mark}");
        }
    }
}
