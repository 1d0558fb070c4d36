//! What the ids of this crate name.

use kernel::Kind;

/// Something that a person or a shop says to others.
pub struct Post;
impl Kind for Post {
    const PREFIX: &'static str = "pst";
}

/// People whom somebody tells things apart from everybody else.
pub struct Circle;
impl Kind for Circle {
    const PREFIX: &'static str = "cir";
}

/// Something that somebody says under a thing.
pub struct Comment;
impl Kind for Comment {
    const PREFIX: &'static str = "cmt";
}

/// A name under which somebody keeps things for themselves.
pub struct Collection;
impl Kind for Collection {
    const PREFIX: &'static str = "col";
}
