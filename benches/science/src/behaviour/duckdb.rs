//! DuckDB as the judge: its own Python package in a folder of its own, asked in SQL, timed inside.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "duckdb==2.0.0";
/// Runs one question and prints `{"seconds": …, "rows": …}`.
const ORACLE: &str = include_str!("oracle.py");

/// A Python with DuckDB.
pub struct DuckDb {
    python: PathBuf,
}

/// A question.
pub enum Asked {
    /// (cohort day, days after, people) for 0 to `last` days after.
    Retention { offset_s: i64, last: u32 },
    /// People who reached each step, classes 0 to `steps` − 1 in this order.
    Funnel { steps: u8, window_s: u64 },
}

/// What it said.
pub struct Answer {
    /// From the start of the query to the last row fetched.
    pub seconds: f64,
    pub rows: Vec<Vec<i64>>,
}

impl DuckDb {
    /// Installs the package from its registry the first time.
    pub fn installed(folder: &Path) -> Result<Self, String> {
        let venv = folder.join("venv");
        let python = venv.join("bin/python");
        let duckdb = Self { python };
        if !duckdb.works() {
            output(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            output(Command::new(&duckdb.python).args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
        }
        if duckdb.works() { Ok(duckdb) } else { Err(format!("{PACKAGE} cannot be imported")) }
    }

    /// Asks over a Parquet file, in a process of its own with two threads.
    pub fn ask(&self, asked: &Asked, file: &Path) -> Result<Answer, String> {
        let words = match asked {
            Asked::Retention { offset_s, last } => {
                ["retention".to_owned(), offset_s.to_string(), last.to_string()]
            }
            Asked::Funnel { steps, window_s } => {
                ["funnel".to_owned(), steps.to_string(), window_s.to_string()]
            }
        };
        let printed = output(Command::new(&self.python).args(["-c", ORACLE]).arg(file).args(words))?;
        let json: Value =
            serde_json::from_str(&printed).map_err(|error| format!("DuckDB's answer: {error}"))?;
        let number = |value: &Value| value.as_i64().ok_or("DuckDB's answer has a cell that is no number");
        let row = |row: &Value| row.as_array().into_iter().flatten().map(number).collect::<Result<_, _>>();
        let rows: Result<Vec<Vec<i64>>, &str> =
            json["rows"].as_array().into_iter().flatten().map(row).collect();
        let seconds = json["seconds"].as_f64().ok_or("DuckDB's answer has no time")?;
        Ok(Answer { seconds, rows: rows? })
    }

    fn works(&self) -> bool {
        output(Command::new(&self.python).args(["-c", "import duckdb"])).is_ok()
    }
}

/// What a command prints; an error is the last line of its complaint.
fn output(command: &mut Command) -> Result<String, String> {
    let done = command.output().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&done.stderr);
    Err(complaint.lines().last().unwrap_or("it failed without a word").to_owned())
}
