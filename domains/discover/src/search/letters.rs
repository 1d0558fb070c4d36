//! Text in pieces, as the index and a query see it: words of scripts that put spaces between them, and runs of those
//! that do not.

use catalog::listings::fold;

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Letters and figures up to a space or a sign: "enamel", "24cm".
    Word(String),
    /// Characters without spaces between words: 搪瓷杯.
    Run(String),
}

impl Piece {
    /// Its letters.
    pub fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Run(text) => text,
        }
    }
}

/// Letters of a word that count; what is longer is a code or noise.
const LONGEST: usize = 40;

/// The pieces of a text, folded: without case, accents and widths. An apostrophe joins ("bird's" is "birds"), every
/// other sign parts.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<Piece> = None;
    for c in fold(text).chars() {
        if matches!(c, '\'' | '’' | 'ʼ') {
            continue;
        }
        if !c.is_alphanumeric() {
            pieces.extend(open.take());
            continue;
        }
        match (&mut open, is_unspaced(c)) {
            (Some(Piece::Run(run)), true) => run.push(c),
            (Some(Piece::Word(word)), false) => word.push(c),
            (_, true) => pieces.extend(open.replace(Piece::Run(c.into()))),
            (_, false) => pieces.extend(open.replace(Piece::Word(c.into()))),
        }
    }
    pieces.extend(open);
    pieces.retain(|piece| match piece {
        Piece::Word(word) => word.chars().count() <= LONGEST,
        Piece::Run(_) => true,
    });
    pieces
}

/// Characters of Chinese and Japanese writing; Korean puts spaces, but joins what a reader looks for apart.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Each character of a run.
pub fn single(run: &str) -> impl Iterator<Item = String> {
    run.chars().map(String::from)
}

/// Each two neighbours of a run.
pub fn pairs(run: &str) -> impl Iterator<Item = String> {
    run.chars().zip(run.chars().skip(1)).map(|(one, two)| String::from_iter([one, two]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        pieces(text).iter().map(|piece| piece.text().to_owned()).collect()
    }

    #[test]
    fn words_are_parted_at_signs_and_scripts_and_lose_case_and_accents() {
        assert_eq!(read("Bird's-nest fern, 24 CM"), ["birds", "nest", "fern", "24", "cm"]);
        assert_eq!(read("白瓷盖碗 Gaiwan搪瓷mug"), ["白瓷盖碗", "gaiwan", "搪瓷", "mug"]);
        assert_eq!(read("Piñata ＭＵＧ"), ["pinata", "mug"]);
        assert_eq!(read("!?* \0 «»"), Vec::<String>::new());
    }

    #[test]
    fn a_run_is_read_by_one_and_by_two() {
        assert_eq!(single("搪瓷杯").collect::<Vec<_>>(), ["搪", "瓷", "杯"]);
        assert_eq!(pairs("搪瓷杯").collect::<Vec<_>>(), ["搪瓷", "瓷杯"]);
        assert_eq!(pairs("杯").count(), 0);
    }
}
