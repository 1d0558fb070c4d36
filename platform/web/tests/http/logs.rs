//! What the access log says, and what it keeps to itself.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::client::{JSON, MEMBER, ask};
use crate::stall::{Stall, guest};

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
impl<'a> MakeWriter<'a> for Paper {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_names_route_caller_and_status_and_no_secret() {
    let paper = Paper::default();
    let writing = tracing_subscriber::fmt().with_ansi(false).with_writer(paper.clone()).finish();
    let _guard = tracing::subscriber::set_default(writing);
    let stall = Stall::open().await;
    let key = ("Idempotency-Key", "key-that-is-nobodys-business");
    let body = r#"{"name":"private words","grams":1}"#;
    let made = ask(stall.address, "POST /api/v1/teas", &[JSON, MEMBER, key], body).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let portion = format!("POST /api/v1/teas/{id}/portions");
    ask(stall.address, &portion, &[("Rialto-Guest", "guest secret"), key], "").await;
    ask(stall.address, "GET /api/v1/search?word=intimate", &[], "").await;
    let log = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    let guest = guest("guest secret").to_string();
    for word in [
        made.header("request-id").unwrap(),
        "route=\"/api/v1/teas/{tea}/portions\"",
        "caller=\"acc_01040g2081040g2081040g2081\"",
        &format!("caller=\"guest:{}\"", &guest[..16]),
        "status=201",
    ] {
        assert!(log.contains(word), "{word} is not in\n{log}");
    }
    for secret in ["member", "guest secret", "nobodys-business", "private words", "intimate", &id, &guest] {
        assert!(!log.contains(secret), "{secret} is in\n{log}");
    }
}
