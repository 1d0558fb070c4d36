//! An account's own addresses.

use db::{Broken, No, Rx, Tx, params, row, sql};
use kernel::{Account, Cursor, Cx, Id, Kind, Page, Refusal, Scope, Time};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use web::Paging;

use super::Address;
use crate::account;
use crate::recent::Place;

/// An address in somebody's book.
pub struct Entry;
impl Kind for Entry {
    const PREFIX: &'static str = "adr";
}

type EntryId = Id<Entry>;

/// More than this is no longer a book of one person's addresses.
const MOST: i64 = 50;

sql! {
    INSERT = "INSERT INTO address (id, account, content, created) VALUES ($1, $2, $3, $4)";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) FROM address WHERE account = $1";
    ONE = "SELECT id, content, created, chosen FROM address WHERE id = $1 AND account = $2";
    NEWEST = "SELECT id, content, created, chosen
        FROM address
        WHERE account = $1 AND (created, id) < ($2, $3)
        ORDER BY created DESC, id DESC
        LIMIT $4";
    PREFERRED = "SELECT id, content, created, chosen FROM address WHERE account = $1 AND chosen IS NOT NULL";
    CHOOSE_NONE = "UPDATE address SET chosen = NULL WHERE account = $1 AND chosen IS NOT NULL";
    CHOOSE = "UPDATE address SET chosen = $3 WHERE id = $1 AND account = $2";
    SET = "UPDATE address SET content = $3 WHERE id = $1 AND account = $2";
    REMOVE = "DELETE FROM address WHERE id = $1 AND account = $2";
}

/// An address in its owner's book.
#[derive(Serialize, ToSchema)]
pub(crate) struct SavedAddress {
    id: EntryId,
    address: Address,
    created_at: Time,
    /// Whether it is offered first.
    is_default: bool,
}

impl SavedAddress {
    pub(crate) fn id(&self) -> EntryId {
        self.id
    }
    pub(crate) fn address(&self) -> &Address {
        &self.address
    }
    pub(crate) fn is_default(&self) -> bool {
        self.is_default
    }
}

struct Stored {
    id: EntryId,
    content: String,
    created: Time,
    chosen: Option<Time>,
}
row!(Stored { id, content, created, chosen });

impl Stored {
    fn address(&self) -> Result<Address, Broken> {
        serde_json::from_str(&self.content).map_err(|error| Broken::Stored(format!("an address: {error}")))
    }

    fn view(self) -> Result<SavedAddress, Broken> {
        let is_default = self.chosen.is_some();
        Ok(SavedAddress { address: self.address()?, id: self.id, created_at: self.created, is_default })
    }
}

/// Fields to change; null takes one away that may be left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressChange {
    #[serde(default)]
    recipient: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    region: Option<Option<String>>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    province: Option<Option<String>>,
    #[serde(default)]
    city: Option<String>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    barangay: Option<Option<String>>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    district: Option<Option<String>>,
    #[serde(default)]
    street: Option<String>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    details: Option<Option<String>>,
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    postal_code: Option<Option<String>>,
}

/// Null was sent, which is another thing than nothing.
fn sent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl AddressChange {
    fn apply(&self, to: &Address) -> Address {
        let kept = |new: &Option<String>, old: &String| new.as_ref().unwrap_or(old).clone();
        let set = |new: &Option<Option<String>>, old: &Option<String>| new.as_ref().unwrap_or(old).clone();
        Address {
            recipient: kept(&self.recipient, &to.recipient),
            phone: kept(&self.phone, &to.phone),
            country: kept(&self.country, &to.country),
            region: set(&self.region, &to.region),
            province: set(&self.province, &to.province),
            city: kept(&self.city, &to.city),
            barangay: set(&self.barangay, &to.barangay),
            district: set(&self.district, &to.district),
            street: kept(&self.street, &to.street),
            details: set(&self.details, &to.details),
            postal_code: set(&self.postal_code, &to.postal_code),
        }
    }
}

fn written(address: &Address) -> Result<String, Broken> {
    serde_json::to_string(address).map_err(|error| Broken::Stored(error.to_string()))
}

fn own(rx: &mut Rx, account: Id<Account>, id: EntryId) -> Result<Stored, No> {
    Ok(rx.opt(&ONE, &params![id, account])?.ok_or_else(|| Refusal::missing("address"))?)
}

