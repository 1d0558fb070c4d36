//! Random walks of a payment and its refunds beside a gateway that answers late, out of order, or not at all.

use std::collections::BTreeMap;

use kernel::{Chance, Currency, Id, Money, Ref, Span, Time, Uid};
use ledger::{code, kind};
use process::walk::{Course, Draw, World, walk};
use process::{Family as _, Life, Moved, Plan, Process as _, drain, settle, step};

use super::chargeback::Bearing;
use super::news::News;
use super::rules::Refund;
use super::{
    Books, CLOSE, MOST_TRIES, Payment, PaymentEvent, PaymentState, RefundEvent, RefundState, Role,
    WaiterState, Waiting,
};
use crate::gateway::{MoveStatus, Seen, SeenStatus};

use outside::Outside;

mod outside;

const AMOUNT: i64 = 1_000;

/// What people, the gateway and our jobs do. Places are modulo how many there are.
#[derive(Clone, PartialEq, Debug)]
enum Does {
    /// The opening job; its answer may be lost.
    Open {
        heard: bool,
    },
    /// The payer's button, at any attempt.
    Press {
        attempt: usize,
        pays: bool,
    },
    /// Something that was seen at any time before is heard of now.
    Hear {
        seen: usize,
    },
    /// The gateway is asked now.
    Look,
    /// The closing job.
    Close,
    /// Somebody closes an attempt on the gateway's own page.
    VoidThere {
        attempt: usize,
    },
    Leave {
        waiter: usize,
    },
    TryAgain,
    /// An order gives back so much, or all it has.
    GiveBack {
        order: usize,
        amount: i64,
    },
    /// The payer's bank takes captured money back.
    Regret {
        attempt: usize,
        amount: i64,
    },
    /// An order hears what it has to bear.
    Bear {
        order: usize,
    },
    /// The refund job.
    Send {
        refund: usize,
        heard: bool,
        status: MoveStatus,
    },
    /// What is pending at the gateway ends.
    Settle {
        refund: usize,
        well: bool,
    },
    /// A status of before is heard of now.
    HearRefund {
        seen: usize,
    },
    Revive {
        refund: usize,
    },
    Sweep,
}

struct Market {
    books: Books,
    outside: Outside,
    seen: Vec<(i64, News)>,
    seen_tries: Vec<(Id<Refund>, i64, MoveStatus)>,
    next: u64,
    clearing: i64,
    booked: BTreeMap<&'static str, i64>,
    told: u32,
    /// What each order has of the money, and what it has borne of chargebacks.
    orders: [(i64, i64); 2],
    closes_asked: u32,
    closings: u32,
    /// The bank says no for the first four days of rest.
    stubborn: bool,
}

fn uid(n: u64) -> Uid {
    let mut uid = Uid::default();
    uid.0[8..].copy_from_slice(&n.to_be_bytes());
    uid
}

fn place(chance: &mut Chance) -> usize {
    chance.below(32) as usize
}

