//! Posts at a glance, for whoever puts a feed together: which there are for a reader, who tells them, and since when.
//! Whom the reader muted is not among them.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, FromRow, No, Row, Rx, Val, params, sql};
use kernel::{Cx, Time, Uid};

use super::read::{Row as Whole, columns, views};
use super::{PostId, PostView};
use crate::audience::{seen_by, viewer};
use crate::voice::Voice;

macro_rules! unmuted {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM mute q WHERE q.muter = $1 AND q.whom = p.voice)"
    };
}

sql! {
    LATEST = concat!("SELECT p.id, p.voice_kind, p.voice, p.published FROM post p
        WHERE p.id < $2 AND ", seen_by!("$1"), unmuted!(), "
        ORDER BY p.id DESC
        LIMIT $3");
    SEVERAL = concat!("SELECT p.id, p.voice_kind, p.voice, p.published FROM post p
        WHERE p.id = ANY($2) AND ", seen_by!("$1"), unmuted!());
    /// Also of whom the reader muted.
    THESE = concat!("SELECT ", columns!(), " FROM post p WHERE p.id = ANY($2) AND ", seen_by!("$1"));
    WHOLE = concat!("SELECT ", columns!(), " FROM post p WHERE p.id = ANY($2) AND ", seen_by!("$1"), unmuted!());
}

/// A post at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sight {
    /// Which.
    pub id: PostId,
    /// Who tells it.
    pub voice: Voice,
    /// Since when it is.
    pub published: Time,
}

impl FromRow for Sight {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self { id: row.take()?, voice: Voice::from_row(row)?, published: row.take()? })
    }
}

/// The newest posts before a place in the order of ids that there are for whoever asks.
///
/// # Errors
/// What broke in the database.
pub fn latest(rx: &mut Rx, cx: &Cx, before: Uid, most: i64) -> Result<Vec<Sight>, Broken> {
    rx.all(&LATEST, &params![viewer(cx), before, most])
}

/// Those of these that there are for whoever asks, in no order.
///
/// # Errors
/// What broke in the database.
pub fn sights(rx: &mut Rx, cx: &Cx, posts: &[PostId]) -> Result<Vec<Sight>, Broken> {
    rx.all(&SEVERAL, &params![viewer(cx), Val::list(posts.iter().copied())])
}

/// Those of these posts that there are for whoever asks, read at once; also of whom they muted.
///
/// # Errors
/// What broke in the database.
pub fn these(rx: &mut Rx, cx: &Cx, posts: &BTreeSet<PostId>) -> Result<BTreeMap<PostId, PostView>, No> {
    if posts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Whole> = rx.all(&THESE, &params![viewer(cx), Val::list(posts.iter().copied())])?;
    Ok(views(rx, cx, rows)?.into_iter().map(|post| (post.id, post)).collect())
}

/// These posts in this order, without those that are not there for whoever asks.
///
/// # Errors
/// What broke in the database.
pub fn whole(rx: &mut Rx, cx: &Cx, posts: &[PostId]) -> Result<Vec<PostView>, No> {
    let mut rows: Vec<Whole> = rx.all(&WHOLE, &params![viewer(cx), Val::list(posts.iter().copied())])?;
    let place: BTreeMap<PostId, usize> = posts.iter().enumerate().map(|(at, post)| (*post, at)).collect();
    rows.sort_by_key(|row| place.get(&row.id).copied());
    views(rx, cx, rows)
}
