//! Parcels on both engines: statuses only go forward, and the same scan is one scan.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use db::{Migration, No, Rx, Tx};
use kernel::{Actor, Cx, Id, Time, Uid, Wiring};
use shipping::{Parcel, ParcelView, Scan, Status};
use testkit::Bench;

fn benches() -> Vec<Bench> {
    let steps: Vec<Migration> = shipping::domain().migrations.to_vec();
    testkit::both(&steps, Wiring::default)
}

const ORDER: Uid = Uid([7; 16]);

fn send(tx: &mut Tx, cx: &Cx, tracking: &&'static str) -> Result<Id<Parcel>, No> {
    shipping::send(tx, cx, ORDER, Id::from_uid(Uid([1; 16])), "Habagat Express", tracking)
}

fn scan(tx: &mut Tx, _: &Cx, seen: &(Id<Parcel>, Status, &'static str)) -> Result<Option<Status>, No> {
    let (parcel, status, event) = *seen;
    let at = Time::from_micros(1);
    shipping::scan(
        tx,
        parcel,
        &Scan { status, at, place: "Pasig".into(), source: "shop", event: event.into() },
    )
}

fn show(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<ParcelView>, No> {
    Ok(shipping::of_order(rx, ORDER)?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_only_goes_forward_whatever_order_scans_come_in() {
    for bench in benches() {
        let parcel = bench.db.write(&Actor::Engine, "rr473124829ph", send).await.unwrap();
        let scans = [
            (Status::OutForDelivery, "2", Some(Status::OutForDelivery)),
            (Status::InTransit, "1", None), // late: kept, and moves nothing
            (Status::Delivered, "3", Some(Status::Delivered)),
            (Status::Delivered, "3", None), // the same scan
            (Status::Refused, "4", None),   // what was taken in was not refused
            (Status::Returned, "5", Some(Status::Returned)),
        ];
        for (status, event, further) in scans {
            let answer = bench.db.write(&Actor::Engine, (parcel, status, event), scan).await;
            assert_eq!(answer, Ok(further), "{}: {event}", bench.engine);
        }
        let parcels = bench.db.read(&Actor::Engine, (), show).await.unwrap();
        assert_eq!((parcels.len(), parcels[0].scans.len()), (1, 5), "{}", bench.engine);
        assert_eq!((parcels[0].tracking.as_str(), parcels[0].status.as_str()), ("RR473124829PH", "returned"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_with_a_slip_is_refused_and_no_parcel_is_kept() {
    for bench in benches() {
        for slip in ["RR473124828PH", "", "a number with spaces"] {
            let no = bench.db.write(&Actor::Engine, slip, send).await.unwrap_err();
            assert_eq!(no.code(), "tracking", "{}", bench.engine);
        }
        assert_eq!(bench.db.read(&Actor::Engine, (), show).await.map(|all| all.len()), Ok(0));
        let unknown = (Id::from_uid(Uid([9; 16])), Status::Delivered, "1");
        assert!(bench.db.write(&Actor::Engine, unknown, scan).await.unwrap_err().is_missing());
    }
}
