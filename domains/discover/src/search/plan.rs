//! A query in its parts: for each thing that is named, the ways to find it.

use super::letters::{Piece, pieces};
use super::synonyms;

/// Pieces of a query that are read; each further one would find fewer, and nobody types so many.
pub const MOST_PARTS: usize = 12;

/// One way to find a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// All of these have to be there.
    pub pieces: Vec<Piece>,
    /// How the way came about; what was typed counts most.
    pub kind: Kind,
}

/// How a way came about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// As typed.
    Typed,
    /// Another word for it.
    Same,
    /// A word near to one that is nowhere.
    Near,
}

/// One thing that is named: any of its ways finds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// As typed, folded.
    pub typed: Vec<Piece>,
    /// The ways, what was typed first.
    pub ways: Vec<Way>,
}

impl Part {
    fn of(typed: Vec<Piece>) -> Self {
        let mut ways = vec![Way { pieces: typed.clone(), kind: Kind::Typed }];
        let others = synonyms::others(&typed).unwrap_or_default();
        ways.extend(others.into_iter().map(|saying| Way { pieces: saying.clone(), kind: Kind::Same }));
        Self { typed, ways }
    }
}

/// The parts of what somebody typed. Empty words are left out, unless there are no others.
pub fn plan(words: &str) -> Vec<Part> {
    let all = pieces(words);
    let full: Vec<Piece> = all.iter().filter(|piece| !synonyms::is_empty(piece.text())).cloned().collect();
    let known = if full.is_empty() { all } else { full };
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < known.len() && parts.len() < MOST_PARTS {
        match &known[at] {
            Piece::Run(run) => {
                parts.extend(cut(run));
                at += 1;
            }
            Piece::Word(_) => {
                let length = longest_saying(&known[at..]);
                parts.push(Part::of(known[at..at + length].to_vec()));
                at += length;
            }
        }
    }
    parts.truncate(MOST_PARTS);
    parts.dedup();
    parts
}

/// How many pieces from the first one are a saying that the file knows, the longest; one where none is.
fn longest_saying(pieces: &[Piece]) -> usize {
    let words = pieces.iter().take_while(|piece| matches!(piece, Piece::Word(_))).count();
    let most = words.min(synonyms::LONGEST);
    (2..=most).rev().find(|length| synonyms::others(&pieces[..*length]).is_some()).unwrap_or(1)
}

/// A run cut at the sayings that the file knows, the longest first: 搪瓷花瓶 is 搪瓷 and 花瓶.
fn cut(run: &str) -> Vec<Part> {
    let letters: Vec<char> = run.chars().collect();
    let (mut parts, mut rest, mut at) = (Vec::new(), String::new(), 0);
    let close = |rest: &mut String, parts: &mut Vec<Part>| {
        let run = std::mem::take(rest);
        let says_nothing = run.is_empty() || (synonyms::is_empty(&run) && letters.len() > 1);
        if !says_nothing {
            parts.push(Part::of(vec![Piece::Run(run)]));
        }
    };
    while at < letters.len() {
        let most = synonyms::longest_run().min(letters.len() - at);
        // A single character means something only where it stands alone: 红 is part of 红茶.
        let least = if letters.len() > 2 { 2 } else { letters.len() };
        let known = (least..=most).rev().find(|length| {
            let saying = Piece::Run(letters[at..at + length].iter().collect());
            synonyms::others(&[saying]).is_some()
        });
        match known {
            Some(length) => {
                close(&mut rest, &mut parts);
                parts.push(Part::of(vec![Piece::Run(letters[at..at + length].iter().collect())]));
                at += length;
            }
            None => {
                rest.push(letters[at]);
                at += 1;
            }
        }
    }
    close(&mut rest, &mut parts);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &str) -> Vec<String> {
        let text = |part: &Part| part.typed.iter().map(Piece::text).collect::<Vec<_>>().join(" ");
        plan(words).iter().map(text).collect()
    }

    #[test]
    fn a_query_is_read_in_the_things_it_names() {
        assert_eq!(typed("the Lunch Box for my mug"), ["lunch box", "mug"]);
        assert_eq!(typed("搪瓷花瓶"), ["搪瓷", "花瓶"]);
        assert_eq!(typed("蓝色的搪瓷杯子"), ["蓝色", "搪瓷", "杯子"]);
        assert_eq!(typed("tasa na enamel"), ["tasa", "enamel"]);
        assert_eq!(typed("云雾"), ["云雾"]);
        assert_eq!(typed("the"), ["the"], "where nothing else was typed");
        assert_eq!(typed("  "), Vec::<String>::new());
    }

    #[test]
    fn however_much_is_typed_only_so_much_is_read() {
        assert_eq!(plan(&"a1 b2 c3 d4 ".repeat(50)).len(), MOST_PARTS);
        assert!(plan(&"搪瓷".repeat(100)).len() <= MOST_PARTS);
    }
}
