//! Something for sale on a page with others: the same in every list.

use locale::Reader;
use maud::{Markup, Render as _};
use web::parts::{Good, Goods, Picture, Ratio, Tag};

use crate::listings::{Card, ImageView};

/// How wide a picture in a grid is.
const IN_GRID: &str = "(min-width: 76rem) 14rem, (min-width: 56rem) 20vw, 46vw";
/// Pictures of a grid that a first look sees: they are not waited with.
const FIRST: usize = 2;

/// A grid of them. `above` says whether it stands where a page begins.
pub(super) fn grid(reader: &Reader, cards: &[Card], above: bool) -> Markup {
    let goods = cards.iter().enumerate().map(|(nth, card)| good(reader, card, above && nth < FIRST));
    Goods { id: Some("goods".into()), list: goods.collect() }.render()
}

fn good<'a>(reader: &Reader, card: &'a Card, first: bool) -> Good<'a> {
    let price = reader.price(card.price_from);
    let price = if card.price_varies { reader.say("card-from", &[("price", price.as_str().into())]) } else { price };
    let tags = if card.sold_out { vec![Tag::new(reader.t("card-sold-out"))] } else { Vec::new() };
    Good {
        href: format!("/p/{}", card.id).into(),
        picture: Picture {
            sizes: IN_GRID.into(),
            ratio: Ratio::Tall,
            first,
            class: "round",
            ..picture(card.image.as_ref(), &card.title)
        },
        name: card.title.as_str().into(),
        price: price.into(),
        shop: card.shop.name.as_str().into(),
        tags,
        ..Good::default()
    }
}

/// A picture of ours, or the calm well with the initial. What lies on others' servers is not fetched from there:
/// they would learn who looks at what, and the pages' policy does not let them.
pub(super) fn picture<'a>(image: Option<&'a ImageView>, title: &'a str) -> Picture<'a> {
    let ours = image.filter(|image| image.url.starts_with('/'));
    match ours {
        Some(image) => Picture { src: image.url.as_str().into(), width: 800, height: 1_000, ..Picture::default() },
        None => Picture { initial: Some(title.into()), ..Picture::default() },
    }
}
