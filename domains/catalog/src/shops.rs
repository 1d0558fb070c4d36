//! Shops and who keeps them.

pub(crate) mod api;
pub mod face;
mod people;
mod store;

pub(crate) use people::{Kept, Reach, kept};
pub use people::{ShopRole, keepers, shop_role};
pub use store::STATEMENTS;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use db::{Broken, No, Rx, Tx, Val, params, row};
use facts::Happened;
use kernel::{Account, Actor, Currency, Cursor, Cx, Id, Kind as _, Page, Refusal, Scope, Time, Uid};
use media::{Portrait, PortraitView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use crate::words::{self, bounded};
use crate::{Shop, ShopId};

/// Characters of a shop's name.
const MAX_NAME: usize = 80;
/// Characters of what a shop tells about itself.
const MAX_STORY: usize = 2_000;
/// Letters of a shop's handle.
const MAX_HANDLE: usize = 40;

/// A shop as everybody sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ShopView {
    /// Its id.
    pub id: ShopId,
    /// Its word in addresses; never changes.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// Every price of the shop is in this currency.
    pub currency: Currency,
    /// Where it sells from: ISO 3166-1, two letters.
    pub country: String,
    /// Tax in its prices, in basis points: 1200 is 12%.
    pub tax_rate: i64,
    /// Days, 1 to 30, within which it promises to hand a parcel over.
    pub ship_days: i64,
    /// Whether a buyer may pay at the door.
    pub cash_on_delivery: bool,
    /// Since when.
    pub opened: Time,
    /// What it tells about itself, plain text; empty where it has not said anything.
    pub story: String,
    /// The picture beside its name, if it shows one.
    #[schema(value_type = Option<PortraitView>)]
    pub face: Option<Portrait>,
}
row!(ShopView {
    id,
    handle,
    name,
    currency,
    country,
    tax_rate,
    ship_days,
    cash_on_delivery,
    opened,
    story,
    face
});

/// A shop by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ShopName {
    /// Its id.
    pub id: ShopId,
    /// Its word in addresses.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// The picture beside it, if the shop shows one.
    #[schema(value_type = Option<PortraitView>)]
    pub face: Option<Portrait>,
}
row!(ShopName { id, handle, name, face });

/// A shop to be opened.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewShop {
    /// 3 to 40 small letters, digits and single hyphens.
    pub handle: String,
    /// 1 to 80 characters.
    pub name: String,
    /// The one currency of all its prices.
    pub currency: Currency,
    /// Two capital letters.
    #[schema(pattern = "^[A-Z]{2}$")]
    pub country: String,
    /// Tax in its prices, in basis points.
    #[schema(minimum = 0, maximum = 10000)]
    pub tax_rate: u32,
    /// Days within which a parcel is handed over.
    #[schema(minimum = 1, maximum = 30)]
    pub ship_days: u32,
    /// Whether a buyer may pay at the door.
    pub cash_on_delivery: bool,
    /// What it tells about itself: plain text of at most 2,000 characters.
    #[serde(default)]
    pub story: String,
}

/// What an owner changes; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShopChange {
    /// 1 to 80 characters.
    #[schema(nullable = false)]
    pub name: Option<String>,
    /// Two capital letters.
    #[schema(nullable = false, pattern = "^[A-Z]{2}$")]
    pub country: Option<String>,
    /// Tax in its prices, in basis points.
    #[schema(nullable = false, minimum = 0, maximum = 10000)]
    pub tax_rate: Option<u32>,
    /// Days within which a parcel is handed over.
    #[schema(nullable = false, minimum = 1, maximum = 30)]
    pub ship_days: Option<u32>,
    /// Whether a buyer may pay at the door.
    #[schema(nullable = false)]
    pub cash_on_delivery: Option<bool>,
    /// What it tells about itself: plain text of at most 2,000 characters.
    #[schema(nullable = false)]
    pub story: Option<String>,
}

