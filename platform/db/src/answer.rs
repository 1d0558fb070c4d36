//! The four answers a command can have besides success, and what can break below them.

use kernel::{Refusal, RefusalKind};

/// Why a command or a reading has no result. The four are different answers and stay so up to the client.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum No {
    /// A rule said no; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The queue is full or a row was held too long; nothing was changed, the same again later may do.
    #[error("busy: nothing was changed, try again in a moment")]
    Busy,
    /// The connection was lost while saving: it may have happened. Ask again with the same key.
    #[error("the outcome is not known: ask again with the same key")]
    Unknown,
    /// A fault of ours; nothing was changed.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl No {
    /// The stable code, whichever answer it is.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Busy => "busy",
            Self::Unknown => "unknown",
            Self::Broken(_) => "broken",
        }
    }

    /// The refusal, if a rule said no.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the thing was not there for this actor.
    pub fn is_missing(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.kind == RefusalKind::Missing)
    }
}

/// What broke in the database or on the way to it. Never dressed up as absence.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Broken {
    /// The engine refused a statement.
    #[error("{engine} refused {place}: {message}")]
    Statement {
        /// `SQLite` or `PostgreSQL`.
        engine: &'static str,
        /// Where the statement is written.
        place: &'static str,
        /// The engine's own words.
        message: String,
        /// What kind of trouble it is.
        trouble: Trouble,
    },
    /// A column is missing or of another type than the code reads.
    #[error("column {number} of a row is not what the code reads")]
    Column {
        /// Counted from one.
        number: usize,
    },
    /// A statement that must find a row found none.
    #[error("{place} found no row")]
    NoRow {
        /// Where the statement is written.
        place: &'static str,
    },
    /// A command panicked; it was undone and the writer went on.
    #[error("the command panicked: {0}")]
    Panicked(String),
    /// A transaction could not be begun, marked or saved.
    #[error("the database could not {step}: {message}")]
    Transaction {
        /// `begin`, `mark`, `undo` or `save`.
        step: &'static str,
        /// The engine's own words.
        message: String,
    },
    /// Two existing families in one command: they must talk by facts and jobs.
    #[error("a command locked {first} and then {second}: one command, one family")]
    SecondFamily {
        /// The one that was locked.
        first: kernel::Uid,
        /// The one that was asked for.
        second: kernel::Uid,
    },
    /// A command wrote a fact of a family that it had neither locked nor founded.
    #[error("a command wrote into {root} without its lock")]
    NotHeld {
        /// The family's root.
        root: kernel::Uid,
    },
    /// The market is stopping, or its database threads are gone.
    #[error("the database is closed")]
    Closed,
    /// Something stored is not what this binary knows.
    #[error("stored value not understood: {0}")]
    Stored(String),
}

/// What an engine's error means for the attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A UNIQUE, CHECK, NOT NULL or FOREIGN KEY rule.
    Constraint,
    /// Another transaction was in the way; the same again may do (40001, 40P01, 55P03, SQLITE_BUSY).
    Contention,
    /// It took too long and was interrupted.
    Interrupted,
    /// The disk is full, or cannot be read or written.
    Disk,
    /// The connection is gone.
    Connection,
    /// Anything else: a fault in the statement.
    Other,
}

impl Broken {
    /// What kind of trouble it is.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Statement { trouble, .. } => *trouble,
            _ => Trouble::Other,
        }
    }
}
