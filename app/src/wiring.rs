//! What is handed to commands and handlers: sinks, terms, clients. The only place where upper and lower floors
//! are tied together.

use std::path::Path;
use std::sync::Arc;

use bus::{Bus, InProcess, Silent};
use catalog::PublicUrl;
use catalog::listings::finder::Finding;
use db::{Broken, Db, No, Rx};
use discover::search::{Search, Searching};
use identity::{Authenticator, Erasure, Erasures, Passwords, Relying};
use kernel::{Chance, Cx, Id, Kind as _, Wiring};
use locale::Library;
use market::ReturnTo;
use media::{Address, Files, Media};
use orders::order::Order;
use payments::{Gateways, SandboxGateway, Told, Waiters};
use runner::Sinks;
use web::Authenticate;
use web::page::Tongues;

use crate::Config;
use crate::config::PICTURES;
use crate::product::product;

/// One market's wiring.
pub(crate) struct Wired {
    /// For commands, readings and jobs.
    pub commands: Wiring,
    /// For handlers.
    pub handlers: Wiring,
    /// What carries hints.
    pub bus: Arc<dyn Bus>,
    /// Pictures.
    pub media: Media,
    /// The search index, as far as it answers.
    pub search: Arc<Search>,
    /// How a person is erased.
    pub erasures: Erasures,
}

/// Ties a market together. `url` is what people type to get to it.
///
/// # Errors
/// There is no memory for hashing passwords; the folder of pictures cannot be made.
pub(crate) fn wire(
    config: &Config,
    url: &str,
    seed: [u8; 32],
    library: &Arc<Library>,
) -> Result<Wired, Broken> {
    let bus: Arc<dyn Bus> = Arc::new(InProcess::new());
    let media = media(config, url)?;
    let handlers = Wiring::default()
        .with(passwords(config, seed)?)
        .with(PublicUrl(url.into()))
        .with(media.tray.clone())
        .with(media.clone())
        .with(Arc::clone(&bus))
        .with(Tongues::new(Arc::clone(library), config.zone.clone()));
    let search = Arc::new(Search::default());
    let erasures: Erasures = Arc::new(Erasure::of_domains(product().domains().iter()));
    let commands = commands(config, url, &bus).with(Finding(search.clone())).with(Searching(search.clone()));
    let commands = commands.with(Arc::clone(&erasures));
    Ok(Wired { commands, handlers, bus, media, search, erasures })
}

/// Who hashes passwords; `seed` is what their salts come from.
///
/// # Errors
/// There is no memory for it.
pub(crate) fn passwords(config: &Config, seed: [u8; 32]) -> Result<Passwords, Broken> {
    Passwords::new(config.password_strength, config.password_desks, Chance::from_seed(seed))
}

/// For a command of the command line, which runs without a market: nobody hears its hints.
pub(crate) fn for_commands(config: &Config) -> Wiring {
    let bus: Arc<dyn Bus> = Arc::new(Silent);
    let erasures: Erasures = Arc::new(Erasure::of_domains(product().domains().iter()));
    commands(config, &config.url_at(config.listen), &bus).with(erasures)
}

/// Who keeps pictures: the object store where one is named, else the data folder.
///
/// # Errors
/// The setting names no object store; the folder cannot be made.
pub(crate) fn media(config: &Config, url: &str) -> Result<Media, Broken> {
    let store = config.object_store.reveal();
    let files = if store.is_empty() {
        Files::folder(&config.data.join(PICTURES))
    } else {
        Files::object_store(store)
    };
    let files = files.map_err(|why| Broken::Stored(why.to_string()))?;
    Ok(Media::new(files, config.picture_desks, pictures_at(config, url)))
}

/// The same for who only looks: a folder that is not there has no pictures, and is not made.
///
/// # Errors
/// The setting names no object store; the folder cannot be opened.
pub(crate) fn files_to_look_at(config: &Config, data: &Path) -> Result<Files, Broken> {
    let (store, folder) = (config.object_store.reveal(), data.join(PICTURES));
    let files = match store {
        "" if folder.is_dir() => Files::folder(&folder),
        "" => Ok(Files::memory()),
        store => Files::object_store(store),
    };
    files.map_err(|why| Broken::Stored(why.to_string()))
}

fn pictures_at(config: &Config, url: &str) -> Address {
    Address::new(&config.media_url, url)
}

fn commands(config: &Config, url: &str, bus: &Arc<dyn Bus>) -> Wiring {
    Wiring::default()
        .with(Arc::clone(bus))
        .with(config.credentials)
        .with(config.terms)
        .with(Relying::of(url))
        .with(pictures_at(config, url))
        .with(ReturnTo { public_url: url.into() })
        .with(social::Purchases(bought))
        .with(gateways(config))
        .with(insight::Calendar(config.zone.clone()))
        .with(growth::Tables::of_domains(product().notices()))
        .with(growth::found::Searches { named: searched, worth: discover::watch::worth_telling })
        .with(Waiters(vec![Told { prefix: Order::PREFIX, paid: orders::PAID, charged: orders::CHARGED }]))
        .with(payments::Terms { look_every: config.gateway_look, ..payments::Terms::default() })
        .with(Sinks { stock: Box::new(catalog::StockSink), ledger: Box::new(ledger::Sink) })
}

/// What somebody's search is called, and the page that marks what is new in it.
fn searched(
    rx: &mut Rx,
    cx: &Cx,
    (search, whom, since): &growth::found::Asked,
) -> Result<Option<(String, String)>, No> {
    discover::watch::named(rx, cx, &(Id::from_uid(*search), *whom, since.clone()))
}

/// What somebody was sent, as a post may show it: the order stays behind.
fn bought(rx: &mut Rx, cx: &Cx, about: &social::About) -> Result<Option<social::Bought>, No> {
    let Ok(order) = about.order.parse::<Id<Order>>() else { return Ok(None) };
    let received = orders::received(rx, cx, &(order, i64::from(about.line)))?;
    Ok(received.map(|(listing, variant, title)| social::Bought {
        order: order.uid(),
        listing,
        variant,
        title,
    }))
}

/// The gateways that this market was given a key for.
fn gateways(config: &Config) -> Gateways {
    if config.gateway_key.reveal().is_empty() {
        return Gateways::default();
    }
    let (key, secret) = (config.gateway_key.clone(), config.gateway_webhook_secret.clone());
    let sandbox = SandboxGateway::new(config.gateway_url.clone(), key, secret, config.gateway_patience);
    Gateways(vec![Arc::new(sandbox)])
}

/// Who knows whose secret a bearer's is.
pub(crate) fn authenticator(db: &Db) -> Arc<dyn Authenticate> {
    Arc::new(Authenticator::new(db.clone()))
}
