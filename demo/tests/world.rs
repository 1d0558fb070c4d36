//! The world is whole: everything has a name of its own, is what its picture shows, and is the same again.

use std::collections::BTreeSet;

use demo::world::{CRAFTS, Size, World};

#[test]
fn a_seed_is_one_world_and_another_seed_another() {
    let size = Size { shops: 20, listings: 120, people: 90 };
    assert_eq!(World::of(7, size), World::of(7, size));
    assert_ne!(World::of(7, size), World::of(8, size));
}

#[test]
fn everybody_and_everything_has_a_name_of_its_own_and_what_a_market_needs() {
    let world = World::of(1, Size::WHOLE);
    assert_eq!((world.shops.len(), world.listings.len(), world.people.len()), (60, 1_500, 2_000));
    let each = |names: Vec<&str>| assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    each(world.shops.iter().map(|shop| shop.handle).collect());
    each(world.shops.iter().map(|shop| shop.name).collect());
    each(world.listings.iter().map(|listing| listing.handle.as_str()).collect());
    each(world.listings.iter().map(|listing| listing.title.as_str()).collect());
    each(world.people.iter().map(|person| person.handle.as_str()).collect());
    for person in &world.people {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        assert!((3..=30).contains(&person.handle.len()), "{}", person.handle);
        assert!(person.handle.starts_with(|first: char| first.is_ascii_lowercase()), "{}", person.handle);
        assert!(person.handle.chars().all(plain), "{}", person.handle);
        assert!((person.tastes.iter().sum::<f32>() - 1.0).abs() < 0.001);
        assert!(world.circles[person.circle].members.len() <= 12);
    }
    for (nth, shop) in world.shops.iter().enumerate() {
        assert_eq!(world.people[nth].keeps, Some(nth));
        assert!((3..=40).contains(&shop.handle.len()) && !shop.story.is_empty(), "{}", shop.handle);
        assert!(world.shelf(nth).count() >= 8, "{} has {}", shop.handle, world.shelf(nth).count());
    }
    for listing in &world.listings {
        assert!(!listing.variants.is_empty() && !listing.description.is_empty(), "{}", listing.handle);
        for variant in &listing.variants {
            assert_eq!(variant.choice.len(), listing.choices.len(), "{}", listing.handle);
            assert!(variant.price > 0 && variant.grams > 0, "{}", listing.handle);
            assert!(variant.before.is_none_or(|before| before > variant.price), "{}", listing.handle);
        }
    }
    let crafts: BTreeSet<_> = world.listings.iter().map(|listing| listing.craft).collect();
    assert_eq!(crafts.len(), CRAFTS.len());
}

#[test]
fn four_hundred_pictures_are_enough_for_all_of_it() {
    let world = World::of(1, Size::WHOLE);
    let mut pictures: BTreeSet<&str> =
        world.listings.iter().flat_map(|listing| &listing.pictures).map(String::as_str).collect();
    let posts = demo::words::pictures();
    pictures.extend(posts.iter().map(String::as_str));
    assert!(pictures.len() <= 400, "{}", pictures.len());
    for name in pictures {
        assert!(demo::picture(name, 32).is_some(), "{name}");
    }
}

/// Nothing is left open, nothing shouts, and Chinese has its own marks.
fn is_clean(text: &str) -> bool {
    let han = |letter: char| ('一'..='龥').contains(&letter);
    let letters: Vec<char> = text.chars().collect();
    let half_width = letters.windows(2).any(|pair| han(pair[0]) && matches!(pair[1], ',' | '.' | ':' | ';'));
    !text.is_empty()
        && text.trim() == text
        && !text.contains("  ")
        && !text.contains(['{', '}', '!', '！', '—', '|'])
        && !text.contains(" ,")
        && !half_width
}

#[test]
fn titles_and_descriptions_are_whole_in_every_language_of_their_shop() {
    let tree = include_str!("../../domains/catalog/src/categories/tree.rs");
    for seed in [1, 5] {
        let world = World::of(seed, Size { shops: 62, ..Size::WHOLE });
        for shop in &world.shops {
            assert_eq!(shop.story.split("\n\n").count(), shop.languages.len(), "{}", shop.handle);
            assert!(shop.story.split("\n\n").all(is_clean), "{}", shop.story);
        }
        for listing in &world.listings {
            let shop = &world.shops[listing.shop];
            assert!(is_clean(&listing.title) && listing.title.chars().count() <= 90, "{}", listing.title);
            assert!(listing.description.split("\n\n").all(is_clean), "{}", listing.description);
            assert!(is_clean(&listing.shows), "{}", listing.shows);
            assert!(shop.languages.contains(&listing.language), "{}", listing.title);
            assert!(tree.contains(&format!("row(\"{}\",", listing.category)), "{}", listing.category);
            let is_word =
                |tag: &String| tag.len() <= 20 && tag.chars().all(|letter| letter.is_ascii_lowercase());
            assert!(listing.tags.iter().all(is_word) && listing.tags.len() <= 5, "{:?}", listing.tags);
            let plain =
                |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
            assert!(listing.handle.chars().all(plain) && listing.handle.len() <= 80, "{}", listing.handle);
        }
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "for who wants to read it: `cargo test -p demo -- --nocapture excerpt`"
)]
fn an_excerpt_of_the_shelves_can_be_read() {
    let world = World::of(1, Size::WHOLE);
    for listing in world.listings.iter().skip(200).step_by(31) {
        let prices: Vec<i64> = listing.variants.iter().map(|variant| variant.price / 100).collect();
        println!("{} | {} | {prices:?}\n  {}", listing.title, listing.pictures[0], listing.description);
    }
    let dear = world.listings.iter().flat_map(|listing| &listing.variants).map(|variant| variant.price).max();
    assert!(dear.is_some());
}
