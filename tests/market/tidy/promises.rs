//! What a page says a test shows, a test of that name shows.

use std::collections::BTreeSet;

use super::{none, sources};

/// Shorter than this, a word in backticks is no test's sentence.
const SENTENCE: usize = 15;

/// The words of a text that can only be tests: `small_letters_and_underscores`, long enough to be a sentence.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split('`').skip(1).step_by(2);
    inside.map(|word| word.rsplit("::").next().unwrap_or(word)).filter(|word| {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        word.len() >= SENTENCE && word.matches('_').count() > 1 && word.chars().all(plain)
    })
}

#[test]
fn every_test_that_a_page_names_is_there() {
    let sources = sources();
    let tests: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.is_rust())
        .flat_map(|source| source.text.lines())
        .filter_map(|line| line.trim_start().trim_start_matches("async ").strip_prefix("fn "))
        .filter_map(|rest| rest.split('(').next())
        .collect();
    let page = sources.iter().find(|source| source.path == "docs/reliability.md").unwrap();
    assert!(named(&page.text).count() > 50, "the page has lost its tests");
    none(
        named(&page.text)
            .filter(|name| !tests.contains(name))
            .map(|name| format!("{}: there is no test {name}", page.path))
            .collect(),
    );
}
