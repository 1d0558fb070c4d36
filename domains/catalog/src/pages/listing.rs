//! One listing: its pictures, its price and its past, the choice, what is left, who sells it.

mod choice;
mod facts;
mod price;

use db::{No, Rx};
use kernel::{Cx, Limit};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::Asked;
use web::parts::{Act, Button, Folio, Picture, Ratio, ShopFace, Shots, Size, Thumb, Who};
use web::{Answer, Paging, Path, Query, Reply, Sheet, Visitor};

use super::{card, place, sharing, told};
use crate::listings::{self, Card, ListingView, Past, Search, VariantView};
use crate::shops::{self, ShopKey, ShopView};
use crate::{ListingId, VariantId};

/// Goods of the same shop that are shown, and one more, lest it is this one.
const MORE: u16 = 5;
/// Characters of what search engines and previews are told.
const ABOUT: usize = 160;

/// What an address says besides the listing.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub(super) struct Fields {
    variant: Option<String>,
    picture: Option<String>,
}

/// What is read for one page.
struct Ask {
    listing: ListingId,
    variant: Option<VariantId>,
    /// From 1.
    picture: usize,
    asked: Asked,
}

/// A listing and what stands around it.
struct Shown {
    listing: ListingView,
    /// The chosen one's place in the listing.
    chosen: Option<usize>,
    picture: usize,
    past: Option<Past>,
    shop: ShopView,
    more: Vec<Card>,
    /// What the floors above put here.
    whole: Vec<Markup>,
    offer: Vec<Markup>,
    actions: Vec<Markup>,
    aside: Vec<Markup>,
    figures: Vec<Markup>,
    pictures: Vec<Markup>,
    below: Vec<Markup>,
    /// Whether whoever looks sells it.
    is_theirs: bool,
}

impl Shown {
    fn variant(&self) -> Option<&VariantView> {
        self.listing.variants.get(self.chosen?)
    }

    /// The address with this choice and this picture.
    fn href(&self, variant: Option<VariantId>, picture: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(variant) = variant {
            query.append_pair("variant", &variant.to_string());
        }
        if picture > 1 {
            query.append_pair("picture", &picture.to_string());
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/p/{}{mark}{query}", self.listing.id)
    }
}

fn look(rx: &mut Rx, cx: &Cx, ask: &Ask) -> Result<Shown, No> {
    let listing = listings::product(rx, cx, &ask.listing)?;
    let chosen = listing.chosen(ask.variant).map(|one| one.id);
    let past = match (chosen, listing.published_at) {
        (Some(variant), Some(published)) => listings::past_of(rx, variant, published, cx.now)?,
        _ => None,
    };
    let key = ShopKey::Id(listing.shop.id);
    let shop = shops::show(rx, cx, &key)?;
    let limit = Limit::new(MORE).unwrap_or(Limit::DEFAULT);
    let others = Search { shop: Some(key), ..Search::everything(Paging { limit, after: None }) };
    let more = listings::search(rx, cx, &others)?.data.into_iter().filter(|card| card.id != listing.id);
    let about = |rx: &mut Rx, place, thing| ask.asked.fill_about(rx, cx, place, thing);
    Ok(Shown {
        chosen: listing.variants.iter().position(|one| Some(one.id) == chosen),
        picture: ask.picture.clamp(1, listing.images.len().max(1)),
        past,
        more: more.take(usize::from(MORE) - 1).collect(),
        whole: about(rx, "product.whole", listing.id.uid())?,
        offer: about(rx, "product.offer", listing.id.uid())?,
        actions: about(rx, "product.actions", listing.id.uid())?,
        aside: about(rx, "product.aside", listing.id.uid())?,
        figures: about(rx, "shop.figures", shop.id.uid())?,
        pictures: about(rx, "product.pictures", listing.id.uid())?,
        below: about(rx, "product.below", listing.id.uid())?,
        is_theirs: super::shop::is_kept_by(rx, cx, shop.id)?,
        shop,
        listing,
    })
}

/// `/p/{listing}`.
pub(super) async fn show(
    visitor: Visitor,
    Path(listing): Path<ListingId>,
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    let ask = Ask {
        listing,
        variant: fields.variant.and_then(|text| text.parse().ok()),
        picture: fields.picture.and_then(|text| text.parse().ok()).unwrap_or(1),
        asked: visitor.asked(),
    };
    visitor.show(ask, look, sheet).await
}

fn sheet(visitor: &Visitor, shown: Shown) -> Sheet {
    let listing = &shown.listing;
    let about = first_words(&listing.description);
    let head = shown.variant().map(|variant| sharing::product(visitor, listing, variant)).unwrap_or_default();
    let card = sharing::card(visitor.reader(), listing, &about);
    let back = listing.category.as_ref().map_or("/shop".into(), |slug| format!("/c/{slug}"));
    let sheet = Sheet::new(listing.title.clone(), page(visitor, &shown)).tab("/shop").back(back);
    let sheet = sheet.card(card).head(head);
    let sheet = if about.is_empty() { sheet } else { sheet.describing(about) };
    // The bar at the bottom of a phone comes with what is offered.
    if has_words(&shown.offer) { sheet.paybar() } else { sheet }
}

/// Whether anybody put anything there.
fn has_words(slots: &[Markup]) -> bool {
    slots.iter().any(|markup| !markup.0.is_empty())
}

fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = visitor.reader();
    let listing = &shown.listing;
    html! {
        div.split.pd {
            (pictures(visitor, shown))
            div.stack.g5.buy {
                div.stack.g2 {
                    (facts::way(reader, listing))
                    h1 translate="no" { (listing.title) }
                    p.sm { (by(visitor, listing)) }
                    @if has_words(&shown.actions) {
                        div.row.wrapx { @for action in &shown.actions { (action) } }
                    }
                    @if shown.is_theirs {
                        p { (Button::plain(reader.t("listing-change"), Act::to(format!("/studio/listings/{}", listing.id))).small()) }
                    }
                }
                div.stack #offer {
                    div.priced {
                        (price::price(reader, shown.variant(), shown.past))
                        @for whole in &shown.whole { (whole) }
                    }
                    (choice::choice(reader, shown))
                    @for offer in &shown.offer { (offer) }
                    (facts::delivery(reader, listing, &shown.shop, shown.variant()))
                }
                @for aside in &shown.aside { (aside) }
                (seller(visitor, shown))
            }
            div.stack.g6 {
                @if !listing.description.is_empty() {
                    section aria-labelledby="story" {
                        (Folio { id: Some("story".into()), ..Folio::new(reader.t("listing-story")) })
                        (told(&listing.description))
                    }
                }
                (facts::facts(reader, listing, shown.variant()))
                @for pictures in &shown.pictures { (pictures) }
                @for below in &shown.below { (below) }
                (more(visitor, shown))
            }
        }
    }
}

