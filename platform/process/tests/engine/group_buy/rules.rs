//! The rows behind the tables, the guards, the effects, and the commands that bring something along.

use kernel::{Currency, Id, Kind, Money, Refusal, Span, Time, Uid};
use process::{
    Clock, Family, Fault, Life, Member, Move, No, Plan, Process, Purse, StockMove, Why, begin, drain, settle,
    step,
};

use super::tables::*;

#[derive(Clone, PartialEq, Debug)]
pub struct Group<T: Tables = AsPrinted> {
    pub life: Life<Self>,
    pub size: usize,
    pub window: Span,
    pub led_at: Option<Time>,
    pub shop_honours: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Seat<T: Tables = AsPrinted> {
    pub life: Life<Self>,
    pub who: u64,
    pub price: Money,
    pub hold: Uid,
    pub reserved_at: Time,
    pub pay_within: Span,
    pub captured_at: Option<Time>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct GroupBuy<T: Tables = AsPrinted> {
    pub group: Group<T>,
    pub seats: Vec<Seat<T>>,
}

impl<T: Tables> Family for GroupBuy<T> {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Group<T>>(), Member::of::<Seat<T>>()];
}
impl<T: Tables> Kind for Group<T> {
    const PREFIX: &'static str = "grp";
}
impl<T: Tables> Kind for Seat<T> {
    const PREFIX: &'static str = "sea";
}
impl<T: Tables> Process for Group<T> {
    type Family = GroupBuy<T>;
    type State = G;
    type Event = GE;
    type Role = By;
    const NAME: &'static str = "group";
    const BEGINS: &'static [G] = &[G::Opening];
    const ENDS: &'static [G] = &[G::Succeeded, G::Cancelled, G::Refunded];
    const MOVES: &'static [Move<Self>] = T::GROUP;
    const CLOCKS: &'static [Clock<Self>] = Printed::<T>::GROUP_CLOCKS;
    fn rows(family: &GroupBuy<T>) -> &[Self] {
        std::slice::from_ref(&family.group)
    }
    fn rows_mut(family: &mut GroupBuy<T>) -> &mut [Self] {
        std::slice::from_mut(&mut family.group)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}
impl<T: Tables> Process for Seat<T> {
    type Family = GroupBuy<T>;
    type State = S;
    type Event = SE;
    type Role = By;
    const NAME: &'static str = "seat";
    const BEGINS: &'static [S] = &[S::Reserved];
    const ENDS: &'static [S] = &[S::Confirmed, S::Refunded];
    const MOVES: &'static [Move<Self>] = T::SEAT;
    const CLOCKS: &'static [Clock<Self>] = Printed::<T>::SEAT_CLOCKS;
    fn rows(family: &GroupBuy<T>) -> &[Self] {
        &family.seats
    }
    fn rows_mut(family: &mut GroupBuy<T>) -> &mut [Self] {
        &mut family.seats
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

pub const NOT_OPEN: Why = Why::new("group_not_open", "This group takes nobody in now. Nothing was charged.");
pub const IN_IT: Why = Why::new("already_in_this_group", "You have a seat in this group.");
pub const FULL: Why = Why::new("group_full", "The last seat is taken. Nothing was charged.");
pub const SEATS_LEFT: Why = Why::new("seats_left", "The group has seats left.");
pub const NOT_HONOURED: Why = Why::new("not_honoured", "The shop does not complete this group.");
pub const MEMBERS_LEFT: Why = Why::new("members_left", "Somebody is still in the group.");
pub const REFUNDS_ON_THEIR_WAY: Why =
    Why::new("refunds_on_their_way", "Some money is still on its way back.");
pub const COMPLETE: Why = Why::new("group_complete", "The group is complete; ask for a return instead.");
pub const OVER: Why = Why::new("group_over", "The group is over.");

type Yes = Result<(), Why>;

impl<T: Tables> GroupBuy<T> {
    pub fn count(&self, states: &[S]) -> usize {
        self.seats.iter().filter(|seat| states.contains(&seat.life.state)).count()
    }

    /// The first of those who paid and stayed.
    pub fn leader(&self) -> Option<&Seat<T>> {
        let paid = self.seats.iter().filter(|seat| matches!(seat.life.state, S::Paid | S::Confirmed));
        paid.min_by_key(|seat| (seat.captured_at, seat.life.id))
    }

    fn room_for(&self, who: u64) -> Yes {
        let taken = |seat: &&Seat<T>| matches!(seat.life.state, S::Reserved | S::Paid);
        IN_IT.unless(!self.seats.iter().filter(taken).any(|seat| seat.who == who))?;
        FULL.unless(self.seats.iter().filter(taken).count() < self.group.size)
    }
}

pub fn full<T: Tables>(f: &GroupBuy<T>, g: &Group<T>, _: Time) -> Yes {
    SEATS_LEFT.unless(f.count(&[S::Paid]) == g.size)
}
pub fn shop_honours<T: Tables>(f: &GroupBuy<T>, g: &Group<T>, _: Time) -> Yes {
    NOT_HONOURED.unless(g.shop_honours && f.leader().is_some())
}
pub fn nobody_left<T: Tables>(f: &GroupBuy<T>, _: &Group<T>, _: Time) -> Yes {
    MEMBERS_LEFT.unless(f.count(&[S::Reserved, S::Paid]) == 0)
}
pub fn all_refunded<T: Tables>(f: &GroupBuy<T>, _: &Group<T>, _: Time) -> Yes {
    REFUNDS_ON_THEIR_WAY.unless(f.count(&[S::Refunding, S::Paid]) == 0)
}
pub fn still_forming<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, _: Time) -> Yes {
    COMPLETE.unless(f.group.life.state == G::Forming)
}
pub fn still_wanted<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, _: Time) -> Yes {
    OVER.unless(matches!(f.group.life.state, G::Opening | G::Forming))
}
pub fn still_room<T: Tables>(f: &GroupBuy<T>, s: &Seat<T>, now: Time) -> Yes {
    still_wanted(f, s, now)?;
    f.room_for(s.who)
}

fn escrow<T: Tables>(s: &Seat<T>) -> Purse {
    Purse { kind: "escrow", of: s.life.id.uid() }
}
const GATEWAY: Purse = Purse { kind: "gateway_clearing", of: Uid([0; 16]) };

pub fn open_link<T: Tables>(_: &GroupBuy<T>, g: &Group<T>, plan: &mut Plan) {
    plan.ask("open_link", g.life.id.address());
}
pub fn say_shop_completed<T: Tables>(_: &GroupBuy<T>, _: &Group<T>, plan: &mut Plan) {
    plan.note("completed_by", "shop");
}
pub fn confirm_everyone<T: Tables>(f: &GroupBuy<T>, _: &Group<T>, plan: &mut Plan) {
    for seat in f.seats.iter().filter(|seat| seat.life.state == S::Paid) {
        plan.send(seat.life.id, SE::Confirm);
    }
}
pub fn give_everyone_back<T: Tables>(f: &GroupBuy<T>, g: &Group<T>, plan: &mut Plan) {
    for seat in f.seats.iter().filter(|seat| seat.life.state == S::Paid) {
        plan.send(seat.life.id, SE::GiveBack);
    }
    plan.send(g.life.id, GE::Settle);
}
pub fn take_in<T: Tables>(_: &GroupBuy<T>, s: &Seat<T>, plan: &mut Plan) {
    plan.post(GATEWAY, escrow(s), s.price, "collect");
}
pub fn book_refund<T: Tables>(_: &GroupBuy<T>, s: &Seat<T>, plan: &mut Plan) {
    plan.post(escrow(s), GATEWAY, s.price, "refund");
}
pub fn pay_back<T: Tables>(_: &GroupBuy<T>, s: &Seat<T>, plan: &mut Plan) {
    plan.stock(StockMove::Release { hold: s.hold });
    plan.ask("refund", s.life.id.address());
}
pub fn close_intent<T: Tables>(_: &GroupBuy<T>, s: &Seat<T>, plan: &mut Plan) {
    plan.stock(StockMove::Expire { hold: s.hold });
    plan.ask("close_intent", s.life.id.address());
}
pub fn release_order<T: Tables>(_: &GroupBuy<T>, s: &Seat<T>, plan: &mut Plan) {
    plan.stock(StockMove::Consume { hold: s.hold });
    plan.ask("release_order", s.life.id.address());
}
pub fn lead_or_fill<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, plan: &mut Plan) {
    let event = if f.group.life.state == G::Opening { GE::Lead } else { GE::Fill };
    plan.send(f.group.life.id, event);
}
pub fn tell_if_empty<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, plan: &mut Plan) {
    plan.send(f.group.life.id, GE::Empty);
}
pub fn tell_if_settled<T: Tables>(f: &GroupBuy<T>, _: &Seat<T>, plan: &mut Plan) {
    plan.send(f.group.life.id, GE::Settle);
}

