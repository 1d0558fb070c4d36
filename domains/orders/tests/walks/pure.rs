//! A hundred thousand lives of an order, drawn at random: whatever people, gateways and clocks do, the money is
//! where the state says, goods are held or sold once, and a buyer who got nothing is paid back exactly once.

use std::collections::{BTreeMap, BTreeSet};

use catalog::Hold;
use kernel::{Chance, Id, Span, Time, Uid};
use ledger::kind;
use orders::order::{By, Event, Method, Order, Payee, Purchase, REFUND, State};
use process::walk::{Course, Draw, World, walk};
use process::{Moved, Plan, Purse, StockMove, Words as _, begin, drain, settle, step};

use crate::command::{COMMANDS, Command, JUMPS};
use crate::purchase::{ENDS, Names, TOTAL, an_order, same};

struct Market {
    purchase: Purchase,
    captured: bool,
    free: bool,
    purses: BTreeMap<(&'static str, Uid), i64>,
    holds: BTreeMap<Uid, &'static str>,
    refunds: u32,
    rung: BTreeSet<(String, Time)>,
    next: u64,
}

fn uid(number: u64) -> Uid {
    Uid((u128::from(number)).to_be_bytes())
}

const fn named<K: kernel::Kind>(number: u128) -> Id<K> {
    Id::from_uid(Uid(number.to_be_bytes()))
}

const NAMES: Names = Names {
    order: named(1),
    checkout: Uid(2_u128.to_be_bytes()),
    payment: named(3),
    refund: named(4),
    shop: named(7),
    buyer: named(5),
    variant: named(8),
    listing: named(9),
    hold: named(1_000),
};

impl Market {
    fn order(&self) -> &Order {
        &self.purchase.order
    }

    fn purse(&self, purse: Purse) -> i64 {
        self.purses.get(&(purse.kind, purse.of)).copied().unwrap_or(0)
    }

    /// Carries a plan out as the runner's sinks would, and refuses what they would refuse.
    fn carry_out(&mut self, moves: &[Moved]) -> Result<(), String> {
        for moved in moves {
            if moved.by == "timer" && !self.rung.insert((moved.event.into(), moved.at)) {
                return Err(format!("{} rang twice at {}", moved.event, moved.at));
            }
            for what in &moved.stock {
                let (hold, how) = match what {
                    StockMove::Consume { hold } => (hold, "sold"),
                    StockMove::Release { hold } => (hold, "released"),
                    StockMove::Expire { hold } => (hold, "expired"),
                };
                if self.holds.insert(*hold, how) != Some("held") {
                    return Err(format!("hold {hold} ended twice or was never taken"));
                }
            }
            for posting in &moved.postings {
                *self.purses.entry((posting.from.kind, posting.from.of)).or_default() -=
                    posting.amount.amount;
                *self.purses.entry((posting.to.kind, posting.to.of)).or_default() += posting.amount.amount;
                let guarded = [kind::CLEARING, kind::ESCROW, kind::PENDING, kind::AVAILABLE];
                if guarded.contains(&posting.from.kind) && self.purse(posting.from) < 0 {
                    return Err(format!("{posting:?} takes what is not there"));
                }
            }
            for ask in &moved.asks {
                match ask.job {
                    REFUND => self.refund()?,
                    payments::UNWANTED => {}
                    other => return Err(format!("nobody does {other}")),
                }
            }
        }
        Ok(())
    }

    /// The payment's part: what the order has left of its money goes back, once.
    fn refund(&mut self) -> Result<(), String> {
        self.refunds += 1;
        let (clearing, left) = (self.order().clearing(), self.order().left());
        if self.purse(clearing) != left {
            return Err("a refund of what is not in the clearing".into());
        }
        *self.purses.entry((clearing.kind, clearing.of)).or_default() -= left;
        Ok(())
    }

