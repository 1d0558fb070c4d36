//! Pictures that a file names by address, fetched into the market when its operator asks for it.

use db::{Db, No, Rx, Tx};
use egress::Egress;
use futures_util::StreamExt as _;
use kernel::{Actor, Cx};
use media::{Media, NotFetched, PictureId};

use crate::exchange::{ImageDraft, ListingDraft, OwnPicture};
use crate::listings::keep::{self, Counting, Wanted};
use crate::shops::{Kept, Reach, ShopKey, kept};
use crate::{ShopId, shops};

/// Listings of one reading.
const SLICE: i64 = 32;
/// Pictures that are fetched at the same time.
const AT_ONCE: usize = 4;

/// What came of it.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Pictures that listings show from here now.
    pub fetched: u64,
    /// Those that stay where they are: the listing's handle, the address, and why.
    pub refused: Vec<(String, String, NotFetched)>,
}

/// Fetches every picture of a shop that is named by address only. A picture that cannot be fetched stays an address;
/// the same again tries those that are left.
///
/// # Errors
/// No such shop for this actor; the database's. What was fetched by then stays.
pub async fn fetch_pictures(
    db: &Db,
    actor: &Actor,
    shop: &str,
    media: &Media,
    egress: &Egress,
) -> Result<Pictures, No> {
    let key: ShopKey = shop.parse()?;
    let shop = db.read(actor, key, shops::show).await?.id;
    let mut pictures = Pictures::default();
    let mut place = 0;
    loop {
        let slice = db.read(actor, (shop, place), next).await?;
        let Some((last, _)) = slice.last() else { return Ok(pictures) };
        place = *last;
        for (_, listing) in slice {
            one(db, actor, shop, &listing, media, egress, &mut pictures).await?;
        }
    }
}

fn next(rx: &mut Rx, cx: &Cx, (shop, place): &(ShopId, i64)) -> Result<Vec<(i64, ListingDraft)>, No> {
    let shop = kept(rx, &ShopKey::Id(*shop), Reach::keeping(cx)?)?;
    Ok(keep::in_order(rx, shop.id, *place, SLICE)?)
}

async fn one(
    db: &Db,
    actor: &Actor,
    shop: ShopId,
    listing: &ListingDraft,
    media: &Media,
    egress: &Egress,
    pictures: &mut Pictures,
) -> Result<(), No> {
    let mut addresses: Vec<&String> = Vec::new();
    for image in listing.images.iter().filter(|image| image.picture.is_none()) {
        if !addresses.contains(&&image.url) {
            addresses.push(&image.url);
        }
    }
    let fetch = |address: &String| {
        let address = address.clone();
        async move {
            let fetched = media.fetch(db, actor, egress, &address).await;
            (address, fetched)
        }
    };
    let met: Vec<_> = futures_util::stream::iter(addresses).map(fetch).buffered(AT_ONCE).collect().await;
    let mut found = Vec::new();
    for (address, fetched) in met {
        match fetched {
            Ok(picture) => found.push((address, picture)),
            Err(why) => pictures.refused.push((listing.handle.clone(), address, why)),
        }
    }
    if !found.is_empty() {
        let fill = Fill { shop, handle: listing.handle.clone(), found };
        pictures.fetched += db.write(actor, fill, fill_in).await?;
    }
    Ok(())
}

/// Pictures of one listing by the addresses they came from.
struct Fill {
    shop: ShopId,
    handle: String,
    found: Vec<(String, PictureId)>,
}

/// Puts them into the listing beside their addresses, as it stands by now; answers how many it shows.
fn fill_in(tx: &mut Tx, cx: &Cx, ask: &Fill) -> Result<u64, No> {
    let shop: Kept = kept(tx, &ShopKey::Id(ask.shop), Reach::keeping(cx)?)?;
    let at = tx.lock(cx, shop.id.uid())?.at;
    let Some(before) = keep::by_handle(tx, shop.id, &ask.handle)? else { return Ok(0) };
    let mut draft = before.draft()?;
    let found = |image: &ImageDraft| ask.found.iter().find(|(address, _)| *address == image.url);
    let mut filled = 0;
    for image in draft.images.iter_mut().filter(|image| image.picture.is_none()) {
        if let Some((_, id)) = found(image) {
            image.picture = Some(OwnPicture { id: *id, shown: None });
            filled += 1;
        }
    }
    let (state, counting, reason) = (before.row.state, Counting::NewOnly, "imported");
    keep::put(tx, cx, &Wanted { shop, at, draft: &draft, state, counting, reason }, Some(&before))?;
    Ok(filled)
}
