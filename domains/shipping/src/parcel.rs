//! Parcels: what was sent, and where it was seen. Statuses only go forward, whatever order scans come in.

use catalog::Shop;
use db::{Broken, No, Rx, Tx, params, row, sql};
use kernel::{Cx, Id, Kind, Refusal, Time, Uid};
use process::Words as _;
use serde::Serialize;
use utoipa::ToSchema;

sql! {
    INSERT = "INSERT INTO parcel (id, order_id, shop, carrier, tracking, status, sent_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_ORDER = "SELECT id, carrier, tracking, status, sent_at FROM parcel WHERE order_id = $1 ORDER BY sent_at, id";
    SCANS = "SELECT s.parcel, s.status, s.at, s.place FROM parcel_scan s
        JOIN parcel p ON p.id = s.parcel WHERE p.order_id = $1 ORDER BY s.at, s.event";
    ORDER_OF = "SELECT order_id, shop FROM parcel WHERE id = $1";
    STATUS = "SELECT status FROM parcel WHERE id = $1";
    SCAN = "INSERT INTO parcel_scan (parcel, source, event, status, at, place) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (parcel, source, event) DO NOTHING";
    FORGET_NUMBER = "UPDATE parcel SET tracking = '' WHERE order_id = $1";
    FORGET_PLACES = "UPDATE parcel_scan SET place = '' WHERE parcel IN (SELECT id FROM parcel WHERE order_id = $1)";
    FORWARD = "UPDATE parcel SET status = $2 WHERE id = $1";
}

process::words! {
    /// How far a parcel is. The order is the order it goes in.
    pub enum Status {
        /// Handed over.
        Sent = "sent",
        /// Seen on the way.
        InTransit = "in_transit",
        /// On the last stretch.
        OutForDelivery = "out_for_delivery",
        /// At the door.
        Delivered = "delivered",
        /// Not taken at the door.
        Refused = "refused",
        /// Back with the shop.
        Returned = "returned",
    }
}

/// A parcel.
pub struct Parcel;
impl Kind for Parcel {
    const PREFIX: &'static str = "pcl";
}

/// A parcel as its buyer and its shop see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Parcel)]
pub struct ParcelView {
    /// Which one.
    pub id: ParcelId,
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number.
    pub tracking: String,
    /// How far it is.
    pub status: String,
    /// When it was handed over.
    pub sent_at: Time,
    /// Where it was seen, oldest first.
    pub scans: Vec<ScanView>,
}
type ParcelId = Id<Parcel>;

/// Where a parcel was seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ParcelScan)]
pub struct ScanView {
    /// How far it was.
    pub status: String,
    /// When.
    pub at: Time,
    /// Where; may be empty.
    pub place: String,
}

struct Plain {
    id: Id<Parcel>,
    carrier: String,
    tracking: String,
    status: String,
    sent_at: Time,
}
row!(Plain { id, carrier, tracking, status, sent_at });

/// Writes down a parcel that was handed to a carrier. The caller holds the order and moves it.
///
/// # Errors
/// `carrier` or `tracking` that cannot be right.
pub fn send(
    tx: &mut Tx,
    cx: &Cx,
    order: Uid,
    shop: Id<Shop>,
    carrier: &str,
    tracking: &str,
) -> Result<Id<Parcel>, No> {
    let fits = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
    if !fits(carrier, 60) {
        return Err(
            Refusal::field("/carrier", "carrier", "Say who carries it, in at most 60 characters.").into()
        );
    }
    let plain = tracking.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
    if !fits(tracking, 40) || !plain || known_check_digit(tracking) == Some(false) {
        let detail = "This is not a number that a carrier gives; look again for a slip. Nothing was changed.";
        return Err(Refusal::field("/tracking", "tracking", detail).into());
    }
    let id = cx.id();
    let (carrier, tracking) = (carrier.trim(), tracking.to_ascii_uppercase());
    tx.run(&INSERT, &params![id, order, shop, carrier, tracking, Status::Sent.word(), cx.now])?;
    Ok(id)
}