impl World for Market {
    type Command = Does;
    const COMMANDS: &'static [(u64, Draw<Does>)] = &[
        (4, |chance| Does::Open { heard: chance.below(4) > 0 }),
        (6, |chance| Does::Press { attempt: place(chance), pays: chance.below(3) > 0 }),
        (5, |chance| Does::Hear { seen: place(chance) }),
        (5, |_| Does::Look),
        (2, |_| Does::Close),
        (1, |chance| Does::VoidThere { attempt: place(chance) }),
        (2, |chance| Does::Leave { waiter: place(chance) }),
        (3, |_| Does::TryAgain),
        (6, |chance| Does::GiveBack {
            order: place(chance),
            amount: [1, 200, 400, AMOUNT, AMOUNT, AMOUNT, 0, -5][chance.below(8) as usize],
        }),
        (3, |chance| Does::Regret {
            attempt: place(chance),
            amount: [1, 300, 600, AMOUNT, AMOUNT][chance.below(5) as usize],
        }),
        (4, |chance| Does::Bear { order: place(chance) }),
        (8, |chance| Does::Send {
            refund: place(chance),
            heard: chance.below(4) > 0,
            status: [MoveStatus::Pending, MoveStatus::Settled, MoveStatus::Failed, MoveStatus::Failed]
                [chance.below(4) as usize],
        }),
        (2, |chance| Does::Settle { refund: place(chance), well: chance.below(2) == 0 }),
        (4, |chance| Does::HearRefund { seen: place(chance) }),
        (2, |chance| Does::Revive { refund: place(chance) }),
        (2, |_| Does::Sweep),
    ];

    fn begin(chance: &mut Chance, now: Time) -> Self {
        let waiter = |n| Waiting {
            to: Ref { kind: "ord".into(), id: uid(n) },
            amount: AMOUNT / 2,
            state: WaiterState::Waits,
            charged: 0,
        };
        let payment = Payment {
            life: Life::new(Id::from_uid(uid(1)), PaymentState::Created, now),
            checkout: uid(2),
            account: None,
            guest: None,
            gateway: "sandbox".into(),
            amount: Money::new(AMOUNT, Currency::PHP),
            return_url: String::new(),
            begun_at: now,
            expires_at: now + Span::minutes(15 + i64::try_from(chance.below(100)).unwrap()),
            attempt: 1,
            hosted_url: None,
            waiters: vec![waiter(10), waiter(11)],
            captures: Vec::new(),
            chargebacks: Vec::new(),
            lost: 0,
            bearing: Bearing::default(),
        };
        let mut market = Self {
            books: Books { payment, refunds: Vec::new() },
            outside: Outside::default(),
            seen: Vec::new(),
            seen_tries: Vec::new(),
            next: 100,
            clearing: 0,
            booked: BTreeMap::new(),
            told: 0,
            orders: [(0, 0); 2],
            closes_asked: 0,
            closings: 0,
            stubborn: chance.below(8) == 0,
        };
        let mut plan = Plan::new();
        market.books.start(now, &mut plan).unwrap();
        market.book(plan.moves());
        market
    }

    fn apply(&mut self, command: &Does, now: Time) -> Result<Vec<Moved>, String> {
        let (mut books, mut plan) = (self.books.clone(), Plan::new());
        let (orders, clearing) = (self.orders, self.clearing);
        settle(&mut books, now, &mut plan).map_err(|fault| fault.to_string())?;
        let told = match self.obey(&mut books, command, now, &mut plan) {
            Ok(told) => told,
            Err(db::No::Refused(no)) if !no.detail.is_empty() && may_be_refused(command) => {
                (self.orders, self.clearing) = (orders, clearing);
                return Ok(Vec::new());
            }
            Err(no) => return Err(format!("{command:?} met {no}")),
        };
        drain(&mut books, now, &mut plan).map_err(|fault| fault.to_string())?;
        let moves = plan.finish().map_err(|fault| fault.to_string())?;
        self.books = books;
        self.told += u32::from(told);
        self.book(&moves);
        if told {
            self.orders = [(AMOUNT / 2, 0); 2];
            self.clearing -= AMOUNT;
        }
        Ok(moves)
    }

    fn holds(&self) -> Result<(), String> {
        let so = |is: bool, rule: &str| if is { Ok(()) } else { Err(rule.to_owned()) };
        let (books, payment) = (&self.books, &self.books.payment);
        let captured = payment.captured();
        let done: i64 = sum(books, |refund| refund.life.state == RefundState::Done);
        let open: i64 = sum(books, |refund| !refund.life.state.is_ended());
        so(self.clearing == open, "clearing holds what is on its way back")?;
        self.banks(&so)?;
        so(self.booked(code::CAPTURE) == captured, "each capture is booked once")?;
        so(self.booked(code::REFUND) == done, "each refund is booked once, when it is done")?;
        so(
            sum(books, |_| true) + payment.charged() <= captured,
            "refunds and what the orders bear <= captured",
        )?;
        let paid = matches!(payment.life.state, PaymentState::Captured | PaymentState::Refunded);
        so(paid != payment.captures.is_empty(), "paid iff money came")?;
        so(
            (payment.life.state == PaymentState::Refunded) == (paid && done == captured),
            "refunded iff all of it went back",
        )?;
        so(self.told == u32::from(paid), "the waiters are told once, of the first money")?;
        let extra = payment.captures.len().saturating_sub(1);
        let given = books.refunds.iter().filter(|refund| refund.why == "paid_twice").count();
        so(given == extra, "money that came twice goes back by itself")?;
        so(payment.attempt <= MOST_TRIES, "tries have an end")?;
        let open =
            self.outside.attempts.get(&payment.attempt).is_some_and(|seen| seen.status == SeenStatus::Open);
        so(
            !(open && payment.life.state == PaymentState::Declined),
            "what is called declined was declined, and not the attempt before it",
        )?;
        so(self.closes_asked >= self.closings, "what is given up is closed at the gateway")?;
        for attempt in 1..=payment.attempt {
            let here = |status: MoveStatus| {
                let tries = self.outside.tries.iter().filter(|((id, _), one)| {
                    **one == status
                        && Refund::find(books, Id::from_uid(*id))
                            .is_some_and(|refund| refund.attempt == attempt)
                });
                tries
                    .map(|((id, _), _)| Refund::find(books, Id::from_uid(*id)).map_or(0, Refund::sends))
                    .sum::<i64>()
            };
            let took = self.outside.attempts.get(&attempt).map_or(0, |seen| seen.captures.len());
            let took = AMOUNT * i64::try_from(took).unwrap_or(0);
            so(
                here(MoveStatus::Settled) + here(MoveStatus::Pending) <= took,
                "the gateway never gives back twice",
            )?;
        }
        Ok(())
    }

    /// The gateway answers again, staff look at what is parked, and ten days pass.
    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut moves = Vec::new();
        for quarter in 1..=40 {
            let at = now + Span::hours(6 * quarter);
            moves.extend(self.apply(&Does::Sweep, at)?);
            moves.extend(self.apply(&Does::Close, at)?);
            for attempt in 1..=self.books.payment.attempt {
                if let Some(seen) = self.outside.attempts.get(&attempt) {
                    self.seen.push((attempt, News::Seen(seen.clone())));
                    moves.extend(self.apply(&Does::Hear { seen: self.seen.len() - 1 }, at)?);
                }
            }
            let no = self.stubborn && quarter <= 16;
            let status = if no { MoveStatus::Failed } else { MoveStatus::Settled };
            for order in 0..2 {
                moves.extend(self.apply(&Does::Bear { order }, at)?);
            }
            for refund in 0..self.books.refunds.len() {
                if !no {
                    moves.extend(self.apply(&Does::Revive { refund }, at)?);
                }
                moves.extend(self.apply(&Does::Settle { refund, well: !no }, at)?);
                moves.extend(self.apply(&Does::Send { refund, heard: true, status }, at)?);
            }
        }
        let payment = &self.books.payment;
        let taken: usize = self.outside.attempts.values().map(|seen| seen.captures.len()).sum();
        if taken != payment.captures.len() {
            return Err("every capture at the gateway is in our books".into());
        }
        if !matches!(
            payment.life.state,
            PaymentState::Closed | PaymentState::Captured | PaymentState::Refunded
        ) {
            return Err("every payment comes to rest".into());
        }
        if self.books.refunds.iter().any(|refund| !refund.life.state.is_ended()) {
            return Err("every refund arrives, or the bank had it".into());
        }
        let there: i64 =
            self.outside.attempts.values().flat_map(|seen| &seen.chargebacks).map(|c| c.amount).sum();
        if there != payment.charged_back() || self.unborne_purse() != 0 {
            return Err("every chargeback is in our books and borne".into());
        }
        if Books::MEMBERS.iter().any(|member| !(member.astray)(&self.books).is_empty()) {
            return Err("every clock recomputes from its row".into());
        }
        Ok(moves)
    }

    fn end(&self) -> String {
        self.books.payment.life.state.to_string()
    }
}

