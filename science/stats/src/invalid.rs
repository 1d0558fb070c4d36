//! The one error for an argument outside its range.

/// An argument outside its range, in words that can be shown.
///
/// ```
/// let refusal = stats::power::days_needed(0.0, 5_000.0).unwrap_err();
/// assert_eq!(refusal.to_string(), "people a day must be above 0, but is 0");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{argument} must be {rule}, but is {got}")]
pub struct Invalid {
    /// What was given, in the words of the documentation.
    pub argument: &'static str,
    /// The range it must lie in.
    pub rule: &'static str,
    /// What it was.
    pub got: f64,
}

impl Invalid {
    /// `Ok` if `holds`; written so that NaN, which holds nothing, is refused.
    pub(crate) fn unless(
        holds: bool,
        argument: &'static str,
        rule: &'static str,
        got: f64,
    ) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self { argument, rule, got }) }
    }

    /// Refuses an error probability or level outside (0, 1).
    pub(crate) fn unless_alpha(alpha: f64) -> Result<(), Self> {
        Self::unless(alpha > 0.0 && alpha < 1.0, "alpha", "between 0 and 1", alpha)
    }
}
