//! Faults planted in the tables, one row each, and what finds them: a lint before anything runs, or a walk.

use kernel::Time;
use process::lint::{Rule, lint_family};
use process::walk::{Stumble, walk};
use process::{Move, Plan, Process, Why};

use super::market::{Does, Market};
use super::rules::*;
use super::tables::*;
use super::walks::course;

/// A table with one row put in another's place.
const fn with<P: Process, const ROWS: usize>(
    table: &'static [Move<P>],
    place: usize,
    row: Move<P>,
) -> [Move<P>; ROWS] {
    assert!(table.len() == ROWS, "the whole table is taken over");
    let mut rows = [row; ROWS];
    let mut at = 0;
    while at < ROWS {
        if at != place {
            rows[at] = table[at];
        }
        at += 1;
    }
    rows
}

/// The printed table with one row changed, under the fault's name.
macro_rules! planted {
    ($fault:ident: row $place:literal of $table:ident for $process:ident becomes $row:expr) => {
        #[derive(Clone, PartialEq, Debug)]
        pub struct $fault;
        impl Tables for $fault {
            const $table: &'static [Move<$process<Self>>] = {
                const ROWS: usize = Printed::<AsPrinted>::$table.len();
                &with::<$process<$fault>, ROWS>(Printed::<$fault>::$table, $place - 1, $row)
            };
        }
    };
}

#[rustfmt::skip]
mod faults {
    use process::always;
    use super::*;
    use {By::*, G::{Expired, Forming, Succeeded}, GE::{Fill, Stop as Ends}, S::{Paid, Refunding, Released, Reserved}, SE::{Pay, Withdraw}};

    planted!(AnyPayment:   row 1 of SEAT for Seat becomes   (&[Reserved], Pay,        Gateway, always,        Paid,      &[take_in, lead_or_fill]));
    planted!(SilentShop:   row 4 of GROUP for Group becomes (&[Forming],  GE::TimeUp, Timer,   seats_left,    Expired,   &[give_everyone_back]));
    planted!(DeadEnd:      row 8 of SEAT for Seat becomes   (&[Paid],     SE::Returned, Gateway, always,      S::Refunded, &[book_refund, tell_if_settled]));
    planted!(KeptMoney:    row 5 of SEAT for Seat becomes   (&[Paid],     Withdraw,   Member,  still_forming, Refunding, &[tell_if_empty]));
    planted!(PaidTwice:    row 7 of SEAT for Seat becomes   (&[Paid],     SE::GiveBack, Engine, always,       Refunding, &[pay_back, pay_back]));
    planted!(NeverFull:    row 1 of SEAT for Seat becomes   (&[Reserved], Pay,        Gateway, still_wanted,  Paid,      &[take_in, lead_only]));
    planted!(AlmostFull:   row 2 of GROUP for Group becomes (&[Forming],  Fill,       Engine,  nearly_full,   Succeeded, &[confirm_everyone]));
    planted!(LateMoney:    row 2 of SEAT for Seat becomes   (&[Released], Pay,        Gateway, still_wanted,  Paid,      &[take_in, lead_or_fill]));
    planted!(ForgetfulShop: row 6 of GROUP for Group becomes (&[Forming], Ends,       Shop,    always,        Expired,   &[]));
}
use faults::*;

fn seats_left<T: Tables>(f: &GroupBuy<T>, g: &Group<T>, now: Time) -> Result<(), Why> {
    COMPLETE.unless(full(f, g, now).is_err())
}
fn nearly_full<T: Tables>(f: &GroupBuy<T>, g: &Group<T>, _: Time) -> Result<(), Why> {
    SEATS_LEFT.unless(f.count(&[S::Paid]) + 1 >= g.size)
}
fn lead_only<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, plan: &mut Plan) {
    if f.group.life.state == G::Opening {
        plan.send(f.group.life.id, GE::Lead);
    }
}

fn lints<T: Tables>() -> Vec<(Rule, String)> {
    lint_family::<GroupBuy<T>>().into_iter().map(|finding| (finding.rule, finding.sentence)).collect()
}

fn stumbles<T: Tables>() -> Stumble<Does> {
    assert_eq!(lints::<T>(), [], "a lint would do");
    walk::<Market<T>>(&course(2_000)).expect_err("no walk found it")
}

#[test]
fn the_printed_tables_have_no_findings() {
    assert_eq!(lints::<AsPrinted>(), []);
}

#[test]
fn a_lint_finds_the_row_that_is_never_reached() {
    let sentence =
        "row 3 (reserved on pay by gateway to refunding) is never reached: row 1 takes it without a guard";
    assert_eq!(lints::<AnyPayment>(), [(Rule::RowIsReached, sentence.into())]);
}

#[test]
fn a_lint_finds_the_deadline_that_may_ring_for_ever() {
    let sentence = "the clock `window` may ring for ever in `forming`: every row for `time_up` is guarded";
    assert_eq!(lints::<SilentShop>(), [(Rule::ClockIsHeard, sentence.into())]);
}

#[test]
fn a_lint_finds_the_state_that_nothing_leaves() {
    let sentence = "nothing leaves `refunding`, and it is not called an end";
    assert_eq!(lints::<DeadEnd>(), [(Rule::StateHasAnExit, sentence.into())]);
}

#[test]
fn a_walk_finds_the_money_that_is_kept() {
    let stumble = stumbles::<KeptMoney>();
    assert_eq!(stumble.rule, "a refund is asked for exactly once");
    assert!(matches!(stumble.steps[..], [_, _, _]), "join, pay, withdraw: {stumble}");
}

#[test]
fn a_walk_finds_the_refund_that_is_made_twice() {
    assert_eq!(stumbles::<PaidTwice>().rule, "a hold ends once");
}

#[test]
fn a_walk_finds_the_full_group_that_goes_on_waiting() {
    assert_eq!(stumbles::<NeverFull>().rule, "a full group succeeds at once");
}

#[test]
fn a_walk_finds_the_success_without_a_full_group() {
    assert_eq!(stumbles::<AlmostFull>().rule, "success iff full, or the shop honours");
}

#[test]
fn a_walk_finds_the_seat_that_was_sold_twice() {
    let rule = stumbles::<LateMoney>().rule;
    assert!(["a seat is promised once", "nobody holds two seats"].contains(&&*rule), "{rule}");
}

#[test]
fn a_walk_finds_the_members_that_a_stopped_group_forgot() {
    assert_eq!(stumbles::<ForgetfulShop>().rule, "nobody is in a group that failed");
}
