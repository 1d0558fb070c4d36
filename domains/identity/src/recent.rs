//! Lists that begin with the newest.

use kernel::{Cursor, Refusal, Uid};
use web::Paging;

/// Before which instant and id the page begins.
pub(crate) struct Place {
    /// Microseconds.
    pub at: i64,
    pub id: Uid,
}

impl Place {
    /// Of the cursor, or before everything.
    ///
    /// # Errors
    /// `cursor`: it is of another list.
    pub(crate) fn of(paging: &Paging) -> Result<Self, Refusal> {
        let Some(cursor) = &paging.after else { return Ok(Self { at: i64::MAX, id: Uid([255; 16]) }) };
        match Cursor::parts(cursor) {
            Ok((at, id)) => Ok(Self { at, id }),
            Err(_) => {
                let detail = "`after` takes the `next` of the page before, unchanged.";
                Err(Refusal::field("after", "cursor", detail))
            }
        }
    }
}
