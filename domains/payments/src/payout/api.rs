//! A shop's payouts, for its people.

use catalog::{Shop, ShopRole, shop_role};
use db::{No, Rx, Tx, params, row, sql};
use identity::{Fresh, HASHING, Password, Presented, fresh};
use kernel::{Account, Currency, Cursor, Cx, Id, Money, Page, Refusal, Scope, Time, Uid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Accepted, Access, Answer, Call, Created, Done, Json, Keyed, List, Paging, Path, Route};

use super::Payout;
use super::ask::{self, revive};
use super::destination::{Destination, set_destination, show};

sql! {
    OF_SHOP = "SELECT id, state, amount, currency, asked_at FROM payout
        WHERE shop = $1 AND (asked_at < $2 OR (asked_at = $2 AND id < $3))
        ORDER BY asked_at DESC, id DESC LIMIT $4";
    /// Payouts that have not ended, the oldest first.
    OPEN = "SELECT id, state, amount, currency, asked_at FROM payout
        WHERE state IN ('asked', 'sent', 'parked') ORDER BY asked_at, id LIMIT 200";
    BY_STATE = "SELECT state, currency, COUNT(*), CAST(SUM(amount) AS BIGINT) FROM payout
        GROUP BY state, currency ORDER BY currency, state";
    SHOP_OF = "SELECT shop FROM payout WHERE id = $1";
    /// What payouts of the shop hold on their way, and what has arrived, both as the ledger has it.
    ON_ITS_WAY = "SELECT CAST(COALESCE(SUM(u.balance), 0) AS BIGINT) FROM payout p
        JOIN purse u ON u.kind = 'payout' AND u.owner = p.id AND u.currency = $2
        WHERE p.shop = $1";
    PAID_OUT = "SELECT CAST(COALESCE(SUM(t.amount), 0) AS BIGINT) FROM payout p
        JOIN transfer t ON t.debit_owner = p.id AND t.debit_kind = 'payout' AND t.code = 'paid_out'
        WHERE p.shop = $1 AND t.currency = $2";
}

type ShopId = Id<Shop>;
type PayoutId = Id<Payout>;

/// A payout to ask for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPayout)]
pub(crate) struct New {
    /// How much of what is available.
    amount: Money,
}

/// Where a shop's money is to go.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPayoutDestination)]
pub(crate) struct NewDestination {
    /// Which gateway sends it.
    method: String,
    /// The account, as the gateway spells it: 5 to 200 characters.
    #[schema(min_length = 5, max_length = 200)]
    destination: String,
    /// The account's password, where the session that asks has not shown it within ten minutes.
    password: Option<Password>,
}

/// A payout.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Payout)]
pub struct View {
    /// Which.
    pub id: PayoutId,
    /// Where it stands: `asked`, `sent`, `paid`, `failed` (the money is available again), `parked`.
    pub status: String,
    /// How much.
    pub amount: Money,
    /// When it was asked for.
    pub asked_at: Time,
}

struct Line {
    id: PayoutId,
    state: String,
    amount: i64,
    currency: Currency,
    asked_at: Time,
}
row!(Line { id, state, amount, currency, asked_at });

/// The account that asks, if it may act for the shop. A stranger learns nothing of it.
fn right(rx: &mut Rx, cx: &Cx, shop: ShopId, scope: Scope) -> Result<(Id<Account>, ShopRole), No> {
    let account = cx.account(scope)?;
    let role = shop_role(rx, account, shop)?;
    Ok((account, role.ok_or_else(|| Refusal::missing("shop"))?))
}

/// Asks for a payout of a shop that the actor keeps.
///
/// # Errors
/// Missing for anybody else; what [`crate::payout`] refuses.
pub fn begin(tx: &mut Tx, cx: &Cx, (shop, amount): &(ShopId, Money)) -> Result<View, No> {
    right(tx, cx, *shop, Scope::PayoutsWrite)?;
    let payout = cx.id::<Payout>();
    ask::payout(tx, cx, &ask::Ask { shop: shop.uid(), payout, amount: *amount })?;
    let status = super::PayoutState::Asked.to_string();
    Ok(View { id: payout, status, amount: *amount, asked_at: cx.now })
}

/// The payouts of a shop that the actor keeps, newest first.
///
/// # Errors
/// Missing for anybody else; a cursor of another list.
pub fn list(rx: &mut Rx, cx: &Cx, (shop, paging): &(ShopId, Paging)) -> Result<Page<View>, No> {
    right(rx, cx, *shop, Scope::ShopRead)?;
    let after = paging.after.as_ref().map(Cursor::parts).transpose();
    let after = after.map_err(|_| Refusal::field("after", "cursor", "This cursor belongs to another list."));
    let (at, id) = after?.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<Line>(&OF_SHOP, &params![*shop, at, id, paging.limit.probe()])?;
    let page = Page::cut(rows, paging.limit, |line| Cursor::of(line.asked_at.micros(), line.id.uid()));
    Ok(page.map(View::from))
}

impl From<Line> for View {
    fn from(Line { id, state, amount, currency, asked_at }: Line) -> Self {
        Self { id, status: state, amount: Money::new(amount, currency), asked_at }
    }
}

/// All payouts, for staff.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// How many stand where, and how much that is.
    pub counts: Vec<(String, i64, Money)>,
    /// Those that have not ended, at most 200, the oldest first.
    pub open: Vec<View>,
}

