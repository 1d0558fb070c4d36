//! The group buy as a world to walk through: what its people do, and what must hold whatever they do.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Chance, Id, Span, Time, Uid};
use process::walk::World;
use process::{Family as _, Life, Moved, Plan, Process, Purse, StockMove, Words as _, settle};

use super::rules::*;
use super::tables::*;

/// What people, the shop, the gateway and the sweeper do. A seat is named by its place.
#[derive(Clone, PartialEq, Debug)]
pub enum Does {
    Join { who: u64 },
    Pay { seat: usize },
    Withdraw { seat: usize },
    Return { seat: usize },
    Stop,
    Sweep,
}
use Does::{Join, Pay, Return, Stop as ShopStops, Sweep, Withdraw};

/// A group buy, and books kept beside it from the moves alone.
pub struct Market<T: Tables> {
    pub buy: GroupBuy<T>,
    next: u64,
    escrow: BTreeMap<Purse, i64>,
    refunds_asked: BTreeMap<Uid, u32>,
    ended_holds: BTreeMap<Uid, StockMove>,
    rang: BTreeSet<(&'static str, Uid)>,
    /// State and version of every row, as the moves tell.
    told: BTreeMap<(&'static str, Uid), (&'static str, i64)>,
    broken: Option<String>,
}

fn seat(chance: &mut Chance) -> usize {
    chance.below(16) as usize
}

impl<T: Tables> World for Market<T> {
    type Command = Does;
    const COMMANDS: &'static [(u64, process::walk::Draw<Does>)] = &[
        (9, |chance| Join { who: chance.below(8) }),
        (12, |chance| Pay { seat: seat(chance) }),
        (1, |chance| Withdraw { seat: seat(chance) }),
        (4, |chance| Return { seat: seat(chance) }),
        (1, |_| Sweep),
        (1, |chance| if chance.below(8) == 0 { ShopStops } else { Sweep }),
    ];

    fn begin(chance: &mut Chance, now: Time) -> Self {
        let (size, window) = (2 + chance.below(4) as usize, Span::hours(1 + chance.below(24) as i64));
        let mut plan = Plan::new();
        let buy = GroupBuy::open(size, window, chance.below(4) == 0, now, &mut plan);
        let mut market = Self {
            buy,
            next: 1_000,
            escrow: BTreeMap::new(),
            refunds_asked: BTreeMap::new(),
            ended_holds: BTreeMap::new(),
            rang: BTreeSet::new(),
            told: BTreeMap::new(),
            broken: None,
        };
        market.book(plan.moves());
        market
    }

    fn apply(&mut self, command: &Does, now: Time) -> Result<Vec<Moved>, String> {
        self.next += 1;
        let (mut buy, mut plan) = (self.buy.clone(), Plan::new());
        match obey(&mut buy, command, uid(self.next), now, &mut plan) {
            Ok(()) => {}
            // A refused command leaves nothing behind, not even what was due: the next one finds it again.
            Err(Stop::No(no)) if may_be_refused(command, &self.buy) => {
                return if no.detail.is_empty() {
                    Err(format!("an unkind no: {no}"))
                } else {
                    Ok(Vec::new())
                };
            }
            Err(stop) => return Err(format!("{command:?} met {stop:?}")),
        }
        let moves = plan.finish().map_err(|fault| fault.to_string())?;
        self.buy = buy;
        self.book(&moves);
        Ok(moves)
    }

    fn holds(&self) -> Result<(), String> {
        let so = |is: bool, rule: &str| if is { Ok(()) } else { Err(rule.to_owned()) };
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        let (buy, count) = (&self.buy, |state| self.buy.count(&[state]));
        let (taken, size) = (buy.count(&[S::Reserved, S::Paid, S::Confirmed]), buy.group.size);
        let (paid, confirmed) = (count(S::Paid), count(S::Confirmed));
        so(paid + confirmed <= size, "paid seats <= size")?;
        match buy.group.life.state {
            G::Opening => so(paid + confirmed == 0, "a group whose leader paid is forming")?,
            G::Forming => {
                so(taken <= size, "a seat is promised once")?;
                so(paid < size && confirmed == 0, "a full group succeeds at once")?;
            }
            G::Succeeded => {
                so(paid == 0, "everybody in a group that succeeded is confirmed")?;
                so(confirmed == size || buy.group.shop_honours, "success iff full, or the shop honours")?;
                let prices: BTreeSet<i64> = buy.seats.iter().map(|seat| seat.price.amount).collect();
                so(prices.len() == 1, "all members pay one price")?;
            }
            G::Expired | G::Cancelled | G::Refunded => {
                so(paid + confirmed == 0, "nobody is in a group that failed")?;
            }
        }
        let mut members = BTreeSet::new();
        for seat in &buy.seats {
            let uid = seat.life.id.uid();
            let (in_it, over) = match seat.life.state {
                S::Reserved | S::Paid | S::Confirmed => (true, false),
                S::Released => (false, false),
                S::Refunding | S::Refunded => (false, true),
            };
            so(!in_it || members.insert(seat.who), "nobody holds two seats")?;
            let escrow = self.escrow.get(&Purse { kind: "escrow", of: uid }).copied().unwrap_or(0);
            let kept = matches!(seat.life.state, S::Paid | S::Confirmed | S::Refunding);
            so(
                escrow == if kept { seat.price.amount } else { 0 },
                "escrow holds what was paid and not returned",
            )?;
            let asked = self.refunds_asked.get(&uid).copied().unwrap_or(0);
            so(asked == u32::from(over), "a refund is asked for exactly once")?;
            let hold = seat.hold;
            let right = match seat.life.state {
                S::Reserved | S::Paid => None,
                S::Confirmed => Some(StockMove::Consume { hold }),
                S::Released => Some(StockMove::Expire { hold }),
                S::Refunding | S::Refunded => Some(StockMove::Release { hold }),
            };
            so(self.ended_holds.get(&hold).copied() == right, "a hold ends when its seat does")?;
            so(self.tells(&seat.life), "the moves tell where a seat stands")?;
        }
        so(self.tells(&buy.group.life), "the moves tell where the group stands")
    }

