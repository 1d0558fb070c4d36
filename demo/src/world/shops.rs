//! Makers, as `words/shops.txt` lists them.

use super::{Craft, Language, craft, half};

const SHOPS: &str = include_str!("../../words/shops.txt");

/// A maker and the shop they keep.
#[derive(Clone, PartialEq, Debug)]
pub struct Shop {
    /// Its word in addresses.
    pub handle: &'static str,
    /// Its name, in its own language.
    pub name: &'static str,
    /// What it tells of itself: a paragraph in each of its languages.
    pub story: String,
    /// What it makes most of.
    pub craft: Craft,
    /// What it makes besides.
    pub also: Option<Craft>,
    /// ISO 3166-1, two letters.
    pub country: &'static str,
    /// The town, as it writes it itself.
    pub place: &'static str,
    /// The town in every script we know of it.
    places: &'static str,
    /// What it speaks, its own language first.
    pub languages: Vec<Language>,
    /// ISO 4217: every price of the shop is in it.
    pub currency: &'static str,
    /// Whose it is: the name.
    pub keeper: &'static str,
    /// Whose it is: the account's handle.
    pub keeper_handle: &'static str,
    /// Days within which a parcel is handed over.
    pub ship_days: u8,
    /// Whether one may pay at the door.
    pub pays_at_door: bool,
    /// For a parcel at home and abroad, in minor units of its currency.
    pub fees: (i64, i64),
    /// Of the 120 days, the one on which it opens; most are there from the first.
    pub opens: u16,
}

impl Shop {
    /// The town as this language writes it.
    pub fn place_in(&self, language: Language) -> &'static str {
        half(self.places, language)
    }
}

/// The first so many of them.
pub(super) fn all(most: usize) -> Vec<Shop> {
    let mut shops: Vec<Shop> = Vec::new();
    for line in SHOPS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.contains(" | ") {
            true if shops.len() == most => break,
            true => shops.extend(read(line)),
            false => {
                let Some(shop) = shops.last_mut() else { continue };
                if !shop.story.is_empty() {
                    shop.story.push_str("\n\n");
                }
                shop.story.push_str(line);
            }
        }
    }
    for (nth, shop) in shops.iter_mut().enumerate() {
        // Every seventh opens while the market lives already: somebody has to be new.
        shop.opens = if nth > 20 && nth % 7 == 3 { u16::try_from(nth).unwrap_or(0) + 24 } else { 0 };
    }
    shops
}

fn read(line: &'static str) -> Option<Shop> {
    let mut parts = line.split(" | ");
    let (handle, name, crafts) = (parts.next()?, parts.next()?, parts.next()?);
    let (country, places, languages) = (parts.next()?, parts.next()?, parts.next()?);
    let (keeper, keeper_handle) = parts.next()?.split_once(", ")?;
    let mut crafts = crafts.split(", ").filter_map(craft::called);
    let currency = currency(country);
    Some(Shop {
        handle,
        name,
        story: String::new(),
        craft: crafts.next()?,
        also: crafts.next(),
        country,
        place: half(places, Language::Chinese),
        places,
        languages: languages.split(' ').filter_map(Language::of_word).collect(),
        currency,
        keeper,
        keeper_handle,
        ship_days: parts.next()?.parse().ok()?,
        pays_at_door: country == "PH",
        fees: (price(85, currency), price(1_150, currency)),
        opens: 0,
    })
}

fn currency(country: &str) -> &'static str {
    match country {
        "CN" => "CNY",
        "PT" | "FR" => "EUR",
        "ID" => "IDR",
        "IN" => "INR",
        "JP" => "JPY",
        "KR" => "KRW",
        "MX" => "MXN",
        "MY" => "MYR",
        "VN" => "VND",
        _ => "PHP",
    }
}

/// What a price of so many pesos is elsewhere, in minor units: what a maker there would write on the tag.
pub(super) fn price(pesos: i64, currency: &str) -> i64 {
    // Of a peso in thousandths; the smallest step of a tag, in whole units; minor units in one.
    let (rate, step, minor) = match currency {
        "CNY" => (165, 1, 100),
        "EUR" => (22, 1, 100),
        "IDR" => (290_000, 5_000, 100),
        "INR" => (1_600, 10, 100),
        "JPY" => (3_400, 50, 1),
        "KRW" => (32_000, 500, 1),
        "MXN" => (400, 5, 100),
        "MYR" => (95, 1, 100),
        "VND" => (520_000, 5_000, 1),
        _ => (1_000, if pesos > 400 { 10 } else { 5 }, 100),
    };
    let whole = pesos * rate / 1_000;
    ((whole + step / 2) / step).max(1) * step * minor
}
