//! Several values in one cell, between commas.
//!
//! WooCommerce escapes a comma inside a value with a backslash and a backslash not at all; we also escape a
//! backslash where it would otherwise be taken for an escape, so that every list reads back as written.

use super::draft::text;

/// The values of a WooCommerce cell, without the space around them; empty ones fall away.
pub(super) fn split(cell: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut value = String::new();
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&escaped @ (',' | '\\'))) => {
                chars.next();
                value.push(escaped);
            }
            (',', _) => take(&mut values, &mut value),
            (c, _) => value.push(c),
        }
    }
    take(&mut values, &mut value);
    values
}

fn take(values: &mut Vec<String>, value: &mut String) {
    values.extend(text(value));
    value.clear();
}

/// The cell that [`split`] reads back as these values.
pub(super) fn join<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for value in values {
        let value = value.as_ref().trim();
        if value.is_empty() {
            continue;
        }
        if !cell.is_empty() {
            cell.push_str(", ");
        }
        let mut chars = value.chars().peekable();
        while let Some(c) = chars.next() {
            let ambiguous = c == '\\' && matches!(chars.peek(), None | Some(',' | '\\'));
            if c == ',' || ambiguous {
                cell.push('\\');
            }
            cell.push(c);
        }
    }
    cell
}

/// The values of a cell whose format knows no escape, such as Shopify's tags.
pub(super) fn split_plain(cell: &str) -> Vec<String> {
    cell.split(',').filter_map(text).collect()
}

/// The cell that [`split_plain`] reads back; a comma inside a value divides it.
pub(super) fn join_plain<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = values.into_iter().flat_map(|value| split_plain(value.as_ref())).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_comma_inside_a_value_is_escaped() {
        assert_eq!(split("Red, Dark\\, blue,  ,Green"), ["Red", "Dark, blue", "Green"]);
        assert_eq!(join(["Red", "Dark, blue"]), "Red, Dark\\, blue");
        assert_eq!(split(r"C:\x, a\"), [r"C:\x", r"a\"]);
    }

    proptest! {
        #[test]
        fn every_list_reads_back(values in prop::collection::vec("[a,\\\\ ]{1,6}", 0..5)) {
            let kept: Vec<String> =
                values.iter().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect();
            prop_assert_eq!(split(&join(&values)), kept);
        }
    }
}
