//! Pictures that come after the words: a demo tells its posts before its pictures are drawn, as its listings are laid
//! out before. Only the market itself does it, once a post, and the post is not edited by it.

use db::{No, Rx, Tx, params, sql};
use facts::Happened;
use kernel::{Actor, Cx, Refusal};

use super::wish::{self, PictureWish, TagWish};
use super::write::{claim, tag, untag};
use super::{PROCESS, PostId};

sql! {
    BARE = "SELECT COUNT(*) FROM post WHERE id = $1 AND pictures = '[]' AND removed IS NULL";
    HANG = "UPDATE post SET pictures = $2 WHERE id = $1 AND pictures = '[]' AND removed IS NULL";
}

/// Pictures for a post that has none.
#[derive(Clone, Debug)]
pub struct Hanging {
    /// Which.
    pub post: PostId,
    /// The market's own.
    pub pictures: Vec<PictureWish>,
    /// What of it is for sale, and where on them; instead of what was said of that before.
    pub tags: Vec<TagWish>,
}

/// Whether a post is there and shows nothing.
///
/// # Errors
/// Somebody else than the market asks; what broke in the database.
pub fn is_bare(rx: &mut Rx, cx: &Cx, post: &PostId) -> Result<bool, No> {
    only_the_market(cx)?;
    Ok(rx.one::<i64>(&BARE, &params![*post])? > 0)
}

/// Hangs pictures in a post that shows none; answers whether it did. Again is nothing.
///
/// # Errors
/// Somebody else than the market asks; whatever cannot be right about pictures and tags.
pub fn hang(tx: &mut Tx, cx: &Cx, ask: &Hanging) -> Result<bool, No> {
    if !is_bare(tx, cx, &ask.post)? {
        return Ok(false);
    }
    wish::pictures(&ask.pictures)?;
    wish::tags(&ask.tags, ask.pictures.len())?;
    let family = tx.lock(cx, ask.post.uid())?;
    let pictures = claim(tx, cx, ask.post, &ask.pictures)?;
    if tx.run(&HANG, &params![ask.post, pictures])? == 0 {
        return Ok(false);
    }
    let known =
        super::read::tags_within(tx, ask.post, 0)?.into_iter().map(|tag| tag.listing).collect::<Vec<_>>();
    untag(tx, ask.post)?;
    tag(tx, cx, ask.post, &ask.tags, &known)?;
    let happened = Happened::to(PROCESS, ask.post.uid(), "pictured", family.at);
    facts::record(tx, cx, ask.post.uid(), &[happened])?;
    Ok(true)
}

fn only_the_market(cx: &Cx) -> Result<(), Refusal> {
    match cx.actor {
        Actor::Engine | Actor::Operator => Ok(()),
        _ => Err(Refusal::missing("post")),
    }
}