/// Where all payouts stand.
///
/// # Errors
/// The actor is not staff.
pub fn standing(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Standing, No> {
    if !cx.actor.is_staff() {
        return Err(Refusal::missing("page").into());
    }
    let counts = rx.all::<(String, Currency, i64, i64)>(&BY_STATE, &[])?;
    let counted = |(state, currency, count, sum): (String, Currency, i64, i64)| {
        (state, count, Money::new(sum, currency))
    };
    let open = rx.all::<Line>(&OPEN, &[])?.into_iter().map(View::from).collect();
    Ok(Standing { counts: counts.into_iter().map(counted).collect(), open })
}

/// The new destination, and what shows that it is the owner who asks.
pub type Change = (ShopId, String, String, Fresh);

/// Says where a shop's money goes.
///
/// # Errors
/// Missing for anybody who does not keep the shop; `owner_only`; `proof_needed`; what [`set_destination`] refuses.
pub fn change(tx: &mut Tx, cx: &Cx, (shop, method, destination, fresh): &Change) -> Result<Destination, No> {
    let (account, role) = right(tx, cx, *shop, Scope::PayoutsWrite)?;
    if role != ShopRole::Owner {
        let detail = "Only the shop's owner may say where its money goes; nothing was changed.";
        return Err(Refusal::forbidden("owner_only", detail).into());
    }
    fresh.check(tx, cx)?;
    set_destination(tx, cx, (shop.uid(), account, method, destination))
}

/// Where the money of a shop that the actor keeps goes, masked; nothing where nobody has said it yet.
///
/// # Errors
/// Missing for anybody else.
pub fn destination(rx: &mut Rx, cx: &Cx, shop: &ShopId) -> Result<Option<Destination>, No> {
    right(rx, cx, *shop, Scope::ShopRead)?;
    show(rx, shop.uid())
}

fn read(rx: &mut Rx, cx: &Cx, shop: &ShopId) -> Result<Destination, No> {
    Ok(destination(rx, cx, shop)?.ok_or_else(|| Refusal::missing("payout destination"))?)
}

/// What payouts of a shop hold on their way, and what has arrived of all of them. Who may know is for the caller.
///
/// # Errors
/// What broke in the database.
pub fn sent(rx: &mut Rx, shop: ShopId, currency: Currency) -> Result<(Money, Money), No> {
    let way = rx.one::<i64>(&ON_ITS_WAY, &params![shop, currency])?;
    let out = rx.one::<i64>(&PAID_OUT, &params![shop, currency])?;
    Ok((Money::new(way, currency), Money::new(out, currency)))
}

/// Checks that the actor keeps the shop of a payout.
///
/// # Errors
/// Missing for anybody else.
pub fn watched(rx: &mut Rx, cx: &Cx, payout: PayoutId) -> Result<(), No> {
    let shop = rx.opt::<ShopId>(&SHOP_OF, &params![payout])?.ok_or_else(|| Refusal::missing("payout"))?;
    right(rx, cx, shop, Scope::ShopRead).map(|_| ())
}

/// Asked again.
#[derive(Serialize, ToSchema)]
#[schema(as = PayoutAsked)]
pub(crate) struct Asked {
    id: PayoutId,
}

fn retry(tx: &mut Tx, cx: &Cx, id: &PayoutId) -> Result<Asked, No> {
    revive(tx, cx, id)?;
    Ok(Asked { id: *id })
}

async fn post_payout(Path(shop): Path<ShopId>, Keyed(once, new): Keyed<New>) -> Answer<Created<View>> {
    once.write((shop, new.amount), begin).await
}

async fn get_payouts(call: Call, Path(shop): Path<ShopId>, paging: Paging) -> Answer<List<View>> {
    call.list((shop, paging), list).await
}

async fn get_destination(call: Call, Path(shop): Path<ShopId>) -> Answer<Json<Destination>> {
    call.read(shop, read).await
}

async fn put_destination(
    call: Call,
    presented: Presented,
    Path(shop): Path<ShopId>,
    Json(new): Json<NewDestination>,
) -> Answer<Done<Destination>> {
    let fresh = fresh(&call, presented, new.password, "/password").await?;
    call.write((shop, new.method, new.destination, fresh), change).await
}

async fn post_retry(Path(id): Path<PayoutId>, Keyed(once, ()): Keyed<()>) -> Answer<Accepted<Asked>> {
    once.write(id, retry).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (act, look) = (Access::SignedIn(Scope::PayoutsWrite), Access::SignedIn(Scope::ShopRead));
    let place = "/shops/{shop}/payout-destination";
    vec![
        Route::post("/shops/{shop}/payouts", act, "Have what is available to a shop paid out.", post_payout)
            .refuses(&["no_destination", "destination_cooling", "below_minimum", "insufficient"]),
        Route::get("/shops/{shop}/payouts", look, "List a shop's payouts, newest first.", get_payouts),
        Route::get(place, look, "Show where a shop's money goes, masked.", get_destination),
        Route::put(
            place,
            act,
            "Say where a shop's money goes: the owner's to say, with a fresh proof; a change counts after 48 hours.",
            put_destination,
        )
        .cost(HASHING)
        .refuses(&[
            "owner_only",
            "proof_needed",
            "wrong_password",
            "too_many_guesses",
            "no_gateway",
            "destination",
        ]),
        Route::post("/payouts/{payout}/attempts", Access::Staff, "Send a parked payout again.", post_retry)
            .refuses(&["not_now"]),
    ]
}
