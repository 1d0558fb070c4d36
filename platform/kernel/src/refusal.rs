//! Refusals: the typed, kind "no". A refusal is an answer, not a failure: nothing was changed and it says so.

use std::borrow::Cow;

/// The family of a refusal; the web turns it into a status, a command line into an exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RefusalKind {
    /// What was sent cannot be right (422).
    Invalid,
    /// Nobody is signed in, or no longer (401).
    SignIn,
    /// Known, and not allowed (403).
    Forbidden,
    /// Not there for this actor (404).
    Missing,
    /// Right as such, but not now or not any more (409).
    Conflict,
    /// Too often (429).
    TooMany,
    /// We cannot at the moment; the same again later may do (503).
    Unavailable,
}

/// Why not, for a program (`code`) and for a person (`detail`).
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Refusal {
    /// The family.
    pub kind: RefusalKind,
    /// Stable, snake_case; it is also the locale key and the name to search the documentation for.
    pub code: &'static str,
    /// What happened, what is safe, what to do: in plain English for the API.
    pub detail: Cow<'static, str>,
    /// The field that was wrong, as a JSON pointer such as `/lines/0/quantity`.
    pub field: Option<Cow<'static, str>>,
    /// What would be possible instead, where that is a list (events, choices).
    pub allowed: Vec<Cow<'static, str>>,
}

impl Refusal {
    /// A refusal of the given family.
    pub fn new(kind: RefusalKind, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, code, detail: detail.into(), field: None, allowed: Vec::new() }
    }

    /// What was sent cannot be right.
    pub fn invalid(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(RefusalKind::Invalid, code, detail)
    }

    /// What was sent in one field cannot be right.
    pub fn field(
        field: impl Into<Cow<'static, str>>,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { field: Some(field.into()), ..Self::invalid(code, detail) }
    }

    /// Somebody must sign in (again).
    pub fn sign_in() -> Self {
        Self::new(RefusalKind::SignIn, "sign_in", "Please sign in; nothing was changed.")
    }

    /// Known, and not allowed.
    pub fn forbidden(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(RefusalKind::Forbidden, code, detail)
    }

    /// Not there, or not there for this actor: the two answers are the same on purpose.
    pub fn missing(what: &'static str) -> Self {
        Self::new(RefusalKind::Missing, "missing", format!("There is no such {what} for you."))
    }

    /// Right as such, but not now.
    pub fn conflict(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(RefusalKind::Conflict, code, detail)
    }

    /// Names what would be possible instead.
    #[must_use]
    pub fn allowing(mut self, allowed: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }
}
