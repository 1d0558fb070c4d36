//! What people and shops of a demo show beside their names: drawn first, because it is done in a moment and seen
//! everywhere. Many people show the same; each shop has a sign of its own.

use std::collections::BTreeMap;

use ::demo::world::World;
use catalog::{ShopId, ShopKey};
use db::{Db, No, Rx};
use kernel::{Account, Actor, Cx, Id};
use media::{Media, PictureId};
use tokio::task::spawn_blocking;

use super::Failure;

/// Pixels a side: what is kept at most, so that nothing is made smaller than it has to be.
const SIDE: u32 = 192;
/// People of one command.
const AT_ONCE: usize = 250;

/// Hangs what hangs nowhere yet; answers how many people and shops show something now.
///
/// # Errors
/// The market refused something.
pub(super) async fn hang(db: &Db, media: &Media, world: &World) -> Result<(usize, usize), Failure> {
    let mut shops = Vec::new();
    for shop in &world.shops {
        let (handle, craft) = (shop.handle, shop.craft);
        let key = ShopKey::Handle(handle.to_owned());
        let Some(id) = db.read(&Actor::Operator, key, bare_shop).await? else { continue };
        let drawn = spawn_blocking(move || ::demo::sign(handle, craft, SIDE)).await?;
        let Some(drawn) = drawn else { continue };
        shops.push((id, media.bring_face(db, &Actor::Operator, drawn).await?));
    }
    let shops =
        db.write(&Actor::Operator, shops, |tx, cx, faces| catalog::shop_face::hang(tx, cx, faces)).await?;
    let mut drawn: BTreeMap<String, PictureId> = BTreeMap::new();
    let mut people = 0;
    for some in world.people.chunks(AT_ONCE) {
        let wear = |handle: &String| Some((handle.clone(), ::demo::face_of(handle)?));
        let worn: Vec<(String, String)> = some.iter().filter_map(|one| wear(&one.handle)).collect();
        let mut faces = Vec::with_capacity(worn.len());
        for (account, name) in db.read(&Actor::Operator, worn, known).await? {
            let picture = match drawn.get(&name) {
                Some(picture) => *picture,
                None => {
                    let called = name.clone();
                    let Some(file) = spawn_blocking(move || ::demo::face(&called, SIDE)).await? else {
                        continue;
                    };
                    let picture = media.bring_face(db, &Actor::Operator, file).await?;
                    drawn.insert(name, picture);
                    picture
                }
            };
            faces.push((account, picture));
        }
        people += db
            .write(&Actor::Operator, faces, |tx, cx, faces| identity::account::face::hang(tx, cx, faces))
            .await?;
    }
    Ok((people, shops))
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
