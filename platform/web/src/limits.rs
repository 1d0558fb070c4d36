//! Limits before parsing: how large, how slow, in which encoding a request may come (F32, F33).

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::{Answer, Problem};

/// What one request may cost before anything is known about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of a body, where the route does not say otherwise (`RIALTO_BODY_BYTES`).
    pub body_bytes: usize,
    /// Until a JSON body must be there, and the longest pause in an upload (`RIALTO_BODY_SECONDS`).
    pub body_time: Duration,
    /// Until there must be an answer, where the route does not say otherwise (`RIALTO_REQUEST_SECONDS`).
    pub request_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 64 * 1024,
            body_time: Duration::from_secs(10),
            request_time: Duration::from_secs(30),
        }
    }
}

/// Refuses by the head alone what need not be read at all.
pub(crate) fn head(headers: &HeaderMap, most: usize) -> Answer<()> {
    if headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content_encoding",
            "Send the body as it is: compressed requests are not unpacked here.",
        )
        .at("Content-Encoding")
        .closing());
    }
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most as u64) { Err(too_large(most)) } else { Ok(()) }
}

/// The body with its limit on it: also one without a Content-Length ends there.
pub(crate) fn bounded(body: Body, most: usize) -> Body {
    Body::new(Limited::new(body, most))
}

pub(crate) fn too_large(most: usize) -> Problem {
    let detail = format!("The body is too large: at most {most} bytes are read here. Nothing was changed.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail).closing()
}

pub(crate) fn too_slow() -> Problem {
    let detail = "The rest of the body did not come in time. Nothing was changed; send it again.";
    Problem::new(StatusCode::REQUEST_TIMEOUT, "body_too_slow", detail).closing()
}

fn cut(error: &axum::Error, most: usize) -> Problem {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return too_large(most);
        }
        source = error.source();
    }
    let detail = "The body ended before its end. Nothing was changed; send it again.";
    Problem::new(StatusCode::BAD_REQUEST, "body_cut", detail).closing()
}

/// The whole body.
pub(crate) async fn whole(body: Body, most: usize, within: Duration) -> Answer<Bytes> {
    match tokio::time::timeout(within, body.collect()).await {
        Err(_) => Err(too_slow()),
        Ok(Err(error)) => Err(cut(&error, most)),
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
    }
}

/// The next piece of a body, or nothing at its end.
pub(crate) async fn piece(body: &mut Body, most: usize, within: Duration) -> Answer<Option<Bytes>> {
    loop {
        match tokio::time::timeout(within, body.frame()).await {
            Err(_) => return Err(too_slow()),
            Ok(None) => return Ok(None),
            Ok(Some(Err(error))) => return Err(cut(&error, most)),
            Ok(Some(Ok(frame))) => {
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                } // trailers say nothing to us
            }
        }
    }
}

/// Whether JSON names the character NUL (`\u0000`), which no database column of ours takes.
pub(crate) fn names_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        if rest[at..].starts_with(b"\\u0000") {
            return true;
        }
        rest = rest.get(at + 2..).unwrap_or_default(); // the letter after a backslash is not itself one
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_is_seen_and_its_spelling_is_not() {
        assert!(names_nul(br#"{"a":"x\u0000"}"#) && names_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!names_nul(br#"{"a":"\\u0000"}"#) && !names_nul(b"{}") && !names_nul(b"\\"));
    }

    #[test]
    fn a_packed_or_announced_giant_is_refused_by_its_head() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_LENGTH, "65".parse().unwrap());
        assert_eq!(head(&headers, 64).unwrap_err().code(), "body_too_large");
        assert_eq!(head(&headers, 65), Ok(()));
        headers.insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
        assert_eq!(head(&headers, 65).unwrap_err().code(), "content_encoding");
    }

    #[tokio::test]
    async fn a_body_without_a_length_ends_at_the_limit_too() {
        let within = Duration::from_secs(5);
        assert_eq!(whole(bounded("12345".into(), 5), 5, within).await, Ok(Bytes::from("12345")));
        let problem = whole(bounded("123456".into(), 5), 5, within).await.unwrap_err();
        assert_eq!((problem.status().as_u16(), problem.code()), (413, "body_too_large"));
    }
}
