//! The API document: OpenAPI 3.1, folded from the domains' route tables.

use std::collections::BTreeMap;

use utoipa::ToSchema as _;
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, ParameterIn, Paths};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, Header, HeaderBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Ref,
    RefOr, Required, Response, ResponseBuilder, Schema,
};

use crate::describe::parameter;
use crate::{Access, PREFIX, Route, access, problem};

/// What the document says about the whole.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The market's name.
    pub title: &'static str,
    /// The binary's version.
    pub version: &'static str,
}

/// The schemas of all routes by name, and the names that two routes use for different things.
pub(crate) fn schemas(routes: &[(&'static str, Route)]) -> (BTreeMap<String, RefOr<Schema>>, Vec<String>) {
    let mut schemas: BTreeMap<String, RefOr<Schema>> = BTreeMap::new();
    let mut twice = Vec::new();
    for (name, schema) in routes.iter().flat_map(|(_, route)| &route.sketch.schemas) {
        match schemas.get(name) {
            Some(known) if known != schema => twice.push(name.clone()),
            Some(_) => {}
            None => {
                schemas.insert(name.clone(), schema.clone());
            }
        }
    }
    (schemas, twice)
}

/// The whole document.
pub(crate) fn document(
    about: About,
    routes: &[(&'static str, Route)],
    schemas: BTreeMap<String, RefOr<Schema>>,
) -> OpenApi {
    let mut paths = Paths::new();
    for (domain, route) in routes {
        let methods = vec![method(route)];
        paths.add_path_operation(format!("{PREFIX}{}", route.path), methods, operation(domain, route));
    }
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The secret of a session or of a token with scopes."))
        .build();
    let guest = ApiKeyValue::with_description("Rialto-Guest", "The secret of a cart or of a guest's order.");
    let components = schemas
        .into_iter()
        .fold(ComponentsBuilder::new(), |components, (name, schema)| components.schema(name, schema))
        .schema("Problem", <problem::Page as utoipa::PartialSchema>::schema())
        .response("Problem", refusal())
        .security_scheme(access::BEARER, SecurityScheme::Http(bearer))
        .security_scheme(access::GUEST, SecurityScheme::ApiKey(ApiKey::Header(guest)));
    OpenApiBuilder::new()
        .info(InfoBuilder::new().title(about.title).version(about.version).description(Some(INTRODUCTION)))
        .paths(paths)
        .components(Some(components.build()))
        .build()
}

/// What holds for every route.
pub(crate) const INTRODUCTION: &str = "\
Ids begin with the kind of thing they name and are no secret. Money is `{\"amount\":12900,\"currency\":\"PHP\"}` in \
minor units, times are RFC 3339 in UTC. A list takes `limit` and `after` and answers `data` and `next`. Every \
answer of 400 and above is `application/problem+json` with a stable `code`. A POST that makes or moves something \
takes `Idempotency-Key`: the same key with the same request is answered again and not done again. Unknown fields \
and parameters are refused. Compressed requests are not unpacked. After 429 and 503 wait for `Retry-After`.";

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn header(words: &str, schema: ObjectBuilder) -> Header {
    HeaderBuilder::new().description(Some(words)).schema(Some(schema)).build()
}

fn refusal() -> Response {
    let schema = Ref::from_schema_name(problem::Page::name());
    ResponseBuilder::new()
        .description("Why not: for programs `code`, for people `detail`.")
        .content("application/problem+json", ContentBuilder::new().schema(Some(schema)).build())
        .header("Request-Id", header("The id of this request.", text()))
        .header(
            "Retry-After",
            header("Seconds until the same again may do.", ObjectBuilder::new().schema_type(Type::Integer)),
        )
        .build()
}

fn method(route: &Route) -> HttpMethod {
    match route.method.as_str() {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// `post_carts_cart_lines`: unique because method and path are.
fn operation_id(route: &Route) -> String {
    let letters = route.path.chars().filter(|c| !"{}".contains(*c));
    let path: String = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("{}{path}", route.method.as_str().to_ascii_lowercase())
}

fn operation(domain: &str, route: &Route) -> Operation {
    let sketch = &route.sketch;
    let open = route.open_parts().zip(&sketch.path).map(|(name, schema)| {
        let place = parameter(ParameterIn::Path, name, "Which one.", schema.clone());
        place.required(Required::True).build()
    });
    let mut words = route.access.sentence();
    if !route.refuses.is_empty() {
        words.push_str(&format!(" It may refuse with: {}.", route.refuses.join(", ")));
    }
    if let Some(reason) = route.without_key {
        words.push_str(&format!(" It takes no Idempotency-Key: {reason}"));
    }
    let operation = OperationBuilder::new()
        .tag(domain)
        .summary(Some(route.about))
        .description(Some(words))
        .operation_id(Some(operation_id(route)))
        .parameters(Some(open.chain(sketch.parameters.iter().cloned())))
        .request_body(sketch.body.clone())
        .securities(Some(route.access.requirements()));
    let operation = sketch.answers.iter().fold(operation, |operation, (status, response)| {
        let mut response = response.clone();
        response.headers.insert("Request-Id".into(), header("The id of this request.", text()).into());
        if sketch.keyed {
            let replayed = header("`true` where this answer was given before, to the same key.", text());
            response.headers.insert("Idempotent-Replayed".into(), replayed.into());
        }
        operation.response(status.to_string(), response)
    });
    let problem = Ref::from_response_name("Problem");
    statuses(route)
        .into_iter()
        .fold(operation, |operation, status| operation.response(status, problem.clone()))
        .build()
}

/// The problems a route of this shape may answer; `default` is for what has nothing to do with its shape.
fn statuses(route: &Route) -> Vec<&'static str> {
    let sketch = &route.sketch;
    let (has_body, is_get) = (sketch.body.is_some(), route.method.as_str() == "GET");
    let all = [
        ("400", has_body || sketch.keyed),
        ("401", true), // also where everybody may call: a bad credential is refused
        ("403", route.access != Access::Public),
        ("404", !sketch.path.is_empty()),
        ("408", has_body),
        ("409", !is_get),
        ("413", has_body),
        ("415", has_body),
        ("422", true), // an unknown parameter
        ("429", true),
        ("503", true),
        ("default", true),
    ];
    all.into_iter().filter(|(_, may)| *may).map(|(status, _)| status).collect()
}
