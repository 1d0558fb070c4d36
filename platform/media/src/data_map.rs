//! What is kept of pictures, why and how long. A picture may show a person; what its file said of the place and the
//! camera is not kept at all.

use domain::{Column, Erase, Keep};

const fn gone_with_row(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::WithRow, erase: Erase::Deleted }
}

/// Every column.
pub const DATA_MAP: &[Column] = &[
    gone_with_row(
        "plate",
        "id, state, width, height, widths, bytes, touched",
        "finds a picture's files, and proves that they are whole",
    ),
    gone_with_row("plate", "colour, blur", "shows something until the picture is there"),
    gone_with_row("picture", "id, plate, made", "names a picture"),
    gone_with_row("picture", "owner", "who brought it, and so may show it"),
    gone_with_row("picture", "alt", "says what it shows to those who do not see it"),
    gone_with_row("picture", "unused_since", "lets it go a day after nothing shows it any more"),
    gone_with_row("picture_use", "user_kind, user_id, picture", "keeps it as long as something shows it"),
];
