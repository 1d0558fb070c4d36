//! Where effects go. `app` wires one value of [`Sinks`]; the domains above the platform fill it, so that the
//! platform moves stock and money without knowing either.

use db::{No, Tx};
use facts::Mark;
use kernel::{Cx, Uid};
use process::{Posting, StockMove};

/// Ends holds. The catalogue's stock does it.
pub trait Stock: Send + Sync {
    /// Ends each hold as it is told; each exists and ends once.
    ///
    /// # Errors
    /// A hold that has ended another way, or does not exist: then nothing of the command happens.
    fn end(&self, tx: &mut Tx, cx: &Cx, moves: &[StockMove]) -> Result<(), No>;
}

/// Posts transfers. The ledger does it and nobody else.
pub trait Ledger: Send + Sync {
    /// Posts each transfer of a family, in order; answers one mark for each.
    ///
    /// # Errors
    /// A guarded account that has not enough: then nothing of the command happens.
    fn post(&self, tx: &mut Tx, cx: &Cx, root: Uid, postings: &[Posting]) -> Result<Vec<Mark>, No>;
}

/// The sinks of one market.
pub struct Sinks {
    /// Who ends holds.
    pub stock: Box<dyn Stock>,
    /// Who moves money.
    pub ledger: Box<dyn Ledger>,
}
