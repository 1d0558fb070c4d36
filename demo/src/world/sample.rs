//! The listings of the four shops that were here first, from their product files.

use super::listings::{Choice, Restock, Variant};
use super::{Craft, Language, Listing, Shop, half};

const FILES: [(&str, &str); 4] = [
    ("emalya", include_str!("../../enamel.csv")),
    ("habi", include_str!("../../weaving.csv")),
    ("yunwu", include_str!("../../tea.csv")),
    ("dahon", include_str!("../../plants-and-vintage.csv")),
];

pub(super) fn all(shops: &[Shop]) -> Vec<Listing> {
    let mut all: Vec<Listing> = Vec::new();
    for (handle, file) in FILES {
        let Some(shop) = shops.iter().position(|shop| shop.handle == handle) else { continue };
        for line in file.lines().skip(1) {
            let cells = cells(line);
            let cell = |nth: usize| cells.get(nth).map_or("", String::as_str);
            if !cell(1).is_empty() {
                all.push(head(shop, &cell));
            }
            let Some(listing) = all.last_mut() else { continue };
            let value = cell(9);
            if let Some(choice) = listing.choices.first_mut() {
                choice.values.push(value.to_owned());
            }
            let choice = listing.choices.iter().map(|_| value.to_owned()).collect();
            listing.variants.push(Variant {
                choice,
                price: minor(cell(16)).unwrap_or(0),
                before: minor(cell(17)),
                grams: cell(11).parse().unwrap_or(0),
                stock: cell(13).parse().unwrap_or(0),
                sku: cell(10).to_owned(),
            });
        }
    }
    for listing in &mut all {
        let most = listing.variants.iter().map(|variant| variant.stock).max().unwrap_or(0);
        listing.restock = (most > 2).then_some(Restock { every: 24, pieces: most });
    }
    all
}

fn head<'a>(shop: usize, cell: &impl Fn(usize) -> &'a str) -> Listing {
    let (title, description) = (cell(1).to_owned(), cell(2).to_owned());
    let is_filipino = cell(6).contains("filipino") || description.starts_with("Namumulaklak");
    let is_chinese = title.chars().any(|letter| ('一'..='龥').contains(&letter));
    let language = match (is_chinese, is_filipino) {
        (true, _) => Language::Chinese,
        (_, true) => Language::Filipino,
        _ => Language::English,
    };
    let craft = match (cell(3), cell(5)) {
        ("Emalya", _) => Craft::Enamel,
        ("Habi", _) => Craft::Weaving,
        ("Dahon", "Vintage") => Craft::Vintage,
        ("Dahon", _) => Craft::Plants,
        (_, "Prints" | "Paper") => Craft::Prints,
        _ => Craft::Tea,
    };
    let name: &'static str = match cell(8) {
        "Colour" => "Colour",
        "Size" => "Size",
        "Set" => "Set",
        "Floors" => "Floors",
        "Pattern" => "Pattern",
        "Weight" => "Weight",
        _ => "",
    };
    let choice = (!name.is_empty()).then(|| Choice { name, values: Vec::new() });
    Listing {
        shop,
        craft,
        handle: cell(0).to_owned(),
        shows: title.clone(),
        called: [Language::English, Language::Chinese, Language::Filipino]
            .map(|language| talk(&title, language)),
        title,
        description,
        language,
        category: category(cell(4)),
        tags: cell(6).split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        choices: choice.into_iter().collect(),
        variants: Vec::new(),
        restock: None,
        pictures: vec![cell(0).to_owned()],
        appeal: 0.5,
        laid_out: 0,
    }
}

/// Its title without what is said behind a comma; in the middle of an English sentence it begins small.
fn talk(title: &str, language: Language) -> String {
    let name = half(title, language).split(',').next().unwrap_or_default().trim();
    let mut letters = name.chars();
    match (letters.next(), language) {
        (Some(first), Language::English) => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// The slug of a category as the files write it.
fn category(path: &str) -> &'static str {
    match path.rsplit(" > ").next().unwrap_or_default() {
        "Kitchen & dining" => "kitchen",
        "Bedding & linen" => "bedding",
        "Hats, scarves & belts" => "fashion-extras",
        "Handbags & wallets" => "handbags",
        "Outdoor furniture" => "outdoor-living",
        "Coffee & tea" => "coffee-tea",
        "Garden & plants" => "garden",
        "Audio" => "audio",
        "Lighting" => "lighting",
        "Sofas & chairs" => "seating",
        "Books & magazines" => "books",
        "Musical instruments" => "instruments",
        "Office & school" => "office",
        "Arts & crafts" => "crafts",
        "Collectibles" => "collectibles",
        _ => "decor",
    }
}

fn minor(cell: &str) -> Option<i64> {
    let (whole, part) = cell.split_once('.')?;
    Some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?)
}

/// The cells of a line; a quoted one may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match (letter, cells.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            (',', _) if !is_quoted => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            _ => {}
        }
    }
    cells
}
