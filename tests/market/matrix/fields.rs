//! No body takes a field that is not its own, at any depth (F27; F14: no body has a price, a total or a state that the
//! market itself decides). The document says which fields there are; every other one of a list of tempting names is
//! sent with each body that would do, by the operator, who may come in everywhere.

use std::collections::BTreeSet;

use market_tests::{Answer, Market};
use serde_json::Value;
use ureq::http::Method;

use super::table::{ROWS, Row};
use super::world::{Object, People, Side, World};
use crate::books::rows;

/// What somebody might like to decide.
const TEMPTING: [&str; 24] = [
    "id",
    "role",
    "state",
    "status",
    "total",
    "price",
    "unit",
    "amount",
    "paid",
    "refunded",
    "charged",
    "owner",
    "account",
    "shop",
    "seller",
    "buyer",
    "commission",
    "discount",
    "verified",
    "is_admin",
    "created_at",
    "version",
    "epoch",
    "secret",
];

/// A schema that a reference leads to.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => resolved(document, document.pointer(&reference[1..]).unwrap()),
        None => schema,
    }
}

/// Every field that an object of this schema may have, through whatever it is put together from.
fn fields(document: &Value, schema: &Value) -> BTreeSet<String> {
    let schema = resolved(document, schema);
    let mut known: BTreeSet<String> =
        schema["properties"].as_object().into_iter().flat_map(|own| own.keys().cloned()).collect();
    for together in ["allOf", "oneOf", "anyOf"] {
        for part in schema[together].as_array().into_iter().flatten() {
            known.extend(fields(document, part));
        }
    }
    known
}

/// What a field's own schema is.
fn of_field<'a>(document: &'a Value, schema: &'a Value, field: &str) -> Option<&'a Value> {
    let schema = resolved(document, schema);
    let parts = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .flat_map(|name| schema[name].as_array().into_iter().flatten());
    schema["properties"]
        .get(field)
        .or_else(|| parts.into_iter().find_map(|part| of_field(document, part, field)))
}

/// Every body that has one field too many, and where it stands.
fn spoiled(document: &Value, schema: &Value, body: &Value, at: &str) -> Vec<(String, Value)> {
    let schema = resolved(document, schema);
    let mut bodies = Vec::new();
    match body {
        Value::Object(own) => {
            let known = fields(document, schema);
            if known.is_empty() {
                return bodies; // a map, whose keys are anybody's
            }
            for field in TEMPTING.into_iter().filter(|field| !known.contains(*field)) {
                let mut more = own.clone();
                more.insert(field.to_owned(), "admin".into());
                bodies.push((format!("{at}/{field}"), Value::Object(more)));
            }
            for (field, value) in own {
                let Some(inner) = of_field(document, schema, field) else { continue };
                for (place, spoiled) in spoiled(document, inner, value, &format!("{at}/{field}")) {
                    let mut whole = own.clone();
                    whole.insert(field.clone(), spoiled);
                    bodies.push((place, Value::Object(whole)));
                }
            }
        }
        Value::Array(items) => {
            let inner = &schema["items"];
            if let (Some(first), false) = (items.first(), inner.is_null()) {
                for (place, spoiled) in spoiled(document, inner, first, &format!("{at}/0")) {
                    let mut whole = items.clone();
                    whole[0] = spoiled;
                    bodies.push((place, Value::Array(whole)));
                }
            }
        }
        _ => {}
    }
    bodies
}

fn ask(people: &People, world: &World, row: &Row, body: Value) -> Answer {
    const OPERATOR: usize = 6;
    let (method, path) = row.route.split_once(' ').unwrap();
    let path = world.path(path, Object::Of(Side::A));
    let client = people.client(OPERATOR);
    match method {
        "POST" => client.post(&path, body),
        _ => client.send(method.parse::<Method>().unwrap(), &path, None, Some(body)),
    }
}

#[test]
fn no_body_takes_a_field_that_is_not_its_own() {
    let market = Market::both().remove(0);
    let people = People::gather(&market);
    let document: Value = market.anyone.get("//api/openapi.json").is(200);
    let (mut tried, mut wrong) = (0, Vec::new());
    for (number, row) in ROWS.iter().enumerate() {
        let (method, path) = row.route.split_once(' ').unwrap();
        let operation = &document["paths"][format!("/api/v1{path}")][method.to_lowercase()];
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        if schema.is_null() {
            continue;
        }
        let world = World::build(&market, &people, 10_000 + number, row.route);
        let body = (row.body)(&world, Object::Of(Side::A));
        let before = rows(&market);
        for (place, spoiled) in spoiled(&document, schema, &body, "") {
            let answer = ask(&people, &world, row, spoiled);
            tried += 1;
            if (answer.status, &answer.body["code"], &answer.body["field"])
                != (422, &"unknown_field".into(), &place.as_str().into())
            {
                wrong.push(format!(
                    "{} with {place} is answered {} {}",
                    row.route, answer.status, answer.body
                ));
            }
        }
        if rows(&market) != before {
            wrong.push(format!("{} was refused and left something", row.route));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(tried > 500, "{tried} bodies");
}
