//! One look at a slice of the searches that are due, in one reading.

use catalog::ListingId;
use catalog::categories;
use catalog::listings::{Card, Search, Sort, search};
use db::{Broken, No, Rx, Val, params, row, sql};
use kernel::{Account, Cx, Id, Limit, Span, Time};
use web::Paging;

use super::pace::AT_ONCE;
use super::worth_telling;
use crate::saved::SavedId;

/// Searches that one reading looks at.
const SLICE: i64 = 64;

sql! {
    NEWEST = "SELECT MAX(pos) FROM arrival";
    NEWEST_FOUND = "SELECT MAX(pos) FROM arrival WHERE pos <= $1";
    /// Whose turn it is: in everybody's name, because it is the market that looks.
    DUE = "SELECT s.id, s.account, s.words, s.category, s.seen, s.since, s.heard, COALESCE(p.pace, '')
        FROM saved_search s LEFT JOIN search_pace p ON p.account = s.account
        WHERE s.due <= $1 AND s.heard < $2
        ORDER BY s.due, s.id
        LIMIT $3";
    CAME = "SELECT listing FROM arrival WHERE listing = ANY($1) AND pos > $2 AND pos <= $3";
}

struct Due {
    id: SavedId,
    account: Id<Account>,
    words: String,
    category: String,
    seen: Time,
    since: Time,
    heard: i64,
    pace: String,
}
row!(Due { id, account, words, category, seen, since, heard, pace });

/// What one look came to.
#[derive(Clone)]
pub(super) struct Look {
    pub search: SavedId,
    pub account: Id<Account>,
    /// Up to where it was looked at before.
    pub heard: i64,
    /// And now.
    pub up_to: i64,
    pub at_once: bool,
    /// What is new for its keeper, the newest first.
    pub found: Vec<ListingId>,
    /// What was published later is new.
    pub since: Time,
}

/// A slice of looks.
pub(super) struct Turn {
    pub looks: Vec<Look>,
    /// Whether nothing more was due.
    pub is_last: bool,
}

/// The place in the log of what came last.
pub(super) fn newest(rx: &mut Rx) -> Result<Option<i64>, Broken> {
    rx.one(&NEWEST, &[])
}

/// Looks at the next slice, up to what this node finds.
pub(super) fn turn(rx: &mut Rx, cx: &Cx, found_up_to: &i64) -> Result<Turn, No> {
    // Where nothing came that can be found yet, nobody is looked at: a look rests a search.
    let up_to = rx.one::<Option<i64>>(&NEWEST_FOUND, &params![*found_up_to])?.unwrap_or(0);
    let due: Vec<Due> = rx.all(&DUE, &params![cx.now, up_to, SLICE])?;
    let is_last = due.len() < usize::try_from(SLICE).unwrap_or(0);
    let mut looks = Vec::with_capacity(due.len());
    for one in due {
        looks.push(look(rx, cx, one, up_to)?);
    }
    Ok(Turn { looks, is_last })
}

/// One that has all the words and can be bought is new where it came after the last look, into the market and into this
/// search. With more than a page of them nobody counts.
fn look(rx: &mut Rx, cx: &Cx, one: Due, up_to: i64) -> Result<Look, No> {
    let after = one.seen.max(one.since);
    let category = Some(one.category).filter(|slug| categories::by_slug(slug).is_some());
    let newest = Search {
        query: Some(one.words),
        category,
        sort: Sort::Newest,
        in_stock: true,
        ..Search::everything(Paging { limit: Limit::DEFAULT, after: None })
    };
    let mut cards = search(rx, cx, &newest)?.data;
    cards.retain(|card| card.published_at > after);
    let came: Vec<ListingId> =
        rx.all(&CAME, &params![Val::list(cards.iter().map(|card| card.id)), one.heard, up_to])?;
    let worth = worth_telling(rx, cx, &(one.account, came.into_iter().collect()))?;
    cards.retain(|card| worth.contains(&card.id));
    let just_before = |card: &Card| card.published_at - Span::from_micros(1);
    let since = cards.iter().map(just_before).fold(cx.now, Time::min);
    let found = cards.into_iter().map(|card| card.id).collect();
    let (search, account, heard) = (one.id, one.account, one.heard);
    Ok(Look { search, account, heard, up_to, at_once: one.pace == AT_ONCE, found, since })
}
