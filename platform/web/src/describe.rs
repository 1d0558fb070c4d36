//! The API document is read off the handlers' own types: what an extractor takes and an answer gives says so
//! itself, and cannot say anything else.

use utoipa::ToSchema;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Schema};

/// What one operation of the document is put together from.
#[derive(Default)]
pub struct Sketch {
    /// Schemas of the path's parameters, in their order.
    pub(crate) path: Vec<RefOr<Schema>>,
    /// Parameters of query and headers.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    /// Names of the schemas in the body: these must not take unknown fields.
    pub(crate) taken: Vec<String>,
    pub(crate) answers: Vec<(u16, Response)>,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
    pub(crate) keyed: bool,
}

impl Sketch {
    /// Takes the schema of `T` and everything it names into the document.
    pub(crate) fn schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        T::schemas(&mut self.schemas);
        let name = T::name().into_owned();
        self.schemas.push((name.clone(), T::schema()));
        Ref::from_schema_name(name).into()
    }

    /// A JSON body of this schema.
    pub(crate) fn takes_json<T: ToSchema>(&mut self) {
        let schema = self.schema::<T>();
        self.taken.push(T::name().into_owned());
        self.takes("application/json", schema);
    }

    /// A body of this type.
    pub(crate) fn takes(&mut self, media: &str, schema: RefOr<Schema>) {
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = self.body.take().map_or_else(RequestBodyBuilder::new, Into::into);
        self.body = Some(body.content(media, content).required(Some(Required::True)).build());
    }

    /// An answer of this status.
    pub(crate) fn gives(&mut self, status: u16, words: &str, media: &[&str], schema: Option<RefOr<Schema>>) {
        let response = media.iter().fold(ResponseBuilder::new().description(words), |response, media| {
            response.content(*media, ContentBuilder::new().schema(schema.clone()).build())
        });
        self.answers.push((status, response.build()));
    }

    /// A parameter of the query.
    pub(crate) fn query(&mut self, name: &str, words: &str, schema: impl Into<RefOr<Schema>>) {
        self.parameters.push(parameter(ParameterIn::Query, name, words, schema).build());
    }

    /// The names of the query's parameters.
    pub(crate) fn query_names(&self) -> Vec<String> {
        let queries = self.parameters.iter().filter(|one| one.parameter_in == ParameterIn::Query);
        queries.map(|one| one.name.clone()).collect()
    }
}

/// A parameter that may be left out, until the builder says otherwise.
pub(crate) fn parameter(
    place: ParameterIn,
    name: &str,
    words: &str,
    schema: impl Into<RefOr<Schema>>,
) -> ParameterBuilder {
    ParameterBuilder::new()
        .parameter_in(place)
        .name(name)
        .description(Some(words))
        .required(Required::False)
        .schema(Some(schema))
}

/// An argument of a handler: says what it takes from the request.
pub trait Takes {
    /// Adds it to the operation.
    fn sketch(sketch: &mut Sketch);
}

/// An answer of a handler: says what it gives.
pub trait Gives {
    /// Adds it to the operation.
    fn sketch(sketch: &mut Sketch);
}

impl<T: Gives> Gives for crate::Answer<T> {
    fn sketch(sketch: &mut Sketch) {
        T::sketch(sketch);
    }
}

/// A handler whose arguments and answer all describe themselves. `Args` is what axum's own `Handler` calls `T`:
/// a marker, then the arguments.
pub trait Described<Args> {
    /// Adds all of them to the operation.
    fn sketch(sketch: &mut Sketch);
}

macro_rules! described {
    ($($argument:ident)*) => {
        impl<F, Fut, Given, M, $($argument),*> Described<(M, $($argument,)*)> for F
        where
            F: FnOnce($($argument),*) -> Fut,
            Fut: Future<Output = Given>,
            Given: Gives,
            $($argument: Takes,)*
        {
            fn sketch(sketch: &mut Sketch) {
                $($argument::sketch(sketch);)*
                Given::sketch(sketch);
            }
        }
    };
}
described!();
described!(A);
described!(A B);
described!(A B C);
described!(A B C D);
described!(A B C D E);
