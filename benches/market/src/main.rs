//! `./bench orders|lists|start|ingest|market`: the market beside what the machine allows at most.

mod client;
mod cluster;
mod ingest;
mod limit;
mod lists;
mod machine;
mod options;
mod orders;
mod rows;
mod server;
mod spread;
mod stall;
mod start;
mod steps;

use std::process::ExitCode;

use options::Options;

/// The market's allocator, so that bare axum has the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What ends a bench before its figures.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let word = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let done = match (word.as_str(), rest.as_slice()) {
        ("bare", [pages]) => limit::bare::serve(pages.as_ref()),
        _ => Options::read(&rest).map_err(Failure::from).and_then(|options| run(&word, &options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(word: &str, options: &Options) -> Result<(), Failure> {
    println!("{}", machine::line(&std::env::temp_dir()));
    match word {
        "orders" => orders::run(options),
        "lists" => lists::run(options),
        "start" => start::run(options),
        "ingest" => ingest::run(options),
        "market" => {
            orders::run(options)?;
            lists::run(options)?;
            start::run(options)
        }
        _ => Err("the words are orders, lists, start, ingest and market".into()),
    }?;
    println!("{}", machine::line(&std::env::temp_dir()));
    Ok(())
}
