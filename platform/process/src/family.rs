//! A family: everything one root locks. A group with its seats, an order with its parcels.

use kernel::{Id, Time, Uid};

use crate::lint::Finding;
use crate::plan::Message;
use crate::step::{step, wound};
use crate::{Fault, No, Plan, Process, Role as _, Tick, Words};

/// What is locked, judged and moved together. It is plain data: rows of one or several processes.
pub trait Family: Sized + 'static {
    /// The processes it holds: `&[Member::of::<Group>(), Member::of::<Seat>()]`.
    const MEMBERS: &'static [Member<Self>];
}

/// One process of a family, for those who hold the family and do not know its types: the sweeper, `verify`,
/// the lints.
pub struct Member<F> {
    /// The process's name.
    pub name: &'static str,
    /// The words of its states: a stored one that is not among them stops the start.
    pub states: fn() -> Vec<&'static str>,
    /// The names of its clocks; the same holds for them.
    pub clocks: fn() -> Vec<&'static str>,
    /// What is wrong with its tables.
    pub lint: fn() -> Vec<Finding>,
    /// Its tables as a Mermaid state diagram.
    pub diagram: fn() -> String,
    /// The clocks that are not what the rows say.
    pub astray: fn(&F) -> Vec<Astray>,
    pub(crate) earliest: fn(&F) -> Option<Ring>,
    pub(crate) ring: fn(&mut F, &Ring, &mut Plan) -> Result<(), Fault>,
    pub(crate) deliver: fn(&mut F, Message, Time, &mut Plan) -> Result<(), Fault>,
}

impl<F: Family> Member<F> {
    /// The process `P` as a member of its family.
    pub const fn of<P: Process<Family = F>>() -> Self {
        Self {
            name: P::NAME,
            states: || P::State::ALL.iter().map(|state| state.word()).collect(),
            clocks: || P::CLOCKS.iter().map(|(name, ..)| *name).collect(),
            lint: crate::lint::lint::<P>,
            diagram: crate::diagram::diagram::<P>,
            astray: astray::<P>,
            earliest: earliest::<P>,
            ring: ring::<P>,
            deliver: deliver::<P>,
        }
    }

    pub(crate) fn named(process: &'static str) -> Result<&'static Self, Fault> {
        F::MEMBERS.iter().find(|member| member.name == process).ok_or(Fault::NoMember { process })
    }
}

/// A clock that runs, and when it will ring. The order of the fields is the order they ring in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ring {
    /// The instant. It is the deadline, but never before the row came into its state.
    pub at: Time,
    /// The deadline. It is another only for clocks that were overdue when the state began.
    pub due: Time,
    /// Of which process.
    pub process: &'static str,
    /// Of which row.
    pub id: Uid,
    /// The clock's name.
    pub clock: &'static str,
}

/// A clock that does not recompute from its row.
#[derive(Clone, PartialEq, Debug)]
pub struct Astray {
    /// Of which process.
    pub process: &'static str,
    /// Of which row.
    pub id: Uid,
    /// As stored.
    pub stored: Vec<Tick>,
    /// As it should be.
    pub due: Vec<Tick>,
}

fn earliest<P: Process>(family: &P::Family) -> Option<Ring> {
    let mut first: Option<Ring> = None;
    for life in P::rows(family).iter().map(Process::life) {
        for (clock, due) in life.clocks.iter().filter_map(|tick| Some((tick.name, tick.at?))) {
            let ring = Ring { at: due.max(life.since), due, process: P::NAME, id: life.id.uid(), clock };
            first = Some(first.map_or(ring, |first| first.min(ring)));
        }
    }
    first
}

fn ring<P: Process>(family: &mut P::Family, ring: &Ring, plan: &mut Plan) -> Result<(), Fault> {
    let missing = Fault::NoRow { process: P::NAME, id: ring.id };
    let (.., then) = P::CLOCKS.iter().find(|(name, ..)| *name == ring.clock).ok_or(missing.clone())?;
    let row = P::find_mut(family, Id::from_uid(ring.id)).ok_or(missing)?;
    for tick in row.life_mut().clocks.iter_mut().filter(|tick| tick.name == ring.clock) {
        tick.ring();
    }
    match step::<P>(family, Id::from_uid(ring.id), *then, &[P::Role::TIMER], ring.at, plan) {
        Ok(_) => Ok(()),
        Err(no) => Err(Fault::Refused {
            process: P::NAME,
            id: ring.id,
            clock: ring.clock,
            at: ring.at,
            no: kernel::Refusal::from(no).code,
        }),
    }
}

fn deliver<P: Process>(
    family: &mut P::Family,
    message: Message,
    now: Time,
    plan: &mut Plan,
) -> Result<(), Fault> {
    let on = P::Event::parse(message.event)?;
    let engine = P::Role::ENGINE;
    if !P::MOVES.iter().any(|(_, event, by, ..)| *event == on && *by == engine) {
        return Err(Fault::Unheard { process: P::NAME, event: message.event });
    }
    match step::<P>(family, Id::from_uid(message.id), on, &[engine], now, plan) {
        Err(No::Missing) => Err(Fault::NoRow { process: P::NAME, id: message.id }),
        // A message is a nudge: where the table or a guard says no, there is nothing to do.
        Ok(_) | Err(_) => Ok(()),
    }
}

fn astray<P: Process>(family: &P::Family) -> Vec<Astray> {
    P::rows(family)
        .iter()
        .filter_map(|row| {
            let life = row.life();
            let due = wound::<P>(family, row, life.since);
            (due != life.clocks).then(|| Astray {
                process: P::NAME,
                id: life.id.uid(),
                stored: life.clocks.clone(),
                due,
            })
        })
        .collect()
}
