//! A market that was lived in before: who is there, and what is on its way.

use std::collections::BTreeMap;

use catalog::{ShopId, VariantId};
use db::{No, Rx, params, row, sql};
use kernel::{Account, Actor, Cx, Id, Time, Uid};
use orders::order::{Method, Order};
use payments::Payment;
use process::Words as _;
use shipping::Parcel;

use crate::town::{Failure, Life, Shelf, Way};

sql! {
    ACCOUNTS = "SELECT id, handle FROM account WHERE id > $1 ORDER BY id LIMIT 500";
    SHOPS = "SELECT id, handle FROM shop WHERE id > $1 ORDER BY id LIMIT 500";
    GOODS = "SELECT v.id, v.listing, l.handle FROM variant v
        JOIN listing l ON l.id = v.listing
        WHERE v.id > $1 AND NOT v.gone AND l.state = 'published'
        ORDER BY v.id LIMIT 500";
    POSTS = "SELECT COUNT(*) FROM post WHERE writer > $1";
    COMMENTS = "SELECT COUNT(*) FROM comment WHERE writer > $1";
    UNDERWAY = "SELECT o.id, o.shop, o.buyer, o.state, o.since, o.method, o.payment, p.id
        FROM orders o
        LEFT JOIN parcel p ON p.order_id = o.id
        WHERE o.id > $1 AND o.buyer IS NOT NULL
            AND o.state IN ('awaiting_payment', 'to_ship', 'shipped', 'delivered')
        ORDER BY o.id LIMIT 500";
}

type Named = (Uid, String);

fn accounts(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<Named>, No> {
    Ok(rx.all(&ACCOUNTS, &params![*after])?)
}

fn shops(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<Named>, No> {
    Ok(rx.all(&SHOPS, &params![*after])?)
}

fn goods(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<(Uid, Uid, String)>, No> {
    Ok(rx.all(&GOODS, &params![*after])?)
}

fn posts_and_comments(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<(i64, i64), No> {
    Ok((rx.one(&POSTS, &params![*after])?, rx.one(&COMMENTS, &params![*after])?))
}

struct Underway {
    id: Uid,
    shop: ShopId,
    buyer: Id<Account>,
    state: String,
    since: Time,
    method: String,
    payment: Option<Id<Payment>>,
    parcel: Option<Id<Parcel>>,
}
row!(Underway { id, shop, buyer, state, since, method, payment, parcel });

fn underway(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<Underway>, No> {
    Ok(rx.all(&UNDERWAY, &params![*after])?)
}

/// All rows of a reading that answers them by their ids, some at a time.
async fn all<T: Send + 'static>(
    life: &Life<'_>,
    reading: fn(&mut Rx, &Cx, &Uid) -> Result<Vec<T>, No>,
    id: fn(&T) -> Uid,
) -> Result<Vec<T>, Failure> {
    let (mut all, mut after) = (Vec::new(), Some(Uid::default()));
    while let Some(from) = after {
        let some = life.house.db.read(&Actor::Engine, from, reading).await?;
        after = some.last().map(id);
        all.extend(some);
    }
    Ok(all)
}

/// Finds everybody and everything again, and goes on with each order where it stands.
pub(crate) async fn recall(life: &mut Life<'_>) -> Result<(), Failure> {
    let people: BTreeMap<String, Uid> =
        all(life, accounts, |named| named.0).await?.into_iter().map(|(id, handle)| (handle, id)).collect();
    for (nth, person) in life.world.people.iter().enumerate() {
        life.accounts[nth] = people.get(&person.handle).map(|id| Id::from_uid(*id));
    }
    let shops: BTreeMap<String, Uid> =
        all(life, shops, |named| named.0).await?.into_iter().map(|(id, handle)| (handle, id)).collect();
    for (nth, shop) in life.world.shops.iter().enumerate() {
        life.shops[nth] = shops.get(shop.handle).map(|id| Id::from_uid(*id));
    }
    let mut shelves: BTreeMap<String, (Uid, Vec<VariantId>)> = BTreeMap::new();
    for (variant, listing, handle) in all(life, goods, |row| row.0).await? {
        shelves.entry(handle).or_insert((listing, Vec::new())).1.push(Id::from_uid(variant));
    }
    for nth in 0..life.world.listings.len() {
        if let Some((id, variants)) = shelves.remove(&life.world.listings[nth].handle) {
            let variants = variants.into_iter().map(|id| (id, 0, false)).collect();
            life.stands(nth, Shelf { id: Id::from_uid(id), variants });
        }
    }
    let told = life.house.db.read(&Actor::Engine, Uid::default(), posts_and_comments).await?;
    (life.talk.posts, life.talk.comments) = (told.0.unsigned_abs(), told.1.unsigned_abs());
    for order in all(life, underway, |order| order.id).await? {
        goes_on(life, order);
    }
    Ok(())
}

fn goes_on(life: &mut Life<'_>, found: Underway) {
    let person = life.accounts.iter().position(|account| *account == Some(found.buyer));
    let shop = life.shops.iter().position(|shop| *shop == Some(found.shop));
    let (Some(person), Some(shop)) = (person, shop) else { return };
    let id: Id<Order> = Id::from_uid(found.id);
    let abroad = life.world.shops[shop].country != life.world.people[person].country;
    let at_the_door = found.method == Method::Cash.word();
    let days = if abroad { 21 } else { 5 };
    life.orders
        .insert(id, Way { shop, person, listing: None, at_the_door, abroad, days, parcel: found.parcel });
    match (found.state.as_str(), found.parcel) {
        ("awaiting_payment", _) => {
            if let Some(payment) = found.payment {
                let orders = life.paying.entry(payment).or_default();
                orders.push(id);
                if orders.len() == 1 {
                    life.goes_to_the_till(found.since, person, payment);
                }
            }
        }
        ("to_ship", _) => life.is_the_shops_turn(found.since, id),
        ("shipped", Some(parcel)) => life.is_on_its_way(found.since, id, parcel),
        ("delivered", _) => life.is_there(found.since, id),
        _ => {}
    }
}