/// News are never refused: only what people ask for is.
fn may_be_refused(command: &Does) -> bool {
    matches!(command, Does::TryAgain | Does::GiveBack { .. } | Does::Revive { .. })
}

fn sum(books: &Books, of: impl Fn(&Refund) -> bool) -> i64 {
    books.refunds.iter().filter(|refund| of(refund)).map(Refund::sends).sum()
}

impl Market {
    /// What the purse of chargebacks should hold.
    fn unborne_purse(&self) -> i64 {
        self.booked(code::CHARGEBACK)
            - self.booked(code::CUT)
            - self.booked(code::LOSS)
            - self.orders.iter().map(|(_, borne)| borne).sum::<i64>()
    }

    fn banks(&self, so: &impl Fn(bool, &str) -> Result<(), String>) -> Result<(), String> {
        let (books, payment) = (&self.books, &self.books.payment);
        let taken = payment.charged_back();
        so(self.booked(code::CHARGEBACK) == taken, "each chargeback is booked once")?;
        so(taken <= payment.captured(), "a bank takes no more than came")?;
        so(self.unborne_purse() >= 0 && books.unborne() >= 0, "nothing is borne twice")?;
        so(
            self.booked(code::LOSS) - self.booked(code::REGAINED) == payment.lost,
            "what the market lost is in its books",
        )?;
        so(
            payment.lost <= (sum(books, |_| true) + taken - payment.captured()).max(0),
            "the market loses only what was refunded as well",
        )?;
        for (waiting, (has, borne)) in payment.waiters.iter().zip(&self.orders) {
            so(*borne <= waiting.charged && *has >= 0, "an order bears no more than its part")?;
        }
        Ok(())
    }

