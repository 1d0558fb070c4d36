//! `./bench recsys|golden|behaviour|aa|fit`: what outsiders run to judge the science crates.

mod aa;
mod behaviour;
mod chance;
mod fit;
mod golden;
mod recsys;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let door = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match door.as_str() {
        "recsys" => recsys::run(&rest),
        "golden" => golden::run(&rest),
        "behaviour" => behaviour::run(&rest),
        "aa" => aa::run(&rest),
        "fit" => fit::run(&rest),
        _ => {
            eprintln!("usage: ./bench recsys DIR... | golden DIR... | behaviour | aa [RUNS] | fit");
            ExitCode::from(2)
        }
    }
}
