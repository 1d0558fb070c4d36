//! Words to go on with, while somebody types: names of things, shops and people that begin so. The index says which;
//! what they are called is read from the database by whoever shows it.

use std::collections::BTreeSet;

use catalog::ListingId;
use catalog::listings::finder::Sought;
use kernel::{Time, Uid};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::ask::Known;
use super::fields::Fields;
use super::gather::{Gather, listing};
use super::keep::Reading;
use super::letters::{Piece, pairs, pieces};
use super::rank::Wording;
use super::told::{Ask, Told, What};
use super::{Search, near};

/// Words that the last one may be the beginning of.
const ENDINGS: usize = 8;

/// Pieces of what somebody is typing that are read.
const MOST_PIECES: usize = 6;

/// What begins as somebody types, the best first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Begun {
    /// Things for sale.
    pub listings: Vec<ListingId>,
    /// Shops.
    pub shops: Vec<Uid>,
    /// People.
    pub people: Vec<Uid>,
}

impl Search {
    /// What begins so, at most so many of each; nothing while the indexes are being built.
    pub fn begun(&self, words: &str, without: &BTreeSet<Uid>, most: usize, now: Time) -> Begun {
        let listings = self.answer(&self.ready, |ready| ready.begun(words, most, now));
        let told = self.answer(&self.told, |told| {
            Ok((
                told.begun(What::Shop, words, without, most)?,
                told.begun(What::Person, words, without, most)?,
            ))
        });
        let (shops, people) = told.unwrap_or_default();
        Begun { listings: listings.unwrap_or_default(), shops, people }
    }
}

impl Reading<Fields> {
    fn begun(&self, words: &str, most: usize, now: Time) -> tantivy::Result<Vec<ListingId>> {
        let searcher = self.reader.searcher();
        let wording = Wording { begins: vec![self.fields.title], ..Wording::things(&self.fields) };
        let Some(query) = beginning(&searcher, &wording, words)? else { return Ok(Vec::new()) };
        let gathered = searcher.search(&query, &Gather::of(&Sought::by("", most, now), &self.beside))?;
        Ok(gathered.first.into_iter().map(|(_, id)| listing(id)).collect())
    }
}

impl Reading<Told> {
    fn begun(
        &self,
        what: What,
        words: &str,
        without: &BTreeSet<Uid>,
        most: usize,
    ) -> tantivy::Result<Vec<Uid>> {
        let searcher = self.reader.searcher();
        let wording = match what {
            What::Person => Wording::people(&self.fields),
            What::Post | What::Shop => Wording::shop_names(&self.fields),
        };
        let Some(query) = beginning(&searcher, &wording, words)? else { return Ok(Vec::new()) };
        let ask = Ask { most, without: without.clone(), ..Ask::of(what, words, Time::default()) };
        Ok(searcher.search(&query, &ask.gather())?.first.into_iter().map(|(_, id)| id).collect())
    }
}

/// Every piece but the last as it is, the last as it begins; nothing where one of them is nowhere. Names have one field.
fn beginning(searcher: &Searcher, wording: &Wording, words: &str) -> tantivy::Result<Option<Box<dyn Query>>> {
    let Some(name) = wording.begins.first().copied() else { return Ok(None) };
    let known = Known { searcher, wording };
    let term = |text: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(name, text), IndexRecordOption::WithFreqs))
    };
    let mut pieces = pieces(words);
    pieces.truncate(MOST_PIECES);
    let last = pieces.len().saturating_sub(1);
    let mut all: Vec<Box<dyn Query>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Word(word) if at == last => {
                let endings = near::begun(known, &wording.begins, word, ENDINGS)?;
                if endings.is_empty() {
                    return Ok(None);
                }
                all.push(Box::new(BooleanQuery::union(endings.iter().map(|word| term(word)).collect())));
            }
            Piece::Word(word) => all.push(term(word)),
            Piece::Run(run) if run.chars().nth(1).is_none() => all.push(term(run)),
            Piece::Run(run) => all.extend(pairs(run).map(|pair| term(&pair))),
        }
    }
    Ok((!all.is_empty()).then(|| Box::new(BooleanQuery::intersection(all)) as Box<dyn Query>))
}
