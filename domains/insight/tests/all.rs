//! Signals and visits over both engines.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must stop"
)]

use std::net::IpAddr;
use std::sync::Arc;

use db::{Migration, No, Rx, params, sql};
use insight::registry::Place;
use insight::{Batch, Calendar, Crowd, Days, People, Signal, TRAFFIC, Who};
use kernel::{Account, Actor, Cx, Id, Span, Time, Uid, Wiring};
use locale::Zone;
use testkit::Bench;

sql! {
    ROWS = "SELECT who, known, name FROM signal ORDER BY seq";
    SALT = "SELECT salt FROM salt WHERE one = 1";
    LINKS = "SELECT COUNT(*) FROM person";
    VISITS = "SELECT entry, listing, cart, checkout, ordered FROM visit ORDER BY began, entry";
    IDS = "SELECT COUNT(*) FROM signal_seen";
    LEFT = "SELECT COUNT(*) FROM signal";
    KEPT = "SELECT (SELECT COUNT(*) FROM visit), (SELECT COUNT(*) FROM salt)";
}

fn benches() -> Vec<Bench> {
    let steps: Vec<Migration> = TRAFFIC.migrations.to_vec();
    testkit::both(&steps, || Wiring::default().with(Calendar(Zone::manila())))
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn account(number: u8) -> Id<Account> {
    Id::from_uid(Uid([number; 16]))
}

fn device(number: u8) -> Who {
    Who::Device(IpAddr::from([10, 0, 0, number]), "a browser".into())
}

fn signal(who: Who, code: i64, place: Place, at: Time) -> Signal {
    Signal { uuid: None, who, code, at, item: None, place, value: None, consent: 1 }
}

fn keep(bench: &Bench, signals: Vec<Signal>) -> u64 {
    let batch: Batch = Arc::new(signals);
    wait(bench.db.write(&Actor::Engine, batch, insight::keep)).unwrap()
}

fn rows(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(Uid, bool, i64)>, No> {
    Ok(rx.all(&ROWS, &[])?)
}

fn salt(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<u8>, No> {
    Ok(rx.one(&SALT, &[])?)
}

fn counts(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64, i64), No> {
    Ok((rx.one(&LINKS, &[])?, rx.one(&IDS, &[])?, rx.one(&LEFT, &[])?))
}

/// The way in, and the steps of the funnel.
type Steps = (String, bool, bool, bool, bool);

fn visits(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Steps>, No> {
    Ok(rx.all(&VISITS, &params![])?)
}

fn read<T: Send + 'static>(bench: &Bench, reading: fn(&mut Rx, &Cx, &()) -> Result<T, No>) -> T {
    wait(bench.db.read(&Actor::Engine, (), reading)).unwrap()
}

#[test]
fn a_signal_sent_twice_counts_once_within_a_day_and_a_device_is_nobody_known_tomorrow() {
    for bench in benches() {
        let now = bench.db.now();
        let told = |number: u8| Signal {
            uuid: Some(Uid([number; 16])),
            ..signal(device(1), 23, Place::Listing, now)
        };
        assert_eq!(keep(&bench, vec![told(1), told(2), told(1)]), 2, "{}", bench.engine);
        assert_eq!(keep(&bench, vec![told(2), told(3)]), 1);
        let first = read(&bench, salt);
        let seen = read(&bench, rows);
        assert!(
            seen.iter().all(|(who, known, _)| *who == seen[0].0 && !known),
            "one device has one name today"
        );

        bench.clock.advance(Span::days(1));
        let (yesterday, tomorrow) = (seen[0].0, signal(device(1), 2, Place::Direct, bench.db.now()));
        keep(&bench, vec![tomorrow]);
        assert_ne!(read(&bench, rows).last().unwrap().0, yesterday);
        assert_ne!(read(&bench, salt), first, "yesterday's salt was written over");

        bench.clock.advance(Span::days(1));
        keep(&bench, vec![told(4)]);
        wait(bench.db.write(&Actor::Engine, (), insight::forget)).unwrap();
        assert_eq!(
            read(&bench, counts),
            (0, 1, 5),
            "ids of the day before yesterday are forgotten, signals are not"
        );
        wait(bench.db.write(&Actor::Engine, (), insight::roll)).unwrap();
        bench.clock.advance(Span::days(401));
        wait(bench.db.write(&Actor::Engine, (), insight::forget)).unwrap();
        assert_eq!(read(&bench, counts), (0, 0, 0), "after a year and a month nothing is left");
    }
}

fn kept(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64), No> {
    Ok(rx.one(&KEPT, &[])?)
}

#[test]
fn visits_go_after_four_hundred_days_and_a_days_salt_with_the_day_also_where_nobody_comes() {
    for bench in benches() {
        let forget = || while wait(bench.db.write(&Actor::Engine, (), insight::forget)).unwrap() {};
        keep(&bench, vec![signal(device(1), 2, Place::Direct, bench.db.now())]);
        wait(bench.db.write(&Actor::Engine, (), insight::roll)).unwrap();
        forget();
        assert_eq!(read(&bench, kept), (1, 1), "{}", bench.engine);
        bench.clock.advance(Span::days(1));
        forget();
        assert_eq!(
            read(&bench, kept),
            (1, 0),
            "its key is destroyed, as the page of what is counted promises"
        );
        bench.clock.advance(Span::days(399));
        forget();
        assert_eq!(read(&bench, kept), (1, 0), "the four hundredth day");
        bench.clock.advance(Span::days(1));
        forget();
        assert_eq!(read(&bench, kept), (0, 0), "{}", bench.engine);
    }
}

#[test]
fn who_withdraws_or_is_erased_has_no_link_to_what_was_counted() {
    for bench in benches() {
        let now = bench.db.now();
        let of = |number| signal(Who::Account(account(number)), 2, Place::Direct, now);
        keep(&bench, vec![of(1), of(1), of(2)]);
        let before = read(&bench, rows);
        assert!(before[0].0 == before[1].0 && before[0].0 != before[2].0 && before.iter().all(|row| row.1));
        assert!(before.iter().all(|row| row.0 != account(1).uid() && row.0 != account(2).uid()));
        wait(bench.db.write(&Actor::Engine, account(1), insight::forget_person)).unwrap();
        assert_eq!(read(&bench, counts), (1, 0, 3), "{}", bench.engine);
        // What was under way meanwhile comes after it: it is nobody's, also beside what is theirs again.
        bench.clock.advance(Span::seconds(1));
        let again = signal(Who::Account(account(1)), 2, Place::Direct, bench.db.now());
        keep(&bench, vec![of(1), of(2)]);
        assert_eq!(read(&bench, counts), (1, 0, 5), "{}", bench.engine);
        keep(&bench, vec![of(1), again]);
        assert_eq!(read(&bench, counts), (2, 0, 7), "who agrees again is counted");
        let after = read(&bench, rows);
        let whose: std::collections::BTreeSet<_> =
            [before[0].0, after[3].0, after[5].0, after[6].0].into_iter().collect();
        assert_eq!(whose.len(), 4, "as somebody new, and as nobody they were before");
        assert_eq!(after[4].0, before[2].0, "and others stay who they were");
    }
}

#[test]
fn visits_are_counted_once_with_their_way_in_and_their_orders_and_no_small_number_is_shown() {
    for bench in benches() {
        let now = bench.db.now();
        let mut signals = Vec::new();
        for number in 1..=12 {
            let who = || Who::Account(account(number));
            signals.push(signal(who(), 3, Place::Direct, now));
            signals.push(signal(who(), 4, Place::Search, now + Span::minutes(1)));
            if number <= 2 {
                signals.push(signal(who(), 7, Place::Listing, now + Span::minutes(2)));
                signals.push(signal(who(), 8, Place::Direct, now + Span::minutes(3)));
            }
        }
        signals.push(signal(device(1), 2, Place::Direct, now + Span::hours(2)));
        keep(&bench, signals);
        let roll = || wait(bench.db.write(&Actor::Engine, (), insight::roll)).unwrap();
        assert_eq!((roll(), roll()), (29, 0), "{}", bench.engine);

        let orders = vec![
            (account(1), now + Span::minutes(4)),
            (account(99), now),
            (account(2), now - Span::hours(1)),
        ];
        let lay = (0, 7, orders);
        wait(bench.db.write(&Actor::Engine, lay.clone(), insight::lay_orders)).unwrap();
        let twice = wait(bench.db.write(&Actor::Engine, lay, insight::lay_orders));
        assert!(matches!(twice, Err(No::Busy)), "a stretch of the log is laid once");
        let mut expected = vec![("search".to_owned(), true, false, false, false); 12];
        expected[0] = ("search".into(), true, true, true, true);
        expected[1] = ("search".into(), true, true, true, false);
        expected.push(("feed".into(), false, false, false, false));
        let mut found = read(&bench, visits);
        found.sort();
        expected.sort();
        assert_eq!(found, expected);

        let day = Zone::manila().day(now);
        let crowd =
            wait(bench.db.read(&Actor::Engine, Days { first: day, last: day }, insight::crowd)).unwrap();
        let few = People::Few;
        let search = [People::Many(12), People::Many(12), few, few, few];
        let feed = [few; 5];
        assert_eq!(
            crowd,
            Crowd {
                by_day: vec![(day, People::Many(13))],
                funnel: vec![("search", search), ("feed", feed)],
                behind: 0
            }
        );
        let nobody = wait(bench.db.read(&Actor::Anyone, Days { first: day, last: day }, insight::crowd));
        assert!(nobody.is_err_and(|no| no.is_missing()));
    }
}
