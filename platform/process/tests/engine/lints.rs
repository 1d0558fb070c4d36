//! One mistake in a table, one finding: each rule is seen to catch what it is there for.

use process::lint::{Rule, lint_family};
use process::{Clock, Member, Move, always};

use super::lamp::*;

/// A lamp with something of its own instead of what is right.
macro_rules! lamps {
    ($($lamp:ident { $(const $table:ident: $rows:ty = $own:expr;)* })+) => {
        $(
            #[derive(Clone, PartialEq, Debug)]
            struct $lamp;
            impl Wiring for $lamp { $(const $table: $rows = $own;)* }
        )+
    };
}
type Moves<T> = &'static [Move<Lamp<T>>];
type Clocks<T> = &'static [Clock<Lamp<T>>];
type Members<T> = &'static [Member<Lamp<T>>];
type Lights = &'static [Light];

#[rustfmt::skip]
lamps! {
    Right {}
    Shadowed { const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[Off, On], Press, Guest, always,   Off,   &[]),
        (&[On],      Fade,  Timer, always,   Off,   &[]),
        (&[Off, On], Burn,  House, always,   Burnt, &[]),
    ]; }
    Shared { const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[On],      Press, Guest, always,   Off,   &[]),
        (&[On],      Press, House, always,   Off,   &[]),
        (&[On],      Fade,  Timer, no_power, Burnt, &[]),
        (&[On],      Fade,  Timer, always,   Off,   &[]),
        (&[Off, On], Burn,  House, always,   Burnt, &[]),
    ]; }
    Unreached { const BEGINS: Lights = &[On]; const CLOCKS: Clocks<Self> = &[]; const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[Off],     Fade,  Timer, always,   On,    &[]),
        (&[Off, On], Burn,  House, always,   Burnt, &[]),
    ]; }
    NoExit { const CLOCKS: Clocks<Self> = &[]; const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[On],      Press, Guest, always,   On,    &[]),
        (&[Off],     Fade,  Timer, always,   Off,   &[]),
        (&[Off],     Burn,  House, always,   Burnt, &[]),
    ]; }
    Undead { const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[On],      Press, Guest, always,   Off,   &[]),
        (&[On],      Fade,  Timer, always,   Off,   &[]),
        (&[Off, On, Burnt], Burn, House, always, Burnt, &[]),
    ]; }
    Deaf { const CLOCKS: Clocks<Self> = &[]; const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[On],      Press, Guest, always,   Off,   &[]),
        (&[Off, On], Burn,  House, always,   Burnt, &[]),
    ]; }
    Restless { const MOVES: Moves<Self> = &[
        (&[Off],     Press, Guest, always,   On,    &[]),
        (&[On],      Press, Guest, always,   Off,   &[]),
        (&[On],      Fade,  Timer, no_power, Off,   &[]),
        (&[Off, On], Burn,  House, always,   Burnt, &[]),
    ]; }
    Somewhere { const CLOCKS: Clocks<Self> = &[("fade", &[On], &[On, Off], |_, lamp| lamp.until, Fade)]; }
    Stolen { const CLOCKS: Clocks<Self> = &[("fade", &[On], &[On], |_, lamp| lamp.until, Press)]; }
    Outside { const CLOCKS: Clocks<Self> = &[("fade", &[Off], &[On], |_, lamp| lamp.until, Fade)]; }
    Stopped { const CLOCKS: Clocks<Self> = &[("fade", &[On], &[], |_, lamp| lamp.until, Fade)]; }
    Twice { const CLOCKS: Clocks<Self> = &[
        ("fade", &[On], &[On], |_, lamp| lamp.until, Fade),
        ("fade", &[On], &[On], |_, _| None,          Fade),
    ]; }
    Twins { const MEMBERS: Members<Self> = &[Member::of::<Lamp<Self>>(), Member::of::<Lamp<Self>>()]; }
}

fn findings<T: Wiring>() -> Vec<(Rule, String)> {
    lint_family::<Lamp<T>>().into_iter().map(|finding| (finding.rule, finding.sentence)).collect()
}

fn finds<T: Wiring>(rule: Rule, sentence: &str) {
    assert_eq!(findings::<T>(), [(rule, sentence.to_owned())]);
}

#[test]
fn a_good_table_has_no_findings() {
    assert_eq!(findings::<Right>(), []);
    assert_eq!(findings::<Shared>(), [], "two roles may do one thing, and a guard may come first");
}

#[test]
fn a_row_behind_an_unguarded_one_is_never_reached() {
    let sentence = "row 2 (off on press by guest to off) is never reached: row 1 takes it without a guard";
    finds::<Shadowed>(Rule::RowIsReached, sentence);
}

#[test]
fn a_state_that_no_beginning_leads_to_is_found() {
    finds::<Unreached>(Rule::StateIsReached, "no moves lead to the state `off`");
}

#[test]
fn a_state_that_only_leads_to_itself_is_no_end() {
    finds::<NoExit>(Rule::StateHasAnExit, "nothing leaves `on`, and it is not called an end");
}

#[test]
fn an_end_that_takes_events_is_none() {
    finds::<Undead>(Rule::EndsAbsorb, "`burnt` is an end, yet it takes `burn`");
}

#[test]
fn an_event_that_no_row_takes_is_found() {
    finds::<Deaf>(Rule::EventIsTaken, "no row takes `fade`");
}

#[test]
fn a_clock_whose_rows_are_all_guarded_may_ring_for_ever() {
    let sentence = "the clock `fade` may ring for ever in `on`: every row for `fade` is guarded";
    finds::<Restless>(Rule::ClockIsHeard, sentence);
}

#[test]
fn a_clock_that_runs_where_nobody_hears_it_is_found_there() {
    let outside = "the clock `fade` runs in `off`, where it does not live";
    let unheard = "the clock `fade` rings `fade` in `off`, where no row takes it";
    assert_eq!(
        findings::<Somewhere>(),
        [(Rule::ClockRunsWhereItLives, outside.to_owned()), (Rule::ClockIsHeard, unheard.to_owned())]
    );
}

#[test]
fn a_clock_does_not_ring_an_event_of_somebody_else() {
    let sentence = "the clock `fade` rings `press` in `on`, where only others may do that";
    finds::<Stolen>(Rule::ClockIsTheTimers, sentence);
}

#[test]
fn a_clock_runs_only_where_it_lives() {
    finds::<Outside>(Rule::ClockRunsWhereItLives, "the clock `fade` runs in `on`, where it does not live");
}

#[test]
fn a_clock_that_never_runs_is_none() {
    finds::<Stopped>(Rule::ClockRuns, "the clock `fade` runs in no state");
}

#[test]
fn two_clocks_do_not_share_a_name() {
    finds::<Twice>(Rule::NamesAreUnique, "two clocks are called `fade`");
}

#[test]
fn two_members_do_not_share_a_name() {
    finds::<Twins>(Rule::NamesAreUnique, "two members of one family are called `lamp`");
}
