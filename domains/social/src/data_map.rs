//! What is kept of whom follows whom and of what people tell, why and how long.

use domain::{Column, Erase, Keep};

const fn own(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::WithRow, erase: Erase::Deleted }
}

const fn named(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { erase: Erase::Pseudonym, ..own(table, columns, purpose) }
}

/// Every column. Whoever is erased takes their posts, follows and circles with them. Two things stay without a word of
/// theirs: that they wrote a post which is a shop's, and the place of a comment that others answered.
pub(crate) const DATA_MAP: &[Column] = &[
    own("follow", "follower, whom_kind, whom, since", "whose posts somebody wants to see"),
    own("block", "blocker, whom_kind, whom, since", "who does not want to meet whom"),
    own(
        "profile_line",
        "account, line, text, language, audience, changed",
        "what somebody says of themselves, to whom",
    ),
    own("mute", "muter, whom_kind, whom, since", "whom somebody wants to see less of"),
    own("circle", "id, owner, name, made", "to whom somebody tells things apart from everybody else"),
    own("circle_member", "circle, member, since", "who is among them"),
    own("post", "id, voice_kind, voice, published, edited, removed", "who told something, and when"),
    named("post", "writer", "who wrote it, where it is a shop's"),
    own("post", "audience, circle", "who may see it"),
    own("post", "language, text, pictures", "what is told"),
    own("post", "order_id, bought, variant", "that the author was sent what the post shows"),
    own("showing", "post, listing, since", "that its author lets it be shown on a product's page"),
    own(
        "showing_choice",
        "post, place, name, value",
        "what its author bought of it, to look pictures through by size",
    ),
    own("profile_height", "account, height, audience, changed", "how tall somebody says they are, to whom"),
    own("post_tag", "post, place, listing, variant, picture, x, y", "what is for sale on it, and where"),
    named(
        "comment",
        "id, about_kind, about, parent, answers, writer, written",
        "who said something of what, and when",
    ),
    Column { erase: Erase::Blanked, ..own("comment", "language, text", "what is said") },
    named("comment", "removed, removed_by", "that it was removed"),
    Column { erase: Erase::Blanked, ..own("comment", "word", "why it was removed; its writer is told") },
    own("reaction", "about_kind, about, kind, who, since", "what a post is to people"),
    own("collection", "id, owner, name, made", "under which names somebody keeps things for themselves"),
    own("saved", "owner, thing_kind, thing, collection, since", "what somebody keeps for themselves"),
    own("saved", "price, currency", "what it cost on that day, to tell today's price from it"),
    Column {
        erase: Erase::NotPersonal,
        ..own(
            "share_link",
            "code, about_kind, about, made",
            "to which page a short link leads; who made or opened it is not kept",
        )
    },
];
