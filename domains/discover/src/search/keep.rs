//! Keeping an index: in a folder of its own, at its own place in the log. Each node builds its own. What an index is
//! about, a [`Subject`] says: what is for sale, or what is told and by whom.
//!
//! The place stands in the index's commit, so that what it holds and how far it has heard are saved together. What a
//! fact touched is read from the database as it is then, never from the fact: the index may be told twice, and ends the
//! same.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

use db::{Broken, Db, No, Rx};
use facts::Fact;
use kernel::{Actor, Cx};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::{IndexRecordOption, Schema};
use tantivy::{
    DocSet as _, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TERMINATED, TantivyDocument,
    TantivyError, Term,
};

/// What an index is about: its fields, and where what stands in them is read.
pub trait Subject: Copy + Send + Sync + 'static {
    /// What names one thing.
    type Key: Copy + Ord + Send + 'static;
    /// What the index is told of it.
    type Entry: Debug + Send + 'static;
    /// How far all of them were read.
    type Mark: Clone + Default + Send + Sync + 'static;
    /// What is remembered beside the index, to be read faster.
    type Beside: Clone + Default + Send + Sync + 'static;
    /// The name of its folder. It ends with a number of what is made of an entry: a change of that makes it another, and
    /// every market builds the index anew.
    const FOLDER: &'static str;

    /// The schema and its fields.
    fn schema() -> (Schema, Self);
    /// Tells an index how its fields are read.
    fn register(index: &Index);
    /// The term that names a thing.
    fn named(&self, key: Self::Key) -> Term;
    /// What the index keeps.
    fn document(&self, entry: &Self::Entry) -> TantivyDocument;
    /// The next entries of all, and how far that is; none where there are no more.
    ///
    /// # Errors
    /// The database.
    fn read_on(rx: &mut Rx, cx: &Cx, after: &Self::Mark) -> Result<(Vec<Self::Entry>, Self::Mark), No>;
    /// What may be another since a fact.
    ///
    /// # Errors
    /// The database.
    fn touched(rx: &mut Rx, fact: &Fact) -> Result<Vec<Self::Key>, Broken>;
    /// What there is of one thing now.
    ///
    /// # Errors
    /// The database.
    fn entry(rx: &mut Rx, cx: &Cx, key: Self::Key) -> Result<Option<Self::Entry>, No>;
}

/// The column with the digests of entries, in every index.
pub const DIGEST: &str = "digest";

