//! The gateway as a process: its configuration, its listener, and how it starts and stops.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::books::{Books, OpenError};
use crate::clock::Clock;
use crate::counter::{Counter, Stop};
use crate::http::{self, Desk};
use crate::webhooks::Sender;

/// Everything a gateway is told at its start.
#[derive(Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one, see [`Bound::address`].
    pub listen: SocketAddr,
    /// The SQLite file, made when absent.
    pub data: PathBuf,
    /// What a merchant's program presents as bearer; begins with `sk_sandbox_`.
    pub api_key: String,
    /// Where webhooks go, `http://…`; without one they are kept and owed.
    pub webhook_url: Option<String>,
    /// The key of webhook signatures and of hosted page addresses.
    pub webhook_secret: String,
    /// What hosted page addresses begin with, for payers behind a proxy; otherwise the listener's own address.
    pub public_url: Option<String>,
    /// How long a withheld answer is held back before it becomes a 504.
    pub withhold: Duration,
    /// Where the time comes from.
    pub clock: Clock,
}

impl Config {
    /// The default of [`Config::withhold`]: longer than a patient client waits.
    pub const WITHHOLD: Duration = Duration::from_secs(10);

    /// The beginning of every key, so that nobody puts a real gateway's key here.
    pub const KEY_PREFIX: &str = "sk_sandbox_";

    fn check(&self) -> Result<(), ConfigError> {
        match self.api_key.strip_prefix(Config::KEY_PREFIX) {
            Some(rest) if !rest.is_empty() => {}
            _ => return Err(ConfigError::ApiKey),
        }
        if self.webhook_secret.is_empty() {
            return Err(ConfigError::WebhookSecret);
        }
        match &self.webhook_url {
            Some(url) if !url.starts_with("http://") => Err(ConfigError::WebhookUrl),
            _ => Ok(()),
        }
    }
}

/// A setting that cannot be meant.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Perhaps a real gateway's key.
    #[error("the key of the practice gateway must begin with `sk_sandbox_` and go on")]
    ApiKey,
    /// Everybody could sign with it.
    #[error("the webhook secret must not be empty")]
    WebhookSecret,
    /// It has no TLS.
    #[error("the practice gateway speaks plain HTTP: the webhook address must begin with `http://`")]
    WebhookUrl,
}

/// Why a gateway did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A setting that cannot be meant.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The file.
    #[error(transparent)]
    Books(#[from] OpenError),
    /// The listener could not be had.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The listener broke.
    #[error("the gateway stopped serving: {0}")]
    Broken(std::io::Error),
}

/// A gateway that listens and does not answer yet.
pub struct Bound {
    config: Config,
    books: Books,
    listener: TcpListener,
    address: SocketAddr,
}

/// Opens the file and the listener.
///
/// # Errors
/// When a setting cannot be meant, the file cannot be used, or the address is taken.
pub async fn bind(config: Config) -> Result<Bound, ServeError> {
    config.check()?;
    let books = Books::open(&config.data, &config.webhook_secret, (config.clock)())?;
    let refused = |source| ServeError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok(Bound { config, books, listener, address })
}

/// [`bind`], then [`Bound::run`].
///
/// # Errors
/// Those of both.
pub async fn serve(
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    bind(config).await?.run(shutdown).await
}

impl Bound {
    /// Where it listens, also when port 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Names the merchant's webhook address when it was not known at [`bind`]: of two programs that call each
    /// other, one has to listen first.
    ///
    /// # Errors
    /// When the address does not begin with `http://`.
    pub fn send_webhooks_to(&mut self, url: &str) -> Result<(), ConfigError> {
        let config = Config { webhook_url: Some(url.to_owned()), ..self.config.clone() };
        config.check()?;
        self.config = config;
        Ok(())
    }

    /// Answers until `shutdown` comes, then finishes what was begun.
    ///
    /// # Errors
    /// When the listener breaks.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let Bound { config, books, listener, address } = self;
        let counter = Counter::new(books, config.clock.clone());
        let (say_stop, stop) = Stop::new();
        let sender = config.webhook_url.map(|url| {
            let sender = Sender::new(counter.clone(), url, config.webhook_secret, config.clock);
            tokio::spawn(sender.run(stop.clone()))
        });
        let desk = Desk {
            counter,
            stop,
            api_key: config.api_key.into(),
            public_url: config.public_url.unwrap_or_else(|| format!("http://{address}")).into(),
            withhold: config.withhold,
        };
        tracing::info!(%address, "the practice gateway listens");
        let close = async move {
            shutdown.await;
            // Nobody left to hear it is as good as told.
            let _ = say_stop.send(true);
        };
        let served = axum::serve(listener, http::router(desk)).with_graceful_shutdown(close).await;
        if let Some(sender) = sender
            && let Err(why) = sender.await
        {
            tracing::error!(%why, "the webhook sender broke off; what it owed is in the file");
        }
        served.map_err(ServeError::Broken)
    }
}
