//! Errors as `application/problem+json` (RFC 9457) with a stable code.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::LONGEST_BODY;
use crate::books::Refusal;
use crate::counter::AskError;

/// An answer that says what went wrong.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    /// The request's body was left unread, so the connection cannot serve another request.
    unread: bool,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: &'a str,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Problem {
        Problem { status, code, detail: detail.into(), unread: false }
    }

    /// Answered before the body was read.
    fn early(self) -> Problem {
        Problem { unread: true, ..self }
    }

    pub(super) fn malformed(why: &str) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "malformed_body", format!("The body cannot be read: {why}."))
    }

    pub(super) fn unauthorized() -> Problem {
        let detail = "Send the configured key as `Authorization: Bearer sk_sandbox_…`.";
        Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", detail).early()
    }

    pub(super) fn no_such_address() -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not_found", "There is nothing at this address.").early()
    }

    pub(super) fn method_not_allowed() -> Problem {
        let detail = "This address knows other methods; the Allow header names them.";
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).early()
    }

    pub(super) fn body_too_large() -> Problem {
        let detail = format!("A body may have {LONGEST_BODY} bytes.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail).early()
    }

    pub(super) fn not_json() -> Problem {
        let detail = "Say `Content-Type: application/json`.";
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail).early()
    }

    pub(super) fn answer_withheld() -> Problem {
        let detail = "The script withholds this answer. Ask again with the same reference.";
        Problem::new(StatusCode::GATEWAY_TIMEOUT, "answer_withheld", detail)
    }

    fn broken(why: &dyn std::error::Error) -> Problem {
        tracing::error!(%why, "the gateway's books failed");
        let detail = "The gateway's file could not be used, and nothing was booked. Try again.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "books_unavailable", detail)
    }
}

impl From<AskError> for Problem {
    fn from(why: AskError) -> Problem {
        let refusal = match why {
            AskError::Refused(refusal) => refusal,
            AskError::BrokeOff(why) => return Problem::broken(&why),
        };
        let (status, code) = match &refusal {
            Refusal::Invalid { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_field"),
            Refusal::Unknown { .. } => (StatusCode::NOT_FOUND, "not_found"),
            Refusal::ReferenceReused(_) => (StatusCode::CONFLICT, "reference_reused"),
            Refusal::AlreadyCaptured => (StatusCode::CONFLICT, "already_captured"),
            Refusal::PaymentClosed(_) => (StatusCode::CONFLICT, "payment_closed"),
            Refusal::ExceedsCapture { .. } | Refusal::ChargebackExceedsCapture { .. } => {
                (StatusCode::CONFLICT, "exceeds_capture")
            }
            Refusal::AlreadySettled(_) => (StatusCode::CONFLICT, "already_settled"),
            Refusal::Broken(why) => return Problem::broken(why),
        };
        Problem::new(status, code, refusal.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
        };
        let mut answer = (self.status, Json(body)).into_response();
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.unread {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }
}
