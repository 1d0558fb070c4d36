//! What a promise is written in: rows of moves and rows of clocks over one kind of process.

use std::fmt;

use kernel::{Id, Kind, Time};

use crate::{Family, Life, Plan, Why, Words};

/// Who may make a move. Each process has its own parties; two of them every process has.
pub trait Role: Words {
    /// The market itself, when one move brings on another in the same family.
    const ENGINE: Self;
    /// A clock that has run out.
    const TIMER: Self;
}

/// One kind of promise: a row with a [`Life`], and the tables that say how the life goes.
pub trait Process: Kind + Clone + fmt::Debug + PartialEq {
    /// What is locked and judged together with it.
    type Family: Family;
    /// Where it can stand.
    type State: Words;
    /// What can happen to it.
    type Event: Words;
    /// Who can make it happen.
    type Role: Role;

    /// Its word in facts, clocks and diagrams. Stored: it never changes.
    const NAME: &'static str;
    /// The states a new row may be in.
    const BEGINS: &'static [Self::State];
    /// The states that nothing leaves.
    const ENDS: &'static [Self::State];
    /// Every move. Of the rows that match, the first whose guard holds wins.
    const MOVES: &'static [Move<Self>];
    /// Every deadline.
    const CLOCKS: &'static [Clock<Self>];

    /// The family's rows of this kind. For one single row: [`std::slice::from_ref`].
    fn rows(family: &Self::Family) -> &[Self];
    /// The same, to be changed. For one single row: [`std::slice::from_mut`].
    fn rows_mut(family: &mut Self::Family) -> &mut [Self];
    /// The part of the row that the engine keeps.
    fn life(&self) -> &Life<Self>;
    /// The same, to be changed: by the engine and by nobody else.
    fn life_mut(&mut self) -> &mut Life<Self>;

    /// The family's row with this id.
    fn find(family: &Self::Family, id: Id<Self>) -> Option<&Self> {
        Self::rows(family).iter().find(|row| row.life().id == id)
    }

    /// The same, to be changed.
    fn find_mut(family: &mut Self::Family, id: Id<Self>) -> Option<&mut Self> {
        Self::rows_mut(family).iter_mut().find(|row| row.life().id == id)
    }
}

/// Says yes, or why not, from the rows as they stand at the instant of the move.
pub type Guard<P> = fn(&<P as Process>::Family, &P, Time) -> Result<(), Why>;

/// Says into the plan what a move brings about. It sees the row after the move, and changes nothing itself.
pub type Effect<P> = fn(&<P as Process>::Family, &P, &mut Plan);

/// When a clock is due, from the row alone: limits are frozen into the row when it is made, so that a change
/// of configuration never moves a deadline somebody was told. `None` while it cannot be known. What it reads
/// of the rest of the family must not change while the clock lives: the clock is wound when its own row moves.
pub type Due<P> = fn(&<P as Process>::Family, &P) -> Option<Time>;

/// One row: in these states, on this event, by this role, only if the guard holds, it goes to that state,
/// doing these things. A tuple, so that a table reads as a table.
pub type Move<P> = (
    &'static [<P as Process>::State],
    <P as Process>::Event,
    <P as Process>::Role,
    Guard<P>,
    <P as Process>::State,
    &'static [Effect<P>],
);

/// One deadline: its name, the states it lives in, those of them it runs in, when it is due, and the event
/// that then happens by the timer. In a state it lives in but does not run in, it is held.
pub type Clock<P> = (
    &'static str,
    &'static [<P as Process>::State],
    &'static [<P as Process>::State],
    Due<P>,
    <P as Process>::Event,
);

/// The guard of a row without conditions.
///
/// # Errors
/// Never.
pub fn always<F, P>(_: &F, _: &P, _: Time) -> Result<(), Why> {
    Ok(())
}

/// Whether the guard is [`always`]. Addresses of functions may differ for one function compiled twice and
/// agree for two with the same body; so this may take an `always` for a guard, which makes a lint cry in vain
/// and be seen, or a guard that never says no for `always`, which it is. Only the lints and diagrams ask.
pub(crate) fn is_always<P: Process>(guard: Guard<P>) -> bool {
    std::ptr::fn_addr_eq(guard, always::<P::Family, P> as Guard<P>)
}
