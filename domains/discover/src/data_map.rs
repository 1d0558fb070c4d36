//! What is kept for finding and for feeds, why and how long.

use domain::{Column, Erase, Keep};

/// Every column.
pub(crate) const DATA_MAP: &[Column] = &[
    Column {
        table: "saved_search",
        columns: "id, account, words, category, made, seen, heard, due, told, since",
        purpose: "what somebody looks for again, and since when something is new to them",
        keep: Keep::WithRow,
        erase: Erase::Deleted,
    },
    Column {
        table: "search_pace",
        columns: "account, pace, changed",
        purpose: "how often somebody wants to be told of what their searches find",
        keep: Keep::WithRow,
        erase: Erase::Deleted,
    },
    Column {
        table: "arrival",
        columns: "listing, pos, at",
        purpose: "what came into the market, for saved searches to be looked at",
        keep: Keep::Days(crate::watch::DAYS),
        erase: Erase::NotPersonal,
    },
    Column {
        table: "feed_taste",
        columns: "account, followed, popular, fresh, newcomer, by_time, rest_after, changed",
        purpose: "what somebody wants of their feed",
        keep: Keep::WithRow,
        erase: Erase::Deleted,
    },
    Column {
        table: "feed_heat",
        columns: "post, level",
        purpose: "how much a post is answered now, of nobody in particular",
        keep: Keep::WithRow,
        erase: Erase::NotPersonal,
    },
];
