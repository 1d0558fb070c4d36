//! A market that is lived through. One thread takes the next person's errand or the next due clock by time and does it
//! through the commands that pages and the API call; the gateway is stepped in this process; facts, listeners and jobs
//! are drained as the market's hours pass. Every instant and every draw comes from the seed, so one seed is one market.
//!
//! ```text
//! World (demo) ─► Life: agenda ─► identity, catalog, market, orders, payments … by `Db::alone`
//!                   ▲                │
//!                   └── drains ◄─────┘   clocks, jobs, the log and who hears it
//! ```

mod agenda;
mod answering;
mod buying;
mod calendar;
mod chance;
mod drain;
mod gateway;
mod opening;
mod places;
mod recall;
mod selling;
mod talking;
mod town;
mod visiting;

pub use gateway::Practice;
pub use talking::Shows;
pub use town::{Failure, House, Lived, Plan, Progress};

use demo::world::World;

/// What reads a market that was lived in before, for the test that prepares every statement.
pub const STATEMENTS: &[&db::Sql] = recall::STATEMENTS;

/// Lives from `plan.from` until `plan.until`, and leaves nothing undone that is due by then. A market whose people are
/// there already goes on with them. Everything is saved when it answers: what was done, and which posts are to show
/// which pictures, the first that was told first.
///
/// # Errors
/// What broke; the market is then half-lived and to be thrown away.
pub async fn live<'a>(
    house: &'a House,
    plan: &'a Plan,
    world: &'a World,
    tell: impl FnMut(&Progress) + Send + 'a,
) -> Result<(Lived, Vec<Shows>), Failure> {
    town::Life::begin(house, plan, world, Box::new(tell)).await?.go().await
}
