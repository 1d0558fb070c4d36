//! How this market is set up: flags before `RIALTO_*` variables before `rialto.toml` before defaults.

mod table;
mod values;

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use db::Store;
use kernel::{Secret, Span};
use locale::Zone;
use web::page::PageSettings;
use web::{Limits, Lines, Rate, Rates};

pub use table::{Kind, SETTINGS, Setting};
pub use values::{BadConfig, Source, Values};

/// The settings with their types.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the market listens.
    pub listen: SocketAddr,
    /// What people type to get here, if that was said.
    pub public_url: Option<String>,
    /// The market's folder.
    pub data: PathBuf,
    /// The database server, if there is one.
    pub database_url: Option<String>,
    /// Connections to it for commands and for readings.
    pub database_connections: (usize, usize),
    /// What is set and not used by this binary.
    pub unused: Vec<&'static str>,
    /// What is logged.
    pub log: String,
    /// How the web behaves.
    pub web: web::Settings,
    /// What people call the market.
    pub name: String,
    /// Where a reader is whose browser has not said so.
    pub zone: Zone,
    /// Whether this is a demonstration: `rialto demo` says so, no setting does.
    pub demo: bool,
    /// What connections may take.
    pub lines: Lines,
    /// How jobs are worked on.
    pub jobs: jobs::Settings,
    /// Between two looks for facts without a place.
    pub log_pause: Duration,
    /// Between two looks for due families.
    pub sweep_pause: Duration,
    /// How long sessions and tokens last.
    pub credentials: identity::Terms,
    /// What a password's hash costs.
    pub password_strength: identity::Strength,
    /// Signals that wait to be saved, at most.
    pub signal_room: usize,
    /// How many are hashed at the same time.
    pub password_desks: usize,
    /// Where pictures lie, if not in the data folder.
    pub object_store: Secret,
    /// Where browsers get pictures, if not from the market's own address.
    pub media_url: String,
    /// How many pictures are developed at the same time.
    pub picture_desks: usize,
    /// What the market promises and asks.
    pub terms: market::Terms,
    /// How long one call to the gateway may take.
    pub gateway_patience: Duration,
    /// How often an open payment is asked for.
    pub gateway_look: Span,
    /// Where the gateway listens.
    pub gateway_url: String,
    /// What it is presented with; empty where there is no gateway.
    pub gateway_key: Secret,
    /// What it signs with.
    pub gateway_webhook_secret: Secret,
    /// Where the practice gateway listens.
    pub sandbox_listen: SocketAddr,
    /// Where it sends its webhooks.
    pub sandbox_webhooks_to: String,
}

/// The name of the SQLite file in the data folder.
pub const FILE: &str = "market.db";
/// The folder of pictures in the data folder.
pub const PICTURES: &str = "media";
/// Where the search index lies in the data folder. It can be thrown away: it is built anew.
pub const SEARCH: &str = "search";

impl Config {
    /// Gives the texts their types.
    ///
    /// # Errors
    /// The table says another kind than is read here.
    pub fn of(values: &Values) -> Result<Self, BadConfig> {
        let drain_time = values.seconds("drain_seconds")?;
        let public_url = values.some("public_url")?;
        let unused = values.some("nats_url")?.map(|_| "nats_url").into_iter().collect();
        Ok(Self {
            listen: values.parse("listen")?,
            data: values.parse("data")?,
            database_url: values.some("database_url")?,
            database_connections: (values.parse("database_writers")?, values.parse("database_readers")?),
            unused,
            log: values.text("log")?.into(),
            web: web::Settings {
                limits: Limits {
                    body_bytes: values.parse("body_bytes")?,
                    body_time: values.seconds("body_seconds")?,
                    request_time: values.seconds("request_seconds")?,
                },
                rates: Rates {
                    per_address: rate(values, "rate_per_address", "burst_per_address")?,
                    per_principal: rate(values, "rate_per_principal", "burst_per_principal")?,
                },
                proxies: values.nets("trusted_proxies")?,
                metrics_from: values.nets("metrics_from")?,
                pages: None, // made when the market opens and knows its address
                secure: public_url.as_ref().is_some_and(|url| url.starts_with("https://")),
            },
            name: values.text("name")?.into(),
            zone: values.zone("time_zone")?,
            demo: false,
            lines: Lines {
                most: values.parse("connections")?,
                most_per_address: values.parse("connections_per_address")?,
                head_time: values.seconds("head_seconds")?,
                idle_time: values.seconds("idle_seconds")?,
                write_time: values.seconds("write_seconds")?,
                drain_time,
            },
            jobs: jobs::Settings {
                workers: values.parse("workers")?,
                drain: drain_time,
                keep: values.days("keep_jobs_days")?,
                ..jobs::Settings::default()
            },
            log_pause: values.milliseconds("log_milliseconds")?,
            sweep_pause: values.milliseconds("sweep_milliseconds")?,
            credentials: identity::Terms {
                session_idle: values.days("session_idle_days")?,
                session_longest: values.days("session_longest_days")?,
                token_longest: values.days("token_longest_days")?,
            },
            password_strength: identity::Strength::default(),
            signal_room: insight::ROOM,
            password_desks: values.parse("password_desks")?,
            object_store: Secret::from_text(values.text("object_store")?),
            media_url: values.text("media_url")?.into(),
            picture_desks: values.parse("picture_desks")?,
            terms: terms(values)?,
            gateway_patience: values.seconds("gateway_seconds")?,
            gateway_look: Span::seconds(values.parse("gateway_look_seconds")?),
            gateway_url: values.text("gateway_url")?.into(),
            gateway_key: Secret::from_text(values.text("gateway_key")?),
            gateway_webhook_secret: Secret::from_text(values.text("gateway_webhook_secret")?),
            sandbox_listen: values.parse("sandbox_listen")?,
            sandbox_webhooks_to: values.text("sandbox_webhooks_to")?.into(),
            public_url,
        })
    }

