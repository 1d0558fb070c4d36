//! `rialto sandbox`: the practice gateway as a process of its own.

use std::path::PathBuf;
use std::process::ExitCode;

use sandbox::system_clock;

use super::Failure;
use super::serve::Signals;
use crate::Config;

/// Its file in the data folder.
const FILE: &str = "sandbox.db";

pub(super) fn run(config: &Config) -> Result<ExitCode, Failure> {
    super::serve::begin_log(&config.log)?;
    std::fs::create_dir_all(&config.data)?;
    let settings = settings(config);
    super::runtime()?.block_on(async {
        let mut signals = Signals::catch()?;
        let gateway = sandbox::bind(settings).await?;
        println!("ready: http://{}", gateway.address());
        gateway.run(async move { signals.next().await }).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// The gateway that answers to this market's gateway settings.
pub(super) fn settings(config: &Config) -> sandbox::Config {
    let data: PathBuf = config.data.join(FILE);
    sandbox::Config {
        listen: config.sandbox_listen,
        data,
        api_key: config.gateway_key.reveal().into(),
        webhook_url: Some(config.sandbox_webhooks_to.clone()),
        webhook_secret: config.gateway_webhook_secret.reveal().into(),
        public_url: None,
        withhold: sandbox::Config::WITHHOLD,
        clock: system_clock(),
    }
}
