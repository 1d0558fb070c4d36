//! The same lives in the real stores: every command is the one that the API calls, payments are the real ones at a
//! gateway in memory, and after each step everything that is stored twice must agree.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::rc::Rc;

use catalog::{Hold, StockSink, Variant};
use db::{No, Tx, params, row, sql};
use kernel::{Actor, Chance, Cx, Id, Ref, Span, Time, Wiring};
use orders::order::{By, Event, Method, Order, State};
use orders::{Act, Seen, Shipment};
use process::walk::{Course, Draw, World, walk};
use process::{Moved, Process as _, StockMove, Words as _};
use runner::Stock as _;
use shipping::{Parcel, Status};
use testkit::{Bench, sized};

use crate::command::{COMMANDS, Command, JUMPS};
use crate::house::{BUYER, House, KEEPER, actor, astray, migrations};
use crate::purchase::{ENDS, Names, an_order, same};
use crate::standing::{earned, shelf, standing};

sql! {
    FACTS = "SELECT seq, event, was, now, actor, at FROM fact
        WHERE root = $1 AND process = 'order' AND seq > $2 ORDER BY seq";
    CLOCKS_DUE = "SELECT COUNT(*) FROM clock WHERE root = $1 AND at <= $2";
}

/// Which engine.
trait Engine: 'static {
    fn open(wiring: Wiring) -> Bench;
}

struct Lite;
impl Engine for Lite {
    fn open(wiring: Wiring) -> Bench {
        testkit::sqlite(&migrations(), wiring)
    }
}

struct Server;
impl Engine for Server {
    fn open(wiring: Wiring) -> Bench {
        testkit::postgres(&migrations(), || wiring).unwrap()
    }
}

/// Walks in one house.
const WALKS_A_HOUSE: usize = 4;

thread_local! {
    /// The walker's house, and how many walks have begun in it.
    static HOUSE: RefCell<Option<(Rc<House>, usize)>> = const { RefCell::new(None) };
}

fn house<E: Engine>() -> Rc<House> {
    HOUSE.with_borrow_mut(|kept| match kept {
        Some((house, walks)) if *walks < WALKS_A_HOUSE => {
            *walks += 1;
            Rc::clone(house)
        }
        _ => {
            let house = Rc::new(House::of(E::open));
            *kept = Some((Rc::clone(&house), 1));
            house
        }
    })
}

struct Market<E> {
    house: Rc<House>,
    names: Names,
    method: Method,
    /// Webhooks are lost: the payment hears of money when it looks by itself, or closes.
    deaf: bool,
    /// From the walk's time to the house's, which never began anew.
    shift: Span,
    /// The last fact that was read.
    read: i64,
    rung: BTreeSet<(String, Time)>,
    parcel: Option<Id<Parcel>>,
    neighbour: Option<(Id<Hold>, i64)>,
    scans: u64,
    /// What the market had earned, and what the shop had, before this order.
    before: (i64, i64),
    /// It came to its end with everything agreeing.
    rests: bool,
    engine: PhantomData<E>,
}

impl<E> Drop for Market<E> {
    /// A walk that broke a rule leaves no house that another could be walked in.
    fn drop(&mut self) {
        if !self.rests {
            HOUSE.take();
        }
    }
}

/// An order that is born as the checkout bears it: the order, its payment, and last its goods.
fn born(tx: &mut Tx, cx: &Cx, (names, method): &(Names, Method)) -> Result<(), No> {
    let mut order = an_order(names, *method, cx.now);
    order.number = orders::number::fresh(tx, cx)?;
    let (to, total, pay_within) = (order.address(), order.total(), order.promise.pay_within);
    orders::place(tx, cx, order)?;
    if *method == Method::Gateway {
        let new = payments::New {
            payment: names.payment,
            checkout: names.checkout,
            account: Some(names.buyer),
            guest: None,
            gateway: "till".into(),
            amount: total,
            waiters: vec![payments::Waiter { to: to.clone(), amount: total }],
            expires_at: cx.now + pay_within + pay_within,
            return_url: "http://localhost/".into(),
        };
        payments::begin(tx, cx, new)?;
    }
    catalog::hold(tx, cx, names.hold, names.variant, 1, &to, cx.now + Span::days(6))
}

/// A neighbour takes all that is left; how many that was.
fn taken(tx: &mut Tx, cx: &Cx, (variant, hold): &(Id<Variant>, Id<Hold>)) -> Result<i64, No> {
    let (_, left, _, _) = shelf(tx, *variant)?;
    if left > 0 {
        let whom = Ref { kind: "crt".into(), id: hold.uid() };
        catalog::hold(tx, cx, *hold, *variant, left, &whom, cx.now + Span::days(3_650))?;
    }
    Ok(left)
}

fn given_back(tx: &mut Tx, cx: &Cx, hold: &Id<Hold>) -> Result<(), No> {
    StockSink.end(tx, cx, &[StockMove::Release { hold: hold.uid() }])
}

