//! The API document for programs, and the same for people: a page that needs no script and nothing from
//! elsewhere. Both are made once, at the start.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;
use utoipa::openapi::OpenApi;

use crate::openapi::INTRODUCTION;
use crate::{Answer, Problem, State};

/// The style sheet is a file of ours; nothing else may be loaded, run or framed.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

const STYLE: &str = include_str!("docs.css");

/// `/api/openapi.json`, `/api/docs` and its style sheet.
pub(crate) fn routes(document: &OpenApi) -> Answer<Vec<(&'static str, MethodRouter<State>)>> {
    let value = serde_json::to_value(document).map_err(|error| Problem::broken(&error))?;
    let json = fixed(value.to_string(), "application/json");
    let page = fixed(page(&value).into_string(), "text/html; charset=utf-8");
    Ok(vec![
        ("/api/openapi.json", json),
        ("/api/docs", page),
        ("/api/docs.css", fixed(STYLE.to_owned(), "text/css; charset=utf-8")),
    ])
}

fn fixed(text: String, media: &'static str) -> MethodRouter<State> {
    let bytes = Bytes::from(text);
    get(move || async move {
        let mut response = Response::new(Body::from(bytes.clone()));
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value| headers.insert(name, value);
        set(header::CONTENT_TYPE, HeaderValue::from_static(media));
        set(header::CONTENT_SECURITY_POLICY, POLICY);
        set(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
        response
    })
}

fn page(document: &Value) -> Markup {
    let title = text(&document["info"]["title"]);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " API" }
                link rel="stylesheet" href="/api/docs.css";
            }
            body {
                header {
                    h1 { (title) " API" }
                    p { "Version " (text(&document["info"]["version"])) ". For programs: "
                        a href="/api/openapi.json" { "openapi.json" } "." }
                    p { (INTRODUCTION) }
                }
                main {
                    @for domain in domains(document) { (chapter(document, domain)) }
                    h2 { "Schemas" }
                    @for (name, schema) in fields(&document["components"]["schemas"]) { (shape(name, schema)) }
                }
            }
        }
    }
}

/// Every operation as (method, path, operation), in the order of the tables.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = fields(&document["paths"]);
    paths.flat_map(|(path, item)| fields(item).map(move |(method, operation)| (method, path, operation)))
}

fn domains(document: &Value) -> Vec<&str> {
    let mut domains: Vec<&str> = Vec::new();
    for (_, _, operation) in operations(document) {
        let domain = text(&operation["tags"][0]);
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    domains
}

fn chapter(document: &Value, domain: &str) -> Markup {
    html! {
        h2 id=(domain) { (domain) }
        @for (method, path, operation) in operations(document) {
            @if text(&operation["tags"][0]) == domain { (entry(method, path, operation)) }
        }
    }
}

fn entry(method: &str, path: &str, operation: &Value) -> Markup {
    html! {
        article id=(text(&operation["operationId"])) {
            h3 { code { b { (method.to_uppercase()) } " " (path) } }
            p { (text(&operation["summary"])) }
            p { (text(&operation["description"])) }
            @if let Some(parameters) = operation["parameters"].as_array().filter(|all| !all.is_empty()) {
                table {
                    tr { th { "Parameter" } th { "In" } th { "Type" } th { "Meaning" } }
                    @for one in parameters {
                        tr {
                            td { code { (text(&one["name"])) } @if one["required"] == true { " (needed)" } }
                            td { (text(&one["in"])) }
                            td { (kind(&one["schema"])) }
                            td { (text(&one["description"])) }
                        }
                    }
                }
            }
            @for (media, content) in fields(&operation["requestBody"]["content"]) {
                p { "Takes " code { (media) } ": " (kind(&content["schema"])) }
            }
            @for (status, answer) in fields(&operation["responses"]) {
                @for (media, content) in fields(&answer["content"]) {
                    p { "Answers " b { (status) } " " code { (media) } ": " (kind(&content["schema"])) }
                }
            }
        }
    }
}

fn shape(name: &str, schema: &Value) -> Markup {
    let needed =
        |field: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == field));
    html! {
        article id={ "schema-" (name) } {
            h3 { code { (name) } }
            p { (text(&schema["description"])) }
            @if schema["properties"].is_object() {
                table {
                    tr { th { "Field" } th { "Type" } th { "Meaning" } }
                    @for (field, property) in fields(&schema["properties"]) {
                        tr {
                            td { code { (field) } @if !needed(field) { " (may be absent)" } }
                            td { (kind(property)) }
                            td { (text(&property["description"])) }
                        }
                    }
                }
            } @else {
                p { (kind(schema)) }
            }
        }
    }
}

/// A schema in a few words, with links to those it names.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
        return html! { a href={ "#schema-" (name) } { (name) } };
    }
    let choices = ["oneOf", "anyOf", "allOf"].iter().find_map(|word| schema[word].as_array());
    if let Some(choices) = choices {
        return html! { @for (at, one) in choices.iter().enumerate() { @if at > 0 { " or " } (kind(one)) } };
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<&str> = words.iter().map(text).collect();
        return html! { (words.join(", ")) };
    }
    let word = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" or "),
        one => text(one).to_owned(),
    };
    html! {
        (word)
        @if schema["items"].is_object() { " of " (kind(&schema["items"])) }
        @if let Some(format) = schema["format"].as_str() { " (" (format) ")" }
        @if let Some(pattern) = schema["pattern"].as_str() { " " code { (pattern) } }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
