//! An index that answers.

use catalog::listings::finder::{Hit, Hits, Meant, Sought};
use tantivy::{DocSet as _, IndexReader, Searcher, TERMINATED};

use super::ask::{Known, looked, mostly, together};
use super::fields::Fields;
use super::gather::{Gather, Gathered, listing};
use super::letters::Piece;
use super::plan::{Part, plan};

/// With fewer that have all of the words, a list goes on with those that have some.
const FEW: u64 = 8;

/// A reader of the index and its fields.
#[derive(Clone)]
pub struct Ready {
    /// What reads it.
    pub reader: IndexReader,
    /// Its fields.
    pub fields: Fields,
}

impl Ready {
    /// What fits.
    pub fn find(&self, sought: &Sought) -> tantivy::Result<Hits> {
        let (searcher, fields) = (self.reader.searcher(), &self.fields);
        let known = Known { searcher: &searcher, fields };
        let parts = plan(&sought.words);
        let mut found = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            found.push(looked(known, part, at + 1 == parts.len(), sought.exactly)?);
        }
        if parts.is_empty() && !sought.words.is_empty() {
            return Ok(Hits::default()); // signs alone
        }
        let meant = parts.iter().zip(&found).filter(|(_, found)| !found.instead.is_empty());
        let meant = meant.map(|(part, found)| Meant { typed: said(part), instead: found.instead.clone() });
        let meant: Vec<Meant> = meant.collect();
        let gather = Gather::of(sought);
        let run = |least| searcher.search(&together(&found, least), &gather);
        let all = parts.len();
        let mut gathered = run(all)?;
        let whole = counted(&gathered, sought);
        let mut some = None;
        // What nothing has whole, something may have in part. Where filters are on, they are what to let go of first.
        let narrow = sought.category.is_some()
            || sought.shop.is_some()
            || sought.in_stock
            || sought.prices != (0, i64::MAX);
        if whole < FEW && all > 1 && !sought.exactly && !narrow {
            for least in [all - (all / 3).max(1), 1] {
                let wider = searcher.search(&mostly(&found, least), &gather)?;
                if counted(&wider, sought) > whole {
                    (gathered, some) = (wider, Some(whole));
                    break;
                }
            }
        }
        let counts = gathered.counts(sought);
        let found = gathered.first.into_iter().map(|(key, id)| Hit { id: listing(id), key }).collect();
        Ok(Hits { found, counts, meant, whole: some })
    }

    /// What the index was told of a listing, if it has it.
    pub fn digest(&self, searcher: &Searcher, id: catalog::ListingId) -> tantivy::Result<Option<u64>> {
        let term = self.fields.named(id);
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.id)?;
            let option = tantivy::schema::IndexRecordOption::Basic;
            let Some(mut postings) = index.read_postings(&term, option)? else { continue };
            let digests = segment.fast_fields().u64("digest")?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(digests.first(doc));
                }
                doc = postings.advance();
            }
        }
        Ok(None)
    }
}

fn counted(gathered: &Gathered, sought: &Sought) -> u64 {
    gathered.counts(sought).total
}

fn said(part: &Part) -> String {
    part.typed.iter().map(Piece::text).collect::<Vec<_>>().join(" ")
}