/// Writes an address into the book.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, address: &Address) -> Result<SavedAddress, No> {
    let account = cx.account(Scope::AccountWrite)?;
    address.check()?;
    account::locked(tx, cx, account)?;
    if tx.one::<i64>(&COUNT, &params![account])? >= MOST {
        let detail = format!("The book has room for {MOST} addresses: remove one first.");
        return Err(Refusal::conflict("too_many_addresses", detail).into());
    }
    let id = cx.id::<Entry>();
    tx.run(&INSERT, &params![id, account, written(address)?, cx.now])?;
    Ok(SavedAddress { id, address: address.clone(), created_at: cx.now, is_default: false })
}

/// The account's addresses, newest first.
pub(crate) fn mine(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<SavedAddress>, No> {
    let account = cx.account(Scope::AccountRead)?;
    let Place { at, id } = Place::of(paging)?;
    let rows = rx.all::<Stored>(&NEWEST, &params![account, at, id, paging.limit.probe()])?;
    let views = rows.into_iter().map(Stored::view).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(views, paging.limit, |view| Cursor::of(view.created_at.micros(), view.id.uid())))
}

/// The newest addresses in the book of whoever asks; none of somebody without an account.
///
/// # Errors
/// What broke in the database.
pub fn addresses(rx: &mut Rx, cx: &Cx, most: i64) -> Result<Vec<Address>, No> {
    let Some(account) = cx.actor.account() else { return Ok(Vec::new()) };
    let rows = rx.all::<Stored>(&NEWEST, &params![account, i64::MAX, kernel::Uid([255; 16]), most])?;
    Ok(rows.iter().map(Stored::address).collect::<Result<_, _>>()?)
}

/// The address that whoever asks wants to be asked about first.
///
/// # Errors
/// What broke in the database.
pub fn preferred_address(rx: &mut Rx, cx: &Cx) -> Result<Option<Address>, No> {
    let Some(account) = cx.actor.account() else { return Ok(None) };
    let stored = rx.opt::<Stored>(&PREFERRED, &params![account])?;
    Ok(stored.map(|stored| stored.address()).transpose()?)
}

/// One of the account's.
///
/// # Errors
/// Missing.
pub(crate) fn one(rx: &mut Rx, cx: &Cx, id: &EntryId) -> Result<SavedAddress, No> {
    Ok(own(rx, cx.account(Scope::AccountRead)?, *id)?.view()?)
}

/// Changes some fields; the whole must still be an address.
pub(crate) fn change(
    tx: &mut Tx,
    cx: &Cx,
    (id, change): &(EntryId, AddressChange),
) -> Result<SavedAddress, No> {
    let account = cx.account(Scope::AccountWrite)?;
    account::locked(tx, cx, account)?; // of two changes at once, the second changes what the first one made
    let stored = own(tx, account, *id)?;
    let address = change.apply(&stored.address()?);
    set(tx, account, stored, address)
}

/// Puts another address in the place of one.
pub(crate) fn replace(tx: &mut Tx, cx: &Cx, (id, address): &(EntryId, Address)) -> Result<SavedAddress, No> {
    let account = cx.account(Scope::AccountWrite)?;
    let stored = own(tx, account, *id)?;
    set(tx, account, stored, address.clone())
}

fn set(tx: &mut Tx, account: Id<Account>, stored: Stored, address: Address) -> Result<SavedAddress, No> {
    address.check()?;
    tx.run(&SET, &params![stored.id, account, written(&address)?])?;
    Ok(SavedAddress { address, ..stored.view()? })
}

/// Makes it the one that is offered first.
///
/// # Errors
/// Missing.
pub(crate) fn choose(tx: &mut Tx, cx: &Cx, id: &EntryId) -> Result<SavedAddress, No> {
    let account = cx.account(Scope::AccountWrite)?;
    account::locked(tx, cx, account)?; // of two at once, the second is the default
    own(tx, account, *id)?;
    tx.run(&CHOOSE_NONE, &params![account])?;
    tx.run(&CHOOSE, &params![*id, account, cx.now])?;
    Ok(own(tx, account, *id)?.view()?)
}

/// Takes an address out of the book. Orders keep their own snapshot.
pub(crate) fn remove(tx: &mut Tx, cx: &Cx, id: &EntryId) -> Result<(), No> {
    let account = cx.account(Scope::AccountWrite)?;
    match tx.run(&REMOVE, &params![*id, account])? {
        0 => Err(Refusal::missing("address").into()),
        _ => Ok(()),
    }
}
