//! The way here, how it is sent, and what else is known of it.

use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Facts, Folio, Icon, icon};

use super::super::{named, place};
use crate::categories;
use crate::listings::{ListingView, VariantView};
use crate::shops::ShopView;

/// Grams from which on a weight is told in kilograms.
const KILO: i64 = 1_000;

/// The categories above it.
pub(super) fn way(reader: &Reader, listing: &ListingView) -> Markup {
    let category = listing.category.as_deref().and_then(categories::by_slug);
    let mut above = Vec::new();
    let mut next = category;
    while let Some(one) = next {
        above.push(one);
        next = one.parent();
    }
    html! {
        @if !above.is_empty() {
            nav.crumbs aria-label=(reader.t("find-path")) {
                ol {
                    @for one in above.into_iter().rev() {
                        li { a href={ "/c/" (one.slug) } { (named(reader, one)) } }
                    }
                }
            }
        }
    }
}

/// When and from where it is sent, and whether it may be paid at the door.
pub(super) fn delivery(
    reader: &Reader,
    listing: &ListingView,
    shop: &ShopView,
    variant: Option<&VariantView>,
) -> Markup {
    let is_sent = variant.is_none_or(|one| one.requires_shipping);
    let from = place(reader, &shop.country);
    html! {
        div.row.top.g3 {
            (icon(Icon::Package))
            div.sm.stack.g1 {
                @if is_sent {
                    p { (reader.say("listing-ships", &[("days", listing.ship_days.into())])) }
                    p.mut { (reader.say("listing-ships-from", &[("place", from.as_str().into())])) }
                } @else {
                    p { (reader.t("listing-no-parcel")) }
                }
                @if listing.cash_on_delivery && is_sent { p.mut { (reader.t("listing-cash")) } }
            }
        }
    }
}

/// Maker, weight, code, words.
pub(super) fn facts(reader: &Reader, listing: &ListingView, variant: Option<&VariantView>) -> Markup {
    let mut known: Vec<(std::borrow::Cow<'_, str>, Markup)> = Vec::new();
    let theirs = |text: &str| html! { span translate="no" { (text) } };
    if let Some(vendor) = listing.vendor.as_deref().filter(|vendor| *vendor != listing.shop.name) {
        known.push((reader.t("listing-maker").into(), theirs(vendor)));
    }
    if let Some(grams) = variant.and_then(|one| one.grams).filter(|grams| *grams > 0) {
        known.push((reader.t("listing-weight").into(), html! { (weight(reader, grams)) }));
    }
    if let Some(code) = variant.and_then(|one| one.sku.as_deref()) {
        known.push((reader.t("listing-code").into(), theirs(code)));
    }
    if !listing.tags.is_empty() {
        known.push((reader.t("listing-words").into(), tags(&listing.tags)));
    }
    html! {
        @if !known.is_empty() {
            section aria-labelledby="facts" {
                (Folio { id: Some("facts".into()), ..Folio::new(reader.t("listing-facts")) })
                (Facts(known).render())
            }
        }
    }
}

/// Each word leads to what else has it.
fn tags(tags: &[String]) -> Markup {
    html! {
        span.row.wrapx translate="no" {
            @for tag in tags {
                @let query = form_urlencoded::Serializer::new(String::new()).append_pair("query", tag).finish();
                a.link href={ "/search?" (query) } { (tag) }
            }
        }
    }
}

/// Whole grams, or kilograms with a decimal.
fn weight(reader: &Reader, grams: i64) -> String {
    if grams < KILO {
        return reader.say("listing-grams", &[("grams", grams.into())]);
    }
    let kilos = reader.decimal((grams + 50) / 100);
    reader.say("listing-kilos", &[("kilos", kilos.as_str().into())])
}
