//! Hints: "look again", never "this happened". A hint may come late, twice or not at all; whoever hears one
//! reads the truth in the database, and looks there from time to time without any hint (architecture, idea 4).
//!
//! ```
//! # use bus::{Bus, Heard, InProcess};
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let bus = InProcess::new();
//! let mut hints = bus.listen("jobs");
//! bus.publish("jobs", b"");
//! assert_eq!(hints.next().await, Heard::Hint(b"".as_slice().into()));
//! # });
//! ```

mod in_process;
mod listener;

use std::sync::Arc;

use kernel::Cx;

pub use in_process::InProcess;
pub use listener::{Heard, Listener};

/// A hint says where to look, not what is there: longer ones become [`Heard::Resync`]. In bytes.
pub const LONGEST: usize = 512;

/// The topic that says which family moved: the payload is the 16 bytes of its root's id.
pub const FAMILIES: &str = "families";

/// How many hints wait for one listener. One that is slower loses the oldest and is told to resynchronise.
pub const MOST_WAITING: usize = 256;

/// Carries hints to whoever listens, in this process or on other nodes.
pub trait Bus: Send + Sync + 'static {
    /// Offers a hint to all who listen to `topic` now. Never waits and never fails: a bus that is full, cut off
    /// or dead drops it.
    fn publish(&self, topic: &str, payload: &[u8]);

    /// Hears what is published to `topic` from now on.
    fn listen(&self, topic: &str) -> Listener;
}

/// A bus that is dead: for tools that run alone, and for the tests that everything goes on without one.
#[derive(Clone, Copy, Default, Debug)]
pub struct Silent;

impl Bus for Silent {
    fn publish(&self, _: &str, _: &[u8]) {}

    fn listen(&self, _: &str) -> Listener {
        Listener::deaf()
    }
}

/// What publishes on the bus that `app` wired as `Arc<dyn Bus>`, once it is called; silent where it wired none.
///
/// A command gives it to its transaction (`tx.after_commit(bus::hint(cx, …))`), so that whoever hears it finds what
/// it is about, and nobody hears of a command that was refused.
#[must_use = "nothing is published before it is called"]
pub fn hint(cx: &Cx, topic: &str, payload: &[u8]) -> impl FnOnce() + Send + 'static {
    let bus = cx.wired::<Arc<dyn Bus>>().ok().map(Arc::clone);
    let (topic, payload) = (topic.to_owned(), payload.to_vec());
    move || {
        if let Some(bus) = bus {
            bus.publish(&topic, &payload);
        }
    }
}
