//! Who buys while the server dies: guests who ask again under the same key until they are answered, and pay, or do
//! not, at the gateway.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::Scope;
use std::time::Duration;

use kernel::clock::Stopwatch;
use market_tests::PASSWORD;
use serde_json::{Value, json};

use super::street::{Line, Street};

const BUYERS: usize = 4;
const PAYERS: usize = 2;

/// What becomes of an order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody pays.
    Forgets,
    /// The payer's bank says no.
    Declines,
    Pays,
    /// Paid, and then called off by the shop.
    IsCalledOff,
}

/// An order whose confirmation was acknowledged.
#[derive(Clone)]
pub struct Bought {
    number: u64,
    secret: String,
    pub order: String,
    pub payment: String,
    pub total: i64,
    path: String,
    key: String,
    body: Value,
    answer: Value,
}

impl Bought {
    pub fn fate(&self) -> Fate {
        match self.number % 8 {
            0 => Fate::Forgets,
            1 => Fate::Declines,
            2 | 3 => Fate::IsCalledOff,
            _ => Fate::Pays,
        }
    }

    /// Whoever holds the secret finds this order and no other, and the confirmation is answered as it was.
    pub fn is_there_and_was_made_once(&self, line: &mut Line<'_>) {
        line.holds(&self.secret);
        let again = line.post(&self.path, &self.key, &self.body);
        assert!(again.replayed, "{again:?}");
        assert_eq!(again.is(201), self.answer);
        let orders = line.get("/orders").is(200);
        let orders: Vec<&Value> = orders["data"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
        assert_eq!(orders, [&Value::from(self.order.as_str())]);
    }
}

/// How far the payer of an order has come.
enum Stage {
    ToAct,
    Acted,
    CalledOff,
}

/// Everybody, and the one shop they buy from.
pub struct Crowd<'a> {
    street: &'a Street,
    pub shop: String,
    /// The session of who keeps the shop.
    pub keeper: String,
    variant: String,
    next: AtomicU64,
    home: AtomicBool,
    bought: Mutex<Vec<Bought>>,
    more: Condvar,
    open: Mutex<VecDeque<(Bought, Stage)>>,
    /// Buyers who may still buy something.
    inside: AtomicUsize,
}

impl<'a> Crowd<'a> {
    /// Opens the shop that everybody buys from.
    pub fn gather(street: &'a Street) -> Self {
        let mut line = street.line();
        let account = json!({ "handle": "keeper", "password": PASSWORD, "name": "Keeper", "language": "en" });
        line.post("/accounts", "the-keeper-signs-up", &account).is(201);
        let session = json!({ "handle": "keeper", "password": PASSWORD });
        let keeper = text(&line.post("/sessions", "the-keeper-signs-in", &session).is(201), "/secret");
        let mut line = line.bearing(&keeper);
        let shop = json!({ "handle": "enamel", "name": "Enamel", "currency": "PHP", "country": "PH",
            "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true });
        let shop = text(&line.post("/shops", "the-keeper-opens", &shop).is(201), "/id");
        let rate = json!({ "name": "Standard", "places": ["PH"], "brackets": [{ "fee": 9_500 }],
            "days_min": 2, "days_max": 5 });
        line.post(&format!("/shops/{shop}/shipping-rates"), "the-keeper-delivers", &rate).is(201);
        let cup = json!({ "title": "Enamel cup", "state": "published", "variants":
            [{ "price": { "amount": 25_000, "currency": "PHP" }, "stock": 100_000, "grams": 400 }] });
        let cup = line.post(&format!("/shops/{shop}/listings"), "the-keeper-offers", &cup).is(201);
        Self {
            street,
            shop,
            keeper,
            variant: text(&cup, "/variants/0/id"),
            next: AtomicU64::new(0),
            home: AtomicBool::new(false),
            bought: Mutex::default(),
            more: Condvar::new(),
            open: Mutex::default(),
            inside: AtomicUsize::new(BUYERS),
        }
    }

    /// Buyers buy until they are sent home; payers go on until every order has come to its end.
    pub fn come<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        for _ in 0..BUYERS {
            scope.spawn(|| {
                while !self.home.load(Ordering::Relaxed) {
                    self.buys();
                }
                self.inside.fetch_sub(1, Ordering::AcqRel);
            });
        }
        for _ in 0..PAYERS {
            scope.spawn(|| self.pays());
        }
    }

    /// Sends the buyers home when it is dropped.
    pub fn goes_home(&self) -> Home<'_> {
        Home(&self.home)
    }

    pub fn bought(&self) -> Vec<Bought> {
        self.bought.lock().unwrap().clone()
    }

    /// Waits until so many orders were acknowledged.
    pub fn wait_for(&self, number: usize) {
        let bought = self.bought.lock().unwrap();
        let minute = Duration::from_secs(60);
        let waited = self.more.wait_timeout_while(bought, minute, |bought| bought.len() < number).unwrap();
        assert!(!waited.1.timed_out(), "nobody bought for a minute");
    }

