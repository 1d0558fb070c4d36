//! `./bench lists`: lists of 24 and single things of the real server, as programs and as people ask for them, beside
//! bare axum with the same bytes; and how long a page takes while few ask.

use std::sync::Arc;
use std::time::Duration;

use db::Store;
use testkit::Folder;

use crate::client::{Line, get, light, rate};
use crate::limit::bare::Page;
use crate::options::Options;
use crate::server::Server;
use crate::spread::{Pairs, in_turns};
use crate::{Failure, stall};

/// Connections at the same time, each with one request under way.
const CONNECTIONS: usize = 32;
/// Under a light load: connections, and the pause of each between an answer and its next request.
const FEW: usize = 4;
const PAUSE: Duration = Duration::from_millis(20);
/// Headers that every server writes by itself.
const OWN: [&str; 4] = ["content-length", "date", "connection", "transfer-encoding"];

/// What is asked for, by which path.
type Asked = (&'static str, String);

/// A market with so many listings, in a folder that `rialto serve` takes; what is asked of it.
///
/// # Errors
/// What broke.
pub fn folder(listings: usize) -> Result<(Folder, [Asked; 5]), Failure> {
    let folder = Folder::new("market");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let clock = Arc::new(crate::orders::clock()?);
    let db = stall::open_by(Store::file(folder.path().join(app::config::FILE)), Arc::clone(&clock) as _)?;
    let stall = runtime.block_on(stall::fill(&db, &clock, listings))?;
    db.close();
    let asked = [
        ("list of 24", "/api/v1/products?limit=24".to_owned()),
        ("point read", format!("/api/v1/products/{}", stall.listing)),
        ("page of 24", "/search".to_owned()),
        ("page of one", format!("/p/{}", stall.listing)),
        ("front page", "/".to_owned()),
    ];
    Ok((folder, asked))
}

/// Measures each.
///
/// # Errors
/// What broke.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (listings, time) = if options.quick { (500, 1) } else { (5_000, 3) };
    let (folder, asked) = folder(listings)?;
    // The client has one thread of its own; the servers have the rest.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let market = Server::market(folder.path())?;
    runtime.block_on(market.indexed())?;
    let pages: Vec<Page> =
        asked.iter().map(|(_, path)| runtime.block_on(page(&market, path))).collect::<Result<_, _>>()?;
    let file = folder.path().join("pages.json");
    std::fs::write(&file, serde_json::to_vec(&pages)?)?;
    let bare = Server::bare(&file)?;
    println!(
        "\nlists: answers a second of {listings} listings, {CONNECTIONS} connections, {} rounds of {time} s in turns",
        options.rounds
    );
    for ((what, path), page) in asked.iter().zip(&pages) {
        let bytes = page.body.len();
        if runtime.block_on(self::page(&bare, path))? != *page {
            return Err("bare axum does not answer the same".into());
        }
        let mut pairs = Pairs::default();
        let measure = |server: &Server| {
            let time = Duration::from_secs(time);
            runtime.block_on(rate(server.address, get(path), bytes, CONNECTIONS, time))
        };
        measure(&market)?;
        measure(&bare)?; // both are warm now
        for round in 0..options.rounds {
            let (ours, limit) = in_turns(round, || measure(&market), || measure(&bare))?;
            pairs.add(ours, limit);
        }
        if let Some([ours, limit, ratio]) = pairs.spreads() {
            println!("  {what:<11} {bytes:>6} bytes  ours {ours:<24}  bare axum {limit:<24}  ratio {ratio}");
        }
    }
    println!("  with {FEW} connections that rest {} ms between two requests:", PAUSE.as_millis());
    for (what, path) in &asked {
        let took =
            runtime.block_on(light(market.address, get(path), FEW, PAUSE, Duration::from_secs(time)))?;
        let at =
            |percent: usize| took.get(took.len() * percent / 100).map_or(0.0, Duration::as_secs_f64) * 1e3;
        println!(
            "  {what:<11} p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms of {}",
            at(50),
            at(95),
            at(99),
            took.len()
        );
    }
    println!("  memory of the market after it: {:.1} MB", market.resident_kb()? as f64 / 1_024.0);
    Ok(())
}

async fn page(server: &Server, path: &str) -> Result<Page, Failure> {
    let reply = Line::to(server.address).await?.ask(&get(path)).await?;
    if reply.status != 200 {
        return Err(
            format!("{path} answered {}: {}", reply.status, String::from_utf8_lossy(&reply.body)).into()
        );
    }
    let path = path.split('?').next().unwrap_or(path).to_owned();
    let headers = reply.headers.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str())).collect();
    Ok(Page { path, headers, body: String::from_utf8(reply.body)? })
}
