//! One command on one family.

use db::{Broken, No, Rx, Tx};
use kernel::{Cx, Refusal, Time, Uid};
use process::{Family, Fault, Plan, drain, settle};

use crate::Ticks;
use crate::carry::carry_out;

/// A family that is kept in tables of its domain.
pub trait Stored: Family + Clone {
    /// The word of its kind in the table of families. Stored: it never changes.
    const KIND: &'static str;

    /// Reads its rows, each with its clocks; nothing if there is no such root.
    ///
    /// # Errors
    /// What broke, or a stored word that this binary does not know.
    fn load(rx: &mut Rx, root: Uid, ticks: &Ticks) -> Result<Option<Self>, No>;

    /// Writes the rows that are not as they were; all of them when there was nothing before.
    ///
    /// # Errors
    /// What broke.
    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No>;

    /// The clocks its rows carry.
    fn ticks(&self) -> Ticks;
}

/// A fault in the rules is ours, never the caller's.
pub(crate) fn broken(fault: Fault) -> No {
    Broken::Stored(fault.to_string()).into()
}

fn missing<F: Stored>() -> No {
    Refusal::missing(F::KIND).into()
}

/// Runs a command on an existing family, under its lock. `act` gets the transaction, the rows, the
/// command's instant in the family and the plan; it writes what the command brings into the rows and makes its
/// steps.
///
/// # Errors
/// What `act` refuses, a missing root, or what broke: then nothing happened, not even what was due. A sweeper
/// makes that happen by itself.
pub fn run<F: Stored, T>(
    tx: &mut Tx,
    cx: &Cx,
    root: Uid,
    act: impl FnOnce(&mut Tx, &mut F, Time, &mut Plan) -> Result<T, No>,
) -> Result<T, No> {
    let at = match tx.lock(cx, root) {
        Ok(family) => family.at,
        Err(no) if no.is_missing() => return Err(missing::<F>()),
        Err(no) => return Err(no),
    };
    let ticks = Ticks::load(tx, root)?;
    let before = F::load(tx, root, &ticks)?.ok_or_else(missing::<F>)?;
    let mut family = before.clone();
    let mut plan = Plan::new();
    settle(&mut family, at, &mut plan).map_err(broken)?;
    let answer = act(tx, &mut family, at, &mut plan)?;
    drain(&mut family, at, &mut plan).map_err(broken)?;
    family.save(tx, Some(&before))?;
    family.ticks().store(tx, &ticks, root, F::KIND)?;
    carry_out(tx, cx, root, plan.finish().map_err(broken)?)?;
    Ok(answer)
}

/// Founds a family. `act` begins its rows' lives and makes their first steps.
///
/// # Errors
/// What `act` refuses, or what broke.
pub fn found<F: Stored, T>(
    tx: &mut Tx,
    cx: &Cx,
    root: Uid,
    mut family: F,
    act: impl FnOnce(&mut Tx, &mut F, Time, &mut Plan) -> Result<T, No>,
) -> Result<T, No> {
    let at = tx.found(cx, root, F::KIND)?.at;
    let mut plan = Plan::new();
    let answer = act(tx, &mut family, at, &mut plan)?;
    drain(&mut family, at, &mut plan).map_err(broken)?;
    family.save(tx, None)?;
    family.ticks().store(tx, &Ticks::default(), root, F::KIND)?;
    carry_out(tx, cx, root, plan.finish().map_err(broken)?)?;
    Ok(answer)
}

/// Reads a family as it stands at the reader's instant: what is due by then has happened in the answer, though
/// nothing was stored. So no page depends on how late the sweeper is either.
///
/// # Errors
/// What broke. Absence is `None`.
pub fn show<F: Stored>(rx: &mut Rx, cx: &Cx, root: Uid) -> Result<Option<F>, No> {
    let ticks = Ticks::load(rx, root)?;
    let Some(mut family) = F::load(rx, root, &ticks)? else { return Ok(None) };
    settle(&mut family, cx.now, &mut Plan::new()).map_err(broken)?;
    Ok(Some(family))
}
