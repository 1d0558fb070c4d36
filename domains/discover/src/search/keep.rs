//! Keeping the index: in a folder of its own, at its own place in the log. Each node builds its own.
//!
//! The place stands in the index's commit, so that what it holds and how far it has heard are saved together. What a
//! fact touched is read from the database as it is then, never from the fact: the index may be told twice, and ends the
//! same.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use catalog::ListingId;
use catalog::listings::finder::{self, Entry};
use db::{Db, No, Rx};
use facts::Fact;
use kernel::{Actor, Cx, Uid};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexWriter, ReloadPolicy, TantivyError};

use super::fields::{FORMAT, Fields, digest};
use super::ready::Ready;

/// Bytes that the writer may gather before it writes a part of the index.
const MEMORY: usize = 20_000_000;

/// Listings that are read at once while the index is built.
const AT_ONCE: i64 = 256;

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
pub struct Keeper {
    writer: IndexWriter,
    ready: Ready,
    /// How far the log was heard.
    heard: Place,
    /// How far it was heard at the last commit.
    saved: i64,
    /// Whether it was found whole, or has to be built first.
    is_whole: bool,
}

/// The log's places that may be heard twice after a start, because nothing that is found had changed.
const UNSAVED: i64 = 10_000;

impl Keeper {
    /// Opens the index in `folder`, or an empty one where there is none, it is broken, or an older market left it.
    ///
    /// # Errors
    /// Another process keeps it; the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let folder = current(folder)?;
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
        let folder = current(folder)?;
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
        if !damaged.is_empty() || index.schema() != Fields::schema().0 {
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
        Self::of(Index::create_in_dir(folder, Fields::schema().0)?, None)
    }

    /// One in memory, for tests and measurements.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory() -> Result<Self, Fault> {
        Self::of(Index::create_in_ram(Fields::schema().0), None)
    }

    fn of(index: Index, heard: Option<Place>) -> Result<Self, Fault> {
        Fields::register(&index);
        let writer: IndexWriter = match index.writer_with_num_threads(1, MEMORY) {
            Err(TantivyError::LockFailure(..)) => return Err(Fault::Taken),
            other => other?,
        };
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(4);
        writer.set_merge_policy(Box::new(merging));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let ready = Ready { reader, fields: Fields::schema().1 };
        let (is_whole, heard) = (heard.is_some(), heard.unwrap_or_default());
        Ok(Self { writer, ready, saved: heard.pos, heard, is_whole })
    }

    /// What answers, once the index is whole.
    pub fn ready(&self) -> Option<Ready> {
        self.is_whole.then(|| self.ready.clone())
    }

    /// How many listings can be found.
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

    /// Puts in what is public of a listing, or takes out what is not any more. Answers whether anything is another now.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn put(&mut self, listing: ListingId, entry: Option<&Entry>) -> Result<bool, Fault> {
        let searcher = self.ready.reader.searcher();
        if self.ready.digest(&searcher, listing)? == entry.map(digest) {
            return Ok(false);
        }
        self.writer.delete_term(self.ready.fields.named(listing));
        if let Some(entry) = entry {
            self.writer.add_document(self.ready.fields.document(entry))?;
        }
        Ok(true)
    }

    /// Puts in an entry of an index that has none of it yet.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn add(&mut self, entry: &Entry) -> Result<(), Fault> {
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

    /// Builds it from the database: everything that is public, and then what the log says since.
    ///
    /// # Errors
    /// The database or the folder; then it is not whole, and is built again.
    pub async fn build(mut self, db: &Db) -> Result<Self, Fault> {
        self.writer.delete_all_documents()?;
        let (head, _) = db.read(&Actor::Engine, (), facts::head).await?;
        let head = db.read(&Actor::Engine, head, place).await?;
        let mut after = Uid::default();
        loop {
            let entries = db.read(&Actor::Engine, after, read_on).await?;
            let Some(last) = entries.last() else { break };
            after = last.id.uid();
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
            let Heard { to, entries, is_all } = db.read(&Actor::Engine, self.heard.clone(), hear_on).await?;
            let (keeper, is_another) = off_the_runtime(move || {
                let mut is_another = false;
                for (listing, entry) in &entries {
                    is_another |= self.put(*listing, entry.as_ref())?;
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
                return Ok((self, changed));
            }
        }
    }
}

/// The folder of this format; those of others are thrown away.
fn current(folder: &Path) -> io::Result<PathBuf> {
    let name = format!("v{FORMAT}");
    std::fs::create_dir_all(folder)?;
    for other in std::fs::read_dir(folder)? {
        let other = other?;
        if other.file_type()?.is_dir() && other.file_name() != name.as_str() {
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

fn read_on(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<Entry>, No> {
    Ok(finder::entries(rx, *after, AT_ONCE)?)
}

/// What a stretch of the log touched, as it is now.
struct Heard {
    to: Place,
    entries: Vec<(ListingId, Option<Entry>)>,
    is_all: bool,
}

/// The log's place of this number.
fn place(rx: &mut Rx, cx: &Cx, pos: &i64) -> Result<Place, No> {
    let facts = facts::after(rx, cx, &(pos - 1))?;
    Ok(facts.first().filter(|fact| fact.pos == Some(*pos)).map(Place::of).unwrap_or_default())
}

fn hear_on(rx: &mut Rx, cx: &Cx, heard: &Place) -> Result<Heard, No> {
    let facts = facts::after(rx, cx, &heard.pos)?;
    let to = facts.last().map_or_else(|| heard.clone(), Place::of);
    let mut touched = BTreeSet::new();
    for fact in &facts {
        touched.extend(finder::touched(rx, &fact.process, &fact.event, fact.id)?);
    }
    let mut entries = Vec::with_capacity(touched.len());
    for listing in touched {
        entries.push((listing, finder::entry(rx, listing)?));
    }
    Ok(Heard { to, entries, is_all: facts.len() < FACTS })
}
