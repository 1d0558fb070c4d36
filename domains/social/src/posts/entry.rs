//! What an index is told of a post: whose it is, what it says, and whether everybody may read it. The engine's own
//! reading, for whatever lies beside the database; who may see what is found is asked of [`seen`] each time.

use std::collections::BTreeSet;

use db::{Broken, FromRow, Row, Rx, Val, params, sql};
use kernel::{Cx, Time, Uid};

use super::PostId;
use super::read::parsed;
use crate::audience::{Audience, seen_by, viewer};
use crate::voice::Voice;

macro_rules! entry {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.voice_kind, p.voice, p.audience, p.text, p.pictures, p.published FROM post p
            WHERE p.removed IS NULL AND ",
            $rest
        )
    };
}

sql! {
    ENTRY = entry!("p.id = $1");
    ENTRIES = entry!("p.id > $1 ORDER BY p.id LIMIT $2");
    SEEN = concat!("SELECT p.id FROM post p WHERE p.id = ANY($2) AND ", seen_by!("$1"));
    /// Whose posts for a few there may be for somebody: those they follow, and whoever has them in a circle.
    REACH = "SELECT whom FROM follow WHERE follower = $1
        UNION
        SELECT c.owner FROM circle_member m JOIN circle c ON c.id = m.circle WHERE m.member = $1";
}

/// A post as an index is told of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Which.
    pub id: PostId,
    /// Who tells it.
    pub voice: Voice,
    /// For whom it is.
    pub audience: Audience,
    /// What it says, and what its pictures show.
    pub text: String,
    /// Since when it is.
    pub published: Time,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (id, voice, audience) = (row.take()?, Voice::from_row(row)?, row.take()?);
        let mut text: String = row.take()?;
        for picture in parsed(&row.take::<String>()?)? {
            text.push('\n');
            text.push_str(&picture.alt);
        }
        Ok(Self { id, voice, audience, text, published: row.take()? })
    }
}

/// What there is of one post now; nothing once it was removed.
///
/// # Errors
/// What broke in the database.
pub fn entry(rx: &mut Rx, post: PostId) -> Result<Option<Entry>, Broken> {
    rx.opt(&ENTRY, &params![post])
}

/// So many behind an id, in the order of ids.
///
/// # Errors
/// What broke in the database.
pub fn entries(rx: &mut Rx, after: Uid, most: i64) -> Result<Vec<Entry>, Broken> {
    rx.all(&ENTRIES, &params![after, most])
}

/// Those of these posts that there are for whoever asks.
///
/// # Errors
/// What broke in the database.
pub fn seen(rx: &mut Rx, cx: &Cx, posts: &BTreeSet<PostId>) -> Result<BTreeSet<PostId>, Broken> {
    let seen: Vec<PostId> = rx.all(&SEEN, &params![viewer(cx), Val::list(posts.iter().copied())])?;
    Ok(seen.into_iter().collect())
}

/// Whose posts for a few may be there for whoever asks: themself, whom they follow, and who has them in a circle.
/// Nobody's where nobody is signed in. Which of those are is for [`seen`] to say.
///
/// # Errors
/// What broke in the database.
pub fn reach(rx: &mut Rx, cx: &Cx) -> Result<Vec<Uid>, Broken> {
    let Some(me) = cx.actor.account() else { return Ok(Vec::new()) };
    let mut voices: Vec<Uid> = rx.all(&REACH, &params![me])?;
    voices.push(me.uid());
    Ok(voices)
}
