//! People are circles, shops are arches; who has no picture has an initial.

use maud::{Markup, Render, html};

use super::Text;

/// How large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 28 px: in a line of text.
    Tiny,
    /// 36 px: in a list.
    Small,
    /// 40 px.
    #[default]
    Usual,
    /// 48 px: the shop on its goods' page.
    Large,
    /// 72 px: on its own page.
    Huge,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Self::Tiny => " z1",
            Self::Small => " z2",
            Self::Usual => "",
            Self::Large => " z3",
            Self::Huge => " z4",
        }
    }
}

/// A person. Nobody hears it: the name stands beside it.
#[derive(Clone, Debug, Default)]
pub struct Face<'a> {
    /// The name, for its first letter.
    pub name: Text<'a>,
    /// Which of eight colours, always the same for one person: any number made of their id.
    pub hue: u8,
    /// How large.
    pub size: Size,
    /// The address of a square picture.
    pub picture: Option<Text<'a>>,
}

impl Render for Face<'_> {
    fn render(&self) -> Markup {
        drawn("face", &self.name, self.hue, self.size, self.picture.as_deref())
    }
}

/// A shop.
#[derive(Clone, Debug, Default)]
pub struct ShopFace<'a> {
    /// The name, for its first letter.
    pub name: Text<'a>,
    /// Which of eight colours.
    pub hue: u8,
    /// How large.
    pub size: Size,
    /// The address of a picture.
    pub picture: Option<Text<'a>>,
}

impl Render for ShopFace<'_> {
    fn render(&self) -> Markup {
        drawn("shop", &self.name, self.hue, self.size, self.picture.as_deref())
    }
}

fn drawn(shape: &str, name: &str, hue: u8, size: Size, picture: Option<&str>) -> Markup {
    let initial = name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('·');
    html! {
        span class={ (shape) " h" (hue % 8) (size.class()) } aria-hidden="true" translate="no" {
            @if let Some(picture) = picture { img src=(picture) alt="" width="72" height="72" loading="lazy" decoding="async"; }
            @else { (initial.to_uppercase()) }
        }
    }
}

/// A face or a shop with its name and a line about it.
#[derive(Clone, Debug, Default)]
pub struct Who<'a> {
    /// A [`Face`] or a [`ShopFace`].
    pub face: Markup,
    /// The name.
    pub name: Text<'a>,
    /// The line.
    pub about: Option<Text<'a>>,
    /// Their page.
    pub href: Option<Text<'a>>,
}

impl Render for Who<'_> {
    fn render(&self) -> Markup {
        let inside = html! {
            (self.face)
            span.grow {
                b translate="no" { (self.name) }
                @if let Some(about) = &self.about { small { (about) } }
            }
        };
        match &self.href {
            Some(href) => html! { a.who href=(href) { (inside) } },
            None => html! { span.who { (inside) } },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn who_has_no_picture_has_an_initial_and_nobody_hears_it_twice() {
        let face = Face { name: "陈默".into(), hue: 12, ..Face::default() };
        assert_eq!(of(&face), "<span class=\"face h4\" aria-hidden=\"true\" translate=\"no\">陈</span>");
        let shop = ShopFace { name: "“ñandú”".into(), size: Size::Huge, ..ShopFace::default() };
        assert_eq!(of(&shop), "<span class=\"shop h0 z4\" aria-hidden=\"true\" translate=\"no\">Ñ</span>");
        assert!(of(&Face::default()).contains('·'), "a name without a letter");
    }

    #[test]
    fn a_picture_stands_in_a_box_of_known_size() {
        let picture = Some(HOSTILE.into());
        holds(&of(&Face { picture, ..Face::default() }), &["alt=\"\" width=\"72\" height=\"72\""]);
    }

    #[test]
    fn a_name_leads_to_its_page_if_there_is_one() {
        let who = Who { name: HOSTILE.into(), href: Some("/shops/ligaya".into()), ..Who::default() };
        holds(&of(&who), &["<a class=\"who\" href=\"/shops/ligaya\">"]);
    }
}
