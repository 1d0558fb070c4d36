//! What a page says of itself to whom its address is sent, and to search engines.

use locale::Reader;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use web::Visitor;
use web::page::{Card, CardKind, CardPicture};

use crate::listings::{ImageView, ListingView, VariantView};

/// What is shown of a listing where its address is sent: its price is said where people look first.
pub(super) fn card(reader: &Reader, listing: &ListingView, about: &str) -> Card {
    let path = format!("/p/{}", listing.id);
    let price = listing.variants.iter().min_by_key(|one| one.price.amount).map(|one| one.price);
    let Some(price) = price else { return Card::of(path, listing.title.as_str(), about) };
    let varies = listing.variants.iter().any(|one| one.price != price);
    let amount = reader.price(price);
    let amount = if varies { reader.say("card-from", &[("price", amount.as_str().into())]) } else { amount };
    let title = [("title", listing.title.as_str().into()), ("price", amount.as_str().into())];
    let from = reader.say("card-by", &[("shop", listing.shop.name.as_str().into())]);
    let about = if about.is_empty() { from } else { format!("{from} {about}") };
    let card = Card::of(path, reader.say("card-title", &title), about).kind(CardKind::Product);
    card.picture(picture(&listing.images, &listing.title))
        .priced(crate::exchange::price_text(price.amount, price.currency), price.currency.code())
}

/// The first picture that was brought here, as everything can show it.
pub(super) fn picture<'a>(
    images: impl IntoIterator<Item = &'a ImageView>,
    title: &str,
) -> Option<CardPicture> {
    let own = images.into_iter().find_map(|image| Some((image, image.picture.as_ref()?)));
    own.map(|(image, own)| {
        let width = own.shown.plain().width;
        let alt = image.alt.as_deref().unwrap_or(title).to_owned();
        CardPicture { url: image.url.clone(), width, height: own.shown.height_at(width), alt }
    })
}

/// For pages that a search engine finds better by what they list.
pub(super) fn unlisted() -> Markup {
    html! { meta name="robots" content="noindex, follow"; }
}

/// A listing in the words of schema.org. A block of data: no browser runs it, and nothing in it can end it.
pub(super) fn product(visitor: &Visitor, listing: &ListingView, chosen: &VariantView) -> Markup {
    let base = visitor.public_url();
    let url = format!("{base}/p/{}", listing.id);
    let pictures: Vec<String> = listing
        .images
        .iter()
        .filter(|image| image.picture.is_some())
        .map(|image| image.url.clone())
        .collect();
    let stock = if chosen.is_left() { "InStock" } else { "OutOfStock" };
    let brand = listing.vendor.as_ref().map(|name| json!({ "@type": "Brand", "name": name }));
    let data = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": listing.title,
        "description": listing.description,
        "image": pictures,
        "url": url,
        "sku": chosen.sku,
        "brand": brand,
        "offers": {
            "@type": "Offer",
            "url": url,
            "price": crate::exchange::price_text(chosen.price.amount, chosen.price.currency),
            "priceCurrency": chosen.price.currency,
            "availability": format!("https://schema.org/{stock}"),
            "seller": { "@type": "Organization", "name": listing.shop.name,
                "url": format!("{base}/shops/{}", listing.shop.handle) },
        },
    });
    html! { script type="application/ld+json" { (PreEscaped(harmless(&data))) } }
}

/// JSON in which nothing looks like markup: `<` and `&` as JSON writes them otherwise.
fn harmless(data: &Value) -> String {
    let mut text = String::new();
    for letter in without_nulls(data).to_string().chars() {
        match letter {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            other => text.push(other),
        }
    }
    text
}

fn without_nulls(data: &Value) -> Value {
    match data {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_shop_writes_ends_the_block_or_begins_another() {
        let data = json!({ "name": "</script><script>alert(1)</script><!-- & \"", "sku": null });
        let text = harmless(&data);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, json!({ "name": data["name"] }));
    }
}
