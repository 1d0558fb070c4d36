//! A shop's listings as a file for other shops, written while it is read: never more than a few listings are held.

pub(crate) mod api;
mod body;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use db::{Db, No, Rx};
use kernel::{Actor, Cx};
use media::Address;
use tokio::runtime::Handle;

use crate::exchange::{Exporter, FeedHead, Format, Heading, ListingDraft, Pass};
use crate::imports::FileError;
use crate::listings::keep;
use crate::listings::pictures::addressed;
use crate::shops::{self, Reach, ShopKey, ShopView, kept};
use crate::{PublicUrl, ShopId};

/// Listings of one reading.
const SLICE: i64 = 64;

/// The shop, if the actor may take its listings home.
fn exportable(rx: &mut Rx, cx: &Cx, shop: &ShopKey) -> Result<ShopView, No> {
    let shop = kept(rx, shop, Reach::looking(cx)?)?;
    shops::show(rx, cx, &ShopKey::Id(shop.id))
}

fn next(rx: &mut Rx, _: &Cx, (shop, place): &(ShopId, i64)) -> Result<Vec<(i64, ListingDraft)>, No> {
    Ok(keep::in_order(rx, *shop, *place, SLICE)?)
}

/// A shop to be written out.
struct Walk {
    db: Db,
    runtime: Handle,
    shop: ShopView,
    /// Where pictures are that were brought here.
    pictures: Address,
}

impl Walk {
    fn new(db: &Db, shop: ShopView) -> Self {
        let pictures = db.wiring().get::<Address>().cloned().unwrap_or_default();
        Self { db: db.background(), runtime: Handle::current(), shop, pictures }
    }

    /// Every listing in the order they came. Blocks: only on a thread that may.
    fn each(&self, mut see: impl FnMut(&ListingDraft) -> Result<(), FileError>) -> Result<u64, FileError> {
        let (mut place, mut seen) = (0, 0);
        loop {
            let asked = (self.shop.id, place);
            let mut slice = self.runtime.block_on(self.db.read(&Actor::Engine, asked, next))?;
            let Some((last, _)) = slice.last() else { return Ok(seen) };
            place = *last;
            for (_, draft) in &mut slice {
                addressed(&mut draft.images, &self.pictures);
                see(draft)?;
                seen += 1;
            }
        }
    }

    /// The whole file; answers how many listings it has. Each listing is seen once for the header and once a pass: one
    /// that changes in between so that the header does not fit it any more stops the file.
    fn write(&self, format: Format, url: &PublicUrl, out: impl Write) -> Result<u64, FileError> {
        let mut heading = Heading::new(format);
        let listings = self.each(|draft| {
            heading.see(draft);
            Ok(())
        })?;
        let ShopView { handle, name, currency, .. } = &self.shop;
        let link = format!("{}/s/{handle}", url.0.trim_end_matches('/'));
        let head = FeedHead {
            title: name.clone(),
            listing_base: format!("{link}/"),
            link,
            description: name.clone(),
        };
        let mut exporter = Exporter::begin(out, &heading, &head, *currency)?;
        for pass in Pass::of(format) {
            self.each(|draft| Ok(exporter.write(*pass, draft)?))?;
        }
        exporter.finish()?;
        Ok(listings)
    }
}

/// Writes a shop's listings into a file, which is there whole or not at all; answers how many.
///
/// # Errors
/// No such shop for this actor; the file cannot be written; a listing changed meanwhile so that the header does not
/// fit it (once more will do).
pub async fn export_file(
    db: &Db,
    actor: &Actor,
    shop: &ShopKey,
    format: Format,
    url: &PublicUrl,
    path: &Path,
) -> Result<u64, FileError> {
    let shop = db.read(actor, shop.clone(), exportable).await?;
    let (walk, url, path) = (Walk::new(db, shop), url.clone(), path.to_owned());
    let written = tokio::task::spawn_blocking(move || {
        let part = path.with_added_extension("part");
        let disk = |error| FileError::disk(&path, error);
        let listings = File::create(&part)
            .map_err(disk)
            .and_then(|file| walk.write(format, &url, BufWriter::new(file)))
            .and_then(|listings| std::fs::rename(&part, &path).map_err(disk).map(|()| listings));
        if listings.is_err() {
            let _ = std::fs::remove_file(&part); // the error that is told came first
        }
        listings
    });
    written.await.unwrap_or_else(|_| Err(No::Broken(db::Broken::Closed).into()))
}
