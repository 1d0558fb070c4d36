//! What the chosen one costs, and what may truly be said of that price.

use kernel::Money;
use locale::Reader;
use maud::{Markup, Render as _};
use web::parts::Price;

use crate::listings::{Past, VariantView};

/// The price as the page shows it; what delivery adds comes with the offer.
pub(super) fn price(reader: &Reader, variant: Option<&VariantView>, past: Option<Past>) -> Markup {
    let Some(variant) = variant else { return Markup::default() };
    let low = past.map(|past| line(reader, variant.price, past).into());
    Price { low, ..Price::of(reader.price(variant.price)) }.render()
}

fn line(reader: &Reader, price: Money, past: Past) -> String {
    let written = |amount: i64| reader.price(Money::new(amount, price.currency));
    match past {
        Past::Steady => reader.t("listing-steady"),
        Past::Above { low, last, since } => {
            let (more, low) = (written(price.amount - low), written(low));
            let (day, start) = (reader.day(last), since.map(|at| reader.day(at)).unwrap_or_default());
            let key = if since.is_some() { "listing-low-young" } else { "listing-low" };
            let args = [
                ("low", low.as_str().into()),
                ("day", day.as_str().into()),
                ("more", more.as_str().into()),
                ("since", start.as_str().into()),
            ];
            reader.say(key, &args)
        }
        Past::Reduced { low, since } => {
            let (low, start) = (written(low), since.map(|at| reader.day(at)).unwrap_or_default());
            let key = if since.is_some() { "listing-reduced-young" } else { "listing-reduced" };
            reader.say(key, &[("low", low.as_str().into()), ("since", start.as_str().into())])
        }
    }
}
