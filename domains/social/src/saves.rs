//! Saves: what somebody keeps for themselves, in collections that nobody else knows of. A thing is kept once a person; the
//! price of that day stays beside it, so the price of today can be told from it.

pub(crate) mod api;
mod collections;
mod keep;
pub(crate) mod pages;
mod read;

pub use collections::{
    CollectionView, NewCollection, Rename, STATEMENTS as COLLECTIONS, all, make, remove, rename,
};

pub use keep::{STATEMENTS as KEEPS, Save, forget, kept_by, save};
pub use read::{List, Now, STATEMENTS as READS, SavedView, Thing, list};

use kernel::Id;

use crate::kinds::Collection;

/// A collection's id.
pub type CollectionId = Id<Collection>;
