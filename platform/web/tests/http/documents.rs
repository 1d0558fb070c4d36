//! The API document says what the router does, and a faulty table opens no market.

use kernel::{Id, Scope};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{About, Access, Answer, Api, Call, Done, Json, Keyed, Path, Route};

use crate::client::{JSON, ask};
use crate::stall::{self, Stall, Tea};

#[tokio::test]
async fn every_documented_operation_is_routed_and_every_route_documented() {
    let stall = Stall::open().await;
    let document = ask(stall.address, "GET /api/openapi.json", &[], "").await.json();
    assert_eq!((&document["openapi"], &document["info"]["version"]), (&"3.1.0".into(), &"1.2.3".into()));
    let mut documented = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            documented.push(format!("{} {path}", method.to_uppercase()));
        }
    }
    let mut routed: Vec<String> =
        stall::routes().iter().map(|route| format!("{} /api/v1{}", route.method(), route.path())).collect();
    documented.sort();
    routed.sort();
    assert_eq!(documented, routed);
    for operation in documented.iter().filter(|operation| !operation.ends_with("/wait")) {
        let reply = ask(stall.address, &operation.replace("{tea}", "tea_x"), &[JSON], "").await;
        let code = reply.json()["code"].as_str().unwrap_or_default().to_owned();
        assert!(code != "no_such_route" && code != "method", "{operation}: {reply:?}");
    }
}

#[tokio::test]
async fn an_operation_says_who_may_what_goes_in_and_what_comes_out() {
    let document = serde_json::to_value(stall::api().document()).unwrap();
    let post = &document["paths"]["/api/v1/teas"]["post"];
    assert_eq!(post["security"], serde_json::json!([{"bearer": ["shop:write"]}]));
    assert_eq!(post["operationId"], "post_teas");
    assert_eq!(post["parameters"][0]["name"], "Idempotency-Key");
    assert_eq!(post["parameters"][0]["required"], true);
    let body = &post["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/NewTea");
    assert_eq!(document["components"]["schemas"]["NewTea"]["additionalProperties"], false);
    let created = &post["responses"]["201"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(created, "#/components/schemas/TeaView");
    let statuses: Vec<&str> = post["responses"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        statuses,
        ["201", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503", "default"]
    );
    let one = &document["paths"]["/api/v1/teas/{tea}"]["get"];
    assert_eq!(one["security"], serde_json::json!([{}]));
    assert_eq!(one["parameters"][0]["schema"]["pattern"], "^tea_[0-7][0-9a-hjkmnp-tv-z]{25}$");
    let portion = &document["paths"]["/api/v1/teas/{tea}/portions"]["post"];
    assert_eq!(portion["security"], serde_json::json!([{"guest": []}, {"bearer": ["orders:write"]}]));
    assert_eq!(portion["requestBody"], Value::Null);
    let problem = &document["components"]["responses"]["Problem"]["content"]["application/problem+json"];
    assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem");
}

/// Every `$ref` leads somewhere.
#[test]
fn no_reference_of_the_document_dangles() {
    fn refs(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|field| refs(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| refs(item, found)),
            _ => {}
        }
    }
    let document = serde_json::to_value(stall::api().document()).unwrap();
    let mut found = Vec::new();
    refs(&document, &mut found);
    assert!(found.len() > 20);
    for target in found {
        assert!(document.pointer(target.trim_start_matches('#')).is_some(), "{target}");
    }
}

#[tokio::test]
async fn the_page_for_people_needs_no_script_and_nothing_from_elsewhere() {
    let stall = Stall::open().await;
    let page = ask(stall.address, "GET /api/docs", &[], "").await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
    let text = page.text();
    for word in ["/api/v1/teas/{tea}", "Put a tea on the shelf.", "NewTea", "Grams on the shelf.", "no_tea"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(!text.contains("<script") && !text.contains("style=") && !text.contains("http"), "{text}");
    assert_eq!(
        ask(stall.address, "GET /api/docs.css", &[], "").await.header("content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[derive(Deserialize, ToSchema)]
struct Lenient {
    #[expect(dead_code, reason = "only its schema matters")]
    name: String,
}
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Outer {
    #[expect(dead_code, reason = "only its schema matters")]
    inner: Lenient,
}
#[derive(Serialize, ToSchema)]
#[schema(as = TeaView)]
struct Impostor {
    colour: String,
}

async fn strict(_: Call) -> Answer<Json<String>> {
    Ok(Json(String::new()))
}
async fn lenient(Keyed(_, _): Keyed<Outer>) -> Answer<Done<String>> {
    Done::of(&String::new())
}
async fn by_id(_: Call, Path(_): Path<Id<Tea>>) -> Answer<Json<String>> {
    Ok(Json(String::new()))
}
async fn keyed(Keyed(_, ()): Keyed<()>) -> Answer<Done<String>> {
    Done::of(&String::new())
}
async fn impostor(_: Call) -> Answer<Json<Impostor>> {
    Ok(Json(Impostor { colour: String::new() }))
}

#[test]
fn each_fault_in_a_table_is_named_and_stops_the_market() {
    let open = Access::SignedIn(Scope::AccountRead);
    let faults = |mut more: Vec<Route>| {
        let mut routes = stall::routes();
        routes.append(&mut more);
        Api::fold(About { title: "x", version: "1" }, vec![("stall", routes)])
            .err()
            .map(|faults| faults.to_string())
    };
    assert_eq!(faults(vec![]), None);
    for (route, expected) in [
        (Route::get("/teas", open, "Again.", strict), "GET /teas: two routes have this place"),
        (
            Route::get("/x/", open, "Slash.", strict),
            "GET /x/: a path begins with a slash and does not end with one",
        ),
        (
            Route::get("/x/{a}/{b}", open, "Two.", by_id),
            "the path leaves 2 parts open and the handler reads 1",
        ),
        (Route::post("/x", open, "No key.", strict), "a POST takes Keyed, or says by without_key why not"),
        (Route::put("/x", open, "A key.", keyed), "only a POST takes an Idempotency-Key"),
        (Route::post("/x", open, "Lenient.", lenient), "the body's Lenient takes unknown fields"),
        (Route::get("/x", open, "Impostor.", impostor), "two different schemas are called TeaView"),
    ] {
        let said = faults(vec![route]).unwrap_or_default();
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(
        faults(vec![Route::post("/x", open, "A hook.", strict).without_key("Its sender has none.")]),
        None
    );
}
