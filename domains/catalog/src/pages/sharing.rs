//! What a page says of itself to whom its address is sent, and to search engines.

use locale::Language;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use web::Visitor;

use crate::listings::{ListingView, VariantView};

/// What a shared address shows.
pub(super) struct Shared<'a> {
    /// The one address of this page, without what only narrows or pages it.
    pub path: &'a str,
    pub title: &'a str,
    pub about: &'a str,
    /// The whole address of a picture.
    pub picture: Option<&'a str>,
    /// `website`, `product`.
    pub kind: &'static str,
}

impl<'a> Shared<'a> {
    /// A page without a picture.
    pub const fn of(path: &'a str, title: &'a str, about: &'a str) -> Self {
        Self { path, title, about, picture: None, kind: "website" }
    }
}

/// A canonical address and Open Graph.
pub(super) fn head(visitor: &Visitor, shared: &Shared<'_>) -> Markup {
    let base = visitor.public_url();
    let locale = match visitor.reader().language() {
        Language::English => "en_PH",
        Language::Chinese => "zh_CN",
        Language::Filipino => "fil_PH",
    };
    html! {
        link rel="canonical" href={ (base) (shared.path) };
        meta property="og:type" content=(shared.kind);
        meta property="og:site_name" content=(visitor.market_name());
        meta property="og:title" content=(shared.title);
        meta property="og:description" content=(shared.about);
        meta property="og:url" content={ (base) (shared.path) };
        meta property="og:locale" content=(locale);
        @if let Some(picture) = shared.picture { meta property="og:image" content=(picture); }
    }
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