    /// What the payment does not split over an order that has given back, or has nothing left, is not this order's.
    fn charged_back(&mut self, amount: i64, now: Time) -> Result<Vec<Moved>, String> {
        let mut moves = self.sweep(now)?;
        let order = self.order();
        let through = matches!(
            order.life.state,
            State::AwaitingPayment | State::Expired | State::Cancelled | State::Refused
        );
        let amount = amount.min(order.left());
        if !self.captured || through || amount == 0 {
            return Ok(moves);
        }
        moves.extend(self.act(Event::ChargeBack, By::Payment, now, |market| {
            market.purchase.order.charging = amount;
        })?);
        let moved = moves.iter().any(|moved| moved.event == Event::ChargeBack.word());
        let order = &mut self.purchase.order;
        order.charging = 0;
        order.charged += if moved { amount } else { 0 };
        if moved { Ok(moves) } else { Err("a bank asks nobody".into()) }
    }

    fn act(
        &mut self,
        on: Event,
        by: By,
        now: Time,
        bring: impl FnOnce(&mut Self),
    ) -> Result<Vec<Moved>, String> {
        let before = (self.purchase.clone(), self.holds.clone());
        let mut plan = Plan::new();
        settle(&mut self.purchase, now, &mut plan).map_err(|fault| fault.to_string())?;
        bring(self);
        let id = self.order().life.id;
        if step::<Order>(&mut self.purchase, id, on, &[by], now, &mut plan).is_err() {
            (self.purchase, self.holds) = before;
            return Ok(Vec::new());
        }
        drain(&mut self.purchase, now, &mut plan).map_err(|fault| fault.to_string())?;
        let moves = plan.finish().map_err(|fault| fault.to_string())?;
        self.carry_out(&moves)?;
        Ok(moves)
    }

    fn sweep(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut plan = Plan::new();
        settle(&mut self.purchase, now, &mut plan).map_err(|fault| fault.to_string())?;
        let moves = plan.finish().map_err(|fault| fault.to_string())?;
        self.carry_out(&moves)?;
        Ok(moves)
    }

    fn captured(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        if self.captured || self.order().method == Method::Cash {
            return Ok(Vec::new());
        }
        self.captured = true;
        let clearing = self.order().clearing();
        self.purses.insert((clearing.kind, clearing.of), TOTAL);
        self.next += 1;
        let fresh: Id<Hold> = Id::from_uid(uid(1_000 + self.next));
        self.act(Event::Pay, By::Payment, now, |market| {
            let order = &mut market.purchase.order;
            if matches!(order.life.state, State::Expired | State::Cancelled) && market.free {
                order.stock_again = true;
                order.lines[0].hold = fresh;
                market.holds.insert(fresh.uid(), "held");
            }
        })
        .and_then(|moves| {
            if moves.is_empty() { Err("money must always be answered".into()) } else { Ok(moves) }
        })
    }
}

impl World for Market {
    type Command = Command;

    const COMMANDS: &'static [(u64, Draw<Command>)] = COMMANDS;

    fn begin(chance: &mut Chance, now: Time) -> Self {
        let method = if chance.below(4) == 0 { Method::Cash } else { Method::Gateway };
        let order = an_order(&NAMES, method, now);
        let holds = BTreeMap::from([(order.lines[0].hold.uid(), "held")]);
        let mut market = Self {
            purchase: Purchase { order },
            captured: false,
            free: chance.below(2) == 0,
            purses: BTreeMap::new(),
            holds,
            refunds: 0,
            rung: BTreeSet::new(),
            next: 0,
        };
        let id = market.order().life.id;
        let begun = begin::<Order>(&mut market.purchase, id, By::Buyer, now, &mut Plan::new());
        assert_eq!(begun, Ok(()));
        market
    }

