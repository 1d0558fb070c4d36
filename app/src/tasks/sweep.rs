//! Deadlines that have come while nobody looked.

use super::Round;
use crate::product::product;

/// How many families one look finds at most; so many were found, so there may be more.
const FULL: usize = 256;

pub(super) async fn ring(mut round: Round) {
    loop {
        match runner::sweep(&round.db, product().kinds()).await {
            Ok(swept) => {
                round.figures.swept(swept);
                if swept.woken >= FULL {
                    continue;
                }
            }
            Err(no) => {
                tracing::warn!(%no, "due families wait; every command that meets one lets it ring first")
            }
        }
        if !round.rest().await {
            break;
        }
    }
}
