//! Pictures as they come, as they go out, and what becomes of them, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod brush;
mod corpus;
mod formats;
mod ill;
mod keeping;
mod object_store;
mod rig;
mod serving;

/// What the market allocates with: how much memory pictures take is also its doing.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
