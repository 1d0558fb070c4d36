//! How long a failed job waits.

use kernel::{Chance, Span};

/// Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS 2015): of all who fail
/// together, no two come back together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Backoff {
    /// The most a job waits after its first failure.
    pub first: Span,
    /// The most it ever waits.
    pub cap: Span,
}

impl Backoff {
    /// The most a job waits after failing `attempt` times: `first` doubled for each failure before this one, at
    /// most `cap`.
    pub fn ceiling(self, attempt: u32) -> Span {
        let doubled = 2_i64.saturating_pow(attempt.saturating_sub(1));
        Span::from_micros(self.first.micros().saturating_mul(doubled).min(self.cap.micros()).max(0))
    }

    /// How long it waits: every microsecond from none to the ceiling is as likely.
    pub fn wait(self, attempt: u32, chance: &mut Chance) -> Span {
        let ceiling = self.ceiling(attempt).micros().unsigned_abs();
        Span::from_micros(i64::try_from(chance.below(ceiling.saturating_add(1))).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Backoff = Backoff { first: Span::seconds(1), cap: Span::minutes(1) };

    #[test]
    fn the_ceiling_doubles_up_to_its_cap_and_never_wraps() {
        let seconds: Vec<i64> = (0..9).map(|attempt| MINUTE.ceiling(attempt).micros() / 1_000_000).collect();
        assert_eq!(seconds, [1, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(MINUTE.ceiling(u32::MAX), Span::minutes(1));
        let forward = Backoff { first: Span::seconds(-5), cap: Span::minutes(1) };
        assert_eq!(forward.ceiling(3), Span::ZERO, "a job never runs before it failed");
    }

    #[test]
    fn the_wait_fills_the_whole_range_below_the_ceiling() {
        let mut chance = Chance::from_number(3);
        let mut tenths = [0; 10];
        for _ in 0..10_000 {
            let wait = MINUTE.wait(4, &mut chance).micros();
            assert!((0..=8_000_000).contains(&wait));
            tenths[usize::try_from(wait / 800_001).unwrap()] += 1;
        }
        assert!(tenths.iter().all(|count| (880..1_120).contains(count)), "{tenths:?}");
    }
}
