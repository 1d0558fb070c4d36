//! Clearing away what has ended. Nothing depends on it: what has ended is worth nothing while its row is there. And
//! what staff did is kept for ten years.

use db::{No, Tx, params, sql};
use domain::Forget;
use kernel::{Cx, Span};

/// So many days what staff did is kept; the data map says the same.
pub(crate) const AUDIT_DAYS: u32 = 3_653;
const AUDIT_KEPT: Span = Span::days(AUDIT_DAYS as i64);
/// Rows of each table that one command clears away at most, so that none holds the writer for long.
const SLICE: u32 = 500;

sql! {
    CREDENTIALS = "DELETE FROM credential
        WHERE id IN (SELECT id FROM credential WHERE until <= $1 ORDER BY until LIMIT $2)";
    CHALLENGES = "DELETE FROM passkey_challenge
        WHERE challenge IN (SELECT challenge FROM passkey_challenge WHERE until <= $1 ORDER BY until LIMIT $2)";
    GUESSES = "DELETE FROM guess
        WHERE bucket IN (SELECT bucket FROM guess WHERE full_at <= $1 ORDER BY full_at LIMIT $2)";
    AUDIT = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at <= $1 ORDER BY at, id LIMIT $2)";
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

/// What this domain keeps to its time.
pub(crate) const FORGETS: &[Forget] = &[
    Forget {
        name: "sessions, tokens, challenges and guesses that have ended",
        of: &["credential", "passkey_challenge", "guess"],
        run: Some(ended),
    },
    Forget { name: "what staff did ten years ago", of: &["audit"], run: Some(audited) },
];

fn ended(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    let swept = sweep(tx, cx, &Sweep { most: SLICE })?;
    Ok(swept.credentials.max(swept.challenges).max(swept.guesses) >= u64::from(SLICE))
}

fn audited(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    Ok(tx.run(&AUDIT, &params![cx.now - AUDIT_KEPT, SLICE])? >= u64::from(SLICE))
}