    fn apply(&mut self, command: &Command, now: Time) -> Result<Vec<Moved>, String> {
        match command {
            Command::Captured => self.captured(now),
            Command::MoreTime => {
                self.act(Event::MoreTime, By::Buyer, now, |market| market.purchase.order.asked_time += 1)
            }
            Command::Cancel(by) => self.act(Event::Cancel, *by, now, |_| {}),
            Command::Ship => {
                self.act(Event::Ship, By::Shop, now, |market| market.purchase.order.parcels += 1)
            }
            Command::Deliver(by) => self.act(Event::Deliver, *by, now, |_| {}),
            Command::Refuse(by) => self.act(Event::Refuse, *by, now, |_| {}),
            Command::Confirm => self.act(Event::Confirm, By::Buyer, now, |_| {}),
            Command::Extend => {
                self.act(Event::Extend, By::Buyer, now, |market| market.purchase.order.asked_look += 1)
            }
            Command::NotReceived => self.act(Event::NotReceived, By::Buyer, now, |_| {}),
            Command::ChargedBack(amount) => self.charged_back(*amount, now),
            Command::Sweep => self.sweep(now),
            Command::Neighbour(free) => {
                self.free = *free;
                Ok(Vec::new())
            }
        }
    }

    fn holds(&self) -> Result<(), String> {
        let order = self.order();
        let state = order.life.state;
        let on_the_bridge = match (order.method, state) {
            (Method::Gateway, State::ToShip | State::Shipped | State::Delivered) => order.left(),
            (Method::Cash, State::Delivered) => TOTAL,
            _ => 0,
        };
        same("escrow", self.purse(order.escrow()), on_the_bridge)?;
        let paid_back = matches!(state, State::Expired | State::Cancelled) && self.captured;
        let got_nothing = paid_back && order.left() > 0;
        same("refunds", i64::from(self.refunds), i64::from(got_nothing))?;
        same("clearing", self.purse(order.clearing()), 0)?;
        let done = matches!(state, State::Completed | State::Settled);
        let [market, shop] = [order.splits[0], order.splits[1]];
        let keeps = |split| if done { order.keeps(split) } else { 0 };
        same("commission", self.purse(order.purse(Payee::Market).0), keeps(market))?;
        let purses = [kind::PENDING, kind::AVAILABLE, kind::RECEIVABLE];
        let share: i64 = purses.iter().map(|kind| self.purse(order.shops(kind))).sum();
        same("the shop's share", share, if order.method == Method::Gateway { keeps(shop) } else { 0 })?;
        let borne = order.payment.map_or(0, |payment| self.purse(payments::charged_purse(payment)));
        same("what the bank took", borne, order.charged)?;
        same(
            "the parts of it",
            order.taken_of(market, order.charged) + order.taken_of(shop, order.charged),
            order.charged,
        )?;
        let kept = order.charged <= TOTAL && order.keeps(market) >= 0 && order.keeps(shop) >= 0;
        same("nobody pays more than his part", i64::from(kept), 1)?;
        let hold = self.holds[&order.lines[0].hold.uid()];
        let sent = order.parcels > 0;
        let expected = match state {
            State::AwaitingPayment | State::ToShip => "held",
            State::Expired => "expired",
            State::Cancelled if !sent => "released",
            _ => "sold",
        };
        if hold != expected && !(state == State::Cancelled && hold == "expired") {
            return Err(format!("goods are {hold} in {}", state.word()));
        }
        Ok(())
    }

    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let moves = self.sweep(now + Span::days(90))?;
        let state = self.order().life.state;
        let resting = [State::Settled, State::Refused, State::Cancelled, State::Expired];
        if resting.contains(&state) { Ok(moves) } else { Err(format!("stuck in {}", state.word())) }
    }

    fn end(&self) -> String {
        format!("{} {}", self.order().method.word(), self.order().life.state.word())
    }
}

#[test]
fn the_tables_are_sound() {
    assert_eq!(process::lint::lint_family::<Purchase>(), []);
}

#[test]
fn whatever_happens_money_and_goods_are_where_the_state_says() {
    let course = Course {
        seeds: 1..100_001,
        steps: 24,
        begins: Time::from_micros(1_795_507_200_000_000),
        jumps: JUMPS,
    };
    let seen = walk::<Market>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
    let ends: Vec<&String> = seen.ends.keys().collect();
    assert_eq!(ends, ENDS);
    assert_eq!(seen.unwalked::<Order>(), Vec::<String>::new(), "every row of the table was walked");
}
