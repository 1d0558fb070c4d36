//! Notices are kept for a year after they last said something new.

use db::{No, Tx, params, sql};
use domain::Forget;
use kernel::{Cx, Span};

/// Notices a command forgets at most, so that nobody waits long behind it.
const SLICE: u64 = 500;

/// So long a notice is kept; the data map says the same.
pub const KEEP: Span = Span::days(DAYS as i64);
/// The same in days.
pub(crate) const DAYS: u32 = 365;

/// Those to be forgotten, the oldest first: the same ones in each statement of a command.
macro_rules! old {
    () => {
        "(SELECT id FROM notice WHERE at < $1 ORDER BY at, id LIMIT 500)"
    };
}

sql! {
    CAUSES = concat!("DELETE FROM notice_cause WHERE notice IN ", old!());
    BY = concat!("DELETE FROM notice_by WHERE notice IN ", old!());
    NOTICES = concat!("DELETE FROM notice WHERE id IN ", old!());
}

/// What this domain keeps to its time.
pub(crate) const FORGETS: &[Forget] = &[Forget {
    name: "notices of long ago",
    of: &["notice", "notice_by", "notice_cause"],
    run: Some(forget),
}];

/// Forgets a slice of what was said longer ago than [`KEEP`]; answers whether there may be more.
///
/// # Errors
/// What broke in the database.
pub fn forget(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    let before = cx.now - KEEP;
    tx.run(&CAUSES, &params![before])?;
    tx.run(&BY, &params![before])?;
    Ok(tx.run(&NOTICES, &params![before])? >= SLICE)
}
