//! A client that can be rude: it writes bytes and reads bytes.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// `422 unknown_field`, after seeing that the answer is a whole problem.
    pub fn problem(&self) -> String {
        let body = self.json();
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        assert_eq!(body["status"], self.status);
        assert_eq!(body["instance"].as_str(), self.header("request-id"));
        assert!(
            body["title"].is_string() && body["detail"].is_string() && body["type"].is_string(),
            "{body}"
        );
        format!("{} {}", self.status, body["code"].as_str().unwrap_or("?"))
    }
    /// Of bytes that end where the connection ended.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head, body: bytes[end + 4..].to_vec() })
    }
}

/// Sends these bytes and reads until the other side closes.
pub async fn talk(to: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(to).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    rest(&mut stream).await
}

/// Everything until the other side closes or breaks off.
pub async fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut piece = [0; 8_192];
    while let Ok(read @ 1..) = stream.read(&mut piece).await {
        bytes.extend_from_slice(&piece[..read]);
    }
    bytes
}

/// A request as text, asking to close.
pub fn request(line: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut text = format!("{line} HTTP/1.1\r\nHost: stall\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "Content-Length") {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    format!("{text}\r\n{body}")
}

/// One polite request.
pub async fn ask(to: SocketAddr, line: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let bytes = talk(to, request(line, headers, body).as_bytes()).await;
    Reply::of(&bytes).unwrap_or_else(|| panic!("no answer to {line}: {:?}", String::from_utf8_lossy(&bytes)))
}

pub const JSON: (&str, &str) = ("Content-Type", "application/json");
pub const MEMBER: (&str, &str) = ("Authorization", "Bearer member");

/// A tea on the shelf; its id.
pub async fn shelve(to: SocketAddr, name: &str, grams: u32) -> String {
    let key = format!("shelve-{}-{grams}", &name[..1]);
    let body = format!(r#"{{"name":"{name}","grams":{grams}}}"#);
    let reply = ask(to, "POST /api/v1/teas", &[JSON, MEMBER, ("Idempotency-Key", &key)], &body).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.json()["id"].as_str().unwrap().to_owned()
}