    fn booked(&self, code: &str) -> i64 {
        self.booked.get(code).copied().unwrap_or(0)
    }

    fn book(&mut self, moves: &[Moved]) {
        for moved in moves {
            for posting in &moved.postings {
                *self.booked.entry(posting.code).or_default() += posting.amount.amount;
                for (purse, sign) in [(posting.from, -1), (posting.to, 1)] {
                    if purse.kind == kind::CLEARING {
                        self.clearing += sign * posting.amount.amount;
                    }
                }
            }
            self.closes_asked += u32::from(moved.asks.iter().any(|ask| ask.job == CLOSE));
            self.closings +=
                u32::from(moved.process == Payment::NAME && ["expired", "voided"].contains(&moved.now));
        }
    }

    /// Answers whether the waiters were told.
    fn obey(
        &mut self,
        books: &mut Books,
        command: &Does,
        now: Time,
        plan: &mut Plan,
    ) -> Result<bool, db::No> {
        let current = books.payment.attempt;
        match *command {
            Does::Open { heard } if books.payment.life.state == PaymentState::Created => {
                let fresh = || Seen {
                    status: SeenStatus::Open,
                    hosted_url: "page".into(),
                    captures: Vec::new(),
                    chargebacks: Vec::new(),
                };
                self.outside.attempts.entry(current).or_insert_with(fresh);
                return if heard { self.look(books, current, now, plan) } else { Ok(false) };
            }
            Does::Press { attempt, pays } => self.outside.press(attempt, pays),
            Does::Hear { seen } if !self.seen.is_empty() => {
                let (attempt, news) = self.seen[seen % self.seen.len()].clone();
                return self.hear(books, attempt, &news, now, plan);
            }
            Does::Look => return self.look(books, current, now, plan),
            Does::Close if books.payment.life.state.is_given_up() => {
                match self.outside.attempts.get_mut(&current) {
                    Some(seen) if seen.captures.is_empty() => seen.status = SeenStatus::Voided,
                    _ => {}
                }
                return self.look(books, current, now, plan);
            }
            Does::VoidThere { attempt } => {
                let places = self.outside.attempts.len().max(1);
                let there = self.outside.attempts.values_mut().nth(attempt % places);
                if let Some(seen) = there.filter(|seen| seen.captures.is_empty()) {
                    seen.status = SeenStatus::Voided;
                }
            }
            Does::Leave { waiter } => {
                let waiting = &mut books.payment.waiters[waiter % 2];
                if waiting.state == WaiterState::Waits {
                    waiting.state = WaiterState::Left;
                    let id = books.payment.life.id;
                    let _ = step::<Payment>(books, id, PaymentEvent::Leave, &[Role::Engine], now, plan);
                }
            }
            Does::TryAgain => {
                if books.payment.life.state == PaymentState::Declined {
                    books.payment.attempt += 1;
                }
                let id = books.payment.life.id;
                step::<Payment>(books, id, PaymentEvent::TryAgain, &[Role::Buyer], now, plan)
                    .map_err(kernel::Refusal::from)?;
            }
            Does::GiveBack { order, amount } => {
                self.next += 1;
                let (place, id) = (order % 2, Id::from_uid(uid(self.next)));
                let waiting = books.payment.waiters[place].clone();
                let (has, borne) = self.orders[place];
                // An order that has not heard of all it has to bear gives back all it has, or nothing.
                let amount = if amount > 0 { amount.min(has) } else { amount };
                if amount > 0 && amount < has && borne < waiting.charged {
                    return Ok(false);
                }
                self.orders[place].0 -= amount;
                self.clearing += amount;
                books.give_back(id, &waiting.to, amount, "cancelled", now, plan)?;
            }
            Does::Regret { attempt, amount } => self.outside.regret(attempt, amount),
            Does::Bear { order } => {
                let waiting = &books.payment.waiters[order % 2];
                let (has, borne) = self.orders[order % 2];
                let more = waiting.charged - borne;
                if more <= has {
                    self.orders[order % 2] = (has - more, waiting.charged);
                }
            }
            Does::Send { .. } | Does::Settle { .. } | Does::HearRefund { .. } | Does::Revive { .. } => {
                self.move_refund(books, command, now, plan)?;
            }
            _ => {}
        }
        Ok(false)
    }

