//! Pictures: a fixed box that is there before they are, a blurred preview, the size that fits.

use maud::{Markup, Render, html};

use super::{Tag, Text};

/// The box a picture stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ratio {
    /// 4 to 5: goods in a grid.
    #[default]
    Tall,
    /// Square: a listing's picture, thumbnails.
    Square,
    /// 4 to 3.
    Usual,
    /// 3 to 2.
    Wide,
    /// 16 to 9.
    Cinema,
}

impl Ratio {
    fn class(self) -> &'static str {
        match self {
            Self::Tall => "r45",
            Self::Square => "r11",
            Self::Usual => "r43",
            Self::Wide => "r32",
            Self::Cinema => "r169",
        }
    }
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub struct Picture<'a> {
    /// The address for browsers that do not choose.
    pub src: Text<'a>,
    /// Addresses by width in pixels.
    pub widths: Vec<(Text<'a>, u32)>,
    /// How wide it is shown: `(min-width: 56rem) 25vw, 50vw`.
    pub sizes: Text<'a>,
    /// What it shows, in words; empty where the same words stand beside it.
    pub alt: Text<'a>,
    /// The width of `src` in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The box.
    pub ratio: Ratio,
    /// A preview: twelve colours, four across and three down, three hexadecimal digits each, row by row.
    pub preview: Option<Text<'a>>,
    /// The name of what it would show, where there is no picture: its first letter stands in the box.
    pub initial: Option<Text<'a>>,
    /// Whether it is seen first: loaded at once. Others wait until they are near.
    pub first: bool,
    /// More classes of the box: `round`, `thumb`, `vt-shot`.
    pub class: &'static str,
}

impl<'a> Picture<'a> {
    /// A small square beside a name that says what it shows.
    pub fn thumb(src: impl Into<Text<'a>>) -> Self {
        let (width, height, ratio) = (96, 96, Ratio::Square);
        Self { src: src.into(), width, height, ratio, class: "thumb", ..Self::default() }
    }
}

const ACROSS: usize = 4;
const DOWN: usize = 3;
const DIGITS: usize = 3;

/// The colours of a preview, if it is one.
fn colours(preview: &str) -> Option<Vec<&str>> {
    let is_whole =
        preview.len() == ACROSS * DOWN * DIGITS && preview.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_whole.then(|| (0..ACROSS * DOWN).map(|nth| &preview[nth * DIGITS..(nth + 1) * DIGITS]).collect())
}

/// The first letter of a name, as a sign writes it.
pub(super) fn initial(name: &str) -> Option<String> {
    name.chars().find(|letter| letter.is_alphanumeric()).map(|letter| letter.to_uppercase().collect())
}

impl Render for Picture<'_> {
    fn render(&self) -> Markup {
        let widths: Vec<String> = self.widths.iter().map(|(src, width)| format!("{src} {width}w")).collect();
        let srcset = (!widths.is_empty()).then(|| widths.join(", "));
        let sizes = srcset.is_some().then_some(self.sizes.as_ref());
        let (loading, priority) = if self.first { ("eager", Some("high")) } else { ("lazy", None) };
        html! {
            span class={ "pic " (self.ratio.class()) " " (self.class) } {
                @if let Some(colours) = self.preview.as_deref().and_then(colours) {
                    // Blurred in units of the drawing; its edges, where the blur runs out, are cut off.
                    svg viewBox="0.3 0.3 3.4 2.4" preserveAspectRatio="none" aria-hidden="true" {
                        g {
                            @for (nth, colour) in colours.into_iter().enumerate() {
                                path fill={ "#" (colour) } d={ "M" (nth % ACROSS) " " (nth / ACROSS) "h2v2h-2z" } {}
                            }
                        }
                    }
                }
                @if let Some(letter) = self.initial.as_deref().filter(|_| self.src.is_empty()).and_then(initial) {
                    span.none aria-hidden="true" translate="no" { (letter) }
                }
                @if !self.src.is_empty() {
                    img src=(self.src) srcset=[srcset] sizes=[sizes] alt=(self.alt) width=(self.width) height=(self.height)
                        loading=(loading) fetchpriority=[priority] decoding="async";
                }
            }
        }
    }
}

