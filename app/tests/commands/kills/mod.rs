//! The server is killed again and again while people buy and pay at a gateway that lives on: no order that was
//! acknowledged is lost, no money is taken twice, and what was asked twice under one key was done once. Five times
//! on each engine, twenty with `RIALTO_FULL=1`.

mod buyers;
mod street;

use std::collections::BTreeMap;

use kernel::Chance;
use kernel::clock::Stopwatch;
use serde_json::Value;
use testkit::sized;

use buyers::{Bought, Crowd, Fate};
use street::Street;

#[test]
fn a_server_that_is_killed_while_people_buy_loses_no_order_and_takes_no_money_twice() {
    kill_again_and_again(&Street::open("SQLite", None));
}

#[test]
fn a_server_that_is_killed_with_its_sessions_loses_no_order_and_takes_no_money_twice() {
    let Some(url) = testkit::postgres_url() else {
        eprintln!("PostgreSQL skipped: RIALTO_TEST_POSTGRES names no server");
        return;
    };
    let database = testkit::clone_of_template(&url, &app::product::product().migrations());
    kill_again_and_again(&Street::open("PostgreSQL", Some(database)));
}

fn kill_again_and_again(street: &Street) {
    let kills = sized(20, 5);
    let crowd = Crowd::gather(street);
    let slowest = std::thread::scope(|scope| {
        crowd.come(scope);
        let _home = crowd.goes_home(); // whatever happens here, or the scope would wait for them for ever
        (0..kills).map(|number| kill(street, &crowd, number)).max().unwrap()
    });
    let bought = crowd.bought();
    println!("{}: {kills} kills under {} orders, slowest start {slowest} ms", street.engine, bought.len());
    assert!(slowest < 5_000, "{}: a start took {slowest} ms", street.engine);
    let mut line = street.line();
    bought.iter().for_each(|one| one.is_there_and_was_made_once(&mut line));
    as_the_gateway_says(street, &bought);
    nothing_else_was_sold(street, &crowd, &bought);
    assert_eq!(street.stop().code(), Some(0));
    let said = street.verify();
    assert_eq!(said.code, Some(0), "{}: {}{}", street.engine, said.out, said.err);
}

/// Waits until so many more have bought, kills, starts again and looks for every order since the last time. Answers
/// how many milliseconds the start took.
fn kill(street: &Street, crowd: &Crowd, number: u64) -> u128 {
    let chance = &mut Chance::from_number(number);
    let before = crowd.bought().len();
    crowd.wait_for(before + 5 + usize::try_from(chance.below(20)).unwrap());
    // The server survives the end of its sessions, and goes on selling.
    street.end_sessions();
    let meanwhile = crowd.bought().len();
    crowd.wait_for(meanwhile + 5 + usize::try_from(chance.below(10)).unwrap());
    street.kill();
    if number.is_multiple_of(2) {
        street.end_sessions(); // otherwise what was under way may still be saved after the server's death
    }
    let known = crowd.bought();
    let watch = Stopwatch::start();
    street.start();
    let took = watch.elapsed().as_millis();
    let mut line = street.line();
    known[before..].iter().for_each(|one| one.is_there_and_was_made_once(&mut line));
    took
}

/// The gateway's own file: what each payer did was booked once, and what was called off went back once.
fn as_the_gateway_says(street: &Street, bought: &[Bought]) {
    let books = street.books();
    let lines: BTreeMap<&str, _> =
        books.payments.iter().map(|line| (line.reference.as_str(), line)).collect();
    for one in bought {
        let line = lines[one.payment.as_str()];
        let (captures, captured, refunded) = match one.fate() {
            Fate::Forgets | Fate::Declines => (0, 0, 0),
            Fate::Pays => (1, one.total, 0),
            Fate::IsCalledOff => (1, one.total, one.total),
        };
        let told = (line.capture_count, line.captured, line.refunded, line.refund_pending);
        assert_eq!(told, (captures, captured, refunded, 0), "{}: {line:?}", street.engine);
    }
    assert_eq!(lines.len(), bought.len(), "{}: payments that nobody asked for", street.engine);
}

/// Everybody asked until there was an answer, so the shop has these orders and no others.
fn nothing_else_was_sold(street: &Street, crowd: &Crowd, bought: &[Bought]) {
    let mut line = street.line().bearing(&crowd.keeper);
    let mut sold = Vec::new();
    let mut after = String::new();
    loop {
        let page = line.get(&format!("/shops/{}/orders?limit=100{after}", crowd.shop)).is(200);
        sold.extend(page["data"].as_array().unwrap().iter().map(|order| order["id"].clone()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    let mut known: Vec<Value> = bought.iter().map(|one| one.order.clone().into()).collect();
    sold.sort_by_key(ToString::to_string);
    known.sort_by_key(ToString::to_string);
    assert_eq!(sold, known, "{}", street.engine);
}
