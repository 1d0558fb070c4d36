//! One row of a domain's table of pages.

use std::time::Duration;

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::describe::{Described, Sketch};
use crate::{Access, State};

/// A page, or what a form on one posts to. Its path is its address: `/orders/{order}`.
pub struct PageRoute {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) sketch: Sketch,
    pub(crate) cost: u32,
    pub(crate) body_bytes: Option<usize>,
    pub(crate) request_time: Option<Duration>,
    pub(crate) once_not_needed: Option<&'static str>,
    pub(crate) cookieless: bool,
    pub(crate) demo_only: bool,
    pub(crate) handler: MethodRouter<State>,
}

/// What a form costs of the rate limit, in readings.
const FORM_COST: u32 = 3;

impl PageRoute {
    /// A page to read. It changes nothing.
    pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self { cost: 1, ..Self::new((Method::GET, MethodFilter::GET), path, access, handler) }
    }

    /// What a form posts to; the handler takes a [`crate::page::Form`], so that pressing twice is once.
    pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, State> + Described<T>,
        T: 'static,
    {
        Self::new((Method::POST, MethodFilter::POST), path, access, handler)
    }

    fn new<H, T>(
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        access: Access,
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
            sketch,
            cost: FORM_COST,
            body_bytes: None,
            request_time: None,
            once_not_needed: None,
            cookieless: false,
            demo_only: false,
            handler: on(filter, handler),
        }
    }

    /// Tokens of the rate limit it takes.
    #[must_use]
    pub fn cost(mut self, tokens: u32) -> Self {
        self.cost = tokens;
        self
    }

    /// Bytes that its form may have, where the usual limit is too small.
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

    /// A form that may be sent twice, with the reason: it sets something to a value, or has no effect that lasts.
    #[must_use]
    pub fn twice_is_once(mut self, reason: &'static str) -> Self {
        self.once_not_needed = Some(reason);
        self
    }

    /// For files that are the same for everybody: no cookie is read, and none is set (F28).
    #[must_use]
    pub fn cookieless(mut self) -> Self {
        self.cookieless = true;
        self
    }

    /// There only in a demonstration.
    #[must_use]
    pub fn demo_only(mut self) -> Self {
        self.demo_only = true;
        self
    }

    /// `GET /orders/{order}`: how people and tests name it.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Its path as in the table.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Its method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Who may come.
    pub fn access(&self) -> Access {
        self.access
    }

    pub(crate) fn open_parts(&self) -> usize {
        self.path.split('/').filter(|part| part.starts_with('{')).count()
    }

    /// What is wrong with this row by itself.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |words: String| faults.push(format!("{}: {words}", self.name()));
        if !self.path.starts_with('/') || (self.path.len() > 1 && self.path.ends_with('/')) {
            fault("a path begins with a slash and does not end with one".into());
        }
        if self.path.starts_with("/api/") {
            fault("/api is the other face's".into());
        }
        let (open, read) = (self.open_parts(), self.sketch.path.len());
        if open != read {
            fault(format!("the path leaves {open} parts open and the handler reads {read}"));
        }
        if self.method == Method::POST && !self.sketch.keyed && self.once_not_needed.is_none() {
            fault("a POST takes Form, or says by twice_is_once why not".into());
        }
        faults
    }
}
