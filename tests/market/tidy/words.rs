//! What stands in one place and nowhere else, and what stands nowhere.

use super::{none, sources};

/// A word of code, where it may stand, and why nowhere else. The places are beginnings of paths.
const ONE_PLACE: &[(&[&str], &[&str], &str)] = &[
    (
        &["SystemTime::now", "Instant::now()", "Timestamp::now", "/dev/urandom", "getrandom", "thread_rng"],
        &[
            "platform/kernel/src/clock.rs",
            "sandbox/src/clock.rs",         // it shares no code with the market
            "platform/web/src/patience.rs", // tokio's own timer, which decides nothing that is stored
            "benches/",
        ],
        "time and chance are arguments",
    ),
    (&["HashMap", "HashSet", "RandomState"], &["clippy.toml"], "their order is random"),
    (
        &["rusqlite", "postgres::", "tokio_postgres"],
        &["platform/db/", "platform/testkit/", "platform/jobs/tests/", "sandbox/", "benches/"],
        "no backend type leaves platform/db",
    ),
    (
        &["Store::Postgres", "Store::Sqlite", "Place::File", "Place::Memory"],
        &[
            "platform/db/",
            "platform/testkit/",
            "platform/jobs/tests/",
            "app/src/config",
            "tests/",
            "benches/",
        ],
        "nobody asks which engine it is",
    ),
    (
        &["TcpStream::connect", "lookup_host", "to_socket_addrs"],
        &[
            "platform/egress/",
            "platform/db/tests/",
            "platform/web/tests/",
            "sandbox/tests/",
            "tests/",
            "benches/",
        ],
        "where a stranger's address leads is judged in one place",
    ),
];

/// The file of these very rules names what it forbids.
const RULES: &str = "tests/market/tidy/words.rs";

#[test]
fn what_has_one_place_stands_nowhere_else() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| source.is_rust() && source.path != RULES) {
        for (words, places, why) in ONE_PLACE {
            if source.is_under(places) {
                continue;
            }
            for (number, line) in source.code() {
                if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                    findings.push(format!("{}:{number}: {word}: {why}", source.path));
                }
            }
        }
    }
    none(findings);
}

#[test]
fn no_path_of_a_machine_and_nothing_left_for_later() {
    let forbidden = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("#[ig", "nore"),
    ];
    let mut findings = Vec::new();
    for source in sources() {
        for (number, line) in (1..).zip(source.text.lines()) {
            if let Some(word) = forbidden.iter().find(|word| line.contains(**word)) {
                findings.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    none(findings);
}

#[test]
fn every_exception_to_a_lint_has_a_reason() {
    let openings = ["#[allow(", "#![allow(", "#[expect(", "#![expect("];
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| source.is_rust() && source.path != RULES) {
        for opening in openings {
            for (at, _) in source.text.match_indices(opening) {
                let attribute = source.text[at..].split(")]").next().unwrap();
                if !attribute.contains("reason =") {
                    let number = source.text[..at].lines().count();
                    findings.push(format!("{}:{number}: {attribute})] has no reason", source.path));
                }
            }
        }
    }
    none(findings);
}
