//! The line to a PostgreSQL server: a front that speaks TLS as the server would, with certificates made here.

use std::sync::Arc;

use db::{Broken, Db, Faults, Store};
use kernel::clock::Manual;
use kernel::{Actor, Time, Wiring};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::purse::{self, COINS, Folder, Market, count};

/// What a client says before TLS: eight bytes long, 80877103 (PostgreSQL, "SSL Session Encryption").
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }
    /// Its own certificate in a file, as an operator is given it.
    fn file(&self, folder: &Folder, name: &str) -> String {
        let path = folder.0.join(name);
        std::fs::write(&path, self.0.pem()).unwrap();
        path.to_str().unwrap().replace('/', "%2F")
    }
    /// What a server of this name answers with.
    fn server(&self, name: &str) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let cert = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &self.0).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap()
    }
}

/// A port in front of the test run's server that takes TLS only.
async fn front(behind: &str, tls: ServerConfig) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (behind, tls) = (behind.to_owned(), TlsAcceptor::from(Arc::new(tls)));
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            let (behind, tls) = (behind.clone(), tls.clone());
            tokio::spawn(async move {
                let mut first = [0; 8];
                if client.read_exact(&mut first).await.is_err() || first != SSL_REQUEST {
                    return; // a client in clear is hung up on
                }
                client.write_all(b"S").await.unwrap();
                let Ok(mut client) = tls.accept(client).await else { return };
                let mut server = TcpStream::connect(behind).await.unwrap();
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    port
}

/// `postgres://user@host:port/database` in its parts.
fn taken_apart(market: &Market) -> (String, String, String) {
    let Store::Postgres { url, .. } = &market.store else { panic!("a server") };
    let (user, rest) = url.strip_prefix("postgres://").unwrap().split_once('@').unwrap();
    let (at, database) = rest.split_once('/').unwrap();
    (user.into(), at.into(), database.into())
}

async fn open(url: String) -> Result<Db, String> {
    let opened = tokio::task::spawn_blocking(move || {
        let store = Store::Postgres { url, writers: 1, readers: 1 };
        let clock = Arc::new(Manual::new(Time::from_micros(1_000_000), 1));
        Db::open(store, &[COINS], clock, Arc::new(Wiring::default()), Faults::default())
    });
    opened.await.unwrap().map_err(|broken| match broken {
        Broken::Transaction { step: "connect", message } => message,
        other => panic!("{other}"),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_believed_by_its_certificate_and_name_and_otherwise_told_nothing() {
    let Some(market) = purse::postgres("tls") else { return };
    let (user, behind, database) = taken_apart(&market);
    let folder = Folder::new("tls");
    let (ours, others) = (Authority::new(), Authority::new());
    let (root, other_root) = (ours.file(&folder, "ours.pem"), others.file(&folder, "others.pem"));
    let named = front(&behind, ours.server("127.0.0.1")).await;
    let misnamed = front(&behind, ours.server("elsewhere.example")).await;
    let at = |port: u16, query: &str| format!("postgres://{user}@127.0.0.1:{port}/{database}?{query}");
    market.put(1).await.unwrap();

    let good = open(at(named, &format!("sslmode=verify-full&sslrootcert={root}"))).await.unwrap();
    assert_eq!(good.read(&Actor::Engine, (), count).await, Ok((1, 1)));
    for (port, query, why) in [
        (named, format!("sslmode=verify-full&sslrootcert={other_root}"), "BadSignature"), // the same name, another key
        (named, "sslmode=verify-full".into(), "UnknownIssuer"),
        (misnamed, format!("sslmode=verify-full&sslrootcert={root}"), "not valid for name"),
    ] {
        let refused = open(at(port, &query)).await.err().unwrap();
        assert!(refused.contains("invalid peer certificate") && refused.contains(why), "{query}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn require_takes_any_certificate_but_never_a_line_in_clear() {
    let Some(market) = purse::postgres("tls_require") else { return };
    let (user, behind, database) = taken_apart(&market);
    let port = front(&behind, Authority::new().server("elsewhere.example")).await;
    let at = |query: &str| format!("postgres://{user}@127.0.0.1:{port}/{database}{query}");
    let db = open(at("?sslmode=require&connect_timeout=5")).await.unwrap();
    assert_eq!(db.read(&Actor::Engine, (), count).await, Ok((0, 0)));
    assert_eq!(open(at("?sslmode=prefer")).await.map(|_| ()), Ok(()));
    assert!(open(at("")).await.is_err(), "the front takes nothing in clear");

    let clear = |mode: &str| format!("postgres://{user}@{behind}/{database}?sslmode={mode}");
    for mode in ["require", "verify-full&sslrootcert=system"] {
        let refused = open(clear(mode)).await.err().unwrap();
        assert!(refused.contains("server does not support TLS"), "{mode}: {refused}");
    }
    assert_eq!(open(clear("prefer")).await.map(|_| ()), Ok(()));
    assert_eq!(open(clear("disable")).await.map(|_| ()), Ok(()));
}

#[tokio::test]
async fn what_would_protect_less_than_it_says_is_refused_by_name() {
    let folder = Folder::new("tls_words");
    let empty = folder.0.join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    let empty = empty.to_str().unwrap().replace('/', "%2F");
    for (query, words) in [
        ("sslmode=verify-ca".to_owned(), "sslmode=verify-ca is not offered"),
        ("sslmode=REQUIRE".into(), "sslmode=REQUIRE is not offered"),
        (format!("sslmode=require&sslrootcert={empty}"), "only sslmode=verify-full asks who it is"),
        (format!("sslmode=verify-full&sslrootcert={empty}"), "there is no certificate of an authority in it"),
        ("sslmode=verify-full&sslrootcert=%2Fnowhere.pem".into(), "sslrootcert /nowhere.pem: "),
        ("sslmode=verify%2".into(), "two hexadecimal digits"),
    ] {
        let refused = open(format!("postgres://rialto@127.0.0.1:1/market?{query}")).await.err().unwrap();
        assert!(refused.contains(words), "{query}: {refused}");
    }
}
