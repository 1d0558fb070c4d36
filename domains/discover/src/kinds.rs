//! What this crate's ids name.

use kernel::Kind;

/// A search that somebody keeps.
pub struct SavedSearch;
impl Kind for SavedSearch {
    const PREFIX: &'static str = "ssr";
}
