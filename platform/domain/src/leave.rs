//! What a domain does when a person leaves the market for good: it says what must end first, and it takes away what the
//! data map says is taken. `app` folds both; `identity` asks the one and walks the other.

use db::{No, Rx, Tx};
use kernel::{Account, Cx, Id, Refusal};

use crate::Footprint;

/// What stands in the way of erasing somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// Why not, in words for them.
    pub refusal: Refusal,
    /// The page where they can see it end, or end it: `/orders`. Not everything has one.
    pub page: Option<String>,
}

/// What must end first; nothing where erasing may go on.
pub type Bars = fn(&mut Rx, &Cx, &Id<Account>) -> Result<Option<Bar>, No>;

/// One step of erasing somebody: at most some [`SLICE`] rows behind a place, or one family, so that nobody waits long
/// behind it. Answers where the next one begins; nothing once all is done. Steps may be repeated, also all of them: what
/// is gone is gone, and what came meanwhile goes too.
pub type Erasing = fn(&mut Tx, &Cx, &(Id<Account>, Footprint)) -> Result<Option<Footprint>, No>;

/// Rows that one statement of a step takes at most. The statements of domains say the same number.
pub const SLICE: u64 = 200;

/// The same place again, if any of these statements took as much as it may: there may be more.
pub fn again(place: Footprint, taken: &[u64]) -> Option<Footprint> {
    taken.iter().any(|rows| *rows >= SLICE).then_some(place)
}
