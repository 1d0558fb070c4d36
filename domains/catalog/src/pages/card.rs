//! Something for sale on a page with others: the same in every list.

use kernel::Time;
use maud::{Markup, Render as _};
use media::Address;
use web::Visitor;
use web::parts::{Good, Goods, Picture, Ratio, Tag};

use crate::listings::{Card, ImageView};

/// How wide a picture in a grid is.
const IN_GRID: &str = "(min-width: 76rem) 14rem, (min-width: 56rem) 20vw, 46vw";
/// Pictures of a grid that a first look sees: they are not waited with.
const FIRST: usize = 2;

/// A grid of them. `above` says whether it stands where a page begins.
pub(super) fn grid(visitor: &Visitor, cards: &[Card], above: bool) -> Markup {
    let at = address(visitor);
    let goods = cards.iter().enumerate().map(|(nth, card)| good(visitor, card, &at, above && nth < FIRST));
    Goods { id: Some("goods".into()), list: goods.collect() }.render()
}

/// A list where a page begins, with what came after an instant marked.
pub(super) fn marking(visitor: &Visitor, cards: &[Card], since: Option<Time>) -> Markup {
    let at = address(visitor);
    let goods = cards.iter().enumerate().map(|(nth, card)| {
        let mut good = good(visitor, card, &at, nth < FIRST);
        if since.is_some_and(|since| card.published_at > since) {
            good.tags.insert(0, Tag::ok(visitor.t("card-new")));
        }
        good
    });
    Goods { id: Some("goods".into()), list: goods.collect() }.render()
}

/// Where pictures are; a market without any has none to show.
pub(super) fn address(visitor: &Visitor) -> Address {
    media::on_pages(visitor)
}

fn good<'a>(visitor: &Visitor, card: &'a Card, at: &Address, first: bool) -> Good<'a> {
    let reader = visitor.reader();
    let price = reader.price(card.price_from);
    let price =
        if card.price_varies { reader.say("card-from", &[("price", price.as_str().into())]) } else { price };
    let tags = if card.sold_out { vec![Tag::new(reader.t("card-sold-out"))] } else { Vec::new() };
    Good {
        href: format!("/p/{}", card.id).into(),
        picture: Picture {
            sizes: IN_GRID.into(),
            ratio: Ratio::Tall,
            first,
            class: "round",
            ..picture(card.image.as_ref(), &card.title, at)
        },
        name: card.title.as_str().into(),
        price: price.into(),
        shop: card.shop.name.as_str().into(),
        tags,
        ..Good::default()
    }
}

/// A picture that was brought here, or the calm well with the initial. What lies on others' servers is not fetched
/// from there: they would learn who looks at what, and the pages' policy does not let them.
pub(super) fn picture<'a>(image: Option<&'a ImageView>, title: &'a str, at: &Address) -> Picture<'a> {
    let Some(own) = image.and_then(|image| image.picture.as_ref()) else {
        return Picture { initial: Some(title.into()), ..Picture::default() };
    };
    let (shown, plain) = (&own.shown, own.shown.plain());
    Picture {
        src: at.on_page(plain).into(),
        widths: shown.files().map(|file| (at.on_page(file).into(), file.width)).collect(),
        width: plain.width,
        height: shown.height_at(plain.width),
        preview: Some(shown.blur.as_str().into()),
        ..Picture::default()
    }
}

/// The smallest file of a picture that was brought here.
pub(super) fn smallest(image: &ImageView, at: &Address) -> String {
    let shown = image.picture.as_ref().map(|own| &own.shown);
    let file = shown.and_then(|shown| shown.files().next().or_else(|| Some(shown.plain())));
    file.map(|file| at.on_page(file)).unwrap_or_default()
}
