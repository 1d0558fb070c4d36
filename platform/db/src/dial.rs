//! How a PostgreSQL server is reached, and how the line to it is kept from listeners and impostors.

use std::error::Error as _;
use std::net::IpAddr;
use std::sync::Arc;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Broken;

/// How much the line is protected: the words of `sslmode`, in libpq's meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Guard {
    /// Not at all.
    Disable,
    /// Encrypted if the server can; whoever it is.
    Prefer,
    /// Encrypted, or not at all; whoever it is. Keeps listeners out, not impostors.
    Require,
    /// Encrypted, and the server proves by a certificate that it is the host that was named.
    VerifyFull,
}

/// A server's address with all that is needed to reach it again.
pub(crate) struct Dial {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    /// The schema whose tables are meant, if not the usual one.
    schema: Option<String>,
}

/// The word of a URL that names a schema: ours, for the second store, not the driver's.
pub(crate) const SCHEMA: &str = "schema";

impl Dial {
    /// Reads the URL. Takes `sslmode` and `sslrootcert` out of it, because the driver knows less of them than
    /// libpq, and its own reading is the rest.
    pub fn of(url: &str) -> Result<Self, Broken> {
        let Parts { rest, mode, roots, schema } = parts(url)?;
        if schema
            .as_deref()
            .is_some_and(|name| name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase()))
        {
            return Err(unusable("schema names a schema in lower-case letters".into()));
        }
        let guard = match mode.as_deref() {
            None | Some("disable") => Guard::Disable,
            Some("prefer") => Guard::Prefer,
            Some("require") => Guard::Require,
            Some("verify-full") => Guard::VerifyFull,
            Some(other) => {
                return Err(unusable(format!(
                    "sslmode={other} is not offered: use disable, prefer, require or verify-full"
                )));
            }
        };
        let mut config: Config = rest.parse().map_err(|error: postgres::Error| unusable(chain(&error)))?;
        if mode.is_none() && !is_here(&config) {
            tracing::warn!(
                "the line to PostgreSQL is not encrypted: add sslmode=verify-full to database_url"
            );
        }
        let tls = match guard {
            Guard::Disable => None,
            Guard::Prefer | Guard::Require if roots.is_some() => {
                return Err(unusable(
                    "sslrootcert says whom to believe, but only sslmode=verify-full asks who it is".into(),
                ));
            }
            Guard::Prefer | Guard::Require => Some(believing_anybody()?),
            Guard::VerifyFull => Some(believing(roots.as_deref().unwrap_or("system"))?),
        };
        config.ssl_mode(match guard {
            Guard::Disable => SslMode::Disable,
            Guard::Prefer => SslMode::Prefer,
            Guard::Require | Guard::VerifyFull => SslMode::Require,
        });
        Ok(Self { config, tls, schema })
    }

    /// What else the driver is told.
    pub fn config(&mut self) -> &mut Config {
        &mut self.config
    }

    /// The schema that was named.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// A new connection.
    pub fn connect(&self) -> Result<Client, Broken> {
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        client.map_err(|error| unusable(chain(&error)))
    }
}

/// A URL without what is read here.
struct Parts {
    rest: String,
    mode: Option<String>,
    roots: Option<String>,
    schema: Option<String>,
}

fn parts(url: &str) -> Result<Parts, Broken> {
    let Some((front, query)) = url.split_once('?') else {
        return Ok(Parts { rest: url.into(), mode: None, roots: None, schema: None });
    };
    let (mut mode, mut roots, mut schema, mut others) = (None, None, None, Vec::new());
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = Some(decoded(value)?),
            Some(("sslrootcert", value)) => roots = Some(decoded(value)?),
            Some((SCHEMA, value)) => schema = Some(decoded(value)?),
            _ => others.push(pair),
        }
    }
    let rest = if others.is_empty() { front.into() } else { format!("{front}?{}", others.join("&")) };
    Ok(Parts { rest, mode, roots, schema })
}

/// `%2F` is a slash, in a path as elsewhere in the URL.
fn decoded(value: &str) -> Result<String, Broken> {
    let bad = || unusable("a percent sign in database_url is not followed by two hexadecimal digits".into());
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
            let (high, low) = (digit().ok_or_else(bad)?, digit().ok_or_else(bad)?);
            u8::try_from(high * 16 + low).map_err(|_| bad())?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).map_err(|_| unusable("database_url is not UTF-8".into()))
}

/// Whether the server is on this machine, where nobody sits between.
fn is_here(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Host::Unix(_) => true,
    })
}

fn client(
    provider: CryptoProvider,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, Broken> {
    ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(error.to_string()))
}

/// Believes a server whose certificate names it and comes from an authority in this file, or in the system's.
fn believing(roots: &str) -> Result<MakeRustlsConnect, Broken> {
    let mut store = RootCertStore::empty();
    if roots == "system" {
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    } else {
        let unreadable = |error: &dyn std::fmt::Display| unusable(format!("sslrootcert {roots}: {error}"));
        for root in CertificateDer::pem_file_iter(roots).map_err(|error| unreadable(&error))? {
            let root = root.map_err(|error| unreadable(&error))?;
            store.add(root).map_err(|error| unreadable(&error))?;
        }
    }
    if store.is_empty() {
        return Err(unusable(format!("sslrootcert {roots}: there is no certificate of an authority in it")));
    }
    let config = client(ring::default_provider())?.with_root_certificates(store).with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn believing_anybody() -> Result<MakeRustlsConnect, Broken> {
    let verifier = Arc::new(Anybody(ring::default_provider()));
    let config = client(ring::default_provider())?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Takes every certificate: what `sslmode=require` means. That the server holds its key is still asked.
#[derive(Debug)]
struct Anybody(CryptoProvider);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

fn unusable(message: String) -> Broken {
    Broken::Transaction { step: "connect", message }
}

/// The error with its causes: "error performing TLS handshake" alone helps nobody.
fn chain(error: &postgres::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let more = next.to_string();
        if !words.ends_with(&more) {
            words = format!("{words}: {more}");
        }
        cause = next.source();
    }
    words
}
