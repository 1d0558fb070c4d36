//! What every part checks alike: the length of a text, where a list goes on.

use kernel::{Refusal, Uid};
use web::Paging;

/// Without the space around it, and without control characters, which belong in no name.
pub(crate) fn tidy(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).collect()
}

/// A text of at least and at most so many characters, not counting the space around it.
pub(crate) fn bounded(field: &str, text: &str, least: usize, most: usize) -> Result<(), Refusal> {
    let length = tidy(text).chars().count();
    if (least..=most).contains(&length) {
        return Ok(());
    }
    let why = format!("This text has {length} characters; it takes {least} to {most}. Nothing was changed.");
    Err(Refusal::field(field.to_owned(), "text_length", why))
}

/// Where a page begins.
pub(crate) fn start(paging: &Paging, first: (i64, Uid)) -> Result<(i64, Uid), Refusal> {
    let Some(cursor) = &paging.after else { return Ok(first) };
    cursor.parts().map_err(|_| {
        Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
    })
}
