//! A market with a shop or two in it.

use catalog::listings::{ListingView, New, NewListing, State};
use catalog::shops::{NewShop, ShopView};
use catalog::stock::Offer;
use catalog::{ShopId, ShopKey, StockSink, VariantId};
use db::{Db, Migration, No, Rx, Tx};
use kernel::{Account, Actor, Chance, Cx, Id, Ref, Role, Scopes, Span, Time, Uid, Wiring};
use process::StockMove;
use runner::Stock as _;
use testkit::Bench;

pub fn migrations() -> Vec<Migration> {
    [
        facts::MIGRATIONS,
        jobs::MIGRATIONS,
        web::MIGRATIONS,
        runner::MIGRATIONS,
        media::MIGRATIONS,
        catalog::MIGRATIONS,
    ]
    .concat()
}

pub fn benches() -> Vec<Bench> {
    testkit::both(&migrations(), Wiring::default)
}

pub fn account(number: u8) -> Id<Account> {
    Id::from_uid(Uid([number; 16]))
}

pub fn member(number: u8) -> Actor {
    Actor::Account { id: account(number), role: Role::Member, scopes: Scopes::all() }
}

/// A shop in pesos, 12% tax, kept by account `owner`.
pub async fn shop(db: &Db, owner: u8, handle: &str) -> ShopView {
    let new = NewShop {
        handle: handle.into(),
        name: format!("Shop {handle}"),
        currency: "PHP".parse().unwrap(),
        country: "PH".into(),
        tax_rate: 1_200,
        ship_days: 3,
        cash_on_delivery: true,
        story: String::new(),
    };
    db.write(&member(owner), new, catalog::shops::open).await.unwrap()
}

pub fn mango() -> NewListing {
    serde_json::from_value(serde_json::json!({
        "title": "Mangga 1kg",
        "description": "Sweet & <b>juicy</b>",
        "category": "fresh-produce",
        "tags": ["fruit"],
        "options": [{"name": "Size", "values": ["S", "L"]}],
        "variants": [
            {"choice": ["S"], "price": {"amount": 12_000, "currency": "PHP"}, "stock": 10, "sku": "MNG-S", "grams": 500},
            {"choice": ["L"], "price": {"amount": 20_000, "currency": "PHP"}, "stock": 2,
             "compare_at": {"amount": 25_000, "currency": "PHP"}},
        ],
        "images": [{"url": "https://example.com/m.jpg", "alt": "Mangoes"}],
        "state": "published",
    }))
    .unwrap()
}

pub async fn list(db: &Db, owner: u8, shop: ShopId, listing: NewListing) -> ListingView {
    db.write(&member(owner), New { shop: ShopKey::Id(shop), listing }, catalog::listings::create)
        .await
        .unwrap()
}

/// A published listing of one variant with so many in stock.
pub async fn single(db: &Db, owner: u8, shop: ShopId, title: &str, stock: u32) -> VariantId {
    let mut listing = mango();
    (listing.title, listing.options, listing.state) = (title.into(), Vec::new(), State::Published);
    listing.variants.truncate(1);
    listing.variants[0].choice.clear();
    listing.variants[0].stock = stock;
    list(db, owner, shop, listing).await.variants[0].id
}

pub struct Take {
    pub hold: Uid,
    pub variant: VariantId,
    pub quantity: i64,
    pub order: Uid,
}

pub fn take(tx: &mut Tx, cx: &Cx, ask: &Take) -> Result<(), No> {
    let whom = Ref { kind: "ord".into(), id: ask.order };
    catalog::hold(
        tx,
        cx,
        Id::from_uid(ask.hold),
        ask.variant,
        ask.quantity,
        &whom,
        cx.now + Span::minutes(30),
    )
}

#[expect(clippy::ptr_arg, reason = "the type of the command's input")]
pub fn end(tx: &mut Tx, cx: &Cx, moves: &Vec<StockMove>) -> Result<(), No> {
    StockSink.end(tx, cx, moves)
}

#[expect(clippy::ptr_arg, reason = "the type of the reading's input")]
pub fn offers(rx: &mut Rx, _: &Cx, variants: &Vec<VariantId>) -> Result<Vec<Offer>, No> {
    Ok(catalog::offers(rx, variants)?)
}

pub fn uid(number: u64) -> Uid {
    Chance::from_number(number).uid(Time::from_micros(0))
}

/// Nothing that can be recomputed is wrong.
pub async fn sound(db: &Db) {
    assert_eq!(db.read(&Actor::Engine, (), catalog::verify).await.unwrap(), Vec::<String>::new());
}
