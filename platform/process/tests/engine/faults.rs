//! What the engine says of tables and effects that are wrong, when nobody asked the lints.

use kernel::{Currency, Id, Money, Span, Uid};
use process::{
    Clock, Fault, Life, MOST_MESSAGES, MOST_RINGS, Member, Move, No, Plan, Posting, Process, Purse, Tick,
    UnknownWord, Words as _, always, begin, drain, settle, step, wind,
};

use super::lamp::*;

/// A lamp with something of its own, and its one effect.
macro_rules! lamps {
    ($($lamp:ident { $($body:tt)* })+) => {
        $(
            #[derive(Clone, PartialEq, Debug)]
            struct $lamp;
            impl Wiring for $lamp { $($body)* }
        )+
    };
}
type Moves<T> = &'static [Move<Lamp<T>>];
type Clocks<T> = &'static [Clock<Lamp<T>>];

const FROM: Purse = Purse { kind: "escrow", of: UID };
const TO: Purse = Purse { kind: "available", of: UID };

const fn pesos(amount: i64) -> Money {
    Money::new(amount, Currency::PHP)
}

#[rustfmt::skip]
lamps! {
    Right {}
    Refusing { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always,   On,  &[]),
        (&[On],  Fade,  Timer, no_power, Off, &[]),
    ]; }
    Unnamed { const MEMBERS: &'static [Member<Lamp<Self>>] = &[]; }
    Blinking {
        const MOVES: Moves<Self> = &[
            (&[Off],     Press, Guest, always, On,  &[]),
            (&[On],      Fade,  Timer, always, Off, &[]),
            (&[Off],     Fade,  Timer, always, On,  &[]),
        ];
        const CLOCKS: Clocks<Self> = &[
            ("up",   &[Off], &[Off], |_, lamp| lamp.until, Fade),
            ("down", &[On],  &[On],  |_, lamp| lamp.until, Fade),
        ];
    }
    Echoing { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always, On, &[|_, lamp, plan| plan.send(lamp.life.id, Press)]),
        (&[On],  Press, House, always, On, &[|_, lamp, plan| plan.send(lamp.life.id, Press)]),
    ]; }
    Nudging { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always, On,  &[|_, lamp, plan| plan.send(lamp.life.id, Burn)]),
        (&[Off], Burn,  House, always, Off, &[]),
    ]; }
    Shouting { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always, On,  &[|_, lamp, plan| plan.send(lamp.life.id, Fade)]),
        (&[On],  Fade,  Timer, always, Off, &[]),
    ]; }
    Straying { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always, On,  &[|_, _, plan| plan.send::<Lamp<Self>>(Id::from_uid(Uid([9; 16])), Burn)]),
        (&[Off], Burn,  House, always, Off, &[]),
    ]; }
    Paying { const MOVES: Moves<Self> = &[
        (&[Off], Press, Guest, always, On, &[|_, _, plan| plan.post(FROM, TO, pesos(0), "nothing"), |_, _, plan| plan.post(FROM, TO, pesos(5), "light")]),
        (&[On],  Press, Guest, always, On, &[|_, _, plan| plan.post(FROM, TO, pesos(-5), "light")]),
        (&[On],  Burn,  House, always, On, &[|_, _, plan| plan.post(FROM, FROM, pesos(5), "light")]),
    ]; }
}

/// Pressed at dusk, with an hour until it fades.
fn pressed<T: Wiring>() -> (Lamp<T>, Plan) {
    let (mut lamp, mut plan) = lamp::<T>(Some(DUSK + Span::hours(1)));
    step::<Lamp<T>>(&mut lamp, id(), Press, &[Guest], DUSK, &mut plan).unwrap();
    (lamp, plan)
}

fn drained<T: Wiring>() -> Result<(), Fault> {
    let (mut lamp, mut plan) = pressed::<T>();
    drain(&mut lamp, DUSK, &mut plan)
}

fn settled<T: Wiring>() -> Result<usize, Fault> {
    let (mut lamp, mut plan) = pressed::<T>();
    settle(&mut lamp, DUSK + Span::days(1), &mut plan)
}

#[test]
fn a_clock_that_is_refused_stops_everything() {
    let at = DUSK + Span::hours(1);
    let fault = Fault::Refused { process: "lamp", id: UID, clock: "fade", at, no: "no_power" };
    assert_eq!(settled::<Refusing>(), Err(fault));
    assert_eq!(settled::<Right>(), Ok(1));
}

#[test]
fn clocks_that_wake_each_other_for_ever_are_stopped() {
    assert_eq!(MOST_RINGS, 1_000);
    assert_eq!(settled::<Blinking>(), Err(Fault::Restless { process: "lamp", clock: "down" }));
}

#[test]
fn messages_that_bring_on_messages_for_ever_are_stopped() {
    assert_eq!(MOST_MESSAGES, 10_000);
    assert_eq!(drained::<Echoing>(), Err(Fault::Endless { process: "lamp", event: "press" }));
}

#[test]
fn a_message_that_comes_too_late_does_nothing() {
    let (mut lamp, mut plan) = pressed::<Nudging>();
    assert_eq!(drain(&mut lamp, DUSK, &mut plan), Ok(()));
    assert_eq!((lamp.life.state, lamp.life.version), (On, 1));
}

