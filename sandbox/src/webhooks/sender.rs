//! Carries what is owed to the merchant, until it is answered with 2xx or the gateway stops.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};

use super::{SIGNATURE_HEADER, signature};
use crate::books::{Attempt, Delivery};
use crate::clock::Clock;
use crate::counter::{Counter, Stop};

/// How long a merchant may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often to look for what has come due. Short, because the clock may be one that jumps.
const LOOK: Duration = Duration::from_millis(100);
/// Deliveries looked at together, and so the most threads that may be waiting for an answer.
const WINDOW: u32 = 64;

/// Sends webhooks to one address.
pub(crate) struct Sender {
    counter: Counter,
    to: Arc<Destination>,
}

struct Destination {
    agent: ureq::Agent,
    url: String,
    secret: String,
    clock: Clock,
}

impl Sender {
    pub(crate) fn new(counter: Counter, url: String, secret: String, clock: Clock) -> Sender {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The merchant is a neighbour: an outgoing proxy of the machine is none of its business.
            .proxy(None)
            .build()
            .into();
        Sender { counter, to: Arc::new(Destination { agent, url, secret, clock }) }
    }

    /// Sends until told to stop, then finishes what is under way.
    pub(crate) async fn run(self, mut stop: Stop) {
        let mut lanes = Lanes::default();
        while !stop.is_told() {
            self.take_up(&mut lanes).await;
            tokio::select! {
                Some(done) = lanes.running.join_next() => self.book(&mut lanes, done).await,
                () = self.counter.stirred() => {}
                () = tokio::time::sleep(LOOK) => {}
                () = stop.told() => {}
            }
        }
        while let Some(done) = lanes.running.join_next().await {
            self.book(&mut lanes, done).await;
        }
    }

    /// Starts a lane for each family that is owed something and has none.
    async fn take_up(&self, lanes: &mut Lanes) {
        let due = match self.counter.ask(|books, now| books.due_deliveries(WINDOW, now)).await {
            Ok(due) => due,
            Err(why) => {
                tracing::error!(%why, "cannot read which webhooks are owed");
                return;
            }
        };
        let mut families: BTreeMap<String, Vec<Delivery>> = BTreeMap::new();
        for delivery in due.into_iter().filter(|delivery| !lanes.busy.contains(&delivery.family)) {
            families.entry(delivery.family.clone()).or_default().push(delivery);
        }
        for (family, deliveries) in families {
            let to = Arc::clone(&self.to);
            lanes.busy.insert(family.clone());
            lanes.running.spawn_blocking(move || (family, to.send_in_order(&deliveries)));
        }
    }

    /// Books what a lane has done, and every other lane that is done by now, in one commit. Where the books fail
    /// nothing is lost: what is owed stays owed and is sent again.
    async fn book(&self, lanes: &mut Lanes, first: Result<Lane, JoinError>) {
        let mut attempts = Vec::new();
        let mut done = Some(first);
        while let Some(lane) = done {
            match lane {
                Ok((family, tried)) => {
                    lanes.busy.remove(&family);
                    attempts.extend(tried);
                }
                Err(why) => {
                    tracing::error!(%why, "a lane of webhooks broke off: its family waits for a restart")
                }
            }
            done = lanes.running.try_join_next();
        }
        if let Err(why) = self.counter.ask(move |books, now| books.record_attempts(&attempts, now)).await {
            tracing::error!(%why, "cannot book which webhooks arrived: they will be sent again");
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// A family and what came of its deliveries.
type Lane = (String, Vec<Attempt>);

/// Families side by side, so that a slow answer holds up its own family only; each family in order.
#[derive(Default)]
struct Lanes {
    running: JoinSet<Lane>,
    busy: BTreeSet<String>,
}

impl Destination {
    /// Stops at the first delivery nobody answers; the rest is tried next. So a stopping gateway waits for a
    /// merchant who hangs one [`PATIENCE`] at most.
    fn send_in_order(&self, family: &[Delivery]) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for delivery in family {
            let status = self.send(&delivery.body);
            attempts.push(Attempt { seq: delivery.seq, status });
            if status.is_none() {
                break;
            }
        }
        attempts
    }

    /// The status answered, or nothing when nobody did.
    fn send(&self, body: &str) -> Option<u16> {
        let signed = signature(&self.secret, (self.clock)(), body);
        let answer = self
            .agent
            .post(&self.url)
            .header(SIGNATURE_HEADER, signed)
            .content_type("application/json")
            .send(body);
        match answer {
            Ok(answer) => Some(answer.status().as_u16()),
            Err(why) => {
                tracing::debug!(%why, "the merchant did not answer a webhook");
                None
            }
        }
    }
}
