//! Answers that are none, too much, too late or packed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use egress::{Denied, Egress, Most};
use kernel::clock::Stopwatch;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::names::{Names, Server, page};

#[tokio::test]
async fn an_answer_is_taken_up_to_its_limit_and_no_further() {
    let server = Server::on("127.0.0.1", |path, _| match path {
        "/fits" => page(&[7; 1_000]),
        "/announced" => page(&[7; 1_001]),
        // Without a length it ends where it is cut off.
        "/endless" => [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &[7; 100_000]].concat(),
        "/chunked" => {
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n".as_slice(), &[7; 1 << 20]]
                .concat()
        }
        "/packed" => b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx".to_vec(),
        "/nothing" => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "/part" => b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx".to_vec(),
        "/cut" => b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx".to_vec(),
        _ => b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
    })
    .await;
    let egress = Egress::with_resolver(Names::default()).allowing(server.address);
    let most = Most { bytes: 1_000, ..Most::default() };
    let get = async |path: &str| egress.get(&format!("http://{}{path}", server.address), most).await;
    let fits = get("/fits").await.unwrap();
    assert_eq!((fits.bytes.len(), fits.media.as_deref()), (1_000, Some("image/png")));
    for path in ["/announced", "/endless", "/chunked"] {
        assert_eq!(get(path).await, Err(Denied::Large(1_000)), "{path}");
    }
    assert_eq!(get("/packed").await, Err(Denied::Packed));
    assert_eq!(get("/nothing").await, Err(Denied::Status(404)));
    assert_eq!(get("/part").await, Err(Denied::Status(206)));
    for path in ["/cut", "/ssh"] {
        assert_eq!(get(path).await.unwrap_err().code(), "fetch_unreachable", "{path}");
    }
    let nobody = "http://127.0.0.1:1/";
    let alone = Egress::with_resolver(Names::default()).allowing("127.0.0.1:1".parse().unwrap());
    assert_eq!(alone.get(nobody, most).await.unwrap_err().code(), "fetch_unreachable");
}

#[tokio::test]
async fn who_answers_by_and_by_is_not_waited_for() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    // Takes the connection and says nothing.
    let silent = tokio::spawn(async move { listener.accept().await });
    let most = Most { time: Duration::from_millis(50), ..Most::default() };
    let egress = Egress::with_resolver(Names::default()).allowing(address);
    let watch = Stopwatch::start();
    assert_eq!(egress.get(&format!("http://{address}/"), most).await, Err(Denied::Slow(50)));
    assert!(watch.elapsed() < Duration::from_secs(30), "and not for ever");
    silent.abort();
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_believed_by_nobody() {
    let (address, requests) = sealed().await;
    let names =
        Names::default().lead("pictures.example", &["127.0.0.1"]).lead("other.example", &["127.0.0.1"]);
    let egress = Egress::with_resolver(names).allowing(address);
    let get = async |egress: &Egress, name: &str| {
        egress.get(&format!("https://{name}:{}/x", address.port()), Most::default()).await
    };
    let stranger = get(&egress, "pictures.example").await.unwrap_err();
    assert!(stranger.to_string().contains("certificate"), "{stranger}");
    let egress = egress.trusting(certificate());
    let misnamed = get(&egress, "other.example").await.unwrap_err();
    assert!(misnamed.to_string().contains("certificate"), "{misnamed}");
    assert_eq!(requests.load(Ordering::Relaxed), 0, "nothing was said to either");
    assert_eq!(get(&egress, "pictures.example").await.unwrap().bytes, b"sealed");
}

/// Of a key that is nobody's secret, for `pictures.example`, until the year 2126.
const CERTIFICATE: &[u8] = include_bytes!("pictures.example.crt");
const KEY: &[u8] = include_bytes!("pictures.example.key");

fn certificate() -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(CERTIFICATE).unwrap()
}

/// A server that speaks TLS, and how many requests it heard.
async fn sealed() -> (SocketAddr, Arc<AtomicUsize>) {
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = Arc::new(AtomicUsize::new(0));
    let requests = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let Ok(byte) = stream.read_u8().await else { break };
                request.push(byte);
            }
            if !request.is_empty() {
                requests.fetch_add(1, Ordering::Relaxed);
                let _ = stream.write_all(&page(b"sealed")).await; // whoever asked may have gone
                let _ = stream.shutdown().await;
            }
        }
    });
    (address, heard)
}
