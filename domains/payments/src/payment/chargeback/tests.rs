//! Who bears what, story by story; the walks beside take every road at random.

use kernel::{Currency, Id, Money, Ref, Span, Time, Uid};
use process::{Life, Plan};

use super::super::{Books, Payment, PaymentState, Refund, RefundState, WaiterState, Waiting};
use super::Bearing;
use crate::gateway::{Capture, Chargeback, MoveStatus};

const NOW: Time = Time::from_micros(1_764_000_000_000_000);

fn uid(n: u8) -> Uid {
    Uid([n; 16])
}

fn order(n: u8) -> Ref {
    Ref { kind: "ord".into(), id: uid(n) }
}

struct Case {
    books: Books,
    postings: Vec<(&'static str, i64)>,
    made: u8,
}

impl Case {
    /// 100 for two orders of 50, opened at the gateway `attempts` times.
    fn of(attempts: i64) -> Self {
        let waiting = |n| Waiting { to: order(n), amount: 50, state: WaiterState::Waits, charged: 0 };
        let payment = Payment {
            life: Life::new(Id::from_uid(uid(9)), PaymentState::Action, NOW),
            checkout: uid(8),
            account: None,
            guest: None,
            gateway: "sandbox".into(),
            amount: Money::new(100, Currency::PHP),
            return_url: String::new(),
            begun_at: NOW,
            expires_at: NOW + Span::hours(1),
            attempt: attempts,
            hosted_url: None,
            waiters: vec![waiting(1), waiting(2)],
            captures: Vec::new(),
            chargebacks: Vec::new(),
            lost: 0,
            bearing: Bearing::default(),
        };
        Self { books: Books { payment, refunds: Vec::new() }, postings: Vec::new(), made: 100 }
    }

    fn does(&mut self, act: impl FnOnce(&mut Books, &mut Plan, u8) -> Result<(), db::No>) -> &mut Self {
        self.made += 1;
        let mut plan = Plan::new();
        act(&mut self.books, &mut plan, self.made).unwrap();
        process::drain(&mut self.books, NOW, &mut plan).unwrap();
        for moved in plan.finish().unwrap() {
            self.postings.extend(moved.postings.iter().map(|posting| (posting.code, posting.amount.amount)));
        }
        self
    }

    fn paid(&mut self, attempt: i64) -> &mut Self {
        self.does(|books, plan, made| {
            let capture = Capture { id: format!("cap_{made}"), amount: 100 };
            books.take(attempt, &capture, Id::from_uid(uid(made)), NOW, plan).map(|_| ())
        })
    }

    fn bank_takes(&mut self, attempt: i64, amount: i64) -> &mut Self {
        self.does(|books, plan, made| {
            books.charge_back(attempt, &Chargeback { id: format!("cbk_{made}"), amount }, NOW, plan)
        })
    }

    fn gives_back(&mut self, n: u8, amount: i64) -> &mut Self {
        self.does(|books, plan, made| {
            books.give_back(Id::from_uid(uid(made)), &order(n), amount, "cancelled", NOW, plan)
        })
    }

    /// What the gateway says of the last refund.
    fn gateway_says(&mut self, status: MoveStatus) -> &mut Self {
        self.does(|books, plan, _| {
            let refund = books.refunds.last().unwrap();
            let (id, tried) = (refund.life.id, refund.failures + 1);
            books.hear_refund(id, tried, status, NOW, plan).map(|_| ())
        })
    }

    fn orders_bear(&self) -> Vec<i64> {
        self.books.payment.waiters.iter().map(|waiting| waiting.charged).collect()
    }

    fn last(&self) -> &Refund {
        self.books.refunds.last().unwrap()
    }

