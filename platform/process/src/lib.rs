//! Promises as tables: where two parties wait on each other, or money or stock has a deadline, the rule is a
//! table (architecture, idea 1), and this is the engine that runs it. Pure: no database, clock or randomness.
//!
//! - A [`Process`] is one kind of promise: a row with a [`Life`], rows of [`Move`]s and rows of [`Clock`]s.
//! - A [`Family`] is what one root locks: rows of one or several processes.
//! - A [`Guard`] says yes or [`Why`] not. An [`Effect`] says into the [`Plan`] what the move brings about.
//!
//! One command runs so, under the family's lock:
//!
//! 1. [`settle`]: what is due happens first, each clock at its own instant.
//! 2. The command writes what it brings into the row; a new row [`begin`]s.
//! 3. [`step`]: one bare event. The guards judge the row. A no is typed ([`No`]) and the family thrown away.
//! 4. [`drain`]: what the move brings on in the family, one message after the other.
//! 5. [`Plan::finish`]: the [`Moved`] records, which the runner carries out and writes as facts.
//!
//! A [`Fault`] is never the caller's: a table or an effect is wrong. [`lint`] and [`walk`] find it before.

pub mod diagram;
mod family;
mod fault;
mod life;
pub mod lint;
mod plan;
mod settle;
mod step;
mod table;
pub mod walk;
mod why;
#[doc(hidden)]
pub mod words;

pub use family::{Astray, Family, Member, Ring};
pub use fault::Fault;
pub use life::{Life, Tick};
pub use plan::{Ask, BEGUN, Moved, Note, Plan, Posting, Purse, StockMove};
pub use settle::{MOST_MESSAGES, MOST_RINGS, drain, next_ring, settle};
pub use step::{allowed, awaited, begin, step, wind};
pub use table::{Clock, Due, Effect, Guard, Move, Process, Role, always};
pub use why::{No, Why};
pub use words::{UnknownWord, Words};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
