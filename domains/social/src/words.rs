//! What every part checks alike: texts that people write, where a list goes on.

use kernel::{Refusal, Uid};
use web::Paging;

/// A name in one line of at least one and at most so many characters, as it is kept.
pub(crate) fn line(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let kept: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    let length = kept.chars().count();
    if (1..=most).contains(&length) {
        return Ok(kept);
    }
    let rule = format!("This takes 1 to {most} characters, and has {length}. Nothing was changed.");
    Err(Refusal::field(field, "text_length", rule))
}

/// What somebody tells, in lines, without control characters; at most so many characters, and it may be empty.
pub(crate) fn told(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let lines = text.trim().lines().map(|line| line.trim_end().chars().filter(|c| !c.is_control()).collect());
    let kept = lines.collect::<Vec<String>>().join("\n");
    let length = kept.chars().count();
    if length > most {
        let rule = format!("This takes at most {most} characters, and has {length}. Nothing was changed.");
        return Err(Refusal::field(field, "text_length", rule));
    }
    Ok(kept)
}

/// Where a list goes on that begins at `first`.
pub(crate) fn start(paging: &Paging, first: (i64, Uid)) -> Result<(i64, Uid), Refusal> {
    let Some(cursor) = &paging.after else { return Ok(first) };
    cursor.parts().map_err(|_| {
        Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
    })
}

/// Before everything that is listed newest first.
pub(crate) const NEWEST: (i64, Uid) = (i64::MAX, Uid([255; 16]));
