//! The smallest process there is, so that one thing at a time can be wrong with its tables.

use std::fmt::Debug;
use std::marker::PhantomData;

use kernel::{Id, Kind, Time, Uid};
use process::{Clock, Family, Life, Member, Move, Plan, Process, Why, always, begin, words};

words! {
    /// How a lamp is.
    pub enum Light {
        /// Dark.
        Off = "off",
        /// Lit.
        On = "on",
        /// For ever dark.
        Burnt = "burnt",
    }
}
words! {
    /// What happens to it.
    pub enum Touch {
        /// Its button.
        Press = "press",
        /// Its timer.
        Fade = "fade",
        /// Its end.
        Burn = "burn",
    }
}
words! {
    /// Who does it.
    pub enum Hand {
        /// Somebody.
        Guest = "guest",
        /// Its timer.
        Timer = "timer",
        /// The house.
        House = "house",
    }
}
impl process::Role for Hand {
    const ENGINE: Self = Self::House;
    const TIMER: Self = Self::Timer;
}

pub use Hand::{Guest, House, Timer};
pub use Light::{Burnt, Off, On};
pub use Touch::{Burn, Fade, Press};

/// The tables of a lamp: good ones, where a test does not put its own.
pub trait Wiring: Clone + PartialEq + Debug + Sized + 'static {
    /// Its states at the beginning.
    const BEGINS: &'static [Light] = &[Off];
    /// Its ends.
    const ENDS: &'static [Light] = &[Burnt];
    /// Its moves.
    const MOVES: &'static [Move<Lamp<Self>>] = Good::<Self>::MOVES;
    /// Its clocks.
    const CLOCKS: &'static [Clock<Lamp<Self>>] = Good::<Self>::CLOCKS;
    /// Who is in the house.
    const MEMBERS: &'static [Member<Lamp<Self>>] = &[Member::of::<Lamp<Self>>()];
}

/// What is right.
pub struct Good<T>(PhantomData<T>);
#[rustfmt::skip]
impl<T: Wiring> Good<T> {
    pub const MOVES: &'static [Move<Lamp<T>>] = &[
        (&[Off],     Press, Guest, always, On,    &[]),
        (&[On],      Press, Guest, always, Off,   &[]),
        (&[On],      Fade,  Timer, always, Off,   &[]),
        (&[Off, On], Burn,  House, always, Burnt, &[]),
    ];
    pub const CLOCKS: &'static [Clock<Lamp<T>>] = &[
        ("fade", &[On], &[On], |_, lamp| lamp.until, Fade),
    ];
}

#[derive(Clone, PartialEq, Debug)]
pub struct Lamp<T: Wiring> {
    pub life: Life<Self>,
    pub until: Option<Time>,
}

impl<T: Wiring> Kind for Lamp<T> {
    const PREFIX: &'static str = "lamp";
}
impl<T: Wiring> Process for Lamp<T> {
    type Family = Self;
    type State = Light;
    type Event = Touch;
    type Role = Hand;
    const NAME: &'static str = "lamp";
    const BEGINS: &'static [Light] = T::BEGINS;
    const ENDS: &'static [Light] = T::ENDS;
    const MOVES: &'static [Move<Self>] = T::MOVES;
    const CLOCKS: &'static [Clock<Self>] = T::CLOCKS;
    fn rows(family: &Self) -> &[Self] {
        std::slice::from_ref(family)
    }
    fn rows_mut(family: &mut Self) -> &mut [Self] {
        std::slice::from_mut(family)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}
impl<T: Wiring> Family for Lamp<T> {
    const MEMBERS: &'static [Member<Self>] = T::MEMBERS;
}

pub const UID: Uid = Uid([1; 16]);
pub const DUSK: Time = Time::from_micros(1_764_000_000_000_000);
pub const NO_POWER: Why = Why::new("no_power", "There is no power.");

pub fn id<T: Wiring>() -> Id<Lamp<T>> {
    Id::from_uid(UID)
}

pub fn no_power<T: Wiring>(_: &Lamp<T>, _: &Lamp<T>, _: Time) -> Result<(), Why> {
    Err(NO_POWER)
}

/// A new lamp, off, that fades at the given instant.
pub fn lamp<T: Wiring>(until: Option<Time>) -> (Lamp<T>, Plan) {
    let (mut lamp, mut plan) = (Lamp { life: Life::new(id(), Off, DUSK), until }, Plan::new());
    begin::<Lamp<T>>(&mut lamp, id(), Guest, DUSK, &mut plan).unwrap();
    (lamp, plan)
}
