//! An index that answers.

use catalog::listings::finder::{Hit, Hits, Meant, Sought};

use super::ask::{Known, Looked, looked, mostly, together};
use super::fields::Fields;
use super::gather::{Gather, listing};
use super::keep::Reading;
use super::letters::Piece;
use super::plan::{Part, plan};
use super::rank::Wording;

/// With fewer that have all of the words, a list goes on with those that have some.
pub const FEW: u64 = 8;

/// What is for sale.
pub type Ready = Reading<Fields>;

/// A query as an index reads it.
pub struct Read {
    /// What it names, as it is looked for.
    pub parts: Vec<Looked>,
    /// What is looked for instead of a word that is nowhere.
    pub meant: Vec<Meant>,
    /// Whether there was anything to read: signs alone find nothing.
    pub is_words: bool,
}

/// Reads a query.
pub fn read(known: Known, words: &str, exactly: bool) -> tantivy::Result<Read> {
    let plan = plan(words);
    let mut parts = Vec::with_capacity(plan.len());
    for (at, part) in plan.iter().enumerate() {
        parts.push(looked(known, part, at + 1 == plan.len(), exactly)?);
    }
    let meant = plan.iter().zip(&parts).filter(|(_, found)| !found.instead.is_empty());
    let meant = meant.map(|(part, found)| Meant { typed: said(part), instead: found.instead.clone() });
    Ok(Read { meant: meant.collect(), is_words: !parts.is_empty(), parts })
}

/// With fewer than a few that have all of the words: how many of them have to be there at least, one try after the
/// other.
pub fn fewer(parts: usize) -> [usize; 2] {
    [parts - (parts / 3).max(1), 1]
}

impl Ready {
    /// What fits.
    pub fn find(&self, sought: &Sought) -> tantivy::Result<Hits> {
        let (searcher, wording) = (self.reader.searcher(), Wording::things(&self.fields));
        let Read { parts: found, meant, is_words } =
            read(Known { searcher: &searcher, wording: &wording }, &sought.words, sought.exactly)?;
        if !is_words && !sought.words.is_empty() {
            return Ok(Hits::default());
        }
        let gather = Gather::of(sought, &self.beside);
        let run = |least| searcher.search(&together(&found, least), &gather);
        let all = found.len();
        let mut gathered = run(all)?;
        let whole = gathered.total;
        let mut some = None;
        // What nothing has whole, something may have in part. Where filters are on, they are what to let go of first.
        let narrow = sought.category.is_some()
            || sought.shop.is_some()
            || sought.in_stock
            || sought.prices != (0, i64::MAX);
        if whole < FEW && all > 1 && !sought.exactly && !narrow {
            for least in fewer(all) {
                let wider = searcher.search(&mostly(&found, least), &gather)?;
                if wider.total > whole {
                    (gathered, some) = (wider, Some(whole));
                    break;
                }
            }
        }
        let counts = gathered.counts(sought, &self.beside);
        let found = gathered.first.into_iter().map(|(key, id)| Hit { id: listing(id), key }).collect();
        Ok(Hits { found, counts, meant, whole: some })
    }
}

fn said(part: &Part) -> String {
    part.typed.iter().map(Piece::text).collect::<Vec<_>>().join(" ")
}
