//! How a job asks a gateway: outside any transaction, on a thread that may block.

use std::sync::Arc;

use jobs::{Backoff, JobCx, Kind, Retry, Running};
use kernel::{Span, Time};

use crate::payment::UNKNOWN_AFTER;
use crate::{Gateway, Gateways, Trouble};

/// A job that asks a gateway: tried for about a day, so that the 23 hours after which nothing may be sent again
/// end it before its attempts do.
pub(crate) const fn asking(name: &'static str, run: fn(JobCx) -> Running) -> Kind {
    let backoff = Backoff { first: Span::seconds(1), cap: Span::minutes(15) };
    Kind { most_attempts: 300, backoff, at_once: 8, ..Kind::new(name, run) }
}

/// The gateway of this name.
pub(crate) fn gateway(job: &JobCx, name: &str) -> Result<Arc<dyn Gateway>, Retry> {
    let gateway = job.wired::<Gateways>()?.get(name);
    gateway.cloned().ok_or_else(|| Retry::later(format!("this node has no gateway called {name}")))
}

/// Asks. An unknown outcome is asked again by the same reference; 23 hours after `since` it is the operator's.
pub(crate) async fn ask<T: Send + 'static>(
    job: &JobCx,
    name: &str,
    since: Time,
    call: impl FnOnce(&dyn Gateway) -> Result<T, Trouble> + Send + 'static,
) -> Result<Result<T, Trouble>, Retry> {
    let gateway = gateway(job, name)?;
    match tokio::task::spawn_blocking(move || call(&*gateway)).await.map_err(Retry::later)? {
        Err(Trouble::Unknown(why)) if job.now() - since > UNKNOWN_AFTER => {
            Err(Retry::never(format!("unknown for 23 hours, look at the gateway's own page: {why}")))
        }
        Err(Trouble::Unknown(why)) => Err(Retry::later(why)),
        answer => Ok(answer),
    }
}
