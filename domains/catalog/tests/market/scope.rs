//! Another's shop is not there: every seller's command by its owner, its staff, a stranger and nobody (F25, F26).

use catalog::listings::{Change, ListingChange, New, State};
use catalog::shops::{self, Help, ShopChange};
use catalog::stock::{Count, Move, Reason, StockQuery};
use catalog::{ShopKey, ShopRole};
use kernel::{Account, Actor, Cx, Id, Limit, Role, Scope};
use web::Paging;

use crate::rig::{account, benches, list, mango, member, shop};

fn page() -> Paging {
    Paging { limit: Limit::DEFAULT, after: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_finds_no_shop_behind_any_command_and_changes_nothing() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        shop(db, 2, "ben").await;
        let listing = list(db, 1, own.id, mango()).await;
        let variant = listing.variants[0].id;
        let weak = Actor::Account {
            id: account(1),
            role: Role::Member,
            scopes: [Scope::OrdersWrite].into_iter().collect(),
        };
        for (actor, code) in [(member(2), "missing"), (Actor::Anyone, "sign_in"), (weak, "scope")] {
            let key = || ShopKey::Handle("ina".into());
            let change = ListingChange { title: Some("Mine".into()), ..ListingChange::default() };
            let rename = ShopChange { name: Some("Mine".into()), ..ShopChange::default() };
            let movement = Move { variant, delta: 5, reason: Reason::Received };
            let count = Count { variant, on_hand: 0, tracked: false };
            let help = || Help { shop: key(), account: account(2) };
            let new = New { shop: key(), listing: mango() };
            let answers = [
                db.write(&actor, Change { listing: listing.id, change }, catalog::listings::change)
                    .await
                    .map(drop),
                db.write(&actor, new, catalog::listings::create).await.map(drop),
                db.write(&actor, shops::Change { shop: key(), change: rename }, shops::change)
                    .await
                    .map(drop),
                db.write(&actor, help(), shops::hire).await,
                db.write(&actor, help(), shops::dismiss).await,
                db.write(&actor, movement, catalog::stock::move_stock).await.map(drop),
                db.write(&actor, count, catalog::stock::count_stock).await.map(drop),
                db.read(&actor, listing.id, catalog::listings::behind_the_counter).await.map(drop),
                db.read(&actor, (key(), None, page()), catalog::listings::seller_list).await.map(drop),
                db.read(&actor, StockQuery { shop: key(), low: None, paging: page() }, catalog::stock::shelf)
                    .await
                    .map(drop),
            ];
            for (number, answer) in answers.into_iter().enumerate() {
                assert_eq!(answer.unwrap_err().code(), code, "{} command {number}", bench.engine);
            }
        }
        let after = db.read(&member(1), listing.id, catalog::listings::behind_the_counter).await.unwrap();
        assert_eq!(after, listing, "nothing was changed");
        assert_eq!(db.read(&Actor::Anyone, ShopKey::Id(own.id), shops::show).await.unwrap(), own);
    }
}

fn role(rx: &mut db::Rx, _: &Cx, ask: &(Id<Account>, catalog::ShopId)) -> Result<Option<ShopRole>, db::No> {
    Ok(catalog::shop_role(rx, ask.0, ask.1)?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_keep_the_shelf_and_not_the_shop() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let key = || ShopKey::Id(own.id);
        let listing = list(db, 1, own.id, mango()).await;
        for _ in 0..2 {
            db.write(&member(1), Help { shop: key(), account: account(2) }, shops::hire).await.unwrap();
        }
        let asked = (account(2), own.id);
        assert_eq!(db.read(&Actor::Engine, asked, role).await.unwrap(), Some(ShopRole::Staff));
        let change = ListingChange { state: Some(State::Draft), ..ListingChange::default() };
        db.write(&member(2), Change { listing: listing.id, change }, catalog::listings::change)
            .await
            .unwrap();
        let rename = ShopChange { name: Some("Mine".into()), ..ShopChange::default() };
        let no = db.write(&member(2), shops::Change { shop: key(), change: rename }, shops::change).await;
        assert_eq!(no.unwrap_err().code(), "owner_only");
        let no = db.write(&member(2), Help { shop: key(), account: account(3) }, shops::hire).await;
        assert_eq!(no.unwrap_err().code(), "owner_only");
        // An owner is not dismissed and not made staff.
        db.write(&member(1), Help { shop: key(), account: account(1) }, shops::dismiss).await.unwrap();
        db.write(&member(1), Help { shop: key(), account: account(1) }, shops::hire).await.unwrap();
        assert_eq!(db.read(&Actor::Engine, (account(1), own.id), role).await.unwrap(), Some(ShopRole::Owner));
        db.write(&member(1), Help { shop: key(), account: account(2) }, shops::dismiss).await.unwrap();
        assert_eq!(db.read(&Actor::Engine, asked, role).await.unwrap(), None);
        let no = db.read(&member(2), listing.id, catalog::listings::behind_the_counter).await;
        assert!(no.unwrap_err().is_missing());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operator_says_whose_a_shop_is() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let help = || Help { shop: ShopKey::Id(own.id), account: account(2) };
        assert_eq!(db.write(&member(1), help(), shops::hand_over).await.unwrap_err().code(), "admin_only");
        db.write(&Actor::Operator, help(), shops::hand_over).await.unwrap();
        assert_eq!(db.read(&Actor::Engine, (account(2), own.id), role).await.unwrap(), Some(ShopRole::Owner));
        assert_eq!(db.read(&Actor::Engine, (account(1), own.id), role).await.unwrap(), None);
    }
}
