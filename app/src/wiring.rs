//! What is handed to commands and handlers: sinks, terms, clients. The only place where upper and lower floors
//! are tied together.

use std::sync::Arc;

use bus::{Bus, InProcess};
use db::{Db, No};
use kernel::{Actor, Refusal, Secret, Wiring};
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
pub(crate) fn wire(_config: &Config, _url: &str) -> Wired {
    let bus: Arc<dyn Bus> = Arc::new(InProcess::new());
    let commands = Wiring::default().with(Arc::clone(&bus));
    Wired { commands, handlers: Wiring::default(), bus }
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
