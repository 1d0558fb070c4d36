//! Comments: what people say under a post, and where a reply belongs. Whoever does not see the post sees nothing of what
//! is said under it, and two of whom one blocked the other do not read each other.

mod about;
pub(crate) mod api;
pub(crate) mod pages;
mod read;
mod write;

pub use read::{CommentView, Line, Removed, STATEMENTS as READS, counts, find, replies, threads};
pub use write::{NewComment, Removal, STATEMENTS as WRITES, Said, remove, write};

pub(crate) use about::{STATEMENTS as ABOUT, open};

use kernel::Id;

use crate::kinds::Comment;

/// A comment's id.
pub type CommentId = Id<Comment>;

/// How facts name comments.
pub const PROCESS: &str = "comment";
