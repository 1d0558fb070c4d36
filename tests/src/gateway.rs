//! The practice gateway on a port of its own, with its own file, told by its control what goes wrong.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::Clock;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use ureq::Agent;

/// What the market's program presents to the gateway.
pub const KEY: &str = "sk_sandbox_tests";
/// What the gateway signs its webhooks with.
pub const WEBHOOK_SECRET: &str = "whsec_tests";

/// How to stop it, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), sandbox::ServeError>>);

/// A gateway that runs beside a market.
pub struct Gateway {
    /// Where it listens.
    pub address: SocketAddr,
    file: PathBuf,
    agent: Agent,
    running: Option<Running>,
}

impl Gateway {
    /// Listens, and does not answer before [`Gateway::answer`]: the market's address must be known first.
    pub(crate) fn bind(runtime: &Runtime, file: PathBuf, clock: Arc<dyn Clock>) -> sandbox::Bound {
        let config = sandbox::Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: file,
            api_key: KEY.into(),
            webhook_url: None,
            webhook_secret: WEBHOOK_SECRET.into(),
            public_url: None,
            withhold: Duration::from_millis(50),
            clock: Arc::new(move || Timestamp::from_microsecond(clock.now().micros()).unwrap()),
        };
        runtime.block_on(sandbox::bind(config)).unwrap()
    }

    /// Answers from now on, and sends its webhooks to the market.
    pub(crate) fn answer(
        runtime: &Runtime,
        mut bound: sandbox::Bound,
        file: PathBuf,
        webhooks_to: &str,
    ) -> Self {
        bound.send_webhooks_to(webhooks_to).unwrap();
        let address = bound.address();
        let (stop, stopped) = oneshot::channel();
        let running = runtime.spawn(bound.run(async {
            let _ = stopped.await;
        }));
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None).build();
        Self { address, file, agent: agent.into(), running: Some((stop, running)) }
    }

    /// Presses the page's button: `pay`, `decline` or `later`.
    pub fn press(&self, payment: &str, choice: &str) -> Value {
        self.control("/control/pay", json!({ "reference": payment, "choice": choice }))
    }

    /// Says how it behaves from now on (sandbox/README.md, the script).
    pub fn script(&self, script: Value) {
        self.control("/control", script);
    }

    /// Ends a pending refund or payout.
    pub fn settle(&self, kind: &str, reference: &str, outcome: &str) -> Value {
        let settlement = json!({ "kind": kind, "reference": reference, "outcome": outcome });
        self.control("/control/settlements", settlement)
    }

    /// The payer's bank takes so much back, or all that is left.
    pub fn charge_back(&self, payment: &str, amount: Option<i64>) -> Value {
        self.control("/control/chargebacks", json!({ "reference": payment, "amount": amount }))
    }

    /// What its own file says, whoever is running.
    ///
    /// # Panics
    /// The file cannot be read.
    pub fn books(&self) -> sandbox::Report {
        sandbox::report(&self.file).unwrap()
    }

    fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("http://{}{path}", self.address);
        let bearer = format!("Bearer {KEY}");
        let mut answer = self.agent.post(url).header("Authorization", bearer).send_json(body).unwrap();
        let status = answer.status();
        let body = answer.body_mut().read_json::<Value>().unwrap_or(Value::Null);
        assert!(status.is_success(), "POST {path} at the gateway answered {status} {body}");
        body
    }

    pub(crate) fn stop(&mut self, runtime: &Runtime) {
        if let Some((stop, running)) = self.running.take() {
            drop(stop);
            runtime.block_on(running).unwrap().unwrap();
        }
    }
}
