use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::*;

/// Google's taxonomy as number and path, or none with a notice where the collection is absent.
fn taxonomy() -> Option<BTreeMap<u32, String>> {
    let shared = std::env::var_os("RIALTO_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = shared.join("data/catalogs/google-taxonomy/taxonomy-with-ids.en-US.txt");
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: Google's taxonomy is not here");
        return None;
    };
    let rows = text.lines().filter_map(|line| line.split_once(" - "));
    Some(rows.map(|(number, path)| (number.trim().parse().unwrap(), path.trim().to_owned())).collect())
}

#[test]
fn slugs_are_unique_and_every_category_has_its_three_names() {
    let mut slugs = BTreeSet::new();
    for category in all() {
        assert!(slugs.insert(category.slug), "{} twice", category.slug);
        assert!(
            category.under.is_empty() || slugs.contains(category.under),
            "{} before its parent",
            category.slug
        );
        assert_eq!(category.slug, crate::exchange::slug(category.slug));
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(category.chinese.chars().any(is_chinese), "{}", category.slug);
        assert!(!category.english.is_empty() && !category.english.chars().any(is_chinese));
        assert!(!category.filipino.is_empty() && !category.filipino.chars().any(is_chinese));
        assert!(!category.google.is_empty());
    }
    assert!((60..=95).contains(&all().len()), "{}", all().len());
}

#[test]
fn no_name_is_given_twice_in_one_language() {
    for name in [|one: &Category| one.english, |one: &Category| one.chinese, |one: &Category| one.filipino] {
        let names: BTreeSet<&str> = all().iter().map(name).collect();
        assert_eq!(names.len(), all().len());
    }
}

#[test]
fn the_tree_has_at_most_three_levels() {
    for category in all() {
        let levels = std::iter::successors(Some(category), |one| one.parent()).count();
        assert!(levels <= 3, "{}", category.slug);
    }
    assert_eq!(roots().map(|root| root.slug).filter(|slug| *slug == "food").count(), 1);
    assert_eq!(
        by_slug("drinks").unwrap().children().map(|one| one.slug).collect::<Vec<_>>(),
        ["coffee-tea", "alcohol"]
    );
}

#[test]
fn every_number_of_googles_has_a_place_and_the_list_is_the_taxonomys() {
    let Some(taxonomy) = taxonomy() else { return };
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for category in all() {
        for number in category.google {
            let path = taxonomy.get(number).unwrap_or_else(|| panic!("{number} is none of Google's"));
            assert_eq!(owners.insert(path, category.slug), None, "{number} twice");
        }
    }
    let mut places: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, path) in &taxonomy {
        let parts: Vec<&str> = path.split(" > ").collect();
        let owner = (1..=parts.len()).rev().find_map(|depth| owners.get(parts[..depth].join(" > ").as_str()));
        places.entry(owner.unwrap_or_else(|| panic!("{path} has no place"))).or_default().push(*number);
    }
    let mut expected = String::new();
    for category in all() {
        let mut line = format!("{}:", category.slug);
        for number in &places[category.slug] {
            if line.len() > 100 {
                writeln!(expected, "{line}").unwrap();
                line = "   ".to_owned();
            }
            write!(line, " {number}").unwrap();
        }
        writeln!(expected, "{line}").unwrap();
    }
    assert!(google::NUMBERS == expected, "google.txt should be:\n{expected}");
}

#[test]
fn a_number_falls_to_its_nearest_ancestor() {
    for (number, slug) in [
        (212, "tops"),
        (1604, "clothing"),
        (430, "fresh-produce"),
        (6571, "fresh-produce"),
        (328, "computers"),
        (2169, "kitchen"),
        (3, "pets"),
    ] {
        assert_eq!(by_google(number).map(|one| one.slug), Some(slug), "{number}");
    }
    assert_eq!(by_google(0), None);
    assert_eq!(by_google(4_000_000_000), None);
}

#[test]
fn the_words_of_other_shops_find_their_place() {
    for (text, slug) in [
        ("Clothing > Tshirts", "tops"),
        ("Clothing > Hoodies", "outerwear"),
        ("Clothing > Accessories", "fashion-extras"),
        ("Electronics > Accessories", "computer-extras"),
        ("Music", "music"),
        ("Food, Beverages & Tobacco > Food Items > Fruits & Vegetables", "fresh-produce"),
        ("Apparel & Accessories > Clothing > Something new", "clothing"),
        ("水果蔬菜", "fresh-produce"),
        ("Pagkain at inumin > Kape at tsaa", "coffee-tea"),
        (" 212 ", "tops"),
    ] {
        assert_eq!(place(text).map(|one| one.slug), Some(slug), "{text}");
    }
    for text in ["", "Donation", "Accessories", "999999999999", "> >"] {
        assert_eq!(place(text), None, "{text}");
    }
}

#[test]
fn a_name_follows_the_readers_language() {
    let fruit = by_slug("fresh-produce").unwrap();
    let names = ["en", "zh-Hans", "fil", "tl-PH", "xx"].map(|locale| fruit.name(locale));
    assert_eq!(
        names,
        ["Fruit & vegetables", "水果蔬菜", "Prutas at gulay", "Prutas at gulay", "Fruit & vegetables"]
    );
}
