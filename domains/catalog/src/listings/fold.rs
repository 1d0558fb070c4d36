//! Text as a search looks at it: without case, accents and widths.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// "Piña COLADA" and "ｐｉｎａ" fold to the same letters; scripts without case stay as they are.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in plain {
        // Lower case of a few letters brings a mark of its own (İ).
        if c.is_whitespace() || c.is_control() {
            gap = !folded.is_empty();
        } else if !is_combining_mark(c) {
            if gap {
                folded.push(' ');
            }
            gap = false;
            folded.push(c);
        }
    }
    folded
}

/// What finds every text that contains `word`, with `!` as the escape: nothing in a word is a wildcard.
pub(super) fn containing(word: &str) -> String {
    format!("%{}%", escaped(word))
}

/// What finds every text that begins with `start`.
pub(super) fn beginning(start: &str) -> String {
    format!("{}%", escaped(start))
}

fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        if matches!(c, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_widths_do_not_hide_a_thing() {
        for (text, folded) in [
            ("  Piña \t Ñame ", "pina name"),
            ("ＭＡＮＧＡ", "manga"),
            ("İstanbul", "istanbul"),
            ("芒果 1KG", "芒果 1kg"),
            ("ﬁve", "five"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn a_percent_sign_finds_a_percent_sign() {
        assert_eq!(containing("50%_!"), "%50!%!_!!%");
        assert_eq!(beginning("/home/"), "/home/%");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
