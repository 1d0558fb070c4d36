//! Posts: what a person or a shop tells, with pictures and with what is for sale on them, to whom they choose.

mod about;
pub(crate) mod api;
mod entry;
mod hang;
mod read;
pub mod showing;
mod sight;
mod wish;
mod write;

pub use about::{About, Bought, Purchases, bought};
pub use entry::{Entry, STATEMENTS as ENTRIES, entries, entry, reach, seen};
pub use hang::{Hanging, STATEMENTS as HANGS, hang, is_bare};
pub use read::{PictureView, PostView, STATEMENTS as READS, TagView, by_voice, own, show};
pub use sight::{STATEMENTS as SIGHTS, Sight, latest, sights, these, whole};
pub use wish::{MOST_PICTURES, NewPost, PictureWish, PostChange, TagWish};
pub use write::{Change, STATEMENTS as WRITES, change, publish, remove};

pub(crate) use read::{columns, page};
pub(crate) use write::strip;

use kernel::Id;

use crate::kinds::Post;

/// A post's id.
pub type PostId = Id<Post>;

/// How facts name posts, and the kind of their families.
pub const PROCESS: &str = "post";
