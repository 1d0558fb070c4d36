//! From a plan to the index's own query.

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::letters::{Piece, pairs, pieces, single};
use super::plan::{Kind, Part, Way};
use super::rank::Wording;
use super::{near, rank, stems};

/// What of a second way to find the same thing counts beside the best one.
const BESIDE: f32 = 0.1;

/// Of the pairs of a long run, the share that has to be there.
const SHARE_OF_PAIRS: f32 = 0.6;

/// What the index has.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Where to look.
    pub searcher: &'a Searcher,
    /// Where its words are.
    pub wording: &'a Wording,
}

impl Known<'_> {
    fn has(&self, field: Field, text: &str) -> tantivy::Result<bool> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, text))? > 0)
    }

    /// Whether a word's stem is anywhere.
    pub fn is_stem(&self, word: &str) -> tantivy::Result<bool> {
        if let Some((english, _)) = self.wording.english
            && self.has(english, &stems::english(word))?
        {
            return Ok(true);
        }
        for field in &self.wording.begins {
            if self.has(*field, word)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A part of a plan as it is looked for.
pub struct Looked {
    /// What it is in the index; nothing where nothing of it is there.
    pub query: Option<Box<dyn Query>>,
    /// Words that stand in for it.
    pub instead: Vec<String>,
}

/// Looks where a part's ways lead. With `exactly` only what was typed counts, letter by letter.
pub fn looked(known: Known, part: &Part, is_last: bool, exactly: bool) -> tantivy::Result<Looked> {
    let mut ways = Vec::new();
    let same = known.wording.same && !exactly;
    for way in part.ways.iter().filter(|way| same || way.kind == Kind::Typed) {
        ways.extend(of_way(known, way, exactly)?);
    }
    if !ways.is_empty() || exactly {
        return Ok(Looked { query: any(ways), instead: Vec::new() });
    }
    match part.typed.as_slice() {
        [Piece::Word(word)] => {
            let instead = near::near(known, word, is_last)?;
            for word in &instead {
                // The near word's own synonyms count, too: "emalia" is "emalya" is "enamel".
                for way in super::plan::plan(word).into_iter().flat_map(|part| part.ways) {
                    ways.extend(of_way(known, &Way { kind: Kind::Near, ..way }, false)?);
                }
                if word.contains(' ') {
                    ways.extend(of_way(known, &Way { kind: Kind::Near, pieces: pieces(word) }, false)?);
                }
            }
            let query = any(ways);
            Ok(Looked { instead: if query.is_some() { instead } else { Vec::new() }, query })
        }
        [Piece::Run(run)] => {
            let letters: Vec<String> = single(run).collect();
            let query = some_of(known, &letters, letters.len().div_ceil(2).max(1))?;
            Ok(Looked { query, instead: Vec::new() })
        }
        _ => Ok(Looked { query: None, instead: Vec::new() }),
    }
}

fn any(mut ways: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    match ways.len() {
        0 => None,
        1 => ways.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, BESIDE))),
    }
}

/// A way: all its pieces. Nothing where one of them is nowhere.
fn of_way(known: Known, way: &Way, exactly: bool) -> tantivy::Result<Option<Box<dyn Query>>> {
    let mut all = Vec::new();
    for piece in &way.pieces {
        let found = match piece {
            Piece::Word(word) => of_word(known, word, exactly)?,
            Piece::Run(run) => of_run(known, run)?,
        };
        let Some(found) = found else { return Ok(None) };
        all.push(found);
    }
    let query = match all.len() {
        1 => all.pop(),
        _ => Some(Box::new(BooleanQuery::intersection(all)) as Box<dyn Query>),
    };
    let weight = rank::of_way(way.kind);
    Ok(query.map(|query| Box::new(BoostQuery::new(query, weight)) as Box<dyn Query>))
}

fn of_word(known: Known, word: &str, exactly: bool) -> tantivy::Result<Option<Box<dyn Query>>> {
    let wording = known.wording;
    let mut places: Vec<(Field, f32, String)> = Vec::new();
    for (field, weight) in &wording.places {
        places.push((*field, *weight, word.to_owned()));
    }
    if !exactly {
        places.extend(wording.english.map(|(field, weight)| (field, weight, stems::english(word))));
        places.extend(wording.filipino.map(|(field, weight)| (field, weight, stems::filipino(word))));
    }
    in_places(known, places)
}

fn of_run(known: Known, run: &str) -> tantivy::Result<Option<Box<dyn Query>>> {
    let pairs: Vec<String> = pairs(run).collect();
    if pairs.len() < 2 {
        return of_letters(known, pairs.first().map_or(run, String::as_str));
    }
    let least = (pairs.len() as f32 * SHARE_OF_PAIRS).ceil() as usize;
    some_of(known, &pairs, least)
}

fn some_of(known: Known, terms: &[String], least: usize) -> tantivy::Result<Option<Box<dyn Query>>> {
    let mut found = Vec::new();
    for term in terms {
        found.extend(of_letters(known, term)?);
    }
    if found.len() < least {
        return Ok(None);
    }
    Ok(Some(Box::new(BooleanQuery::union_with_minimum_required_clauses(found, least))))
}

/// A single character or a pair, wherever it stands.
fn of_letters(known: Known, term: &str) -> tantivy::Result<Option<Box<dyn Query>>> {
    in_places(known, known.wording.places.iter().map(|(field, weight)| (*field, *weight, term.to_owned())))
}

fn in_places(
    known: Known,
    places: impl IntoIterator<Item = (Field, f32, String)>,
) -> tantivy::Result<Option<Box<dyn Query>>> {
    let mut found: Vec<Box<dyn Query>> = Vec::new();
    for (field, weight, text) in places {
        if known.has(field, &text)? {
            let term = TermQuery::new(Term::from_field_text(field, &text), IndexRecordOption::WithFreqs);
            found.push(Box::new(BoostQuery::new(Box::new(term), weight)));
        }
    }
    Ok(match found.len() {
        0 => None,
        1 => found.pop(),
        _ => Some(Box::new(BooleanQuery::union(found))),
    })
}

/// At least so many parts; those with all of them first.
pub fn mostly(parts: &[Looked], least: usize) -> Box<dyn Query> {
    let whole = ConstScoreQuery::new(together(parts, parts.len()), rank::WHOLE);
    let some =
        vec![(Occur::Must, together(parts, least)), (Occur::Should, Box::new(whole) as Box<dyn Query>)];
    Box::new(BooleanQuery::new(some))
}

/// All parts, or at least so many.
pub fn together(parts: &[Looked], least: usize) -> Box<dyn Query> {
    let found = parts.iter().filter_map(|part| part.query.as_ref());
    let found: Vec<Box<dyn Query>> = found.map(|query| query.box_clone()).collect();
    if parts.is_empty() {
        return Box::new(AllQuery);
    }
    if found.len() < least {
        return Box::new(EmptyQuery);
    }
    if least == found.len() {
        return Box::new(BooleanQuery::new(found.into_iter().map(|query| (Occur::Must, query)).collect()));
    }
    Box::new(BooleanQuery::union_with_minimum_required_clauses(found, least))
}
