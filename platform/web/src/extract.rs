//! What handlers take: a JSON body, the query, the path, paging, an upload.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use kernel::{Cursor, Digest, Id, Kind, Limit, Refusal, RefusalKind};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use sha2::{Digest as _, Sha256};
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::describe::{Sketch, Takes};
use crate::gate::Visit;
use crate::{Answer, Problem, State, answer, limits};

/// A JSON body; as an answer, 200 with one. The type must deny unknown fields.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<State> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, _: &State) -> Answer<Self> {
        let (parts, body) = request.into_parts();
        let bytes = json_bytes(&parts, body).await?;
        parse(&bytes).map(Self)
    }
}
impl<T: ToSchema> Takes for Json<T> {
    fn sketch(sketch: &mut Sketch) {
        sketch.takes_json::<T>();
    }
}

/// The bytes of a JSON body, its media type and its limits checked.
pub(crate) async fn json_bytes(parts: &Parts, body: Body) -> Answer<Bytes> {
    let visit = Visit::of(&parts.extensions)?;
    let media = media(&parts.headers);
    let (body_bytes, body_time) = visit.body();
    if !matches!(media.as_deref(), Some("application/json")) {
        let detail = "Send JSON, and say so: Content-Type: application/json.";
        let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail);
        return Err(problem.at("Content-Type").allowing(["application/json"]).closing());
    }
    limits::whole(body, body_bytes, body_time).await
}

/// The media type without its parameters, in lower case.
pub(crate) fn media(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(text.split(';').next()?.trim().to_ascii_lowercase())
}

/// Reads JSON. Depth ends at serde_json's own 128; what cannot be read is 400, what cannot be right 422.
pub(crate) fn parse<T: DeserializeOwned>(json: &[u8]) -> Answer<T> {
    if limits::names_nul(json) {
        return Err(Refusal::invalid("nul", "Texts must not contain the character NUL (\\u0000).").into());
    }
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| misfit(&error))?;
    reader.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn malformed(error: &serde_json::Error) -> Problem {
    let detail = format!("The body is not JSON: {error}. Nothing was changed.");
    Problem::new(StatusCode::BAD_REQUEST, "malformed_json", detail)
}

fn misfit(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    if error.inner().classify() != Category::Data {
        return malformed(error.inner());
    }
    let message = error.inner().to_string();
    let field = pointer(error.path());
    // serde's own words: unknown field `prize`, expected one of `price`, `title` at line 1 column 9
    match message.strip_prefix("unknown field `") {
        Some(rest) => {
            let mut words = rest.split('`').step_by(2).map(str::to_owned);
            let unknown = words.next().unwrap_or_default();
            let field =
                if field.ends_with(&format!("/{unknown}")) { field } else { format!("{field}/{unknown}") };
            let expected = rest.split('`').skip(2).step_by(2).map(str::to_owned);
            let detail = format!("The field `{unknown}` is not known here. Nothing was changed.");
            Problem::from(Refusal::field(field, "unknown_field", detail)).allowing(expected)
        }
        None => Refusal::field(field, "invalid_field", format!("{message}. Nothing was changed.")).into(),
    }
}

/// Where in the body, as a JSON pointer (RFC 6901); empty for the whole.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |text, segment| match segment {
        Segment::Seq { index } => format!("{text}/{index}"),
        Segment::Map { key } => format!("{text}/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => text,
    })
}

/// The query as a struct. Names that the route does not know are refused before the handler.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<State> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Answer<Self> {
        match axum::extract::Query::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(error) => {
                let reason =
                    std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
                Err(Refusal::invalid("query", format!("The query cannot be right: {reason}.")).into())
            }
        }
    }
}
impl<T: IntoParams> Takes for Query<T> {
    fn sketch(sketch: &mut Sketch) {
        sketch.parameters.extend(T::into_params(|| Some(ParameterIn::Query)));
    }
}

/// The parts of the path that the route leaves open, in their order.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// One open part of a path.
pub trait PathPart: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Missing: what is spelled wrong is not there.
    fn read(text: &str) -> Result<Self, Refusal>;
    /// For the document.
    fn schema() -> RefOr<Schema>;
}

impl<K: Kind> PathPart for Id<K> {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
            .map_err(|bad: kernel::BadId| Refusal::new(RefusalKind::Missing, "missing", bad.to_string()))
    }
    fn schema() -> RefOr<Schema> {
        <Self as PartialSchema>::schema()
    }
}
impl PathPart for String {
    fn read(text: &str) -> Result<Self, Refusal> {
        if text.contains('\0') { Err(Refusal::missing("thing")) } else { Ok(text.into()) }
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

async fn open_parts(parts: &mut Parts, state: &State) -> Answer<Vec<String>> {
    match RawPathParams::from_request_parts(parts, state).await {
        Ok(open) => Ok(open.iter().map(|(_, text)| text.to_owned()).collect()),
        Err(_) => Err(Refusal::missing("thing").into()), // not UTF-8: nothing of ours is called that
    }
}

fn nth<T: PathPart>(open: &[String], at: usize) -> Answer<T> {
    let text =
        open.get(at).ok_or_else(|| Problem::broken(&"a handler reads more of the path than it has"))?;
    Ok(T::read(text)?)
}

impl<A: PathPart> FromRequestParts<State> for Path<A> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Answer<Self> {
        let open = open_parts(parts, state).await?;
        Ok(Self(nth(&open, 0)?))
    }
}
impl<A: PathPart, B: PathPart> FromRequestParts<State> for Path<(A, B)> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Answer<Self> {
        let open = open_parts(parts, state).await?;
        Ok(Self((nth(&open, 0)?, nth(&open, 1)?)))
    }
}
impl<A: PathPart> Takes for Path<A> {
    fn sketch(sketch: &mut Sketch) {
        sketch.path.push(A::schema());
    }
}
impl<A: PathPart, B: PathPart> Takes for Path<(A, B)> {
    fn sketch(sketch: &mut Sketch) {
        sketch.path.extend([A::schema(), B::schema()]);
    }
}

