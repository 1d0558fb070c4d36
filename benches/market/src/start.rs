//! `./bench start`: from starting the process to `ready:`, and the memory it then has.

use std::time::Duration;

use crate::Failure;
use crate::lists::folder;
use crate::options::Options;
use crate::server::Server;
use crate::spread::Spread;

/// Listings in the folder, and checkouts as many.
const LISTINGS: usize = 5_000;

/// Measures starts, then memory.
///
/// # Errors
/// What broke.
pub fn run(options: &Options) -> Result<(), Failure> {
    let (folder, _) = folder(LISTINGS)?;
    let size = std::fs::metadata(folder.path().join(app::config::FILE))?.len() as f64 / 1e6;
    println!(
        "\nstart: {LISTINGS} listings and as many checkouts, a file of {size:.0} MB, {} starts",
        options.rounds
    );
    let mut took = Vec::new();
    for _ in 0..options.rounds {
        took.push(Server::market(folder.path())?.took.as_secs_f64() * 1e3);
    }
    if let Some(spread) = Spread::of(took) {
        println!("  from the start of the process to ready: {spread} ms");
    }
    let market = Server::market(folder.path())?;
    let at_once = market.resident_kb()? as f64 / 1_024.0;
    let wait = Duration::from_secs(if options.quick { 5 } else { 60 });
    std::thread::sleep(wait);
    let later = market.resident_kb()? as f64 / 1_024.0;
    println!("  memory (VmRSS): {at_once:.1} MB at ready, {later:.1} MB after {} s", wait.as_secs());
    Ok(())
}
