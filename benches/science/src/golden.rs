//! `./bench golden DIR...`: every golden file of a folder against the libraries.
//!
//! A golden file is JSON with `call` (what made it), `inputs`, `expected`, `tolerance` and `notes`; the first
//! words of its name say its kind. Each prints one JSON line; the door answers 1 if any file is not within
//! its tolerance or not understood, and 2 if it was given nothing to read.

mod behaviour;
mod file;
mod statistics;
mod table;

pub use statistics::cdnow_cells;

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
        .or_else(|| statistics::check(file.kind(), file))
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn folder() -> Option<PathBuf> {
        let folder = file::shared().map(|shared| shared.join("data/golden/retention"));
        let found = folder.filter(|folder| folder.is_dir());
        if found.is_none() {
            println!("skipped: the shared golden folder is not there");
        }
        found
    }

    #[test]
    fn every_golden_file_is_understood_and_within_its_tolerance() {
        let Some(folder) = folder() else { return };
        let paths = golden_files(&folder).unwrap();
        assert!(paths.len() >= 27, "only {} files", paths.len());
        for path in paths {
            let outcome = judge(&path);
            assert!(outcome.ok(), "{}: {:?}", path.display(), outcome.complaints());
        }
    }

    /// Every number of `value` that is not a setting, moved by one part in a hundred and one.
    fn spoil(value: &mut Value) {
        match value {
            Value::Number(number) => {
                let spoilt = number.as_f64().map_or(1.0, |number| number * 1.01 + 1.0);
                *value = json!(spoilt);
            }
            Value::Array(elements) => elements.iter_mut().for_each(spoil),
            Value::Object(members) => members.values_mut().for_each(spoil),
            Value::Bool(truth) => *truth = !*truth,
            Value::Null | Value::String(_) => {}
        }
    }

    #[test]
    fn a_file_whose_expectations_are_all_wrong_is_never_ok_and_never_breaks_off() {
        let Some(folder) = folder() else { return };
        for path in golden_files(&folder).unwrap() {
            let mut json: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            spoil(&mut json["expected"]);
            let outcome = check(&GoldenFile::of(&path, json));
            assert!(!outcome.ok(), "{} does not notice", path.display());
        }
    }

    #[test]
    fn odd_files_are_refused_and_none_of_them_breaks_the_door() {
        let Some(folder) = folder() else { return };
        for path in golden_files(&folder).unwrap() {
            let whole: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            for (part, odd) in [
                ("inputs", json!(null)),
                ("inputs", json!({"csv": "no-such.csv"})),
                ("inputs", json!([[[], []], "x", -1, 1e300])),
                ("expected", json!({"a": {"b": ["c", null, 1e300, -5]}})),
                ("expected", json!([{"n": -1}, null, 7])),
            ] {
                let mut json = whole.clone();
                json[part] = odd.clone();
                let outcome = check(&GoldenFile::of(&path, json));
                assert!(
                    outcome.checks() == 0 || !outcome.ok() || part == "inputs",
                    "{} {odd}",
                    path.display()
                );
            }
        }
    }

    #[test]
    fn references_are_skipped_and_unknown_kinds_are_not_ok() {
        let Some(folder) = folder() else { return };
        let names: Vec<String> = golden_files(&folder).unwrap().iter().map(|path| file_name(path)).collect();
        assert!(!names.contains(&"aa_sim_reference.json".to_owned()));
        let unknown = check(&GoldenFile::of(Path::new("weather.json"), json!({"expected": {}})));
        assert_eq!(unknown.complaints(), ["no check knows the kind \"weather\""]);
        assert!(!judge(Path::new("no-such-folder/km_x.json")).ok());
    }
}
