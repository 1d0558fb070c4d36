//! `rialto demo`: a market with a sample catalogue, and the practice gateway in the same process on its own port
//! and file.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use db::Db;
use kernel::Secret;
use media::Media;

use super::serve::{Signals, begin_log, start, until_told};
use super::{Failure, sandbox};
use crate::{Config, Market, demo, wiring};

/// Known to everybody, like the gateway's money.
const KEY: &str = "sk_sandbox_demo";
const WEBHOOK_SECRET: &str = "whsec_demo";

pub(super) fn grammar() -> Command {
    Command::new("demo").about("Serve a market with a sample catalogue and a practice gateway.").arg(
        Arg::new("without-pictures")
            .long("without-pictures")
            .action(ArgAction::SetTrue)
            .help("Leave the sample's pictures out, which are drawn while the market is open already."),
    )
}

pub(super) fn run(config: Config, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let is_bare = typed.get_flag("without-pictures");
    begin_log(&config.log)?;
    std::fs::create_dir_all(&config.data)?;
    super::runtime()?.block_on(async {
        let mut signals = Signals::catch()?;
        let config = Config {
            gateway_key: Secret::from_text(KEY),
            gateway_webhook_secret: Secret::from_text(WEBHOOK_SECRET),
            demo: true,
            ..config
        };
        let mut gateway = ::sandbox::bind(sandbox::settings(&config)).await?;
        let config = Config { gateway_url: format!("http://{}", gateway.address()), ..config };
        let (data, settings) = (config.data.clone(), config.clone());
        let market = Market::open(start(config)?).await?;
        let here = market.here();
        gateway.send_webhooks_to(&format!("{here}/api/v1/webhooks/sandbox"))?;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let gateway = tokio::spawn(gateway.run(async { drop(stopped.await) }));
        let accounts = demo::accounts(&data)?;
        demo::fill(&market.db, here, &data, &accounts).await?;
        for (handle, password) in &accounts {
            println!("account: {handle} {password}");
        }
        let media = wiring::media(&settings, &market.url)?;
        let hanging = (!is_bare).then(|| tokio::spawn(hang(market.db.clone(), media, data)));
        until_told(market, &mut signals).await;
        if let Some(hanging) = hanging {
            hanging.abort();
        }
        drop(stop);
        gateway.await??;
        Ok(ExitCode::SUCCESS)
    })
}

/// The shelves are open while their pictures are drawn.
async fn hang(db: Db, media: Media, data: PathBuf) {
    match demo::hang(db, media, &data).await {
        Ok(0) => {}
        // Whoever started the market may not listen any more.
        Ok(hung) => drop(writeln!(std::io::stdout(), "pictures: {hung}")),
        Err(why) => {
            tracing::warn!(%why, "the sample's pictures are not all there; the next start goes on with them")
        }
    }
}
