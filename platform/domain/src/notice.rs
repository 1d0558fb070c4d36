//! What people are told, as a table: which fact, to whom, how urgent, in which words. A notice is no row of its
//! own: it is a reading of the log for one person, so it cannot be lost, doubled or differ from what happened.

/// Whom a fact is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whom {
    /// Who bought.
    Buyer,
    /// Who keeps the shop.
    Shop,
    /// The account that the fact is about.
    Owner,
    /// Who is answered by it.
    Answered,
    /// The market's staff.
    Staff,
}

/// How urgent a notice is; a person's settings and quiet hours go by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Money or a deadline: told at once.
    Transaction,
    /// Safety of the account: told at once, cannot be muted.
    Safety,
    /// Good to know.
    Update,
}

impl Class {
    /// The word in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transaction => "transaction",
            Self::Safety => "safety",
            Self::Update => "update",
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The fact's process.
    pub process: &'static str,
    /// The fact's event.
    pub event: &'static str,
    /// Whom it is told.
    pub whom: Whom,
    /// How urgent it is.
    pub class: Class,
    /// The locale key of its words.
    pub key: &'static str,
}