/// FNV-1a over all that an index is told of a thing: what is as it was is not written again.
pub fn digest<E: Debug>(entry: &E) -> u64 {
    format!("{entry:?}")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// An index that answers.
#[derive(Clone)]
pub struct Reading<S: Subject> {
    /// What reads it.
    pub reader: IndexReader,
    /// Its fields.
    pub fields: S,
    /// What is remembered beside it.
    pub beside: S::Beside,
}

impl<S: Subject> Reading<S> {
    /// What the index was told of a thing, if it has it.
    fn digest(&self, searcher: &Searcher, key: S::Key) -> tantivy::Result<Option<u64>> {
        let term = self.fields.named(key);
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            let digests = segment.fast_fields().u64(DIGEST)?;
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

/// Bytes that the writer may gather before it writes a part of the index.
const MEMORY: usize = 20_000_000;

/// Entries that are read at once while an index is built.
pub const AT_ONCE: i64 = 256;

/// Facts that are read at once.
const FACTS: usize = 256;

/// Why the index could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The folder or the index in it.
    #[error("the search index: {0}")]
    Index(#[from] TantivyError),
    /// The folder.
    #[error("the folder of the search index: {0}")]
    Folder(#[from] io::Error),
    /// The database.
    #[error("{0}")]
    Database(#[from] No),
    /// Another process keeps it.
    #[error("another process keeps the search index in this folder: stop it first")]
    Taken,
}

/// A place in the log, with what proves that it is this log and no other: a folder may have met another database.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    pos: i64,
    /// The leaf of the fact there, in hexadecimal; nothing at the beginning.
    leaf: String,
}

impl Place {
    fn of(fact: &Fact) -> Self {
        Self { pos: fact.pos.unwrap_or(0), leaf: fact.leaf.to_string() }
    }

    fn written(&self) -> String {
        format!("{} {}", self.pos, self.leaf)
    }

    fn read(text: &str) -> Option<Self> {
        let (pos, leaf) = text.split_once(' ')?;
        Some(Self { pos: pos.parse().ok()?, leaf: leaf.into() })
    }
}

/// An index that is written.
pub struct Keeper<S: Subject> {
    writer: IndexWriter,
    ready: Reading<S>,
    /// How far the log was heard.
    heard: Place,
    /// How far it was heard at the last commit.
    saved: i64,
    /// Whether it was found whole, or has to be built first.
    is_whole: bool,
    /// Whether what was taken out must leave the files too, because somebody left the market.
    purges: bool,
}

/// The log's places that may be heard twice after a start, because nothing that is found had changed.
const UNSAVED: i64 = 10_000;

impl<S: Subject> Keeper<S> {
    /// Opens the index in `folder`, or an empty one where there is none, it is broken, or an older market left it.
    ///
    /// # Errors
    /// Another process keeps it; the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let folder = current(folder, S::FOLDER)?;
        match Self::found(&folder) {
            Ok(Some(keeper)) => Ok(keeper),
            Err(Fault::Taken) => Err(Fault::Taken),
            Ok(None) => Self::empty(&folder),
            Err(why) => {
                tracing::warn!(%why, "the search index is broken and is built anew");
                Self::empty(&folder)
            }
        }
    }

    /// An empty one, whatever was there.
    ///
    /// # Errors
    /// As [`Keeper::open`].
    pub fn anew(folder: &Path) -> Result<Self, Fault> {
        let folder = current(folder, S::FOLDER)?;
        // Whoever keeps it says so before anything is thrown away.
        if let Err(Fault::Taken) = Self::found(&folder) {
            return Err(Fault::Taken);
        }
        Self::empty(&folder)
    }

    fn found(folder: &Path) -> Result<Option<Self>, Fault> {
        if !folder.join("meta.json").is_file() {
            return Ok(None);
        }
        let index = Index::open_in_dir(folder)?;
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() || index.schema() != S::schema().0 {
            return Err(io::Error::other("damaged files").into());
        }
        let heard = index.load_metas()?.payload.as_deref().and_then(Place::read);
        Ok(Some(Self::of(index, heard)?))
    }

    fn empty(folder: &Path) -> Result<Self, Fault> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        Self::of(Index::create_in_dir(folder, S::schema().0)?, None)
    }

    /// One in memory, for tests and measurements.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory() -> Result<Self, Fault> {
        Self::of(Index::create_in_ram(S::schema().0), None)
    }

    fn of(index: Index, heard: Option<Place>) -> Result<Self, Fault> {
        S::register(&index);
        let writer: IndexWriter = match index.writer_with_num_threads(1, MEMORY) {
            Err(TantivyError::LockFailure(..)) => return Err(Fault::Taken),
            other => other?,
        };
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(4);
        writer.set_merge_policy(Box::new(merging));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let ready = Reading { reader, fields: S::schema().1, beside: S::Beside::default() };
        let (is_whole, heard) = (heard.is_some(), heard.unwrap_or_default());
        Ok(Self { writer, ready, saved: heard.pos, heard, is_whole, purges: false })
    }

    /// What answers, once the index is whole.
    pub fn ready(&self) -> Option<Reading<S>> {
        self.is_whole.then(|| self.ready.clone())
    }

    /// How many things can be found.
    pub fn count(&self) -> u64 {
        self.ready.reader.searcher().num_docs()
    }

    /// How far the log was heard.
    pub fn heard(&self) -> i64 {
        self.heard.pos
    }

    /// Whether the index has heard this database's log and no other one.
    ///
    /// # Errors
    /// The database.
    pub async fn belongs_to(&self, db: &Db) -> Result<bool, Fault> {
        Ok(db.read(&Actor::Engine, self.heard.pos, place).await? == self.heard)
    }

    /// Puts in what there is of a thing, or takes out what is not there any more. Answers whether anything is another
    /// now.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn put(&mut self, key: S::Key, entry: Option<&S::Entry>) -> Result<bool, Fault> {
        let searcher = self.ready.reader.searcher();
        if self.ready.digest(&searcher, key)? == entry.map(digest) {
            return Ok(false);
        }
        self.writer.delete_term(self.ready.fields.named(key));
        if let Some(entry) = entry {
            self.writer.add_document(self.ready.fields.document(entry))?;
        }
        Ok(true)
    }

    /// Puts in an entry of an index that has none of it yet.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn add(&mut self, entry: &S::Entry) -> Result<(), Fault> {
        self.writer.add_document(self.ready.fields.document(entry))?;
        Ok(())
    }

    /// Saves what was put in, with the place in the log up to which it holds, and lets it be found.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn save(&mut self, heard: Place) -> Result<(), Fault> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&heard.written());
        commit.commit()?;
        self.ready.reader.reload()?;
        (self.saved, self.heard, self.is_whole) = (heard.pos, heard, true);
        Ok(())
    }

    /// Builds it from the database: everything that there is, and then what the log says since.
    ///
    /// # Errors
    /// The database or the folder; then it is not whole, and is built again.
    pub async fn build(mut self, db: &Db) -> Result<Self, Fault> {
        self.writer.delete_all_documents()?;
        let (head, _) = db.read(&Actor::Engine, (), facts::head).await?;
        let head = db.read(&Actor::Engine, head, place).await?;
        let mut mark = S::Mark::default();
        loop {
            let (entries, next) = db.read(&Actor::Engine, mark, S::read_on).await?;
            if entries.is_empty() {
                break;
            }
            mark = next;
            self = off_the_runtime(move || {
                entries.iter().try_for_each(|entry| self.add(entry))?;
                Ok(self)
            })
            .await?;
        }
        off_the_runtime(move || {
            self.save(head)?;
            Ok(self)
        })
        .await
    }

    /// Hears what was placed in the log since, and saves it if anything that is found has changed. Answers whether it
    /// was.
    ///
    /// # Errors
    /// The database or the folder.
    pub async fn hear(mut self, db: &Db) -> Result<(Self, bool), Fault> {
        let mut changed = false;
        loop {
            let Heard { to, entries, is_all, purges } =
                db.read(&Actor::Engine, self.heard.clone(), hear_on::<S>).await?;
            self.purges |= purges;
            let (keeper, is_another) = off_the_runtime(move || {
                let mut is_another = false;
                for (key, entry) in &entries {
                    is_another |= self.put(*key, entry.as_ref())?;
                }
                // What one stretch put in is found before the next asks what is known.
                if is_another || to.pos - self.saved > UNSAVED {
                    self.save(to.clone())?;
                }
                self.heard = to;
                Ok((self, is_another))
            })
            .await?;
            self = keeper;
            changed |= is_another;
            if is_all {
                break;
            }
        }
        if self.purges {
            self = off_the_runtime(move || {
                self.purge()?;
                Ok(self)
            })
            .await?;
        }
        Ok((self, changed))
    }

    /// Writes those parts of the index anew that still hold what was taken out, and throws the old files away. Until
    /// then a word of somebody's can be read in them, though it is found no more.
    ///
    /// # Errors
    /// The index cannot be written, or these parts are being merged just now: the next round tries again.
    pub fn purge(&mut self) -> Result<(), Fault> {
        let parts = self.ready.reader.searcher().index().searchable_segment_metas()?;
        let parts = parts.iter().filter(|part| part.num_deleted_docs() > 0).map(|part| part.id());
        let parts: Vec<_> = parts.collect();
        if !parts.is_empty() {
            self.writer.merge(&parts).wait()?;
        }
        self.ready.reader.reload()?;
        self.writer.garbage_collect_files().wait()?;
        self.purges = false;
        Ok(())
    }
}

