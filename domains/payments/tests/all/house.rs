//! A market of payments alone, a practice gateway on a real port, and one clock for both.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::post;
use db::{Db, Migration, No, Rx, Tx, params, sql};
use http_body_util::BodyExt as _;
use jobs::{Done, JobCx, Kinds, Running};
use kernel::clock::{Clock as _, Manual};
use kernel::{
    Actor, Currency, Cx, Id, Kind, Money, Ref, Refusal, Role, Scopes, Secret, Span, Time, Uid, Wiring,
};
use ledger::kind;
use payments::{
    Gateways, GiveBack, New, Paid, Payment, Refund, SandboxGateway, Terms, Told, Waiter, Waiters,
};
use process::{Posting, Purse};
use serde_json::{Value, json};
use testkit::{Bench, Folder};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tower::ServiceExt as _;

/// Where the bench's clock begins: 2026-11-24T08:00:00Z.
const BEGIN: Time = Time::from_micros(1_795_507_200_000_000);
pub const KEY: &str = "sk_sandbox_test";
pub const SECRET: &str = "whsec_test";

/// What waits for a payment in these tests.
pub struct Order;
impl Kind for Order {
    const PREFIX: &'static str = "ord";
}

sql! {
    OF_WAITER = "SELECT payment FROM payment_waiter WHERE id = $1";
    TELL = "INSERT INTO told (waiter, payment, amount, late) VALUES ($1, $2, $3, $4)";
    TOLD = "SELECT waiter, amount, late FROM told WHERE payment = $1 ORDER BY waiter";
    STATE = "SELECT state FROM payment WHERE id = $1";
    STATES = "SELECT id, state FROM payment ORDER BY id";
    REFUND_STATE = "SELECT state FROM refund WHERE id = $1";
    REFUNDS = "SELECT id, amount, state FROM refund WHERE payment = $1 ORDER BY id";
    pub PAYOUT_STATE = "SELECT state FROM payout WHERE id = $1";
    ACCOUNT = "INSERT INTO account (id, handle, name, language, password, role, epoch, created)
        VALUES ($1, $2, $2, 'en', '', 'member', 1, 0)
        ON CONFLICT (id) DO NOTHING";
    SESSION = "INSERT INTO credential (id, account, kind, secret, epoch, created, seen, idle, until, ends)
        VALUES ($1, $1, 'session', $2, 1, $3, $3, 1, $4, $4)
        ON CONFLICT (id) DO UPDATE SET proved = $3";
    /// But for the looks at what is paid, which go on for months.
    WAITING = "SELECT COUNT(*) FROM job WHERE state IN ('ready', 'leased') AND kind <> 'payments/watch'";
}

const TOLD_TABLE: Migration = Migration {
    name: "test/0001_told",
    sql: "CREATE TABLE told (waiter BYTEA NOT NULL, payment BYTEA NOT NULL, amount BIGINT NOT NULL, late BOOLEAN NOT NULL)",
};

const TOLD_JOB: jobs::Kind = jobs::Kind::new("test/told", told);

/// Every order has delivered and had its share: what it has to bear is its shop's debt.
const CHARGED_JOB: jobs::Kind = jobs::Kind::new("test/charged", charged);

fn charged(job: JobCx) -> Running {
    fn save(tx: &mut Tx, cx: &Cx, (lease, waiter): &(jobs::Lease, Ref)) -> Result<Done, No> {
        let done = lease.finish(tx, cx)?;
        for payment in tx.all::<Id<Payment>>(&OF_WAITER, &params![waiter.id])? {
            let to = payments::charged_purse(payment);
            let from = Purse { kind: kind::RECEIVABLE, of: waiter.id };
            let borne = ledger::open_balance(tx, from, Currency::PHP)?.amount;
            let amount = php(payments::charged(tx, payment, waiter)? - borne);
            let posting = Posting { from, to, amount, code: ledger::code::CLAWBACK };
            ledger::post(tx, cx, &ledger::Entry { id: cx.id(), posting, root: None })?;
        }
        Ok(done)
    }
    Box::pin(async move {
        let waiter = job.subject.clone();
        Ok(job.db.write(&Actor::Engine, (job.lease, waiter), save).await?)
    })
}