/// `?limit=&after=` of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paging {
    /// Rows of the page.
    pub limit: Limit,
    /// Where to go on.
    pub after: Option<Cursor>,
}

impl FromRequestParts<State> for Paging {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Answer<Self> {
        #[derive(serde::Deserialize)]
        struct Asked {
            limit: Option<String>,
            after: Option<String>,
        }
        let asked = axum::extract::Query::<Asked>::try_from_uri(&parts.uri)
            .map_err(|_| Refusal::invalid("query", "`limit` and `after` may be named once each."))?;
        let limit = match asked.0.limit {
            None => Limit::DEFAULT,
            Some(text) => text.parse().ok().and_then(Limit::new).ok_or_else(|| {
                Refusal::field(
                    "limit",
                    "limit",
                    format!("`limit` is a whole number from 1 to {}.", Limit::MOST),
                )
            })?,
        };
        let after = asked.0.after.map(|text| Cursor::parse(&text)).transpose().map_err(|_| {
            Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
        })?;
        Ok(Self { limit, after })
    }
}
impl Takes for Paging {
    fn sketch(sketch: &mut Sketch) {
        let most = f64::from(Limit::MOST);
        let limit = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1.0)).maximum(Some(most));
        sketch.query("limit", "Rows of a page; 24 where it is not said.", limit);
        let after = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9a-f]{48}$"));
        sketch.query("after", "The `next` of the page before.", after);
    }
}

/// A file being sent, piece by piece, as long as the route allows.
pub struct Upload {
    /// Its media type without parameters, in lower case.
    pub media: Option<String>,
    body: Body,
    most: usize,
    /// The longest pause between two pieces.
    pause: Duration,
    hash: Sha256,
}

impl Upload {
    /// The next piece, or nothing at the end.
    ///
    /// # Errors
    /// Too large, too slow, or cut off.
    pub async fn piece(&mut self) -> Answer<Option<Bytes>> {
        let piece = limits::piece(&mut self.body, self.most, self.pause).await?;
        if let Some(bytes) = &piece {
            self.hash.update(bytes);
        }
        Ok(piece)
    }

    /// The hash of the pieces so far.
    pub fn digest(&self) -> Digest {
        Digest(self.hash.clone().finalize().into())
    }
}

impl FromRequest<State> for Upload {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, _: &State) -> Answer<Self> {
        let (parts, body) = request.into_parts();
        let (most, pause) = Visit::of(&parts.extensions)?.body();
        Ok(Self { media: media(&parts.headers), body, most, pause, hash: Sha256::new() })
    }
}
impl Takes for Upload {
    fn sketch(sketch: &mut Sketch) {
        for media in ["text/csv", "application/xml", "application/octet-stream"] {
            sketch.takes(media, answer::file());
        }
    }
}

/// A picture being sent: an [`Upload`] that the document describes as one.
pub struct Picture(pub Upload);

impl FromRequest<State> for Picture {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, state: &State) -> Answer<Self> {
        Upload::from_request(request, state).await.map(Self)
    }
}
impl Takes for Picture {
    fn sketch(sketch: &mut Sketch) {
        for media in ["image/jpeg", "image/png", "image/webp", "image/gif", "application/octet-stream"] {
            sketch.takes(media, answer::file());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Line {
        quantity: u32,
        note: Option<String>,
    }
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Cart {
        lines: Vec<Line>,
    }

    fn refused(json: &str) -> String {
        let problem = parse::<Cart>(json.as_bytes()).unwrap_err();
        format!("{} {} {problem:?}", problem.status().as_u16(), problem.code())
    }

    #[test]
    fn an_unknown_field_is_named_with_its_place_and_with_what_is_known() {
        let said = refused(r#"{"lines":[{"quantity":1},{"quantity":1,"prize":5}]}"#);
        assert!(said.starts_with("422 unknown_field"), "{said}");
        assert!(said.contains(r#"field: Some("/lines/1/prize")"#), "{said}");
        assert!(said.contains(r#"allowed: ["quantity", "note"]"#), "{said}");
        assert!(refused(r#"{"lines":[],"total":1}"#).contains(r#"field: Some("/total")"#));
    }

    #[test]
    fn what_cannot_be_read_and_what_cannot_be_right_are_two_answers() {
        assert!(refused("{").starts_with("400 malformed_json"));
        assert!(refused("").starts_with("400 malformed_json"));
        assert!(refused(r#"{"lines":[]} {}"#).starts_with("400 malformed_json"));
        let wrong = refused(r#"{"lines":[{"quantity":-1}]}"#);
        assert!(wrong.starts_with("422 invalid_field") && wrong.contains("/lines/0/quantity"), "{wrong}");
        assert!(refused(r#"{"lines":[{"quantity":1,"note":"\u0000"}]}"#).starts_with("422 nul"));
    }

    #[test]
    fn depth_ends_at_128() {
        let deep =
            |n: usize| parse::<serde_json::Value>(format!("{}{}", "[".repeat(n), "]".repeat(n)).as_bytes());
        assert!(deep(127).is_ok());
        assert_eq!(deep(128).unwrap_err().code(), "malformed_json");
        assert_eq!(deep(60_000).unwrap_err().code(), "malformed_json");
    }
}
