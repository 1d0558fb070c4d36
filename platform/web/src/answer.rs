//! What handlers answer with when all is well.

use std::marker::PhantomData;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Page;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema};

use crate::describe::{Gives, Sketch};
use crate::{Answer, Json, Problem};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Tells that this answer was given before, to the same `Idempotency-Key`.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

fn json(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response
}

fn written<T: Serialize>(value: &T) -> Answer<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| Problem::broken(&error))
}

impl<T: Serialize> IntoResponse for Json<T> {
    /// 200.
    fn into_response(self) -> Response {
        written(&self.0).map_or_else(IntoResponse::into_response, |body| json(StatusCode::OK, body))
    }
}
impl<T: ToSchema> Gives for Json<T> {
    fn sketch(sketch: &mut Sketch) {
        let schema = sketch.schema::<T>();
        sketch.gives(200, "As asked.", &["application/json"], Some(schema));
    }
}

/// One page of a list.
pub struct List<T>(pub Page<T>);

impl<T: Serialize> IntoResponse for List<T> {
    /// 200.
    fn into_response(self) -> Response {
        written(&self.0).map_or_else(IntoResponse::into_response, |body| json(StatusCode::OK, body))
    }
}
impl<T: ToSchema> Gives for List<T> {
    fn sketch(sketch: &mut Sketch) {
        let rows = sketch.schema::<T>();
        let next = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .description(Some("Where the list goes on, for `after`; null at its end."));
        let page = ObjectBuilder::new()
            .property("data", Array::new(rows))
            .required("data")
            .property("next", next)
            .required("next");
        sketch.gives(200, "One page.", &["application/json"], Some(page.into()));
    }
}

/// The answer of an idempotent command: fresh, or the one that was kept.
pub struct Kept<T, const STATUS: u16> {
    body: Bytes,
    replayed: bool,
    of: PhantomData<fn() -> T>,
}

/// 200: done.
pub type Done<T> = Kept<T, 200>;
/// 201: made.
pub type Created<T> = Kept<T, 201>;
/// 202: begun; a job carries it on.
pub type Accepted<T> = Kept<T, 202>;

impl<T, const STATUS: u16> Kept<T, STATUS> {
    pub(crate) fn of_bytes(body: Bytes, replayed: bool) -> Self {
        Self { body, replayed, of: PhantomData }
    }

    /// The value itself, for a page.
    pub(crate) fn value(&self) -> Result<T, serde_json::Error>
    where
        T: serde::de::DeserializeOwned,
    {
        serde_json::from_slice(&self.body)
    }
}
impl<T: Serialize, const STATUS: u16> Kept<T, STATUS> {
    /// Of a value, for what needs no key.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn of(value: &T) -> Answer<Self> {
        Ok(Self::of_bytes(written(value)?.into(), false))
    }
}
impl<T, const STATUS: u16> IntoResponse for Kept<T, STATUS> {
    fn into_response(self) -> Response {
        let mut response = json(StatusCode::from_u16(STATUS).unwrap_or(StatusCode::OK), self.body);
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
impl<T: ToSchema, const STATUS: u16> Gives for Kept<T, STATUS> {
    fn sketch(sketch: &mut Sketch) {
        let schema = sketch.schema::<T>();
        let words = match STATUS {
            201 => "Made.",
            202 => "Begun.",
            _ => "Done.",
        };
        sketch.gives(STATUS, words, &["application/json"], Some(schema));
    }
}

/// 204: done, and there is nothing to say.
pub struct NoContent;

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}
impl Gives for NoContent {
    fn sketch(sketch: &mut Sketch) {
        sketch.gives(204, "Done.", &[], None);
    }
}

/// A file to save, possibly long: its body may be a stream.
pub struct Download {
    /// `text/csv` or `application/xml`.
    pub media: &'static str,
    /// What the file is called: letters, digits, `-`, `_` and `.`; anything else becomes `_`.
    pub name: String,
    /// The bytes.
    pub body: Body,
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let name: String = self.name.chars().map(plain).collect();
        let mut response = Response::new(self.body);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}
impl Gives for Download {
    fn sketch(sketch: &mut Sketch) {
        sketch.gives(200, "The file.", &["text/csv", "application/xml"], Some(file()));
    }
}

/// Bytes of a file, in the document.
pub(crate) fn file() -> RefOr<Schema> {
    let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
    ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).into()
}
