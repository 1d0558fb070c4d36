//! A delivered parcel: seven days until the sale completes by itself, while no case is open. The smallest
//! table that has every kind of clock.

use kernel::{Chance, Id, Kind, RefusalKind, Span, Time, Uid};
use process::{
    Clock, Family, Life, Member, Move, Moved, No, Plan, Process, Tick, Why, always, begin, drain, settle,
    step, wind, words,
};

words! {
    /// Where a parcel stands.
    pub enum State {
        /// At the buyer's.
        Delivered = "delivered",
        /// Somebody complained.
        InCase = "in_case",
        /// The money is the seller's.
        Completed = "completed",
    }
}
words! {
    /// What happens to it.
    pub enum Event {
        /// The buyer complains.
        Open = "open",
        /// The case is closed.
        Close = "close",
        /// Three more days, once.
        Extend = "extend",
        /// Nobody said anything.
        Auto = "auto",
        /// The buyer is asked how it is.
        Remind = "remind",
    }
}
words! {
    /// Who acts.
    pub enum By {
        /// Who bought.
        Buyer = "buyer",
        /// Who decides.
        Staff = "staff",
        /// The clock.
        Timer = "timer",
        /// The market.
        Engine = "engine",
    }
}
impl process::Role for By {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}
use By::{Buyer, Staff, Timer};
use Event::{Auto, Close, Extend, Open, Remind};
use State::{Completed, Delivered, InCase};

#[derive(Clone, PartialEq, Debug)]
pub struct Parcel {
    life: Life<Self>,
    delivered_at: Time,
    extensions: i64,
}

const ONCE: Why = Why::new("extended_before", "The time was extended before; it can be once.");

#[rustfmt::skip]
const PARCEL: &[Move<Parcel>] = &[
    (&[Delivered], Open,   Buyer, always,                                    InCase,    &[]),
    (&[InCase],    Close,  Staff, always,                                    Delivered, &[]),
    (&[Delivered], Extend, Buyer, |_, p, _| ONCE.unless(p.extensions == 1),  Delivered, &[]),
    (&[Delivered], Remind, Timer, always,                                    Delivered, &[|_, _, plan| plan.note("asked", "how is it")]),
    (&[Delivered], Auto,   Timer, always,                                    Completed, &[]),
];
#[rustfmt::skip]
const PARCEL_CLOCKS: &[Clock<Parcel>] = &[
    ("auto",   &[Delivered, InCase], &[Delivered], |_, p| Some(p.delivered_at + Span::days(7 + 3 * p.extensions)), Auto),
    ("remind", &[Delivered, InCase], &[Delivered], |_, p| Some(p.delivered_at + Span::days(2 + 3 * p.extensions)), Remind),
];

impl Kind for Parcel {
    const PREFIX: &'static str = "prc";
}
impl Process for Parcel {
    type Family = Parcel;
    type State = State;
    type Event = Event;
    type Role = By;
    const NAME: &'static str = "parcel";
    const BEGINS: &'static [State] = &[Delivered];
    const ENDS: &'static [State] = &[Completed];
    const MOVES: &'static [Move<Self>] = PARCEL;
    const CLOCKS: &'static [Clock<Self>] = PARCEL_CLOCKS;
    fn rows(family: &Parcel) -> &[Self] {
        std::slice::from_ref(family)
    }
    fn rows_mut(family: &mut Parcel) -> &mut [Self] {
        std::slice::from_mut(family)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}
impl Family for Parcel {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Self>()];
}

const ID: Id<Parcel> = Id::from_uid(Uid([7; 16]));

fn day(n: i64) -> Time {
    Time::from_micros(0) + Span::days(n)
}

fn delivered() -> (Parcel, Plan) {
    let mut parcel = Parcel { life: Life::new(ID, Delivered, day(0)), delivered_at: day(0), extensions: 0 };
    let mut plan = Plan::new();
    begin::<Parcel>(&mut parcel, ID, By::Engine, day(0), &mut plan).unwrap();
    (parcel, plan)
}

fn does(parcel: &mut Parcel, on: Event, at: Time, plan: &mut Plan) -> Result<State, No<Parcel>> {
    settle(parcel, at, plan).unwrap();
    let state = step::<Parcel>(parcel, ID, on, &[Buyer, Staff], at, plan)?;
    drain(parcel, at, plan).unwrap();
    Ok(state)
}

