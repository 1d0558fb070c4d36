//! Google's numbers, each with the category of its nearest ancestor in our tree.
//!
//! Google's product taxonomy has some 5,600 numbers and no order in them: a number says nothing of its parent.
//! So `google.txt` lists under each of our slugs every number that belongs there. It is made from the taxonomy
//! and the numbers in `tree.rs`; a test makes it again and compares, and prints what it should be.

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const NUMBERS: &str = include_str!("google.txt");

/// The slug that a number belongs to.
pub(super) fn slug_of(number: u32) -> Option<&'static str> {
    PLACES.get(&number).copied()
}

/// A line with a slug and a colon begins a list of numbers.
static PLACES: LazyLock<BTreeMap<u32, &'static str>> = LazyLock::new(|| {
    let mut places = BTreeMap::new();
    let mut slug = "";
    for word in NUMBERS.split_whitespace() {
        if let Some(heading) = word.strip_suffix(':') {
            slug = heading;
        } else if let Ok(number) = word.parse() {
            places.insert(number, slug);
        }
    }
    places
});
