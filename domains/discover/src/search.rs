//! Full-text search over what is for sale: an index in the data folder, fed from the log, that answers the catalogue's
//! questions by words. The database stays the truth for what is shown.
//!
//! ```text
//! a query ─► letters ─► plan (synonyms) ─► ask (near) ─► gather (rank) ─► catalogue reads the cards
//! the log ─► keep ─► fields ─► the index
//! ```

mod ask;
mod fields;
mod gather;
mod keep;
mod letters;
mod near;
mod plan;
mod rank;
mod ready;
mod stems;
mod synonyms;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use catalog::listings::finder::{Finder, Hits, Sought};
use db::Db;
use kernel::Actor;

pub use keep::{Fault, Keeper, Place};
pub use ready::Ready;

/// The search of one market: what answers now, and how it is doing.
#[derive(Default)]
pub struct Search {
    ready: RwLock<Option<Ready>>,
    /// Places of the log that were not heard at the last look.
    lag: AtomicI64,
    /// How far the log was heard.
    heard: AtomicI64,
    /// Whether an answer failed: the index is built anew.
    is_broken: AtomicBool,
}

impl Search {
    fn ready(&self) -> Option<Ready> {
        self.ready.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, ready: Option<Ready>) {
        *self.ready.write().unwrap_or_else(PoisonError::into_inner) = ready;
    }

    /// Facts that the index has not heard; nothing while it is being built.
    pub fn lag(&self) -> Option<u64> {
        self.ready().map(|_| self.lag.load(Ordering::Relaxed).max(0).unsigned_abs())
    }

    /// The place of the log up to which everything is found; nothing while the index is being built.
    pub fn heard(&self) -> Option<i64> {
        self.ready().map(|_| self.heard.load(Ordering::Relaxed))
    }

    /// An answer, or nothing and a word in the log: the database answers then.
    fn answer<T>(&self, ask: impl FnOnce(&Ready) -> tantivy::Result<T>) -> Option<T> {
        let ready = self.ready()?;
        match ask(&ready) {
            Ok(answer) => Some(answer),
            Err(error) => {
                tracing::error!(%error, "the search index does not answer and is built anew");
                self.is_broken.store(true, Ordering::Relaxed);
                self.set(None);
                None
            }
        }
    }
}

impl Finder for Search {
    fn find(&self, sought: &Sought) -> Option<Hits> {
        self.answer(|ready| ready.find(sought))
    }
}

/// Who keeps a market's index up to date, round by round.
pub struct Follower {
    search: Arc<Search>,
    folder: PathBuf,
    keeper: Option<Keeper>,
}

impl Follower {
    /// For the index in `folder`; nothing is opened before the first round.
    pub const fn new(search: Arc<Search>, folder: PathBuf) -> Self {
        Self { search, folder, keeper: None }
    }

    /// Opens, builds, or hears what is new. Answers whether anything that is found has changed.
    ///
    /// # Errors
    /// The database or the folder. The next round begins again: with the same index, or where that failed with a new
    /// one.
    pub async fn round(&mut self, db: &Db) -> Result<bool, Fault> {
        let is_broken = self.search.is_broken.swap(false, Ordering::Relaxed);
        if is_broken {
            self.keeper = None;
        }
        let is_opened = self.keeper.is_none();
        let keeper = match self.keeper.take() {
            Some(keeper) => keeper,
            None => {
                let folder = self.folder.clone();
                let open = move || if is_broken { Keeper::anew(&folder) } else { Keeper::open(&folder) };
                keep::off_the_runtime(open).await?
            }
        };
        let is_whole = keeper.ready().is_some() && (!is_opened || keeper.belongs_to(db).await?);
        let keeper = if is_whole { keeper } else { keeper.build(db).await? };
        let (keeper, changed) = keeper.hear(db).await?;
        let (head, _) = db.read(&Actor::Engine, (), facts::head).await?;
        self.search.heard.store(keeper.heard(), Ordering::Relaxed);
        self.search.lag.store(head - keeper.heard(), Ordering::Relaxed);
        self.search.set(keeper.ready());
        self.keeper = Some(keeper);
        Ok(changed)
    }
}
