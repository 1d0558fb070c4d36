//! The studio and the catalogue know each other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

use std::collections::BTreeMap;

/// What the catalogue names.
fn handles() -> Vec<String> {
    let files = ["enamel", "weaving", "tea", "plants-and-vintage"]
        .map(|file| std::fs::read_to_string(format!("{}/{file}.csv", env!("CARGO_MANIFEST_DIR"))).unwrap());
    let lines = files.iter().flat_map(|file| file.lines().skip(1));
    let mut handles: Vec<String> =
        lines.filter_map(|line| Some(line.split_once(',')?.0.to_owned())).collect();
    handles.dedup();
    handles
}

#[test]
fn every_listing_of_the_sample_has_a_picture_of_its_own_and_always_the_same() {
    let handles = handles();
    assert_eq!(handles.len(), 59);
    let mut drawn: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
    for handle in &handles {
        let picture = demo::picture(handle, 96).unwrap_or_else(|| panic!("{handle} has no picture"));
        assert_eq!(demo::picture(handle, 96).as_ref(), Some(&picture), "{handle}");
        assert_eq!(drawn.insert(picture, handle), None, "{handle} looks like another");
    }
    assert_eq!(demo::picture("nothing-of-the-sample", 96), None);
}

#[test]
fn four_hundred_listings_more_have_a_picture_each() {
    let mut drawn: BTreeMap<Vec<u8>, String> = BTreeMap::new();
    for (handle, nth) in handles().iter().flat_map(|handle| (0..7).map(move |nth| (handle, nth))) {
        let name = format!("{handle} {nth}");
        let picture = demo::variation(handle, &name, 64).unwrap();
        assert_eq!(drawn.insert(picture, name.clone()), None, "{name} looks like another");
    }
    assert_eq!(drawn.len(), 413);
}

#[test]
fn every_shop_has_a_sign_of_its_own_and_people_share_a_few_dozen_pictures() {
    use demo::world::{Size, World};
    let world = World::of(1, Size { listings: 0, ..Size::WHOLE });
    let signs: std::collections::BTreeSet<Vec<u8>> =
        world.shops.iter().map(|shop| demo::sign(shop.handle, shop.craft, 96).unwrap()).collect();
    assert_eq!(signs.len(), world.shops.len());
    let names: Vec<String> = world.people.iter().filter_map(|one| demo::face_of(&one.handle)).collect();
    assert!((1_150..1_400).contains(&names.len()), "{} of 2,000 show something", names.len());
    let shared: std::collections::BTreeSet<&String> = names.iter().collect();
    let faces: std::collections::BTreeSet<Vec<u8>> =
        shared.iter().map(|name| demo::face(name, 96).unwrap()).collect();
    assert_eq!((shared.len(), faces.len()), (72, 72), "each looks like itself");
    assert_eq!(demo::face("nobody", 96), None);
    let square = demo::face("head-3", 64).unwrap();
    assert_eq!(png::Decoder::new(std::io::Cursor::new(square)).read_info().unwrap().info().size(), (64, 64));
}

#[test]
fn a_picture_is_four_to_five_and_as_wide_as_asked() {
    let picture = demo::picture("tasa-ni-lola", 320).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    assert_eq!(reader.info().size(), (320, 400));
}
