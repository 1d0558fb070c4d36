//! The choice between variants: a link each, so that one press chooses with or without the script.

use locale::Reader;
use maud::{Markup, html};
use web::parts::Chip;

use super::Shown;
use crate::listings::{ListingView, VariantView};

/// What the page changes when another is chosen.
const REGION: &str = "offer";

/// A group of chips for each option, and how many are left of the chosen.
pub(super) fn choice(reader: &Reader, shown: &Shown) -> Markup {
    let Some(chosen) = shown.variant() else { return Markup::default() };
    let options = &shown.listing.options;
    let left = stock(reader, chosen);
    html! {
        @for (nth, option) in options.iter().enumerate() {
            @let label = format!("option-{nth}");
            div.stack.g2 role="group" aria-labelledby=(label) {
                p.row.between {
                    span.label #(label) translate="no" { (option.name) }
                    @if nth == 0 { small.mut { (left) } }
                }
                div.chips {
                    @for value in &option.values {
                        @if let Some(leads) = leads(&shown.listing, chosen, nth, value) {
                            span translate=[leads.is_left().then_some("no")] {
                                (chip(reader, shown, value, leads, chosen))
                            }
                        }
                    }
                }
            }
        }
        @if options.is_empty() { p.sm.mut { (left) } }
    }
}

fn chip(
    reader: &Reader,
    shown: &Shown,
    value: &str,
    leads: &VariantView,
    chosen: &VariantView,
) -> Chip<'static> {
    let text = if leads.is_left() {
        value.to_owned()
    } else {
        reader.say("listing-choice-none", &[("value", value.into())])
    };
    Chip::link(text, shown.href(Some(leads.id), shown.picture), leads.id == chosen.id).swap(REGION)
}

/// The variant that a value leads to: with the other choices as they are, else the first that has it, one that can
/// be bought before one that cannot. A value that no variant has leads nowhere.
fn leads<'a>(
    listing: &'a ListingView,
    chosen: &VariantView,
    option: usize,
    value: &str,
) -> Option<&'a VariantView> {
    let has = |one: &&VariantView| one.choice.get(option).is_some_and(|own| own == value);
    let same = |one: &&VariantView| {
        let mut pairs = one.choice.iter().zip(&chosen.choice).enumerate();
        pairs.all(|(nth, (own, kept))| nth == option || own == kept)
    };
    let all = || listing.variants.iter().filter(has);
    all().find(same).or_else(|| all().find(|one| one.is_left())).or_else(|| all().next())
}

/// How many can be bought now, as it is.
fn stock(reader: &Reader, variant: &VariantView) -> String {
    match variant.available {
        Some(0) => reader.t("listing-stock-none"),
        Some(n) => reader.say("listing-stock", &[("n", n.into())]),
        None => reader.t("listing-stock-open"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(variants: &[(&[&str], Option<i64>)]) -> ListingView {
        let variants: Vec<_> = variants
            .iter()
            .zip(1_u8..)
            .map(|((choice, available), nth)| VariantView {
                id: kernel::Id::from_uid(kernel::Uid([nth; 16])),
                choice: choice.iter().map(|value| (*value).to_owned()).collect(),
                sku: None,
                price: kernel::Money::new(100, kernel::Currency::PHP),
                compare_at: None,
                lowest_in_30_days: None,
                grams: None,
                barcode: None,
                requires_shipping: true,
                image: None,
                version: 1,
                available: *available,
            })
            .collect();
        ListingView {
            id: kernel::Id::from_uid(kernel::Uid([9; 16])),
            shop: crate::shops::ShopName {
                id: kernel::Id::from_uid(kernel::Uid([8; 16])),
                handle: "ina".into(),
                name: "Ina".into(),
                face: None,
            },
            currency: kernel::Currency::PHP,
            tax_rate: 0,
            ship_days: 3,
            cash_on_delivery: false,
            handle: "pot".into(),
            title: "Pot".into(),
            description: String::new(),
            vendor: None,
            kind: None,
            tags: Vec::new(),
            category: None,
            options: Vec::new(),
            variants,
            images: Vec::new(),
            state: crate::listings::State::Published,
            published_at: None,
            made: kernel::Time::from_micros(0),
            changed: kernel::Time::from_micros(0),
        }
    }

    #[test]
    fn a_value_keeps_the_other_choices_or_leads_to_something_that_can_be_bought() {
        let pots = listing(&[
            (&["S", "Red"], Some(1)),
            (&["S", "Moss"], Some(0)),
            (&["L", "Red"], Some(0)),
            (&["XL", "Moss"], Some(0)),
            (&["XL", "White"], None),
        ]);
        let from = |nth: usize, option, value| {
            leads(&pots, &pots.variants[nth], option, value).map(|one| one.choice.join(" "))
        };
        assert_eq!(from(0, 0, "L").as_deref(), Some("L Red"), "sold out, but what was asked for");
        assert_eq!(from(0, 1, "Moss").as_deref(), Some("S Moss"));
        assert_eq!(from(0, 0, "XL").as_deref(), Some("XL White"), "no XL in red: one that can be bought");
        assert_eq!(from(4, 0, "S").as_deref(), Some("S Red"));
        assert_eq!(from(0, 0, "XXL"), None);
        assert_eq!(pots.chosen(None).unwrap().choice, ["S", "Red"]);
        assert_eq!(pots.chosen(Some(pots.variants[3].id)).unwrap().choice, ["XL", "Moss"]);
        let gone = listing(&[(&["S"], Some(0)), (&["L"], Some(0))]);
        assert_eq!(gone.chosen(None).unwrap().choice, ["S"]);
    }
}
