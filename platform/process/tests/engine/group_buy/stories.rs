//! What a shopkeeper would ask about a group buy, told one by one.

use kernel::{Id, Span, Time, Uid};
use process::{Moved, Plan, allowed, awaited, next_ring, settle};

use super::rules::*;
use super::tables::*;

type Buy = GroupBuy<AsPrinted>;

const START: Time = Time::from_micros(1_764_000_000_000_000);

fn minute(n: i64) -> Time {
    START + Span::minutes(n)
}

fn seat(n: u64) -> Id<Seat> {
    Id::from_uid(uid(100 + n))
}

/// A group of `size`, one hour long, whose members 1 to `paid` have paid at the start.
fn group(size: usize, paid: u64, shop_honours: bool) -> (Buy, Plan) {
    let mut plan = Plan::new();
    let mut buy = Buy::open(size, Span::hours(1), shop_honours, START, &mut plan);
    for who in 1..=paid {
        joins(&mut buy, who, START, &mut plan);
        pays(&mut buy, who, START, &mut plan);
    }
    (buy, plan)
}

fn joins(buy: &mut Buy, who: u64, at: Time, plan: &mut Plan) {
    buy.join(who, seat(who).uid(), at, plan).unwrap();
}

fn pays(buy: &mut Buy, who: u64, at: Time, plan: &mut Plan) -> S {
    buy.pay(seat(who), Uid([who as u8; 16]), at, plan).unwrap()
}

fn states(buy: &Buy) -> (G, Vec<S>) {
    (buy.group.life.state, buy.seats.iter().map(|seat| seat.life.state).collect())
}

fn code(refused: Result<impl std::fmt::Debug, Stop>) -> &'static str {
    match refused.expect_err("it was not refused") {
        Stop::No(refusal) => refusal.code,
        Stop::Fault(fault) => unreachable!("{fault}"),
    }
}

fn told(moves: &[Moved]) -> Vec<(&'static str, &'static str, &'static str)> {
    moves.iter().map(|moved| (moved.process, moved.event, moved.now)).collect()
}

#[test]
fn the_last_seat_goes_to_exactly_one_buyer() {
    let (mut buy, mut plan) = group(2, 1, false);
    joins(&mut buy, 2, minute(1), &mut plan);
    assert_eq!(code(buy.join(3, seat(3).uid(), minute(1), &mut plan)), "group_full");
    assert_eq!(buy.seats.len(), 2, "who was refused left no row");
    // Ten minutes later the seat is free: the third takes it, and late money of the second goes back.
    joins(&mut buy, 3, minute(11), &mut plan);
    assert_eq!(pays(&mut buy, 2, minute(12), &mut plan), S::Refunding);
    assert_eq!(pays(&mut buy, 3, minute(12), &mut plan), S::Paid);
    assert_eq!(states(&buy), (G::Succeeded, vec![S::Confirmed, S::Refunding, S::Confirmed]));
}

#[test]
fn late_money_for_a_free_seat_gets_the_old_price() {
    let (mut buy, mut plan) = group(2, 1, false);
    joins(&mut buy, 2, minute(1), &mut plan);
    assert_eq!(pays(&mut buy, 2, minute(16), &mut plan), S::Paid);
    assert_eq!(states(&buy), (G::Succeeded, vec![S::Confirmed; 2]));
}

#[test]
fn one_payment_fills_the_group_and_is_told_move_by_move() {
    let (buy, mut plan) = group(2, 2, false);
    assert_eq!(states(&buy), (G::Succeeded, vec![S::Confirmed; 2]));
    plan.note("late", "words still find the last move");
    let moves = plan.finish().unwrap();
    assert_eq!(
        told(&moves),
        [
            ("group", "begun", "opening"),
            ("seat", "begun", "reserved"),
            ("seat", "pay", "paid"),
            ("group", "lead", "forming"),
            ("seat", "begun", "reserved"),
            ("seat", "pay", "paid"),
            ("group", "fill", "succeeded"),
            ("seat", "confirm", "confirmed"),
            ("seat", "confirm", "confirmed"),
        ]
    );
    assert_eq!((moves[7].id, moves[8].id), (seat(1).uid(), seat(2).uid()), "first sent, first delivered");
    assert_eq!((moves[3].by, moves[3].was, moves[3].asks[0].job), ("engine", Some("opening"), "open_link"));
    assert_eq!((moves[5].postings.len(), moves[5].postings[0].amount.amount), (1, 90_000));
}

