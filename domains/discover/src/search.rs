//! Full-text search: over what is for sale, which answers the catalogue's questions by words, and over what is told and
//! by whom (`told`). Two indexes in the data folder, fed from the log. The database stays the truth for what is shown.
//!
//! ```text
//! a query ─► letters ─► plan (synonyms) ─► ask (near) ─► gather (rank) ─► the database says what is shown
//! the log ─► keep ─► fields, told ─► the indexes
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
mod suggest;
mod synonyms;
pub mod told;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use catalog::listings::finder::{Finder, Hits, Sought};
use db::Db;
use kernel::Actor;

pub use keep::{Fault, Place};
pub use ready::Ready;
pub use suggest::Begun;

use fields::Fields;
use keep::{Reading, Subject};
use told::Told;

/// Who keeps the index of what is for sale.
pub type Keeper = keep::Keeper<Fields>;

/// Who keeps the index of what is told and by whom.
pub type ToldKeeper = keep::Keeper<Told>;

/// The search as it is wired.
#[derive(Clone)]
pub struct Searching(pub Arc<Search>);

/// The search of one market: what answers now, and how it is doing.
#[derive(Default)]
pub struct Search {
    ready: RwLock<Option<Ready>>,
    told: RwLock<Option<Reading<Told>>>,
    /// Places of the log that were not heard at the last look.
    lag: AtomicI64,
    /// How far the log was heard.
    heard: AtomicI64,
    /// Whether an answer failed: the index is built anew.
    is_broken: AtomicBool,
}

fn answering<S: Clone>(of: &RwLock<Option<S>>) -> Option<S> {
    of.read().unwrap_or_else(PoisonError::into_inner).clone()
}

fn set<S>(of: &RwLock<Option<S>>, ready: Option<S>) {
    *of.write().unwrap_or_else(PoisonError::into_inner) = ready;
}

impl Search {
    fn is_whole(&self) -> bool {
        answering(&self.ready).is_some() && answering(&self.told).is_some()
    }

    /// Facts that the indexes have not heard; nothing while one is being built.
    pub fn lag(&self) -> Option<u64> {
        self.is_whole().then(|| self.lag.load(Ordering::Relaxed).max(0).unsigned_abs())
    }

    /// The place of the log up to which everything is found; nothing while an index is being built.
    pub fn heard(&self) -> Option<i64> {
        self.is_whole().then(|| self.heard.load(Ordering::Relaxed))
    }

    /// An answer, or nothing and a word in the log.
    fn answer<S: Clone, T>(
        &self,
        of: &RwLock<Option<S>>,
        ask: impl FnOnce(&S) -> tantivy::Result<T>,
    ) -> Option<T> {
        let ready = answering(of)?;
        match ask(&ready) {
            Ok(answer) => Some(answer),
            Err(error) => {
                tracing::error!(%error, "a search index does not answer and is built anew");
                self.is_broken.store(true, Ordering::Relaxed);
                set(of, None);
                None
            }
        }
    }

    /// Posts, people or shops that fit; nothing while the index is being built.
    pub fn told(&self, ask: &told::Ask) -> Option<told::Found> {
        self.answer(&self.told, |ready| ready.find(ask))
    }
}

impl Finder for Search {
    fn find(&self, sought: &Sought) -> Option<Hits> {
        self.answer(&self.ready, |ready| ready.find(sought))
    }
}

/// Who keeps a market's indexes up to date, round by round.
pub struct Follower {
    search: Arc<Search>,
    folder: PathBuf,
    things: Option<Keeper>,
    told: Option<ToldKeeper>,
}

impl Follower {
    /// For the indexes in `folder`; nothing is opened before the first round.
    pub const fn new(search: Arc<Search>, folder: PathBuf) -> Self {
        Self { search, folder, things: None, told: None }
    }

    /// Opens, builds, or hears what is new. Answers whether anything that is found has changed.
    ///
    /// # Errors
    /// The database or the folder. The next round begins again: with the same indexes, or where that failed with new
    /// ones.
    pub async fn round(&mut self, db: &Db) -> Result<bool, Fault> {
        let is_broken = self.search.is_broken.swap(false, Ordering::Relaxed);
        if is_broken {
            (self.things, self.told) = (None, None);
        }
        let (things, is_another) = onward(self.things.take(), &self.folder, is_broken, db).await?;
        set(&self.search.ready, things.ready());
        let (told, is_told) = onward(self.told.take(), &self.folder, is_broken, db).await?;
        let (head, _) = db.read(&Actor::Engine, (), facts::head).await?;
        let heard = things.heard().min(told.heard());
        self.search.heard.store(heard, Ordering::Relaxed);
        self.search.lag.store(head - heard, Ordering::Relaxed);
        set(&self.search.told, told.ready());
        (self.things, self.told) = (Some(things), Some(told));
        Ok(is_another || is_told)
    }
}

/// One index a round further.
async fn onward<S: Subject>(
    keeper: Option<keep::Keeper<S>>,
    folder: &Path,
    is_broken: bool,
    db: &Db,
) -> Result<(keep::Keeper<S>, bool), Fault> {
    let is_opened = keeper.is_none();
    let keeper = match keeper {
        Some(keeper) => keeper,
        None => {
            let folder = folder.to_owned();
            let open =
                move || if is_broken { keep::Keeper::anew(&folder) } else { keep::Keeper::open(&folder) };
            keep::off_the_runtime(open).await?
        }
    };
    let is_whole = keeper.ready().is_some() && (!is_opened || keeper.belongs_to(db).await?);
    let keeper = if is_whole { keeper } else { keeper.build(db).await? };
    keeper.hear(db).await
}
