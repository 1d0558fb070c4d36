//! Random walks of a payout beside a gateway whose answers are lost and doubled.

use std::collections::BTreeMap;

use kernel::{Chance, Currency, Id, Money, Span, Time, Uid};
use ledger::{code, kind};
use process::walk::{Course, Draw, World, walk};
use process::{Family as _, Life, Moved, Plan, drain, settle, step};

use super::{Owed, Payout, PayoutEvent, PayoutRole, PayoutState, heard};
use crate::gateway::MoveStatus;

const AMOUNT: i64 = 900;
const OWED: i64 = 100;

#[derive(Clone, PartialEq, Debug)]
enum Does {
    /// The job asks; the answer may be lost.
    Send {
        heard: bool,
        status: MoveStatus,
    },
    /// What is pending ends.
    End {
        well: bool,
    },
    /// Something seen before is heard of now.
    Hear {
        seen: usize,
    },
    Revive,
    Sweep,
}

struct Market {
    payout: Payout,
    outside: Option<MoveStatus>,
    seen: Vec<MoveStatus>,
    purses: BTreeMap<&'static str, i64>,
    booked: BTreeMap<&'static str, i64>,
}

const STATUSES: [MoveStatus; 4] =
    [MoveStatus::Pending, MoveStatus::Pending, MoveStatus::Settled, MoveStatus::Failed];

impl World for Market {
    type Command = Does;
    const COMMANDS: &'static [(u64, Draw<Does>)] = &[
        (4, |chance| Does::Send { heard: chance.below(3) > 0, status: STATUSES[chance.below(4) as usize] }),
        (1, |chance| Does::End { well: chance.below(2) == 0 }),
        (3, |chance| Does::Hear { seen: chance.below(16) as usize }),
        (2, |_| Does::Revive),
        (3, |_| Does::Sweep),
    ];

    fn begin(_: &mut Chance, now: Time) -> Self {
        let money = |amount| Money::new(amount, Currency::PHP);
        let payout = Payout {
            life: Life::new(Id::from_uid(Uid([1; 16])), PayoutState::Asked, now),
            shop: Uid([2; 16]),
            gateway: "sandbox".into(),
            destination: "PH-GCASH-0917".into(),
            amount: money(AMOUNT),
            asked_at: now,
        };
        let purses = BTreeMap::from([(kind::AVAILABLE, AMOUNT + OWED)]);
        let (seen, booked) = (Vec::new(), BTreeMap::new());
        let mut market = Self { payout, outside: None, seen, purses, booked };
        let mut plan = Plan::new();
        let owed = Owed { cash: money(OWED - 40), back: money(40) };
        market.payout.start(owed, now, &mut plan).unwrap();
        market.book(plan.moves());
        market
    }

    fn apply(&mut self, command: &Does, now: Time) -> Result<Vec<Moved>, String> {
        let (mut payout, mut plan) = (self.payout.clone(), Plan::new());
        settle(&mut payout, now, &mut plan).map_err(|fault| fault.to_string())?;
        let fire = |payout: &mut Payout, event, by, plan: &mut Plan| {
            let id = payout.life.id;
            step::<Payout>(payout, id, event, &[by], now, plan).map_err(kernel::Refusal::from)
        };
        let news = match *command {
            Does::Send { heard, status }
                if matches!(payout.life.state, PayoutState::Asked | PayoutState::Sent) =>
            {
                let status = *self.outside.get_or_insert(status);
                self.seen.push(status);
                heard.then_some(status)
            }
            Does::End { well } if self.outside == Some(MoveStatus::Pending) => {
                self.outside = Some(if well { MoveStatus::Settled } else { MoveStatus::Failed });
                None
            }
            Does::Hear { seen } if !self.seen.is_empty() => Some(self.seen[seen % self.seen.len()]),
            Does::Revive => {
                if fire(&mut payout, PayoutEvent::Revive, PayoutRole::Staff, &mut plan).is_err() {
                    return Ok(Vec::new());
                }
                None
            }
            _ => None,
        };
        if let Some(event) = news.and_then(|status| heard(status, payout.life.state)) {
            fire(&mut payout, event, PayoutRole::Gateway, &mut plan).map_err(|no| no.to_string())?;
        }
        drain(&mut payout, now, &mut plan).map_err(|fault| fault.to_string())?;
        let moves = plan.finish().map_err(|fault| fault.to_string())?;
        self.payout = payout;
        self.book(&moves);
        Ok(moves)
    }

    fn holds(&self) -> Result<(), String> {
        let so = |is: bool, rule: &str| if is { Ok(()) } else { Err(rule.to_owned()) };
        let purse = |kind: &str| self.purses.get(kind).copied().unwrap_or(0);
        let (on_its_way, back) = match self.payout.life.state {
            PayoutState::Paid => (0, 0),
            PayoutState::Failed => (0, AMOUNT),
            PayoutState::Asked | PayoutState::Sent | PayoutState::Parked => (AMOUNT, 0),
        };
        so(purse(kind::PAYOUT) == on_its_way, "the money is on its way, or has an end")?;
        so(purse(kind::AVAILABLE) == back, "what failed is available again")?;
        so(purse(kind::CASH) + purse(kind::RECEIVABLE) == OWED, "the debt is settled once")?;
        let booked = |code: &str| self.booked.get(code).copied().unwrap_or(0);
        so(booked(code::PAID_OUT) + booked(code::PAYOUT_BACK) <= AMOUNT, "it ends once")?;
        so(
            booked(code::PAID_OUT) == 0 || self.outside == Some(MoveStatus::Settled),
            "nothing is called paid that the gateway does not call paid",
        )
    }

    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut moves = Vec::new();
        for day in 1..4 {
            let at = now + Span::days(day);
            for command in [
                Does::Sweep,
                Does::Revive,
                Does::End { well: true },
                Does::Send { heard: true, status: MoveStatus::Settled },
            ] {
                moves.extend(self.apply(&command, at)?);
            }
        }
        if !self.payout.life.is_over() {
            return Err("every payout comes to an end".into());
        }
        if Payout::MEMBERS.iter().any(|member| !(member.astray)(&self.payout).is_empty()) {
            return Err("every clock recomputes from its row".into());
        }
        Ok(moves)
    }

    fn end(&self) -> String {
        self.payout.life.state.to_string()
    }
}

impl Market {
    fn book(&mut self, moves: &[Moved]) {
        for moved in moves {
            for posting in &moved.postings {
                *self.purses.entry(posting.from.kind).or_default() -= posting.amount.amount;
                *self.purses.entry(posting.to.kind).or_default() += posting.amount.amount;
                *self.booked.entry(posting.code).or_default() += posting.amount.amount;
            }
        }
    }
}

const JUMPS: &[Span] = &[Span::ZERO, Span::minutes(1), Span::hours(5), Span::hours(23), Span::days(2)];

#[test]
fn ten_thousand_walks_hold_every_invariant_and_take_every_row() {
    let begins = Time::from_micros(1_764_000_000_000_000);
    let course = Course { seeds: 1..10_001, steps: 12, begins, jumps: JUMPS };
    let seen = walk::<Market>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
    assert_eq!(seen.unwalked::<Payout>(), Vec::<String>::new());
    assert_eq!(seen.ends.keys().collect::<Vec<_>>(), ["failed", "paid"]);
    println!("{} moves, {:?}", seen.moves(), seen.ends);
}