fn auto(parcel: &Parcel) -> Tick {
    parcel.life.clocks[0]
}

#[test]
fn an_open_case_stops_the_clock_and_gives_the_time_back() {
    let (mut parcel, mut plan) = delivered();
    assert_eq!(auto(&parcel).at, Some(day(7)));
    does(&mut parcel, Open, day(3), &mut plan).unwrap();
    assert_eq!(
        auto(&parcel),
        Tick { name: "auto", at: None, held: Span::ZERO, held_since: Some(day(3)), rung: None }
    );
    assert_eq!(settle(&mut parcel, day(90), &mut plan), Ok(0), "a held clock does not ring");
    does(&mut parcel, Close, day(100), &mut plan).unwrap();
    assert_eq!(
        auto(&parcel),
        Tick { name: "auto", at: Some(day(104)), held: Span::days(97), held_since: None, rung: None }
    );
}

#[test]
fn an_extension_keeps_what_a_pause_gave_back() {
    let (mut parcel, mut plan) = delivered();
    does(&mut parcel, Open, day(3), &mut plan).unwrap();
    does(&mut parcel, Close, day(13), &mut plan).unwrap();
    parcel.extensions += 1;
    does(&mut parcel, Extend, day(14), &mut plan).unwrap();
    assert_eq!(auto(&parcel).at, Some(day(7 + 10 + 3)));
    assert_eq!((parcel.life.since, parcel.life.version), (day(13), 4), "it stayed where it was");
    let mut again = parcel.clone();
    again.extensions += 1;
    assert_eq!(does(&mut again, Extend, day(15), &mut plan), Err(No::NotYet { why: ONCE }));
    let refusal = kernel::Refusal::from(No::<Parcel>::NotYet { why: ONCE });
    assert_eq!((refusal.code, &*refusal.detail), ("extended_before", ONCE.detail));
}

#[test]
fn a_reminder_that_leaves_the_state_as_it_is_rings_once() {
    let (mut parcel, mut plan) = delivered();
    assert_eq!(settle(&mut parcel, day(6), &mut plan), Ok(1));
    assert_eq!(settle(&mut parcel, day(6), &mut plan), Ok(0));
    assert_eq!(parcel.life.clocks[1].rung, Some(day(2)));
    does(&mut parcel, Open, day(6), &mut plan).unwrap();
    does(&mut parcel, Close, day(7), &mut plan).unwrap();
    assert_eq!(parcel.life.clocks[1].at, None, "a pause is no new deadline");
    assert_eq!(settle(&mut parcel, day(30), &mut plan), Ok(1), "only the other one rings");
    let moves = plan.finish().unwrap();
    let rang: Vec<_> =
        moves.iter().filter(|moved| moved.by == "timer").map(|moved| (moved.event, moved.at)).collect();
    assert_eq!(rang, [("remind", day(2)), ("auto", day(8))]);
}

#[test]
fn a_reminder_rings_again_for_a_later_due_whatever_the_pauses_were() {
    let (mut parcel, mut plan) = delivered();
    does(&mut parcel, Open, day(1), &mut plan).unwrap();
    does(&mut parcel, Close, day(11), &mut plan).unwrap();
    assert_eq!(settle(&mut parcel, day(12), &mut plan), Ok(1), "due on day 2, held for ten");
    assert_eq!(parcel.life.clocks[1].rung, Some(day(2)));
    parcel.extensions += 1;
    does(&mut parcel, Extend, day(13), &mut plan).unwrap();
    assert_eq!(parcel.life.clocks[1].at, Some(day(2 + 3 + 10)));
}

