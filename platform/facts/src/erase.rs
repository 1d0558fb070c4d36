//! Destroying the salts of what somebody did: without one, a leaf proves nothing about anybody, and the seal stands.

use db::{No, Tx, params, sql};
use kernel::{Account, Cx, Id};

sql! {
    /// A stretch of the log: what they did, and what happened to their account.
    SALTS = "UPDATE fact SET salt = NULL
        WHERE pos > $2 AND pos <= $3 AND salt IS NOT NULL AND (actor = $1 OR root = $4)";
    HEAD = "SELECT pos FROM log_head WHERE name = 'log'";
}

/// Places of the log that one step looks at.
const STRETCH: i64 = 2_000;

/// Destroys the salts in a stretch of the log behind a place; answers where the next one begins, if the log goes on.
///
/// # Errors
/// The database's.
pub fn erase(tx: &mut Tx, _: &Cx, (account, after): &(Id<Account>, i64)) -> Result<Option<i64>, No> {
    let to = after + STRETCH;
    tx.run(&SALTS, &params![account.to_string(), *after, to, *account])?;
    let head: i64 = tx.one(&HEAD, &[])?;
    Ok((to < head).then_some(to))
}
