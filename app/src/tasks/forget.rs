//! What need not be kept is forgotten, a little at a time.

use std::time::Duration;

use db::No;
use identity::Sweep;
use kernel::Actor;
use media::Files;
use web::{Forget, KEEP};

use super::Round;

/// Nothing here is in a hurry.
pub(super) const EACH: Duration = Duration::from_secs(60);

/// So many rows a command, so that nobody waits long behind it.
const SLICE: u32 = 500;

pub(super) async fn forget(mut round: Round, files: Files) {
    round.db = round.db.background();
    loop {
        if let Err(no) = once(&round).await {
            tracing::warn!(%no, "what need not be kept is kept a little longer");
        }
        if let Err(no) = unshown(&round, &files).await {
            tracing::warn!(%no, "pictures that nobody shows are kept a little longer");
        }
        if !round.rest().await {
            break;
        }
    }
}

async fn unshown(round: &Round, files: &Files) -> Result<(), No> {
    while media::sweep(&round.db, files).await? != media::Swept::default() {}
    Ok(())
}

async fn once(round: &Round) -> Result<(), No> {
    let db = &round.db;
    let before = db.now() - KEEP;
    while db.write(&Actor::Engine, Forget { before, most: SLICE }, web::forget).await? >= u64::from(SLICE) {}
    loop {
        let swept = db.write(&Actor::Engine, Sweep { most: SLICE }, identity::sweep).await?;
        let most = swept.credentials.max(swept.challenges).max(swept.guesses);
        if most < u64::from(SLICE) {
            break;
        }
    }
    while db.write(&Actor::Engine, (), growth::forget).await? {}
    round.figures.jobs(&db.read(&Actor::Engine, (), jobs::census).await?);
    Ok(())
}
