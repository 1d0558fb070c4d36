//! Handles: a listing's address in its shop.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Characters of a handle made from a title.
const MADE_CHARS: usize = 80;

/// The text as an address: letters and digits of any script in lower case, one hyphen for all between.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap = true;
        }
    }
    slug
}

/// The handles of one file, so that none is given twice.
///
/// Eight bytes each: two of a million differing handles share a hash once in 37 million files, and the
/// second listing is then refused as a repeat, never mixed up. The hash has no seed: a run replays.
#[derive(Debug, Default)]
pub(super) struct Handles {
    seen: BTreeSet<u64>,
}

impl Handles {
    /// Takes the handle; false when it was taken before.
    pub(super) fn claim(&mut self, handle: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        handle.hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }

    pub(super) fn count(&self) -> u64 {
        self.seen.len() as u64
    }

    /// The first of these texts whose slug is still free, else the last with the line's number.
    pub(super) fn make(&mut self, wishes: &[&str], line: u64) -> String {
        let mut base = String::new();
        for wish in wishes {
            let handle: String = slug(wish).chars().take(MADE_CHARS).collect();
            let handle = handle.trim_end_matches('-').to_owned();
            if handle.is_empty() {
                continue;
            }
            if self.claim(&handle) {
                return handle;
            }
            base = handle;
        }
        let base = if base.is_empty() { "line" } else { &base };
        let numbered = format!("{base}-{line}");
        if self.claim(&numbered) {
            return numbered;
        }
        // Another title ended in this number. Every address tried from here has this line in it, so a file
        // cannot make the tries of one line pay for those of another.
        let mut attempt: u64 = 2;
        loop {
            let handle = format!("{numbered}-{attempt}");
            if self.claim(&handle) {
                return handle;
            }
            attempt = attempt.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_keeps_letters_of_every_script() {
        assert_eq!(slug("Mangga 1kg 芒果"), "mangga-1kg-芒果");
        assert_eq!(slug("  T-Shirt -- Blue! "), "t-shirt-blue");
        assert_eq!(slug("Piña Ñame"), "piña-ñame");
        assert_eq!(slug("!!!"), "");
    }

    #[test]
    fn two_listings_of_one_name_get_two_addresses() {
        let mut handles = Handles::default();
        assert_eq!(handles.make(&["Album"], 2), "album");
        assert_eq!(handles.make(&["Album", "cc-1"], 3), "cc-1");
        assert_eq!(handles.make(&["Album"], 4), "album-4");
        assert_eq!(handles.make(&["Album 5"], 5), "album-5");
        assert_eq!(handles.make(&["Album"], 5), "album-5-2");
        assert_eq!(handles.make(&["?"], 9), "line-9");
    }

    proptest! {
        #[test]
        fn the_address_of_an_address_is_itself(text in any::<String>()) {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once);
        }
    }
}
