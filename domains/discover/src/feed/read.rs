//! The For-you feed, put together when it is asked for: some hundred posts that there are for the reader, weighed, mixed,
//! and a page of them shown with the reasons that put each there.

use std::collections::BTreeSet;

use db::{No, Rx};
use kernel::{Cursor, Cx, Id, Page, Refusal, Span, Time, Uid};
use serde::Serialize;
use social::posts::Sight;
use social::{PostId, PostView, Voice};
use utoipa::ToSchema;
use web::Paging;

use super::answers;
use super::heat::warmth;
use super::mix::{Weighed as Worth, mixed};
use super::score::{Known, NEW_SHOP, Reason, Scorer, Weighed};
use super::taste::{Taste, taste};

/// How many of the newest posts of those followed are weighed.
const OF_FOLLOWED: i64 = 120;
/// How many of the warmest.
const OF_WARMEST: i64 = 120;
/// How many of the newest of all.
const OF_LATEST: i64 = 120;

/// A post in its place in a feed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = FeedItem)]
pub struct Item {
    /// What is told.
    pub post: PostView,
    /// Why it stands here, the strongest reason first; none in order of time.
    pub why: Vec<Reason>,
    /// What the reasons add up to.
    pub points: i64,
    /// Whether it stands here because one place in ten is kept for new shops.
    pub kept_place: bool,
}

/// Where a feed goes on: as of when it was put together, after which post.
struct From {
    asked: Time,
    after: Option<PostId>,
}

impl From {
    fn of(paging: &Paging, now: Time) -> Result<Self, Refusal> {
        let Some(cursor) = &paging.after else { return Ok(Self { asked: now, after: None }) };
        let (micros, post) = cursor.parts().map_err(|_| {
            Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
        })?;
        // Nobody asks from the future: it would show as old what is not told yet.
        Ok(Self { asked: Time::from_micros(micros).min(now), after: Some(Id::from_uid(post)) })
    }
}

/// How long ago the first page of this feed was put together.
///
/// # Errors
/// A cursor of another list.
pub(crate) fn looked_for(paging: &Paging, now: Time) -> Result<Span, Refusal> {
    Ok(now - From::of(paging, now)?.asked)
}

/// The feed of whoever asks; a later page is of the same instant as the first.
///
/// # Errors
/// A cursor of another list.
pub fn feed(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<Item>, No> {
    let taste = taste(rx, cx, &())?;
    feed_of(rx, cx, paging, &taste)
}

/// The same by a taste that was read already.
pub(crate) fn feed_of(rx: &mut Rx, cx: &Cx, paging: &Paging, taste: &Taste) -> Result<Page<Item>, No> {
    let from = From::of(paging, cx.now)?;
    if taste.is_plain() {
        return plain(rx, cx, &from, paging);
    }
    let placed = mixed(weigh(rx, cx, &Weighed, taste, from.asked)?, taste.newcomer > 0);
    let start = match from.after {
        None => 0,
        Some(post) => placed.iter().position(|one| one.post.post == post).map_or(placed.len(), |at| at + 1),
    };
    let rows: Vec<_> =
        placed.into_iter().skip(start).take(usize::try_from(paging.limit.probe()).unwrap_or(1)).collect();
    let page = Page::cut(rows, paging.limit, |one| Cursor::of(from.asked.micros(), one.post.post.uid()));
    let ids: Vec<PostId> = page.data.iter().map(|one| one.post.post).collect();
    let mut shown = social::posts::whole(rx, cx, &ids)?.into_iter().peekable();
    let mut items = Vec::with_capacity(ids.len());
    for one in page.data {
        let Some(post) = shown.next_if(|post| post.id == one.post.post) else { continue };
        let points = one.post.points();
        items.push(Item { post, why: one.post.reasons, points, kept_place: one.is_kept_place });
    }
    Ok(Page { data: items, next: page.next })
}

/// Newest first, and nothing else.
fn plain(rx: &mut Rx, cx: &Cx, from: &From, paging: &Paging) -> Result<Page<Item>, No> {
    let before = from.after.map_or(Uid([255; 16]), |post| post.uid());
    let sights = social::posts::latest(rx, cx, before, paging.limit.probe())?;
    let page = Page::cut(sights, paging.limit, |one: &Sight| Cursor::of(from.asked.micros(), one.id.uid()));
    let ids: Vec<PostId> = page.data.iter().map(|one| one.id).collect();
    let shown = social::posts::whole(rx, cx, &ids)?;
    let item = |post| Item { post, why: Vec::new(), points: 0, kept_place: false };
    Ok(Page { data: shown.into_iter().map(item).collect(), next: page.next })
}

/// What may be in the feed, each weighed.
fn weigh(
    rx: &mut Rx,
    cx: &Cx,
    scorer: &impl Scorer,
    taste: &Taste,
    asked: Time,
) -> Result<Vec<Worth<PostId, Voice>>, No> {
    let mut found: Vec<(Sight, bool)> = Vec::new();
    let mut seen: BTreeSet<PostId> = BTreeSet::new();
    let before = asked + Span::millis(1);
    for sight in social::feed::glance(rx, cx, before, OF_FOLLOWED)? {
        seen.insert(sight.id);
        found.push((sight, true));
    }
    let mut others = social::posts::latest(rx, cx, Uid::before(before), OF_LATEST)?;
    let warmest = answers::warmest(rx, OF_WARMEST)?;
    others.extend(social::posts::sights(rx, cx, &warmest)?);
    let followed = social::follows::among(rx, cx, others.iter().map(|sight| sight.voice))?;
    for sight in others {
        if seen.insert(sight.id) {
            found.push((sight, followed.contains(&sight.voice)));
        }
    }
    found.retain(|(sight, _)| sight.published <= asked);
    let ids: Vec<PostId> = found.iter().map(|(sight, _)| sight.id).collect();
    let levels = answers::levels(rx, &ids)?;
    let mut worth = Vec::with_capacity(found.len());
    for (sight, is_followed) in found {
        let opened = match sight.voice {
            Voice::Shop(shop) => Some(shop.uid().made()),
            Voice::Person(_) => None,
        };
        let warmth = levels.get(&sight.id).map_or(0.0, |level| warmth(*level, asked));
        let known = Known { is_followed, warmth, published: sight.published, opened };
        worth.push(Worth {
            post: sight.id,
            voice: sight.voice,
            is_newcomer: opened.is_some_and(|opened| opened + NEW_SHOP > asked),
            reasons: scorer.reasons(taste, &known, asked),
        });
    }
    Ok(worth)
}