/// How a shop is named in an address: by its id or by its handle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ShopKey {
    /// `shp_…`
    Id(ShopId),
    /// Its word. No handle has an underscore, so the two never meet.
    Handle(String),
}

impl FromStr for ShopKey {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        match text.parse() {
            Ok(id) => Ok(Self::Id(id)),
            Err(_) if is_handle(text) => Ok(Self::Handle(text.to_owned())),
            Err(_) => Err(Refusal::missing("shop")),
        }
    }
}

impl From<ShopId> for ShopKey {
    fn from(id: ShopId) -> Self {
        Self::Id(id)
    }
}

pub(crate) fn is_handle(text: &str) -> bool {
    (3..=MAX_HANDLE).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

fn check(name: &str, country: &str, tax_rate: u32, ship_days: u32) -> Result<(), Refusal> {
    bounded("/name", name, 1, MAX_NAME)?;
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::field("/country", "country", "A country is two capital letters, such as PH."));
    }
    if tax_rate > 10_000 {
        return Err(Refusal::field("/tax_rate", "tax_rate", "A tax rate is 0 to 10000 basis points."));
    }
    if !(1..=30).contains(&ship_days) {
        return Err(Refusal::field(
            "/ship_days",
            "ship_days",
            "A parcel is handed over within 1 to 30 days.",
        ));
    }
    Ok(())
}

/// A story as it is kept: its lines, without control characters.
fn told(story: &str) -> Result<String, Refusal> {
    let lines =
        story.trim().lines().map(|line| line.trim_end().chars().filter(|c| !c.is_control()).collect());
    let story = lines.collect::<Vec<String>>().join("\n");
    if story.chars().count() > MAX_STORY {
        let rule = format!("A story has at most {MAX_STORY} characters. Nothing was changed.");
        return Err(Refusal::field("/story", "text_length", rule));
    }
    Ok(story)
}

/// Opens a shop; whoever asks owns it. The command line owns nothing: a shop it opens waits for [`hand_over`].
///
/// # Errors
/// Nobody is signed in; a field that cannot be right; `handle_taken`.
pub fn open(tx: &mut Tx, cx: &Cx, new: &NewShop) -> Result<ShopView, No> {
    let owner = match cx.actor {
        Actor::Engine | Actor::Operator => None,
        _ => Some(cx.account(Scope::ShopWrite)?),
    };
    check(&new.name, &new.country, new.tax_rate, new.ship_days)?;
    if !is_handle(&new.handle) {
        let rule = "A handle is 3 to 40 small letters, digits and single hyphens between them.";
        return Err(Refusal::field("/handle", "handle", rule).into());
    }
    let shop = ShopView {
        id: cx.id(),
        handle: new.handle.clone(),
        name: words::tidy(&new.name),
        currency: new.currency,
        country: new.country.clone(),
        tax_rate: new.tax_rate.into(),
        ship_days: new.ship_days.into(),
        cash_on_delivery: new.cash_on_delivery,
        opened: cx.now,
        story: told(&new.story)?,
        face: None,
    };
    let ShopView {
        id,
        handle,
        name,
        currency,
        country,
        tax_rate,
        ship_days,
        cash_on_delivery,
        opened,
        story,
        face: _,
    } = &shop;
    let row = params![
        *id,
        handle,
        name,
        *currency,
        country,
        *tax_rate,
        *ship_days,
        *cash_on_delivery,
        *opened,
        story
    ];
    if tx.run(&store::OPEN, &row)? == 0 {
        let taken = "Another shop has this handle; choose another. Nothing was changed.";
        return Err(
            Refusal { field: Some("/handle".into()), ..Refusal::conflict("handle_taken", taken) }.into()
        );
    }
    tx.found(cx, id.uid(), Shop::PREFIX)?;
    if let Some(owner) = owner {
        tx.run(&store::JOIN, &params![*id, owner, ShopRole::Owner.word(), cx.now])?;
    }
    facts::record(tx, cx, id.uid(), &[Happened::to("shop", id.uid(), "opened", cx.now)])?;
    Ok(shop)
}

