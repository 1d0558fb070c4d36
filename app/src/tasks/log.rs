//! The log's two loops: the sequencer, and one for each listener.

use std::sync::Arc;
use std::time::Duration;

use bus::Bus;
use db::{Db, No};
use facts::Turn;
use kernel::{Actor, Refusal};

use super::Round;

/// The hint that facts were placed.
pub(super) const TOPIC: &str = "log";

/// How often a listener looks where no hint came.
pub(super) const LOOK_WITHOUT_HINT: Duration = Duration::from_secs(1);

/// Gives facts their place. An idle market only reads.
pub(super) async fn place(mut round: Round, bus: Arc<dyn Bus>) {
    let mut turn = Turn::default();
    loop {
        match step(&round.db, &mut turn).await {
            Ok(0) => {}
            Ok(_) => {
                bus.publish(TOPIC, b"");
                continue; // there may be more
            }
            Err(No::Refused(Refusal { code: "not_my_turn", .. })) => turn = Turn::default(),
            Err(no) => tracing::warn!(%no, "facts wait for their place"),
        }
        if !round.rest().await {
            break;
        }
    }
}

async fn step(db: &Db, turn: &mut Turn) -> Result<u64, No> {
    if !db.read(&Actor::Engine, (), facts::waiting).await? {
        return Ok(0);
    }
    let (next, placed) = db.write(&Actor::Engine, *turn, facts::place).await?;
    *turn = next;
    Ok(placed)
}

/// Lets one listener hear what was placed.
pub(super) async fn hear(mut round: Round, listener: facts::Listener, mut hints: bus::Listener) {
    loop {
        match catch_up(&round, &listener).await {
            Ok(()) => {}
            Err(No::Busy) => tracing::debug!(listener = listener.name, "another node was quicker"),
            Err(no) => tracing::warn!(listener = listener.name, %no, "a listener waits"),
        }
        tokio::select! {
            go_on = round.rest() => if !go_on { break },
            _ = hints.next() => {}
        }
    }
}

async fn catch_up(round: &Round, listener: &facts::Listener) -> Result<(), No> {
    loop {
        let lag = round.db.read(&Actor::Engine, listener.name, facts::lag).await?;
        round.figures.lag(listener.name, lag);
        if lag <= 0 || facts::listen(&round.db, listener).await? == 0 {
            return Ok(());
        }
    }
}
