//! Every route, by eight kinds of principal, on an object of one side of the market, of the other side, and on one
//! that does not exist. `table.rs` says by hand what each is to be answered; a route without a row fails, and so
//! does a denied call that left anything behind.

mod fields;
pub(crate) mod pages;
mod table;
pub(crate) mod world;

use std::collections::BTreeSet;

use market_tests::{Answer, Market};
use ureq::http::Method;

use crate::books::rows;

use table::{ROWS, Row};
use world::{Object, People, Side, World};

#[test]
fn every_route_has_its_row() {
    let api = app::product::product().api().unwrap();
    let routes: BTreeSet<String> =
        api.routes().map(|(_, route)| format!("{} {}", route.method(), route.path())).collect();
    let rows: BTreeSet<String> = ROWS.iter().map(|row| row.route.to_string()).collect();
    assert_eq!(rows.len(), ROWS.len(), "a route has one row");
    assert_eq!(routes.difference(&rows).collect::<Vec<_>>(), Vec::<&String>::new(), "routes without a row");
    assert_eq!(rows.difference(&routes).collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a route");
}

#[test]
fn everybody_is_answered_as_the_table_says_and_who_is_denied_changes_nothing() {
    let market = Market::both().remove(0);
    let people = People::gather(&market);
    let mut wrong = Vec::new();
    for (number, row) in ROWS.iter().enumerate() {
        let world = World::build(&market, &people, number, row.route);
        let told = walk(&market, &people, &world, row, &mut wrong);
        if told != row.answers {
            wrong
                .push(format!("{}\n    is answered {told:?}\n    and not      {:?}", row.route, row.answers));
        }
        people.gather_again(&market, row.ends_sessions);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asks as everybody: first those whom the table denies, then the others, so that what is allowed does not hide
/// what should not have been.
fn walk(
    market: &Market,
    people: &People,
    world: &World,
    row: &Row,
    wrong: &mut Vec<String>,
) -> Vec<[u16; 8]> {
    let mut told = vec![[0; 8]; row.answers.len()];
    for denied in [true, false] {
        for (group, expected) in row.answers.iter().enumerate() {
            for (who, status) in expected.iter().enumerate() {
                if (*status >= 400) != denied {
                    continue;
                }
                let before = rows(market);
                let object = [Object::Of(Side::A), Object::Of(Side::B), Object::Missing][group];
                let answer = ask(people, world, row, who, object);
                told[group][who] = answer.status;
                let after = rows(market);
                if answer.status >= 400 && before != after {
                    wrong.push(format!(
                        "{} by {} was denied and left something",
                        row.route,
                        world::NAMES[who]
                    ));
                }
            }
        }
    }
    told
}

fn ask(people: &People, world: &World, row: &Row, who: usize, object: Object) -> Answer {
    let (method, path) = row.route.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let path = world.path(path, object);
    let client = people.client(who);
    match (method.as_str(), row.body) {
        ("POST", body) => client.post(&path, body(world, object)),
        (_, body) => client.send(method, &path, None, Some(body(world, object))),
    }
}
