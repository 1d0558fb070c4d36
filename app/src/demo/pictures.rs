//! The sample's pictures, drawn by the studio of the crate `demo` while the market is open already, and brought in the
//! way of everybody's: looked at, developed, kept. What is seen first comes first.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use catalog::listings::{Card, Change, ImageWish, ListingChange, Search};
use db::Db;
use kernel::{Actor, Cursor, Limit};
use media::Media;
use tokio::sync::Mutex;
use tokio::task::{JoinSet, spawn_blocking};
use web::Paging;

use super::Failure;

/// Says that every picture hangs.
const HUNG: &str = "demo-pictures";
/// Pixels across: three to a point of a phone that is 320 wide, and as much as a listing's page shows on a desk.
const WIDTH: u32 = 960;
/// Drawn at the same time.
const EASELS: usize = 2;

/// Hangs what hangs nowhere yet; answers how many. What was broken off goes on from there.
///
/// # Errors
/// The market refused something.
pub(crate) async fn hang(db: Db, media: Media, data: &Path) -> Result<usize, Failure> {
    let done = data.join(HUNG);
    if done.exists() {
        return Ok(0);
    }
    let db = db.background();
    let bare = Arc::new(Mutex::new(bare(&db).await?.into_iter()));
    let mut easels = JoinSet::new();
    for _ in 0..EASELS {
        let (db, media, bare) = (db.clone(), media.clone(), Arc::clone(&bare));
        easels.spawn(async move {
            let mut hung = 0;
            loop {
                let Some(card) = bare.lock().await.next() else { return Ok::<_, Failure>(hung) };
                hung += usize::from(one(&db, &media, card).await?);
            }
        });
    }
    let mut hung = 0;
    while let Some(easel) = easels.join_next().await {
        hung += easel??;
    }
    fs::write(done, "")?;
    Ok(hung)
}

/// What is for sale and shows no picture, in the order of the front page.
async fn bare(db: &Db) -> Result<Vec<Card>, Failure> {
    let (mut bare, mut after) = (Vec::new(), None);
    loop {
        let paging = Paging { limit: Limit::new(Limit::MOST).unwrap_or(Limit::DEFAULT), after };
        let page = db.read(&Actor::Operator, Search::everything(paging), catalog::listings::search).await?;
        bare.extend(page.data.into_iter().filter(|card| card.image.is_none()));
        let Some(next) = page.next else { return Ok(bare) };
        after = Some(Cursor::parse(&next)?);
    }
}

/// Draws the picture of one listing and hangs it; answers whether there was one to draw.
async fn one(db: &Db, media: &Media, card: Card) -> Result<bool, Failure> {
    let Card { id, handle, title, .. } = card;
    let drawn = spawn_blocking(move || ::demo::picture(&handle, WIDTH)).await?;
    let Some(drawn) = drawn else { return Ok(false) };
    let picture = media.bring(db, &Actor::Operator, drawn, &title).await?;
    let images = Some(vec![ImageWish::of(picture.id, &title)]);
    let change = Change { listing: id, change: ListingChange { images, ..ListingChange::default() } };
    db.write(&Actor::Operator, change, catalog::listings::change).await?;
    Ok(true)
}
