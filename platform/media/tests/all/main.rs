//! Pictures as they come, as they go out, and what becomes of them, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod brush;
mod formats;
mod keeping;
mod rig;
mod serving;
