//! The names that fields of an item are kept under.
//!
//! Google's own fields go by their bare name (`price`), custom ones as `c:name`, those of RSS and Atom that
//! Google has no use for as `:pubDate`. A field inside a field is `shipping/country`; the second of its name
//! is `shipping[002]/country`, so that the order of names is the order in the file.

use crate::exchange::draft::Extra;

/// Elements of RSS and Atom that are not Google's.
const NEWS: &[&str] = &[
    "author",
    "category",
    "comments",
    "content",
    "contributor",
    "enclosure",
    "guid",
    "pubDate",
    "published",
    "rights",
    "source",
    "summary",
    "updated",
];

/// Repeats of one field: three figures are kept for the number.
pub(super) const MAX_REPEATS: usize = 999;

/// The name to keep an element under.
pub(super) fn kept_name(prefix: Option<&str>, local: &str) -> String {
    let name = clean(local);
    match prefix {
        None if NEWS.contains(&name.as_str()) => format!(":{name}"),
        Some("c") => format!("c:{name}"),
        _ => name,
    }
}

/// The name with nothing in it that an element's name may not have.
pub(super) fn clean(name: &str) -> String {
    let mut clean: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "_-.".contains(c) { c } else { '_' }).collect();
    if !clean.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        clean.insert(0, '_');
    }
    clean
}

/// The name of the `number`th field of a name, from 1.
pub(super) fn numbered(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}[{number:03}]") }
}

/// The name without its number.
pub(super) fn unnumbered(name: &str) -> &str {
    name.split_once('[').map_or(name, |(name, _)| name)
}

/// Takes all fields of a name out, in their order.
pub(super) fn take_all(fields: &mut Extra, name: &str) -> Vec<String> {
    (1..=MAX_REPEATS).map_while(|number| fields.remove(&numbered(name, number))).collect()
}

/// The element that a kept name is written as.
pub(super) fn element(name: &str) -> String {
    let name = unnumbered(name);
    match (name.strip_prefix("c:"), name.strip_prefix(':')) {
        (Some(custom), _) => format!("c:{}", clean(custom)),
        (None, Some(plain)) => clean(plain),
        (None, None) => format!("g:{}", clean(name)),
    }
}
