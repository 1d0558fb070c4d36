//! Mistakes in a table or an effect, found while it runs. Nobody's command is to blame, and none may go on:
//! the transaction is given up and an operator reads the sentence.

use kernel::{Time, Uid};

use crate::{Posting, UnknownWord};

/// What went wrong in the rules themselves.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Fault {
    /// A stored word, or one in a message, that the binary does not know.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// A message or a clock names a process that the family does not list.
    #[error("the family has no member `{process}`")]
    NoMember {
        /// The name that was sought.
        process: &'static str,
    },
    /// A message or a clock names a row that the family does not hold.
    #[error("the family has no {process} {id}")]
    NoRow {
        /// Of which process.
        process: &'static str,
        /// Which row.
        id: Uid,
    },
    /// A row was begun in a state that the table does not begin with.
    #[error("no {process} begins in `{state}`")]
    NoBeginning {
        /// Of which process.
        process: &'static str,
        /// The state it was in.
        state: &'static str,
    },
    /// An effect sent an event that no row of the table takes from the engine.
    #[error("no row of {process} takes `{event}` from the engine")]
    Unheard {
        /// Of which process.
        process: &'static str,
        /// The event that was sent.
        event: &'static str,
    },
    /// A clock ran out and its event was refused: it would ring for ever.
    #[error("the clock `{clock}` of {process} {id} rang at {at} and was refused: {no}")]
    Refused {
        /// Of which process.
        process: &'static str,
        /// Which row.
        id: Uid,
        /// The clock's name.
        clock: &'static str,
        /// The instant it rang at.
        at: Time,
        /// The code of the refusal.
        no: &'static str,
    },
    /// More clocks rang than [`crate::MOST_RINGS`].
    #[error("the family's clocks do not come to rest; the last to ring was `{clock}` of {process}")]
    Restless {
        /// Of which process.
        process: &'static str,
        /// The clock's name.
        clock: &'static str,
    },
    /// One move brought on more messages than [`crate::MOST_MESSAGES`].
    #[error("the family's messages do not come to an end; the last was `{event}` to {process}")]
    Endless {
        /// To which process.
        process: &'static str,
        /// The event that was sent.
        event: &'static str,
    },
    /// An effect posted less than nothing, or from a purse to itself.
    #[error("no such posting can be made: {0:?}")]
    Posting(Posting),
    /// Something was said into a plan before any move was made: it would belong to no fact.
    #[error("a plan was written to outside a move")]
    NoMove,
    /// A plan was finished while messages were still on their way.
    #[error("a plan was finished before its messages were delivered")]
    Undelivered,
}
