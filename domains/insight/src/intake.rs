//! The queue in front of the traffic store: bounded, and it says when it is full. Whoever offers more than there is room
//! for is told, and it is counted; nobody waits and nothing is lost in silence.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::{Account, Actor, Id, Kind, Refusal, RefusalKind, Time, Uid};
use tokio::sync::{Mutex, mpsc};
use web::page::{Counts, Shown};

use crate::registry::{About, Place, shown};

/// Signals that wait at most.
pub const ROOM: usize = 65_536;
/// So many are saved at once.
pub const BATCH: usize = 1_000;

/// Whose signal it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
    /// Somebody signed in, who becomes a reference when it is saved.
    Account(Id<Account>),
    /// Somebody's device, which becomes a name of one day when it is saved. Neither part is kept.
    Device(IpAddr, String),
}

impl Who {
    /// Of whoever calls.
    pub fn of(actor: &Actor, address: IpAddr, agent: &str) -> Self {
        actor
            .account()
            .map_or_else(|| Self::Device(address, agent.chars().take(300).collect()), Self::Account)
    }
}

/// One thing somebody did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal {
    /// Its sender's id, by which it counts once; the server's own have none.
    pub uuid: Option<Uid>,
    /// Whose.
    pub who: Who,
    /// Its number in the registry.
    pub code: i64,
    /// When it happened, by the server's clock or corrected to it.
    pub at: Time,
    /// What it is about.
    pub item: Option<Uid>,
    /// Where they were or came from.
    pub place: Place,
    /// Its number.
    pub value: Option<i64>,
    /// The version of the words that were agreed to.
    pub consent: u8,
}

/// The queue, and what it has counted.
pub struct Intake {
    sender: mpsc::Sender<Signal>,
    waiting: Mutex<mpsc::Receiver<Signal>>,
    taken: AtomicU64,
    shed: AtomicU64,
}

impl Default for Intake {
    fn default() -> Self {
        Self::with_room(ROOM)
    }
}

impl Intake {
    /// A queue for so many.
    pub fn with_room(room: usize) -> Self {
        let (sender, waiting) = mpsc::channel(room.max(1));
        Self { sender, waiting: Mutex::new(waiting), taken: AtomicU64::new(0), shed: AtomicU64::new(0) }
    }

    /// Takes all of them, or none.
    ///
    /// # Errors
    /// `signals_full`: there is no room. They are counted as shed; the sender may try again.
    pub fn offer(&self, signals: Vec<Signal>) -> Result<(), Refusal> {
        let count = signals.len();
        if count == 0 {
            return Ok(());
        }
        let Ok(room) = self.sender.try_reserve_many(count) else {
            self.shed.fetch_add(count as u64, Ordering::Relaxed);
            let detail = "More is happening than can be counted; these were not. Send them again later, under the same ids.";
            return Err(Refusal::new(RefusalKind::TooMany, "signals_full", detail));
        };
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        room.zip(signals).for_each(|(place, signal)| place.send(signal));
        Ok(())
    }

    /// Waits for signals; up to a thousand.
    pub async fn next(&self) -> Vec<Signal> {
        let mut batch = Vec::new();
        self.waiting.lock().await.recv_many(&mut batch, BATCH).await;
        batch
    }

    /// More of what waits, up to a thousand together.
    pub async fn fill(&self, batch: &mut Vec<Signal>) {
        let mut waiting = self.waiting.lock().await;
        while batch.len() < BATCH {
            let Ok(signal) = waiting.try_recv() else { break };
            batch.push(signal);
        }
    }

    /// What was taken since the start.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// What was shed since the start.
    pub fn shed(&self) -> u64 {
        self.shed.load(Ordering::Relaxed)
    }

