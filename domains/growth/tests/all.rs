//! How long notices are kept, over both engines.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must stop"
)]

use db::{No, Rx, Tx, params, sql};
use domain::Keep;
use kernel::{Actor, Cx, Span, Uid, Wiring};

sql! {
    TELL = "INSERT INTO notice (id, person, topic, key, filled, link, about, why, pos, at, read_at)
        VALUES ($1, $1, 'people', 'notice-liked', '{}', '/', $1, 'owner', $2, $3, NULL)";
    BY = "INSERT INTO notice_by (notice, who, at) VALUES ($1, $1, $2)";
    CAUSE = "INSERT INTO notice_cause (notice, who, cause) VALUES ($1, $1, 'like')";
    LEFT = "SELECT (SELECT COUNT(*) FROM notice), (SELECT COUNT(*) FROM notice_by), (SELECT COUNT(*) FROM notice_cause)";
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// So many notices of this instant, each with who caused it.
fn telling(tx: &mut Tx, cx: &Cx, (first, count): &(u16, u16)) -> Result<(), No> {
    for number in *first..first + count {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        let id = Uid(id);
        tx.run(&TELL, &params![id, i64::from(number), cx.now])?;
        tx.run(&BY, &params![id, cx.now])?;
        tx.run(&CAUSE, &params![id])?;
    }
    Ok(())
}

fn leftover(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64, i64), No> {
    Ok(rx.one(&LEFT, &[])?)
}

#[test]
fn a_notice_goes_a_year_after_it_last_said_something_new_with_all_that_caused_it() {
    for bench in testkit::both(growth::MIGRATIONS, Wiring::default) {
        let tell = |first: u16, count: u16| {
            wait(bench.db.write(&Actor::Engine, (first, count), telling)).unwrap();
        };
        let forget = || wait(bench.db.write(&Actor::Engine, (), growth::forget)).unwrap();
        let left = || wait(bench.db.read(&Actor::Engine, (), leftover)).unwrap();
        tell(1, 501);
        bench.clock.advance(Span::days(1));
        tell(600, 1);
        bench.clock.advance(Span::days(364));
        assert!(!forget());
        assert_eq!(left(), (502, 502, 502), "a year to the microsecond: {}", bench.engine);
        bench.clock.advance(Span::seconds(1));
        assert!(forget(), "a slice at a time, so that nobody waits long behind it");
        assert_eq!(left(), (2, 2, 2), "{}", bench.engine);
        assert!(!forget());
        assert_eq!(left(), (1, 1, 1), "the younger one stays");
        bench.clock.advance(Span::days(1));
        assert!(!forget());
        assert_eq!(left(), (0, 0, 0));
    }
}

#[test]
fn the_data_map_says_the_time_that_the_job_keeps_to() {
    for column in growth::domain().data_map {
        if let Keep::Days(days) = column.keep {
            assert!(column.table.starts_with("notice"), "{} has no job that forgets it", column.table);
            assert_eq!(Span::days(i64::from(days)), growth::KEEP);
        }
    }
}
