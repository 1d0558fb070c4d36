//! The demo's pictures, drawn by the studio of the crate `demo` while the market is open already, and brought in the
//! way of everybody's: looked at, developed, kept. What is seen first comes first; what several listings show is drawn
//! once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ::demo::world::World;
use ::life::Shows;
use catalog::ListingId;
use catalog::listings::{Card, Change, ImageWish, ListingChange, Search};
use db::Db;
use kernel::{Actor, Cursor, Limit};
use media::{Media, PictureId};
use social::posts::{self, Hanging, PictureWish, TagWish};
use tokio::sync::Mutex;
use tokio::task::{JoinSet, spawn_blocking};
use web::Paging;

use super::Failure;

/// Says that every picture hangs.
pub(super) const HUNG: &str = "demo-pictures";
/// Pixels across: three to a point of a phone that is 320 wide, and as much as a listing's page shows on a desk.
const WIDTH: u32 = 960;
/// Drawn at the same time.
const EASELS: usize = 2;
/// So many listings, and then the latest so many posts, come before the others: what whoever starts a demo sees first.
const FRONT: usize = 48;
const LATEST: usize = 60;
/// Where the thing stands on a picture of a listing, in hundredths: the studio puts it into the middle, a little low.
const SPOT: (u32, u32) = (50, 58);

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
    let mut front = walls(bare(&db).await?, world);
    let rest = front.split_off(front.len().min(FRONT));
    let (front, rest) = (Arc::new(front), Arc::new(rest));
    let mut latest = super::walls::read(data)?;
    let earlier = latest.split_off(latest.len().min(LATEST));
    super::faces::hang(&db, &media, world).await?;
    let easels = Easels { db, media, hung: Arc::default() };
    let mut many = easels.hang_first(&front).await?;
    easels.hang_in_posts(latest).await?;
    many += easels.hang_first(&rest).await?;
    easels.hang_in_posts(earlier).await?;
    easels.hang_more(&front).await?;
    easels.hang_more(&rest).await?;
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

    /// What posts show; answers how many show theirs now.
    async fn hang_in_posts(&self, told: Vec<Shows>) -> Result<usize, Failure> {
        let left = Arc::new(Mutex::new(told.into_iter()));
        let mut at_work = JoinSet::new();
        for _ in 0..EASELS {
            let (easels, left) = (self.clone(), Arc::clone(&left));
            at_work.spawn(async move {
                let mut hung = 0;
                loop {
                    let Some(shows) = left.lock().await.next() else { return Ok::<_, Failure>(hung) };
                    hung += usize::from(easels.show_in_post(&shows).await?);
                }
            });
        }
        let mut hung = 0;
        while let Some(easel) = at_work.join_next().await {
            hung += easel??;
        }
        Ok(hung)
    }

    /// Hangs pictures in a post that shows none yet, with a point on the first one that is of what it is about.
    async fn show_in_post(&self, Shows { post, pictures: shots, listing }: &Shows) -> Result<bool, Failure> {
        if !self.db.read(&Actor::Operator, *post, posts::is_bare).await? {
            return Ok(false);
        }
        let (mut pictures, mut on) = (Vec::new(), None);
        for shot in shots {
            let Some(picture) = self.picture(&shot.name, &shot.shows).await? else { continue };
            pictures.push(PictureWish { picture, alt: shot.shows.clone() });
            on = on.or(Some(pictures.len()).filter(|_| shot.is_of_it));
        }
        if pictures.is_empty() {
            return Ok(false);
        }
        let tag = |listing| TagWish {
            listing,
            variant: None,
            picture: on.and_then(|nth| u32::try_from(nth).ok()),
            x: on.map(|_| SPOT.0),
            y: on.map(|_| SPOT.1),
        };
        let hanging = Hanging { post: *post, pictures, tags: listing.map(tag).into_iter().collect() };
        Ok(self.db.write(&Actor::Operator, hanging, posts::hang).await?)
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

#[cfg(test)]
mod tests {
    use kernel::clock::{Clock, Manual};
    use media::{Address, Files};

    use super::*;
    use crate::demo::{live, walls};
    use crate::product::product;
    use crate::{Config, Story, config, wiring};

    #[tokio::test]
    async fn posts_of_a_market_that_has_lived_show_their_pictures_once_and_are_not_edited_by_it() {
        let folder = testkit::Folder::new("walls");
        let typed = |setting: &config::Setting| match setting.name {
            "data" => Some(folder.path().display().to_string()),
            "gateway_key" => Some("sk_sandbox_life".into()),
            "gateway_webhook_secret" => Some("whsec_life".into()),
            _ => None,
        };
        let config = Config::of(&config::Values::read(typed, |_| None, None).unwrap()).unwrap();
        let story = Story::until(7, 2, Some(40), testkit::BEGIN);
        let (lived, data) = (live(&config, &story, &[], |_| ()).await.unwrap(), folder.path());
        let told = walls::read(data).unwrap();
        assert!(!told.is_empty() && told.len() as u64 <= lived.posts, "{} of {}", told.len(), lived.posts);
        let (store, wired) = (config.store(), wiring::for_commands(&config));
        let clock: Arc<dyn Clock> = Arc::new(Manual::new(testkit::BEGIN, 9));
        let open =
            move || Db::open(store, &product().migrations(), clock, Arc::new(wired), db::Faults::default());
        let db = spawn_blocking(open).await.unwrap().unwrap();
        let media = Media::new(Files::memory(), 1, Address::new("", "http://market.example"));
        let easels = Easels { db: db.clone(), media: media.clone(), hung: Arc::default() };
        let some: Vec<Shows> = told.into_iter().filter(|one| one.listing.is_some()).take(2).collect();
        assert_eq!(easels.hang_in_posts(some.clone()).await.unwrap(), 2);
        assert_eq!(easels.hang_in_posts(some.clone()).await.unwrap(), 0, "once");
        for shows in &some {
            let post = db.read(&Actor::Anyone, shows.post, posts::show).await.unwrap();
            let alts: Vec<&str> = post.pictures.iter().map(|picture| picture.alt.as_str()).collect();
            let said: Vec<&str> = shows.pictures.iter().map(|shot| shot.shows.as_str()).collect();
            assert_eq!((alts, post.edited), (said, None));
            let on = shows.pictures.iter().position(|shot| shot.is_of_it).map(|nth| nth as i64 + 1);
            let tag = &post.tags[0];
            assert_eq!((post.tags.len(), tag.picture, tag.x), (1, on, on.map(|_| 50)));
        }
        // Faces and signs hang once, too, and again only where somebody took theirs away.
        let world = story.world();
        let (people, shops) = crate::demo::faces::hang(&db, &media, Some(&world)).await.unwrap();
        let shown = world.people.iter().filter(|one| ::demo::face_of(&one.handle).is_some()).count();
        assert_eq!(shops, world.shops.len());
        assert!((1..=shown).contains(&people), "{people} of {shown}: who has not joined yet shows nothing");
        assert_eq!(crate::demo::faces::hang(&db, &media, Some(&world)).await.unwrap(), (0, 0), "once");
        let forged = Hanging { post: some[0].post, pictures: Vec::new(), tags: Vec::new() };
        assert!(db.write(&Actor::Anyone, forged, posts::hang).await.is_err(), "nobody else hangs anything");
        spawn_blocking(move || db.close()).await.unwrap();
    }
}
