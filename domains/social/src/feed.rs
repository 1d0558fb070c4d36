//! The Following feed: what those tell whom somebody follows, newest first, read when it is asked for.

use db::{Broken, No, Rx, params, sql};
use kernel::{Cx, Page, Scope, Time, Uid};
use web::{Access, Answer, Call, List, Paging, Route};

use crate::audience::{seen_by, viewer};
use crate::posts::{self, PostView, Sight, columns};
use crate::words::{NEWEST, start};

/// The newest posts of the market that are looked through first.
const WINDOW: i64 = 1_000;

/// The same for a glance, which takes more of them: where somebody follows one author in ten, 120 posts lie among some
/// 1,500, and asking each of 2,000 authors costs many times as much as looking a little further.
const WIDE_WINDOW: i64 = 4_000;

/// How many posts of one voice a glance takes: a feed that mixes voices has no place for more.
const OF_ONE: i64 = 6;

/// Among the newest of the whole market, those of whom the reader follows. A full page of them is the answer: what is not
/// in the window is older than all of it. Where somebody follows many it stops after a few dozen rows. Whom they follow is
/// put into a table first, once: `IS TRUE` keeps PostgreSQL from asking its index for every post.
macro_rules! lately {
    ($columns:expr, $inner:expr) => {
        concat!(
            "SELECT ",
            $columns,
            "
        FROM (SELECT ",
            $inner,
            " FROM post p WHERE p.id < $2 ORDER BY p.id DESC LIMIT $4) p
        WHERE (p.voice IN (SELECT w.whom FROM follow w WHERE w.follower = $1)) IS TRUE
            AND NOT EXISTS (SELECT 1 FROM mute q WHERE q.muter = $1 AND q.whom = p.voice)
            AND ",
            seen_by!("$1"),
            "
        ORDER BY p.id DESC
        LIMIT $3"
        )
    };
}

/// Otherwise two steps of a merge. `latest` are those whose newest post (before the cursor, that the reader may see) is
/// among the newest: a page of n rows can only come from the n authors with the newest posts, because each of them has one
/// at least as new as its last row. It costs one look at `post_voice` an author. Then `bounded` finds for each of these
/// few the post after which it has given enough, and what is newer is read as one stretch of that index: a list of ids
/// from a subquery with a limit would be made anew by PostgreSQL for every post of the market. Who has nothing to say
/// comes last, and gives nothing.
macro_rules! merged {
    ($columns:expr, each: $each:literal, first: $first:literal) => {
        concat!(
            "WITH latest AS (
            SELECT w.whom AS voice, (
                SELECT p.id FROM post p
                WHERE p.voice = w.whom AND p.id < $2 AND ",
            seen_by!("$1"),
            "
                ORDER BY p.id DESC
                LIMIT 1) AS newest
            FROM follow w
            WHERE w.follower = $1
                AND NOT EXISTS (SELECT 1 FROM mute q WHERE q.muter = $1 AND q.whom = w.whom)
            ORDER BY newest DESC NULLS LAST
            LIMIT $3),
        bounded AS (
            SELECT l.voice, l.newest, COALESCE((
                SELECT p.id FROM post p
                WHERE p.voice = l.voice AND p.id <= l.newest AND ",
            seen_by!("$1"),
            "
                ORDER BY p.id DESC
                LIMIT 1 OFFSET ",
            $each,
            "), ",
            $first,
            ") AS enough
            FROM latest l)
        SELECT ",
            $columns,
            "
        FROM bounded l CROSS JOIN post p
        WHERE p.voice = l.voice AND p.id <= l.newest AND p.id > l.enough AND ",
            seen_by!("$1"),
            "
        ORDER BY p.id DESC
        LIMIT $3"
        )
    };
}

/// The columns of a [`Sight`].
macro_rules! glance {
    () => {
        "p.id, p.voice_kind, p.voice, p.published"
    };
}

sql! {
    LATELY = lately!(columns!(), concat!(columns!(), ", p.removed"));
    MERGED = merged!(columns!(), each: "$3", first: "$4");
    /// The same at a glance.
    LATELY_SEEN = lately!(glance!(), concat!(glance!(), ", p.removed, p.audience, p.writer, p.circle"));
    MERGED_SEEN = merged!(glance!(), each: "$4", first: "$5");
}

/// What those tell whom whoever asks follows, newest first. Whom they muted says nothing here.
///
/// # Errors
/// Nobody is signed in; a cursor of another list.
pub fn following(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<PostView>, No> {
    cx.account(Scope::AccountRead)?;
    let (_, before) = start(paging, NEWEST)?;
    let (me, probe) = (viewer(cx), paging.limit.probe());
    let mut rows = rx.all(&LATELY, &params![me, before, probe, WINDOW])?;
    if i64::try_from(rows.len()) != Ok(probe) {
        rows = rx.all(&MERGED, &params![me, before, probe, Uid::default()])?;
    }
    posts::page(rx, cx, rows, paging)
}

/// The newest posts before an instant of those whom whoever asks follows, at a glance: at least a few of each; of nobody,
/// none.
///
/// # Errors
/// What broke in the database.
pub fn glance(rx: &mut Rx, cx: &Cx, before: Time, most: i64) -> Result<Vec<Sight>, Broken> {
    if cx.actor.account().is_none() {
        return Ok(Vec::new());
    }
    let (me, before) = (viewer(cx), Uid::before(before));
    let rows: Vec<Sight> = rx.all(&LATELY_SEEN, &params![me, before, most, WIDE_WINDOW])?;
    if i64::try_from(rows.len()) == Ok(most) {
        return Ok(rows);
    }
    rx.all(&MERGED_SEEN, &params![me, before, most, OF_ONE, Uid::default()])
}

async fn list(call: Call, paging: Paging) -> Answer<List<PostView>> {
    call.list(paging, following).await
}

pub(crate) fn routes() -> Vec<Route> {
    let look = Access::SignedIn(Scope::AccountRead);
    vec![Route::get("/feed/following", look, "List what those tell whom you follow, newest first.", list)]
}
