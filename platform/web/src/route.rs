//! One row of a domain's route table: where, who, what it says about itself, and the handler.

use std::time::Duration;

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::describe::{Described, Sketch};
use crate::{Access, State};

/// A route under `/api/v1`.
pub struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) about: &'static str,
    pub(crate) sketch: Sketch,
    pub(crate) refuses: &'static [&'static str],
    pub(crate) cost: u32,
    pub(crate) body_bytes: Option<usize>,
    pub(crate) request_time: Option<Duration>,
    pub(crate) without_key: Option<&'static str>,
    pub(crate) handler: MethodRouter<State>,
}

/// A writing costs this many readings unless the route says otherwise.
const WRITE_COST: u32 = 3;

impl Route {
    /// A reading. `about` is one sentence in the imperative, for the API document.
    pub fn get<H, T>(path: &'static str, access: Access, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::GET, MethodFilter::GET), path, access, about, handler).cost(1)
    }

    /// Makes or moves something; the handler takes [`crate::Keyed`], so that it happens once.
    pub fn post<H, T>(path: &'static str, access: Access, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::POST, MethodFilter::POST), path, access, about, handler)
    }

    /// Puts something in its place; twice is as once.
    pub fn put<H, T>(path: &'static str, access: Access, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::PUT, MethodFilter::PUT), path, access, about, handler)
    }

    /// Changes some fields to given values; twice is as once.
    pub fn patch<H, T>(path: &'static str, access: Access, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::PATCH, MethodFilter::PATCH), path, access, about, handler)
    }

    /// Takes something away; twice is as once.
    pub fn delete<H, T>(path: &'static str, access: Access, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::DELETE, MethodFilter::DELETE), path, access, about, handler)
    }

    fn new<H, T>(
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        access: Access,
        about: &'static str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        let mut sketch = Sketch::default();
        H::sketch(&mut sketch);
        Self {
            method,
            path,
            access,
            about,
            sketch,
            refuses: &[],
            cost: WRITE_COST,
            body_bytes: None,
            request_time: None,
            without_key: None,
            handler: on(filter, handler),
        }
    }

    /// The codes of its own refusals, for the document. What every route may answer is added by itself.
    #[must_use]
    pub fn refuses(mut self, codes: &'static [&'static str]) -> Self {
        self.refuses = codes;
        self
    }

    /// Tokens of the rate limit it takes: 1 for a reading and 3 for a writing unless said otherwise. Guessing at
    /// secrets should be dear.
    #[must_use]
    pub fn cost(mut self, tokens: u32) -> Self {
        self.cost = tokens;
        self
    }

    /// Bytes that its body may have, where the usual limit is too small.
    #[must_use]
    pub fn body(mut self, bytes: usize) -> Self {
        self.body_bytes = Some(bytes);
        self
    }

    /// How long it may take, where the usual limit is too short.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.request_time = Some(time);
        self
    }

    /// A POST whose sender cannot make keys up, or that moves nothing. The reason is for the reader.
    #[must_use]
    pub fn without_key(mut self, reason: &'static str) -> Self {
        self.without_key = Some(reason);
        self
    }

    /// `POST /carts/{cart}/lines`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path under `/api/v1`.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Who may call it.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The names of the path's open parts, in their order.
    pub(crate) fn open_parts(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}