    fn booked(&self, code: &str) -> i64 {
        self.postings.iter().filter(|(known, _)| *known == code).map(|(_, amount)| amount).sum()
    }
}

#[test]
fn a_chargeback_is_split_over_the_orders_that_have_money_to_the_last_unit() {
    let mut case = Case::of(1);
    case.paid(1).bank_takes(1, 33);
    assert_eq!(case.orders_bear(), [17, 16]);
    case.gives_back(1, 33).bank_takes(1, 30);
    assert_eq!(case.orders_bear(), [17, 46], "who gave back bears no more");
    assert_eq!((case.books.unborne(), case.booked("loss"), case.booked("chargeback")), (0, 0, 63));
}

#[test]
fn what_was_refunded_and_charged_back_as_well_is_the_markets_loss_and_no_more_than_that() {
    let mut case = Case::of(1);
    case.paid(1).gives_back(1, 50).gateway_says(MoveStatus::Settled).bank_takes(1, 60);
    assert_eq!((case.orders_bear(), case.books.payment.lost), (vec![0, 50], 10));
    assert_eq!((case.booked("refund"), case.booked("loss")), (50, 10));
    case.bank_takes(1, 40);
    assert_eq!((case.orders_bear(), case.books.payment.lost), (vec![0, 50], 50));
    assert_eq!(case.books.unborne(), 0);
}

#[test]
fn an_order_that_gives_back_before_it_hears_of_the_bank_has_its_part_withheld() {
    let mut case = Case::of(1);
    case.paid(1).bank_takes(1, 60).gives_back(1, 50);
    assert_eq!((case.last().withheld, case.last().sends(), case.booked("cut")), (30, 20, 30));
    assert_eq!(case.last().life.state, RefundState::Asked);
    // The other has heard, and so has only 20 left to give.
    case.gives_back(2, 20);
    assert_eq!((case.last().withheld, case.last().sends()), (0, 20));
}

#[test]
fn a_refund_of_what_the_bank_has_taken_whole_is_never_sent() {
    let mut case = Case::of(1);
    case.paid(1).bank_takes(1, 100).gives_back(1, 50);
    assert_eq!((case.last().life.state, case.last().sends()), (RefundState::Dropped, 0));
    assert_eq!((case.booked("cut"), case.booked("refund")), (50, 0));
}

#[test]
fn a_refund_under_way_bears_it_if_it_fails_and_the_market_if_it_arrives() {
    for (status, lost, cut, sends) in [(MoveStatus::Failed, 0, 10, 40), (MoveStatus::Settled, 10, 0, 50)] {
        let mut case = Case::of(1);
        case.paid(1).gives_back(1, 50).bank_takes(1, 60);
        assert_eq!((case.orders_bear(), case.books.unborne()), (vec![0, 50], 10), "it is not known yet");
        case.gateway_says(status);
        assert_eq!((case.books.payment.lost, case.booked("cut"), case.last().sends()), (lost, cut, sends));
        assert_eq!(case.books.unborne(), 0);
    }
}

#[test]
fn money_that_came_twice_is_the_buyers_once_whoever_gives_it_back() {
    // The bank was quicker: the refund of the second payment is dropped, and the orders keep the first.
    let mut case = Case::of(2);
    case.paid(1).paid(2).bank_takes(2, 100);
    assert_eq!((case.orders_bear(), case.books.unborne()), (vec![0, 0], 100));
    case.gateway_says(MoveStatus::Failed);
    assert_eq!((case.last().life.state, case.orders_bear()), (RefundState::Dropped, vec![0, 0]));
    assert_eq!((case.booked("cut"), case.booked("loss")), (100, 0));

    // The refund was quicker, and the bank takes it once more: then the first payment is gone, and the orders bear it.
    let mut case = Case::of(2);
    case.paid(1).paid(2).gateway_says(MoveStatus::Settled).bank_takes(2, 100);
    assert_eq!((case.orders_bear(), case.booked("loss")), (vec![50, 50], 0));
    // A third payment goes back from where there is something left.
    case.paid(2);
    assert_eq!((case.last().attempt, case.last().sends()), (1, 100));
}

#[test]
fn a_refund_that_fails_for_want_of_money_makes_the_markets_loss_good() {
    let mut case = Case::of(1);
    case.paid(1).gives_back(1, 50).gateway_says(MoveStatus::Settled).bank_takes(1, 100);
    assert_eq!(case.books.payment.lost, 50);
    case.paid(1).gateway_says(MoveStatus::Failed);
    assert_eq!((case.last().sends(), case.books.payment.lost), (50, 0), "the buyer owed the market as much");
    assert_eq!((case.booked("regained"), case.booked("loss")), (50, 50));
}
