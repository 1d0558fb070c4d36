//! What moves bring about: effects say it, the runner carries it out.

use std::collections::VecDeque;

use kernel::{Id, Money, Ref, Time, Uid};

use crate::{Fault, Process, Words};

/// A ledger account by kind and owner: the escrow of an order, what is available to a shop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Purse {
    /// The account's kind in the ledger's chart.
    pub kind: &'static str,
    /// Whose it is.
    pub of: Uid,
}

/// Money that goes from one purse to another: `from` is debited, `to` is credited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Posting {
    /// Where it leaves.
    pub from: Purse,
    /// Where it arrives.
    pub to: Purse,
    /// How much; above zero.
    pub amount: Money,
    /// What for: the transfer's code in the ledger.
    pub code: &'static str,
}

/// How a hold on stock ends. Each ends once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StockMove {
    /// It was sold.
    Consume {
        /// The hold.
        hold: Uid,
    },
    /// It was given up.
    Release {
        /// The hold.
        hold: Uid,
    },
    /// It ran out of time.
    Expire {
        /// The hold.
        hold: Uid,
    },
}

/// Something for the world outside the family, done by a job after the commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// The kind of job.
    pub job: &'static str,
    /// What it is about.
    pub to: Ref,
}

/// A word for the fact of a move: what a reader of the log needs and the states do not tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What it says.
    pub key: &'static str,
    /// In words or digits.
    pub value: String,
}

/// A message inside the family: an event for one of its rows, made by the engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Message {
    pub process: &'static str,
    pub id: Uid,
    pub event: &'static str,
}

/// The event in the record of a row's beginning, which no event of its table made.
pub const BEGUN: &str = "begun";

/// One move that was made, and all that it brings about. The runner writes one fact for each.
#[derive(Clone, PartialEq, Debug)]
pub struct Moved {
    /// Of which process.
    pub process: &'static str,
    /// Which row.
    pub id: Uid,
    /// What happened; [`BEGUN`] for a new row.
    pub event: &'static str,
    /// By whom.
    pub by: &'static str,
    /// The state before; `None` for a new row.
    pub was: Option<&'static str>,
    /// The state after.
    pub now: &'static str,
    /// The instant it happened at: the command's, or the clock's own.
    pub at: Time,
    /// Money to move, in order.
    pub postings: Vec<Posting>,
    /// Holds to end, in order.
    pub stock: Vec<StockMove>,
    /// Jobs to leave, in order.
    pub asks: Vec<Ask>,
    /// What the fact says besides.
    pub notes: Vec<Note>,
}

/// The moves of one command, as they are made. What an effect says belongs to the move that runs it.
#[derive(Default, Debug)]
pub struct Plan {
    moves: Vec<Moved>,
    messages: VecDeque<Message>,
    fault: Option<Fault>,
}

impl Plan {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends an event to a row of the same family. It is delivered after the moves before it, never in the
    /// middle of one; its guard decides, and a no is no error.
    pub fn send<P: Process>(&mut self, to: Id<P>, event: P::Event) {
        self.messages.push_back(Message { process: P::NAME, id: to.uid(), event: event.word() });
    }

    /// Moves money. Nothing is posted for an amount of zero; below zero is a [`Fault`].
    pub fn post(&mut self, from: Purse, to: Purse, amount: Money, code: &'static str) {
        let posting = Posting { from, to, amount, code };
        if amount.amount < 0 || from == to {
            self.fail(Fault::Posting(posting));
        } else if amount.amount > 0
            && let Some(moved) = self.last()
        {
            moved.postings.push(posting);
        }
    }

    /// Ends a hold on stock.
    pub fn stock(&mut self, what: StockMove) {
        if let Some(moved) = self.last() {
            moved.stock.push(what);
        }
    }

    /// Leaves a job for the world outside.
    pub fn ask(&mut self, job: &'static str, to: Ref) {
        if let Some(moved) = self.last() {
            moved.asks.push(Ask { job, to });
        }
    }

    /// Adds a word to the move's fact.
    pub fn note(&mut self, key: &'static str, value: impl Into<String>) {
        if let Some(moved) = self.last() {
            moved.notes.push(Note { key, value: value.into() });
        }
    }

    /// The moves so far, in order.
    pub fn moves(&self) -> &[Moved] {
        &self.moves
    }

    /// The moves to carry out, in order.
    ///
    /// # Errors
    /// The first mistake an effect made, or messages that nobody delivered.
    pub fn finish(self) -> Result<Vec<Moved>, Fault> {
        self.sound()?;
        if self.messages.is_empty() { Ok(self.moves) } else { Err(Fault::Undelivered) }
    }

    pub(crate) fn sound(&self) -> Result<(), Fault> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    pub(crate) fn open<P: Process>(
        &mut self,
        id: Id<P>,
        (event, by): (&'static str, P::Role),
        (was, now): (Option<P::State>, P::State),
        at: Time,
    ) {
        self.moves.push(Moved {
            process: P::NAME,
            id: id.uid(),
            event,
            by: by.word(),
            was: was.map(Words::word),
            now: now.word(),
            at,
            postings: Vec::new(),
            stock: Vec::new(),
            asks: Vec::new(),
            notes: Vec::new(),
        });
    }

    pub(crate) fn next_message(&mut self) -> Option<Message> {
        self.messages.pop_front()
    }

    fn last(&mut self) -> Option<&mut Moved> {
        if self.moves.is_empty() {
            self.fail(Fault::NoMove);
        }
        self.moves.last_mut()
    }

    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }
}
