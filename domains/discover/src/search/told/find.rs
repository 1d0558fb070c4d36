//! One walk over the posts, people or shops that fit the words: the first so many in order, and how many there are.

use std::collections::{BTreeSet, BinaryHeap};

use catalog::listings::finder::Meant;
use kernel::{Time, Uid};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Told, What};
use crate::search::ask::{Known, mostly, together};
use crate::search::keep::Reading;
use crate::search::rank::{self, Wording};
use crate::search::ready::{FEW, fewer, read};

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Among what.
    pub what: What,
    /// As typed.
    pub words: String,
    /// Whether letters are taken at their word.
    pub exactly: bool,
    /// Whose is not looked at.
    pub without: BTreeSet<Uid>,
    /// Among what these tell to a few, where it is not what everybody may read.
    pub among: Option<BTreeSet<Uid>>,
    /// Behind this one.
    pub after: Option<(i64, Uid)>,
    /// How many at most.
    pub most: usize,
    /// The instant of asking.
    pub now: Time,
}

impl Ask {
    /// By words among what everybody may read, with nobody left out: so many as are asked for.
    pub fn of(what: What, words: &str, now: Time) -> Self {
        let words = words.to_owned();
        let (without, among, after) = (BTreeSet::new(), None, None);
        Self { what, words, exactly: false, without, among, after, most: 0, now }
    }

    pub(in crate::search) fn gather(self) -> Gather {
        Gather(self)
    }
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// In order: the number and the id.
    pub first: Vec<(i64, Uid)>,
    /// All that fit.
    pub total: u64,
    /// Words that were looked for instead.
    pub meant: Vec<Meant>,
    /// How many have all of the words, where the list goes on with those that have some.
    pub whole: Option<u64>,
}

impl Reading<Told> {
    /// What fits.
    ///
    /// # Errors
    /// The index does not answer.
    pub fn find(&self, ask: &Ask) -> tantivy::Result<Found> {
        let searcher = self.reader.searcher();
        let wording = match (ask.what, &ask.among) {
            (What::Post, None) => Wording::posts(&self.fields),
            (What::Post, Some(_)) => Wording::posts_for_a_few(&self.fields),
            (What::Person, _) => Wording::people(&self.fields),
            (What::Shop, _) => Wording::shops(&self.fields),
        };
        let query = read(Known { searcher: &searcher, wording: &wording }, &ask.words, ask.exactly)?;
        if !query.is_words {
            return Ok(Found::default());
        }
        let gather = Gather(ask.clone());
        let all = query.parts.len();
        let mut found = searcher.search(&together(&query.parts, all), &gather)?;
        let whole = found.total;
        // Of a name, part of the words is another's name; of what somebody tells it may be what was meant.
        if whole < FEW && all > 1 && !ask.exactly && ask.what == What::Post && ask.among.is_none() {
            for least in fewer(all) {
                let wider = searcher.search(&mostly(&query.parts, least), &gather)?;
                if wider.total > whole {
                    found = Found { whole: Some(whole), ..wider };
                    break;
                }
            }
        }
        Ok(Found { meant: query.meant, ..found })
    }
}

/// The walk over all of it.
pub struct Gather(Ask);

impl Collector for Gather {
    type Fruit = Found;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Part> {
        let columns = reader.fast_fields();
        Ok(Part {
            ask: self.0.clone(),
            since: columns.i64("since")?,
            id: (columns.u64("high")?, columns.u64("low")?),
            voice: (columns.u64("voice_high")?, columns.u64("voice_low")?),
            heap: BinaryHeap::with_capacity(self.0.most + 1),
            total: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.0.most > 0
    }

    fn merge_fruits(&self, parts: Vec<Found>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        for part in parts {
            all.first.extend(part.first);
            all.total += part.total;
        }
        all.first.sort_unstable_by(|one, other| other.cmp(one));
        all.first.truncate(self.0.most);
        Ok(all)
    }
}

/// The walk over one part of the index.
pub struct Part {
    ask: Ask,
    since: Column<i64>,
    id: (Column<u64>, Column<u64>),
    voice: (Column<u64>, Column<u64>),
    /// The best so far, the worst of them on top.
    heap: BinaryHeap<std::cmp::Reverse<(i64, Uid)>>,
    total: u64,
}

fn of(halves: &(Column<u64>, Column<u64>), doc: DocId) -> Uid {
    let (high, low) = (halves.0.first(doc).unwrap_or(0), halves.1.first(doc).unwrap_or(0));
    Uid(((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
}

impl SegmentCollector for Part {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.ask.without.is_empty() || self.ask.among.is_some() {
            let voice = of(&self.voice, doc);
            if self.ask.without.contains(&voice)
                || self.ask.among.as_ref().is_some_and(|among| !among.contains(&voice))
            {
                return;
            }
        }
        self.total += 1;
        if self.ask.most == 0 {
            return;
        }
        let number = rank::number(score, self.since.first(doc).unwrap_or(0), false, self.ask.now);
        let entry = (number, of(&self.id, doc));
        let is_full = self.heap.len() == self.ask.most;
        let is_behind = self.ask.after.is_none_or(|after| entry < after);
        if is_behind && !(is_full && self.heap.peek().is_some_and(|worst| entry < worst.0)) {
            self.heap.push(std::cmp::Reverse(entry));
            if self.heap.len() > self.ask.most {
                self.heap.pop();
            }
        }
    }

    fn harvest(self) -> Found {
        let first = self.heap.into_iter().map(|entry| entry.0).collect();
        Found { first, total: self.total, ..Found::default() }
    }
}
