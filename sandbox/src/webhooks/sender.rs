//! Carries what is owed to the merchant, until it is answered with 2xx or the gateway stops.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::{SIGNATURE_HEADER, signature};
use crate::books::{Attempt, Delivery};
use crate::clock::Clock;
use crate::counter::{Counter, Stop};

/// How long a merchant may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often to look for what has come due. Short, because the clock may be one that jumps.
const LOOK: Duration = Duration::from_millis(100);
/// Deliveries taken up at once: each family of them may hold a thread for [`PATIENCE`].
const BATCH: u32 = 64;

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

    /// Sends until told to stop. What is under way then is finished.
    pub(crate) async fn run(self, mut stop: Stop) {
        while !stop.is_told() {
            let sent = self.send_due().await;
            if sent == 0 {
                tokio::select! {
                    () = self.counter.stirred() => {}
                    () = tokio::time::sleep(LOOK) => {}
                    () = stop.told() => {}
                }
            }
        }
    }

    /// Sends one batch and books what came of it; answers how many were tried. Where the books fail nothing is
    /// lost: what is owed stays owed, and the next look is a pause away.
    async fn send_due(&self) -> usize {
        let due = match self.counter.ask(|books, now| books.due_deliveries(BATCH, now)).await {
            Ok(due) => due,
            Err(why) => {
                tracing::error!(%why, "cannot read which webhooks are owed");
                return 0;
            }
        };
        let attempts = self.send_families(due).await;
        if attempts.is_empty() {
            return 0;
        }
        let tried = attempts.len();
        if let Err(why) = self.counter.ask(move |books, now| books.record_attempts(&attempts, now)).await {
            tracing::error!(%why, "cannot book which webhooks arrived: they will be sent again");
            return 0;
        }
        tried
    }

    /// Families side by side, so that a slow answer holds up its own family only; one family in order.
    async fn send_families(&self, due: Vec<Delivery>) -> Vec<Attempt> {
        let mut families: BTreeMap<String, Vec<Delivery>> = BTreeMap::new();
        for delivery in due {
            families.entry(delivery.family.clone()).or_default().push(delivery);
        }
        let mut lanes = JoinSet::new();
        for family in families.into_values() {
            let to = Arc::clone(&self.to);
            lanes.spawn_blocking(move || to.send_in_order(&family));
        }
        lanes.join_all().await.concat()
    }
}

impl Destination {
    /// Stops at the first delivery nobody answers: the rest is tried in a later batch, so that a merchant who
    /// hangs costs a batch one [`PATIENCE`], not one each.
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