    /// The market's database: the server where one is named, else the file in the data folder.
    pub fn store(&self) -> Store {
        match &self.database_url {
            Some(url) => {
                let (writers, readers) = self.database_connections;
                Store::Postgres { url: url.clone(), writers, readers }
            }
            None => Store::file(self.data.join(FILE)),
        }
    }

    /// How pages behave, for a market that people find at `url`.
    pub fn pages_at(&self, url: &str) -> PageSettings {
        PageSettings {
            name: self.name.clone(),
            public_url: url.into(),
            zone: self.zone.clone(),
            form_targets: self.hosted_pages(),
            picture_hosts: Some(self.media_url.clone()).filter(|url| !url.is_empty()).into_iter().collect(),
            demo: self.demo,
            pseudo: self.demo,
        }
    }

    /// Where gateways' hosted pages are: a form that pays leads there.
    fn hosted_pages(&self) -> Vec<String> {
        if self.gateway_key.reveal().is_empty() { Vec::new() } else { vec![self.gateway_url.clone()] }
    }

    /// What people type, where nothing was said: this machine by its name, or the address that was chosen.
    pub fn url_at(&self, address: SocketAddr) -> String {
        let here = address.ip().is_loopback() || address.ip().is_unspecified();
        match &self.public_url {
            Some(url) => url.clone(),
            None if here => format!("http://localhost:{}", address.port()),
            None => format!("http://{address}"),
        }
    }
}

fn rate(values: &Values, per_minute: &'static str, burst: &'static str) -> Result<Rate, BadConfig> {
    Ok(Rate { per_minute: values.parse(per_minute)?, burst: values.parse(burst)? })
}

fn terms(values: &Values) -> Result<market::Terms, BadConfig> {
    Ok(market::Terms {
        commission: values.parse("commission_basis_points")?,
        quote: Span::minutes(values.parse("quote_minutes")?),
        pay_within: Span::minutes(values.parse("pay_minutes")?),
        give_up: Span::hours(values.parse("give_up_hours")?),
        overdue: values.days("overdue_days")?,
        silence: values.days("silence_days")?,
        look: values.days("look_days")?,
        look_abroad: values.days("look_abroad_days")?,
        extension: values.days("extension_days")?,
        hold: values.days("hold_days")?,
        ..market::Terms::default()
    })
}

/// What `rialto config` prints: each setting's value and source, its default and meaning. No secret is printed.
pub fn print(values: &Values) -> String {
    let mut text = String::new();
    for (setting, value, source) in values.iter() {
        let shown = match (setting.kind, value) {
            (_, "") => "(empty)",
            (Kind::Secret, _) => "(set, not shown)",
            _ => value,
        };
        let default = if setting.default.is_empty() { "(empty)" } else { setting.default };
        let variable = setting.variable();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} = {shown}\n  from {source}; default {default}; {variable}", setting.name);
        let _ = writeln!(text, "  {}", setting.meaning);
    }
    text
}

/// The table of docs/operations.md.
pub fn document() -> String {
    let mut text = String::from("| setting | default | meaning |\n|---|---|---|\n");
    for setting in SETTINGS {
        let default =
            if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
        let _ = writeln!(text, "| `{}` | {default} | {} |", setting.name, setting.meaning);
    }
    text
}

#[cfg(test)]
mod tests;
