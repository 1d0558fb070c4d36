//! The content security policy of pages: our own files and nothing else, no inline script, no inline style, and
//! markup into the page only through the one policy of our own script (F29).

use axum::http::HeaderValue;

/// The policy's header. `elsewhere` are the origins that forms may lead to and pictures may come from: a
/// gateway's hosted page, a host of its own for media.
pub(super) fn header(form_targets: &[String], picture_hosts: &[String]) -> HeaderValue {
    let list = |origins: &[String]| origins.iter().map(|origin| format!(" {origin}")).collect::<String>();
    let text = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         img-src 'self' data: blob:{}; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         form-action 'self'{}; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types rialto",
        list(picture_hosts),
        list(form_targets),
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_and_nothing_from_elsewhere_but_what_was_named() {
        let header = header(&["https://pay.example".into()], &[]);
        let text = header.to_str().unwrap();
        assert!(!text.contains("unsafe") && text.contains("script-src 'self';"), "{text}");
        assert!(text.contains("form-action 'self' https://pay.example;"), "{text}");
    }
}
