//! What is talked about. Every reading and every command here begins with [`open`]: who does not see a thing finds
//! nothing of what is said of it.

use catalog::ListingId;
use db::{Broken, FromRow, No, Row, Rx, params, sql};
use kernel::{Account, Cx, Id, Uid};

use crate::audience::{seen_by, viewer};
use crate::posts::PostId;
use crate::target::{Target, missing};
use crate::voice::Voice;

sql! {
    POST = concat!("SELECT p.voice_kind, p.voice, p.writer FROM post p WHERE p.id = $2 AND ", seen_by!("$1"));
}

/// Something that whoever asks sees.
pub(crate) struct About {
    /// What.
    pub target: Target,
    /// Whose.
    pub voice: Voice,
    /// Who wrote it, where somebody did.
    pub writer: Option<Id<Account>>,
    /// The family its facts belong to.
    pub root: Uid,
}

struct Author {
    voice: Voice,
    writer: Id<Account>,
}

impl FromRow for Author {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self { voice: Voice::from_row(row)?, writer: row.take()? })
    }
}

/// The thing, if whoever asks sees it.
///
/// # Errors
/// There is no such thing for them, or nothing is said of things of its kind.
pub(crate) fn open(rx: &mut Rx, cx: &Cx, target: Target) -> Result<About, No> {
    match target {
        Target::Post(post) => of_post(rx, cx, post),
        Target::Listing(listing) => of_listing(rx, cx, listing),
        Target::Shop(_) | Target::Person(_) => Err(missing().into()),
    }
}

fn of_post(rx: &mut Rx, cx: &Cx, post: PostId) -> Result<About, No> {
    let found: Option<Author> = rx.opt(&POST, &params![viewer(cx), post])?;
    let found = found.ok_or_else(|| kernel::Refusal::missing("post"))?;
    let (target, root) = (Target::Post(post), post.uid());
    Ok(About { target, voice: found.voice, writer: Some(found.writer), root })
}

fn of_listing(rx: &mut Rx, cx: &Cx, listing: ListingId) -> Result<About, No> {
    let card = catalog::listings::card(rx, cx, listing)?.ok_or_else(missing)?;
    let voice = Voice::Shop(card.shop.id);
    Ok(About { target: Target::Listing(listing), voice, writer: None, root: card.shop.id.uid() })
}