fn told(job: JobCx) -> Running {
    fn save(tx: &mut Tx, cx: &Cx, (lease, waiter, paid): &(jobs::Lease, Uid, Paid)) -> Result<Done, No> {
        let done = lease.finish(tx, cx)?;
        tx.run(&TELL, &params![*waiter, paid.payment, paid.amount.amount, paid.late])?;
        Ok(done)
    }
    Box::pin(async move {
        let paid = job.payload::<Paid>()?;
        Ok(job.db.write(&Actor::Engine, (job.lease, job.subject.id, paid), save).await?)
    })
}

/// Ends no hold: payments keep none.
struct NoStock;
impl runner::Stock for NoStock {
    fn end(&self, _: &mut Tx, _: &Cx, _: &[process::StockMove]) -> Result<(), No> {
        Err(Refusal::missing("hold").into())
    }
}

pub fn migrations() -> Vec<Migration> {
    [
        facts::MIGRATIONS,
        jobs::MIGRATIONS,
        runner::MIGRATIONS,
        web::MIGRATIONS,
        identity::MIGRATIONS,
        catalog::MIGRATIONS,
        ledger::MIGRATIONS,
        payments::MIGRATIONS,
        &[TOLD_TABLE],
    ]
    .concat()
}

/// A webhook as it came.
#[derive(Clone)]
pub struct Delivery {
    pub headers: HeaderMap,
    pub raw: Vec<u8>,
}

/// The practice gateway, and who hears of it.
pub struct Sandbox {
    pub url: String,
    pub file: PathBuf,
    pub mail: mpsc::UnboundedReceiver<Delivery>,
    _folder: Folder,
    _stop: oneshot::Sender<()>,
}

pub struct House {
    pub engine: &'static str,
    pub db: Db,
    pub clock: Arc<Manual>,
    pub sandbox: Sandbox,
    pub kinds: Kinds,
    router: axum::Router,
}

async fn open_sandbox(clock: Arc<OnceLock<Arc<Manual>>>) -> Sandbox {
    let folder = Folder::new("payments");
    let file = folder.path().join("gateway.db");
    let (tell, mail) = mpsc::unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let webhook_url = format!("http://{}/", listener.local_addr().unwrap());
    let hear = move |headers: HeaderMap, raw: axum::body::Bytes| {
        let _ = tell.send(Delivery { headers, raw: raw.to_vec() });
        async { StatusCode::NO_CONTENT }
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().route("/", post(hear))).await });
    let now = move || clock.get().map_or(BEGIN, |clock| clock.now());
    let config = sandbox::Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: file.clone(),
        api_key: KEY.into(),
        webhook_url: Some(webhook_url),
        webhook_secret: SECRET.into(),
        public_url: None,
        withhold: Duration::from_millis(1),
        clock: Arc::new(move || jiff::Timestamp::from_microsecond(now().micros()).unwrap()),
    };
    let bound = sandbox::bind(config).await.unwrap();
    let url = format!("http://{}", bound.address());
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(bound.run(async move {
        let _ = stopped.await;
    }));
    Sandbox { url, file, mail, _folder: folder, _stop: stop }
}

pub const OWNER: Uid = Uid([1; 16]);
pub const STAFF: Uid = Uid([2; 16]);
pub const SHOP: Uid = Uid([9; 16]);

fn wiring(gateway: &str) -> Wiring {
    let client = SandboxGateway::new(
        gateway,
        Secret::from_text(KEY),
        Secret::from_text(SECRET),
        Duration::from_secs(20),
    );
    Wiring::default()
        .with(runner::Sinks { stock: Box::new(NoStock), ledger: Box::new(ledger::Sink) })
        .with(Gateways(vec![Arc::new(client)]))
        .with(Waiters(vec![Told { prefix: Order::PREFIX, paid: TOLD_JOB.name, charged: CHARGED_JOB.name }]))
        .with(Terms { look_every: Span::minutes(2), least_payout: vec![php(100)] })
}

/// Everybody is who their secret says: `owner`, `staff`, `stranger`, `operator`.
struct Anyone;
impl web::Authenticate for Anyone {
    fn bearer(&self, secret: Secret) -> web::Waiting<'_, Result<Actor, No>> {
        Box::pin(async move { Ok(actor(secret.reveal())) })
    }
}

pub fn actor(name: &str) -> Actor {
    let (id, role) = match name {
        "owner" => (OWNER, Role::Member),
        "staff" => (STAFF, Role::Member),
        "operator" => (Uid([8; 16]), Role::Admin),
        _ => (Uid([7; 16]), Role::Member),
    };
    Actor::Account { id: Id::from_uid(id), role, scopes: Scopes::all() }
}

