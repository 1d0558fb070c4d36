//! What a page shows of itself where its address is sent: Open Graph, Twitter's names for the same, and the one
//! canonical address. Whoever fetches an address for somebody says their language, and gets these words in it.

use locale::Language;
use maud::{Markup, html};

/// What is at the address, in the words of Open Graph.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CardKind {
    /// A room of the market.
    #[default]
    Website,
    /// Something for sale.
    Product,
    /// Something that somebody wrote.
    Article,
    /// A person.
    Profile,
}

impl CardKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Website => "website",
            Self::Product => "product",
            Self::Article => "article",
            Self::Profile => "profile",
        }
    }
}

/// The picture of a card. A JPEG: what reads cards for Messenger, WeChat and Viber does not read everything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardPicture {
    /// Its whole address.
    pub url: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows, in words.
    pub alt: String,
}

/// What whoever is sent an address sees of the page before they open it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    path: String,
    title: String,
    about: String,
    kind: CardKind,
    picture: Option<CardPicture>,
    price: Option<(String, String)>,
}

impl Card {
    /// A card of the page at this path, which is its one address, without what only narrows or pages it. The title may
    /// say more than the page's own: a price.
    pub fn of(path: impl Into<String>, title: impl Into<String>, about: impl Into<String>) -> Self {
        let kind = CardKind::Website;
        Self { path: path.into(), title: title.into(), about: about.into(), kind, picture: None, price: None }
    }

    /// What is there.
    #[must_use]
    pub fn kind(mut self, kind: CardKind) -> Self {
        self.kind = kind;
        self
    }

    /// A picture of it; without one the market's own sign stands there.
    #[must_use]
    pub fn picture(mut self, picture: Option<CardPicture>) -> Self {
        self.picture = picture;
        self
    }

    /// What it costs, for programs: a decimal number, and the currency's code.
    #[must_use]
    pub fn priced(mut self, amount: impl Into<String>, currency: impl Into<String>) -> Self {
        self.price = Some((amount.into(), currency.into()));
        self
    }

    /// The head's part. `base` is the market's public address, `market` its name.
    pub(super) fn head(&self, base: &str, market: &str, language: Language) -> Markup {
        let url = format!("{base}{}", self.path);
        let others = Language::ALL.into_iter().filter(|other| *other != language);
        let form = if self.picture.is_some() { "summary_large_image" } else { "summary" };
        html! {
            link rel="canonical" href=(url);
            meta property="og:type" content=(self.kind.word());
            meta property="og:site_name" content=(market);
            meta property="og:title" content=(self.title);
            @if !self.about.is_empty() { meta property="og:description" content=(self.about); }
            meta property="og:url" content=(url);
            meta property="og:locale" content=(locale_of(language));
            @for other in others { meta property="og:locale:alternate" content=(locale_of(other)); }
            (self.pictured(base, market))
            @if let Some((amount, currency)) = &self.price {
                meta property="product:price:amount" content=(amount);
                meta property="product:price:currency" content=(currency);
            }
            meta name="twitter:card" content=(form);
        }
    }

    fn pictured(&self, base: &str, market: &str) -> Markup {
        let sign;
        let (picture, media) = match &self.picture {
            Some(picture) => (picture, "image/jpeg"),
            None => {
                let url = format!("{base}{}", ui::ICON_LARGE);
                sign = CardPicture { url, width: 512, height: 512, alt: market.to_owned() };
                (&sign, "image/png")
            }
        };
        html! {
            meta property="og:image" content=(picture.url);
            meta property="og:image:type" content=(media);
            meta property="og:image:width" content=(picture.width);
            meta property="og:image:height" content=(picture.height);
            meta property="og:image:alt" content=(picture.alt);
            meta name="twitter:image:alt" content=(picture.alt);
        }
    }
}

/// The languages as those who read cards know them: they have a list of their own, in which Filipino is `tl`.
const fn locale_of(language: Language) -> &'static str {
    match language {
        Language::English => "en_US",
        Language::Chinese => "zh_CN",
        Language::Filipino => "tl_PH",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "\"><script>alert(1)</script>";

    fn head(card: &Card) -> String {
        card.head("https://market.example", "Rialto", Language::Filipino).into_string()
    }

    #[test]
    fn a_card_has_its_picture_with_its_size_and_names_the_other_languages() {
        let url = "https://pictures.example/media/a-1280.jpg".to_owned();
        let picture = CardPicture { url, width: 1_280, height: 960, alt: "A blue cup".into() };
        let card = Card::of("/p/lst_1", "Tasa · ₱320", "Mula sa Emalya.").kind(CardKind::Product);
        let text = head(&card.picture(Some(picture)).priced("320.00", "PHP"));
        for wanted in [
            r#"<link rel="canonical" href="https://market.example/p/lst_1">"#,
            r#"<meta property="og:type" content="product">"#,
            r#"<meta property="og:title" content="Tasa · ₱320">"#,
            r#"<meta property="og:locale" content="tl_PH"><meta property="og:locale:alternate" content="en_US"><meta property="og:locale:alternate" content="zh_CN">"#,
            r#"<meta property="og:image" content="https://pictures.example/media/a-1280.jpg"><meta property="og:image:type" content="image/jpeg"><meta property="og:image:width" content="1280"><meta property="og:image:height" content="960"><meta property="og:image:alt" content="A blue cup">"#,
            r#"<meta property="product:price:amount" content="320.00"><meta property="product:price:currency" content="PHP">"#,
            r#"<meta name="twitter:card" content="summary_large_image">"#,
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }

    #[test]
    fn a_card_without_a_picture_shows_the_markets_sign_and_no_word_of_anybody_ends_a_tag() {
        let text = head(&Card::of("/shops/a", HOSTILE, HOSTILE));
        assert!(text.contains(&format!("content=\"https://market.example{}\"", ui::ICON_LARGE)), "{text}");
        assert!(
            text.contains(r#"name="twitter:card" content="summary""#) && !text.contains("<script"),
            "{text}"
        );
        assert!(!text.contains("price"), "{text}");
    }
}
