//! How one step chooses its row.

use process::{Move, No, Why, allowed, always, step};

use super::lamp::*;

const NO_BULB: Why = Why::new("no_bulb", "There is no bulb.");

/// A lamp that needs power and a bulb.
#[derive(Clone, PartialEq, Debug)]
struct Wired;
#[rustfmt::skip]
impl Wiring for Wired {
    const MOVES: &'static [Move<Lamp<Self>>] = &[
        (&[Off],     Press, Guest, no_power,                          On,    &[]),
        (&[Off],     Press, Guest, |_, _, _| NO_BULB.unless(false),   On,    &[]),
        (&[Off],     Burn,  Guest, |_, l, _| NO_BULB.unless(l.until.is_some()), On, &[]),
        (&[Off],     Burn,  Guest, always,                            Burnt, &[]),
        (&[On],      Fade,  Timer, always,                            Off,   &[]),
    ];
}

#[test]
fn the_first_row_whose_guard_holds_wins() {
    let (mut lamp, mut plan) = lamp::<Wired>(None);
    assert_eq!(step::<Lamp<Wired>>(&mut lamp.clone(), id(), Burn, &[Guest], DUSK, &mut plan), Ok(Burnt));
    lamp.until = Some(DUSK);
    assert_eq!(step::<Lamp<Wired>>(&mut lamp, id(), Burn, &[Guest], DUSK, &mut plan), Ok(On));
}

#[test]
fn of_several_guards_that_say_no_the_first_is_told() {
    let (mut lamp, mut plan) = lamp::<Wired>(None);
    let refused = step::<Lamp<Wired>>(&mut lamp, id(), Press, &[Guest], DUSK, &mut plan);
    assert_eq!(refused, Err(No::NotYet { why: NO_POWER }));
}

#[test]
fn what_is_allowed_is_named_once_and_only_where_a_guard_holds() {
    let (mut lamp, _) = lamp::<Wired>(Some(DUSK));
    assert_eq!(allowed::<Lamp<Wired>>(&lamp, &lamp, &[Guest], DUSK), [Burn]);
    lamp.until = None;
    assert_eq!(allowed::<Lamp<Wired>>(&lamp, &lamp, &[Guest], DUSK), [Burn]);
    assert_eq!(allowed::<Lamp<Wired>>(&lamp, &lamp, &[Timer, House], DUSK), []);
}
