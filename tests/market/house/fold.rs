//! The folded product: every statement means something to both engines, every column explains itself, every
//! table of moves passes its lints, and the API has one document.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::product::product;
use db::{Db, Faults, Store};
use kernel::clock::Manual;
use testkit::Folder;

#[test]
fn every_statement_means_something_to_both_engines() {
    let folder = Folder::new("statements");
    let migrations = product().migrations();
    let mut stores = vec![Store::file(folder.path().join("market.db"))];
    match testkit::postgres_url() {
        Some(url) => stores.push(Store::Postgres {
            url: testkit::clone_of_template(&url, &migrations),
            writers: 1,
            readers: 1,
        }),
        None => eprintln!("PostgreSQL skipped: RIALTO_TEST_POSTGRES names no server"),
    }
    for store in stores {
        let beside = store.traffic();
        let clock = Arc::new(Manual::new(testkit::BEGIN, 1));
        let db = Db::open(store, &migrations, clock, Arc::default(), Faults::default()).unwrap();
        db.prepare_all(&product().statements()).unwrap();
        let clock = Arc::new(Manual::new(testkit::BEGIN, 1));
        let steps = product().traffic_migrations();
        let traffic = Db::open(beside, &steps, clock, Arc::default(), Faults::default()).unwrap();
        traffic.prepare_all(&product().traffic_statements()).unwrap();
    }
}

#[test]
fn every_column_says_why_it_is_kept() {
    let all = product().migrations().into_iter().chain(product().traffic_migrations());
    let migrations: Vec<_> = std::iter::once(db::OWN).chain(all).collect();
    assert_eq!(domain::unmapped(&migrations, &product().data_map()), Vec::<String>::new());
}

#[test]
fn every_process_passes_its_lints() {
    for kind in product().kinds() {
        assert_eq!((kind.lint)(), Vec::<String>::new(), "{}", kind.name);
    }
}

#[test]
fn names_that_are_stored_are_given_once() {
    let mut seen = BTreeSet::new();
    let migrations: Vec<_> =
        product().migrations().into_iter().chain(product().traffic_migrations()).collect();
    let names = migrations.iter().map(|step| format!("migration {}", step.name));
    let kinds = product().kinds().iter().map(|kind| format!("kind {}", kind.name));
    let listeners = product().listeners().map(|listener| format!("listener {}", listener.name));
    for name in names.chain(kinds).chain(listeners) {
        assert!(seen.insert(name.clone()), "{name} is there twice");
    }
    product().jobs().unwrap();
}

#[test]
fn the_api_folds_into_one_document_without_a_fault() {
    let api = product().api().unwrap();
    let document = api.document().to_json().unwrap();
    for (_, route) in api.routes() {
        assert!(document.contains(&format!("{}{}", web::PREFIX, route.path())), "{}", route.name());
    }
}

#[test]
fn every_domain_speaks_three_languages_without_a_fault() {
    let library = product().library().map_err(|faults| faults.to_string()).unwrap();
    assert_ne!(library.keys().count(), 0);
}

#[test]
fn every_notice_has_its_words() {
    let library = product().library().unwrap();
    let keys: BTreeSet<&str> = library.keys().collect();
    for domain in product().domains() {
        for notice in domain.notices {
            assert!(keys.contains(notice.key), "{} has no words for {}", domain.name, notice.key);
        }
    }
}