/// A change of one shop.
pub struct Change {
    /// Which.
    pub shop: ShopKey,
    /// What.
    pub change: ShopChange,
}

/// Changes a shop's own settings. Only its owner may.
///
/// # Errors
/// No such shop for this actor; `owner_only`; a field that cannot be right.
pub fn change(tx: &mut Tx, cx: &Cx, ask: &Change) -> Result<ShopView, No> {
    let kept = people::owned(tx, cx, &ask.shop)?;
    let family = tx.lock(cx, kept.id.uid())?;
    let before: ShopView = tx.one(&store::BY_IDS, &params![Val::list([kept.id])])?;
    let ShopChange { name, country, tax_rate, ship_days, cash_on_delivery, story } = ask.change.clone();
    let after = ShopView {
        name: name.map_or(before.name, |name| words::tidy(&name)),
        country: country.unwrap_or(before.country),
        tax_rate: tax_rate.map_or(before.tax_rate, i64::from),
        ship_days: ship_days.map_or(before.ship_days, i64::from),
        cash_on_delivery: cash_on_delivery.unwrap_or(before.cash_on_delivery),
        story: story.map_or(Ok(before.story), |story| told(&story))?,
        ..before
    };
    let whole = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    check(&after.name, &after.country, whole(after.tax_rate), whole(after.ship_days))?;
    let row = params![
        kept.id,
        &after.name,
        &after.country,
        after.tax_rate,
        after.ship_days,
        after.cash_on_delivery,
        &after.story
    ];
    tx.run(&store::CHANGE, &row)?;
    facts::record(tx, cx, kept.id.uid(), &[Happened::to("shop", kept.id.uid(), "changed", family.at)])?;
    Ok(after)
}

/// A shop by id or handle.
///
/// # Errors
/// There is none.
pub fn show(rx: &mut Rx, _: &Cx, shop: &ShopKey) -> Result<ShopView, No> {
    find(rx, shop)?.ok_or_else(|| Refusal::missing("shop").into())
}

pub(crate) fn find(rx: &mut Rx, shop: &ShopKey) -> Result<Option<ShopView>, Broken> {
    match shop {
        ShopKey::Id(id) => rx.opt(&store::BY_IDS, &params![Val::list([*id])]),
        ShopKey::Handle(handle) => rx.opt(&store::BY_HANDLE, &params![handle]),
    }
}

/// Several shops, read at once; one that does not exist is not among them.
///
/// # Errors
/// What broke in the database.
pub fn by_ids(rx: &mut Rx, shops: &BTreeSet<ShopId>) -> Result<BTreeMap<ShopId, ShopView>, Broken> {
    if shops.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found: Vec<ShopView> = rx.all(&store::BY_IDS, &params![Val::list(shops.iter().copied())])?;
    Ok(found.into_iter().map(|shop| (shop.id, shop)).collect())
}

/// Every shop, oldest first.
///
/// # Errors
/// A cursor of another list.
pub fn all(rx: &mut Rx, _: &Cx, paging: &Paging) -> Result<Page<ShopView>, No> {
    let (opened, id) = words::start(paging, (i64::MIN, Uid::default()))?;
    let rows = rx.all(&store::ALL, &params![opened, id, paging.limit.probe()])?;
    Ok(Page::cut(rows, paging.limit, |shop: &ShopView| Cursor::of(shop.opened.micros(), shop.id.uid())))
}

/// The newest shops that have something to show, at most so many.
///
/// # Errors
/// What broke in the database.
pub(crate) fn newest(rx: &mut Rx, most: i64) -> Result<Vec<ShopView>, Broken> {
    rx.all(&store::NEWEST, &params![most])
}

/// The shops that an account keeps, as owner or as staff.
///
/// # Errors
/// What broke in the database.
pub fn of(rx: &mut Rx, account: Id<Account>) -> Result<Vec<ShopView>, Broken> {
    rx.all(&store::OF_ACCOUNT, &params![account])
}