/// The folder of this index; those of older formats of the same are thrown away, with what no index of ours is called.
fn current(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let ours = [<super::fields::Fields as Subject>::FOLDER, <super::told::Told as Subject>::FOLDER];
    std::fs::create_dir_all(folder)?;
    for other in std::fs::read_dir(folder)? {
        let other = other?;
        if other.file_type()?.is_dir() && ours.iter().all(|name| other.file_name() != *name) {
            std::fs::remove_dir_all(other.path())?;
        }
    }
    Ok(folder.join(name))
}

pub(super) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(io::Error::other(error).into()),
    }
}

/// What a stretch of the log touched, as it is now.
struct Heard<S: Subject> {
    to: Place,
    entries: Vec<(S::Key, Option<S::Entry>)>,
    is_all: bool,
    purges: bool,
}

/// The log's place of this number.
fn place(rx: &mut Rx, cx: &Cx, pos: &i64) -> Result<Place, No> {
    let facts = facts::after(rx, cx, &(pos - 1))?;
    Ok(facts.first().filter(|fact| fact.pos == Some(*pos)).map(Place::of).unwrap_or_default())
}

fn hear_on<S: Subject>(rx: &mut Rx, cx: &Cx, heard: &Place) -> Result<Heard<S>, No> {
    let facts = facts::after(rx, cx, &heard.pos)?;
    let to = facts.last().map_or_else(|| heard.clone(), Place::of);
    let mut touched = BTreeSet::new();
    for fact in &facts {
        touched.extend(S::touched(rx, fact)?);
    }
    let mut entries = Vec::with_capacity(touched.len());
    for key in touched {
        entries.push((key, S::entry(rx, cx, key)?));
    }
    let purges = facts.iter().any(|fact| fact.process == "leaving" && fact.event == "finish");
    Ok(Heard { to, entries, is_all: facts.len() < FACTS, purges })
}

