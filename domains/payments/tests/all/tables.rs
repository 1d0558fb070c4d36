//! What every domain is asked: its statements, columns, tables and drawings.

use crate::house::{houses, migrations};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_means_something_to_both_engines() {
    let statements: Vec<_> = payments::STATEMENTS.iter().flat_map(|file| file.iter().copied()).collect();
    let folder = testkit::Folder::new("statements");
    let file = db::Store::file(folder.path().join("market.db"));
    let clock = std::sync::Arc::new(kernel::clock::Manual::new(kernel::Time::from_micros(0), 1));
    let lite =
        db::Db::open(file, &migrations(), clock, std::sync::Arc::default(), db::Faults::default()).unwrap();
    lite.prepare_all(&statements).unwrap();
    for house in houses().await.into_iter().filter(|house| house.engine == "PostgreSQL") {
        house.db.prepare_all(&statements).unwrap();
    }
}

#[test]
fn every_column_says_why_it_is_kept() {
    assert_eq!(domain::unmapped(payments::MIGRATIONS, payments::DATA_MAP), Vec::<String>::new());
}

#[test]
fn the_tables_are_sound_and_drawn_as_they_stand() {
    let readme = include_str!("../../README.md");
    for kind in payments::KINDS {
        assert_eq!((kind.lint)(), Vec::<String>::new());
        for (name, drawing) in (kind.diagrams)() {
            assert!(readme.contains(&drawing), "the README draws {name} otherwise than:\n{drawing}");
        }
    }
}

#[test]
fn every_notice_is_of_an_event_that_happens() {
    let drawings: Vec<(&str, String)> = payments::KINDS.iter().flat_map(|kind| (kind.diagrams)()).collect();
    for notice in payments::NOTICES {
        let drawn = |(name, drawing): &(&str, String)| {
            *name == notice.process
                && (notice.event == process::BEGUN || drawing.contains(&format!(": {}", notice.event)))
        };
        let plain = (notice.process, notice.event) == ("payout_destination", "set");
        assert!(plain || drawings.iter().any(drawn), "{notice:?}");
    }
}
