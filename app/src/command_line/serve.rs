//! `rialto serve`: a market until a signal.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use db::Faults;
use kernel::clock::System;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::Failure;
use crate::{Config, Market, Start};

pub(super) fn serve(config: Config) -> Result<ExitCode, Failure> {
    begin_log(&config.log)?;
    for name in &config.unused {
        tracing::warn!(
            "the setting `{name}` is not used yet: everything stays in this process and its database"
        );
    }
    super::runtime()?.block_on(async {
        let mut signals = Signals::catch()?;
        let market = Market::open(start(config)?).await?;
        until_told(market, &mut signals).await;
        Ok(ExitCode::SUCCESS)
    })
}

/// What a market in earnest is opened from.
pub(super) fn start(config: Config) -> std::io::Result<Start> {
    let clock = Arc::new(System::new()?);
    Ok(Start { store: config.store(), config, clock, faults: Faults::default() })
}

/// Says that the market is ready, and serves until a signal; a second one does not wait for who is inside.
pub(super) async fn until_told(market: Market, signals: &mut Signals) {
    println!("ready: {}", market.url);
    signals.next().await;
    tracing::info!("stopping: who is inside is served, nobody else");
    tokio::select! {
        ended = market.stop() => tracing::info!(cut = ended.cut, "stopped"),
        () = second_signal() => {
            tracing::warn!("stopped at the second signal; what was answered is saved");
            std::process::exit(1);
        }
    }
}

/// A signal that is meant as a second one. Supervisors send the first to the process and to its group, so what comes
/// within a second is the same one.
async fn second_signal() {
    tokio::time::sleep(Duration::from_secs(1)).await;
    match Signals::catch() {
        Ok(mut signals) => signals.next().await,
        Err(_) => std::future::pending().await, // it was caught at the start; without it the drain takes its time
    }
}

/// Standard output is for answers; the log goes beside it.
pub(super) fn begin_log(filter: &str) -> Result<(), Failure> {
    use std::io::IsTerminal as _;
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .map_err(|why| format!("the setting `log` is `{filter}`, which is no filter: {why}"))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init()
}

/// SIGTERM from a service manager, SIGINT from a person.
pub(super) struct Signals {
    term: Signal,
    int: Signal,
}

impl Signals {
    pub fn catch() -> std::io::Result<Self> {
        Ok(Self { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? })
    }

    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.int.recv() => {}
        }
    }
}
