//! How often: GCRA, the virtual scheduling form of the leaky bucket (ITU-T I.371, annex A), by principal and by
//! address.
//!
//! A bucket is one number: the instant at which it would be empty again. Memory is bounded by a table of
//! fixed size in which a key has eight places; when all eight are in use, the emptiest gives way, which
//! forgives somebody a little and never punishes a stranger.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::IpAddr;
use std::sync::Mutex;

use axum::http::StatusCode;
use kernel::{Actor, Span, Time};

use crate::Problem;
use crate::address::neighbourhood;

/// A steady rate and how much may come at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    /// Tokens that come back in a minute; a reading costs one, other routes say their cost.
    pub per_minute: u32,
    /// Tokens that may be spent at once by somebody who has rested.
    pub burst: u32,
}

/// Whom the market lets ask how often.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rates {
    /// One IPv4 address or one IPv6 /64, signed in or not
    /// (`RIALTO_RATE_PER_ADDRESS`, `RIALTO_BURST_PER_ADDRESS`).
    pub per_address: Rate,
    /// One account or one guest, from wherever they ask
    /// (`RIALTO_RATE_PER_PRINCIPAL`, `RIALTO_BURST_PER_PRINCIPAL`).
    pub per_principal: Rate,
}

impl Default for Rates {
    /// An address is more generous than a person: an office or a mobile network shares one.
    fn default() -> Self {
        Self {
            per_address: Rate { per_minute: 1_200, burst: 400 },
            per_principal: Rate { per_minute: 600, burst: 200 },
        }
    }
}

/// Sets of the table; times eight places of sixteen bytes this is half a megabyte.
const SETS: usize = 4_096;
const PLACES: usize = 8;

#[derive(Clone, Copy, Default)]
struct Bucket {
    key: u64,
    /// When it is empty again: microseconds.
    empty_at: i64,
}

/// The buckets of everybody who asked lately.
pub(crate) struct Limiter {
    rates: Rates,
    /// So that nobody can choose whose set they fall into.
    seed: [u8; 32],
    sets: Vec<Mutex<[Bucket; PLACES]>>,
}

impl Limiter {
    pub(crate) fn new(rates: Rates, seed: [u8; 32]) -> Self {
        Self { rates, seed, sets: (0..SETS).map(|_| Mutex::default()).collect() }
    }

    /// Takes `cost` from the address's bucket.
    pub(crate) fn address(&self, address: IpAddr, cost: u32, now: Time) -> Result<(), Problem> {
        self.take(self.key(|hash| neighbourhood(address).hash(hash)), self.rates.per_address, cost, now)
    }

    /// Takes `cost` from the bucket of an account or a guest.
    pub(crate) fn principal(&self, actor: &Actor, cost: u32, now: Time) -> Result<(), Problem> {
        let key = match actor {
            Actor::Account { id, .. } => self.key(|hash| id.uid().hash(hash)),
            Actor::Guest(digest) => self.key(|hash| digest.hash(hash)),
            Actor::Anyone | Actor::Engine | Actor::Operator => return Ok(()),
        };
        self.take(key, self.rates.per_principal, cost, now)
    }

    fn key(&self, of: impl FnOnce(&mut DefaultHasher)) -> u64 {
        let mut hash = DefaultHasher::new();
        hash.write(&self.seed);
        of(&mut hash);
        hash.finish()
    }

    fn take(&self, key: u64, rate: Rate, cost: u32, now: Time) -> Result<(), Problem> {
        let Some(set) = usize::try_from(key % SETS as u64).ok().and_then(|at| self.sets.get(at)) else {
            return Ok(());
        };
        let mut set = set.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let place = match set.iter().position(|bucket| bucket.key == key) {
            Some(place) => place,
            None => {
                let emptiest = (0..PLACES).min_by_key(|place| set[*place].empty_at).unwrap_or(0);
                set[emptiest] = Bucket { key, empty_at: 0 };
                emptiest
            }
        };
        let bucket = &mut set[place];
        match spend(bucket.empty_at, rate, cost, now) {
            Ok(empty_at) => {
                bucket.empty_at = empty_at;
                Ok(())
            }
            Err(wait) => Err(too_often(wait)),
        }
    }
}

/// The new instant of emptiness, or how long to wait. A cost beyond the burst counts as the burst: it must be
/// possible for somebody who has rested.
fn spend(empty_at: i64, rate: Rate, cost: u32, now: Time) -> Result<i64, Span> {
    // The clock counts microseconds. A token of less would be nothing, and so would the burst: two requests that
    // look at the clock in one order and come here in the other would then be refused.
    let token = (60_000_000 / i64::from(rate.per_minute.max(1))).max(1);
    let burst = i64::from(rate.burst.max(1));
    let after = empty_at.max(now.micros()) + token * i64::from(cost).min(burst);
    let wait = after - token * burst - now.micros();
    if wait > 0 { Err(Span::from_micros(wait)) } else { Ok(after) }
}

