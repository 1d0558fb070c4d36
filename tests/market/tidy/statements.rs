//! Every statement that a file writes is in its crate's list, so that one test prepares them all.

use app::product::product;

use super::{none, sources};

#[test]
fn every_block_of_statements_is_in_its_crates_list() {
    let both = product().statements().into_iter().chain(product().traffic_statements());
    let listed: Vec<&str> = both.map(|sql| sql.place).collect();
    let in_the_product = ["app/src/", "domains/", "platform/"];
    let mut findings = Vec::new();
    for source in sources() {
        if !source.is_rust() || !source.is_under(&in_the_product) || source.path.contains("/tests/") {
            continue;
        }
        let begins = |line: &str| line.starts_with("sql! {") || line.starts_with("db::sql! {");
        let blocks = source.code().filter(|(_, line)| begins(line)).count();
        let is_listed = listed.iter().any(|place| place.starts_with(&format!("{}:", source.path)));
        if blocks > 0 && !is_listed {
            findings.push(format!("{}: its STATEMENTS are in no domain's list", source.path));
        }
        if blocks > 1 {
            findings.push(format!("{}: one block a file", source.path));
        }
    }
    none(findings);
}
