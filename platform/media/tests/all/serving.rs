//! What browsers are given.

use crate::brush::{jpeg, quarters};
use crate::rig::stalls;

#[tokio::test]
async fn a_picture_is_the_same_for_everybody_and_can_be_no_page() {
    for stall in stalls() {
        let kept = stall.bring(1, jpeg(&quarters(64, 64))).await.unwrap();
        let url = &kept.shown.webp[0].url;
        let (status, headers, bytes) = stall.get(url, &[]).await;
        assert_eq!((status.as_u16(), &bytes[8..12]), (200, b"WEBP".as_slice()));
        let name = url.rsplit('/').next().unwrap();
        for (header, value) in [
            ("content-type", "image/webp".to_owned()),
            ("cache-control", "public, max-age=31536000, immutable".into()),
            ("x-content-type-options", "nosniff".into()),
            ("content-security-policy", "sandbox; default-src 'none'".into()),
            ("cross-origin-resource-policy", "cross-origin".into()),
            ("content-disposition", format!("inline; filename=\"{name}\"")),
            ("etag", format!("\"{name}\"")),
        ] {
            assert_eq!(headers[header], value.as_str(), "{header}");
        }
        assert!(!headers.contains_key("set-cookie") && !headers.contains_key("vary"));
        let with = [("cookie", "session=x"), ("authorization", "Bearer nobody's")];
        let (status, same, again) = stall.get(url, &with).await;
        assert_eq!((status.as_u16(), &same, &again), (200, &headers, &bytes), "a credential changes nothing");
        let (status, _, nothing) = stall.get(url, &[("if-none-match", &format!("\"{name}\""))]).await;
        assert_eq!((status.as_u16(), nothing.len()), (304, 0));
    }
}

#[tokio::test]
async fn what_is_not_there_is_no_path_into_the_folder() {
    for stall in stalls() {
        for name in ["x", "..%2f..%2fmarket.db", "%2e%2e", "0000000000000000000000000z-640.webp", "a-1.svg"] {
            let (status, headers, _) = stall.get(&format!("/media/{name}"), &[]).await;
            assert_eq!(
                (status.as_u16(), headers["cache-control"].as_bytes()),
                (404, b"no-store".as_slice()),
                "{name}"
            );
        }
    }
}
