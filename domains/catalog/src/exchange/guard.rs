//! Cells that a spreadsheet would run (F37).
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break, in their ordinary or full-width form,
//! also behind space, is a formula to a spreadsheet that opens the file. The writer puts an apostrophe
//! before it. It also puts one before a cell that is such a text behind apostrophes already, so that the
//! reader can take away exactly what the writer added: `unguard(guard(cell)) == cell` for every text.

use std::borrow::Cow;

const PREFIX: char = '\'';

/// The cell as it is safe to write.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches(PREFIX)) {
        Cow::Owned(format!("{PREFIX}{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the prefix that [`guard`] added, or as it stands.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix(PREFIX) {
        Some(inner) if is_formula(inner.trim_start_matches(PREFIX)) => inner,
        _ => cell,
    }
}

/// Whether a spreadsheet may take the text for a formula.
fn is_formula(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' => return true,
            '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{2212}' => return true,
            c if c.is_whitespace() || is_invisible(c) => {}
            _ => return false,
        }
    }
    false
}

/// Takes no room on the screen: control characters, zero-width space and joiners, a byte order mark.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_opening_of_a_formula_is_disarmed() {
        for cell in [
            "=1+1",
            "=1+1@evil.com",
            "+1",
            "-5",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            " =x",
            "   \u{3000}-x",
            "\u{ff1d}x",
            "\u{ff0b}x",
            "\u{ff0d}x",
            "\u{ff20}x",
            "\u{feff}=x",
            "\u{200b}=x",
        ] {
            assert_eq!(guard(cell), format!("'{cell}"), "{cell:?}");
        }
    }

    #[test]
    fn an_ordinary_cell_is_left_alone() {
        for cell in ["", "abc", "1-2", "a=b", "'tis the season", "''", "' ", "5", "5%", "|x", "50.00"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(cell), cell);
        }
    }

    #[test]
    fn an_apostrophe_that_was_there_before_stays() {
        assert_eq!(guard("'=x"), "''=x");
        assert_eq!(unguard("''=x"), "'=x");
        assert_eq!(unguard("'=x"), "=x");
        assert_eq!(guard("'''-"), "''''-");
    }

    proptest! {
        #[test]
        fn the_reader_takes_away_exactly_what_the_writer_added(
            cell in "['=+@\\-\t\r\n \u{ff1d}\u{feff}a1]{0,8}|\\PC{0,12}"
        ) {
            let written = guard(&cell).into_owned();
            prop_assert_eq!(unguard(&written), cell.as_str());
            prop_assert!(!is_formula(&written));
        }
    }
}
