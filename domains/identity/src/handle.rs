//! Handles: what an account is called, by others and when it signs in.

use kernel::Refusal;

/// Names that would let a member speak for the market. The operator's command line may give them out.
const RESERVED: [&str; 10] = [
    "admin",
    "administrator",
    "help",
    "moderator",
    "official",
    "operator",
    "rialto",
    "root",
    "staff",
    "support",
];

/// A handle: 3 to 30 letters a to z, digits and `_`, the first one a letter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Handle(String);

impl Handle {
    /// Reads one; capitals are made small.
    ///
    /// # Errors
    /// `handle`: it has another shape.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let handle = folded(text);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let begins = handle.starts_with(|c: char| c.is_ascii_lowercase());
        if begins && (3..=30).contains(&handle.len()) && handle.chars().all(plain) {
            return Ok(Self(handle));
        }
        let detail = "A handle has 3 to 30 letters a to z, digits and _, and begins with a letter.";
        Err(Refusal::field("/handle", "handle", detail))
    }

    /// The same, for somebody who signs up.
    ///
    /// # Errors
    /// `handle`, or `handle_reserved`.
    pub fn for_member(text: &str) -> Result<Self, Refusal> {
        let handle = Self::new(text)?;
        if RESERVED.contains(&handle.as_str()) {
            let detail = "This handle is kept for the market itself. Please choose another.";
            return Err(Refusal::field("/handle", "handle_reserved", detail));
        }
        Ok(handle)
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a handle that somebody types is looked up. What cannot be a handle is looked up too, and not found.
pub(crate) fn folded(text: &str) -> String {
    text.trim().trim_start_matches('@').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_short_plain_and_small() {
        for (typed, kept) in [("Maria_7", "maria_7"), (" @juan ", "juan"), ("abc", "abc")] {
            assert_eq!(Handle::new(typed).unwrap().as_str(), kept);
        }
        let long = "a".repeat(31);
        for bad in ["", "ab", "7up", "_x_", "ma ria", "mária", "maria!", "ma\u{0}ria", &long] {
            assert_eq!(Handle::new(bad).unwrap_err().code, "handle", "{bad}");
        }
    }

    #[test]
    fn nobody_signs_up_as_the_market() {
        assert_eq!(Handle::for_member("Support").unwrap_err().code, "handle_reserved");
        assert_eq!(Handle::new("support").unwrap().as_str(), "support");
    }
}
