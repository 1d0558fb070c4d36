//! What holds for the crate as a whole.

#[test]
fn every_column_says_what_it_is_for() {
    let domain = identity::domain();
    assert_eq!(domain::unmapped(domain.migrations, domain.data_map), Vec::<String>::new());
}
