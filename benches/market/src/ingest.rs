//! `./bench ingest`: what a sale takes, from an empty cart to a confirmed order, while nothing else happens and while
//! 2,000 signals a second are counted; in turns, in one run, on the real server.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::clock::Stopwatch;
use serde_json::{Value, json};

use crate::Failure;
use crate::client::{Line, get};
use crate::lists::folder;
use crate::options::Options;
use crate::server::Server;

/// Signals in one request, and requests a second.
const BATCH: usize = 100;
const A_SECOND: u32 = 20;
/// Sales a second: what a busy market of this size sells.
const SALES: u32 = 15;

/// A key of its own for each command of a run.
static KEYS: AtomicU64 = AtomicU64::new(0);

/// Measures, and says by how much the slowest of a hundred sales is slower.
///
/// # Errors
/// What broke.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (turns, seconds) = if options.quick { (2, 4) } else { (6, 10) };
    let (folder, [(_, list), ..]) = folder(500)?;
    let market = match &options.postgres {
        None => Server::market(folder.path())?,
        Some(_) => return Err("on a server the whole market moves: run it on the file".into()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let all = json!({ "version": 1, "analytics": true, "personalisation": true, "marketing": true });
    println!(
        "\ningest: {turns} turns of {seconds} s each way, {SALES} sales and {} signals a second",
        BATCH as u32 * A_SECOND
    );
    let stretch = Duration::from_secs(seconds);
    runtime.block_on(market.indexed())?;
    let shelves = runtime.block_on(variants(&market, &list))?;
    let buyer = runtime.block_on(buyer(&market))?;
    let (mut quiet, mut busy) = (Vec::new(), Vec::new());
    let mut sent = 0_u64;
    runtime.block_on(sales(&market, &shelves, &buyer, Duration::from_secs(2)))?; // warms both sides
    for turn in 0..turns * 2 {
        let with = turn % 2 == 1;
        let counted = async { if with { signals(&market, &all, stretch, &mut sent).await } else { Ok(()) } };
        let (took, told) =
            runtime.block_on(async { tokio::join!(sales(&market, &shelves, &buyer, stretch), counted) });
        told?;
        if with { busy.extend(took?) } else { quiet.extend(took?) }
    }
    let page = runtime.block_on(async { Line::to(market.address).await?.ask(&get("/metrics")).await })?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let figure = |name: &str| page.lines().find(|line| line.starts_with(name)).unwrap_or("?").to_owned();
    println!("  {sent} signals sent; {}, {}", figure("rialto_events_taken "), figure("rialto_events_shed "));
    let (before, after) = (percentiles(&mut quiet), percentiles(&mut busy));
    println!("  quiet: {} sales, p50 {:.1} ms, p99 {:.1} ms", quiet.len(), before.0, before.1);
    println!("  while counting: {} sales, p50 {:.1} ms, p99 {:.1} ms", busy.len(), after.0, after.1);
    println!("  ratio: p50 {:.2}, p99 {:.2}", after.0 / before.0, after.1 / before.1);
    Ok(())
}

/// The middle and the slowest of a hundred, in milliseconds.
fn percentiles(took: &mut [Duration]) -> (f64, f64) {
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).map_or(0.0, |took| took.as_secs_f64() * 1e3);
    (at(50), at(99))
}

/// What can be bought: a hundred of each.
async fn variants(market: &Server, list: &str) -> Result<Vec<String>, Failure> {
    let mut line = Line::to(market.address).await?;
    let found: Value = serde_json::from_slice(&line.ask(&get(list)).await?.body)?;
    let mut variants = Vec::new();
    for listing in found["data"].as_array().ok_or("no list")? {
        let path = format!("/api/v1/products/{}", listing["id"].as_str().unwrap_or_default());
        let whole: Value = serde_json::from_slice(&line.ask(&get(&path)).await?.body)?;
        variants.push(whole["variants"][0]["id"].as_str().ok_or("a listing without a variant")?.to_owned());
    }
    Ok(variants)
}