#[test]
fn a_message_that_no_row_takes_from_the_engine_is_a_fault() {
    assert_eq!(drained::<Shouting>(), Err(Fault::Unheard { process: "lamp", event: "fade" }));
}

#[test]
fn a_message_to_nobody_is_a_fault() {
    assert_eq!(drained::<Straying>(), Err(Fault::NoRow { process: "lamp", id: Uid([9; 16]) }));
}

#[test]
fn a_family_that_does_not_name_its_members_keeps_no_deadline() {
    let (mut lamp, mut plan) = pressed::<Unnamed>();
    assert_eq!(settle(&mut lamp, DUSK + Span::days(1), &mut plan), Ok(0));
    plan.send(id::<Unnamed>(), Press);
    assert_eq!(drain(&mut lamp, DUSK, &mut plan), Err(Fault::NoMember { process: "lamp" }));
}

#[test]
fn nothing_is_posted_for_nothing_and_less_than_nothing_is_a_fault() {
    let (mut lamp, mut plan) = pressed::<Paying>();
    let posting = Posting { from: FROM, to: TO, amount: pesos(5), code: "light" };
    assert_eq!(plan.moves()[1].postings, [posting]);
    step::<Lamp<Paying>>(&mut lamp, id(), Press, &[Guest], DUSK, &mut plan).unwrap();
    let negative = Posting { amount: pesos(-5), ..posting };
    assert_eq!(drain(&mut lamp, DUSK, &mut plan), Err(Fault::Posting(negative)));
    step::<Lamp<Paying>>(&mut lamp, id(), Burn, &[House], DUSK, &mut plan).unwrap();
    assert_eq!(plan.finish(), Err(Fault::Posting(negative)), "the first is told, also to who did not drain");
    let (mut lamp, mut plan) = pressed::<Paying>();
    step::<Lamp<Paying>>(&mut lamp, id(), Burn, &[House], DUSK, &mut plan).unwrap();
    let to_itself = Posting { to: FROM, ..posting };
    assert_eq!(plan.finish(), Err(Fault::Posting(to_itself)));
}

#[test]
fn a_plan_is_finished_only_when_its_messages_are_delivered() {
    let (_, plan) = pressed::<Nudging>();
    assert_eq!(plan.finish(), Err(Fault::Undelivered));
}

#[test]
fn a_plan_says_nothing_that_belongs_to_no_move() {
    let mut plan = Plan::new();
    plan.ask("refund", id::<Right>().address());
    assert_eq!(plan.finish(), Err(Fault::NoMove));
}

#[test]
fn a_row_begins_where_its_table_does() {
    let (mut lamp, mut plan) = (Lamp::<Right> { life: Life::new(id(), On, DUSK), until: None }, Plan::new());
    let begun = begin::<Lamp<Right>>(&mut lamp, id(), Guest, DUSK, &mut plan);
    assert_eq!(begun, Err(Fault::NoBeginning { process: "lamp", state: "on" }));
    let other = Id::from_uid(Uid([9; 16]));
    let nobody = begin::<Lamp<Right>>(&mut lamp, other, Guest, DUSK, &mut plan);
    assert_eq!(nobody, Err(Fault::NoRow { process: "lamp", id: Uid([9; 16]) }));
    assert_eq!(wind::<Lamp<Right>>(&mut lamp, other, DUSK), Err(No::Missing));
    assert!(plan.moves().is_empty());
}

#[test]
fn a_stored_word_that_the_binary_does_not_know_is_an_error_that_says_so() {
    let unknown = UnknownWord { of: "Light", word: "dimmed".into() };
    assert_eq!(Light::parse("dimmed"), Err(unknown.clone()));
    assert_eq!(Life::<Lamp<Right>>::stored(id(), "dimmed", 0, DUSK, Vec::new()), Err(unknown.clone()));
    assert!(unknown.to_string().starts_with("`dimmed` is not a Light that this version knows"));
    assert!(Tick::stored::<Lamp<Right>>("dusk").is_err());
    assert_eq!(Tick::stored::<Lamp<Right>>("fade").map(|tick| tick.name), Ok("fade"));
    let member = Member::of::<Lamp<Right>>();
    assert_eq!((member.states)(), ["off", "on", "burnt"]);
    assert_eq!((member.clocks)(), ["fade"]);
    for light in Light::ALL {
        assert_eq!(light.to_string().parse(), Ok(*light));
    }
}

#[test]
fn a_clock_that_somebody_moved_by_hand_is_astray() {
    let (mut lamp, _) = pressed::<Right>();
    let astray = Member::of::<Lamp<Right>>().astray;
    assert_eq!(astray(&lamp), []);
    lamp.life.clocks[0].at = Some(DUSK + Span::hours(2));
    let found = astray(&lamp);
    assert_eq!((found.len(), found[0].id, found[0].due[0].at), (1, UID, Some(DUSK + Span::hours(1))));
    wind::<Lamp<Right>>(&mut lamp, id(), DUSK).unwrap();
    assert_eq!(astray(&lamp), [], "winding sets it right");
    assert_eq!(Lamp::<Right>::find(&lamp, id()), Some(&lamp));
}