/// The shops that are an account's own.
///
/// # Errors
/// What broke in the database.
pub fn owned(rx: &mut Rx, account: Id<Account>) -> Result<Vec<ShopId>, Broken> {
    rx.all(&store::OWNED, &params![account])
}

/// Whether whoever asks keeps a shop.
pub(crate) fn keeps_one(rx: &mut Rx, cx: &Cx) -> Result<bool, Broken> {
    match cx.actor.account() {
        Some(me) => Ok(rx.opt::<i64>(&store::KEEPS_ONE, &params![me])?.is_some()),
        None => Ok(false),
    }
}

/// A shop that the actor keeps.
///
/// # Errors
/// There is none for this actor.
pub fn mine(rx: &mut Rx, cx: &Cx, shop: &ShopKey) -> Result<ShopView, No> {
    let kept = kept(rx, shop, Reach::looking(cx)?)?;
    show(rx, cx, &kept.id.into())
}

/// A shop that the actor owns: its settings are the owner's.
///
/// # Errors
/// There is none that this actor keeps; `owner_only`.
pub(crate) fn as_owner(rx: &mut Rx, cx: &Cx, shop: &ShopKey) -> Result<ShopView, No> {
    let kept = people::owned(rx, cx, shop)?;
    show(rx, cx, &kept.id.into())
}

/// How many shops there are.
///
/// # Errors
/// What broke in the database.
pub(crate) fn count(rx: &mut Rx) -> Result<i64, Broken> {
    rx.one(&store::COUNT, &[])
}

/// Somebody who helps in a shop, or no longer.
pub struct Help {
    /// Which shop.
    pub shop: ShopKey,
    /// Who.
    pub account: Id<Account>,
}

/// Lets an account help in a shop: listings, stock, parcels; not its settings and not its money.
///
/// # Errors
/// No such shop for this actor; `owner_only`.
pub fn hire(tx: &mut Tx, cx: &Cx, ask: &Help) -> Result<(), No> {
    let kept = people::owned(tx, cx, &ask.shop)?;
    let family = tx.lock(cx, kept.id.uid())?;
    // An owner stays the owner.
    if tx.run(&store::HIRE, &params![kept.id, ask.account, cx.now])? == 1 {
        let hired = Happened::to("shop", kept.id.uid(), "staff_added", family.at);
        facts::record(tx, cx, kept.id.uid(), &[hired.note("account", ask.account.to_string())])?;
    }
    Ok(())
}

/// Ends what [`hire`] began.
///
/// # Errors
/// As [`hire`].
pub fn dismiss(tx: &mut Tx, cx: &Cx, ask: &Help) -> Result<(), No> {
    let kept = people::owned(tx, cx, &ask.shop)?;
    let family = tx.lock(cx, kept.id.uid())?;
    if tx.run(&store::DISMISS, &params![kept.id, ask.account])? == 1 {
        let gone = Happened::to("shop", kept.id.uid(), "staff_removed", family.at);
        facts::record(tx, cx, kept.id.uid(), &[gone.note("account", ask.account.to_string())])?;
    }
    Ok(())
}

/// Says whose shop it is: for a shop that the command line opened, or one whose owner is gone.
///
/// # Errors
/// The actor is not the operator; no such shop.
pub fn hand_over(tx: &mut Tx, cx: &Cx, ask: &Help) -> Result<(), No> {
    if !cx.actor.is_admin() {
        return Err(Refusal::forbidden("admin_only", "Only the market's operator may do this.").into());
    }
    let shop = find(tx, &ask.shop)?.ok_or_else(|| Refusal::missing("shop"))?.id;
    let family = tx.lock(cx, shop.uid())?;
    tx.run(&store::VACATE, &params![shop])?;
    tx.run(&store::CROWN, &params![shop, ask.account, cx.now])?;
    let handed = Happened::to("shop", shop.uid(), "handed_over", family.at);
    facts::record(tx, cx, shop.uid(), &[handed.note("account", ask.account.to_string())])?;
    Ok(())
}
