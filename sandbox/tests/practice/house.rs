//! A gateway on a real port with a merchant beside it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use sandbox::{Config, ServeError};
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::ground::{NOON, SECRET, folder};

pub const KEY: &str = "sk_sandbox_practice";

/// How long a test waits for a webhook: less than the gateway's patience with a merchant, five seconds.
const WEBHOOK_WAIT: Duration = Duration::from_secs(4);

/// A webhook as the merchant saw it.
#[derive(Debug)]
pub struct Seen {
    pub signature: String,
    pub raw: String,
    pub json: Value,
}

/// A gateway on a free port, its clock in our hand, a merchant listening to its webhooks.
pub struct House {
    pub file: PathBuf,
    address: SocketAddr,
    clock: Arc<AtomicI64>,
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
    seen: Mutex<Receiver<Seen>>,
    agent: ureq::Agent,
    running: Mutex<Option<Running>>,
    runtime: Option<Runtime>,
}

/// How to stop the gateway, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), ServeError>>);

/// The reference whose webhooks the merchant never answers.
pub const STUCK: &str = "stuck";

#[derive(Clone)]
struct Merchant {
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
    tell: mpsc::Sender<Seen>,
}

async fn hear(State(merchant): State<Merchant>, headers: HeaderMap, raw: String) -> StatusCode {
    let signature = headers[sandbox::SIGNATURE_HEADER].to_str().unwrap().to_owned();
    let json: Value = serde_json::from_str(&raw).unwrap();
    let stuck = json["data"]["reference"] == STUCK;
    merchant.tell.send(Seen { signature, raw, json }).unwrap();
    if stuck {
        std::future::pending::<()>().await;
    }
    merchant.answers.lock().unwrap().pop_front().unwrap_or(StatusCode::NO_CONTENT)
}

impl House {
    /// A gateway that withholds an answer for a moment only.
    pub fn open(name: &str) -> House {
        House::withholding(name, Duration::from_millis(1))
    }

    pub fn withholding(name: &str, withhold: Duration) -> House {
        let file = folder(name).join("gateway.db");
        let runtime = Runtime::new().unwrap();
        let (tell, seen) = mpsc::channel();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let merchant = Merchant { answers: Arc::clone(&answers), tell };
        let clock = Arc::new(AtomicI64::new(NOON));
        let hands = Arc::clone(&clock);
        let config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            data: file.clone(),
            api_key: KEY.to_owned(),
            webhook_url: None,
            webhook_secret: SECRET.to_owned(),
            public_url: None,
            withhold,
            clock: Arc::new(move || Timestamp::from_millisecond(hands.load(Ordering::SeqCst)).unwrap()),
        };
        let (stop, stopped) = oneshot::channel();
        let (address, running) = runtime.block_on(async {
            let ear = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}/hooks", ear.local_addr().unwrap());
            let shop = Router::new().route("/hooks", axum::routing::post(hear)).with_state(merchant);
            tokio::spawn(async move { axum::serve(ear, shop).await });
            let mut bound = sandbox::bind(config).await.unwrap();
            bound.send_webhooks_to(&url).unwrap();
            let address = bound.address();
            let running = tokio::spawn(bound.run(async {
                let _ = stopped.await;
            }));
            (address, running)
        });
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build()
            .into();
        House {
            file,
            address,
            clock,
            answers,
            seen: Mutex::new(seen),
            agent,
            running: Mutex::new(Some((stop, running))),
            runtime: Some(runtime),
        }
    }

    pub fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    /// Tells the gateway to stop, and waits until it has.
    pub fn close(&self) {
        let (stop, running) = self.running.lock().unwrap().take().unwrap();
        stop.send(()).unwrap();
        self.runtime.as_ref().unwrap().block_on(running).unwrap().unwrap();
    }

    /// The merchant answers its next webhooks so, and 204 afterwards.
    pub fn merchant_answers(&self, answers: &[StatusCode]) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// The next webhook the merchant gets.
    pub fn webhook(&self) -> Seen {
        self.seen.lock().unwrap().recv_timeout(WEBHOOK_WAIT).expect("a webhook in time")
    }

    /// The next webhook, time passing by the second until it comes.
    pub fn webhook_in_time(&self) -> Seen {
        let seen = self.seen.lock().unwrap();
        for _ in 0..200 {
            self.pass(1000);
            if let Ok(seen) = seen.recv_timeout(Duration::from_millis(100)) {
                return seen;
            }
        }
        panic!("no webhook in 200 seconds of the gateway's time");
    }

    /// Whether the merchant has got a webhook that nobody asked for yet.
    pub fn heard_more(&self) -> bool {
        self.seen.lock().unwrap().try_recv().is_ok()
    }

    pub fn get(&self, path: &str) -> (u16, Value) {
        let call = self.agent.get(self.url(path)).header("Authorization", format!("Bearer {KEY}"));
        read(call.call().unwrap())
    }

    pub fn delete(&self, path: &str) -> u16 {
        let call = self.agent.delete(self.url(path)).header("Authorization", format!("Bearer {KEY}"));
        call.call().unwrap().status().as_u16()
    }

    pub fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.post_raw(path, &[("Content-Type", "application/json")], Some(KEY), body.to_string().as_bytes())
    }

    pub fn post_raw(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        key: Option<&str>,
        body: &[u8],
    ) -> (u16, Value) {
        let mut call = self.agent.post(self.url(path));
        for (name, value) in headers {
            call = call.header(*name, *value);
        }
        if let Some(key) = key {
            call = call.header("Authorization", format!("Bearer {key}"));
        }
        read(call.send(body).unwrap())
    }

    /// A page as a browser of this language gets it.
    pub fn page(&self, path: &str, language: &str) -> ureq::http::Response<String> {
        text(self.agent.get(self.url(path)).header("Accept-Language", language).call().unwrap())
    }

    /// A button of the page pressed.
    pub fn press(&self, path: &str, form: &str) -> ureq::http::Response<String> {
        let call = self.agent.post(self.url(path)).content_type("application/x-www-form-urlencoded");
        text(call.send(form).unwrap())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for House {
    /// Waits for nobody: what still runs is a merchant who never answers.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn text(answer: ureq::http::Response<ureq::Body>) -> ureq::http::Response<String> {
    let (parts, mut body) = answer.into_parts();
    ureq::http::Response::from_parts(parts, body.read_to_string().unwrap())
}

fn read(answer: ureq::http::Response<ureq::Body>) -> (u16, Value) {
    let answer = text(answer);
    let json = serde_json::from_str(answer.body()).unwrap_or(Value::Null);
    (answer.status().as_u16(), json)
}