/// One house on each engine; each with a gateway of its own. The market is wired to its gateway before it brings
/// the clock, so the gateway gets the clock's hand later.
pub async fn houses() -> Vec<House> {
    let mut gateways = Vec::new();
    for _ in 0..2 {
        let clock = Arc::new(OnceLock::new());
        gateways.push((Arc::clone(&clock), open_sandbox(clock).await));
    }
    let next = AtomicUsize::new(0);
    let benches =
        testkit::both(&migrations(), || wiring(&gateways[next.fetch_add(1, Ordering::Relaxed)].1.url));
    let mut houses = Vec::new();
    for (bench, (hand, sandbox)) in benches.into_iter().zip(gateways) {
        assert!(hand.set(Arc::clone(&bench.clock)).is_ok(), "one clock a gateway");
        houses.push(House::of(bench, sandbox));
    }
    houses
}

const FREE: web::Rate = web::Rate { per_minute: 1_000_000, burst: 1_000_000 };

impl House {
    fn of(bench: Bench, sandbox: Sandbox) -> Self {
        let about = web::About { title: "Payments", version: "0" };
        let api = web::Api::fold(about, vec![("payments", payments::routes())]).unwrap();
        let operations = web::Operations {
            readiness: web::Readiness::default(),
            database: Box::new(|| Box::pin(async { true })),
            connections: Arc::default(),
            gauges: Vec::new(),
        };
        let settings = web::Settings {
            rates: web::Rates { per_address: FREE, per_principal: FREE },
            ..web::Settings::default()
        };
        let state = web::State::new(bench.db.clone(), Wiring::default());
        let router = api.router(state, Arc::new(Anyone), &settings, operations);
        let kinds = Kinds::new(payments::JOBS.iter().copied().chain([TOLD_JOB, CHARGED_JOB])).unwrap();
        let Bench { engine, db, clock, .. } = bench;
        Self { engine, db, clock, sandbox, kinds, router }
    }

    // The gateway's side.