#[test]
fn an_expired_group_is_no_success_and_gives_everybody_back() {
    let (mut buy, mut plan) = group(3, 2, false);
    assert_eq!(settle(&mut buy, minute(60) - Span::from_micros(1), &mut plan), Ok(0));
    assert_eq!(settle(&mut buy, minute(600), &mut plan), Ok(1));
    assert_eq!(states(&buy), (G::Expired, vec![S::Refunding; 2]));
    assert_eq!(buy.group.life.since, minute(60), "at the deadline, not when the sweeper came");
    buy.fire(seat(1), SE::Returned, By::Gateway, minute(601), &mut plan).unwrap();
    assert_eq!(buy.group.life.state, G::Expired, "one refund is still on its way");
    buy.fire(seat(2), SE::Returned, By::Gateway, minute(602), &mut plan).unwrap();
    assert_eq!(states(&buy), (G::Refunded, vec![S::Refunded; 2]));
}

#[test]
fn a_shop_that_honours_completes_the_group_and_it_says_so() {
    let (mut buy, mut plan) = group(3, 2, true);
    settle(&mut buy, minute(60), &mut plan).unwrap();
    assert_eq!(states(&buy), (G::Succeeded, vec![S::Confirmed; 2]));
    let moves = plan.finish().unwrap();
    let time_up = moves.iter().find(|moved| moved.event == "time_up").unwrap();
    assert_eq!((time_up.notes[0].key, &*time_up.notes[0].value), ("completed_by", "shop"));
}

#[test]
fn at_the_very_deadline_the_timer_is_before_the_buyer() {
    let (mut buy, mut plan) = group(2, 1, false);
    joins(&mut buy, 2, minute(55), &mut plan);
    let mut other = buy.clone();
    assert_eq!(pays(&mut buy, 2, minute(60) - Span::from_micros(1), &mut plan), S::Paid);
    assert_eq!(pays(&mut other, 2, minute(60), &mut plan), S::Refunding);
    assert_eq!((buy.group.life.state, other.group.life.state), (G::Succeeded, G::Expired));
}

#[test]
fn the_next_who_paid_leads_when_the_leader_leaves_and_the_last_closes_the_door() {
    let (mut buy, mut plan) = group(3, 2, false);
    assert_eq!(buy.leader().map(|seat| seat.who), Some(1));
    buy.fire(seat(1), SE::Withdraw, By::Member, minute(1), &mut plan).unwrap();
    assert_eq!((buy.leader().map(|seat| seat.who), buy.group.life.state), (Some(2), G::Forming));
    buy.fire(seat(2), SE::Withdraw, By::Member, minute(2), &mut plan).unwrap();
    assert_eq!((buy.leader(), buy.group.life.state), (None, G::Cancelled));
}

#[test]
fn nobody_leaves_a_complete_group_by_withdrawing() {
    let (mut buy, mut plan) = group(2, 2, false);
    assert_eq!(code(buy.fire(seat(1), SE::Withdraw, By::Member, minute(1), &mut plan)), "not_now");
    assert_eq!(code(buy.fire(seat(1), SE::Withdraw, By::Shop, minute(1), &mut plan)), "not_now");
    let (mut forming, mut plan) = group(3, 2, false);
    assert_eq!(code(forming.fire(seat(1), SE::Withdraw, By::Shop, minute(1), &mut plan)), "not_yours");
}

#[test]
fn clocks_that_ring_at_one_instant_ring_by_process_then_id() {
    let (mut buy, mut plan) = group(4, 1, false);
    joins(&mut buy, 3, minute(50), &mut plan);
    joins(&mut buy, 2, minute(50), &mut plan);
    let before = plan.moves().len();
    assert_eq!(next_ring(&buy).map(|ring| (ring.at, ring.process)), Some((minute(60), "group")));
    assert_eq!(settle(&mut buy, minute(60), &mut plan), Ok(3));
    let rang: Vec<(&str, Uid)> = plan.moves()[before..]
        .iter()
        .filter(|moved| moved.by == "timer")
        .map(|moved| (moved.process, moved.id))
        .collect();
    assert_eq!(rang, [("group", uid(1)), ("seat", seat(2).uid()), ("seat", seat(3).uid())]);
}

#[test]
fn the_page_shows_whom_a_group_waits_for_and_until_when() {
    let (mut buy, mut plan) = group(2, 1, false);
    joins(&mut buy, 2, minute(1), &mut plan);
    let now = minute(2);
    assert_eq!(allowed::<Seat>(&buy, &buy.seats[0], &[By::Member], now), [SE::Withdraw]);
    assert_eq!(allowed::<Seat>(&buy, &buy.seats[1], &[By::Member], now), []);
    assert_eq!(awaited::<Seat>(&buy, &buy.seats[1], now), [By::Gateway, By::Timer]);
    assert_eq!(buy.seats[1].life.deadline(), Some(("pay", minute(11))));
    assert_eq!(buy.group.life.deadline(), Some(("window", minute(60))));
    assert_eq!(allowed::<Group>(&buy, &buy.group, &[By::Shop, By::Member], now), [GE::Stop]);
}
