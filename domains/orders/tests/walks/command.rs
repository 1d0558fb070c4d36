//! What people, gateways and clocks do to an order, and how often beside each other: the same for both walks.

use kernel::Span;
use orders::order::By;
use process::walk::Draw;

use crate::purchase::TOTAL;

/// What can be done to an order from outside.
#[derive(Clone, Debug)]
pub enum Command {
    /// The payment tells of the money; later tellings of the same are for the payment to hold back.
    Captured,
    MoreTime,
    Cancel(By),
    Ship,
    Deliver(By),
    Refuse(By),
    Confirm,
    Extend,
    NotReceived,
    Sweep,
    /// The buyer's bank takes so much back, or what is left.
    ChargedBack(i64),
    /// A neighbour buys, or gives back, the units a late payment would need.
    Neighbour(bool),
}

/// Each with how often it is drawn beside the others.
pub const COMMANDS: &[(u64, Draw<Command>)] = &[
    (4, |_| Command::Captured),
    (1, |_| Command::MoreTime),
    (1, |chance| Command::Cancel(if chance.below(2) == 0 { By::Buyer } else { By::Shop })),
    (3, |_| Command::Ship),
    (2, |chance| Command::Deliver(if chance.below(2) == 0 { By::Carrier } else { By::Shop })),
    (1, |chance| Command::Refuse(if chance.below(2) == 0 { By::Carrier } else { By::Shop })),
    (2, |_| Command::Confirm),
    (1, |_| Command::Extend),
    (1, |_| Command::NotReceived),
    (2, |_| Command::Sweep),
    (2, |chance| Command::ChargedBack([1, 333, 5_000, TOTAL, TOTAL][chance.below(5) as usize])),
    (1, |chance| Command::Neighbour(chance.below(2) == 0)),
];

/// From the same instant to past the longest deadline but one.
pub const JUMPS: &[Span] =
    &[Span::ZERO, Span::minutes(1), Span::minutes(14), Span::hours(20), Span::days(3), Span::days(12)];
