//! A file through the door: uploaded, carried on by a job, looked at, taken home.

use jobs::Kinds;
use kernel::Span;
use serde_json::{Value, json};

use crate::door::{Door, OWNER};
use crate::rig::{benches, shop, sound};

fn kinds() -> Kinds {
    Kinds::new(catalog::domain().jobs.iter().copied()).unwrap()
}

/// So many listings, every tenth of them broken.
fn file(listings: usize) -> Vec<u8> {
    let mut text = String::from(
        "Handle,Title,Body (HTML),Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n",
    );
    for n in 0..listings {
        let price = if n % 10 == 9 { "-1".to_owned() } else { format!("{}.50", n + 1) };
        let filler = "<p>words</p>".repeat(30);
        text.push_str(&format!("mug-{n},Mug {n},{filler},shopify,{n},{price}\n"));
    }
    text.into_bytes()
}

async fn upload(door: &Door, key: &str, bytes: Vec<u8>) -> (u16, Value) {
    let reply = door.ask(OWNER, "POST /shops/ina/imports", key, "text/csv", bytes).await;
    (reply.status, reply.json())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_waits_runs_and_tells_what_came_of_it() {
    for bench in benches() {
        let door = Door::open(&bench);
        shop(&bench.db, 1, "ina").await;
        let bytes = file(1_500);
        assert!(bytes.len() > 2 * 256 * 1024, "the file has several pieces");
        let (status, begun) = upload(&door, "one", bytes.clone()).await;
        assert_eq!((status, &begun["state"], &begun["bytes"]), (202, &json!("waiting"), &json!(bytes.len())));
        // The same again is the same import; another one has to wait for its end.
        assert_eq!(upload(&door, "one", bytes.clone()).await, (202, begun.clone()));
        let (status, other) = upload(&door, "two", bytes.clone()).await;
        assert_eq!((status, &other["code"]), (409, &json!("import_running")));

        let ran = jobs::run_due(&bench.db, &kinds(), 10).await.unwrap();
        assert_eq!((ran.done, ran.again), (1, 0), "{}", bench.engine);
        let path = format!("/imports/{}?limit=100", begun["id"].as_str().unwrap());
        let done = door.get(OWNER, &path).await.json();
        assert_eq!((&done["state"], &done["read"]), (&json!("done"), &json!(bytes.len())));
        assert_eq!(
            (&done["listings"], &done["variants"], &done["refused"]),
            (&json!(1_350), &json!(1_350), &json!(150))
        );
        let lines = done["refusals"]["data"].as_array().unwrap();
        assert_eq!(
            (lines.len(), &lines[0]["line"], &lines[0]["code"]),
            (100, &json!(11), &json!("negative"))
        );
        let next = format!("{path}&after={}", done["refusals"]["next"].as_str().unwrap());
        let rest = door.get(OWNER, &next).await.json();
        assert_eq!(rest["refusals"]["data"].as_array().unwrap().len(), 50);
        assert_eq!(
            (&rest["refusals"]["data"][49]["line"], &rest["refusals"]["next"]),
            (&json!(1_501), &Value::Null)
        );

        let (status, third) = upload(&door, "three", bytes).await;
        assert_eq!(status, 202, "{third}");
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_was_interrupted_goes_on_where_it_stopped() {
    for bench in benches() {
        let door = Door::open(&bench);
        shop(&bench.db, 1, "ina").await;
        let (_, begun) = upload(&door, "one", file(600)).await;
        let path = format!("/imports/{}", begun["id"].as_str().unwrap());
        // The worker dies in the middle: whatever it saved by then stays.
        let (db, kinds) = (bench.db.clone(), kinds());
        let dying = tokio::spawn(async move { jobs::run_due(&db, &kinds, 1).await });
        let stopped = loop {
            let now = door.get(OWNER, &path).await.json();
            if now["listings"].as_i64() > Some(0) {
                break now;
            }
            tokio::task::yield_now().await;
        };
        dying.abort();
        let _ = dying.await;
        // Its lease runs out, and another worker takes over. What the dead one had queued may renew it once more.
        let mut done = Value::Null;
        for _ in 0..10 {
            bench.clock.advance(Span::minutes(10));
            jobs::run_due(&bench.db, &self::kinds(), 5).await.unwrap();
            done = door.get(OWNER, &path).await.json();
            if done["state"] == "done" {
                break;
            }
        }
        assert_eq!(
            (&done["state"], &done["listings"], &done["refused"]),
            (&json!("done"), &json!(540), &json!(60))
        );
        assert!(stopped["listings"].as_i64() <= Some(540), "{}", bench.engine);
        let mut seen = 0;
        let mut page = door.get(OWNER, "/shops/ina/listings?limit=100").await.json();
        loop {
            seen += page["data"].as_array().unwrap().len();
            let Some(next) = page["next"].as_str() else { break };
            page = door.get(OWNER, &format!("/shops/ina/listings?limit=100&after={next}")).await.json();
        }
        assert_eq!(seen, 540);
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_none_of_ours_is_refused_at_the_door() {
    for bench in benches() {
        let door = Door::open(&bench);
        shop(&bench.db, 1, "ina").await;
        let vendure = "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory\n";
        for (body, code) in [
            (vendure.as_bytes().to_vec(), "vendure"),
            (b"a,b,c\n1,2,3\n".to_vec(), "unknown_columns"),
            (b"PK\x03\x04rest".to_vec(), "archive"),
            (b"{}".to_vec(), "json"),
            (b"".to_vec(), "empty"),
        ] {
            let (status, said) = upload(&door, code, body).await;
            assert_eq!((status, &said["code"]), (422, &json!(code)), "{said}");
        }
        let (status, _) = upload(&door, "good", file(3)).await;
        assert_eq!(status, 202, "nothing was left behind");
        let reply =
            door.ask(OWNER, "POST /shops/ina/imports", "large", "text/csv", vec![b'x'; (32 << 20) + 1]).await;
        assert_eq!((reply.status, reply.code().as_str()), (413, "body_too_large"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_takes_its_listings_home_in_each_format() {
    for bench in benches() {
        let door = Door::open(&bench);
        shop(&bench.db, 1, "ina").await;
        upload(&door, "one", file(200)).await;
        jobs::run_due(&bench.db, &kinds(), 5).await.unwrap();
        for (format, media, lines) in
            [("shopify", "text/csv", 181), ("woocommerce", "text/csv", 181), ("google", "application/xml", 0)]
        {
            let reply = door.get(OWNER, &format!("/shops/ina/export?format={format}")).await;
            assert_eq!((reply.status, reply.media.as_str()), (200, media));
            let text = String::from_utf8(reply.body).unwrap();
            assert!(text.contains("mug-150") || text.contains("Mug 150"), "{format}");
            if lines > 0 {
                assert_eq!(text.lines().count(), lines, "{format}");
            } else {
                assert_eq!(text.matches("<item>").count(), 180);
            }
        }
        let reply = door.get(OWNER, "/shops/ina/export?format=excel").await;
        assert_eq!((reply.status, reply.code().as_str()), (422, "format"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn categories_speak_three_languages() {
    let bench = &benches()[0];
    let door = Door::open(bench);
    for (language, name) in [("en", "Fashion"), ("zh-Hans", "服饰"), ("fil", "Moda")] {
        let reply = door.get("", &format!("/categories?language={language}")).await.json();
        assert_eq!((&reply["data"][0]["slug"], &reply["data"][0]["name"]), (&json!("fashion"), &json!(name)));
        assert_eq!(reply["data"][1]["under"], "fashion");
    }
}
