//! A small client that keeps its connections: one request under way on each, answers read to their last byte.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::clock::Stopwatch;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Failure;

/// No answer here is larger.
const MOST: usize = 16 << 20;

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// 200 and so on.
    pub status: u16,
    /// As they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// To the last byte.
    pub body: Vec<u8>,
}

/// One kept connection.
pub struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// Where the head ends and how long the body is.
struct Head {
    status: u16,
    end: usize,
    length: usize,
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// Nobody listens there.
    pub async fn to(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// Sends a request and reads the whole answer; its status and the bytes of its body.
    ///
    /// # Errors
    /// The connection went, or what came is no answer with a `Content-Length`.
    pub async fn count(&mut self, request: &[u8]) -> Result<(u16, usize), Failure> {
        let head = self.exchange(request).await?;
        Ok((head.status, head.length))
    }

    /// As [`Line::count`], with everything that came.
    ///
    /// # Errors
    /// The same.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Reply, Failure> {
        let head = self.exchange(request).await?;
        let text = std::str::from_utf8(&self.buffer[..head.end])?;
        let headers = text.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Ok(Reply { status: head.status, headers, body: self.buffer[head.end..].to_vec() })
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<Head, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut head = None;
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection was closed".into());
            }
            if head.is_none() {
                head = read_head(&self.buffer)?;
            }
            match head {
                Some(head) if self.buffer.len() == head.end + head.length => return Ok(head),
                Some(_) | None if self.buffer.len() < MOST => {}
                _ => return Err("an answer without an end".into()),
            }
        }
    }
}

fn read_head(bytes: &[u8]) -> Result<Option<Head>, Failure> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&bytes[..end])?;
    let status = text.split(' ').nth(1).ok_or("no status")?.parse()?;
    let length = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .ok_or("no content-length")?;
    Ok(Some(Head { status, end, length: length.1.trim().parse()? }))
}

/// A `GET` with its host.
pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n\r\n").into_bytes()
}

/// How many of one request `connections` connections have answered a second, over `time`.
///
/// # Errors
/// An answer other than 200 with `bytes` bytes: then it was not the same work.
pub async fn rate(
    address: SocketAddr,
    request: Vec<u8>,
    bytes: usize,
    connections: usize,
    time: Duration,
) -> Result<f64, Failure> {
    let (request, answered) = (Arc::new(request), Arc::new(AtomicU64::new(0)));
    let mut lines = Vec::new();
    for _ in 0..connections {
        lines.push(Line::to(address).await?);
    }
    let watch = Stopwatch::start();
    let mut tasks = tokio::task::JoinSet::new();
    for mut line in lines {
        let (request, answered) = (Arc::clone(&request), Arc::clone(&answered));
        tasks.spawn(async move {
            while watch.elapsed() < time {
                match line.count(&request).await? {
                    (200, length) if length == bytes => answered.fetch_add(1, Ordering::Relaxed),
                    (status, length) => return Err(format!("{status} with {length} bytes came").into()),
                };
            }
            Ok::<(), Failure>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(answered.load(Ordering::Relaxed) as f64 / watch.elapsed().as_secs_f64())
}

/// How long each answer took, shortest first, while `connections` connections ask over `time` and rest in between.
///
/// # Errors
/// An answer other than 200.
pub async fn light(
    address: SocketAddr,
    request: Vec<u8>,
    connections: usize,
    rest: Duration,
    time: Duration,
) -> Result<Vec<Duration>, Failure> {
    let (request, watch) = (Arc::new(request), Stopwatch::start());
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (request, mut line) = (Arc::clone(&request), Line::to(address).await?);
        tasks.spawn(async move {
            let mut took = Vec::new();
            while watch.elapsed() < time {
                let one = Stopwatch::start();
                match line.count(&request).await? {
                    (200, _) => took.push(one.elapsed()),
                    (status, _) => return Err(format!("{status} came").into()),
                }
                tokio::time::sleep(rest).await;
            }
            Ok::<Vec<Duration>, Failure>(took)
        });
    }
    let mut all = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        all.extend(ended??);
    }
    all.sort_unstable();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// Answers each request with the next of these pieces, whole answers cut at odd places.
    async fn server(answers: &'static [&'static [&'static str]]) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            for pieces in answers {
                let mut asked = [0; 1_024];
                assert!(stream.read(&mut asked).await.unwrap() > 0);
                for piece in *pieces {
                    stream.write_all(piece.as_bytes()).await.unwrap();
                    stream.flush().await.unwrap();
                    tokio::task::yield_now().await;
                }
            }
        });
        address
    }

    #[tokio::test]
    async fn an_answer_is_read_to_its_last_byte_however_it_comes() {
        let address = server(&[
            &["HTTP/1.1 200 OK\r\nContent-Le", "ngth: 5\r\nx-a: b\r\n\r", "\nhel", "lo"],
            &["HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"],
            &["HTTP/1.1 200 OK\r\n\r\nendless"],
        ])
        .await;
        let mut line = Line::to(address).await.unwrap();
        let reply = line.ask(&get("/a")).await.unwrap();
        assert_eq!((reply.status, &*reply.body), (200, &b"hello"[..]));
        assert_eq!(reply.headers, [("content-length", "5"), ("x-a", "b")].map(|(a, b)| (a.into(), b.into())));
        assert_eq!(line.count(&get("/b")).await.unwrap(), (404, 0));
        assert_eq!(line.count(&get("/c")).await.unwrap_err().to_string(), "no content-length");
        assert!(line.count(&get("/d")).await.is_err(), "the server has gone");
    }
}
