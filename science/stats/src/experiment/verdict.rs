//! The four words, and why.

use crate::Interval;
use std::cmp::Ordering;

/// The only words for a result. Never "trending", never a chance alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The evidence excludes no difference, on the hoped-for side.
    Better,
    /// It excludes no difference, on the other side.
    Worse,
    /// It holds no difference, or there is too little of it yet.
    NotDecided,
    /// Something is wrong with the evidence itself; no number may be shown.
    CannotBeDecided,
}

impl Verdict {
    /// The word as a stable key for translations.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NotDecided => "not-decided",
            Self::CannotBeDecided => "cannot-be-decided",
        }
    }
}

/// Which direction is hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Goal {
    /// The word for an effect that the evidence tells from zero; zero itself, or no number, decides nothing.
    pub(super) fn judge(&self, effect: f64) -> Verdict {
        match (self, effect.partial_cmp(&0.0)) {
            (Self::Higher, Some(Ordering::Greater)) | (Self::Lower, Some(Ordering::Less)) => Verdict::Better,
            (Self::Higher, Some(Ordering::Less)) | (Self::Lower, Some(Ordering::Greater)) => Verdict::Worse,
            _ => Verdict::NotDecided,
        }
    }
}

/// Why the verdict is what it is, with the figures to say so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// The always-valid interval excludes zero.
    AlwaysValid {
        /// That interval.
        interval: Interval,
    },
    /// At the planned end the fixed-horizon interval excludes zero.
    PlannedEnd {
        /// That interval.
        interval: Interval,
    },
    /// Zero is among the differences that are not spoken against.
    HoldsZero {
        /// The always-valid interval.
        interval: Interval,
    },
    /// The arm with fewer conversions has too few for any interval.
    FewConversions {
        /// What it has.
        conversions: u64,
        /// What it needs.
        needed: u64,
    },
    /// People were not assigned in the planned shares.
    SampleRatio {
        /// p of the planned shares.
        p: f64,
    },
    /// Too many people saw both arms.
    SawBoth {
        /// Their share of all people.
        share: f64,
        /// What is tolerated.
        limit: f64,
    },
    /// Too few clusters were assigned.
    FewClusters {
        /// In the arm with fewer.
        clusters: u64,
        /// What it needs.
        needed: u64,
    },
}

impl Reason {
    /// The reason as a stable key for translations.
    pub fn key(&self) -> &'static str {
        match self {
            Self::AlwaysValid { .. } => "always-valid",
            Self::PlannedEnd { .. } => "planned-end",
            Self::HoldsZero { .. } => "holds-zero",
            Self::FewConversions { .. } => "few-conversions",
            Self::SampleRatio { .. } => "sample-ratio",
            Self::SawBoth { .. } => "saw-both",
            Self::FewClusters { .. } => "few-clusters",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goal_turns_the_word_around() {
        assert_eq!(Goal::Higher.judge(0.1), Verdict::Better);
        assert_eq!(Goal::Higher.judge(-0.1), Verdict::Worse);
        assert_eq!(Goal::Lower.judge(0.1), Verdict::Worse);
        assert_eq!(Goal::Lower.judge(-0.1), Verdict::Better);
        for goal in [Goal::Higher, Goal::Lower] {
            assert_eq!(goal.judge(0.0), Verdict::NotDecided);
            assert_eq!(goal.judge(f64::NAN), Verdict::NotDecided);
        }
    }

    #[test]
    fn verdicts_and_reasons_have_keys_that_never_change() {
        let verdicts = [Verdict::Better, Verdict::Worse, Verdict::NotDecided, Verdict::CannotBeDecided];
        assert_eq!(verdicts.map(|v| v.key()), ["better", "worse", "not-decided", "cannot-be-decided"]);
        let interval = Interval { low: 0.0, high: 1.0 };
        let reasons = [
            Reason::AlwaysValid { interval },
            Reason::PlannedEnd { interval },
            Reason::HoldsZero { interval },
            Reason::FewConversions { conversions: 1, needed: 25 },
            Reason::SampleRatio { p: 0.0 },
            Reason::SawBoth { share: 0.0, limit: 0.0 },
            Reason::FewClusters { clusters: 1, needed: 30 },
        ];
        let keys = [
            "always-valid",
            "planned-end",
            "holds-zero",
            "few-conversions",
            "sample-ratio",
            "saw-both",
            "few-clusters",
        ];
        assert_eq!(reasons.map(|reason| reason.key()), keys);
    }
}
