//! What a domain says about its jobs, and what a handler is given and gives back.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use db::{Db, No, Tx};
use kernel::{Actor, Cx, Id, Ref, Refusal, Span, Time};
use serde::de::DeserializeOwned;

use crate::{Backoff, Lease};

/// A handler at work.
pub type Running = Pin<Box<dyn Future<Output = Result<Done, Retry>> + Send>>;

/// One kind of job: a plain value that a domain exports and `app` folds. What its handler needs of the world (a
/// gateway's client, a mailer) it finds in the database handle's wiring.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// `domain/what`, unique. It is stored: to rename it is a migration.
    pub name: &'static str,
    /// Does it.
    pub run: fn(JobCx) -> Running,
    /// After this many failed attempts it is dead, until somebody revives it. At least 1.
    pub most_attempts: u32,
    /// How long it waits between attempts.
    pub backoff: Backoff,
    /// How long an attempt is the holder's alone, and all the time it has unless it saves a step
    /// ([`Lease::still_mine`]). The longest wait after the holder's machine died.
    pub lease: Span,
    /// How many of this kind run at the same time on one node. A kind that hangs takes no more workers than this.
    pub at_once: usize,
}

impl Kind {
    /// With the usual limits: 15 attempts within about three hours at most, a minute each, four at once.
    pub const fn new(name: &'static str, run: fn(JobCx) -> Running) -> Self {
        let backoff = Backoff { first: Span::seconds(1), cap: Span::hours(1) };
        Self { name, run, most_attempts: 15, backoff, lease: Span::minutes(1), at_once: 4 }
    }
}

/// The kinds that this binary knows, by name. Jobs of other kinds wait for a binary that does: while nodes are
/// replaced one by one, some know more than others.
#[derive(Clone, Debug)]
pub struct Kinds(Arc<BTreeMap<&'static str, Kind>>);

/// Two domains gave their kinds one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("two kinds of jobs are called {0}")]
pub struct TwoOfOneName(pub &'static str);

impl Kinds {
    /// Folds what the domains export.
    ///
    /// # Errors
    /// Two of them have the same name.
    pub fn new(kinds: impl IntoIterator<Item = Kind>) -> Result<Self, TwoOfOneName> {
        let mut known = BTreeMap::new();
        for kind in kinds {
            if known.insert(kind.name, kind).is_some() {
                return Err(TwoOfOneName(kind.name));
            }
        }
        Ok(Self(Arc::new(known)))
    }

    /// The kind of this name.
    pub fn get(&self, name: &str) -> Option<Kind> {
        self.0.get(name).copied()
    }

    /// Each, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = Kind> {
        self.0.values().copied()
    }
}

/// What a handler is given. It runs outside any transaction and may wait for the world as long as its lease.
pub struct JobCx {
    /// The name of its kind.
    pub kind: &'static str,
    /// What it is about.
    pub subject: Ref,
    /// Which attempt this is; the first is 1. What was asked of the world before may have been done.
    pub attempt: u32,
    /// The holder's proof: every command of the handler that changes something asks it first.
    pub lease: Lease,
    /// The database, in the background lane.
    pub db: Db,
    pub(crate) payload: String,
}

impl JobCx {
    /// Which job this is.
    pub fn id(&self) -> Id<crate::Job> {
        self.lease.job
    }

    /// The clock's now.
    pub fn now(&self) -> Time {
        self.db.now()
    }

    /// What was asked.
    ///
    /// # Errors
    /// The stored JSON is not a `P`: no attempt will read it, so the job is given up at once.
    pub fn payload<P: DeserializeOwned>(&self) -> Result<P, Retry> {
        serde_json::from_str(&self.payload).map_err(Retry::never)
    }

    /// The typed id of what the job is about.
    ///
    /// # Errors
    /// It is about another kind of thing: the job is given up at once.
    pub fn subject<K: kernel::Kind>(&self) -> Result<Id<K>, Retry> {
        self.subject.to().ok_or_else(|| Retry::never(format!("{} is no {}", self.subject, K::PREFIX)))
    }

    /// What `app` wired of this type.
    ///
    /// # Errors
    /// Nothing: it is tried again, perhaps by a node that has it.
    pub fn wired<T: 'static>(&self) -> Result<&T, Retry> {
        let missing = || Retry::later(format!("this node has no {}", std::any::type_name::<T>()));
        self.db.wiring().get().ok_or_else(missing)
    }

    /// Ends a job that has nothing to save.
    ///
    /// # Errors
    /// The lease was lost, or the end could not be saved.
    pub async fn finish(&self) -> Result<Done, Retry> {
        fn finish(tx: &mut Tx, cx: &Cx, lease: &Lease) -> Result<Done, No> {
            lease.finish(tx, cx)
        }
        Ok(self.db.write(&Actor::Engine, self.lease, finish).await?)
    }
}

/// The job's end is saved. Only [`Lease::finish`] makes one, so a handler cannot say "done" without it.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "the handler answers with it"]
pub struct Done(pub(crate) ());

/// Not done. The words are for the operator and are stored: no secrets and nobody's name in them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Retry {
    /// Again, after the kind's backoff.
    Later {
        /// What went wrong.
        why: String,
    },
    /// Again after this long, as the other side asked. Counts as an attempt.
    After {
        /// How long.
        span: Span,
        /// What it said.
        why: String,
    },
    /// Never by itself: it would fail each time. Dead at once.
    Never {
        /// What went wrong.
        why: String,
    },
}

impl Retry {
    /// Again, after the kind's backoff.
    pub fn later(why: impl fmt::Display) -> Self {
        Self::Later { why: why.to_string() }
    }
    /// Again after `span`.
    pub fn after(span: Span, why: impl fmt::Display) -> Self {
        Self::After { span, why: why.to_string() }
    }
    /// Dead at once.
    pub fn never(why: impl fmt::Display) -> Self {
        Self::Never { why: why.to_string() }
    }
    /// What went wrong.
    pub fn why(&self) -> &str {
        match self {
            Self::Later { why } | Self::After { why, .. } | Self::Never { why } => why,
        }
    }
}

/// Whatever a command's no was, another attempt may meet another state. A handler that knows better says so.
impl From<No> for Retry {
    fn from(no: No) -> Self {
        Self::later(no)
    }
}
impl From<Refusal> for Retry {
    fn from(refusal: Refusal) -> Self {
        Self::later(refusal)
    }
}
