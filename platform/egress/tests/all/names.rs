//! Names that lead where a test says, and a server on this machine.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use egress::{Resolve, Waiting};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Each name with its answers, one after the other; the last one stays.
#[derive(Clone, Default)]
pub struct Names(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    answers: BTreeMap<String, Vec<Vec<IpAddr>>>,
    asked: Vec<String>,
}

impl Names {
    /// From now on `name` leads there; with several of them, each is told once and the last for ever.
    pub fn lead(self, name: &str, answers: &[&str]) -> Self {
        let read = |answer: &&str| answer.split(' ').map(|address| address.parse().unwrap()).collect();
        self.0.lock().unwrap().answers.insert(name.into(), answers.iter().map(read).collect());
        self
    }

    /// Every name that was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.0.lock().unwrap().asked.clone()
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> Waiting<'a, io::Result<Vec<IpAddr>>> {
        let mut told = self.0.lock().unwrap();
        told.asked.push(name.into());
        let answer = told.answers.get_mut(name).map(|answers| match answers.len() {
            1 => answers[0].clone(),
            _ => answers.remove(0),
        });
        Box::pin(async move { answer.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)) })
    }
}

/// A server that answers each path with what it was given, and counts its visitors.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// On this address of this machine; `answer` makes a whole response of a path.
    pub async fn on(ip: &str, answer: impl Fn(&str, SocketAddr) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::at(&format!("{ip}:0"), answer).await
    }

    /// The same on a port as well.
    pub async fn at(to: &str, answer: impl Fn(&str, SocketAddr) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(to).await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (heard, answer) = (Arc::clone(&requests), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
                tokio::spawn(async move {
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        let Ok(byte) = stream.read_u8().await else { return };
                        request.push(byte);
                    }
                    let request = String::from_utf8(request).unwrap();
                    let path = request.split(' ').nth(1).unwrap().to_owned();
                    heard.lock().unwrap().push(request);
                    let _ = stream.write_all(&answer(&path, address)).await; // whoever asked may have gone
                });
            }
        });
        Self { address, requests }
    }

    /// What was asked, each with its head.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// A whole answer of 200.
pub fn page(body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A redirect.
pub fn moved(status: u16, to: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}
