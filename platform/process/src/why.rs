//! Why not: the reasons a guard gives, and the ways a step says no.

use kernel::Refusal;

use crate::{Process, Words};

/// A guard's reason. Its code is the problem's code in the API, the key of its text in the locales and the
/// name of its test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Why {
    /// Stable, `snake_case`.
    pub code: &'static str,
    /// What happened, what is safe, what to do: in plain English for the API.
    pub detail: &'static str,
}

impl Why {
    /// A reason, written once as a constant beside the guards that give it.
    pub const fn new(code: &'static str, detail: &'static str) -> Self {
        Self { code, detail }
    }

    /// A guard in one line: `SEATS_LEFT.unless(paid == size)`.
    ///
    /// # Errors
    /// This reason, if it is not so.
    pub fn unless(self, so: bool) -> Result<(), Self> {
        if so { Ok(()) } else { Err(self) }
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        Self::conflict(why.code, why.detail)
    }
}

/// Why a step was not made. The row is as it was.
#[derive(Clone, PartialEq, Debug)]
pub enum No<P: Process> {
    /// The family has no such row.
    Missing,
    /// The row is there, and this is for somebody else to do.
    NotYours,
    /// Not in this state.
    NotNow {
        /// Where it stands.
        state: P::State,
        /// What the same person may do instead.
        allowed: Vec<P::Event>,
    },
    /// A guard said no.
    NotYet {
        /// Its reason.
        why: Why,
    },
    /// It has moved since the person looked.
    Changed {
        /// How far it is now.
        version: i64,
    },
}

impl<P: Process> From<No<P>> for Refusal {
    fn from(no: No<P>) -> Self {
        let name = P::NAME;
        match no {
            No::Missing => Self::missing(name),
            No::NotYours => {
                Self::forbidden("not_yours", format!("This {name} is there, but that is not yours to do."))
            }
            No::NotNow { state, allowed } => {
                let detail = format!("This {name} is `{}`: that cannot happen now.", state.word());
                Self::conflict("not_now", detail).allowing(allowed.into_iter().map(Words::word))
            }
            No::NotYet { why } => why.into(),
            No::Changed { version } => Self::conflict(
                "changed",
                format!("This {name} has moved on (version {version}). Look again; nothing was done."),
            ),
        }
    }
}
