//! Files in an object store that checks signatures. `./test` starts one and names it by `RIALTO_TEST_OBJECT_STORE`.

use kernel::{Actor, Span, Wiring};
use media::{Address, Files, Swept};

use crate::brush::{jpeg, quarters};
use crate::rig::{migrations, stall};

fn setting() -> Option<String> {
    let setting = std::env::var("RIALTO_TEST_OBJECT_STORE").ok().filter(|setting| !setting.is_empty());
    if setting.is_none() {
        eprintln!("object store skipped: RIALTO_TEST_OBJECT_STORE names none");
    }
    setting
}

#[tokio::test]
async fn a_picture_is_kept_in_an_object_store_given_out_proved_and_taken_away_again() {
    let Some(setting) = setting() else { return };
    for bench in testkit::both(&migrations(), || Wiring::default().with(Address::default())) {
        let stall = stall(bench, Files::object_store(&setting).unwrap());
        // Another picture for each engine: they share the store.
        let file = jpeg(&quarters(700, 300 + u32::try_from(stall.engine.len()).unwrap()));
        let kept = stall.bring(1, file).await.unwrap();
        for file in kept.shown.webp.iter().chain([&kept.shown.jpeg]) {
            assert_eq!(stall.opened(&file.url).await.width(), file.width, "{}", file.url);
        }
        assert_eq!(media::verify(stall.db(), &stall.media.files).await, Ok(Vec::new()));
        let empty = Files::memory();
        assert_eq!(media::verify(stall.db(), &empty).await.unwrap().len(), 1, "and elsewhere they are not");
        stall.bench.clock.advance(Span::hours(25));
        let swept = media::sweep(stall.db(), &stall.media.files).await;
        assert_eq!(swept, Ok(Swept { pictures: 1, plates: 1 }), "{}", stall.engine);
        assert_eq!(stall.get(&kept.shown.jpeg.url, &[]).await.0, 404);
    }
}

#[tokio::test]
async fn a_wrong_secret_keeps_nothing_and_says_so() {
    let Some(setting) = setting() else { return };
    let (head, rest) = setting.split_once('@').unwrap();
    let (key, _) = head.rsplit_once(':').unwrap();
    let forged = format!("{key}:{}@{rest}", "x".repeat(40));
    let bench = testkit::both(&migrations(), Wiring::default).remove(0);
    let stall = stall(bench, Files::object_store(&forged).unwrap());
    let no = stall.bring(1, jpeg(&quarters(50, 50))).await.unwrap_err();
    assert_eq!(no.code(), "files_unavailable");
    assert_eq!(stall.db().read(&Actor::Engine, (), pictures).await, Ok(0), "no row names what is not there");
}

fn pictures(rx: &mut db::Rx, _: &kernel::Cx, (): &()) -> Result<i64, db::No> {
    static COUNT: db::Sql = db::Sql::new("SELECT COUNT(*) FROM picture", "object_store.rs");
    Ok(rx.one(&COUNT, &[])?)
}