fn looked(tx: &mut Tx, cx: &Cx, names: &Names) -> Result<(), No> {
    payments::look(tx, cx, names.payment)
}

struct Fact {
    seq: i64,
    event: String,
    was: Option<String>,
    now: String,
    actor: String,
    at: Time,
}
row!(Fact { seq, event, was, now, actor, at });

impl<E: Engine> Market<E> {
    /// Does something as somebody. A refusal is an answer; anything else is a fault.
    fn tries<I: Send + 'static, O: Send + 'static>(
        &self,
        who: &Actor,
        input: I,
        command: fn(&mut Tx, &Cx, &I) -> Result<O, No>,
    ) -> Result<Option<O>, String> {
        match self.house.does(who, input, command) {
            Ok(done) => Ok(Some(done)),
            Err(No::Refused(_)) => Ok(None),
            Err(no) => Err(no.to_string()),
        }
    }

    fn acts(&self, by: By, event: Event) -> Result<(), String> {
        let act = Act { order: self.names.order, event, version: None };
        if by == By::Buyer {
            self.tries(&actor(BUYER), act, orders::by_buyer)?;
        } else {
            self.tries(&actor(KEEPER), (self.house.shop, act), orders::by_shop)?;
        }
        Ok(())
    }

    /// By the shop's own word, or by a scan of the parcel, if there is one.
    fn arrives(&mut self, by: By, event: Event, status: Status) -> Result<(), String> {
        match (by, self.parcel) {
            (By::Carrier, Some(parcel)) => {
                self.scans += 1;
                let (at, event) = (self.house.now(), format!("scan-{}", self.scans));
                let seen = Seen { parcel, status, at, place: String::new(), event };
                self.tries(&actor(KEEPER), seen, orders::seen).map(|_| ())
            }
            (By::Carrier, None) => Ok(()),
            _ => self.acts(by, event),
        }
    }

    fn ships(&mut self) -> Result<(), String> {
        let (shop, order) = (self.house.shop, self.names.order);
        let shipment = Shipment { shop, order, carrier: "J&T".into(), tracking: "JT-2026-0001".into() };
        self.parcel = self.tries(&actor(KEEPER), shipment, orders::ship)?.or(self.parcel);
        Ok(())
    }