/// A picture of a listing to choose.
#[derive(Clone, Debug, Default)]
pub struct Thumb<'a> {
    /// The small picture.
    pub src: Text<'a>,
    /// The page with this one large.
    pub href: Text<'a>,
    /// "Picture 2 of 6".
    pub label: Text<'a>,
    /// Whether it is the large one.
    pub current: bool,
}

/// A listing's pictures: one large, all small under it. Choosing one is a link; with the script only this region
/// changes.
#[derive(Clone, Debug, Default)]
pub struct Shots<'a> {
    /// Its id, which is also the region.
    pub id: Text<'a>,
    /// What it is: "Pictures of Succulent trio".
    pub label: Text<'a>,
    /// The large one.
    pub main: Picture<'a>,
    /// "1 of 6".
    pub count: Option<Text<'a>>,
    /// All of them; none if there is only one.
    pub thumbs: Vec<Thumb<'a>>,
}

impl Render for Shots<'_> {
    fn render(&self) -> Markup {
        html! {
            section.gal id=(self.id) aria-label=(self.label) {
                div.shot { (self.main) @if let Some(count) = &self.count { (Tag::new(count.as_ref())) } }
                @if !self.thumbs.is_empty() {
                    ul.thumbs {
                        @for thumb in &self.thumbs {
                            li {
                                a href=(thumb.href) data-swap=(self.id) aria-label=(thumb.label)
                                    aria-current=[thumb.current.then_some("true")] {
                                    (Picture::thumb(thumb.src.as_ref()))
                                }
                            }
                        }
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
    fn a_picture_has_its_box_its_sizes_and_its_words() {
        let picture = Picture {
            src: "/media/a-800.webp".into(),
            widths: vec![("/media/a-400.webp".into(), 400), ("/media/a-800.webp".into(), 800)],
            sizes: "50vw".into(),
            alt: HOSTILE.into(),
            width: 800,
            height: 1000,
            ..Picture::default()
        };
        holds(
            &of(&picture),
            &[
                "<span class=\"pic r45 \">",
                "srcset=\"/media/a-400.webp 400w, /media/a-800.webp 800w\" sizes=\"50vw\"",
                "width=\"800\" height=\"1000\" loading=\"lazy\" decoding=\"async\">",
            ],
        );
        holds(&of(&Picture { first: true, ..picture }), &["loading=\"eager\" fetchpriority=\"high\""]);
    }

    #[test]
    fn where_there_is_no_picture_the_box_has_a_letter() {
        let bare = Picture { initial: Some("“ñandú”".into()), ..Picture::default() };
        holds(&of(&bare), &["<span class=\"none\" aria-hidden=\"true\" translate=\"no\">Ñ</span>"]);
        assert!(!of(&Picture { src: "/media/a.webp".into(), ..bare }).contains("none"));
    }

    #[test]
    fn a_preview_is_twelve_colours_or_none() {
        let preview =
            |text: &str| of(&Picture { preview: Some(text.to_owned().into()), ..Picture::default() });
        assert_eq!(preview(&"a1c".repeat(12)).matches("fill=\"#a1c\"").count(), 12);
        assert!(!preview(HOSTILE).contains("path"));
        assert!(!preview(&"é".repeat(18)).contains("path"), "as long in bytes, and no colour");
    }

    #[test]
    fn each_small_picture_says_which_one_it_is() {
        let thumb = Thumb {
            href: "?picture=2".into(),
            label: "Picture 2 of 6".into(),
            current: true,
            src: "/b".into(),
        };
        let shots =
            Shots { id: "shots".into(), label: HOSTILE.into(), thumbs: vec![thumb], ..Shots::default() };
        holds(
            &of(&shots),
            &["href=\"?picture=2\" data-swap=\"shots\" aria-label=\"Picture 2 of 6\" aria-current=\"true\""],
        );
    }
}
