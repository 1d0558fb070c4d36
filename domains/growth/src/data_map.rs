//! What is kept of notices, why, and how long.

use domain::{Column, Erase, Keep};

use crate::forget::DAYS;

const fn of(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::Days(DAYS), erase: Erase::Deleted }
}

const fn own(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { keep: Keep::WithRow, ..of(table, columns, purpose) }
}

pub(crate) const DATA_MAP: &[Column] = &[
    of("notice", "id, person, read_at", "whose notice it is, and whether it was read"),
    of("notice", "thing", "what its reader must see for it to be there"),
    of("notice", "topic, key, filled, link, about, why, pos, at", "what somebody was told, and why"),
    of("notice_by", "notice, who, at", "by whom a grouped notice is"),
    of("notice_cause", "notice, who, cause", "by what, so that taking that back takes the name back"),
    own("inbox", "person, seq", "that an open page learns of a new notice"),
    own("notice_off", "person, topic, since", "what somebody wants to hear nothing of"),
];