    fn neighbour(&mut self, gives_back: bool) -> Result<(), String> {
        match (gives_back, self.neighbour) {
            (true, Some((hold, _))) => {
                self.neighbour = None;
                self.house.does(&Actor::Engine, hold, given_back).map_err(|no| no.to_string())
            }
            (false, None) => {
                let hold = Id::from_uid(
                    Chance::from_seed(kernel::Clock::seed(&*self.house.bench.clock)).uid(self.house.now()),
                );
                let taken = self.house.does(&Actor::Engine, (self.names.variant, hold), taken);
                let taken = taken.map_err(|no| no.to_string())?;
                self.neighbour = (taken > 0).then_some((hold, taken));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn does(&mut self, command: &Command) -> Result<(), String> {
        match command {
            Command::Captured => {
                let paid = self.house.till.pay(&self.names.payment.to_string());
                if paid && !self.deaf {
                    self.tries(&Actor::Engine, self.names, looked)?;
                }
                Ok(())
            }
            Command::MoreTime => self.acts(By::Buyer, Event::MoreTime),
            Command::Cancel(by) => self.acts(*by, Event::Cancel),
            Command::Ship => self.ships(),
            Command::Deliver(by) => self.arrives(*by, Event::Deliver, Status::Delivered),
            Command::Refuse(by) => self.arrives(*by, Event::Refuse, Status::Refused),
            Command::Confirm => self.acts(By::Buyer, Event::Confirm),
            Command::Extend => self.acts(By::Buyer, Event::Extend),
            Command::NotReceived => self.acts(By::Buyer, Event::NotReceived),
            Command::ChargedBack(amount) => {
                let took = self.house.till.charge_back(&self.names.payment.to_string(), *amount);
                if took && !self.deaf {
                    self.tries(&Actor::Engine, self.names, looked)?;
                }
                Ok(())
            }
            Command::Sweep => self.house.sweeps(),
            Command::Neighbour(gives_back) => self.neighbour(*gives_back),
        }
    }

    /// The facts since the last time, as moves; a clock rings once at its instant.
    fn moves(&mut self, by: By) -> Result<Vec<Moved>, String> {
        let read = (self.names.order, self.read);
        let facts = self
            .house
            .sees(read, |rx, _, (order, after)| Ok(rx.all::<Fact>(&FACTS, &params![*order, *after])?))?;
        let mut moves = Vec::new();
        for fact in facts {
            self.read = fact.seq;
            let (Ok(event), Some(was)) = (Event::parse(&fact.event), &fact.was) else { continue };
            let by = match (fact.actor.as_str(), event) {
                ("timer", _) => By::Timer,
                (_, Event::Pay | Event::ChargeBack) => By::Payment,
                _ => by,
            };
            if by == By::Timer && !self.rung.insert((fact.event.clone(), fact.at)) {
                return Err(format!("{} rang twice at {}", fact.event, fact.at));
            }
            let state = |word: &str| State::parse(word).map(State::word).map_err(|word| word.to_string());
            moves.push(Moved {
                process: Order::NAME,
                id: self.names.order.uid(),
                event: event.word(),
                by: by.word(),
                was: Some(state(was)?),
                now: state(&fact.now)?,
                at: fact.at,
                postings: Vec::new(),
                stock: Vec::new(),
                asks: Vec::new(),
                notes: Vec::new(),
            });
        }
        Ok(moves)
    }
}

fn by(command: &Command) -> By {
    match command {
        Command::Cancel(by) | Command::Deliver(by) | Command::Refuse(by) => *by,
        Command::Ship => By::Shop,
        _ => By::Buyer,
    }
}

impl<E: Engine> World for Market<E> {
    type Command = Command;

    const COMMANDS: &'static [(u64, Draw<Command>)] = COMMANDS;

    fn begin(chance: &mut Chance, now: Time) -> Self {
        let house = house::<E>();
        let method = if chance.below(4) == 0 { Method::Cash } else { Method::Gateway };
        house.till.be_lenient(chance.below(2) == 0);
        let listing = house.offers_two();
        let at = house.now();
        let names = Names {
            order: Id::from_uid(chance.uid(at)),
            checkout: chance.uid(at),
            payment: Id::from_uid(chance.uid(at)),
            refund: Id::from_uid(chance.uid(at)),
            shop: house.shop,
            buyer: BUYER,
            variant: listing.variants[0].id,
            listing: listing.id,
            hold: Id::from_uid(chance.uid(at)),
        };
        let before = house.sees(names, earned).unwrap();
        house.does(&Actor::Engine, (names, method), born).unwrap();
        house.works().unwrap();
        Self {
            deaf: chance.below(3) == 0,
            shift: at - now,
            house,
            names,
            method,
            read: 0,
            rung: BTreeSet::new(),
            parcel: None,
            neighbour: None,
            scans: 0,
            before,
            rests: false,
            engine: PhantomData,
        }
    }

    fn apply(&mut self, command: &Command, now: Time) -> Result<Vec<Moved>, String> {
        self.house.bench.clock.set(now + self.shift);
        self.does(command)?;
        self.house.works()?;
        self.moves(by(command))
    }

    fn holds(&self) -> Result<(), String> {
        let is = self.house.sees(self.names, standing)?;
        let back = self.house.till.given_back(&self.names.payment.to_string());
        let taken = self.neighbour.map_or(0, |(_, taken)| taken);
        is.agrees(self.method == Method::Cash, self.before, back, taken)
    }

    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut moves = Vec::new();
        for day in 0..4 {
            self.house.bench.clock.set(now + self.shift + Span::days(90 + day));
            self.house.sweeps()?;
            self.house.works()?;
            moves.extend(self.moves(By::Timer)?);
        }
        let due = (self.names.order, self.house.now());
        let due =
            self.house.sees(due, |rx, _, (root, now)| Ok(rx.one(&CLOCKS_DUE, &params![*root, *now])?))?;
        same("clocks that are due", due, 0)?;
        same("jobs that are open", self.house.open_jobs()?, 0)?;
        let wrong = self.house.sees((), |rx, cx, ()| astray(rx, cx, &[]))?;
        if !wrong.is_empty() {
            return Err(wrong.join("; "));
        }
        let state = self.house.sees(self.names, standing)?.state;
        let resting = [State::Settled, State::Refused, State::Cancelled, State::Expired];
        self.rests = resting.contains(&state);
        if self.rests { Ok(moves) } else { Err(format!("stuck in {}", state.word())) }
    }

    fn end(&self) -> String {
        let state = self.house.sees(self.names, standing).map_or_else(|why| why, |is| is.state.word().into());
        format!("{} {state}", self.method.word())
    }
}

fn walked<E: Engine>(walks: u64) {
    // Ahead as in the pure walk, and back as a clock that was set right.
    let jumps = [JUMPS, &[Span::hours(-1)]].concat();
    let course = Course { seeds: 1..walks + 1, steps: 24, begins: testkit::BEGIN, jumps: jumps.leak() };
    let seen = walk::<Market<E>>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
    println!("{walks} walks, {} moves, ends {:?}", seen.moves(), seen.ends);
    // Fewer need not have come everywhere.
    if walks >= 500 {
        let ends: Vec<&String> = seen.ends.keys().collect();
        assert_eq!(ends, ENDS);
    }
    if walks >= 1_000 {
        assert_eq!(seen.unwalked::<Order>(), Vec::<String>::new(), "every row of the table was walked");
    }
}

#[test]
fn whatever_happens_in_the_store_money_goods_and_clocks_agree() {
    walked::<Lite>(sized(10_000, 1_000));
}

#[test]
fn whatever_happens_on_a_server_money_goods_and_clocks_agree() {
    if testkit::postgres_url().is_some() {
        walked::<Server>(sized(500, 50));
    }
}
