//! What the data map, the schema and the statements say of each other.

use db::{Db, Faults, Store};
use kernel::clock::Manual;
use std::sync::Arc;

use crate::rig;

#[test]
fn every_column_has_its_entry_in_the_data_map() {
    assert_eq!(domain::unmapped(catalog::MIGRATIONS, catalog::DATA_MAP), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_means_something_to_both_engines() {
    let statements: Vec<_> = catalog::STATEMENTS.iter().flat_map(|file| file.iter().copied()).collect();
    assert!(statements.len() > 40);
    let folder = testkit::Folder::new("statements");
    let clock = Arc::new(Manual::new(kernel::Time::from_micros(0), 1));
    let file = Store::file(folder.path().join("market.db"));
    let db = Db::open(file, &rig::migrations(), clock, Arc::default(), Faults::default()).unwrap();
    db.prepare_all(&statements).unwrap();
    for bench in rig::benches().iter().filter(|bench| bench.engine == "PostgreSQL") {
        bench.db.prepare_all(&statements).unwrap();
    }
}

#[test]
fn the_routes_fold_into_an_api() {
    let about = web::About { title: "Catalogue", version: "1" };
    let domain = catalog::domain();
    web::Api::fold(about, vec![(domain.name, (domain.routes)())]).unwrap();
}
