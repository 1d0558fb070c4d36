//! What every answer of 400 and above looks like: RFC 9457 `application/problem+json`.
//!
//! 400 is what cannot be read, 422 what was read and cannot be right; the other statuses say what their
//! refusal's kind says.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use db::No;
use kernel::{Refusal, RefusalKind};
use serde::Serialize;
use utoipa::ToSchema;

/// What a handler answers.
pub type Answer<T> = Result<T, Problem>;

/// Why there is no other answer. Becomes JSON at the gate, where the request's id is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: Cow<'static, str>,
    field: Option<Cow<'static, str>>,
    allowed: Vec<Cow<'static, str>>,
    /// Seconds.
    retry_after: Option<u64>,
    close: bool,
}

/// How a problem reads.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Page<'a> {
    /// Where the code is explained.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem, for people.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// What happened, what is safe, what to do.
    detail: &'a str,
    /// Stable and for programs.
    code: &'a str,
    /// The field that was wrong, as a JSON pointer or the name of a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// What would be possible instead.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    allowed: &'a [Cow<'static, str>],
    /// The id of this request: name it when you ask for help.
    instance: &'a str,
}

impl Problem {
    /// A problem of HTTP itself; what a rule refuses is a [`Refusal`].
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            field: None,
            allowed: Vec::new(),
            retry_after: None,
            close: false,
        }
    }

    /// A fault of ours. The reason is for the log; the client learns only that nothing is wrong with it.
    pub fn broken(reason: &dyn std::fmt::Display) -> Self {
        tracing::error!(%reason, "a request broke");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "broken",
            "Something broke on our side; nothing was changed. The instance below names it in our log.",
        )
    }

    /// Says when the same again may do.
    #[must_use]
    pub(crate) fn after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Names the field or parameter that was wrong.
    #[must_use]
    pub(crate) fn at(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Names what would be possible instead.
    #[must_use]
    pub(crate) fn allowing(
        mut self,
        allowed: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }

    /// Ends the connection after this answer: the rest of the request is not read.
    #[must_use]
    pub(crate) fn closing(mut self) -> Self {
        self.close = true;
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What happened, what is safe, what to do: in plain English.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The field that was wrong, where one was: a JSON pointer such as `/lines/0/quantity`.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Whether a form that met this is shown again with its words, and nothing is broken or missing.
    pub fn is_for_the_form(&self) -> bool {
        matches!(
            self.status,
            StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS
        )
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// For answers that are made outside a handler, such as axum's own 404 and 405.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::new(
                status,
                "no_such_route",
                "There is nothing at this address; /api/docs lists what there is.",
            ),
            StatusCode::METHOD_NOT_ALLOWED => Self::new(
                status,
                "method",
                "This address does not take this method; the Allow header names those it takes.",
            ),
            other => Self::new(other, "http", "The request cannot be answered."),
        }
    }

    /// The whole response. `instance` is the request's id.
    pub(crate) fn render(&self, instance: &str) -> Response {
        let page = Page {
            kind: format!("/api/docs#problem-{}", self.code),
            title: title(self.status),
            status: self.status.as_u16(),
            detail: &self.detail,
            code: self.code,
            field: self.field.as_deref(),
            allowed: &self.allowed,
            instance,
        };
        let mut response = Response::new(Body::from(serde_json::to_vec(&page).unwrap_or_default()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")); // RFC 9110, 11.6.1
        }
        if self.close {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// The kind of problem, for people.
fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "This cannot be read",
        401 => "Please sign in",
        403 => "Not allowed",
        404 => "Not there",
        405 => "Not this method",
        408 => "Too slow",
        409 => "Not now",
        413 => "Too large",
        415 => "Not this kind of content",
        422 => "This cannot be right",
        429 => "Too often",
        503 => "Not at the moment",
        500..=599 => "Our fault",
        _ => "Refused",
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (status, retry_after) = match refusal.kind {
            RefusalKind::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, None),
            RefusalKind::SignIn => (StatusCode::UNAUTHORIZED, None),
            RefusalKind::Forbidden => (StatusCode::FORBIDDEN, None),
            RefusalKind::Missing => (StatusCode::NOT_FOUND, None),
            RefusalKind::Conflict => (StatusCode::CONFLICT, None),
            RefusalKind::TooMany => (StatusCode::TOO_MANY_REQUESTS, Some(60)),
            RefusalKind::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, Some(5)),
        };
        let Refusal { code, detail, field, allowed, .. } = refusal;
        Self { status, code, detail, field, allowed, retry_after, close: false }
    }
}

impl From<No> for Problem {
    fn from(no: No) -> Self {
        let unavailable =
            |code, detail: &'static str| Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail).after(1);
        match no {
            No::Refused(refusal) => refusal.into(),
            No::Busy => {
                unavailable("busy", "The market is busy; nothing was changed. Try again in a moment.")
            }
            No::Unknown => unavailable(
                "unknown_outcome",
                "We cannot tell whether this was done. Send the same again with the same Idempotency-Key: \
                 it will have been done once.",
            ),
            No::Broken(broken) => Self::broken(&broken),
        }
    }
}

impl IntoResponse for Problem {
    /// Leaves the page to the gate.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt as _;

    async fn page(problem: Problem) -> (Response<()>, serde_json::Value) {
        let (parts, body) = problem.render("req_1").into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        (Response::from_parts(parts, ()), serde_json::from_slice(&bytes).unwrap())
    }

    #[tokio::test]
    async fn a_refusal_reads_as_rfc_9457_says() {
        let refusal = Refusal::field("/lines/0/quantity", "quantity", "One to 99.").allowing(["1", "99"]);
        let (head, body) = page(refusal.into()).await;
        assert_eq!(head.status(), 422);
        assert_eq!(head.headers()["content-type"], "application/problem+json");
        assert_eq!(
            body,
            serde_json::json!({
                "type": "/api/docs#problem-quantity", "title": "This cannot be right", "status": 422,
                "detail": "One to 99.", "code": "quantity", "field": "/lines/0/quantity",
                "allowed": ["1", "99"], "instance": "req_1"
            })
        );
    }

    #[tokio::test]
    async fn busy_and_unknown_are_different_answers_and_both_say_when_to_come_back() {
        for (no, code) in [(No::Busy, "busy"), (No::Unknown, "unknown_outcome")] {
            let (head, body) = page(no.into()).await;
            assert_eq!((head.status().as_u16(), body["code"].as_str()), (503, Some(code)));
            assert_eq!(head.headers()["retry-after"], "1");
        }
    }

    #[tokio::test]
    async fn what_broke_is_not_told_to_strangers() {
        let (head, body) = page(No::Broken(db::Broken::Stored("password column".into())).into()).await;
        assert_eq!((head.status().as_u16(), body["code"].as_str()), (500, Some("broken")));
        assert!(!body.to_string().contains("password"));
    }

    #[tokio::test]
    async fn a_stranger_is_told_how_to_sign_in() {
        let (head, _) = page(Refusal::sign_in().into()).await;
        assert_eq!(
            (head.status().as_u16(), &head.headers()["www-authenticate"]),
            (401, &HeaderValue::from_static("Bearer"))
        );
    }
}
