//! An object store that speaks S3, asked over our own connections: the one HTTP client and the one TLS of the market.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::{Client, Error as Unanswered};
use hyper_util::rt::TokioExecutor;
use object_store::aws::AmazonS3Builder;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse,
    HttpResponseBody, HttpService,
};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use percent_encoding::percent_decode_str;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Url;

use crate::FilesBroken;

/// How long one question may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a store is asked for again at most, and for how long.
const RETRY: (usize, Duration) = (3, Duration::from_secs(15));

/// `s3://KEY:SECRET@BUCKET/FOLDER?endpoint=https://s3.example&region=eu-1`: the folder may be left out, and so may the
/// endpoint and the region where they are Amazon's usual ones. Signs of KEY and SECRET that mean something in an
/// address are percent-encoded.
///
/// # Errors
/// It is no such address. Nobody is asked yet.
pub(crate) fn store(setting: &str) -> Result<Arc<dyn ObjectStore>, FilesBroken> {
    let wrong = |why: &str| FilesBroken(format!("the setting `object_store` {why}"));
    let url = Url::parse(setting).map_err(|_| wrong("is no address such as s3://KEY:SECRET@BUCKET"))?;
    let bucket =
        url.host_str().filter(|_| url.scheme() == "s3").ok_or_else(|| wrong("does not begin s3://"))?;
    let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (key, secret) = (plain(url.username()), url.password().map(plain).unwrap_or_default());
    if key.is_empty() || secret.is_empty() {
        return Err(wrong("lacks the key or the secret in front of the bucket"));
    }
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_access_key_id(key)
        .with_secret_access_key(secret)
        .with_region("us-east-1")
        .with_http_connector(Connector)
        .with_retry(RetryConfig {
            max_retries: RETRY.0,
            retry_timeout: RETRY.1,
            backoff: BackoffConfig::default(),
        });
    for (name, value) in url.query_pairs() {
        builder = match &*name {
            "endpoint" => builder.with_allow_http(value.starts_with("http://")).with_endpoint(value),
            "region" => builder.with_region(value),
            _ => return Err(wrong(&format!("has `{name}`, which is neither `endpoint` nor `region`"))),
        };
    }
    let store = builder.build()?;
    let folder =
        Path::parse(plain(url.path().trim_matches('/'))).map_err(|error| wrong(&error.to_string()))?;
    if folder.as_ref().is_empty() {
        return Ok(Arc::new(store));
    }
    Ok(Arc::new(PrefixStore::new(store, folder)))
}

/// Makes clients over hyper and rustls.
#[derive(Debug)]
struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        // By name: another crate may bring rustls a second provider, and then it chooses none by itself.
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| object_store::Error::Generic { store: "S3", source: Box::new(why) })?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
        Ok(HttpClient::new(Wire(Client::builder(TokioExecutor::new()).build(https))))
    }
}

type Https = hyper_rustls::HttpsConnector<hyper_util::client::legacy::connect::HttpConnector>;

#[derive(Debug)]
struct Wire(Client<Https, HttpRequestBody>);

#[async_trait::async_trait]
impl HttpService for Wire {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let asked = tokio::time::timeout(PATIENCE, self.0.request(request)).await;
        let slow = |elapsed| HttpError::new(HttpErrorKind::Timeout, elapsed);
        let answer = asked.map_err(slow)?.map_err(unanswered)?;
        let broken = |error: hyper::Error| HttpError::new(HttpErrorKind::Interrupted, error);
        Ok(answer.map(|body| HttpResponseBody::new(body.map_err(broken))))
    }
}

fn unanswered(error: Unanswered) -> HttpError {
    let kind = if error.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Request };
    HttpError::new(kind, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_cannot_be_meant_is_refused_in_words_without_its_secret() {
        for (setting, why) in [
            ("media", "is no address"),
            ("https://k:s@bucket", "does not begin s3://"),
            ("s3://bucket", "lacks the key"),
            ("s3://key@bucket", "lacks the key"),
            ("s3://k:hidden@bucket?acl=public", "has `acl`"),
        ] {
            let said = store(setting).unwrap_err().to_string();
            assert!(said.contains(why) && !said.contains("hidden"), "{setting}: {said}");
        }
        store("s3://k:a%2Fb%2Bc@bucket/pictures?endpoint=http://127.0.0.1:9&region=eu-1").unwrap();
    }
}