    /// Every refund arrives, and nobody does anything for four days.
    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let later = now + Span::days(4);
        let mut moves = self.apply(&Sweep, later)?;
        for seat in 0..self.buy.seats.len() {
            if self.buy.seats[seat].life.state == S::Refunding {
                moves.extend(self.apply(&Return { seat }, later)?);
            }
        }
        let open =
            self.buy.seats.iter().filter(|seat| !seat.life.is_over() && seat.life.state != S::Released);
        if open.count() > 0 {
            return Err("every seat comes to an end".into());
        }
        let group = self.buy.group.life.state;
        if group == G::Forming || group == G::Expired || (group == G::Opening && !self.buy.seats.is_empty()) {
            return Err("every group comes to an end".into());
        }
        if GroupBuy::<T>::MEMBERS.iter().any(|member| !(member.astray)(&self.buy).is_empty()) {
            return Err("every clock recomputes from its row".into());
        }
        Ok(moves)
    }

    fn end(&self) -> String {
        self.buy.group.life.state.to_string()
    }
}

fn obey<T: Tables>(
    buy: &mut GroupBuy<T>,
    command: &Does,
    new: Uid,
    now: Time,
    plan: &mut Plan,
) -> Result<(), Stop> {
    let group = buy.group.life.id;
    let seat = |place: usize| match buy.seats.len() {
        0 => Id::from_uid(uid(0)),
        seats => buy.seats[place % seats].life.id,
    };
    match *command {
        Join { who } => buy.join(who, new, now, plan),
        Pay { seat: place } => buy.pay(seat(place), new, now, plan).map(|_| ()),
        Withdraw { seat: place } => buy.fire(seat(place), SE::Withdraw, By::Member, now, plan).map(|_| ()),
        Return { seat: place } => buy.fire(seat(place), SE::Returned, By::Gateway, now, plan).map(|_| ()),
        ShopStops => buy.fire(group, GE::Stop, By::Shop, now, plan).map(|_| ()),
        Sweep => settle(buy, now, plan).map(|_| ()).map_err(Stop::from),
    }
}

/// Money is always answered: what a gateway says of a seat that waits for it is never refused.
fn may_be_refused<T: Tables>(command: &Does, buy: &GroupBuy<T>) -> bool {
    let state = |place: usize| buy.seats.get(place % buy.seats.len().max(1)).map(|seat| seat.life.state);
    match *command {
        Pay { seat } => !matches!(state(seat), Some(S::Reserved | S::Released)),
        Return { seat } => state(seat) != Some(S::Refunding),
        Join { .. } | Withdraw { .. } | ShopStops => true,
        Sweep => false,
    }
}

impl<T: Tables> Market<T> {
    /// The sweeper comes by: it counts as nobody's command.
    pub fn sweep(&mut self, now: Time) -> Vec<Moved> {
        let mut plan = Plan::new();
        settle(&mut self.buy, now, &mut plan).expect("clocks are heard");
        let moves = plan.finish().expect("all is delivered");
        self.book(&moves);
        moves
    }

    fn book(&mut self, moves: &[Moved]) {
        for moved in moves {
            for posting in &moved.postings {
                *self.escrow.entry(posting.from).or_default() -= posting.amount.amount;
                *self.escrow.entry(posting.to).or_default() += posting.amount.amount;
            }
            for ask in moved.asks.iter().filter(|ask| ask.job == "refund") {
                *self.refunds_asked.entry(ask.to.id).or_default() += 1;
            }
            for stock in &moved.stock {
                let (StockMove::Consume { hold } | StockMove::Release { hold } | StockMove::Expire { hold }) =
                    *stock;
                if self.ended_holds.insert(hold, *stock).is_some() {
                    self.broken = Some("a hold ends once".into());
                }
            }
            let told = self.told.insert((moved.process, moved.id), (moved.now, 0));
            let version = match (told, moved.was) {
                (None, None) => 0,
                (Some((state, version)), Some(was)) if state == was => version + 1,
                _ => return self.broken = Some("each move goes on where the last one ended".into()),
            };
            self.told.insert((moved.process, moved.id), (moved.now, version));
            if moved.by == By::Timer.word() {
                self.rings(moved);
            }
            if (moved.process, moved.event, moved.now) == ("group", "fill", "succeeded")
                && self.buy.group.led_at.is_none_or(|led| moved.at >= led + self.buy.group.window)
            {
                self.broken = Some("a group fills before its deadline".into());
            }
        }
    }

    /// Both clocks of this family ring once, at their own instant, however late the sweeper.
    fn rings(&mut self, moved: &Moved) {
        let due = if moved.process == "group" {
            self.buy.group.led_at.map(|led| led + self.buy.group.window)
        } else {
            let seat = self.buy.seats.iter().find(|seat| seat.life.id.uid() == moved.id);
            seat.map(|seat| seat.reserved_at + seat.pay_within)
        };
        if due != Some(moved.at) {
            self.broken = Some("a clock rings at its own instant".into());
        }
        if !self.rang.insert((moved.process, moved.id)) {
            self.broken = Some("a clock rings once".into());
        }
    }

    fn tells<P: Process>(&self, life: &Life<P>) -> bool {
        self.told.get(&(P::NAME, life.id.uid())) == Some(&(life.state.word(), life.version))
    }
}
