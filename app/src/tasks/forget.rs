//! What need not be kept is forgotten, a little at a time.

use std::time::Duration;

use db::{Db, No};
use domain::Forget;
use kernel::Actor;
use media::Files;

use super::Round;
use crate::product::product;

/// Nothing here is in a hurry.
pub(super) const EACH: Duration = Duration::from_secs(60);

pub(super) async fn forget(mut round: Round, files: Files) {
    round.db = round.db.background();
    loop {
        all(&round).await;
        match round.db.read(&Actor::Engine, (), jobs::census).await {
            Ok(census) => round.figures.jobs(&census),
            Err(no) => tracing::warn!(%no, "jobs are counted later"),
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

/// One that fails keeps none of the others waiting.
async fn all(round: &Round) {
    for forget in product().forgets() {
        if let Err(no) = out(&round.db, forget).await {
            tracing::warn!(%no, what = forget.name, "what need not be kept is kept a little longer");
        }
    }
}

/// Forgets slice by slice until nothing is left that is old enough.
pub(super) async fn out(db: &Db, forget: Forget) -> Result<(), No> {
    if let Some(run) = forget.run {
        while db.write(&Actor::Engine, (), run).await? {}
    }
    Ok(())
}
