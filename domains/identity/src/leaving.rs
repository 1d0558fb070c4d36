//! Leaving the market for good (rules.md S19): asked, seven days to think, then what is open is waited for, then erased.
//! Pure; rooted at itself.

pub(crate) mod ask;
pub(crate) mod erase;
pub(crate) mod letter;
pub(crate) mod store;
#[cfg(test)]
mod walks;

use kernel::{Account, Id, Kind, Span, Time};
use process::{Clock, Family, Fault, Life, Member, Move, Plan, Process, always, begin, words};

words! {
    /// How far somebody is on their way out.
    pub enum LeavingState {
        /// They asked, and may take it back.
        Cooling = "cooling",
        /// The days are over; a job looks whether it can be done.
        Due = "due",
        /// Something must end first; it is looked at again, and may be taken back meanwhile.
        Waiting = "waiting",
        /// Nobody signs in any more; their things are taken away.
        Erasing = "erasing",
        /// Gone, but for what was on its way when it was done; it is looked at again until that has ended.
        Gone = "gone",
        /// That is taken away too.
        Again = "again",
        /// Gone.
        Erased = "erased",
        /// They took it back.
        Kept = "kept",
    }
}
words! {
    /// What happens on the way out.
    pub enum LeavingEvent {
        /// Its owner thought better of it.
        TakeBack = "take_back",
        /// The wait is over.
        TimeUp = "time_up",
        /// Something must end first, or still has to.
        Bar = "bar",
        /// Nothing stands in the way.
        Begin = "begin",
        /// All was taken away.
        Finish = "finish",
    }
}
words! {
    /// Who acts.
    pub enum LeavingRole {
        /// Whose account it is.
        Owner = "owner",
        /// A clock.
        Timer = "timer",
        /// The market.
        Engine = "engine",
    }
}
impl process::Role for LeavingRole {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}

use LeavingEvent::{Bar, Begin, Finish, TakeBack, TimeUp};
use LeavingRole::{Engine, Owner, Timer};
use LeavingState::{Again, Cooling, Due, Erased, Erasing, Gone, Kept, Waiting};

/// The job that erases.
pub(crate) const ERASE: &str = "identity/erase";

/// How long somebody may take it back.
pub const COOLING: Span = Span::days(7);
/// How soon it is looked again whether what must end first has ended.
pub(crate) const LOOK_AGAIN: Span = Span::days(1);
/// After so long nothing is on its way any more that was asked for before: requests, jobs, listeners of the log.
pub(crate) const LAST_LOOK: Span = Span::hours(1);

/// Leaving: it can be taken back until it begins, and what has begun is brought to its end.
#[rustfmt::skip]
const LEAVING: &[Move<Leaving>] = &[
//  in            on        by      only if  goes to   doing
    (&[Cooling,
       Waiting],  TakeBack, Owner,  always,  Kept,     &[]),
    (&[Cooling,
       Waiting],  TimeUp,   Timer,  always,  Due,      &[erase]),
    (&[Due],      Bar,      Engine, always,  Waiting,  &[]),        // an order under way, a shop's money: another day
    (&[Due],      Begin,    Engine, always,  Erasing,  &[]),
    (&[Erasing],  Finish,   Engine, always,  Gone,     &[]),
    (&[Gone],     TimeUp,   Timer,  always,  Again,    &[erase]),
    (&[Again],    Bar,      Engine, always,  Gone,     &[]),        // bought in the instant of closing: it still has to arrive
    (&[Again],    Finish,   Engine, always,  Erased,   &[]),
];
#[rustfmt::skip]
const LEAVING_CLOCKS: &[Clock<Leaving>] = &[
//   name    lives in                    runs in                     due                  then
    ("wait", &[Cooling, Waiting, Gone],  &[Cooling, Waiting, Gone],  |_, l| Some(l.due),  TimeUp),
];

/// Somebody on their way out.
#[derive(Clone, PartialEq, Debug)]
pub struct Leaving {
    pub(crate) life: Life<Self>,
    pub(crate) account: Id<Account>,
    pub(crate) asked: Time,
    pub(crate) due: Time,
}

impl Kind for Leaving {
    const PREFIX: &'static str = "lvg";
}
impl Family for Leaving {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Self>()];
}
impl Process for Leaving {
    type Family = Self;
    type State = LeavingState;
    type Event = LeavingEvent;
    type Role = LeavingRole;
    const NAME: &'static str = "leaving";
    const BEGINS: &'static [LeavingState] = &[Cooling];
    const ENDS: &'static [LeavingState] = &[Erased, Kept];
    const MOVES: &'static [Move<Self>] = LEAVING;
    const CLOCKS: &'static [Clock<Self>] = LEAVING_CLOCKS;
    fn rows(leaving: &Self) -> &[Self] {
        std::slice::from_ref(leaving)
    }
    fn rows_mut(leaving: &mut Self) -> &mut [Self] {
        std::slice::from_mut(leaving)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

impl Leaving {
    /// Of an account, from an instant on.
    pub(crate) fn new(id: Id<Self>, account: Id<Account>, now: Time) -> Self {
        Self { life: Life::new(id, Cooling, now), account, asked: now, due: now + COOLING }
    }

    /// It begins.
    pub(crate) fn start(&mut self, now: Time, plan: &mut Plan) -> Result<(), Fault> {
        let id = self.life.id;
        begin::<Self>(self, id, Engine, now, plan)
    }
}

fn erase(_: &Leaving, leaving: &Leaving, plan: &mut Plan) {
    plan.ask(ERASE, leaving.life.id.address());
}
