//! What people and shops of a demo show beside their names: drawn first, because it is done in a moment and seen
//! everywhere. Many people show the same; each shop has a sign of its own.

use std::collections::BTreeMap;

use ::demo::world::{Shop, Size, World};
use catalog::{ShopId, ShopKey};
use db::{Db, No, Rx, Tx};
use kernel::{Account, Actor, Cx, Id};
use media::{Media, PictureId};
use tokio::task::spawn_blocking;

use super::Failure;

/// Pixels a side: what is kept at most, so that nothing is made smaller than it has to be.
const SIDE: u32 = 192;
/// Shops of the sample catalogue: the world's first.
const SAMPLE: usize = 4;
/// People of one command.
const AT_ONCE: usize = 250;

/// Hangs what hangs nowhere yet, for the people and shops of this world or for those of the sample catalogue; answers how
/// many of each show something now.
///
/// # Errors
/// The market refused something.
pub(super) async fn hang(db: &Db, media: &Media, world: Option<&World>) -> Result<(usize, usize), Failure> {
    let people: Vec<String> = match world {
        Some(world) => world.people.iter().map(|one| one.handle.clone()).collect(),
        None => super::sellers_and_a_buyer(),
    };
    let sample = || World::of(1, Size { shops: SAMPLE, listings: 0, people: 0 });
    let shops = world.map_or_else(|| sample().shops, |world| world.shops.clone());
    let shops = in_shops(db, media, shops).await?;
    Ok((by_people(db, media, people).await?, shops))
}

async fn in_shops(db: &Db, media: &Media, shops: Vec<Shop>) -> Result<usize, Failure> {
    let mut signs = Vec::new();
    for shop in shops {
        let (handle, craft) = (shop.handle, shop.craft);
        let key = ShopKey::Handle(handle.to_owned());
        let Some(id) = db.read(&Actor::Operator, key, bare_shop).await? else { continue };
        let drawn = spawn_blocking(move || ::demo::sign(handle, craft, SIDE)).await?;
        let Some(drawn) = drawn else { continue };
        signs.push((id, media.bring_face(db, &Actor::Operator, drawn).await?));
    }
    let hang = |tx: &mut Tx, cx: &Cx, signs: &Vec<_>| catalog::shop_face::hang(tx, cx, signs);
    Ok(db.write(&Actor::Operator, signs, hang).await?)
}

async fn by_people(db: &Db, media: &Media, people: Vec<String>) -> Result<usize, Failure> {
    let mut drawn: BTreeMap<String, PictureId> = BTreeMap::new();
    let mut hung = 0;
    for some in people.chunks(AT_ONCE) {
        let worn: Vec<(String, String)> =
            some.iter().filter_map(|handle| Some((handle.clone(), ::demo::face_of(handle)?))).collect();
        let mut faces = Vec::with_capacity(worn.len());
        for (account, name) in db.read(&Actor::Operator, worn, known).await? {
            if !drawn.contains_key(&name) {
                let called = name.clone();
                let file = spawn_blocking(move || ::demo::face(&called, SIDE)).await?;
                let Some(file) = file else { continue };
                drawn.insert(name.clone(), media.bring_face(db, &Actor::Operator, file).await?);
            }
            faces.extend(drawn.get(&name).map(|picture| (account, *picture)));
        }
        let hang = |tx: &mut Tx, cx: &Cx, faces: &Vec<_>| identity::account::face::hang(tx, cx, faces);
        hung += db.write(&Actor::Operator, faces, hang).await?;
    }
    Ok(hung)
}

/// The shop, if it is there and shows nothing yet.
fn bare_shop(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<Option<ShopId>, No> {
    match catalog::shop(rx, cx, key) {
        Ok(shop) => Ok(Some(shop.id).filter(|_| shop.face.is_none())),
        Err(no) if no.is_missing() => Ok(None),
        Err(no) => Err(no),
    }
}

/// Those of these people who are there already.
fn known(rx: &mut Rx, _: &Cx, worn: &Vec<(String, String)>) -> Result<Vec<(Id<Account>, String)>, No> {
    let mut found = Vec::with_capacity(worn.len());
    for (handle, name) in worn {
        if let Some(account) = identity::account_called(rx, handle)? {
            found.push((account, name.clone()));
        }
    }
    Ok(found)
}
