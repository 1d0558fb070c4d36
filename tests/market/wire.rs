//! What no well-behaved client sends: bytes, straight into the socket.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use market_tests::Market;
use serde_json::Value;

/// How a server answered; no status where it hung up without a word.
#[derive(Debug)]
pub struct Said {
    pub status: Option<u16>,
    pub body: Value,
}

impl Said {
    /// The problem's code; empty where it is none.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

/// Sends these bytes and reads to the end.
fn say(market: &Market, bytes: &[u8], hang_up: bool) -> Said {
    let address = market.base.trim_start_matches("http://");
    let mut line = TcpStream::connect(address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    line.write_all(bytes).unwrap();
    if hang_up {
        line.shutdown(Shutdown::Write).unwrap();
    }
    let mut answer = Vec::new();
    // A server that resets the line has hung up without a word; what it said before still counts.
    let _ = line.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split_ascii_whitespace().nth(1).and_then(|status| status.parse().ok());
    Said { status, body: serde_json::from_str(body).unwrap_or(Value::Null) }
}

/// A POST with these headers and this body, whole.
pub fn post(market: &Market, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Said {
    say(market, &request(market, path, headers, body, body.len()), false)
}

/// The same, but the client hangs up in the middle of the body.
pub fn post_half(market: &Market, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Said {
    say(market, &request(market, path, headers, &body[..body.len() / 2], body.len()), true)
}

/// Half a POST on an open line: what becomes of it is seen when the line is dropped.
pub fn begin_post(market: &Market, path: &str, headers: &[(&str, &str)], body: &[u8]) -> TcpStream {
    let mut line = TcpStream::connect(market.base.trim_start_matches("http://")).unwrap();
    line.write_all(&request(market, path, headers, &body[..body.len() / 2], body.len())).unwrap();
    line
}

fn request(market: &Market, path: &str, headers: &[(&str, &str)], body: &[u8], length: usize) -> Vec<u8> {
    let host = market.base.trim_start_matches("http://");
    let mut head = format!("POST /api/v1{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {length}\r\n\r\n"));
    [head.as_bytes(), body].concat()
}
