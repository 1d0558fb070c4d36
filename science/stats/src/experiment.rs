//! What may be said and what is to be done, as pure functions of evidence.
//!
//! [`read`] turns a comparison into one of four verdicts with its reason as data, so that a page can say it in
//! any language. [`decide`] says whether a staged rollout waits, goes on or halts. Neither reads a clock or a
//! database: whoever calls them brings what was seen.
//!
//! ```
//! use stats::compare::{Arm, Effect};
//! use stats::experiment::{Evidence, Goal, ReadingPlan, Reason, Verdict, read};
//!
//! let (control, treatment) = (Arm::proportion(44_700, 8_502)?, Arm::proportion(45_489, 8_279)?);
//! let evidence = Evidence {
//!     effect: Effect::absolute(&control, &treatment)?,
//!     conversions: [8_502, 8_279],
//!     people: [44_700, 45_489],
//!     saw_both: 0,
//!     clusters: None,
//!     ended: false,
//! };
//! let reading = read(&ReadingPlan::new(Goal::Higher, 5_000.0), &evidence)?;
//! // A single look would have said p = 0.0016; looked at any time, nothing is decided yet.
//! assert_eq!(reading.verdict, Verdict::NotDecided);
//! assert!(matches!(reading.reason, Reason::HoldsZero { .. }));
//! # Ok::<(), stats::Invalid>(())
//! ```

mod guardrail;
mod reading;
mod rollout;
mod verdict;

pub use guardrail::{Guardrail, StageCounts};
pub use reading::{Evidence, Reading, ReadingPlan, read};
pub use rollout::{
    Decision, Halt, LAG_LIMIT_MINUTES, PERSON_FROM, Plan, SAW_BOTH_LIMIT, Seen, Stage, Wait, decide,
};
pub use verdict::{Goal, Reason, Verdict};
