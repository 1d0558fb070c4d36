//! Headers of every answer, also of errors (F44, S13).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The header that names a request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// What an answer may be kept by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Privacy {
    /// Made for one caller: kept nowhere.
    Private,
    /// Alike for everybody: kept, but asked for again each time.
    Public,
    /// A page that shows nobody anything of their own: a browser may keep it for going back.
    Visit,
}

/// Puts in place what the handler did not say itself.
pub(crate) fn finish(headers: &mut HeaderMap, privacy: Privacy, secure: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    // For answers that no browser should show as a page; a page brings its own policy.
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    match privacy {
        Privacy::Private => set(header::CACHE_CONTROL, "no-store"),
        Privacy::Public => {
            set(header::CACHE_CONTROL, "public, no-cache");
            set(header::VARY, "Authorization, Rialto-Guest");
        }
        Privacy::Visit => {
            set(header::CACHE_CONTROL, "private, no-cache");
            set(header::VARY, "Cookie, Accept-Language");
        }
    }
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_answer_is_kept_nowhere_and_a_handlers_own_word_stands() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'self'"));
        finish(&mut headers, Privacy::Private, true);
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["content-security-policy"], "default-src 'self'");
        assert_eq!(headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
        let mut headers = HeaderMap::new();
        finish(&mut headers, Privacy::Public, false);
        assert_eq!(headers["cache-control"], "public, no-cache");
        assert!(!headers.contains_key("strict-transport-security"));
    }
}
