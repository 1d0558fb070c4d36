//! Clearing away what has ended. Nothing depends on it: what has ended is worth nothing while its row is there.

use db::{No, Tx, params, sql};
use kernel::Cx;

sql! {
    CREDENTIALS = "DELETE FROM credential
        WHERE id IN (SELECT id FROM credential WHERE until <= $1 ORDER BY until LIMIT $2)";
    CHALLENGES = "DELETE FROM passkey_challenge
        WHERE challenge IN (SELECT challenge FROM passkey_challenge WHERE until <= $1 ORDER BY until LIMIT $2)";
    GUESSES = "DELETE FROM guess
        WHERE bucket IN (SELECT bucket FROM guess WHERE full_at <= $1 ORDER BY full_at LIMIT $2)";
}

/// So many rows of each table at most, so that no job holds the writer for long.
pub struct Sweep {
    /// Rows.
    pub most: u32,
}

/// What was cleared away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swept {
    /// Sessions and tokens that had ended.
    pub credentials: u64,
    /// What passkeys were asked and nobody answered.
    pub challenges: u64,
    /// Guess buckets that were full again.
    pub guesses: u64,
}

/// The command of [`Sweep`]; a background task repeats it while it finds something.
///
/// # Errors
/// The database's.
pub fn sweep(tx: &mut Tx, cx: &Cx, ask: &Sweep) -> Result<Swept, No> {
    let credentials = tx.run(&CREDENTIALS, &params![cx.now, ask.most])?;
    let challenges = tx.run(&CHALLENGES, &params![cx.now, ask.most])?;
    let guesses = tx.run(&GUESSES, &params![cx.now, ask.most])?;
    Ok(Swept { credentials, challenges, guesses })
}