/// Why a command ended without a move.
#[derive(Clone, PartialEq, Debug)]
pub enum Stop {
    No(Refusal),
    Fault(Fault),
}
impl From<Why> for Stop {
    fn from(why: Why) -> Self {
        Self::No(why.into())
    }
}
impl<P: Process> From<No<P>> for Stop {
    fn from(no: No<P>) -> Self {
        Self::No(no.into())
    }
}
impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

pub fn uid(n: u64) -> Uid {
    Uid(u128::from(n).to_be_bytes())
}

/// The commands, each as it runs under the lock: what is due, the payload, one bare event, what it brings on.
impl<T: Tables> GroupBuy<T> {
    pub fn open(size: usize, window: Span, shop_honours: bool, now: Time, plan: &mut Plan) -> Self {
        let life = Life::new(Id::from_uid(uid(1)), G::Opening, now);
        let group = Group { life, size, window, led_at: None, shop_honours };
        let mut buy = Self { group, seats: Vec::new() };
        begin::<Group<T>>(&mut buy, Id::from_uid(uid(1)), By::Shop, now, plan).expect("it is there");
        buy
    }

    /// Takes a seat: the row is what the command brings, and its life begins.
    pub fn join(&mut self, who: u64, id: Uid, now: Time, plan: &mut Plan) -> Result<(), Stop> {
        settle(self, now, plan)?;
        let first = self.seats.is_empty();
        NOT_OPEN.unless(matches!((self.group.life.state, first), (G::Opening, true) | (G::Forming, _)))?;
        self.room_for(who)?;
        let id = Id::from_uid(id);
        self.seats.push(Seat {
            life: Life::new(id, S::Reserved, now),
            who,
            price: Money::new(90_000, Currency::PHP),
            hold: id.uid(),
            reserved_at: now,
            pay_within: Span::minutes(10),
            captured_at: None,
        });
        begin::<Seat<T>>(self, id, By::Member, now, plan)?;
        Ok(drain(self, now, plan)?)
    }