#[test]
fn a_step_that_is_not_open_says_what_is() {
    let (mut parcel, mut plan) = delivered();
    assert_eq!(does(&mut parcel, Auto, day(1), &mut plan), Err(No::NotYours), "only the timer may");
    assert_eq!(
        does(&mut parcel, Close, day(1), &mut plan),
        Err(No::NotNow { state: Delivered, allowed: vec![Open] })
    );
    let refusal = kernel::Refusal::from(does(&mut parcel, Close, day(1), &mut plan).unwrap_err());
    assert_eq!((refusal.code, refusal.allowed), ("not_now", vec!["open".into()]));
    let stranger = step::<Parcel>(&mut parcel, ID, Close, &[], day(1), &mut plan);
    assert_eq!(stranger, Err(No::NotYours), "who has no part in it learns nothing of its state");
    let other = Id::from_uid(Uid([8; 16]));
    assert_eq!(step::<Parcel>(&mut parcel, other, Close, &[Staff], day(1), &mut plan), Err(No::Missing));
    assert_eq!(parcel.life.unchanged_since(1), Err(No::Changed { version: 0 }));
    assert_eq!((plan.moves().len(), parcel.life.version), (1, 0), "a refused step leaves no trace");
    let codes = [No::Missing, No::NotYours, No::Changed { version: 3 }].map(|no: No<Parcel>| {
        let refusal = kernel::Refusal::from(no);
        (refusal.kind, refusal.code)
    });
    assert_eq!(
        codes,
        [
            (RefusalKind::Missing, "missing"),
            (RefusalKind::Forbidden, "not_yours"),
            (RefusalKind::Conflict, "changed"),
        ]
    );
}

#[test]
fn a_deadline_that_was_over_before_its_state_began_rings_at_once_and_not_before() {
    let (mut parcel, mut plan) = delivered();
    parcel.delivered_at = day(-30);
    wind::<Parcel>(&mut parcel, ID, day(0)).unwrap();
    assert_eq!(settle(&mut parcel, day(4), &mut plan), Ok(2));
    let rang: Vec<_> = plan.moves()[1..].iter().map(|moved| (moved.event, moved.at)).collect();
    assert_eq!(rang, [("remind", day(0)), ("auto", day(0))], "the one that was due earlier is first");
}

/// A life of twelve things that happen or are refused, up to three days apart; on the way some sweeps.
fn lived(seed: u64, sweeps: bool, back: Span) -> (Parcel, Vec<Moved>) {
    let (mut parcel, plan) = delivered();
    let (mut told, mut now) = (plan.finish().unwrap(), day(0));
    let (mut chance, mut sweeper) = (Chance::from_number(seed), Chance::from_number(!seed));
    let swept = |parcel: &mut Parcel, now, told: &mut Vec<Moved>| {
        let mut plan = Plan::new();
        settle(parcel, now, &mut plan).unwrap();
        told.extend(plan.finish().unwrap());
    };
    for _ in 0..12 {
        let gap = chance.below(3 * 24);
        if sweeps {
            let early = Span::hours(sweeper.below(gap + 1) as i64);
            swept(&mut parcel, now + early, &mut told);
        }
        now = now + Span::hours(gap as i64) + back;
        let on = *chance.pick(&[Open, Close, Close, Extend]).unwrap();
        let (mut trial, mut plan) = (parcel.clone(), Plan::new());
        settle(&mut trial, now, &mut plan).unwrap();
        trial.extensions += i64::from(on == Extend);
        if step::<Parcel>(&mut trial, ID, on, &[Buyer, Staff], now, &mut plan).is_ok() {
            drain(&mut trial, now, &mut plan).unwrap();
            told.extend(plan.finish().unwrap());
            parcel = trial;
        }
    }
    swept(&mut parcel, now + Span::days(30), &mut told);
    (parcel, told)
}

#[test]
fn pauses_and_extensions_come_out_alike_however_late_the_sweeper_is() {
    let mut completed = 0;
    for seed in 0..2_000 {
        let (lazy, eager) = (lived(seed, false, Span::ZERO), lived(seed, true, Span::ZERO));
        assert_eq!(lazy, eager, "seed {seed}");
        completed += u64::from(lazy.0.life.is_over());
    }
    assert!((500..1_900).contains(&completed), "some end in a case, some do not: {completed}");
}

#[test]
fn each_clock_rings_once_though_the_machines_clock_is_set_back() {
    for seed in 0..2_000 {
        let (parcel, told) = lived(seed, false, Span::hours(-12));
        let rang = |event| told.iter().filter(|moved| moved.event == event).count();
        assert_eq!(rang("auto"), usize::from(parcel.life.is_over()), "seed {seed}");
        assert!(rang("remind") <= 1 + rang("extend"), "seed {seed}");
        assert!(parcel.life.clocks.iter().all(|tick| tick.held >= Span::ZERO), "seed {seed}");
    }
}