    /// Says something to the gateway's control desk.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/{path}", self.sandbox.url);
        let call = move || {
            let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
            let answer = agent.post(url).header("Authorization", format!("Bearer {KEY}")).send_json(body);
            answer.unwrap().body_mut().read_json::<Value>().unwrap()
        };
        tokio::task::spawn_blocking(call).await.unwrap()
    }

    pub async fn script(&self, script: Value) {
        let said = self.control("control", script).await;
        assert!(said.get("reference").is_some(), "{said}");
    }

    /// The payer presses a button; answers the payment's status or the refusal's code.
    pub async fn press(&self, reference: &str, choice: &str) -> String {
        let said = self.control("control/pay", json!({"reference": reference, "choice": choice})).await;
        said.get("code").unwrap_or(&said["status"]).as_str().unwrap().to_owned()
    }

    pub fn report(&self) -> sandbox::Report {
        sandbox::report(&self.sandbox.file).unwrap()
    }

    pub fn at_gateway(&self, payment: Id<Payment>) -> sandbox::PaymentLine {
        let name = payment.to_string();
        self.report().payments.into_iter().find(|line| line.reference == name).unwrap()
    }

    /// The next `count` webhooks, in the order they came.
    pub async fn mail(&mut self, count: usize) -> Vec<Delivery> {
        let mut came = Vec::new();
        while came.len() < count {
            let next = tokio::time::timeout(Duration::from_secs(30), self.sandbox.mail.recv()).await;
            came.push(next.expect("a webhook within half a minute").unwrap());
        }
        came
    }

    // The market's side.

    /// Hands a webhook in at the front door; answers the status.
    pub async fn deliver(&self, delivery: &Delivery) -> u16 {
        self.deliver_to("sandbox", &delivery.headers, delivery.raw.clone()).await
    }

    pub async fn deliver_to(&self, gateway: &str, headers: &HeaderMap, raw: Vec<u8>) -> u16 {
        let mut request = Request::post(format!("/api/v1/webhooks/{gateway}")).body(Body::from(raw)).unwrap();
        if let Some(signature) = headers.get("sandbox-signature") {
            request.headers_mut().insert("sandbox-signature", signature.clone());
        }
        self.send(request).await.0
    }

    /// Asks the API as somebody.
    pub async fn ask(&self, who: &str, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = match who.strip_prefix("guest ") {
            Some(secret) => request.header("rialto-guest", secret),
            None => request.header("authorization", format!("Bearer {who}")),
        };
        if method == "POST" {
            let key = self.db.clock().seed().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            request = request.header("idempotency-key", key);
        }
        let body = match body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> (u16, Value) {
        request.extensions_mut().insert(web::Peer("127.0.0.1:9".parse().unwrap()));
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// Does what is due now, and what that asks for in turn.
    pub async fn work(&self) -> jobs::Ran {
        jobs::run_due(&self.db, &self.kinds, 100_000).await.unwrap()
    }

    /// The session of somebody who has just shown the password.
    pub async fn proves(&self, who: &'static str) {
        fn prove(tx: &mut Tx, cx: &Cx, who: &&'static str) -> Result<(), No> {
            let id = actor(who).account().ok_or_else(Refusal::sign_in)?;
            tx.run(&ACCOUNT, &params![id, *who])?;
            let secret = Secret::from_text(*who).digest();
            tx.run(&SESSION, &params![id, secret, cx.now, Time::from_micros(i64::MAX)])?;
            Ok(())
        }
        self.db.write(&Actor::Engine, who, prove).await.unwrap();
    }

    /// Lets time pass as a running market does: clocks ring and jobs run, minute by minute.
    pub async fn pass(&self, minutes: i64) {
        for _ in 0..minutes {
            self.clock.advance(Span::minutes(1));
            runner::sweep(&self.db, payments::KINDS).await.unwrap();
            self.work().await;
        }
    }

    /// A payment of 12,900 centavos for two orders, 15 minutes to pay.
    pub async fn begin(&self, number: u8) -> Id<Payment> {
        let (payment, checkout) = (Id::from_uid(Uid([number; 16])), checkout(number));
        self.begin_as(payment, checkout).await;
        payment
    }

    pub async fn begin_as(&self, payment: Id<Payment>, checkout: Uid) {
        let waiters = orders(payment).into_iter().zip([9_900, 3_000]);
        let new = New {
            payment,
            checkout,
            account: Some(Id::from_uid(OWNER)),
            guest: Some(Secret::from_text("secret").digest()),
            gateway: "sandbox".into(),
            amount: php(12_900),
            waiters: waiters.map(|(to, amount)| Waiter { to: to.address(), amount: php(amount) }).collect(),
            expires_at: self.clock.now() + Span::minutes(15),
            return_url: "http://localhost:8080/orders/R-1".into(),
        };
        self.db.write(&Actor::Engine, new, begin).await.unwrap();
    }

    /// Begins a payment and lets the gateway hear of it.
    pub async fn open(&self, number: u8) -> Id<Payment> {
        let payment = self.begin(number).await;
        self.work().await;
        payment
    }

    /// As far as a captured payment.
    pub async fn paid(&self, number: u8) -> Id<Payment> {
        let payment = self.open(number).await;
        assert_eq!(self.press(&payment.to_string(), "pay").await, "captured");
        self.look(payment).await;
        self.work().await;
        assert_eq!(self.state(payment).await, "captured", "{}", self.engine);
        payment
    }

    pub async fn look(&self, payment: Id<Payment>) {
        fn look(tx: &mut Tx, cx: &Cx, payment: &Id<Payment>) -> Result<(), No> {
            payments::look(tx, cx, *payment)
        }
        self.db.write(&Actor::Engine, payment, look).await.unwrap();
    }

    /// Gives the first order's money back.
    pub async fn refund(&self, payment: Id<Payment>, number: u8, amount: i64) -> Result<Id<Refund>, No> {
        self.refund_of(payment, 0, number, amount).await
    }

    pub async fn refund_of(
        &self,
        payment: Id<Payment>,
        order: usize,
        number: u8,
        amount: i64,
    ) -> Result<Id<Refund>, No> {
        let refund = Id::from_uid(Uid([number; 16]));
        let waiter = orders(payment)[order].address();
        let ask = GiveBack { payment, waiter, refund, amount: php(amount), why: "cancelled" };
        self.db.write(&Actor::Engine, ask, payments::refund).await.map(|()| refund)
    }

    pub async fn text(&self, what: &'static db::Sql, id: Uid) -> String {
        self.db.read(&Actor::Engine, (what, id), text).await.unwrap()
    }
    pub async fn state(&self, payment: Id<Payment>) -> String {
        self.text(&STATE, payment.uid()).await
    }
    pub async fn refund_state(&self, refund: Id<Refund>) -> String {
        self.text(&REFUND_STATE, refund.uid()).await
    }
    /// Who was told of the payment: the amounts in the order of waiters, and whether it was late.
    pub async fn told(&self, payment: Id<Payment>) -> Vec<(i64, bool)> {
        fn told(rx: &mut Rx, _: &Cx, payment: &Id<Payment>) -> Result<Vec<(i64, bool)>, No> {
            let rows = rx.all::<(Uid, i64, bool)>(&TOLD, &params![*payment])?;
            Ok(rows.into_iter().map(|(_, amount, late)| (amount, late)).collect())
        }
        self.db.read(&Actor::Engine, payment, told).await.unwrap()
    }
    pub async fn refunds(&self, payment: Id<Payment>) -> Vec<(i64, String)> {
        fn refunds(rx: &mut Rx, _: &Cx, payment: &Id<Payment>) -> Result<Vec<(i64, String)>, No> {
            let rows = rx.all::<(Uid, i64, String)>(&REFUNDS, &params![*payment])?;
            Ok(rows.into_iter().map(|(_, amount, state)| (amount, state)).collect())
        }
        self.db.read(&Actor::Engine, payment, refunds).await.unwrap()
    }
    pub async fn states(&self) -> Vec<(Id<Payment>, String)> {
        fn states(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(Id<Payment>, String)>, No> {
            Ok(rx.all(&STATES, &[])?)
        }
        self.db.read(&Actor::Engine, (), states).await.unwrap()
    }
    pub async fn jobs_left(&self) -> i64 {
        fn left(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
            Ok(rx.one(&WAITING, &[])?)
        }
        self.db.read(&Actor::Engine, (), left).await.unwrap()
    }

    pub async fn balance(&self, kind: &'static str, of: Uid) -> i64 {
        fn balance(rx: &mut Rx, _: &Cx, purse: &Purse) -> Result<i64, No> {
            Ok(ledger::balance(rx, *purse, Currency::PHP)?.amount)
        }
        self.db.read(&Actor::Engine, Purse { kind, of }, balance).await.unwrap()
    }
    /// The debit balance of an open account.
    pub async fn owed(&self, purse: Purse) -> i64 {
        fn owed(rx: &mut Rx, _: &Cx, purse: &Purse) -> Result<i64, No> {
            Ok(ledger::open_balance(rx, *purse, Currency::PHP)?.amount)
        }
        self.db.read(&Actor::Engine, purse, owed).await.unwrap()
    }
    /// What lies between the gateway and the orders.
    pub async fn clearing(&self, number: u8) -> i64 {
        self.balance(kind::CLEARING, checkout(number)).await
    }
    /// What the gateway holds for us, by our books.
    pub async fn held(&self) -> i64 {
        fn held(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
            Ok(ledger::open_balance(rx, payments::gateway_purse("sandbox"), Currency::PHP)?.amount)
        }
        self.db.read(&Actor::Engine, (), held).await.unwrap()
    }
    /// Every check of this domain and of the ledger.
    pub async fn verified(&self) {
        for check in [payments::verify, ledger::verify] {
            assert_eq!(
                self.db.read(&Actor::Engine, (), check).await.unwrap(),
                Vec::<String>::new(),
                "{}",
                self.engine
            );
        }
    }
}

fn text(rx: &mut Rx, _: &Cx, (what, id): &(&'static db::Sql, Uid)) -> Result<String, No> {
    Ok(rx.one(what, &params![*id])?)
}
fn begin(tx: &mut Tx, cx: &Cx, new: &New) -> Result<(), No> {
    payments::begin(tx, cx, new.clone())
}

pub fn checkout(number: u8) -> Uid {
    let mut uid = Uid([number; 16]);
    uid.0[0] = 200;
    uid
}

/// The two orders that wait for a payment.
pub fn orders(payment: Id<Payment>) -> [Id<Order>; 2] {
    [1, 2].map(|place| {
        let mut uid = payment.uid();
        uid.0[15] = place;
        uid.0[14] = 77;
        Id::from_uid(uid)
    })
}

pub fn php(amount: i64) -> Money {
    Money::new(amount, Currency::PHP)
}
