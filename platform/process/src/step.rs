//! One step of one process. Pure: whoever calls holds the family's lock, has [`crate::settle`]d what was due,
//! and has written what the command brings into the row.

use kernel::{Id, Time};

use crate::plan::BEGUN;
use crate::{Fault, Move, No, Plan, Process, Tick, Words as _};

/// Makes the first move whose states, event, role and guard all fit, and says what it brings about into the
/// plan. Messages are only queued: [`crate::drain`] delivers them.
///
/// # Errors
/// The typed no. The row and the plan are as they were; but what the command wrote into the row is still
/// there, so the caller throws the family away, as a transaction does.
pub fn step<P: Process>(
    family: &mut P::Family,
    id: Id<P>,
    on: P::Event,
    roles: &[P::Role],
    now: Time,
    plan: &mut Plan,
) -> Result<P::State, No<P>> {
    let (_, _, by, _, to, doing) = choose::<P>(family, id, on, roles, now)?;
    let row = P::find_mut(family, id).ok_or(No::Missing)?;
    let life = row.life_mut();
    let from = std::mem::replace(&mut life.state, *to);
    life.version += 1;
    if from != *to {
        life.since = now;
    }
    wind::<P>(family, id, now)?;
    plan.open::<P>(id, (on.word(), *by), (Some(from), *to), now);
    let row = P::find(family, id).ok_or(No::Missing)?;
    for effect in *doing {
        effect(family, row, plan);
    }
    Ok(*to)
}

/// The row of the table that fits.
fn choose<P: Process>(
    family: &P::Family,
    id: Id<P>,
    on: P::Event,
    roles: &[P::Role],
    now: Time,
) -> Result<&'static Move<P>, No<P>> {
    let row = P::find(family, id).ok_or(No::Missing)?;
    let state = row.life().state;
    let (mut first_no, mut for_others) = (None, roles.is_empty());
    for table_row in P::MOVES {
        let (states, event, by, only_if, ..) = table_row;
        if *event != on || !states.contains(&state) {
            continue;
        }
        if !roles.contains(by) {
            for_others = true;
            continue;
        }
        match only_if(family, row, now) {
            Ok(()) => return Ok(table_row),
            Err(why) => first_no = first_no.or(Some(why)),
        }
    }
    match first_no {
        Some(why) => Err(No::NotYet { why }),
        None if for_others => Err(No::NotYours),
        None => Err(No::NotNow { state, allowed: allowed::<P>(family, row, roles, now) }),
    }
}

/// Starts the life of a new row that was just put into the family: winds its clocks and records the beginning.
///
/// # Errors
/// The family does not hold the row, or no row of its process begins in such a state.
pub fn begin<P: Process>(
    family: &mut P::Family,
    id: Id<P>,
    by: P::Role,
    now: Time,
    plan: &mut Plan,
) -> Result<(), Fault> {
    let missing = Fault::NoRow { process: P::NAME, id: id.uid() };
    let state = P::find(family, id).ok_or(missing.clone())?.life().state;
    if !P::BEGINS.contains(&state) {
        return Err(Fault::NoBeginning { process: P::NAME, state: state.word() });
    }
    wind::<P>(family, id, now).map_err(|_| missing)?;
    plan.open::<P>(id, (BEGUN, by), (None, state), now);
    Ok(())
}

/// Sets a row's clocks by its state: one that no longer lives there is gone, one that does not run there is
/// held, one that comes back goes on. A command that changes what a deadline is computed from without making
/// a move calls it by itself.
///
/// # Errors
/// The family does not hold the row.
pub fn wind<P: Process>(family: &mut P::Family, id: Id<P>, now: Time) -> Result<(), No<P>> {
    let clocks = wound::<P>(family, P::find(family, id).ok_or(No::Missing)?, now);
    P::find_mut(family, id).ok_or(No::Missing)?.life_mut().clocks = clocks;
    Ok(())
}

pub(crate) fn wound<P: Process>(family: &P::Family, row: &P, now: Time) -> Vec<Tick> {
    let life = row.life();
    let mut clocks = Vec::new();
    for (name, lives, runs, due, _) in P::CLOCKS {
        if lives.contains(&life.state) {
            let before = life.clocks.iter().find(|tick| tick.name == *name);
            let tick = before.copied().unwrap_or_else(|| Tick::new(name));
            clocks.push(tick.wound(due(family, row), runs.contains(&life.state), now));
        }
    }
    clocks
}

/// What somebody with these roles may do with the row now, in the order of the table: the API's allowed
/// events, the page's buttons.
pub fn allowed<P: Process>(family: &P::Family, row: &P, roles: &[P::Role], now: Time) -> Vec<P::Event> {
    let mut events = Vec::new();
    for (on, by) in open_moves(family, row, now) {
        if roles.contains(&by) && !events.contains(&on) {
            events.push(on);
        }
    }
    events
}

/// Whom the row waits for, in the order of the table: 'who acts next'. By when, its clocks tell.
pub fn awaited<P: Process>(family: &P::Family, row: &P, now: Time) -> Vec<P::Role> {
    let mut roles = Vec::new();
    for (_, by) in open_moves(family, row, now) {
        if !roles.contains(&by) {
            roles.push(by);
        }
    }
    roles
}

fn open_moves<P: Process>(
    family: &P::Family,
    row: &P,
    now: Time,
) -> impl Iterator<Item = (P::Event, P::Role)> {
    P::MOVES
        .iter()
        .filter(move |(states, _, _, only_if, ..)| {
            states.contains(&row.life().state) && only_if(family, row, now).is_ok()
        })
        .map(|(_, on, by, ..)| (*on, *by))
}