#[cfg(test)]
mod tests {
    use kernel::Uid;

    use super::*;
    use crate::search::told::{Entry, Told, What};

    fn post(number: u8, text: &str) -> Entry {
        let (id, voice) = (Uid([number; 16]), Uid([9; 16]));
        Entry { what: What::Post, id, voice, name: String::new(), text: text.into(), is_open: true, since: 0 }
    }

    /// Whether any part of the index has the word in its dictionary, be it found or not.
    fn holds(keeper: &Keeper<Told>, word: &str) -> bool {
        let Reading { reader, fields, .. } = &keeper.ready;
        let searcher = reader.searcher();
        searcher.segment_readers().iter().any(|part| {
            let words = part.inverted_index(fields.text).unwrap();
            words.terms().get(word).unwrap().is_some()
        })
    }

    #[test]
    fn a_word_of_somebody_who_left_is_in_no_part_of_the_index_after_a_purge() {
        let mut keeper = Keeper::<Told>::in_memory().unwrap();
        for entry in [post(1, "alitaptap"), post(2, "mangga")] {
            keeper.put((What::Post, entry.id), Some(&entry)).unwrap();
        }
        keeper.save(Place::default()).unwrap();
        keeper.put((What::Post, Uid([1; 16])), None).unwrap();
        keeper.save(Place::default()).unwrap();
        assert_eq!(
            (keeper.count(), holds(&keeper, "alitaptap")),
            (1, true),
            "found no more, and still there"
        );
        keeper.purge().unwrap();
        assert_eq!((keeper.count(), holds(&keeper, "alitaptap"), holds(&keeper, "mangga")), (1, false, true));
        keeper.purge().unwrap(); // with nothing to do
        assert_eq!(keeper.count(), 1);
    }
}
