//! What is handed to commands and handlers: sinks, terms, clients. The only place where upper and lower floors
//! are tied together.

use std::sync::Arc;

use bus::{Bus, InProcess, Silent};
use db::{Db, No};
use kernel::{Actor, Refusal, Secret, Wiring};
use runner::Sinks;
use web::{Authenticate, Waiting};

use crate::Config;

/// One market's wiring.
pub(crate) struct Wired {
    /// For commands, readings and jobs.
    pub commands: Wiring,
    /// For handlers.
    pub handlers: Wiring,
    /// What carries hints.
    pub bus: Arc<dyn Bus>,
}

/// Ties a market together. `url` is what people type to get to it.
pub(crate) fn wire(config: &Config, url: &str) -> Wired {
    let bus: Arc<dyn Bus> = Arc::new(InProcess::new());
    Wired { commands: commands(config, url, &bus), handlers: Wiring::default(), bus }
}

/// For a command of the command line, which runs without a market: nobody hears its hints.
pub(crate) fn for_commands(config: &Config) -> Wiring {
    let bus: Arc<dyn Bus> = Arc::new(Silent);
    commands(config, &config.url_at(config.listen), &bus)
}

fn commands(_config: &Config, _url: &str, bus: &Arc<dyn Bus>) -> Wiring {
    Wiring::default()
        .with(Arc::clone(bus))
        .with(Sinks { stock: Box::new(catalog::StockSink), ledger: Box::new(ledger::Sink) })
}

/// Who knows whose secret a bearer's is.
pub(crate) fn authenticator(_db: &Db) -> Arc<dyn Authenticate> {
    Arc::new(Nobody)
}

/// There are no accounts before identity has landed: every secret is unknown.
struct Nobody;

impl Authenticate for Nobody {
    fn bearer(&self, _: Secret) -> Waiting<'_, Result<Actor, No>> {
        Box::pin(async { Err(Refusal::sign_in().into()) })
    }
}
