//! What is kept for finding and for feeds, why and how long.

use domain::{Column, Erase, Keep};

/// Every column.
pub(crate) const DATA_MAP: &[Column] = &[
    Column {
        table: "saved_search",
        columns: "id, account, words, category, made, seen",
        purpose: "what somebody looks for again, and since when something is new to them",
        keep: Keep::WithRow,
        erase: Erase::Deleted,
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