    /// Money arrived for a seat. If the seat was given up, it comes with a new hold on the stock.
    pub fn pay(&mut self, id: Id<Seat<T>>, hold: Uid, now: Time, plan: &mut Plan) -> Result<S, Stop> {
        settle(self, now, plan)?;
        let opening = self.group.life.state == G::Opening;
        let seat = Seat::find_mut(self, id).ok_or(No::<Seat<T>>::Missing)?;
        seat.captured_at = Some(now);
        if seat.life.state == S::Released {
            seat.hold = hold;
        }
        if opening {
            self.group.led_at = Some(now);
        }
        self.fire_now(id, SE::Pay, By::Gateway, now, plan)
    }

    /// A bare event: nothing comes along.
    pub fn fire<P: Process<Family = Self>>(
        &mut self,
        id: Id<P>,
        on: P::Event,
        by: P::Role,
        now: Time,
        plan: &mut Plan,
    ) -> Result<P::State, Stop> {
        settle(self, now, plan)?;
        self.fire_now(id, on, by, now, plan)
    }

    fn fire_now<P: Process<Family = Self>>(
        &mut self,
        id: Id<P>,
        on: P::Event,
        by: P::Role,
        now: Time,
        plan: &mut Plan,
    ) -> Result<P::State, Stop> {
        let state = step::<P>(self, id, on, &[by], now, plan)?;
        drain(self, now, plan)?;
        Ok(state)
    }
}
