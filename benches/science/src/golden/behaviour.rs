//! Golden files whose subject is behaviour: cohorts, funnels, stickiness, growth accounting, lifecycles.

use super::file::{GoldenFile, Outcome};

/// Checks `file` if its kind belongs to behaviour; `None` says that it is somebody else's.
pub fn check(_kind: &str, _file: &GoldenFile) -> Option<Outcome> {
    None
}