/// Whose it is, leading there.
fn by(visitor: &Visitor, listing: &ListingView) -> Markup {
    let words = visitor.reader().say("listing-by", &[("shop", listing.shop.name.as_str().into())]);
    html! { a.link href={ "/shops/" (listing.shop.handle) } translate="no" { (words) } }
}

fn pictures(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, listing) = (visitor.reader(), &shown.listing);
    let own: Vec<_> = listing.images.iter().filter(|image| image.picture.is_some()).collect();
    let (all, address) = (own.len(), card::address(visitor));
    let at = shown.picture.min(all.max(1));
    let image = own.get(at - 1).copied();
    let main = Picture {
        alt: image.map(|image| image.alt.as_deref().unwrap_or(&listing.title)).unwrap_or_default().into(),
        sizes: "(min-width: 56rem) 47rem, 100vw".into(),
        // Where nothing is to be seen, little room is given to it.
        ratio: if image.is_some() { Ratio::Square } else { Ratio::Cinema },
        first: true,
        class: "vt-shot",
        ..card::picture(image, &listing.title, &address)
    };
    let numbers = |nth: usize| [("n", nth.into()), ("all", all.into())];
    let variant = shown.variant().map(|one| one.id);
    let thumbs = own.iter().zip(1..).filter(|_| all > 1).map(|(image, nth)| Thumb {
        src: card::smallest(image, &address).into(),
        href: shown.href(variant, nth).into(),
        label: reader.say("listing-shot", &numbers(nth)).into(),
        current: nth == at,
    });
    let shots = Shots {
        id: "shots".into(),
        label: reader.say("listing-shots", &[("title", listing.title.as_str().into())]).into(),
        count: (all > 1).then(|| reader.say("listing-shot-count", &numbers(at)).into()),
        thumbs: thumbs.collect(),
        main,
    };
    shots.render()
}

/// Who sells it: what is known of them, and nothing where nothing is.
fn seller(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, shop) = (visitor.reader(), &shown.shop);
    let from = reader.say("shop-from", &[("place", place(reader, &shop.country).as_str().into())]);
    let face = ShopFace {
        name: shop.name.as_str().into(),
        hue: super::hue(shop.id.uid()),
        size: Size::Large,
        picture: super::face(visitor, shop.face, Size::Large),
    };
    let who = Who {
        face: face.render(),
        name: shop.name.as_str().into(),
        about: Some(from.into()),
        href: Some(format!("/shops/{}", shop.handle).into()),
    };
    html! {
        section.stack.g3 aria-labelledby="seller" {
            (Folio { id: Some("seller".into()), ..Folio::new(reader.t("listing-shop")) })
            (who)
            (super::shop::figures(reader, &shown.figures))
        }
    }
}

fn more(visitor: &Visitor, shown: &Shown) -> Markup {
    if shown.more.is_empty() {
        return Markup::default();
    }
    let (reader, shop) = (visitor.reader(), &shown.shop);
    let title = reader.say("listing-more", &[("shop", shop.name.as_str().into())]);
    let head = Folio { id: Some("more".into()), ..Folio::new(title) };
    html! {
        section aria-labelledby="more" {
            (head.link(format!("/shops/{}", shop.handle), reader.t("shop-all")))
            (card::grid(visitor, &shown.more, false))
        }
    }
}

/// The beginning of a description, cut between two words.
fn first_words(text: &str) -> String {
    let words = text.split_whitespace();
    let mut short = String::new();
    for word in words {
        if short.chars().count() + word.chars().count() >= ABOUT {
            if short.is_empty() {
                short.extend(word.chars().take(ABOUT));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_previews_are_told_ends_between_words() {
        assert_eq!(first_words("Holds 350 ml.\n\n Chips tell."), "Holds 350 ml. Chips tell.");
        let long = first_words(&"clay pot ".repeat(40));
        assert!(long.ends_with(" clay…") && long.chars().count() <= ABOUT + 1, "{long}");
        assert_eq!(first_words(&"陶".repeat(400)).chars().count(), ABOUT + 1);
        assert_eq!(first_words("  "), "");
    }
}