    fn buys(&self) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let key = |what: &str| format!("{what}-of-guest-{number:08}");
        let mut line = self.street.line();
        let cart = line.post("/carts", &key("the-cart"), &Value::Null).is(201);
        let (secret, cart) = (text(&cart, "/secret"), text(&cart, "/id"));
        line.holds(&secret);
        let cup = json!({ "variant": self.variant, "quantity": 1 });
        line.post(&format!("/carts/{cart}/lines"), &key("the-line"), &cup).is(201);
        let ask = json!({ "cart": cart, "destination": { "country": "PH", "region": "NCR" } });
        let quote = line.post("/checkouts", &key("the-quote"), &ask).is(201);
        let body =
            json!({ "address": address(), "method": "gateway", "total": quote["quote"]["total"].clone() });
        let path = format!("/checkouts/{}/confirmation", text(&quote, "/id"));
        let key = key("the-yes");
        let answer = line.post(&path, &key, &body).is(201);
        let bought = Bought {
            number,
            secret,
            order: text(&answer, "/orders/0/id"),
            payment: text(&answer, "/payment/id"),
            total: answer["payment"]["amount"]["amount"].as_i64().unwrap(),
            path,
            key,
            body,
            answer,
        };
        self.open.lock().unwrap().push_back((bought.clone(), Stage::ToAct));
        self.bought.lock().unwrap().push(bought);
        self.more.notify_all();
    }

    /// Brings open orders on, one step at a time, until there are none and nobody buys any more. An order whose job
    /// died with the server waits for the end of that job's lease, a minute.
    fn pays(&self) {
        let (mut line, gateway) = (self.street.line(), self.street.gateway());
        let mut watch = Stopwatch::start();
        loop {
            let all_bought = self.inside.load(Ordering::Acquire) == 0;
            let next = self.open.lock().unwrap().pop_front();
            let Some((bought, stage)) = next else {
                if all_bought {
                    return;
                }
                self.a_moment();
                watch = Stopwatch::start();
                continue;
            };
            line.holds(&bought.secret);
            let (stage, came_on) = self.step(&mut line, &gateway, &bought, stage);
            if came_on {
                watch = Stopwatch::start();
            } else {
                self.a_moment();
            }
            let patience = Duration::from_secs(150);
            assert!(watch.elapsed() < patience, "{} is stuck", bought.order);
            if let Some(stage) = stage {
                self.open.lock().unwrap().push_back((bought, stage));
            }
        }
    }

    /// Between two looks, never instead of one; somebody who buys ends it.
    fn a_moment(&self) {
        let bought = self.bought.lock().unwrap();
        drop(self.more.wait_timeout(bought, Duration::from_millis(5)).unwrap());
    }

    /// One look at an order, and what its payer does next: the stage it is at then, unless it has come to its end,
    /// and whether that is another one.
    fn step(
        &self,
        line: &mut Line<'_>,
        gateway: &market_tests::Client,
        bought: &Bought,
        stage: Stage,
    ) -> (Option<Stage>, bool) {
        let payment = line.get(&format!("/payments/{}", bought.payment)).is(200);
        let order = line.get(&format!("/orders/{}", bought.order)).is(200);
        let stands = (payment["status"].as_str().unwrap(), order["state"].as_str().unwrap());
        match (stage, bought.fate(), stands) {
            (Stage::ToAct, Fate::Forgets, ("action", "awaiting_payment")) => (None, true),
            (Stage::ToAct, fate, ("action", _)) => {
                let choice = if fate == Fate::Declines { "decline" } else { "pay" };
                let press = json!({ "reference": bought.payment, "choice": choice });
                gateway.post("//control/pay", press).is(200);
                (Some(Stage::Acted), true)
            }
            (Stage::Acted, Fate::Declines, ("declined", "awaiting_payment"))
            | (Stage::Acted, Fate::Pays, ("captured", "to_ship"))
            | (Stage::CalledOff, _, ("refunded", "cancelled")) => (None, true),
            (Stage::Acted, Fate::IsCalledOff, ("captured", "to_ship")) => {
                let path = format!("/shops/{}/orders/{}/events", self.shop, bought.order);
                let key = format!("called-off-{:08}", bought.number);
                let mut keeper = self.street.line().bearing(&self.keeper);
                keeper.post(&path, &key, &json!({ "event": "cancel" })).is(200);
                (Some(Stage::CalledOff), true)
            }
            (stage, ..) => (Some(stage), false),
        }
    }
}

/// See [`Crowd::goes_home`].
pub struct Home<'a>(&'a AtomicBool);

impl Drop for Home<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn address() -> Value {
    json!({ "recipient": "Ana Reyes", "phone": "+63 917 555 0123", "country": "PH", "region": "NCR",
        "city": "Quezon City", "barangay": "Bagumbayan", "street": "1 Katipunan Avenue", "postal_code": "1110" })
}

fn text(value: &Value, pointer: &str) -> String {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("no text at {pointer} in {value}")).into()
}