fn too_often(wait: Span) -> Problem {
    let seconds = wait.micros().unsigned_abs().div_ceil(1_000_000).max(1);
    let detail = format!("That was too often; nothing was changed. Try again in {seconds} seconds.");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_often", detail).after(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Digest;
    use proptest::prelude::*;

    const RATE: Rate = Rate { per_minute: 60, burst: 5 };

    fn limiter() -> Limiter {
        Limiter::new(Rates { per_address: RATE, per_principal: RATE }, [7; 32])
    }
    fn at(seconds: i64) -> Time {
        Time::from_micros(1_700_000_000_000_000) + Span::seconds(seconds)
    }
    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn who_has_rested_may_come_five_times_at_once_and_then_once_a_second() {
        let (limiter, address) = (limiter(), ip("192.0.2.1"));
        assert!((0..5).all(|_| limiter.address(address, 1, at(0)).is_ok()));
        let problem = limiter.address(address, 1, at(0)).unwrap_err();
        assert_eq!((problem.status().as_u16(), problem.code()), (429, "too_often"));
        assert!(limiter.address(address, 1, at(1)).is_ok(), "a token came back");
        assert!(limiter.address(address, 1, at(1)).is_err());
        assert!(limiter.address(ip("192.0.2.2"), 1, at(1)).is_ok(), "a neighbour has a bucket of its own");
    }

    #[test]
    fn a_subscriber_cannot_multiply_by_using_many_addresses() {
        let limiter = limiter();
        let allowed = (0..100).filter(|n| limiter.address(ip(&format!("2001:db8::{n:x}")), 1, at(0)).is_ok());
        assert_eq!(allowed.count(), 5);
    }

    #[test]
    fn a_guest_and_an_account_are_counted_wherever_they_ask_from() {
        let limiter = limiter();
        let guest = Actor::Guest(Digest([1; 32]));
        assert!(limiter.principal(&guest, 5, at(0)).is_ok());
        assert!(limiter.principal(&guest, 1, at(0)).is_err());
        assert!(limiter.principal(&Actor::Guest(Digest([2; 32])), 1, at(0)).is_ok());
        assert!((0..50).all(|_| limiter.principal(&Actor::Anyone, 1, at(0)).is_ok()), "their address counts");
    }

    #[test]
    fn a_dear_route_waits_as_long_as_its_cost() {
        let limiter = limiter();
        let address = ip("192.0.2.1");
        assert!(
            limiter.address(address, 9, at(0)).is_ok(),
            "more than the burst is still possible once rested"
        );
        assert!(limiter.address(address, 3, at(2)).is_err());
        assert!(limiter.address(address, 3, at(3)).is_ok());
    }

    #[test]
    fn a_rate_faster_than_the_clock_counts_refuses_nobody_who_looked_at_the_clock_a_moment_earlier() {
        let unlimited = Rate { per_minute: 100_000_000, burst: 100_000_000 };
        let empty_at = spend(0, unlimited, 3, at(1)).unwrap();
        assert!(spend(empty_at, unlimited, 3, at(0)).is_ok());
    }

    #[test]
    fn a_hundred_thousand_strangers_take_no_more_memory_and_block_nobody() {
        let limiter = limiter();
        for n in 0..100_000_u32 {
            assert!(limiter.address(IpAddr::V4(n.into()), 1, at(0)).is_ok());
        }
        assert_eq!(limiter.sets.len() * PLACES * size_of::<Bucket>(), 512 * 1024);
    }

    proptest! {
        /// The promise itself: in any window, no more than the burst and what came back meanwhile.
        #[test]
        fn nobody_gets_more_than_burst_and_rate(steps in prop::collection::vec((0_i64..3_000_000, 1_u32..6), 1..200)) {
            let (mut now, mut empty_at) = (at(0), 0);
            let mut spent: Vec<(Time, i64)> = Vec::new();
            for (pause, cost) in steps {
                now = now + Span::from_micros(pause);
                if let Ok(after) = spend(empty_at, RATE, cost, now) {
                    empty_at = after;
                    spent.push((now, i64::from(cost)));
                    for (from, _) in &spent {
                        let within: i64 = spent.iter().filter(|(at, _)| at >= from).map(|(_, cost)| cost).sum();
                        prop_assert!(within <= 5 + (now - *from).micros() / 1_000_000);
                    }
                }
            }
        }
    }
}
