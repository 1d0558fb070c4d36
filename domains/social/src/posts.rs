//! Posts: what a person or a shop tells, with pictures and with what is for sale on them, to whom they choose.

pub(crate) mod api;
mod read;
mod wish;
mod write;

pub use read::{PictureView, PostView, STATEMENTS as READS, TagView, by_voice, of_listing, show};
pub use wish::{NewPost, PictureWish, PostChange, TagWish};
pub use write::{Change, STATEMENTS as WRITES, change, publish, remove};

pub(crate) use read::{columns, page};

use kernel::Id;

use crate::kinds::Post;

/// A post's id.
pub type PostId = Id<Post>;

/// How facts name posts, and the kind of their families.
pub const PROCESS: &str = "post";
