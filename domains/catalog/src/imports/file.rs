//! A file of the command line: read from the disk, taken slice by slice, nothing staged.

use std::fs::File;
use std::path::Path;

use db::{Db, No};
use kernel::{Actor, Currency, Cx, Refusal};

use super::flow::{self, Progress};
use crate::exchange::{Reader, Reason, Report, Unrecognised, slug};
use crate::shops::{self, NewShop, ShopKey, ShopView, kept};

/// The currency of a shop that a file without one opens.
const HOME: Currency = Currency::PHP;
/// Items that are asked for their currency.
const ASKED: usize = 100;

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be opened or written.
    #[error("{path}: {error}")]
    Disk {
        /// Which file.
        path: String,
        /// The system's own words.
        error: std::io::Error,
    },
    /// It is no product file that we take.
    #[error(transparent)]
    Unrecognised(#[from] Unrecognised),
    /// A listing changed while the file was written.
    #[error(transparent)]
    Export(#[from] crate::exchange::ExportError),
    /// The shop does not exist, or the database said no.
    #[error(transparent)]
    No(#[from] No),
}

impl FileError {
    pub(crate) fn disk(path: &Path, error: std::io::Error) -> Self {
        Self::Disk { path: path.display().to_string(), error }
    }
}

/// What came of a file.
#[derive(Debug)]
pub struct Imported {
    /// The shop it went into.
    pub shop: ShopView,
    /// Whether the shop was opened for it.
    pub opened: bool,
    /// What was taken, and each line that was not.
    pub report: Report,
}

/// Takes a product file into the shop of this handle; where none is named, opens one that is called like the file. Its
/// currency is the file's, or pesos where the file does not say; its owner is whom
/// [`hand_over`](shops::hand_over) names.
///
/// # Errors
/// The file cannot be opened or is no product file; there is no such shop for this actor. What slices took before a
/// fault of the database stays, and the same file again goes on from there.
pub async fn import_file(
    db: &Db,
    actor: &Actor,
    path: &Path,
    shop: Option<&str>,
    progress: impl FnMut(Progress),
) -> Result<Imported, FileError> {
    let open = || File::open(path).map_err(|error| FileError::disk(path, error));
    let (shop, opened) = match shop {
        Some(handle) => {
            let key: ShopKey = handle.parse().map_err(No::from)?;
            (db.read(actor, key, shops::show).await?, false)
        }
        None => {
            let file = open()?;
            let found = tokio::task::spawn_blocking(move || currency_of(file)).await;
            let currency = found.unwrap_or(Ok(HOME))?;
            (open_shop(db, actor, path, currency).await?, true)
        }
    };
    let kept = db.read(actor, shop.id, kept_to_import).await?;
    let reading = flow::begin(open()?, kept.currency).await?;
    let report = flow::take_all(&db.background(), actor, kept, reading, None, progress).await?;
    Ok(Imported { shop, opened, report })
}

fn kept_to_import(rx: &mut db::Rx, cx: &Cx, shop: &crate::ShopId) -> Result<shops::Kept, No> {
    kept(rx, &ShopKey::Id(*shop), shops::Reach::keeping(cx)?)
}

/// What the first priced lines are in.
fn currency_of(file: File) -> Result<Currency, Unrecognised> {
    for item in Reader::open(file, HOME)?.take(ASKED) {
        match item {
            Ok(_) => return Ok(HOME),
            Err(line) => {
                if let Reason::OtherCurrency { found, .. } = line.reason
                    && let Ok(currency) = found.parse()
                {
                    return Ok(currency);
                }
            }
        }
    }
    Ok(HOME)
}

async fn open_shop(db: &Db, actor: &Actor, path: &Path, currency: Currency) -> Result<ShopView, FileError> {
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let ascii: String = slug(&name).chars().filter(|c| c.is_ascii()).take(30).collect();
    let base = format!("{}{}", if ascii.len() < 3 { "shop-" } else { "" }, ascii.trim_matches('-'));
    let base = if shops::is_handle(&base) { base } else { "shop".into() };
    for number in 1..100 {
        let handle = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        let new = NewShop {
            handle,
            name: if name.trim().is_empty() { "Shop".into() } else { name.chars().take(80).collect() },
            currency,
            // ISO 4217: a currency's code begins with its country's.
            country: currency.code().chars().take(2).collect(),
            tax_rate: 0,
            ship_days: 3,
            cash_on_delivery: false,
            story: String::new(),
        };
        match db.write(actor, new, shops::open).await {
            Err(no) if no.code() == "handle_taken" => {}
            other => return Ok(other?),
        }
    }
    let detail = "A hundred shops are called like this file: name the shop. Nothing was changed.";
    Err(No::from(Refusal::conflict("handle_taken", detail)).into())
}
