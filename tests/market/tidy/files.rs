//! Files: their names, their size, and that each crate says what it is.

use std::collections::BTreeSet;

use super::{none, sources};

/// Longer than this, a file must be in [`LONG`].
const LINES: usize = 600;

/// Files that are long for a reason.
const LONG: &[(&str, &str)] = &[];

#[test]
fn no_file_is_longer_than_a_reader_bears() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| source.is_rust()) {
        let lines = source.text.lines().count();
        let may_be = LONG.iter().any(|(path, _)| *path == source.path);
        match (lines > LINES, may_be) {
            (true, false) => findings.push(format!("{} has {lines} lines", source.path)),
            (false, true) => {
                findings.push(format!("{} is short enough now: take it off the list", source.path))
            }
            _ => {}
        }
    }
    none(findings);
}

#[test]
fn no_file_is_named_after_nothing() {
    let empty_words = ["utils", "util", "manager", "helper", "helpers", "common", "misc"];
    // A test's `common` is what several test binaries of one crate share: Cargo's own custom.
    let is_shared_ground = |path: &str| path.contains("/tests/common");
    let named = |path: &str| {
        let mut names = path.split('/').flat_map(|part| part.split(['.', '_', '-']));
        names.any(|name| empty_words.contains(&name))
    };
    let findings = sources().into_iter().map(|source| source.path);
    none(findings.filter(|path| named(path) && !is_shared_ground(path)).collect());
}

#[test]
fn every_crate_says_what_it_is() {
    let sources = sources();
    let paths: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let homes = paths.iter().filter_map(|path| path.strip_suffix("/Cargo.toml"));
    none(
        homes
            .filter(|home| !paths.contains(format!("{home}/README.md").as_str()))
            .map(|home| format!("{home} has no README.md"))
            .collect(),
    )
}
