//! What comes next: one list, in the order of time. What is to happen at the same instant happens in the order in which
//! it was written down.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::binary_heap::BinaryHeap;

use catalog::ShopId;
use demo::words::Asks;
use kernel::{Id, Time};
use orders::order::Order;
use payments::Payment;
use shipping::Parcel;
use social::CommentId;

use crate::talking::Told;

/// Something that somebody will do. People, shops and listings are numbers in the world's lists.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Errand {
    /// A day begins: who comes today, and which shelves are filled.
    Dawn(i64),
    /// A shop opens, once its keeper has joined.
    Opens(usize),
    /// A shop lays something out.
    LaysOut(usize),
    /// Somebody joins.
    Joins(usize),
    /// Somebody looks in, for the nth time today.
    Visits(usize, u64),
    /// A payer is on the gateway's page.
    AtTheTill(Till),
    /// A buyer calls an order off that is not paid yet.
    CallsOff(Id<Order>),
    /// The shop hands a parcel over.
    Sends(Id<Order>),
    /// The shop has to say that it cannot.
    GivesUp(Id<Order>),
    /// The buyer is tired of waiting for it to be sent.
    Despairs(Id<Order>),
    /// The carrier is at the door.
    Arrives(Id<Order>, Id<Parcel>),
    /// The buyer has looked and is content.
    IsContent(Id<Order>),
    /// The buyer wants longer to look.
    LooksLonger(Id<Order>),
    /// The buyer says that it never came.
    Complains(Id<Order>),
    /// The payer's bank takes the money back.
    TakesBack(Id<Payment>, usize),
    /// A shop asks for what is available to it.
    IsPaidOut(usize, ShopId),
    /// A shop fills a listing's shelf.
    Restocks(usize),
    /// Whoever was asked answers.
    Answers(Asked),
}

/// A comment that waits for an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Asked {
    /// Below what; whoever told that is asked.
    pub told: Told,
    pub comment: CommentId,
    /// Whose it is.
    pub person: usize,
    pub asks: Asks,
}

/// Somebody on the gateway's page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Till {
    pub payment: Id<Payment>,
    pub person: usize,
    /// Which of the buyer's attempts it is, from one.
    pub attempt: u8,
    /// What they do there.
    pub does: AtTill,
}

/// What is done on the gateway's page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum AtTill {
    Pays,
    /// The bank says no, and the payer tries once more a little later.
    IsDeclined,
    /// Back in the market, another attempt is asked for.
    AsksAgain,
}

/// The list.
#[derive(Default)]
pub(crate) struct Agenda {
    next: BinaryHeap<Reverse<(Time, u64)>>,
    errands: BTreeMap<u64, Errand>,
    written: u64,
}

impl Agenda {
    pub fn write(&mut self, at: Time, errand: Errand) {
        self.next.push(Reverse((at, self.written)));
        self.errands.insert(self.written, errand);
        self.written += 1;
    }

    /// When the next one is.
    pub fn next_at(&self) -> Option<Time> {
        self.next.peek().map(|Reverse((at, _))| *at)
    }

    /// The next one.
    pub fn take(&mut self) -> Option<(Time, Errand)> {
        let Reverse((at, number)) = self.next.pop()?;
        Some((at, self.errands.remove(&number)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_at_one_instant_comes_in_the_order_it_was_written_down() {
        let mut agenda = Agenda::default();
        let at = Time::from_micros;
        for (when, who) in [(7, 1), (3, 2), (7, 3), (1, 4)] {
            agenda.write(at(when), Errand::Joins(who));
        }
        let all: Vec<_> = std::iter::from_fn(|| agenda.take()).collect();
        let expected = [(1, 4), (3, 2), (7, 1), (7, 3)];
        assert_eq!(all, expected.map(|(when, who)| (at(when), Errand::Joins(who))));
    }
}
