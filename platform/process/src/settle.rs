//! Due first: before anything new is judged, what was due has happened, each at its own instant. So no answer
//! depends on how late the sweeper is, and between a buyer and a timer time alone decides.

use kernel::Time;

use crate::{Family, Fault, Member, Plan, Ring};

/// How many clocks of one family may ring in one settling before we take it for a fault in the tables.
pub const MOST_RINGS: usize = 1_000;

/// How many messages one move may bring on before we take it for a fault in the tables.
pub const MOST_MESSAGES: usize = 10_000;

/// The family's next clock to ring: when a sweeper must come by.
pub fn next_ring<F: Family>(family: &F) -> Option<Ring> {
    F::MEMBERS.iter().filter_map(|member| (member.earliest)(family)).min()
}

/// Lets every clock ring that is due by `now`, the earliest first, each followed by all that it brings on.
/// Answers how many rang.
///
/// # Errors
/// A clock whose event is refused, clocks that do not come to rest, and the faults of [`drain`].
pub fn settle<F: Family>(family: &mut F, now: Time, plan: &mut Plan) -> Result<usize, Fault> {
    let mut rung = 0;
    while let Some(ring) = next_ring(family).filter(|ring| ring.at <= now) {
        if rung == MOST_RINGS {
            return Err(Fault::Restless { process: ring.process, clock: ring.clock });
        }
        (Member::<F>::named(ring.process)?.ring)(family, &ring, plan)?;
        drain(family, ring.at, plan)?;
        rung += 1;
    }
    Ok(rung)
}

/// Delivers the messages that moves have sent, and those that their moves send, first come first served.
///
/// # Errors
/// A message that nobody can take, messages without end, or a mistake an effect made.
pub fn drain<F: Family>(family: &mut F, now: Time, plan: &mut Plan) -> Result<(), Fault> {
    let mut delivered = 0;
    while let Some(message) = plan.next_message() {
        if delivered == MOST_MESSAGES {
            return Err(Fault::Endless { process: message.process, event: message.event });
        }
        (Member::<F>::named(message.process)?.deliver)(family, message, now, plan)?;
        delivered += 1;
    }
    plan.sound()
}
