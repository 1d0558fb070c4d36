//! The one file that reads the system's clock and the system's randomness.
#![expect(clippy::disallowed_methods, reason = "here the outside world enters; everything else asks a Clock")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::{Chance, Span, Time};

/// What time it is, and fresh seeds. Given to whatever needs either; tests give a [`Manual`] one.
pub trait Clock: Send + Sync + 'static {
    /// Now, in UTC. Never goes back within one clock.
    fn now(&self) -> Time;
    /// A seed for one command or one job.
    fn seed(&self) -> [u8; 32];
    /// Whether it means the time of the world, so that it can be compared with another machine's clock.
    fn is_of_the_world(&self) -> bool {
        true
    }
}

/// The machine's own clock and randomness.
pub struct System {
    latest: AtomicI64,
    chance: Mutex<Chance>,
}

impl System {
    /// Seeded from the operating system.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn new() -> std::io::Result<Self> {
        Ok(Self { latest: AtomicI64::new(0), chance: Mutex::new(Chance::from_seed(fresh_seed()?)) })
    }
}

impl Clock for System {
    fn now(&self) -> Time {
        let read = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
        // A clock set back must not let a deadline that rang be open again.
        let before = self.latest.fetch_max(read, Ordering::AcqRel);
        Time::from_micros(before.max(read))
    }

    fn seed(&self) -> [u8; 32] {
        self.chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner).seed()
    }
}

/// The machine's clock set ahead: for a demonstration that has lived beyond today. It goes as fast, and means no time of
/// the world.
pub struct Ahead {
    system: System,
    by: Span,
}

impl Ahead {
    /// So far ahead.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn by(by: Span) -> std::io::Result<Self> {
        Ok(Self { system: System::new()?, by })
    }
}

impl Clock for Ahead {
    fn now(&self) -> Time {
        self.system.now() + self.by
    }

    fn seed(&self) -> [u8; 32] {
        self.system.seed()
    }

    fn is_of_the_world(&self) -> bool {
        false
    }
}

/// 256 bits from the operating system.
///
/// # Errors
/// `/dev/urandom` cannot be read.
pub fn fresh_seed() -> std::io::Result<[u8; 32]> {
    use std::io::Read as _;
    let mut seed = [0; 32];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut seed)?;
    Ok(seed)
}

/// A stopwatch for metrics and time-outs, which decide nothing that is stored.
#[derive(Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// How long it has run.
    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// A clock that stands still until it is told to move: for tests, the demo and simulations.
pub struct Manual {
    now: AtomicI64,
    chance: Mutex<Chance>,
}

impl Manual {
    /// Stands at `now`; seeds come from `seed`.
    pub fn new(now: Time, seed: u64) -> Self {
        Self { now: AtomicI64::new(now.micros()), chance: Mutex::new(Chance::from_number(seed)) }
    }

    /// Moves on (or back, which no [`System`] clock does: for tests of what must survive it).
    pub fn advance(&self, span: Span) -> Time {
        let before = self.now.fetch_add(span.micros(), Ordering::AcqRel);
        Time::from_micros(before) + span
    }

    /// Stands at another instant.
    pub fn set(&self, now: Time) {
        self.now.store(now.micros(), Ordering::Release);
    }
}

impl Clock for Manual {
    fn now(&self) -> Time {
        Time::from_micros(self.now.load(Ordering::Acquire))
    }

    fn is_of_the_world(&self) -> bool {
        false
    }

    fn seed(&self) -> [u8; 32] {
        self.chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner).seed()
    }
}