    /// What was taken and could not be saved is shed as well.
    pub fn lost(&self, count: usize) {
        self.shed.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// How many wait.
    pub fn waiting(&self) -> u64 {
        (self.sender.max_capacity() - self.sender.capacity()) as u64
    }
}

/// The words of an address by which a link says that somebody shared it.
const MARKS: &[&str] = &["via", "share"];

/// Counts the pages that the server shows.
pub struct Counter(pub Arc<Intake>);

impl Counts for Counter {
    fn shown(&self, page: &Shown<'_>) {
        let (path, query) = page.here.split_once('?').unwrap_or((page.here, ""));
        let event = shown(path);
        let is_shared =
            query.split('&').any(|pair| MARKS.contains(&pair.split('=').next().unwrap_or_default()));
        let place = if is_shared { Place::Shared } else { page.from.map_or(Place::Direct, Place::of_path) };
        let item = match event.about {
            About::One(kinds) => path.rsplit('/').next().and_then(|text| item(text, kinds)),
            About::Nothing => None,
        };
        let signal = Signal {
            uuid: None,
            who: Who::of(page.actor, page.address, page.agent),
            code: event.code,
            at: page.at,
            item,
            place,
            value: None,
            consent: web::page::Consent::VERSION,
        };
        // Shed is counted; a page is shown all the same.
        let _ = self.0.offer(vec![signal]);
    }
}

/// Any thing that can be counted, whatever its kind: only its bytes are kept.
struct Item;
impl Kind for Item {
    const PREFIX: &'static str = "itm";
}

/// The id of a thing of one of these kinds.
pub(crate) fn item(text: &str, kinds: &[&str]) -> Option<Uid> {
    let (kind, id) = text.split_once('_')?;
    let id =
        kinds.contains(&kind).then(|| format!("{}_{id}", Item::PREFIX).parse::<Id<Item>>().ok()).flatten()?;
    Some(id.uid())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(code: i64) -> Signal {
        let who = Who::Device(IpAddr::from([127, 0, 0, 1]), "a browser".into());
        Signal {
            uuid: None,
            who,
            code,
            at: Time::default(),
            item: None,
            place: Place::Direct,
            value: None,
            consent: 1,
        }
    }

    #[test]
    fn a_full_queue_says_so_takes_none_of_them_and_counts_them() {
        let intake = Intake::with_room(3);
        intake.offer(vec![signal(1), signal(2)]).unwrap();
        let no = intake.offer(vec![signal(3), signal(4)]).unwrap_err();
        assert_eq!((no.kind, no.code), (RefusalKind::TooMany, "signals_full"));
        assert_eq!((intake.taken(), intake.shed(), intake.waiting()), (2, 2, 2));
        intake.offer(vec![signal(5)]).unwrap();
        assert_eq!((intake.taken(), intake.shed(), intake.waiting()), (3, 2, 3));
    }

    #[tokio::test]
    async fn what_waits_comes_out_in_its_order_and_makes_room() {
        let intake = Intake::with_room(3);
        intake.offer(vec![signal(1)]).unwrap();
        let mut batch = intake.next().await;
        intake.offer(vec![signal(2), signal(3)]).unwrap();
        intake.fill(&mut batch).await;
        assert_eq!(batch.iter().map(|signal| signal.code).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(intake.waiting(), 0);
    }

    #[test]
    fn a_page_is_counted_with_where_its_reader_came_from() {
        let intake = Arc::new(Intake::with_room(8));
        let counter = Counter(Arc::clone(&intake));
        let consent = web::page::Consent { analytics: true, ..web::page::Consent::default() };
        let of = |here, from| Shown {
            actor: &Actor::Anyone,
            address: IpAddr::from([127, 0, 0, 1]),
            agent: "a browser",
            consent,
            route: "/p/{listing}",
            here,
            from,
            at: Time::default(),
        };
        let listing = "/p/lst_01h455vb4pex5vsknk084sn02q";
        counter.shown(&of(listing, Some("/search")));
        let shared = format!("{listing}?via=abc");
        counter.shown(&of(&shared, Some("/search")));
        counter.shown(&of("/p/ord_01h455vb4pex5vsknk084sn02q", None));
        let mut waiting = intake.waiting.try_lock().unwrap();
        let mut next = || waiting.try_recv().unwrap();
        let (first, second, third) = (next(), next(), next());
        assert_eq!((first.code, first.place, first.item.is_some()), (4, Place::Search, true));
        assert_eq!((second.place, second.item), (Place::Shared, first.item));
        assert_eq!((third.place, third.item), (Place::Direct, None));
    }
}
