//! Words near to one that is nowhere: what it begins, what it is in two words, and what it is but for a letter or two.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use super::ask::Known;
use super::synonyms;

/// Words that stand in for one that is nowhere, at most.
const MOST: usize = 3;

/// Letters from which a word may be the beginning of another.
const BEGINNING: usize = 3;

/// Terms of the dictionary that are looked at for one beginning.
const LOOKED_AT: usize = 2_000;

/// Letters that may be wrong in a word of this length: one from four, two from eight. The first is kept: it is seldom
/// mistyped, and without it too much is near.
const fn forgiven(letters: usize) -> u8 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The words that a mistyped one may have been, the likeliest first. `is_last` says that somebody may still be typing it.
pub fn near(known: Known, word: &str, is_last: bool) -> tantivy::Result<Vec<String>> {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    if is_last && word.chars().count() >= BEGINNING {
        let begun = begun(known, &known.wording.begins, word, MOST)?;
        if !begun.is_empty() {
            return Ok(begun);
        }
    }
    if let Some((one, two)) = parted(known, word)? {
        return Ok(vec![format!("{one} {two}")]);
    }
    for distance in 1..=forgiven(word.chars().count()) {
        let found = within(known, word, distance)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// How many listings have each term of a field that a stream goes through.
type Counted = BTreeMap<String, u64>;

fn likeliest(counted: Counted, most: usize) -> Vec<String> {
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(word, count)| (Reverse(*count), word.chars().count()));
    counted.into_iter().take(most).map(|(word, _)| word).collect()
}

/// The words of these fields that begin so, the most frequent first.
pub fn begun(known: Known, within: &[Field], start: &str, most: usize) -> tantivy::Result<Vec<String>> {
    let mut counted = Counted::new();
    for field in within {
        for segment in known.searcher.segment_readers() {
            let index = segment.inverted_index(*field)?;
            let mut stream = index.terms().range().ge(start).into_stream()?;
            for _ in 0..LOOKED_AT {
                let Some((term, found)) = stream.next() else { break };
                if !term.starts_with(start.as_bytes()) {
                    break;
                }
                count(&mut counted, term, found.doc_freq);
            }
        }
    }
    Ok(likeliest(counted, most))
}

fn count(counted: &mut Counted, term: &[u8], listings: u32) {
    if let Ok(word) = std::str::from_utf8(term) {
        *counted.entry(word.to_owned()).or_default() += u64::from(listings);
    }
}

/// The two words of which the space was left out: each is known and has three letters or more.
fn parted(known: Known, word: &str) -> tantivy::Result<Option<(String, String)>> {
    let bounds = word.char_indices().map(|(at, _)| at);
    for at in bounds.filter(|at| *at >= 3 && word.len() - at >= 3) {
        let (one, two) = word.split_at(at);
        if known.is_stem(one)? && known.is_stem(two)? {
            return Ok(Some((one.into(), two.into())));
        }
    }
    Ok(None)
}

fn within(known: Known, word: &str, distance: u8) -> tantivy::Result<Vec<String>> {
    let (Some(first), Some(field)) = (word.chars().next(), known.wording.nears.first()) else {
        return Ok(Vec::new());
    };
    let query = FuzzyTermQuery::new(Term::from_field_text(*field, word), distance, true);
    let automaton = query.automaton()?;
    let (from, to) = (first.to_string(), char::from_u32(u32::from(first) + 1).map(String::from));
    let mut counted = Counted::new();
    for field in &known.wording.nears {
        for segment in known.searcher.segment_readers() {
            let index = segment.inverted_index(*field)?;
            let mut terms = index.terms().search(&automaton).ge(from.as_str());
            if let Some(to) = &to {
                terms = terms.lt(to.as_str());
            }
            let mut stream = terms.into_stream()?;
            while let Some((term, found)) = stream.next() {
                count(&mut counted, term, found.doc_freq);
            }
        }
    }
    // A word that only the book of synonyms has still says what was meant.
    for same in synonyms::words().filter(|same| known.wording.same && same.starts_with(first)) {
        if !counted.contains_key(same) && is_within(word, same, usize::from(distance)) {
            counted.insert(same.to_owned(), 0);
        }
    }
    Ok(likeliest(counted, MOST))
}

/// Whether one word becomes the other by so many letters put in, left out, changed or swapped with their neighbour.
fn is_within(one: &str, other: &str, distance: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > distance {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (row[j] + usize::from(a != b)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().is_some_and(|found| *found <= distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_put_in_left_out_changed_or_swapped_is_one_mistake() {
        for (typed, meant) in
            [("emalia", "emalya"), ("enmael", "enamel"), ("enamell", "enamel"), ("enmel", "enamel")]
        {
            assert!(is_within(typed, meant, 1), "{typed}");
        }
        assert!(!is_within("emaly", "enamel", 2));
        assert!(is_within("", "ab", 2));
    }

    #[test]
    fn short_words_are_taken_at_their_letters() {
        assert_eq!([3, 4, 7, 8].map(forgiven), [0, 1, 1, 2]);
    }
}
