//! Words without their endings, a rule a language. A stem is never shown: it only makes "mugs" find "mug", and as both
//! sides go by the same rule, a stem that is no word does no harm.

use frostem::{Algorithm, Stemmer};

/// The English stem (Snowball).
pub fn english(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).to_string()
}

/// Letters that a Filipino root keeps at least: fewer, and unlike words would meet.
const SHORTEST_ROOT: usize = 4;

/// Affixes that a shop's titles and a buyer's words differ in, the longest first.
const BEFORE: [&str; 12] =
    ["nakaka", "makaka", "ipang", "pang", "pinag", "pam", "pan", "mag", "nag", "pag", "naka", "maka"];
const BEHIND: [&str; 4] = ["han", "hin", "an", "in"];

/// A Filipino word without its linker: "tasang" is "tasa". English words in -ing stay.
pub fn unlinked(word: &str) -> &str {
    let linked = word.strip_suffix("ng").filter(|rest| rest.ends_with(['a', 'e', 'o', 'u']));
    linked.filter(|rest| rest.len() >= SHORTEST_ROOT).unwrap_or(word)
}

/// The Filipino root, lightly: without the linker ("sombrerong" is "sombrero"), and without one affix before and one
/// behind ("panghabi" is "habi", "baunan" is "baun").
pub fn filipino(word: &str) -> String {
    if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.into();
    }
    let word = unlinked(word);
    let keeps = |rest: &&str| rest.len() >= SHORTEST_ROOT;
    let word = BEFORE.iter().find_map(|affix| word.strip_prefix(affix).filter(keeps)).unwrap_or(word);
    let word = BEHIND.iter().find_map(|affix| word.strip_suffix(affix).filter(keeps)).unwrap_or(word);
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_meet_without_their_endings() {
        for (one, other) in [("mugs", "mug"), ("weaving", "weave"), ("boxes", "box"), ("berries", "berry")] {
            assert_eq!(english(one), english(other));
        }
    }

    #[test]
    fn filipino_words_meet_without_linker_and_affixes() {
        for (one, other) in [("sombrerong", "sombrero"), ("panghabi", "habi"), ("natitiklop", "natitiklop")] {
            assert_eq!(filipino(one), filipino(other));
        }
        assert_eq!(filipino("lutuan"), filipino("lutuin"));
        assert_eq!(filipino("pang"), "pang");
        assert_eq!(filipino("搪瓷"), "搪瓷");
    }
}