/// Somebody who pays at the door, for which one must be known: their session's secret.
async fn buyer(market: &Server) -> Result<String, Failure> {
    let mut line = Line::to(market.address).await?;
    let (handle, password) = ("ines_buys", "a long walk to market");
    let new = json!({ "handle": handle, "password": password, "name": "Ines", "language": "en" });
    made(&mut line, &post("/accounts", &format!("ingest-account-{}", std::process::id()), "", &new)).await?;
    let known = json!({ "handle": handle, "password": password });
    let opened =
        made(&mut line, &post("/sessions", &format!("ingest-session-{}", std::process::id()), "", &known))
            .await?;
    Ok(opened["secret"].as_str().ok_or("a session without a secret")?.to_owned())
}

fn post(path: &str, key: &str, session: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let who = if session.is_empty() { String::new() } else { format!("authorization: Bearer {session}\r\n") };
    format!(
        "POST /api/v1{path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\n{who}content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

async fn made(line: &mut Line, request: &[u8]) -> Result<Value, Failure> {
    let reply = line.ask(request).await?;
    if reply.status != 201 {
        return Err(format!("{} came: {}", reply.status, String::from_utf8_lossy(&reply.body)).into());
    }
    Ok(serde_json::from_slice(&reply.body)?)
}

/// Sales at an even pace; how long each took from the cart to the order.
async fn sales(
    market: &Server,
    shelves: &[String],
    buyer: &str,
    time: Duration,
) -> Result<Vec<Duration>, Failure> {
    let mut line = Line::to(market.address).await?;
    let (watch, mut pace) = (Stopwatch::start(), tokio::time::interval(Duration::from_secs(1) / SALES));
    let mut took = Vec::new();
    while watch.elapsed() < time {
        pace.tick().await;
        let one = Stopwatch::start();
        let key = || format!("ingest-{}-{}", KEYS.fetch_add(1, Ordering::Relaxed), std::process::id());
        let cart = made(&mut line, &post("/carts", &key(), buyer, &Value::Null)).await?;
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let id = word(&cart["id"]);
        let variant = shelves.get(took.len() % shelves.len().max(1));
        let put = json!({ "variant": variant, "quantity": 1 });
        made(&mut line, &post(&format!("/carts/{id}/lines"), &key(), buyer, &put)).await?;
        let ask = json!({ "cart": id, "destination": { "country": "PH", "region": "NCR" } });
        let quote = made(&mut line, &post("/checkouts", &key(), buyer, &ask)).await?;
        let total = &quote["quote"]["total"];
        let yes = json!({ "address": crate::stall::address(), "method": "cash", "total": total });
        let confirm = format!("/checkouts/{}/confirmation", word(&quote["id"]));
        made(&mut line, &post(&confirm, &key(), buyer, &yes)).await?;
        took.push(one.elapsed());
    }
    Ok(took)
}

/// Signals at an even pace.
async fn signals(market: &Server, consent: &Value, time: Duration, sent: &mut u64) -> Result<(), Failure> {
    let mut line = Line::to(market.address).await?;
    let (watch, mut pace) = (Stopwatch::start(), tokio::time::interval(Duration::from_secs(1) / A_SECOND));
    while watch.elapsed() < time {
        pace.tick().await;
        let batch: Vec<Value> = (0..BATCH as u64)
            .map(|nth| json!({ "id": format!("{:032x}", u128::from(*sent + nth) + 1), "name": "seen", "item": "lst_01h455vb4pex5vsknk084sn02q", "place": "feed" }))
            .collect();
        let body = json!({ "consent": consent, "signals": batch });
        let (status, _) = line.count(&post("/signals", "signals", "", &body)).await?;
        if status != 200 && status != 429 {
            return Err(format!("{status} came for signals").into());
        }
        *sent += BATCH as u64;
    }
    Ok(())
}
