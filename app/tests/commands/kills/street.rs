//! A market's processes, and lines to it that outlive them.

use std::net::TcpListener;
use std::process::ExitStatus;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use kernel::clock::Stopwatch;
use market_tests::{Answer, Client, KEY, WEBHOOK_SECRET};
use serde_json::Value;

use crate::shell::{Said, Serving, Shell};

/// A market that is started again on the same port, and a gateway that lives on beside it.
pub struct Street {
    pub engine: &'static str,
    shell: Shell,
    database: Option<String>,
    port: u16,
    gateway: Serving,
    market: Mutex<Option<Serving>>,
    /// How often the market was opened.
    opened: Mutex<u64>,
    opens: Condvar,
}

impl Street {
    pub fn open(engine: &'static str, database: Option<String>) -> Self {
        let shell = Shell::open("kills");
        let port = free_port();
        let webhooks = format!("http://127.0.0.1:{port}/api/v1/webhooks/sandbox");
        let words = ["sandbox", "--sandbox-listen", "127.0.0.1:0", "--data", "gateway", "--log", "error"];
        let environment = [
            ("RIALTO_GATEWAY_KEY", KEY),
            ("RIALTO_GATEWAY_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ("RIALTO_SANDBOX_WEBHOOKS_TO", webhooks.as_str()),
        ];
        let gateway = shell.start(&words, &environment);
        let (market, opened, opens) = (Mutex::default(), Mutex::default(), Condvar::new());
        let street = Self { engine, shell, database, port, gateway, market, opened, opens };
        street.start();
        street
    }

    /// Starts the market and waits until it is ready.
    pub fn start(&self) {
        let listen = format!("127.0.0.1:{}", self.port);
        let words = ["serve", "--listen", &listen, "--log", "off"];
        let much = "100000000";
        let mut environment = vec![
            ("RIALTO_GATEWAY_URL", self.gateway.url.as_str()),
            ("RIALTO_GATEWAY_KEY", KEY),
            ("RIALTO_GATEWAY_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ("RIALTO_GATEWAY_LOOK_SECONDS", "5"),
            ("RIALTO_RATE_PER_ADDRESS", much),
            ("RIALTO_BURST_PER_ADDRESS", much),
            ("RIALTO_RATE_PER_PRINCIPAL", much),
            ("RIALTO_BURST_PER_PRINCIPAL", much),
        ];
        environment.extend(self.database.as_deref().map(|url| ("RIALTO_DATABASE_URL", url)));
        *self.market.lock().unwrap() = Some(self.shell.start(&words, &environment));
        *self.opened.lock().unwrap() += 1;
        self.opens.notify_all();
    }

    /// `kill -9`.
    pub fn kill(&self) {
        let mut market = self.market.lock().unwrap();
        assert_eq!(market.as_mut().unwrap().end("KILL").code(), None);
    }

    /// Tells it to stop, and waits for that.
    pub fn stop(&self) -> ExitStatus {
        self.market.lock().unwrap().as_mut().unwrap().end("TERM")
    }

    /// Ends the market's sessions at the server, where there is one.
    pub fn end_sessions(&self) {
        if let Some(database) = &self.database {
            testkit::end_sessions(database);
        }
    }

    pub fn verify(&self) -> Said {
        let environment: Vec<_> =
            self.database.as_deref().map(|url| ("RIALTO_DATABASE_URL", url)).into_iter().collect();
        self.shell.run_with(&["verify"], &environment)
    }

    /// The gateway's own file.
    pub fn books(&self) -> sandbox::Report {
        sandbox::report(&self.shell.folder().join("gateway/sandbox.db")).unwrap()
    }

    /// What its page's button and its control are reached by.
    pub fn gateway(&self) -> Client {
        Client::of(&self.gateway.url).bearing(KEY)
    }

    pub fn line(&self) -> Line<'_> {
        let opened = *self.opened.lock().unwrap();
        Line { street: self, opened, client: self.client(), guest: None, bearer: None }
    }

    fn client(&self) -> Client {
        Client::of(&format!("http://127.0.0.1:{}", self.port))
    }

    /// Until the market was opened again since then, or a moment has passed.
    fn wait(&self, opened: u64) -> u64 {
        let held = self.opened.lock().unwrap();
        let moment = Duration::from_millis(50);
        *self.opens.wait_timeout_while(held, moment, |now| *now == opened).unwrap().0
    }
}

/// A free port below those that the system gives to whoever connects somewhere, or one of these might take it
/// while the market is down.
fn free_port() -> u16 {
    let first = 10_000 + u16::try_from(std::process::id() % 4_000).unwrap() * 2;
    (first..20_000).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

/// Somebody who asks until there is an answer.
pub struct Line<'a> {
    street: &'a Street,
    opened: u64,
    client: Client,
    guest: Option<String>,
    bearer: Option<String>,
}

impl Line<'_> {
    /// From now on whoever asks holds this secret.
    pub fn holds(&mut self, secret: &str) {
        self.guest = Some(secret.into());
    }

    /// The same line, to somebody with this session.
    pub fn bearing(mut self, secret: &str) -> Self {
        self.bearer = Some(secret.into());
        self
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask(path, |client| client.try_get(path))
    }

    /// The same key again and again until there is an answer.
    pub fn post(&mut self, path: &str, key: &str, body: &Value) -> Answer {
        self.ask(path, |client| client.try_post(path, key, body.clone()))
    }

    fn ask(&mut self, path: &str, ask: impl Fn(&Client) -> Option<Answer>) -> Answer {
        let watch = Stopwatch::start();
        loop {
            let answer = ask(&self.somebody());
            match answer {
                Some(answer) if answer.status < 500 => return answer,
                // Too much at once, or an outcome that nobody can tell: to be asked again. Anything else is a fault.
                Some(answer) => assert_eq!(answer.status, 503, "{path} was answered {}", answer.body),
                None => {}
            }
            assert!(watch.elapsed() < Duration::from_secs(60), "no answer to {path} in a minute");
            self.opened = self.street.wait(self.opened);
            self.client = self.street.client(); // connections of the market that was are of no use
        }
    }

    fn somebody(&self) -> Client {
        let client = self.bearer.as_ref().map_or(self.client.clone(), |secret| self.client.bearing(secret));
        self.guest.as_ref().map_or(client.clone(), |secret| client.holding(secret))
    }
}
