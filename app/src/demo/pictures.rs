//! The demo's pictures, drawn by the studio of the crate `demo` while the market is open already, and brought in the
//! way of everybody's: looked at, developed, kept. What is seen first comes first; what several listings show is drawn
//! once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ::demo::world::World;
use catalog::ListingId;
use catalog::listings::{Card, Change, ImageWish, ListingChange, Search};
use db::Db;
use kernel::{Actor, Cursor, Limit};
use media::{Media, PictureId};
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

/// A listing that is to show pictures, by their names.
struct Wall {
    listing: ListingId,
    title: String,
    names: Vec<String>,
}

/// Hangs what hangs nowhere yet; answers how many listings show theirs now. What was broken off goes on from there.
///
/// # Errors
/// The market refused something.
pub(crate) async fn hang(db: Db, media: Media, data: &Path, world: Option<&World>) -> Result<usize, Failure> {
    let done = data.join(HUNG);
    if done.exists() {
        return Ok(0);
    }
    let db = db.background();
    let walls = Arc::new(walls(bare(&db).await?, world));
    let easels = Easels { db, media, hung: Arc::default() };
    let many = easels.hang_first(&walls).await?;
    easels.hang_more(&walls).await?;
    fs::write(done, "")?;
    Ok(many)
}

/// Which pictures each of these shows: those of the world's listing of its handle, else the one of its own handle.
fn walls(bare: Vec<Card>, world: Option<&World>) -> Vec<Wall> {
    let listings = world.into_iter().flat_map(|world| &world.listings);
    let known: BTreeMap<&str, &Vec<String>> =
        listings.map(|listing| (listing.handle.as_str(), &listing.pictures)).collect();
    let wall = |card: Card| {
        let Card { id, handle, title, .. } = card;
        let names = known.get(handle.as_str()).map_or_else(|| vec![handle.clone()], |names| (*names).clone());
        Wall { listing: id, title, names }
    };
    bare.into_iter().map(wall).collect()
}

#[derive(Clone)]
struct Easels {
    db: Db,
    media: Media,
    /// What was brought, by name.
    hung: Arc<Mutex<BTreeMap<String, PictureId>>>,
}

impl Easels {
    /// Each listing's first picture, in the order of the front page; answers how many listings have theirs.
    async fn hang_first(&self, walls: &Arc<Vec<Wall>>) -> Result<usize, Failure> {
        let mut names: Vec<&String> = Vec::new();
        for name in walls.iter().filter_map(|wall| wall.names.first()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names: Vec<String> = names.into_iter().cloned().collect();
        let left = Arc::new(Mutex::new(names.into_iter()));
        let mut at_work = JoinSet::new();
        for _ in 0..EASELS {
            let (easels, left, walls) = (self.clone(), Arc::clone(&left), Arc::clone(walls));
            at_work.spawn(async move {
                let mut hung = 0;
                loop {
                    let Some(name) = left.lock().await.next() else { return Ok::<_, Failure>(hung) };
                    let of_this = |wall: &&Wall| wall.names.first() == Some(&name);
                    for wall in walls.iter().filter(of_this) {
                        hung += usize::from(easels.show(wall, 1).await?);
                    }
                }
            });
        }
        let mut hung = 0;
        while let Some(easel) = at_work.join_next().await {
            hung += easel??;
        }
        Ok(hung)
    }

    /// What listings show besides.
    async fn hang_more(&self, walls: &[Wall]) -> Result<(), Failure> {
        for wall in walls.iter().filter(|wall| wall.names.len() > 1) {
            self.show(wall, wall.names.len()).await?;
        }
        Ok(())
    }

    /// Hangs the first so many pictures of a listing; answers whether there was one to draw.
    async fn show(&self, wall: &Wall, most: usize) -> Result<bool, Failure> {
        let mut images = Vec::new();
        for name in wall.names.iter().take(most) {
            let picture = self.picture(name, &wall.title).await?;
            images.extend(picture.map(|picture| ImageWish::of(picture, &wall.title)));
        }
        if images.is_empty() {
            return Ok(false);
        }
        let change = ListingChange { images: Some(images), ..ListingChange::default() };
        let change = Change { listing: wall.listing, change };
        self.db.write(&Actor::Operator, change, catalog::listings::change).await?;
        Ok(true)
    }

    /// The picture of a name, drawn and brought once; none where the studio knows no such thing.
    async fn picture(&self, name: &str, title: &str) -> Result<Option<PictureId>, Failure> {
        if let Some(known) = self.hung.lock().await.get(name) {
            return Ok(Some(*known));
        }
        let drawing = name.to_owned();
        let drawn = spawn_blocking(move || ::demo::picture(&drawing, WIDTH)).await?;
        let Some(drawn) = drawn else { return Ok(None) };
        let picture = self.media.bring(&self.db, &Actor::Operator, drawn, title).await?.id;
        self.hung.lock().await.insert(name.to_owned(), picture);
        Ok(Some(picture))
    }
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
