//! The accept loop: our own, because a server without timers keeps half-sent requests for ever (F33).

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::address::neighbourhood;
use crate::metrics::Connections;
use crate::patience::{Patience, Patient};

/// What connections may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lines {
    /// Connections in all; more wait in the kernel's queue (`RIALTO_CONNECTIONS`).
    pub most: usize,
    /// Connections of one IPv4 address or one IPv6 /64; more are closed at once
    /// (`RIALTO_CONNECTIONS_PER_ADDRESS`).
    pub most_per_address: usize,
    /// From the first byte of a head, or from the start of a connection, to the head's end
    /// (`RIALTO_HEAD_SECONDS`).
    pub head_time: Duration,
    /// Between two requests (`RIALTO_IDLE_SECONDS`).
    pub idle_time: Duration,
    /// Without one byte of an answer taken by the client (`RIALTO_WRITE_SECONDS`).
    pub write_time: Duration,
    /// For requests under way when the market stops (`RIALTO_DRAIN_SECONDS`).
    pub drain_time: Duration,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            most: 8_192,
            most_per_address: 1_024,
            head_time: Duration::from_secs(10),
            idle_time: Duration::from_secs(60),
            write_time: Duration::from_secs(30),
            drain_time: Duration::from_secs(25),
        }
    }
}

/// Bytes of a request's line and headers together, and how many headers: beyond either the answer is 431.
const HEAD_BYTES: usize = 32 * 1024;
const HEADERS: usize = 64;

/// Where a request came from: the other end of the connection, which may be a proxy.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Whether this node takes requests: shown by `/readyz`.
#[derive(Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Says so.
    pub fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Release);
    }
    /// Whether it does.
    pub fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// How the serving ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drained {
    /// Connections that were cut because their request took longer than the drain.
    pub cut: usize,
}

/// Serves until `stop` is ready: then says unready, takes no more connections, lets requests finish.
/// The listener may be bound to port 0; ask it for its address before.
///
/// # Errors
/// The listener has no address any more.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    lines: Lines,
    readiness: &Readiness,
    connections: Arc<Connections>,
    stop: impl Future<Output = ()>,
) -> std::io::Result<Drained> {
    listener.local_addr()?;
    let room = Arc::new(Semaphore::new(lines.most));
    let held = Arc::new(Held { most: lines.most_per_address, by: Mutex::default() });
    let graceful = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    readiness.set(true);
    loop {
        while tasks.try_join_next().is_some() {} // forgets those that have ended
        let next = async {
            let permit = Arc::clone(&room).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            biased;
            () = &mut stop => break,
            next = next => next,
        };
        let (Ok(permit), Ok((stream, peer))) = (permit, accepted) else {
            // Out of file handles, or the client is gone already: others end meanwhile.
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        connections.accepted.up();
        let Some(place) = Held::take(&held, peer.ip()) else {
            connections.refused.up();
            continue; // closed by dropping it: an answer would cost what the limit saves
        };
        let guard = Open::new(Arc::clone(&connections), permit, place);
        let watcher = graceful.watcher();
        let router = router.clone();
        tasks.spawn(async move {
            let _guard = guard;
            talk(stream, peer, router, lines, watcher).await;
        });
    }
    readiness.set(false);
    drop(listener);
    let finished = tokio::time::timeout(lines.drain_time, graceful.shutdown()).await.is_ok();
    while tasks.try_join_next().is_some() {}
    let cut = if finished { 0 } else { tasks.len() };
    tasks.shutdown().await;
    Ok(Drained { cut })
}

/// One connection, from its first byte to its last.
async fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    lines: Lines,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let _ = stream.set_nodelay(true); // an answer is written whole: waiting for more only delays it
    let (stream, patience) = Patient::new(stream, lines.head_time, lines.write_time);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        let busy = Patience::busy(&patience);
        request.extensions_mut().insert(Peer(peer));
        let answer = router.clone().oneshot(request);
        async move {
            let answer = answer.await;
            drop(busy);
            answer as Result<_, Infallible>
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(lines.idle_time)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    // A client that breaks off or sends nonsense is no event of ours.
    let _ = watcher.watch(connection).await;
}

/// How many connections each address holds.
struct Held {
    most: usize,
    by: Mutex<BTreeMap<IpAddr, usize>>,
}

struct Place {
    held: Arc<Held>,
    address: IpAddr,
}

impl Held {
    fn take(held: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let address = neighbourhood(address);
        let mut by = held.by.lock().unwrap_or_else(PoisonError::into_inner);
        let count = by.entry(address).or_default();
        if *count >= held.most {
            return None;
        }
        *count += 1;
        Some(Place { held: Arc::clone(held), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut by = self.held.by.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                by.remove(&self.address);
            }
        }
    }
}

/// Gives back what a connection took, however it ends.
struct Open {
    connections: Arc<Connections>,
    _permit: OwnedSemaphorePermit,
    _place: Place,
}

impl Open {
    fn new(connections: Arc<Connections>, permit: OwnedSemaphorePermit, place: Place) -> Self {
        connections.open.up();
        Self { connections, _permit: permit, _place: place }
    }
}
impl Drop for Open {
    fn drop(&mut self) {
        self.connections.open.down();
    }
}
