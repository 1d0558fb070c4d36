//! Posts at a glance, for whoever puts a feed together: which there are for a reader, who tells them, and since when.
//! Whom the reader muted is not among them.

use std::collections::BTreeMap;

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

/// Places for so many posts in one question.
const FORTY: usize = 40;
macro_rules! forty {
    () => {
        "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
         $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41"
    };
}

sql! {
    LATEST = concat!("SELECT p.id, p.voice_kind, p.voice, p.published FROM post p
        WHERE p.id < $2 AND ", seen_by!("$1"), unmuted!(), "
        ORDER BY p.id DESC
        LIMIT $3");
    SEVERAL = concat!("SELECT p.id, p.voice_kind, p.voice, p.published FROM post p
        WHERE p.id IN (", forty!(), ") AND ", seen_by!("$1"), unmuted!());
    WHOLE = concat!("SELECT ", columns!(), " FROM post p WHERE p.id IN (", forty!(), ") AND ", seen_by!("$1"), unmuted!());
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
    let mut found = Vec::with_capacity(posts.len());
    for some in posts.chunks(FORTY) {
        found.extend(rx.all::<Sight>(&SEVERAL, &asked(cx, some))?);
    }
    Ok(found)
}

/// Whoever asks, and forty places with these posts: the first again in those that are left.
fn asked(cx: &Cx, some: &[PostId]) -> Vec<Val> {
    let rest = std::iter::repeat_n(some.first(), FORTY - some.len()).flatten();
    std::iter::once(viewer(cx).into()).chain(some.iter().chain(rest).map(|post| (*post).into())).collect()
}

/// These posts in this order, without those that are not there for whoever asks.
///
/// # Errors
/// What broke in the database.
pub fn whole(rx: &mut Rx, cx: &Cx, posts: &[PostId]) -> Result<Vec<PostView>, No> {
    let mut rows: Vec<Whole> = Vec::with_capacity(posts.len());
    for some in posts.chunks(FORTY) {
        rows.extend(rx.all::<Whole>(&WHOLE, &asked(cx, some))?);
    }
    let place: BTreeMap<PostId, usize> = posts.iter().enumerate().map(|(at, post)| (*post, at)).collect();
    rows.sort_by_key(|row| place.get(&row.id).copied());
    views(rx, cx, rows)
}
