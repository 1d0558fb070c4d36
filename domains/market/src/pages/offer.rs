//! How a listing can be had, for the variant that the address names. Beside its price (`product.whole`) what it costs
//! all in where the visitor is, and how that comes about; under the choice (`product.offer`) how many, and the two ways
//! on. The price itself and the choice are the listing's page's.

use catalog::{Listing, Offer, VariantId};
use db::{No, Rx};
use kernel::{Cx, Id};
use locale::Reader;
use maud::{Markup, html};
use pricing::MOST_OF_ONE;
use web::page::Asked;
use web::parts::{Act, Amount, Button, Icon, Note, Paybar, Tone, icon};

use super::sums::{self, Tone as Amounts};
use super::{cart, place};
use crate::quote::{self, Part, Quote};

/// What it costs all in, beside its price.
pub(super) fn whole(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(offer) = chosen(rx, cx, asked)? else { return Ok(Markup::default()) };
    let country = catalog::shop(rx, cx, &catalog::ShopKey::Id(offer.shop))?.country;
    let (to, known) = place::likely(rx, cx, &country)?;
    let part = match quote::of_one(rx, cx, (offer, 1), &to) {
        Ok(part) => Some(part),
        Err(No::Refused(_)) => None,
        Err(no) => return Err(no),
    };
    let place = place::named(&asked.reader, &to, known.as_ref());
    Ok(all_in(&asked.reader, part, &place))
}

/// How many, and the ways on.
pub(super) fn fill(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(offer) = chosen(rx, cx, asked)? else { return Ok(Markup::default()) };
    let lying = cart::lying(rx, cx, asked, offer.variant)?;
    Ok(drawn(&asked.reader, cx, asked, &offer, lying))
}

/// The variant that the address names, else the listing's first.
fn chosen(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Option<Offer>, No> {
    let Some(listing) = asked.thing.map(Id::<Listing>::from_uid) else { return Ok(None) };
    let view = match catalog::listings::product(rx, cx, &listing) {
        Ok(view) => view,
        Err(no) if no.is_missing() => return Ok(None),
        Err(no) => return Err(no),
    };
    let wanted: Option<VariantId> = asked.query("variant").and_then(|text| text.parse().ok());
    let Some(chosen) = view.chosen(wanted) else { return Ok(None) };
    Ok(catalog::offer(rx, chosen.id)?)
}

fn drawn(reader: &Reader, cx: &Cx, asked: &Asked, offer: &Offer, lying: i64) -> Markup {
    let left = offer.available.min(MOST_OF_ONE);
    html! {
        @if left > 0 { (buying(reader, cx, asked, offer, left)) }
        @else { (Note { tone: Tone::Warn, ..Note::new(&reader.t("offer-sold-out")) }) }
        p #offer-lying .sm {
            @if lying > 0 {
                (reader.say("offer-lying", &[("count", lying.into())])) " "
                a.link href="/cart" { (reader.t("offer-to-cart")) }
            }
        }
        p.sm.row.mut.top { (icon(Icon::ShieldCheck)) span { (reader.t("cart-bridge")) } }
    }
}

/// The price with delivery, to which place, how it comes about, and how long it takes. Without a part it hangs on more
/// than is known.
fn all_in(reader: &Reader, part: Option<Part>, place: &str) -> Markup {
    let Some(part) = part else { return html! { p { (reader.t("offer-delivery-unknown")) } } };
    let total = reader.price(part.total);
    let said = [("total", total.as_str().into()), ("place", place.into())];
    let chosen = &part.chosen;
    let (least, most) = (part.from.ship_days + chosen.days_min, part.from.ship_days + chosen.days_max);
    let way = [("name", chosen.name.as_str().into()), ("least", least.into()), ("most", most.into())];
    let way = reader.say("offer-way", &way);
    let to = shipping::Destination { country: String::new(), region: None };
    let quote = Quote { total: part.total, to, parts: vec![part] };
    html! {
        p { (reader.say("offer-all-in", &said)) }
        (sums::docket(reader, "offer-how", &quote, Amounts::Browsing))
        p.sm.row.mut.top { (icon(Icon::Truck)) span { (way) } }
    }
}

fn buying(reader: &Reader, cx: &Cx, asked: &Asked, offer: &Offer, left: i64) -> Markup {
    let amount = Amount {
        name: "quantity".into(),
        label: reader.t("offer-quantity").into(),
        less: reader.t("cart-less").into(),
        more: reader.t("cart-more").into(),
        value: 1,
        max: u32::try_from(left).unwrap_or(1),
    };
    let buttons = html! {
        (Button::plain(reader.t("offer-add"), Act::Send).grow())
        (Button::go(reader.t("offer-buy"), Act::Say { name: "then".into(), value: "buy".into() }).grow().busy(reader.t("offer-buying")))
    };
    html! {
        form #offer-form .stack.g3 method="post" action="/cart/lines" data-optimistic data-adds
            data-swap="cart-count offer-once offer-lying" data-done=(reader.t("said-in-cart")) {
            span #offer-once hidden { (asked.intent(cx)) }
            input type="hidden" name="variant" value=(offer.variant);
            input type="hidden" name="back" value=(asked.here);
            div.row.wrapx.g3 { span.label { (reader.t("offer-quantity")) } (amount) }
            (Paybar { label: reader.t("offer-paybar").into(), total: None, buttons, phone_only: false })
            p.said hidden { (reader.t("offer-sorry")) }
        }
    }
}
