//! The address book.

use serde_json::{Value, json};

use crate::doors::manila;
use crate::house::House;

#[tokio::test]
async fn an_address_is_written_changed_and_taken_out() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let added = house.ask("POST /me/addresses", &session, manila()).await;
        assert_eq!((added.status, &added.body["address"]), (201, &manila()));
        let path = format!("/me/addresses/{}", added.text("id"));
        let change = json!({"region": "IV-A", "province": "Cavite", "city": "Imus", "postal_code": null});
        let changed = house.ask(&format!("PATCH {path}"), &session, change).await;
        let mut expected = manila();
        (expected["region"], expected["province"], expected["city"]) =
            (json!("IV-A"), json!("Cavite"), json!("Imus"));
        expected.as_object_mut().unwrap().remove("postal_code");
        assert_eq!((changed.status, &changed.body["address"]), (200, &expected));
        let list = house.ask("GET /me/addresses", &session, Value::Null).await;
        assert_eq!(list.body["data"], json!([changed.body]));
        assert_eq!(house.ask(&format!("DELETE {path}"), &session, Value::Null).await.status, 204);
        assert_eq!(house.ask(&format!("DELETE {path}"), &session, Value::Null).await.word(), "404 missing");
        let list = house.ask("GET /me/addresses", &session, Value::Null).await;
        assert_eq!(list.body, json!({"data": [], "next": null}));
    }
}

#[tokio::test]
async fn a_wrong_address_is_refused_with_its_field_and_leaves_what_was() {
    for house in House::both().await {
        let (_, session) = house.member("maria").await;
        let mut wrong = manila();
        wrong["region"] = "Metro Manila".into();
        let reply = house.ask("POST /me/addresses", &session, wrong).await;
        assert_eq!((reply.word(), reply.text("field")), ("422 address_unknown".into(), "/region".into()));
        assert_eq!(reply.body["allowed"].as_array().unwrap().len(), 18);
        let added = house.ask("POST /me/addresses", &session, manila()).await;
        let path = format!("PATCH /me/addresses/{}", added.text("id"));
        let reply = house.ask(&path, &session, json!({"city": "Imus", "country": "CN"})).await;
        assert_eq!((reply.word(), reply.text("field")), ("422 address_missing".into(), "/province".into()));
        let reply = house.ask(&path, &session, json!({"city": null, "barangay": null})).await;
        assert_eq!((reply.word(), reply.text("field")), ("422 address_missing".into(), "/barangay".into()));
        let list = house.ask("GET /me/addresses", &session, Value::Null).await;
        assert_eq!(list.body["data"][0]["address"], manila());
    }
}

#[tokio::test]
async fn a_book_is_its_owners_and_has_fifty_pages() {
    for house in House::both().await {
        let (_, maria) = house.member("maria").await;
        let (_, juan) = house.member("juan").await;
        for _ in 0..50 {
            assert_eq!(house.ask("POST /me/addresses", &maria, manila()).await.status, 201);
        }
        let reply = house.ask("POST /me/addresses", &maria, manila()).await;
        assert_eq!(reply.word(), "409 too_many_addresses");
        let of_juan = house.ask("GET /me/addresses", &juan, Value::Null).await;
        assert_eq!(of_juan.body, json!({"data": [], "next": null}));
        let page = house.ask("GET /me/addresses?limit=30", &maria, Value::Null).await;
        let path = format!("GET /me/addresses?limit=30&after={}", page.text("next"));
        let rest = house.ask(&path, &maria, Value::Null).await;
        assert_eq!((rest.body["data"].as_array().unwrap().len(), &rest.body["next"]), (20, &Value::Null));
    }
}
