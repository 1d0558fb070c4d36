//! Events in the shape of `data/retention/gen_events.py`: 180 days, a few people with most of the events,
//! lifetimes of up to 30 days that thin out, and the event mix of a shop's feed.

/// 2026-01-01T00:00:00Z.
const FIRST_S: f64 = 1_767_225_600.0;
const DAY_S: f64 = 86_400.0;
/// Events for each person on average.
const EVENTS_A_PERSON: u64 = 60;
/// Shares of event classes 0 to 5, summed up; class 6 has the rest.
const MIX: [f64; 6] = [0.55, 0.75, 0.85, 0.91, 0.95, 0.98];

/// One event, ordered by time first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// Unix seconds.
    pub at: u32,
    /// A number below the number of people.
    pub person: u32,
    /// The event class, 0 to 6.
    pub class: u8,
    /// What it was about.
    pub item: u32,
}

/// Makes the same events for the same number and seed, in no order of time.
pub struct Generator {
    left: u64,
    people: f64,
    state: u64,
}

impl Generator {
    /// So many events.
    pub fn new(events: u64, seed: u64) -> Self {
        Self { left: events, people: (events / EVENTS_A_PERSON).max(1_000) as f64, state: seed }
    }

    /// The next number from 0 to before 1.
    fn uniform(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (mixed(self.state) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

impl Iterator for Generator {
    type Item = Made;

    fn next(&mut self) -> Option<Made> {
        self.left = self.left.checked_sub(1)?;
        let person = (self.uniform().powf(2.2) * self.people) as u32;
        let (age, moment, kind) = (self.uniform(), self.uniform(), self.uniform());
        let began = (mixed(person.into()) % 150) as f64;
        let lifetime = (5 + mixed(u64::from(person) * 7) % 120) as f64;
        let day = began + (age * age * lifetime).min(29.0);
        let at = FIRST_S + (day * DAY_S).floor() + (moment * DAY_S).floor();
        let class = MIX.iter().take_while(|share| kind >= **share).count() as u8;
        Some(Made { at: at as u32, person, class, item: (moment.powi(3) * 200_000.0) as u32 })
    }
}

/// SplitMix64's finaliser (Steele, Lea & Flood 2014): every bit of the answer depends on every bit of `value`.
fn mixed(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}
