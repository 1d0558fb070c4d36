//! Whether it worked, who will come back, and what they are worth: statistics for a shop that wants to know.
//!
//! Pure functions on sums and counts. Nothing here reads a clock, a file or a random number; nothing knows of a
//! market; nothing is unsafe. Every formula names its source, and each is held to golden figures of another
//! library (`./bench golden`). Times, money and metrics are `f64` in whatever unit the caller keeps throughout.
//!
//! | question | start at |
//! |---|---|
//! | Did the change help? | [`compare`] for the effect, [`experiment::read`] for the verdict |
//! | May I look every day? | [`sequential`]: intervals and alarms that hold at any time |
//! | Shall the rollout go on, wait or halt? | [`experiment::decide`] |
//! | Who sees it? | [`bucketing`], nested so that nobody loses what they had |
//! | How long must it run? | [`power`] |
//! | I asked ten questions at once | [`multiple`] |
//! | Which picture should I show more? | [`bandit`] |
//! | Did we find the people whom it moves? | [`uplift`] |
//! | How long until they buy again? | [`survival`] |
//! | How many purchases are to come, and worth what? | [`purchases`] |
//! | Who is about to leave? | [`propensity`] |
//!
//! An answer is never a bare word: a [`experiment::Verdict`] is one of *better*, *worse*, *not decided* and
//! *cannot be decided*, and carries its [`experiment::Reason`] as data. An argument out of range is refused as
//! [`Invalid`], with the argument, its rule and what it was.

pub mod bandit;
pub mod bucketing;
pub mod compare;
pub mod experiment;
pub mod multiple;
pub mod power;
pub mod propensity;
pub mod purchases;
pub mod sequential;
pub mod special;
pub mod survival;
pub mod uplift;

mod interval;
mod invalid;
mod optimise;

pub use interval::Interval;
pub use invalid::Invalid;
