//! Words of several languages for one thing: a small file of our own (`words/same.txt`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::letters::{Piece, pieces};
use super::stems::{english, unlinked};

const SAME: &str = include_str!("../../words/same.txt");
const EMPTY: &str = include_str!("../../words/empty.txt");

/// One way to say a thing: its pieces in their order.
pub type Saying = Vec<Piece>;

/// Words of a saying at most.
pub const LONGEST: usize = 4;

struct Book {
    /// By what is compared: which things.
    things: BTreeMap<String, Vec<usize>>,
    /// Each thing's sayings.
    sayings: Vec<Vec<Saying>>,
    /// Characters of the longest run.
    longest_run: usize,
    empty: BTreeSet<String>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book {
        things: BTreeMap::new(),
        sayings: Vec::new(),
        longest_run: 0,
        empty: said(EMPTY).flat_map(str::split_whitespace).map(str::to_owned).collect(),
    };
    for line in said(SAME) {
        let thing = book.sayings.len();
        let mut sayings: Vec<Saying> = line.split(',').map(pieces).collect();
        for saying in &mut sayings {
            // As a query is read: without the words that say nothing.
            saying.retain(|piece| !book.empty.contains(piece.text()));
        }
        sayings.retain(|saying| !saying.is_empty());
        for saying in &sayings {
            if let [Piece::Run(run)] = saying.as_slice() {
                book.longest_run = book.longest_run.max(run.chars().count());
            }
            let things = book.things.entry(compared(saying)).or_default();
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
        book.sayings.push(sayings);
    }
    book
});

fn said(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What two sayings are alike by: words by their stems, runs as they are.
fn compared(saying: &[Piece]) -> String {
    let parts: Vec<String> = saying
        .iter()
        .map(|piece| match piece {
            Piece::Word(word) => english(unlinked(word)),
            Piece::Run(run) => run.clone(),
        })
        .collect();
    parts.join(" ")
}

/// Every other way to say this; nothing where the file does not know it.
pub fn others(saying: &[Piece]) -> Option<Vec<&'static Saying>> {
    let things = BOOK.things.get(&compared(saying))?;
    let all = things.iter().flat_map(|thing| &BOOK.sayings[*thing]);
    let own = compared(saying);
    Some(all.filter(|other| compared(other) != own).collect())
}

/// Whether a word or run says nothing about a thing.
pub fn is_empty(text: &str) -> bool {
    BOOK.empty.contains(text)
}

/// Characters of the longest run that the file knows.
pub fn longest_run() -> usize {
    BOOK.longest_run
}

/// Every single word of the file, for whoever mistyped one.
pub fn words() -> impl Iterator<Item = &'static str> {
    BOOK.sayings.iter().flatten().filter_map(|saying| match saying.as_slice() {
        [Piece::Word(word)] => Some(word.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &str) -> Vec<String> {
        let others = others(&pieces(words)).unwrap_or_default();
        others.iter().map(|saying| saying.iter().map(Piece::text).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn each_language_finds_the_others_words() {
        assert!(texts("搪瓷").contains(&"emalya".to_owned()));
        assert!(texts("emalya").contains(&"enamel".to_owned()));
        assert!(texts("Mugs").contains(&"tasa".to_owned()), "by its stem");
        assert!(texts("lunch box").contains(&"饭盒".to_owned()));
        assert_eq!(others(&pieces("wombat")), None);
    }

    #[test]
    fn no_line_is_of_one_word_alone_and_no_saying_is_longer_than_is_looked_for() {
        for line in said(SAME) {
            let sayings: Vec<Saying> = line.split(',').map(pieces).collect();
            assert!(sayings.len() > 1, "{line}");
            assert!(sayings.iter().all(|saying| (1..=LONGEST).contains(&saying.len())), "{line}");
        }
    }
}