/// Whether a number of the postal union's form (S10: two letters, nine digits, two letters) checks out; nothing
/// for numbers of another form, which only their carrier can judge.
pub fn known_check_digit(tracking: &str) -> Option<bool> {
    let text = tracking.to_ascii_uppercase();
    let bytes = text.as_bytes();
    let letters = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_uppercase);
    let is_s10 =
        bytes.len() == 13 && letters(0..2) && letters(11..13) && bytes[2..11].iter().all(u8::is_ascii_digit);
    if !is_s10 {
        return None;
    }
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let digit = |at: usize| u32::from(bytes[at] - b'0');
    let sum: u32 = WEIGHTS.iter().enumerate().map(|(at, weight)| weight * digit(2 + at)).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    Some(check == digit(10))
}

/// What a scan says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scan {
    /// How far the parcel is.
    pub status: Status,
    /// When it was seen.
    pub at: Time,
    /// Where; may be empty.
    pub place: String,
    /// Whose word it is: `shop`, or a carrier's name.
    pub source: &'static str,
    /// The source's own number for it.
    pub event: String,
}

/// Writes a scan down. Answers the new status if the parcel came further by it: a repeated scan, or one that came
/// late, moves nothing.
///
/// # Errors
/// Missing: there is no such parcel.
pub fn scan(tx: &mut Tx, parcel: Id<Parcel>, scan: &Scan) -> Result<Option<Status>, No> {
    let missing = || Refusal::missing("parcel");
    let before = tx.opt::<String>(&STATUS, &params![parcel])?.ok_or_else(missing)?;
    let before = Status::parse(&before).map_err(|word| Broken::Stored(word.to_string()))?;
    let Scan { status, at, place, source, event } = scan;
    let place: String = place.chars().take(120).collect();
    let new = tx.run(&SCAN, &params![parcel, *source, event, status.word(), *at, place])? == 1;
    let further = new && *status > before && !(before == Status::Delivered && *status == Status::Refused);
    if !further {
        return Ok(None);
    }
    tx.run(&FORWARD, &params![parcel, status.word()])?;
    Ok(Some(*status))
}

/// Which order a parcel belongs to, and whose shop sent it.
///
/// # Errors
/// Missing: there is no such parcel.
pub fn order_of(rx: &mut Rx, parcel: Id<Parcel>) -> Result<(Uid, Id<Shop>), No> {
    rx.opt(&ORDER_OF, &params![parcel])?.ok_or_else(|| Refusal::missing("parcel").into())
}

/// The parcels of an order. Whoever shows them has checked who may see the order.
///
/// # Errors
/// What broke in the database.
pub fn of_order(rx: &mut Rx, order: Uid) -> Result<Vec<ParcelView>, Broken> {
    let scans = rx.all::<(Id<Parcel>, String, Time, String)>(&SCANS, &params![order])?;
    let parcels = rx.all::<Plain>(&OF_ORDER, &params![order])?;
    Ok(parcels
        .into_iter()
        .map(|Plain { id, carrier, tracking, status, sent_at }| {
            let seen = scans.iter().filter(|(parcel, ..)| *parcel == id);
            let scans = seen
                .map(|(_, status, at, place)| ScanView {
                    status: status.clone(),
                    at: *at,
                    place: place.clone(),
                })
                .collect();
            ParcelView { id, carrier, tracking, status, sent_at, scans }
        })
        .collect())
}

/// Forgets which way an order's parcels went: their numbers, and where they were seen. That they arrived stays.
///
/// # Errors
/// What broke in the database.
pub fn forget_way(tx: &mut Tx, order: Uid) -> Result<(), Broken> {
    tx.run(&FORGET_NUMBER, &params![order])?;
    tx.run(&FORGET_PLACES, &params![order])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::known_check_digit;

    #[test]
    fn a_postal_number_is_checked_and_others_are_left_to_their_carrier() {
        // The worked example of the standard (UPU S10-12): 47312482 has check digit 9.
        assert_eq!(known_check_digit("RR473124829PH"), Some(true));
        assert_eq!(known_check_digit("rr473124829ph"), Some(true));
        assert_eq!(known_check_digit("RR473124828PH"), Some(false));
        assert_eq!(known_check_digit("RR473124892PH"), Some(false), "two digits swapped");
        assert_eq!(known_check_digit("JT-2026-0001"), None);
    }
}
