//! The search index of this node hears the log.

use std::time::Duration;

use discover::search::Follower;

use super::Round;

/// Between two looks where something was found to change: commits are batched, and a new listing is found in less than
/// two of these.
pub(super) const BETWEEN: Duration = Duration::from_millis(500);

/// Keeps the index up to date. A round that fails is tried again; the database answers searches meanwhile.
pub(super) async fn follow(mut round: Round, mut follower: Follower, mut hints: bus::Listener) {
    loop {
        let changed = match follower.round(&round.db).await {
            Ok(changed) => changed,
            Err(error) => {
                tracing::warn!(%error, "the search index waits");
                true
            }
        };
        // After a change it rests whatever the log says: what happens meanwhile goes into the next commit.
        let go_on = if changed {
            round.rest().await
        } else {
            tokio::select! {
                go_on = round.rest() => go_on,
                _ = hints.next() => true,
            }
        };
        if !go_on {
            break;
        }
    }
}