    fn look(&mut self, books: &mut Books, attempt: i64, now: Time, plan: &mut Plan) -> Result<bool, db::No> {
        let news = self.outside.attempts.get(&attempt).map_or(News::Missing, |seen| News::Seen(seen.clone()));
        self.seen.push((attempt, news.clone()));
        self.hear(books, attempt, &news, now, plan)
    }

    fn hear(
        &mut self,
        books: &mut Books,
        attempt: i64,
        news: &News,
        now: Time,
        plan: &mut Plan,
    ) -> Result<bool, db::No> {
        let next = &mut self.next;
        let again = || {
            *next += 1;
            Id::from_uid(uid(*next))
        };
        Ok(books.hear(attempt, news, again, now, plan)?.tell.is_some())
    }

    fn move_refund(
        &mut self,
        books: &mut Books,
        command: &Does,
        now: Time,
        plan: &mut Plan,
    ) -> Result<(), db::No> {
        let places = books.refunds.len();
        let at = |place: usize| (places > 0).then(|| &books.refunds[place % places]);
        match *command {
            Does::Send { refund, heard, status } => {
                let Some(refund) = at(refund)
                    .filter(|one| matches!(one.life.state, RefundState::Asked | RefundState::Pending))
                else {
                    return Ok(());
                };
                let (id, tried) = (refund.life.id, refund.failures + 1);
                // What a bank took, the gateway sends nobody.
                let there = refund.sends() <= self.outside.left(books, refund.attempt);
                let status = if there { status } else { MoveStatus::Failed };
                let status = *self.outside.tries.entry((id.uid(), tried)).or_insert(status);
                self.seen_tries.push((id, tried, status));
                if heard {
                    books.hear_refund(id, tried, status, now, plan)?;
                }
            }
            Does::Settle { refund, well } => {
                let Some(refund) = at(refund) else { return Ok(()) };
                let key = (refund.life.id.uid(), refund.failures + 1);
                if let Some(status @ MoveStatus::Pending) = self.outside.tries.get_mut(&key) {
                    *status = if well { MoveStatus::Settled } else { MoveStatus::Failed };
                }
            }
            Does::HearRefund { seen } if !self.seen_tries.is_empty() => {
                let (id, tried, status) = self.seen_tries[seen % self.seen_tries.len()];
                books.hear_refund(id, tried, status, now, plan)?;
            }
            Does::Revive { refund } => {
                let Some(id) = at(refund).map(|one| one.life.id) else { return Ok(()) };
                step::<Refund>(books, id, RefundEvent::Revive, &[Role::Staff], now, plan)
                    .map_err(kernel::Refusal::from)?;
            }
            _ => {}
        }
        Ok(())
    }
}

const JUMPS: &[Span] = &[
    Span::ZERO,
    Span::from_micros(1),
    Span::seconds(10),
    Span::seconds(30),
    Span::minutes(1),
    Span::minutes(1),
    Span::minutes(2),
    Span::minutes(3),
    Span::minutes(10),
    Span::hours(24),
];

#[test]
fn twenty_thousand_walks_hold_every_invariant_and_take_every_row() {
    let begins = Time::from_micros(1_764_000_000_000_000);
    let course = Course { seeds: 1..20_001, steps: 40, begins, jumps: JUMPS };
    let seen = walk::<Market>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
    assert_eq!(seen.unwalked::<Payment>(), Vec::<String>::new());
    assert_eq!(seen.unwalked::<Refund>(), Vec::<String>::new());
    assert!(seen.ends.len() == 3, "{:?}", seen.ends);
    println!("{} moves, {:?}", seen.moves(), seen.ends);
}
