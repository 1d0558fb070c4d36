//! `./bench golden DIR...`: every golden file of a folder against the libraries.
//!
//! A golden file is JSON with `call` (what made it), `inputs`, `expected`, `tolerance` and `notes`; the first
//! words of its name say its kind. Each prints one JSON line; the door answers 1 if any file is not within
//! its tolerance or not understood, and 2 if it was given nothing to read.

mod behaviour;
mod file;
mod table;

use file::{GoldenFile, Outcome};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the door on the given folders (a single file is taken too).
pub fn run(dirs: &[String]) -> ExitCode {
    if dirs.is_empty() {
        eprintln!("usage: ./bench golden DIR...");
        return ExitCode::from(2);
    }
    let mut all_good = true;
    let mut seen = 0_usize;
    for dir in dirs {
        match golden_files(Path::new(dir)) {
            Ok(paths) => {
                for path in paths {
                    let outcome = judge(&path);
                    println!("{}", outcome.line(&file_name(&path)));
                    all_good &= outcome.ok();
                    seen += 1;
                }
            }
            Err(reason) => {
                eprintln!("{dir}: {reason}");
                all_good = false;
            }
        }
    }
    if seen == 0 {
        eprintln!("no golden files found");
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(!all_good))
}

/// Checks one file. A panic below is that file's failure, never the other files'.
fn judge(path: &Path) -> Outcome {
    let read_and_check = || match GoldenFile::read(path) {
        Ok(file) => check(&file),
        Err(reason) => Outcome::refused(reason),
    };
    catch_unwind(AssertUnwindSafe(read_and_check))
        .unwrap_or_else(|_| Outcome::refused("the check broke off; its message is above"))
}

/// Asks each part in turn whether the file is its business.
fn check(file: &GoldenFile) -> Outcome {
    let outcome = behaviour::check(file.kind(), file)
        .unwrap_or_else(|| Outcome::refused(format!("no check knows the kind {:?}", file.kind())));
    match outcome.checks() {
        0 if outcome.ok() => Outcome::refused("nothing in this file could be checked"),
        _ => outcome,
    }
}

/// The `*.json` of a folder in the order of their names, without the `*_reference.json` records.
fn golden_files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    if dir.is_file() {
        return Ok(vec![dir.to_path_buf()]);
    }
    let entries = std::fs::read_dir(dir).map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| !file_name(path).ends_with("_reference.json"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
