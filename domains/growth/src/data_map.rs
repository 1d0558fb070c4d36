//! What is kept of notices, why, and how long.

use domain::{Column, Erase, Keep};

const fn of(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::Days(365), erase: Erase::Deleted }
}

pub(crate) const DATA_MAP: &[Column] = &[
    of("notice", "id, person, read_at", "whose notice it is, and whether it was read"),
    of("notice", "topic, key, filled, link, about, why, pos, at", "what somebody was told, and why"),
    of("notice_by", "notice, who, at", "by whom a grouped notice is"),
    of("inbox", "person, seq", "that an open page learns of a new notice"),
    of("notice_off", "person, topic, since", "what somebody wants to hear nothing of"),
];
