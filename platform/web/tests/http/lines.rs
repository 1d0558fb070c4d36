//! Rude and slow clients, and the end of the day.

use std::time::Duration;

use kernel::clock::Stopwatch;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::{JSON, MEMBER, Reply, ask, request, rest, shelve, talk};
use crate::stall::{Stall, hasty};
use web::{Lines, Settings};

/// Long enough for a busy machine; reaching it is a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// `RIALTO_SLOW_SOCKETS=2000 cargo test -p web slow_heads -- --nocapture` is the long form.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_heads_hold_nobody_up_and_are_closed() {
    let count = std::env::var("RIALTO_SLOW_SOCKETS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let lines = Lines { head_time: Duration::from_secs(1), most_per_address: count + 8, ..Lines::default() };
    let stall = Stall::with(Settings::default(), lines).await;
    let quiet = worst_of_a_hundred(&stall).await;
    let mut slow = Vec::new();
    for _ in 0..count {
        let mut stream = TcpStream::connect(stall.address).await.unwrap();
        stream.write_all(b"GET /api/v1/teas HTTP/1.1\r\nHost: st").await.unwrap();
        slow.push(stream);
    }
    let beside = worst_of_a_hundred(&stall).await;
    println!("99th of 100 answers: {quiet:?} alone, {beside:?} beside {count} half-sent heads");
    for mut stream in slow {
        let said = timeout(PATIENCE, rest(&mut stream)).await.expect("a half-sent head is closed");
        assert!(said.is_empty(), "nothing is answered to what was never asked");
    }
}

/// The 99th of a hundred answers' times, each on a connection of its own.
async fn worst_of_a_hundred(stall: &Stall) -> Duration {
    let mut times = Vec::new();
    for _ in 0..100 {
        let watch = Stopwatch::start();
        assert_eq!(ask(stall.address, "GET /api/v1/teas", &[], "").await.status, 200);
        times.push(watch.elapsed());
    }
    times.sort();
    times[98]
}

#[tokio::test]
async fn a_head_that_comes_letter_by_letter_has_no_more_time_than_one_that_stops() {
    let lines = Lines { head_time: Duration::from_millis(150), ..Lines::default() };
    let stall = Stall::with(Settings::default(), lines).await;
    let stream = TcpStream::connect(stall.address).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    let drip = tokio::spawn(async move {
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        for byte in b"GET /api/v1/teas HTTP/1.1\r\nX: ".iter().chain(std::iter::repeat(&b'x')) {
            tick.tick().await;
            if write.write_all(&[*byte]).await.is_err() {
                break;
            }
        }
    });
    let mut piece = [0; 64];
    let ended = timeout(PATIENCE, read.read(&mut piece)).await.expect("the drip is cut off");
    assert!(matches!(ended, Ok(0) | Err(_)));
    drip.abort();
}

#[tokio::test]
async fn a_kept_connection_may_rest_longer_than_a_head_may_take() {
    let (settings, lines) = hasty();
    assert!(lines.idle_time > lines.head_time * 3);
    let stall = Stall::with(settings, lines).await;
    let mut stream = TcpStream::connect(stall.address).await.unwrap();
    let get = b"GET /healthz HTTP/1.1\r\nHost: stall\r\n\r\n";
    let mut piece = [0; 4_096];
    for _ in 0..2 {
        stream.write_all(get).await.unwrap();
        let read = stream.read(&mut piece).await.unwrap();
        assert!(piece[..read].starts_with(b"HTTP/1.1 200"));
        let still = timeout(lines.head_time * 2, stream.read(&mut piece)).await;
        assert!(still.is_err(), "the connection is still open after twice the time of a head");
    }
    let ended = timeout(PATIENCE, stream.read(&mut piece)).await.expect("the idle connection is closed");
    assert!(matches!(ended, Ok(0)), "{ended:?}");
}

