//! Who may see, show and take back a picture, and when it goes.

use domain::Footprint;
use kernel::{Actor, Span};
use media::{Status, Swept};

use crate::brush::{jpeg, quarters};
use crate::rig::{account, stalls, user};

#[tokio::test]
async fn a_picture_is_kept_in_several_sizes_and_described_later() {
    for stall in stalls() {
        let kept = stall.bring(1, jpeg(&quarters(1_000, 500))).await.unwrap();
        assert_eq!((kept.status, kept.alt.as_str()), (Status::Unused, ""), "{}", stall.engine);
        assert_eq!((kept.shown.width, kept.shown.height), (1_000, 500));
        let widths: Vec<(u32, u32)> = kept.shown.webp.iter().map(|file| (file.width, file.height)).collect();
        assert_eq!(widths, [(320, 160), (640, 320), (960, 480), (1_000, 500)]);
        assert_eq!(kept.shown.jpeg.width, 1_000);
        for file in kept.shown.webp.iter().chain([&kept.shown.jpeg]) {
            let opened = stall.opened(&file.url).await;
            assert_eq!((opened.width(), opened.height()), (file.width, file.height));
            let corner = opened.to_rgb8().get_pixel(opened.width() / 8, opened.height() / 8).0;
            assert!(corner[0] > 190 && corner[1] < 60, "red in the upper left, not {corner:?}");
        }
        // The average of red, green, blue and white, and the red of the first field.
        assert_eq!(kept.shown.colour.len(), 7);
        assert_eq!((&kept.shown.blur[..3], kept.shown.blur.len()), ("d11", 36));
    }
}

#[tokio::test]
async fn what_stands_beside_a_name_is_the_middle_of_a_picture_square_and_in_two_small_sizes() {
    for stall in stalls() {
        let file = jpeg(&quarters(1_200, 600));
        let whole = stall.bring(1, file.clone()).await.unwrap();
        let face = stall.media.bring_face(stall.db(), &crate::rig::member(1), file).await.unwrap();
        let face = stall.db().read(&crate::rig::member(1), face, media::show).await.unwrap();
        assert_ne!(
            face.shown.jpeg.url, whole.shown.jpeg.url,
            "{}: other files of the same bytes",
            stall.engine
        );
        let sizes: Vec<(u32, u32)> = face.shown.webp.iter().map(|file| (file.width, file.height)).collect();
        assert_eq!(sizes, [(96, 96), (192, 192)]);
        let opened = stall.opened(&face.shown.webp[1].url).await.to_rgb8();
        assert_eq!(opened.dimensions(), (192, 192));
        let (left, right) = (opened.get_pixel(12, 12).0, opened.get_pixel(180, 12).0);
        assert!(left[0] > 190 && left[1] < 60, "red at the left of the middle, not {left:?}");
        assert!(right[1] > 130 && right[0] < 60, "green at the right of it, not {right:?}");
        let worn = |tx: &mut db::Tx, cx: &kernel::Cx, ask: &(kernel::Ref, media::PictureId)| {
            media::wear(tx, cx, &ask.0, Some(ask.1))
        };
        let ask = (user(1), face.id);
        assert_eq!(
            stall.db().write(&crate::rig::member(2), ask.clone(), worn).await.unwrap_err().code(),
            "picture"
        );
        let portrait = stall.db().write(&crate::rig::member(1), ask, worn).await.unwrap().unwrap();
        assert!(face.shown.webp[0].url.ends_with(&format!("{}", portrait.file(web::parts::Size::Tiny))));
        assert!(face.shown.webp[1].url.ends_with(&format!("{}", portrait.file(web::parts::Size::Huge))));
    }
}

#[tokio::test]
async fn the_same_picture_twice_is_kept_once_and_is_each_ones_own() {
    for stall in stalls() {
        let file = jpeg(&quarters(400, 400));
        let one = stall.bring(1, file.clone()).await.unwrap();
        let other = stall.bring(2, file).await.unwrap();
        assert_ne!(one.id, other.id);
        assert_eq!(one.shown, other.shown);
        let no = stall.db().read(&crate::rig::member(2), one.id, media::show).await.unwrap_err();
        assert!(no.is_missing(), "another's picture is not there");
        assert_eq!(stall.show(2, user(1), &[one.id]).await.unwrap_err().code(), "picture");
    }
}

#[tokio::test]
async fn what_nobody_shows_goes_a_day_later_and_the_files_with_the_last_of_it() {
    for stall in stalls() {
        let file = jpeg(&quarters(300, 300));
        let shown = stall.bring(1, file.clone()).await.unwrap();
        let unshown = stall.bring(2, file).await.unwrap();
        let alone = stall.bring(2, jpeg(&quarters(310, 300))).await.unwrap();
        assert_eq!(stall.show(1, user(1), &[shown.id]).await, Ok(1));
        let sweep = || media::sweep(stall.db(), &stall.media.files);
        stall.bench.clock.advance(Span::hours(23));
        assert_eq!(sweep().await, Ok(Swept::default()), "{}", stall.engine);
        stall.bench.clock.advance(Span::hours(2));
        assert_eq!(sweep().await, Ok(Swept { pictures: 2, plates: 1 }), "{}", stall.engine);
        for gone in [unshown.id, alone.id] {
            assert!(
                stall.db().read(&crate::rig::member(2), gone, media::show).await.unwrap_err().is_missing()
            );
        }
        assert_eq!(stall.get(&alone.shown.jpeg.url, &[]).await.0, 404);
        assert_eq!(stall.get(&shown.shown.jpeg.url, &[]).await.0, 200, "somebody shows the same picture");
        // Taken out of what showed it, the day begins.
        assert_eq!(stall.show(1, user(1), &[]).await, Ok(0));
        assert_eq!(sweep().await, Ok(Swept::default()));
        stall.bench.clock.advance(Span::hours(25));
        assert_eq!(sweep().await, Ok(Swept { pictures: 1, plates: 1 }));
        assert_eq!(stall.get(&shown.shown.jpeg.url, &[]).await.0, 404);
        assert_eq!(media::verify(stall.db(), &stall.media.files).await, Ok(Vec::new()));
    }
}

#[tokio::test]
async fn erasing_an_account_erases_what_it_brought_and_what_anothers_thing_shows_stays_and_names_nobody() {
    for stall in stalls() {
        let both = jpeg(&quarters(300, 200));
        let mine = stall.bring(1, jpeg(&quarters(200, 300))).await.unwrap();
        let shared = stall.bring(1, both.clone()).await.unwrap();
        let theirs = stall.bring(2, both).await.unwrap();
        let helped = stall.bring(1, jpeg(&quarters(220, 300))).await.unwrap();
        // What shows their own is gone before; a shop where they helped shows the other.
        stall.show(1, user(1), &[mine.id, shared.id]).await.unwrap();
        stall.show(1, user(1), &[]).await.unwrap();
        stall.show(2, user(2), &[theirs.id]).await.unwrap();
        stall.show(1, user(3), &[helped.id]).await.unwrap();
        let step = (account(1), Footprint::default());
        assert_eq!(stall.db().write(&Actor::Engine, step, media::erase).await, Ok(None), "{}", stall.engine);
        assert_eq!(media::sweep(stall.db(), &stall.media.files).await, Ok(Swept { pictures: 0, plates: 1 }));
        assert_eq!(stall.get(&mine.shown.jpeg.url, &[]).await.0, 404);
        assert_eq!(stall.get(&theirs.shown.jpeg.url, &[]).await.0, 200);
        assert_eq!(stall.get(&helped.shown.jpeg.url, &[]).await.0, 200);
    }
}
