//! What is for sale on a post, on the post's own page: price and stock of this instant, the choice, and straight on to
//! the checkout. The form is the cart's own (`/cart/lines`, `then=buy`), so the rule is the market's.

use catalog::listings::{ListingView, VariantView};
use db::{No, Rx};
use kernel::Cx;
use locale::Reader;
use maud::{Markup, html};
use web::Visitor;
use web::parts::{Act, Button, Choice, Field, Folio, Kind, Note, Tone};

use super::{address, card};
use crate::posts::{PostView, TagView};

/// What stock is said in numbers.
const FEW: i64 = 9;

/// The listings of a post's tags, in their order; nothing for what is not sold any more.
pub(super) fn listings(rx: &mut Rx, cx: &Cx, post: &PostView) -> Result<Vec<Option<ListingView>>, No> {
    let found = post.tags.iter().map(|tag| match catalog::listings::product(rx, cx, &tag.listing) {
        Ok(listing) => Ok(Some(listing)),
        Err(no) if no.is_missing() => Ok(None),
        Err(no) => Err(no),
    });
    found.collect()
}

/// All of them.
pub(super) fn shelf(visitor: &Visitor, post: &PostView, listings: &[Option<ListingView>]) -> Markup {
    if post.tags.is_empty() {
        return Markup::default();
    }
    let title = visitor.t("social-goods");
    html! {
        section.stack.g3 aria-labelledby="goods-of" {
            (Folio { id: Some("goods-of".into()), ..Folio::new(title) })
            @for (nth, (tag, listing)) in post.tags.iter().zip(listings).enumerate() {
                div.card.stack.g3 id={ "tag-" (nth + 1) } { (one(visitor, nth, tag, listing.as_ref())) }
            }
        }
    }
}

fn one(visitor: &Visitor, nth: usize, tag: &TagView, listing: Option<&ListingView>) -> Markup {
    let reader = visitor.reader();
    let (Some(product), Some(listing)) = (&tag.product, listing) else {
        return html! { p.mut { (reader.t("social-gone")) } };
    };
    let left: Vec<&VariantView> = listing.variants.iter().filter(|one| one.is_left()).collect();
    html! {
        (card::good(visitor, product, &address(visitor), Some(format!("/p/{}", listing.id))))
        @if left.is_empty() { (Note { tone: Tone::Warn, ..Note::new(&reader.t("social-sold-out")) }) }
        @else { (buying(visitor, nth, tag, listing, &left)) }
    }
}

fn buying(
    visitor: &Visitor,
    nth: usize,
    tag: &TagView,
    listing: &ListingView,
    left: &[&VariantView],
) -> Markup {
    let reader = visitor.reader();
    let shown = left.iter().find(|one| Some(one.id) == tag.variant).or_else(|| left.first());
    let Some(shown) = shown else { return Markup::default() };
    let said = [("title", listing.title.as_str().into())];
    let (text, label) = (reader.t("social-buy"), reader.say("social-buy-label", &said));
    let buy = Act::Say { name: "then".into(), value: "buy".into() };
    let button = if nth == 0 { Button::go(text, buy) } else { Button::plain(text, buy) };
    html! {
        form.stack.g3 method="post" action="/cart/lines" {
            (visitor.intent())
            input type="hidden" name="quantity" value="1";
            input type="hidden" name="back" value=(visitor.here());
            @if let [only] = left {
                input type="hidden" name="variant" value=(only.id);
                @if let Some(few) = few(reader, only) { p.sm { (few) } }
            } @else {
                (Field {
                    id: Some(format!("variant-{nth}").into()),
                    kind: Kind::Select(left.iter().map(|one| choice(reader, one)).collect()),
                    value: shown.id.to_string().into(),
                    ..Field::new("variant", reader.t("social-choice"))
                })
            }
            (button.called(label).busy(reader.t("social-buying")))
        }
    }
}

/// "Large / Red · ₱1,290 · 3 left".
fn choice<'a>(reader: &Reader, variant: &VariantView) -> Choice<'a> {
    let mut words = vec![variant.choice.join(" / "), reader.price(variant.price)];
    words.extend(few(reader, variant));
    Choice { value: variant.id.to_string().into(), text: words.join(" · ").into() }
}

/// How many are left, where there are few.
fn few(reader: &Reader, variant: &VariantView) -> Option<String> {
    let left = variant.available.filter(|left| *left <= FEW)?;
    Some(reader.say("social-left", &[("count", left.into())]))
}
