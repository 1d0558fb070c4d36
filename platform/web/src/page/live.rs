//! Live updates: an event stream a page watches one thing by. A hint says "look"; the sequence in the database
//! says whether anything moved, so a lost hint, a full queue or a reconnect loses nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use bus::{Bus, Heard, Listener};
use db::{No, Rx};
use kernel::{Actor, Cx, Id, Kind, Refusal, Uid};

use super::{Reply, Visitor};
use crate::{Answer, Path, State};

/// The thing's root and how far its history goes, for whoever may see it; missing for anybody else.
pub type Look = fn(&mut Rx, &Cx, &Uid) -> Result<Pulse, No>;

/// What can be watched: things of one kind.
#[derive(Clone, Copy)]
pub struct Live {
    read: fn(&str) -> Option<Uid>,
    look: Look,
}

impl Live {
    /// Things of this kind, looked at so.
    pub const fn of<K: Kind>(look: Look) -> Self {
        Self { read: |text| text.parse::<Id<K>>().ok().map(|id| id.uid()), look }
    }
}

/// How far something has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pulse {
    /// What its hints name.
    pub root: Uid,
    /// The number of its last fact.
    pub seq: i64,
}

/// A stream looks by itself this often, should every hint be lost.
const LOOK: Duration = Duration::from_secs(15);
/// After so long a browser connects again by itself: a credential that ended meanwhile ends the stream.
const LONGEST: Duration = Duration::from_secs(600);

/// `/live/{thing}`: `id` and `data` of each event are the sequence.
pub(crate) async fn watch(visitor: Visitor, Path(thing): Path<String>) -> Answer<Reply> {
    let (live, uid) = visitor.watched(&thing)?;
    let actor = visitor.caller.actor.clone();
    let state: State = (*visitor).clone();
    // Listening begins before the first look, so that nothing falls between.
    let hints = state.part::<Arc<dyn Bus>>()?.listen(bus::FAMILIES);
    let pulse = state.db.read(&actor, (live, uid), look).await?;
    let watch = Watch { state, actor, live, uid, hints, root: pulse.root, told: pulse.seq, first: true };
    let stream = futures_util::stream::unfold(watch, Watch::next);
    let stream = futures_util::StreamExt::take_until(stream, tokio::time::sleep(LONGEST));
    Ok(Reply::of(Sse::new(stream).keep_alive(KeepAlive::default()).into_response()))
}

fn look(rx: &mut Rx, cx: &Cx, (live, uid): &(Live, Uid)) -> Result<Pulse, No> {
    (live.look)(rx, cx, uid)
}

impl Visitor {
    fn watched(&self, thing: &str) -> Answer<(Live, Uid)> {
        let mut known = self.slots().live.iter();
        let found = known.find_map(|live| (live.read)(thing).map(|uid| (*live, uid)));
        Ok(found.ok_or_else(|| Refusal::missing("thing"))?)
    }
}

/// One stream's place. At most one event is made ahead of the reader: who reads slowly is told less often.
struct Watch {
    state: State,
    actor: Actor,
    live: Live,
    uid: Uid,
    hints: Listener,
    root: Uid,
    told: i64,
    first: bool,
}

impl Watch {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        if std::mem::take(&mut self.first) {
            let event = self.event();
            return Some((Ok(event), self));
        }
        loop {
            self.hinted().await;
            match self.state.db.read(&self.actor, (self.live, self.uid), look).await {
                Ok(pulse) if pulse.seq > self.told => {
                    self.told = pulse.seq;
                    let event = self.event();
                    return Some((Ok(event), self));
                }
                Ok(_) | Err(No::Busy | No::Unknown) => {}
                // Not theirs to see any more, or the database is gone: the browser asks again.
                Err(No::Refused(_) | No::Broken(_)) => return None,
            }
        }
    }

    fn event(&self) -> Event {
        Event::default().id(self.told.to_string()).data(self.told.to_string())
    }

    /// Until somebody says that this moved, or that hints were lost, or nobody has said anything for a while.
    async fn hinted(&mut self) {
        let heard = async {
            loop {
                match self.hints.next().await {
                    Heard::Hint(root) if *root == self.root.0 => return,
                    Heard::Hint(_) => {}
                    Heard::Resync => return,
                }
            }
        };
        // Late or heard: either way it is time to look.
        let _ = tokio::time::timeout(LOOK, heard).await;
    }
}
