//! One fetch, hop by hop.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderValue};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

use crate::target::{judged, read};
use crate::{Denied, Resolve, System, is_public};

/// Redirects that are followed.
const REDIRECTS: usize = 3;
/// Bytes of an answer's head.
const HEAD: usize = 32 << 10;

/// How much and how long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Most {
    /// Bytes of the answer.
    pub bytes: usize,
    /// From the first question to the last byte, redirects included.
    pub time: Duration,
}

impl Default for Most {
    /// A page: 1 MiB in 5 seconds.
    fn default() -> Self {
        Self { bytes: 1 << 20, time: Duration::from_secs(5) }
    }
}

/// What was fetched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fetched {
    /// Where it was in the end.
    pub url: String,
    /// What it was said to be.
    pub media: Option<String>,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// The way out. Cheap to clone.
#[derive(Clone)]
pub struct Egress {
    resolver: Arc<dyn Resolve>,
    /// None where the provider knows no version of TLS that is safe.
    tls: Option<Arc<ClientConfig>>,
    /// Exactly these may be gone to, though they are inside: servers of a test.
    allowed: Vec<SocketAddr>,
}

impl Egress {
    /// By the system's names and the system's certificates. Where the system has none, https answers nobody.
    pub fn new() -> Self {
        Self::with_resolver(System)
    }

    /// By other names, for tests.
    pub fn with_resolver(resolver: impl Resolve) -> Self {
        Self { resolver: Arc::new(resolver), tls: tls([]), allowed: Vec::new() }
    }

    /// Also believes who has this certificate: a test's own server.
    #[must_use]
    pub fn trusting(self, certificate: CertificateDer<'static>) -> Self {
        Self { tls: tls([certificate]), ..self }
    }

    /// May also go to exactly this address: a test's own server on this machine.
    #[must_use]
    pub fn allowing(mut self, address: SocketAddr) -> Self {
        self.allowed.push(address);
        self
    }

    /// Fetches an address that a stranger named.
    ///
    /// # Errors
    /// [`Denied`] says why not; nobody was asked who may not be.
    pub async fn get(&self, address: &str, most: Most) -> Result<Fetched, Denied> {
        let slow = Denied::Slow(most.time.as_millis());
        tokio::time::timeout(most.time, self.follow(address, most)).await.unwrap_or(Err(slow))
    }

    /// Where an address leads, without going there: to be asked when somebody names one that is gone to later. It is
    /// judged again then, because names move.
    ///
    /// # Errors
    /// [`Denied`] says why nobody would go there.
    pub async fn leads_to(&self, address: &str) -> Result<Vec<SocketAddr>, Denied> {
        let url = read(address, &self.ports())?;
        let port = url.port_or_known_default().ok_or(Denied::Address)?;
        self.judge(&url, port).await
    }

    fn ports(&self) -> Vec<u16> {
        self.allowed.iter().map(SocketAddr::port).collect()
    }

    async fn follow(&self, address: &str, most: Most) -> Result<Fetched, Denied> {
        let ports = self.ports();
        let mut url = read(address, &ports)?;
        for _ in 0..=REDIRECTS {
            let answer = self.ask(&url).await?;
            let status = answer.status();
            if !status.is_redirection() {
                return taken(answer, &url, most.bytes).await;
            }
            let location = answer.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
            let Some(location) = location else { return Err(Denied::Status(status.as_u16())) };
            let next = judged(url.join(location).map_err(|_| Denied::Address)?, &ports)?;
            if url.scheme() == "https" && next.scheme() == "http" {
                return Err(Denied::Downgrade);
            }
            url = next;
        }
        Err(Denied::Redirects(REDIRECTS))
    }

    /// Goes to an address that was judged, and to no other.
    async fn ask(&self, url: &Url) -> Result<Response<Incoming>, Denied> {
        let port = url.port_or_known_default().ok_or(Denied::Address)?;
        let to = self.judge(url, port).await?;
        let stream = connected(&to).await.map_err(unreachable)?;
        let request = request(url)?;
        if url.scheme() == "http" {
            return send(stream, request).await;
        }
        let name = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(name).map_err(|_| Denied::Address)?;
        let tls = self.tls.clone().ok_or_else(|| unreachable("there is no TLS here"))?;
        let stream = TlsConnector::from(tls).connect(name, stream).await.map_err(unreachable)?;
        send(stream, request).await
    }

    /// Every address of the host, all of them public: one that is not spoils the others, because whoever mixes them
    /// means no good.
    async fn judge(&self, url: &Url, port: u16) -> Result<Vec<SocketAddr>, Denied> {
        let addresses = match url.host().ok_or(Denied::Address)? {
            Host::Ipv4(address) => vec![IpAddr::V4(address)],
            Host::Ipv6(address) => vec![IpAddr::V6(address)],
            Host::Domain(name) => self.resolver.resolve(name).await.map_err(|_| Denied::Name)?,
        };
        if addresses.is_empty() {
            return Err(Denied::Name);
        }
        let to: Vec<SocketAddr> =
            addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect();
        match to.iter().find(|to| !is_public(to.ip()) && !self.allowed.contains(to)) {
            Some(inside) => Err(Denied::Inside(inside.ip())),
            None => Ok(to),
        }
    }
}

/// What the system vouches for, and these. Ring by name: another crate may bring rustls a second provider, and then
/// rustls chooses none by itself.
fn tls(more: impl IntoIterator<Item = CertificateDer<'static>>) -> Option<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs.into_iter().chain(more));
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().ok()?;
    Some(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

impl Default for Egress {
    fn default() -> Self {
        Self::new()
    }
}

/// The first of them that answers. These are addresses: nobody is asked for a name again.
async fn connected(to: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut why = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in to.iter().take(3) {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => why = error,
        }
    }
    Err(why)
}

/// No cookie, no referrer, no credential: it says which host is meant and who asks.
fn request(url: &Url) -> Result<Request<Empty<Bytes>>, Denied> {
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
        None => url.host_str().unwrap_or_default().to_owned(),
    };
    let target = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    Request::get(target)
        .header(header::HOST, host)
        .header(header::USER_AGENT, HeaderValue::from_static("rialto"))
        .header(header::ACCEPT, HeaderValue::from_static("*/*"))
        .header(header::CONNECTION, HeaderValue::from_static("close"))
        .body(Empty::new())
        .map_err(|_| Denied::Address)
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Empty<Bytes>>,
) -> Result<Response<Incoming>, Denied> {
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(unreachable)?;
    // It ends with the answer, or when whoever waits for it has gone.
    tokio::spawn(async move { drop(connection.await) });
    sender.send_request(request).await.map_err(unreachable)
}

/// The whole answer, if it is one and not too much.
async fn taken(answer: Response<Incoming>, url: &Url, most: usize) -> Result<Fetched, Denied> {
    let status = answer.status().as_u16();
    if status != 200 {
        return Err(Denied::Status(status));
    }
    let headers = answer.headers();
    if headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Denied::Packed);
    }
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most as u64) {
        return Err(Denied::Large(most));
    }
    let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).map(str::to_owned);
    let mut body = answer.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(unreachable)?.into_data() else { continue };
        if bytes.len() + piece.len() > most {
            return Err(Denied::Large(most));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Fetched { url: url.to_string(), media, bytes })
}

fn unreachable(why: impl std::fmt::Display) -> Denied {
    Denied::Unreachable(why.to_string())
}