#[tokio::test]
async fn a_half_sent_body_is_answered_and_leaves_nothing() {
    let (settings, lines) = hasty();
    let stall = Stall::with(settings, lines).await;
    let key = ("Idempotency-Key", "half");
    for length in [("Content-Length", "100"), ("Transfer-Encoding", "chunked")] {
        let half = if length.1 == "chunked" { "5\r\n{\"nam\r\n" } else { r#"{"name":"# };
        let bytes = request("POST /api/v1/teas", &[MEMBER, JSON, key, length], "") + half;
        let reply =
            Reply::of(&timeout(PATIENCE, talk(stall.address, bytes.as_bytes())).await.unwrap()).unwrap();
        assert_eq!(reply.problem(), "408 body_too_slow");
        assert_eq!(reply.header("connection"), Some("close"));
    }
    assert_eq!(stall.teas().await, 0);
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_nothing() {
    let stall = Stall::open().await;
    let key = ("Idempotency-Key", "cut");
    let text = request("POST /api/v1/teas", &[MEMBER, JSON, key, ("Content-Length", "100")], "") + "{";
    let mut stream = TcpStream::connect(stall.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    rest(&mut stream).await;
    assert_eq!(stall.teas().await, 0);
    shelve(stall.address, "oolong", 1).await;
}

#[tokio::test]
async fn a_giant_without_a_length_is_cut_off_too() {
    let stall = Stall::open().await;
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let head = request(
        "POST /api/v1/teas",
        &[MEMBER, JSON, ("Idempotency-Key", "giant"), ("Transfer-Encoding", "chunked")],
        "",
    );
    let mut stream = TcpStream::connect(stall.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..2 {
        stream.write_all(chunk.as_bytes()).await.unwrap();
    }
    let mut bytes = [0; 4_096];
    let read = stream.read(&mut bytes).await.unwrap();
    assert_eq!(Reply::of(&bytes[..read]).unwrap().status, 413);
}

#[tokio::test]
async fn too_many_or_too_long_headers_and_garbage_are_turned_away() {
    let stall = Stall::open().await;
    let many: Vec<(String, String)> = (0..200).map(|n| (format!("X-{n}"), "v".into())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let long = "y".repeat(100_000);
    let two_lengths =
        "POST /api/v1/teas HTTP/1.1\r\nHost: s\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!";
    let both = "POST /api/v1/teas HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: gzip\r\n\r\nhello";
    for (expected, bytes) in [
        ("431", request("GET /api/v1/teas", &many, "")),
        ("431", request("GET /api/v1/teas", &[("X", &long)], "")),
        ("400", "\u{16}\u{3}\u{1} this is not HTTP at all\r\n\r\n".to_owned()),
        ("400", "GET /api/v1/teas HTTP/1.1\r\nbad header\r\n\r\n".to_owned()),
        ("400", two_lengths.to_owned()),
        ("400", both.to_owned()),
    ] {
        let said = timeout(PATIENCE, talk(stall.address, bytes.as_bytes())).await.unwrap();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(said.is_empty() || said.starts_with(&format!("HTTP/1.1 {expected}")), "{expected}: {said}");
    }
    assert_eq!(ask(stall.address, "GET /api/v1/teas", &[], "").await.status, 200);
}

#[tokio::test]
async fn garbage_behind_a_good_request_spoils_only_itself() {
    let stall = Stall::open().await;
    let bytes =
        "GET /healthz HTTP/1.1\r\nHost: s\r\n\r\nGET /healthz HTTP/1.1\r\nHost: s\r\n\r\n\0\0garbage\r\n\r\n";
    let said = timeout(PATIENCE, talk(stall.address, bytes.as_bytes())).await.unwrap();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(said.matches("HTTP/1.1 200").count(), 2, "{said}");
    assert!(said.matches("HTTP/1.1 400").count() <= 1);
}

#[tokio::test]
async fn one_address_holds_no_more_than_its_share() {
    let lines = Lines { most_per_address: 3, ..Lines::default() };
    let stall = Stall::with(Settings::default(), lines).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(stall.address).await.unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: s\r\n\r\n").await.unwrap();
        let mut piece = [0; 1_024];
        assert!(stream.read(&mut piece).await.unwrap() > 0);
        held.push(stream);
    }
    let mut fourth = TcpStream::connect(stall.address).await.unwrap();
    assert!(timeout(PATIENCE, rest(&mut fourth)).await.unwrap().is_empty());
    assert_eq!(stall.connections.refused.get(), 1);
    drop(held);
    let freed = async {
        while stall.connections.open.get() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, freed).await.expect("closed connections give their places back");
    assert_eq!(ask(stall.address, "GET /healthz", &[], "").await.status, 200);
}

#[tokio::test]
async fn when_the_house_is_full_the_next_one_waits_and_is_served() {
    let lines = Lines { most: 2, ..Lines::default() };
    let stall = Stall::with(Settings::default(), lines).await;
    let held =
        [TcpStream::connect(stall.address).await.unwrap(), TcpStream::connect(stall.address).await.unwrap()];
    while stall.connections.open.get() < 2 {
        tokio::task::yield_now().await;
    }
    let address = stall.address;
    let third = tokio::spawn(async move { ask(address, "GET /healthz", &[], "").await.status });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(!third.is_finished() && stall.connections.accepted.get() == 2);
    drop(held);
    assert_eq!(timeout(PATIENCE, third).await.unwrap().unwrap(), 200);
}

#[tokio::test]
async fn a_client_that_takes_no_answer_is_let_go() {
    let lines = Lines { write_time: Duration::from_millis(300), ..Lines::default() };
    let stall = Stall::with(Settings::default(), lines).await;
    shelve(stall.address, &"x".repeat(60_000), 1).await;
    let mut stream = TcpStream::connect(stall.address).await.unwrap();
    let ask = "GET /api/v1/teas HTTP/1.1\r\nHost: s\r\n\r\n".repeat(300); // 18 MB of answers
    stream.write_all(ask.as_bytes()).await.unwrap();
    assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 1, "they have begun; no more is read of them");
    let closed = async {
        while stall.connections.open.get() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, closed).await.expect("the connection is closed");
}

#[tokio::test]
async fn at_the_end_of_the_day_who_is_inside_is_served_and_nobody_else() {
    let stall = Stall::open().await;
    let (address, pause, readiness) = (stall.address, stall.pause.clone(), stall.readiness.clone());
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: s\r\n\r\n").await.unwrap();
    let mut piece = [0; 1_024];
    assert!(idle.read(&mut piece).await.unwrap() > 0);
    let inside = tokio::spawn(async move { ask(address, "GET /api/v1/wait", &[], "").await });
    pause.begun.notified().await;
    let closing = stall.close();
    assert_eq!(timeout(PATIENCE, rest(&mut idle)).await.unwrap(), b"", "who only rests is sent home");
    assert!(!readiness.get());
    assert!(TcpStream::connect(address).await.is_err(), "the door is shut");
    pause.go_on.notify_one();
    assert_eq!(inside.await.unwrap().status, 204);
    let drained = timeout(PATIENCE, closing).await.unwrap().unwrap().unwrap();
    assert_eq!(drained.cut, 0);
}

#[tokio::test]
async fn who_stays_beyond_the_drain_is_cut_off() {
    let (_, lines) = hasty();
    let stall = Stall::with(Settings::default(), lines).await;
    let (address, pause) = (stall.address, stall.pause.clone());
    let inside =
        tokio::spawn(async move { talk(address, request("GET /api/v1/wait", &[], "").as_bytes()).await });
    pause.begun.notified().await;
    let drained = timeout(PATIENCE, stall.close()).await.unwrap().unwrap().unwrap();
    assert_eq!((drained.cut, inside.await.unwrap().len()), (1, 0));
}
